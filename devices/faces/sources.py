"""Where pictures come from: files, folders, videos, and streams of which only the newest frame counts.

A stream is read by a thread of its own, because a network camera's ``read()`` can hang for many seconds; nobody else
waits for it. The age of the newest frame is the sign of health: a frozen sender still delivers buffered frames and no
error. A thread that hangs cannot be ended, so streams are opened in worker processes only, which can.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np

from devices.faces.engine import Image
from devices.faces.pictures import PictureFault, PictureFlaw, decode_picture

PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".bmp"})
STREAM_SCHEMES = ("rtsp://", "rtsps://")
OPEN_TIMEOUT_MS, READ_TIMEOUT_MS = 5_000, 3_000
REOPEN_AFTER_S = 1.0
_FILE_PICTURE_S = 0.5
_transport_lock = threading.Lock()


class SourceFault(Exception):
    """A source cannot be opened; the text says why in Chinese and English and holds no password."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a source. ``number`` counts from 1; ``at_s`` is seconds on the source's own time line: position in
    a file, or the computer's monotonic clock for a stream. ``name`` is the file a single picture came from."""

    image: Image
    number: int
    at_s: float
    name: str = ""


class Grabber(Protocol):
    """Something that gives one picture after another, and None when there is none."""

    def read(self) -> Image | None:
        """The next picture; may take long."""
        ...

    def close(self) -> None:
        """Let go of file or connection."""
        ...


class StreamState(StrEnum):
    """What a stream is doing."""

    OPENING = "opening"
    RUNNING = "running"
    BROKEN = "broken"
    ENDED = "ended"


def is_stream(source: str) -> bool:
    """Whether ``source`` names a network stream rather than a file."""
    return source.lower().startswith(STREAM_SCHEMES)


def frames(path: Path) -> Iterator[Frame]:
    """Every frame of a picture file, a folder of pictures (by name) or a video file; none is dropped.

    Raises :class:`SourceFault` for a path that is not there or no video, and
    :class:`~devices.faces.pictures.PictureFault` for a picture file that cannot be read.
    """
    if path.is_dir():
        yield from _folder_frames(path)
    elif not path.is_file():
        raise SourceFault(f"找不到文件 / no such file: {path.name}")
    elif path.suffix.lower() in PICTURE_ENDINGS:
        yield Frame(_picture(path), 1, 0.0, path.name)
    else:
        yield from _video_frames(path)


