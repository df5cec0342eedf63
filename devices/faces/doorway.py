"""A camera at a door: what its face worker sees is presented on the wire exactly as a terminal on the wall presents a card.

The site's rules make no difference between this program and a box beside the door. Kind is ``face``, the token is the person's
code when the face is known and empty otherwise, the grade is C (a picture alone). The engine's sealed answer comes back to
the same twin, which obeys it or not like any other terminal, and is told in both languages.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devices import topics
from devices.device_journal import DeviceJournal
from devices.envelope import DeviceKeys, Opener
from devices.faces import wire as worker_words
from devices.faces.gallery import DOOR, Template
from devices.faces.quality import ADVICE, Quality
from devices.faces.site_time import SiteTime
from devices.faces.sources import PICTURE_ENDINGS, StreamState, is_stream
from devices.faces.terminal import FaceReport, FaceTerminal, spoken
from devices.faces.worker import FaceWorker
from devices.parsing import Delivery
from devices.terminals import Answered, Presentation, Terminal
from devices.wire import Wire
from venue.core.chance import Chance
from venue.core.clock import SECOND

LOOKS_PER_S = 5.0
"""How often the newest frame is looked at: one look takes 50 ms, and a person waits a tenth of a second on average."""

PATIENCE_S = 5.0
"""Seconds to wait for the site's first heartbeat."""

PHOTO_S = 10.0
"""Seconds after which a photo that gave no answer gives none."""

Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Fitting:
    """What a camera is given when it is fitted at a door: its name, its door, its keys, its memory and its line."""

    site: str
    device: str
    access_point: str
    keys: DeviceKeys
    journal: DeviceJournal
    wire: Wire


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What is watched: a photo, a folder of photos, a video file or an ``rtsp://`` address; who may be recognised there.

    ``seconds`` ends the watch; 0: a photo after its answer, a folder or video at its end, a stream never.
    """

    source: str
    expected: tuple[str, ...]
    seconds: float = 0.0

    @property
    def is_photo(self) -> bool:
        """Whether it is one picture, shown until it is answered."""
        return Path(self.source).suffix.lower() in PICTURE_ENDINGS and not is_stream(self.source)

    @property
    def limit_s(self) -> float:
        """Seconds after which the watch is over in any case."""
        return self.seconds or (PHOTO_S if self.is_photo else float("inf"))


class DoorCamera(Terminal):
    """The terminal's twin, with a lens in the place of a card reader."""

    def __init__(self, fitting: Fitting, site_time: SiteTime, **more: Any) -> None:
        self._fitting, self._site_time = fitting, site_time
        super().__init__(
            fitting.device,
            access_point=fitting.access_point,
            keys=fitting.keys,
            journal=fitting.journal,
            site=fitting.site,
            wire=fitting.wire,
            clock=site_time,
            **more,
        )

    def seen(self, report: FaceReport) -> Presentation | None:
        """A judged face asks for the door, as of the instant of its frame; any other is only told to the site."""
        said = spoken(report)
        if said.type != "credential":
            self.say(said.type, at=report.at, **said.fields)
            return None
        more = {"score": said.fields["score"], "grade": said.fields["grade"], "at": report.at}
        with self._lock:
            ask = self._decide if self.engine_gone else self._ask
            return ask(said.fields["token"], "face", "in", more)

    def _listen(self) -> None:
        # A command that is held back together with the heartbeats must grow old here: this device has a stopwatch.
        self.opener = Opener(self.device, self._fitting.keys, memory=self.journal, elapsed=self._site_time)
        super()._listen()

    def _hear_clock(self, delivery: Delivery) -> None:
        super()._hear_clock(delivery)
        pace = max(1.0, self._site_time.pace)  # the network is as slow as ever on a day that runs faster
        self.patience = self.silent_after = round(10 * SECOND * pace)
        self.resend_after = round(3 * SECOND * pace)


