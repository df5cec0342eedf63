"""A face worker seen from the control room: started, fed, listened to, and started again when it dies or falls silent.

Video decoders crash and hang on what the network sends them. Therefore capture and recognition live in a process of
their own; here is the side that owns it. What the worker was last told (gallery, cameras, expected people) is kept, so
a restarted one goes on where the former stopped, under fresh keys.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import queue
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

import msgspec

from devices.faces import wire
from devices.faces.gallery import Template
from devices.faces.sealing import KEY_BYTES, NONCE_BYTES, SALT_BYTES, run_key, seal_template
from devices.faces.worker_process import WorkerSetup, run
from venue.core.chance import Chance

log = logging.getLogger(__name__)

SINGLE_THREADED = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENCV_FOR_THREADS_NUM": "1",
}
"""Set while a worker starts: a spinning second thread made the search up to 290 times slower on a busy machine."""

STOP_S = 2.0
"""Seconds a worker gets to end by itself."""

_environment_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """Seconds: without a word before the worker counts as hung, for its start, and the longest pause between starts."""

    silent_s: float = 5.0
    start_s: float = 30.0
    longest_pause_s: float = 30.0


@dataclass(frozen=True, slots=True)
class _Run:
    process: SpawnProcess
    pipe: Connection
    orders: queue.SimpleQueue[bytes | None]
    gallery_key: bytes


class FaceWorker:
    """One worker process for about four cameras.

    ``crop_key`` (32 bytes) seals the pictures that come out; ``told`` hears every telling on a thread of this worker
    and must not block; ``models`` is the site's models folder, empty for the installed one. Use as a context manager.
    """

    def __init__(
        self,
        told: Callable[[wire.AnyTelling], None],
        *,
        crop_key: bytes,
        chance: Chance,
        models: str = "",
        limits: WorkerLimits = WorkerLimits(),
    ) -> None:
        self._told, self._crop_key, self._chance = told, crop_key, chance
        self._models, self._limits = models, limits
        self._lock, self._ending = threading.Lock(), threading.Event()
        self._run: _Run | None = None
        self._templates: tuple[Template, ...] | None = None
        self._watches: dict[str, wire.Watch] = {}
        self._expected: dict[str, wire.Expect] = {}
        self._starts = 0
        self._thread = threading.Thread(target=self._supervise, name="face-worker", daemon=True)

    def __enter__(self) -> FaceWorker:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def starts(self) -> int:
        """How often a process was started; more than 1 means that it died or hung."""
        return self._starts

    @property
    def pid(self) -> int | None:
        """The worker's process id, None while none runs."""
        running = self._run
        return running.process.pid if running else None

    def enrol(self, templates: Iterable[Template]) -> None:
        """Replace the gallery. The templates travel sealed under a key of this run."""
        with self._lock:
            self._templates = tuple(templates)
            if self._run:
                self._run.orders.put(self._gallery_order(self._run))

    def watch(self, order: wire.Watch) -> None:
        """Watch a camera, or change how it is watched."""
        with self._lock:
            self._watches[order.camera] = order
            self._order(order)

    def unwatch(self, camera: str) -> None:
        """Let go of a camera."""
        with self._lock:
            self._watches.pop(camera, None)
            self._expected.pop(camera, None)
            self._order(wire.Unwatch(camera=camera))

    def expect(self, camera: str, subjects: Collection[str]) -> None:
        """Who may be recognised at this camera from now on. Before this is said the camera judges nobody."""
        with self._lock:
            self._expected[camera] = wire.Expect(camera=camera, subjects=tuple(sorted(subjects)))
            self._order(self._expected[camera])

    def stop(self) -> None:
        """End the worker, by force if it does not answer. Returns when the process is gone."""
        self._ending.set()
        with self._lock:
            self._order(wire.Stop())
        if self._thread.is_alive():
            self._thread.join()

    def _order(self, order: wire.Order) -> None:
        if self._run:
            self._run.orders.put(wire.packed(order))

    def _gallery_order(self, running: _Run) -> bytes:
        kept = self._templates or ()
        sealed = tuple(seal_template(running.gallery_key, one, self._chance.bytes(NONCE_BYTES)) for one in kept)
        return wire.packed(wire.Enrolled(templates=sealed))

    def _supervise(self) -> None:
        pause = 0.5
        while not self._ending.is_set():
            running = self._begin()
            began = time.monotonic()
            try:
                self._listen(running)
            finally:
                self._end(running)
            pause = 0.5 if time.monotonic() - began > 60.0 else min(self._limits.longest_pause_s, pause * 2)
            self._ending.wait(pause)

    def _begin(self) -> _Run:
        ours, theirs = multiprocessing.get_context("spawn").Pipe()
        salt = self._chance.bytes(SALT_BYTES)
        setup = WorkerSetup(
            gallery_key=self._chance.bytes(KEY_BYTES),
            crop_key=run_key(self._crop_key, salt),
            crop_salt=salt,
            models=self._models,
        )
        process = _spawned(theirs, setup)
        theirs.close()
        running = _Run(process, ours, queue.SimpleQueue(), setup.gallery_key)
        with self._lock:
            self._run, self._starts = running, self._starts + 1
            self._repeat_orders(running)
            if self._ending.is_set():
                running.orders.put(wire.packed(wire.Stop()))
        threading.Thread(target=_send_orders, args=(running,), name="face-orders", daemon=True).start()
        return running

    def _repeat_orders(self, running: _Run) -> None:
        if self._templates is not None:
            running.orders.put(self._gallery_order(running))
        for order in (*self._watches.values(), *self._expected.values()):
            running.orders.put(wire.packed(order))

    def _listen(self, running: _Run) -> None:
        """Hand on what the worker says until it is gone, silent for too long, or to be ended."""
        patience, heard = self._limits.start_s, time.monotonic()
        while time.monotonic() - heard < (min(patience, STOP_S) if self._ending.is_set() else patience):
            try:
                content = running.pipe.recv_bytes() if running.pipe.poll(0.1) else None
            except (EOFError, OSError):
                break
            if content is not None:
                heard, patience = time.monotonic(), self._limits.silent_s
                self._hand_on(content)
        if not self._ending.is_set():
            log.warning("face worker %s is gone or silent and is started again", running.process.pid)

    def _hand_on(self, content: bytes) -> None:
        try:
            self._told(wire.telling(content))
        except msgspec.ValidationError:
            log.exception("a face worker said something of no known form")

    def _end(self, running: _Run) -> None:
        with self._lock:
            self._run = None
        running.orders.put(None)
        running.process.join(1.0 if self._ending.is_set() else 0.0)
        if running.process.is_alive():
            running.process.kill()
            running.process.join()
        running.pipe.close()
        running.process.close()


def _spawned(theirs: Connection, setup: WorkerSetup) -> SpawnProcess:
    process = multiprocessing.get_context("spawn").Process(
        target=run, args=(theirs, setup), name="face-worker", daemon=True
    )
    with _environment_lock, _environment(SINGLE_THREADED):
        process.start()
    return process


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """The given variables for the time of the block: a child takes over the environment when it starts."""
    former = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in former.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _send_orders(running: _Run) -> None:
    """Write orders to the pipe. A thread of its own, because a full pipe to a hung worker would hold up its owner."""
    while (content := running.orders.get()) is not None:
        try:
            running.pipe.send_bytes(content)
        except (OSError, ValueError):
            return  # the worker is gone; the next one is told everything again
