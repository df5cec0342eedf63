"""What runs inside a face worker: capture threads, one engine, one loop. Dies with its parent; may be killed.

It opens no database and writes no file. The gallery comes sealed over the pipe and lives in memory only.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from devices.faces import wire
from devices.faces.engine import FaceEngine, FaceEngineFault
from devices.faces.gallery import Gallery, Known, Template, Thresholds, Unsure
from devices.faces.lookout import Lookout, LookRules, Seen, frame_digest, portrait
from devices.faces.sealing import CropSeal, SealBroken, SealedTemplate, open_template
from devices.faces.sources import NewestFrame, is_stream, opened
from devices.faces.yunet_sface import YuNetSFace

HEALTH_EVERY_S = 0.5
STUCK_AFTER_S = 15.0
"""A call into the video library that lasts longer than its own time limits together does not return."""

_IDLE_S = 0.05
EXIT_STUCK, EXIT_FAILED = 3, 4


class WorkerSetup(msgspec.Struct, frozen=True, kw_only=True):
    """What a run needs: key of the gallery's seal, key and salt of the crops' seal (all of this run), models folder."""

    gallery_key: bytes
    crop_key: bytes
    crop_salt: bytes
    models: str = ""


@dataclass(slots=True)
class _Camera:
    order: wire.Watch
    stream: NewestFrame
    lookout: Lookout
    looked: int = 0
    due_s: float = 0.0
    expected: tuple[str, ...] | None = field(default=None)


def run(pipe: Connection, setup: WorkerSetup) -> None:
    """The process's whole life. Ends when told to, when the pipe closes, or when a stream hangs beyond help."""
    try:
        engine = YuNetSFace(Path(setup.models) if setup.models else None)
    except FaceEngineFault as fault:
        pipe.send_bytes(wire.packed(wire.Failed(reason=str(fault))))
        raise SystemExit(EXIT_FAILED) from fault
    post = Post(pipe, engine, setup)
    try:
        post.serve()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # the parent is gone: nobody is left to tell
    finally:
        post.close()


class Post:
    """The cameras of one worker and the loop over them."""

    def __init__(self, pipe: Connection, engine: FaceEngine, setup: WorkerSetup) -> None:
        self._pipe, self._engine, self._setup = pipe, engine, setup
        self._crops = CropSeal(setup.crop_key, setup.crop_salt)
        self._cameras: dict[str, _Camera] = {}
        self._expected: dict[str, tuple[str, ...]] = {}
        self._gallery: Gallery | None = None
        self._health_due_s = 0.0
        self._running = True

    def serve(self) -> None:
        """Orders, looks and health in turn, until told to stop."""
        model = self._engine.model
        self._tell(wire.Ready(model_name=model.name, model_digest=model.digest))
        while self._running:
            self._take_orders()
            self._look_round()
            self._tell_health()

    def close(self) -> None:
        """Let go of all cameras; streams that hang end with the process."""
        for camera in self._cameras.values():
            camera.stream.stop(wait_s=0.2)

    def _tell(self, telling: wire.Telling) -> None:
        self._pipe.send_bytes(wire.packed(telling))

    def _take_orders(self) -> None:
        wait = _IDLE_S
        while self._running and self._pipe.poll(wait):
            self._obey(wire.order(self._pipe.recv_bytes()))
            wait = 0.0

    def _obey(self, order: wire.AnyOrder) -> None:
        match order:
            case wire.Watch():
                self._watch(order)
            case wire.Unwatch(camera=name):
                self._unwatch(name)
            case wire.Enrolled(templates=sealed):
                self._enrol(sealed)
            case wire.Expect(camera=name, subjects=subjects):
                self._expected[name] = subjects
                self._tell_expected(name)
            case wire.Stop():
                self._running = False

    def _watch(self, order: wire.Watch) -> None:
        self._unwatch(order.camera)
        thresholds = Thresholds(accept=order.accept, review=order.review)
        lookout = Lookout(self._engine, LookRules(single=order.door, thresholds=thresholds))
        live = order.repeat or is_stream(order.source)
        stream = NewestFrame(lambda: opened(order.source, transport=order.transport, repeat=order.repeat), live=live)
        self._cameras[order.camera] = _Camera(order, stream, lookout)
        self._tell_expected(order.camera)

    def _unwatch(self, name: str) -> None:
        camera = self._cameras.pop(name, None)
        if camera is not None:
            camera.stream.stop(wait_s=0.2)

    def _enrol(self, sealed: tuple[SealedTemplate, ...]) -> None:
        taken, refused = [], []
        for one in sealed:
            template = self._opened(one)
            if template is None:
                refused.append(one.subject)
            else:
                taken.append(template)
        self._gallery = Gallery(self._engine.model, taken)
        for name in self._cameras:
            self._tell_expected(name)
        self._tell(wire.GalleryTaken(templates=len(taken), refused=tuple(refused)))

    def _opened(self, sealed: SealedTemplate) -> Template | None:
        try:
            template = open_template(self._setup.gallery_key, sealed)
        except SealBroken:
            return None
        return template if template.embedding.model == self._engine.model else None

    def _tell_expected(self, name: str) -> None:
        """Hand a camera its search once gallery and expected people are both known; before that it judges nobody."""
        camera, expected = self._cameras.get(name), self._expected.get(name)
        if camera is not None and expected is not None and self._gallery is not None:
            camera.lookout.expect(self._gallery.among(expected))

    def _look_round(self) -> None:
        for name, camera in self._cameras.items():
            now = time.monotonic()
            frame = camera.stream.newest(camera.looked) if now >= camera.due_s else None
            if frame is None:
                continue
            camera.looked, camera.due_s = frame.number, now + 1.0 / camera.order.looks_per_s
            for seen in camera.lookout.look(frame):
                self._tell(self._sighted(name, seen, crops=camera.order.crops))

    def _sighted(self, camera: str, seen: Seen, *, crops: bool) -> wire.Sighted:
        digest = frame_digest(seen.frame.image)
        crop = b""
        if crops and seen.face is not None:
            crop = self._crops.seal(portrait(seen.frame.image, seen.face), camera=camera, frame_digest=digest)
        found = seen.match
        return wire.Sighted(
            camera=camera,
            outcome="unjudged" if found is None else type(found).__name__.lower(),
            subject=found.subject if isinstance(found, Known | Unsure) else "",
            score=-1000 if found is None else round(found.score * 1000),
            threshold=0 if found is None else round(found.threshold * 1000),
            quality=seen.quality.value,
            track=seen.track,
            size=0 if seen.face is None else round(seen.face.size),
            captured_s=seen.frame.at_s,
            frame_digest=digest,
            model_digest=self._engine.model.digest,
            crop=crop,
        )

    def _tell_health(self) -> None:
        now = time.monotonic()
        if now < self._health_due_s:
            return
        self._health_due_s = now + HEALTH_EVERY_S
        stuck = tuple(name for name, camera in self._cameras.items() if camera.stream.stuck_s() > STUCK_AFTER_S)
        self._tell(wire.Health(cameras=tuple(_health(n, c.stream) for n, c in self._cameras.items()), stuck=stuck))
        if stuck:
            os._exit(EXIT_STUCK)  # a thread inside the library cannot be ended; the parent starts a fresh process


def _health(name: str, stream: NewestFrame) -> wire.CameraHealth:
    age = stream.age_s()
    return wire.CameraHealth(
        camera=name,
        state=stream.state.value,
        frame_age_ms=-1 if age is None else round(age * 1000),
        frames=stream.frames_read,
    )
