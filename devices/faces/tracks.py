"""The same face from frame to frame, by overlap of boxes. Cheap, and says when it may have confused two people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from devices.faces.engine import Face

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TrackRules:
    """``join``: least overlap to be the same face. ``sure``: below this overlap it is the same only in doubt.
    ``forget_s``: a face unseen for so long is gone; whoever comes then is new, and one that was missing in the last look
    only is the same in doubt."""

    join: float = 0.25
    sure: float = 0.45
    forget_s: float = 1.0


class Followed(NamedTuple):
    """A face, the number of its track, and whether the track may have slipped to another person."""

    track: int
    face: Face
    doubtful: bool


class Tracker:
    """Follows faces of one camera. Numbers are never used twice."""

    def __init__(self, rules: TrackRules = TrackRules()) -> None:
        self._rules = rules
        self._last: dict[int, tuple[Box, float]] = {}
        self._looked_at_s = 0.0
        self._number = 0

    def follow(self, faces: Sequence[Face], at_s: float) -> tuple[Followed, ...]:
        """Give each face of this frame its track; faces unseen for too long are forgotten."""
        self._last = {n: kept for n, kept in self._last.items() if at_s - kept[1] <= self._rules.forget_s}
        pairs = self._paired(faces)
        followed = tuple(self._one(index, face, pairs.get(index)) for index, face in enumerate(faces))
        for track, face, _ in followed:
            self._last[track] = (face.box, at_s)
        self._looked_at_s = at_s
        return _with_crossings(followed, self._rules.join)

    @property
    def tracks(self) -> frozenset[int]:
        """The tracks that are not forgotten."""
        return frozenset(self._last)

    def _one(self, index: int, face: Face, pair: tuple[int, float] | None) -> Followed:
        if pair is not None:
            missed = self._last[pair[0]][1] < self._looked_at_s
            return Followed(pair[0], face, missed or pair[1] < self._rules.sure)
        self._number += 1
        return Followed(self._number, face, False)

    def _paired(self, faces: Sequence[Face]) -> dict[int, tuple[int, float]]:
        """Face index to track and overlap, the best overlaps first, each face and track once."""
        every = (
            (overlap(face.box, box), index, track)
            for index, face in enumerate(faces)
            for track, (box, _) in self._last.items()
        )
        pairs: dict[int, tuple[int, float]] = {}
        for shared, index, track in sorted(every, reverse=True):
            taken = {number for number, _ in pairs.values()}
            if shared >= self._rules.join and index not in pairs and track not in taken:
                pairs[index] = (track, shared)
        return pairs


def _with_crossings(followed: tuple[Followed, ...], join: float) -> tuple[Followed, ...]:
    """Two faces that overlap each other may leave the frame under each other's number."""
    crossing = {
        one.track
        for one in followed
        for other in followed
        if one.track != other.track and overlap(one.face.box, other.face.box) >= join
    }
    return tuple(f._replace(doubtful=True) if f.track in crossing else f for f in followed)


def overlap(one: Box, other: Box) -> float:
    """Shared area over united area of two boxes, 0 to 1."""
    width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    height = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    if width <= 0.0 or height <= 0.0:
        return 0.0
    shared = width * height
    return shared / (one[2] * one[3] + other[2] * other[3] - shared)