class Doorway:
    """One camera at one door: hears the worker, presents, hears the engine, and tells both to whoever watches.

    ``opened`` and ``refused`` count the answers; ``failed`` is set when the source or the worker cannot serve.
    """

    def __init__(self, fitting: Fitting, site_time: SiteTime, say: Say) -> None:
        self.opened = self.refused = 0
        self.failed = False
        self.camera = DoorCamera(fitting, site_time, answered=self._answered)
        self._say, self._where = say, f"{fitting.device} {fitting.access_point}"
        self._faces = FaceTerminal(
            fitting.device,
            fitting.access_point,
            boot=fitting.journal.boot,
            clock=site_time,
            publish=self._present,
        )
        self._lock = threading.RLock()
        self._shown_s: dict[int, float] = {}
        self._frame_s = 0.0
        self._ends, self._broken = 0, False
        self._answers = threading.Event()

    def hear(self, telling: worker_words.AnyTelling) -> None:
        """One telling of the face worker, on its thread."""
        if isinstance(telling, worker_words.Sighted) and telling.camera == self.camera.device:
            self._say(f"{self._where}: {_sight(telling)}")
            with self._lock:
                self._frame_s = telling.captured_s
                self._faces.hear(telling)
        elif isinstance(telling, worker_words.Failed):
            self._fail(telling.reason)
        elif isinstance(telling, worker_words.Health):
            for health in telling.cameras:
                self._watch_source(health)

    def watch(self, worker: FaceWorker, scene: Scene) -> None:
        """Have the worker look at the scene, and keep the terminal going until it is over."""
        self._answers.clear()
        self._ends, self._broken = 0, False
        worker.watch(order_of(self.camera.device, scene))
        worker.expect(self.camera.device, scene.expected)
        until = time.monotonic() + scene.limit_s
        while time.monotonic() < until and not self._over(scene):
            self.camera.tick()
            self._answers.wait(0.1) if scene.is_photo else time.sleep(0.1)
        worker.unwatch(self.camera.device)

    def _over(self, scene: Scene) -> bool:
        if not is_stream(scene.source) and self._broken:  # a stream may come back, a file stays what it is
            self._fail("图像无法读取 / the picture or video cannot be read")
        shown = self._ends > 1 and not self.camera.waiting  # at the second telling the last frame has been looked at
        return self.failed or shown or (scene.is_photo and self._answers.is_set())

    @property
    def told(self) -> int:
        """The watch as a program's exit code: 0 the door opened, 1 it stayed shut, 2 nothing could be watched."""
        return 2 if self.failed else int(not self.opened)

    def _present(self, report: FaceReport) -> None:
        asked = self.camera.seen(report)
        if asked is None:
            return
        if asked.offline:
            self._say(f"{self._where}: 引擎没有应答，门保持关闭，稍后补报 / no engine: the door stays shut, told later")
            self._count(opened=False)
        self._shown_s[asked.seq] = self._frame_s

    def _answered(self, answer: Answered) -> None:
        with self._lock:
            seq = answer.presentation.seq if answer.presentation else 0
            since = self._shown_s.pop(seq, self._frame_s)
        took = round((time.monotonic() - since) * 1000)
        words = "门已开 / opened" if answer.opened else f"门未开 / refused ({answer.code})"
        self._say(f"{self._where}: {words}, {took} ms: {answer.text_zh} / {answer.text_en}")
        self._count(opened=answer.opened)

    def _count(self, *, opened: bool) -> None:
        self.opened += opened
        self.refused += not opened
        self._answers.set()

    def _watch_source(self, health: worker_words.CameraHealth) -> None:
        if health.camera != self.camera.device:
            return
        self._ends += health.state == StreamState.ENDED
        if health.state == StreamState.BROKEN and not self._broken:
            self._say(f"{self._where}: 没有画面 / no picture")
        self._broken = health.state == StreamState.BROKEN

    def _fail(self, reason: str) -> None:
        if not self.failed:
            self.failed = True
            self._say(reason)


def _sight(seen: worker_words.Sighted) -> str:
    """What the worker saw, for whoever sits at the console."""
    score = f"{seen.score / 1000:.3f}"
    if seen.outcome == "known":
        return f"{seen.subject} {score} 已识别 / known"
    if seen.outcome == "unsure":
        return f"{score} 存疑，请人工核对 / unsure, please compare by eye"
    if seen.outcome == "unknown":
        return f"{score} 不在预期人员之内 / unknown"
    advice = ADVICE[Quality(seen.quality)]
    return f"{advice.zh} / {advice.en}"


def watch_door(fitting: Fitting, scene: Scene, *, templates: Iterable[Template], chance: Chance, say: Say) -> int:
    """Watch a door until the scene is over; tells :attr:`Doorway.told`."""
    known = list(templates)
    for subject in sorted(set(scene.expected) - {one.subject for one in known}):
        say(f"{subject}: 没有人脸模板，无法识别 / has no face template and cannot be recognised")
    if not is_stream(scene.source) and not Path(scene.source).exists():
        say(f"找不到文件 / no such file: {scene.source}")
        return 2
    doorway = opened_doorway(fitting, say)
    if doorway is None:
        say("没有收到站点时钟，请确认引擎正在运行 / the site's clock was not heard; is the engine running?")
        return 2
    with FaceWorker(doorway.hear, crop_key=chance.bytes(32), chance=chance) as worker:
        worker.enrol(known)
        doorway.watch(worker, scene)
    return doorway.told


def opened_doorway(fitting: Fitting, say: Say) -> Doorway | None:
    """A doorway that has heard the site's clock and may present; ``None`` when no heartbeat came."""
    site_time = SiteTime(fitting.device, fitting.keys)
    fitting.wire.subscribe(topics.site_clock(fitting.site), site_time.hear)
    if not site_time.wait(PATIENCE_S):
        return None
    doorway = Doorway(fitting, site_time, say)
    until = time.monotonic() + PATIENCE_S
    while doorway.camera.engine_gone and time.monotonic() < until:
        time.sleep(0.02)
    return None if doorway.camera.engine_gone else doorway


def order_of(camera: str, scene: Scene) -> worker_words.Watch:
    """How the worker is to watch a door: one person alone, the door's thresholds, no pictures handed out."""
    return worker_words.Watch(
        camera=camera,
        source=scene.source,
        door=True,
        accept=DOOR.accept,
        review=DOOR.review,
        looks_per_s=LOOKS_PER_S,
        repeat=scene.is_photo,
        crops=False,
    )
