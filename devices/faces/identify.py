"""Who is in a picture, a folder, a video or a stream: one answer for each face, one line for each file that cannot be read."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from devices.faces.engine import Face, FaceEngine
from devices.faces.gallery import Match, Search
from devices.faces.lookout import Lookout, LookRules, Seen
from devices.faces.pictures import PictureFault, PictureFlaw
from devices.faces.quality import Quality, crowd, examine
from devices.faces.sources import (
    PICTURE_ENDINGS,
    Frame,
    NewestFrame,
    SourceFault,
    frames,
    is_stream,
    opened,
    pictures_in,
)

PLAIN_RULES = LookRules()


@dataclass(frozen=True, slots=True)
class Identified:
    """One answer. ``name`` is the file (empty for a stream), ``at_s`` the second in it.

    ``match`` is None when the face could not be judged (``quality`` says why) or the file not be read (``mistake``).
    """

    name: str
    at_s: float
    quality: Quality | None = None
    match: Match | None = None
    mistake: PictureFlaw | None = None


def identify(
    engine: FaceEngine, source: str, search: Search, rules: LookRules = PLAIN_RULES, *, seconds: float = 10.0
) -> Iterator[Identified]:
    """Everybody who is seen in ``source``: a picture file or a folder of them (every face judged at once), a video file
    or, for so many ``seconds``, an RTSP stream (faces followed, each judged once).

    Raises :class:`~devices.faces.sources.SourceFault` for a source that cannot be opened.
    """
    path = Path(source)
    if is_stream(source):
        yield from _answers(watch(_lookout(engine, search, rules), _live(source, seconds)), began_s=time.monotonic())
    elif path.is_dir():
        for one in pictures_in(path):
            yield from _in_file(engine, one, search, rules)
    elif path.suffix.lower() in PICTURE_ENDINGS and path.is_file():
        yield from _in_file(engine, path, search, rules)
    else:
        yield from _answers(watch(_lookout(engine, search, rules), frames(path)))


def _in_file(engine: FaceEngine, path: Path, search: Search, rules: LookRules) -> Iterator[Identified]:
    try:
        (frame,) = frames(path)
    except PictureFault as fault:
        yield Identified(path.name, 0.0, mistake=fault.flaw)
    else:
        yield from _answers(identify_picture(engine, frame, search, rules))


def _answers(all_seen: Iterable[Seen], *, began_s: float = 0.0) -> Iterator[Identified]:
    for seen in all_seen:
        yield Identified(seen.frame.name, round(seen.frame.at_s - began_s, 3), seen.quality, seen.match)


def _lookout(engine: FaceEngine, search: Search, rules: LookRules) -> Lookout:
    lookout = Lookout(engine, rules)
    lookout.expect(search)
    return lookout


def _live(source: str, seconds: float) -> Iterator[Frame]:
    """The newest frames of a stream; raises :class:`SourceFault` if none came in all that time."""
    stream = NewestFrame(lambda: opened(source))
    until, number = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        frame = stream.newest(number, wait_s=0.1)
        if frame is not None:
            number = frame.number
            yield frame
    stream.stop(wait_s=0.2)
    if number == 0:
        raise SourceFault("摄像机没有画面 / no picture came from the camera")


def watch(lookout: Lookout, pictures: Iterable[Frame]) -> Iterator[Seen]:
    """Everything new in a row of frames, for video files."""
    for frame in pictures:
        yield from lookout.look(frame)


def identify_picture(
    engine: FaceEngine, frame: Frame, search: Search, rules: LookRules = LookRules()
) -> tuple[Seen, ...]:
    """Every face of a single picture judged at once, the largest first; a picture without a face says so."""
    faces = engine.detect(frame.image)
    alone = crowd(faces, rules.quality)
    if alone is Quality.NO_FACE or (rules.single and alone is not Quality.GOOD):
        return (Seen(alone, None, None, 0, frame),)
    chosen = faces[:1] if rules.single else faces
    return tuple(_judged_once(engine, frame, face, (search, rules)) for face in chosen)


def _judged_once(engine: FaceEngine, frame: Frame, face: Face, terms: tuple[Search, LookRules]) -> Seen:
    search, rules = terms
    quality, crop = examine(engine, frame.image, face, rules.quality)
    match = None if crop is None else search.identify(engine.embed(crop), rules.thresholds)
    return Seen(quality, match, face, 0, frame)
