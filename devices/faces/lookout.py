"""One camera watched: faces followed, each recognised once, and again when in doubt.

Recognising costs twice as much as finding, and a name does not change while a face stays in the picture. A face that
is not known at first gets further looks in better frames before it is called a stranger's; a track that may have slipped
to another person is examined anew.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from devices.faces.engine import Embedding, Face, FaceEngine, Image
from devices.faces.gallery import DOOR, SEARCH, Known, Match, Search, Thresholds, Unknown, Unsure
from devices.faces.quality import AT_DOOR, Quality, QualityLimits, crowd, examine
from devices.faces.sources import Frame
from devices.faces.tracks import Followed, Tracker

CROP_SIDE = 256
"""Longer side, in pixels, of the picture of a face that goes to the operator."""


@dataclass(frozen=True, slots=True)
class LookRules:
    """How a camera is watched.

    ``single``: a place where one person stands alone (a door); two faces are then a fault and nobody is named.
    ``looks``: good frames examined before a face counts as unknown or unsure. ``again_s``: a face that stays is
    examined and told again after so many seconds. ``complain``: frames with the same fault before the person is told.
    """

    single: bool = False
    thresholds: Thresholds = SEARCH
    quality: QualityLimits = AT_DOOR
    looks: int = 3
    again_s: float = 10.0
    complain: int = 2


DOOR_RULES = LookRules(single=True, thresholds=DOOR)


class Seen(NamedTuple):
    """What a look gave. ``match`` is None when ``quality`` forbade a judgement; ``face`` is None when it concerns all;
    ``track`` is 0 where nothing is followed."""

    quality: Quality
    match: Match | None
    face: Face | None
    track: int
    frame: Frame


@dataclass(slots=True)
class _Course:
    """What is known of one track so far: the examination under way, and what was told of it last."""

    best: Match | None = None
    looks: int = 0
    examining: bool = True
    told: Match | None = None
    told_at_s: float = 0.0
    fault: Quality = Quality.GOOD
    faults: int = 0

    def begin(self) -> None:
        """Examine anew: earlier looks may have been at somebody else."""
        self.best, self.looks, self.examining = None, 0, True


class Lookout:
    """Watches one camera. Until :meth:`expect` was called nobody is judged: no gallery does not make a stranger."""

    def __init__(self, engine: FaceEngine, rules: LookRules = LookRules()) -> None:
        self._engine, self._rules = engine, rules
        self._search: Search | None = None
        self._tracker = Tracker()
        self._courses: dict[int, _Course] = {}
        self._crowd = _Course()

    def expect(self, search: Search) -> None:
        """Who may be recognised here from now on; everybody in the picture is examined anew, and told if that changes."""
        self._search = search
        for course in self._courses.values():
            course.begin()

    def look(self, frame: Frame) -> tuple[Seen, ...]:
        """What is new in this frame; most frames have nothing new."""
        faces = self._engine.detect(frame.image)
        followed = self._tracker.follow(faces, frame.at_s)
        self._courses = {track: course for track, course in self._courses.items() if track in self._tracker.tracks}
        if self._search is None or not faces:
            return ()
        if self._rules.single:
            return self._look_at_door(followed, frame)
        return tuple(seen for each in followed if (seen := self._look_at(each, frame)) is not None)

    def _look_at_door(self, followed: tuple[Followed, ...], frame: Frame) -> tuple[Seen, ...]:
        quality = crowd([each.face for each in followed], self._rules.quality)
        if _complaint_due(self._crowd, quality, self._rules.complain):
            return (Seen(quality, None, None, 0, frame),)
        seen = self._look_at(followed[0], frame) if quality is Quality.GOOD else None
        return () if seen is None else (seen,)

    def _look_at(self, each: Followed, frame: Frame) -> Seen | None:
        course = self._courses.setdefault(each.track, _Course())
        if self._stands(course, each, frame.at_s):
            return None
        quality, crop = examine(self._engine, frame.image, each.face, self._rules.quality)
        due = _complaint_due(course, quality, self._rules.complain)
        if crop is None:
            return Seen(quality, None, each.face, each.track, frame) if due else None
        match = self._judged(course, self._engine.embed(crop))
        if match is None or _as_told(course, match):
            return None
        course.told, course.told_at_s = match, frame.at_s
        return Seen(Quality.GOOD, match, each.face, each.track, frame)

    def _stands(self, course: _Course, each: Followed, at_s: float) -> bool:
        """Whether what was told of this track still holds; if not, it is examined anew.

        A track in doubt is told again only if it is somebody else; one that has stayed for long is told again anyway.
        """
        if course.told is not None and at_s - course.told_at_s >= self._rules.again_s:
            course.told = None
            course.begin()
        elif each.doubtful:
            course.begin()
        return not course.examining

    def _judged(self, course: _Course, face: Embedding) -> Match | None:
        """The match that is settled on, or None while further looks may still tell more."""
        if self._search is None:
            return None
        course.looks += 1
        course.best = _better(course.best, self._search.identify(face, self._rules.thresholds))
        course.examining = not isinstance(course.best, Known) and course.looks < self._rules.looks
        return None if course.examining else course.best


def _as_told(course: _Course, match: Match) -> bool:
    """Whether this says of the person what was said before."""
    told = course.told
    if isinstance(told, Unknown) or isinstance(match, Unknown) or told is None:
        return type(told) is type(match)
    return type(told) is type(match) and told.subject == match.subject


_RANK: dict[type[Match], int] = {Unknown: 0, Unsure: 1, Known: 2}


def _better(one: Match | None, other: Match) -> Match:
    """The stronger of two looks at the same face."""
    if one is None:
        return other
    return max(one, other, key=lambda match: (_RANK[type(match)], match.score))


def _complaint_due(course: _Course, quality: Quality, after: int) -> bool:
    """True once, when the same fault has been seen ``after`` times running."""
    if quality is not course.fault:
        course.fault, course.faults = quality, 0
    course.faults += 1
    return quality is not Quality.GOOD and course.faults == after


def frame_digest(image: Image) -> str:
    """SHA-256 (64 hex digits) of a frame's pixels: names the frame in evidence without showing it."""
    return hashlib.sha256(np.ascontiguousarray(image).data).hexdigest()


def portrait(image: Image, face: Face) -> bytes:
    """The face with some room round it as JPEG, at most 256 pixels long, for the operator's comparison."""
    x, y, width, height = face.box
    room_x, room_y = width * 0.4, height * 0.4
    top, bottom = max(0, int(y - room_y)), min(image.shape[0], int(y + height + room_y))
    left, right = max(0, int(x - room_x)), min(image.shape[1], int(x + width + room_x))
    cut = image[top:bottom, left:right]
    scale = min(1.0, CROP_SIDE / max(cut.shape[:2]))
    size = max(1, round(cut.shape[1] * scale)), max(1, round(cut.shape[0] * scale))
    _, encoded = cv2.imencode(".jpg", cv2.resize(cut, size, interpolation=cv2.INTER_AREA))
    return bytes(encoded)