def pictures_in(folder: Path) -> list[Path]:
    """The picture files of a folder in the order of their names."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURE_ENDINGS and path.is_file())


def _folder_frames(folder: Path) -> Iterator[Frame]:
    for number, path in enumerate(pictures_in(folder), 1):
        yield Frame(_picture(path), number, (number - 1) * _FILE_PICTURE_S, path.name)


def _picture(path: Path) -> Image:
    try:
        return decode_picture(path.read_bytes())
    except OSError as gone:
        raise PictureFault(PictureFlaw.UNREADABLE) from gone


def _video_frames(path: Path) -> Iterator[Frame]:
    video = VideoFile(path)
    try:
        number = 0
        while (image := video.read()) is not None:
            number += 1
            yield Frame(image, number, (number - 1) / video.rate, path.name)
    finally:
        video.close()


class VideoFile:
    """The frames of a video file in order; ``rate`` is its frames per second."""

    def __init__(self, path: Path) -> None:
        self._video = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
        if not self._video.isOpened():
            raise SourceFault(f"无法打开视频文件 / not a video: {path.name}")
        told = float(self._video.get(cv2.CAP_PROP_FPS))
        self.rate = told if 1.0 <= told <= 240.0 else 25.0

    def read(self) -> Image | None:
        """The next picture, None at the end or when the connection broke."""
        return _next_of(self._video)

    def close(self) -> None:
        """Let go of file or connection."""
        self._video.release()


class PacedFile:
    """A picture, folder or video played at its own speed, as a camera would show it, and over again when ``repeat``."""

    def __init__(self, path: Path, *, repeat: bool = False) -> None:
        self._path, self._repeat = path, repeat
        self._frames = frames(path)
        self._held: Frame | None = next(self._frames, None)
        self._started = time.monotonic()

    def read(self) -> Image | None:
        """The next picture when its time has come, None at the end."""
        frame = self._held
        if frame is None:
            return None
        time.sleep(max(0.0, self._started + frame.at_s - time.monotonic()))
        self._held = next(self._frames, None)
        if self._held is None and self._repeat:
            self._begin_again(frame)
        return frame.image

    def close(self) -> None:
        """Forget the rest."""
        self._held = None

    def _begin_again(self, last: Frame) -> None:
        self._frames = frames(self._path)
        self._held = next(self._frames, None)
        self._started += last.at_s + (_FILE_PICTURE_S if last.number == 1 else last.at_s / max(1, last.number - 1))


class NetworkStream:
    """An RTSP stream. Opening and reading give up after 5 and 3 seconds, as far as the library keeps its word."""

    def __init__(self, url: str, *, transport: str = "tcp") -> None:
        if not is_stream(url):
            raise SourceFault("只接受 rtsp:// 或 rtsps:// 地址 / only rtsp:// and rtsps:// addresses are taken")
        with _transport_lock:  # OpenCV takes the transport from the environment, at the moment of opening
            os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = f"rtsp_transport;{transport}"
            limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, OPEN_TIMEOUT_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, READ_TIMEOUT_MS]
            self._video = cv2.VideoCapture(url, cv2.CAP_FFMPEG, limits)
        if not self._video.isOpened():
            raise SourceFault("摄像机视频流打不开 / the camera's stream cannot be opened")

    def read(self) -> Image | None:
        """The next picture, None at the end or when the connection broke."""
        return _next_of(self._video)

    def close(self) -> None:
        """Let go of file or connection."""
        self._video.release()


def _next_of(video: cv2.VideoCapture) -> Image | None:
    good, image = video.read()
    return np.asarray(image, np.uint8) if good and image is not None else None


def opened(source: str, *, transport: str = "tcp", repeat: bool = False) -> Grabber:
    """A stream's address or a file's path, ready to be read at the speed of life. Raises :class:`SourceFault`."""
    if is_stream(source):
        return NetworkStream(source, transport=transport)
    path = Path(source)
    if not path.exists():
        raise SourceFault(f"找不到文件 / no such file: {path.name}")
    return PacedFile(path, repeat=repeat)


class NewestFrame:
    """Reads a source as fast as it comes and keeps only the newest frame; a broken stream is opened again.

    ``open_source`` is called in the reading thread, each time anew; ``live`` false means that the end is the end.
    """

    def __init__(self, open_source: Callable[[], Grabber], *, live: bool = True) -> None:
        self._open, self._live = open_source, live
        self._frame: Frame | None = None
        self._state, self._called_at = StreamState.OPENING, time.monotonic()
        self._number = 0
        self._fresh, self._ending = threading.Condition(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="newest-frame", daemon=True)
        self._thread.start()

    @property
    def state(self) -> StreamState:
        """What the stream is doing now."""
        return self._state

    @property
    def frames_read(self) -> int:
        """How many frames came since the start."""
        return self._number

    def newest(self, after: int = 0, *, wait_s: float = 0.0) -> Frame | None:
        """The newest frame if its number is above ``after``, waiting at most ``wait_s`` for it; otherwise None."""
        with self._fresh:
            self._fresh.wait_for(lambda: self._number > after, wait_s)
            frame = self._frame
        return frame if frame is not None and frame.number > after else None

    def age_s(self) -> float | None:
        """Seconds since the newest frame came; None when none ever came."""
        frame = self._frame
        return None if frame is None else time.monotonic() - frame.at_s

    def stuck_s(self) -> float:
        """Seconds that the present call into the library has lasted. Past its own timeouts it will not return."""
        return time.monotonic() - self._called_at

    def stop(self, *, wait_s: float = 1.0) -> bool:
        """End the reading; False if the thread hangs in the library and only the end of the process will end it."""
        self._ending.set()
        self._thread.join(wait_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._ending.is_set():
            self._called_at = time.monotonic()
            try:
                grabber = self._open()
            except (SourceFault, PictureFault):
                self._state = StreamState.BROKEN
            else:
                self._drain(grabber)
            if self._state is StreamState.ENDED:
                return
            self._pause()

    def _drain(self, grabber: Grabber) -> None:
        try:
            while not self._ending.is_set():
                self._called_at = time.monotonic()
                image = grabber.read()
                if image is None:
                    self._state = StreamState.BROKEN if self._live else StreamState.ENDED
                    return
                self._keep(image)
        except PictureFault:
            self._state = StreamState.BROKEN
        finally:
            grabber.close()

    def _keep(self, image: Image) -> None:
        with self._fresh:
            self._number += 1
            self._frame = Frame(image, self._number, time.monotonic())
            self._state = StreamState.RUNNING
            self._fresh.notify_all()

    def _pause(self) -> None:
        until = time.monotonic() + REOPEN_AFTER_S
        while not self._ending.is_set() and time.monotonic() < until:
            self._called_at = time.monotonic()
            self._ending.wait(0.1)
