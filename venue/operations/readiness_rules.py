"""When a room is ready for its next session, and what is still missing (F5, F58). Pure: no table, no clock.

Two things make a room ready: it was turned over after its last use (checked, nobody and nothing left behind), and it was armed
(power, light, air, recording test, signature pads). What nobody knows is missing too: unknown is never ready.
"""

from __future__ import annotations

from dataclasses import dataclass

from venue.core.clock import Millis

STEPS = ("power", "light", "air", "recording", "pads", "sign")
"""What the controller of a room does when it is armed, in this order; released, it goes the other way."""


_ORDER_LACKS = {"": "rooms.not_armed", "asked": "rooms.arming", "silent": "rooms.controller_silent"}


@dataclass(frozen=True)
class Lack:
    """One thing that is still missing, as a code of ``resources/wording/rooms.toml`` with its arguments."""

    code: str
    args: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True)
class RoomFacts:
    """What is known of a room before its next session.

    ``in_use_by``: the project that is at work in it now. ``used_until``: end of the last session in it, ``checked_at``: the newest
    turnover check, 0 for never. ``objects``: numbers of open findings in the room. ``strangers``: people inside who do not belong
    to the coming project. ``sensed``: persons that the presence sensor counts beyond those who belong there; -1: the sensor is
    silent. ``order``: "" (not asked), ``asked``, ``done``, ``failed``, ``silent`` or ``by_hand``; ``failed``: the steps that
    failed. ``unrecorded``: mandatory cameras that do not record.
    """

    in_use_by: str = ""
    used_until: Millis = 0
    checked_at: Millis = 0
    objects: tuple[int, ...] = ()
    strangers: int = 0
    sensed: int = 0
    order: str = ""
    failed: tuple[str, ...] = ()
    unrecorded: tuple[str, ...] = ()


def turnover_lacks(facts: RoomFacts) -> tuple[Lack, ...]:
    """Why the room is not turned over; empty when it is."""
    if facts.in_use_by:
        return (Lack("rooms.in_use", (("project", facts.in_use_by),)),)
    lacks = []
    if facts.used_until > facts.checked_at:
        lacks.append(Lack("rooms.check_due"))
    lacks += [Lack("rooms.object_left", (("finding", number),)) for number in facts.objects]
    if facts.strangers:
        lacks.append(Lack("rooms.person_left", (("count", facts.strangers),)))
    elif facts.sensed > 0:
        lacks.append(Lack("rooms.person_sensed", (("count", facts.sensed),)))
    elif facts.sensed < 0:
        lacks.append(Lack("rooms.presence_unknown"))
    return tuple(lacks)


def arming_lacks(facts: RoomFacts) -> tuple[Lack, ...]:
    """Why the room is not armed; empty when it is."""
    lacks = [Lack(_ORDER_LACKS[facts.order])] if facts.order in _ORDER_LACKS else []
    lacks += [Lack("rooms.step_failed", (("step", step),)) for step in facts.failed]
    if facts.order:
        lacks += [Lack("rooms.not_recording", (("device", camera),)) for camera in facts.unrecorded]
    return tuple(lacks)


def lacks_of(facts: RoomFacts) -> tuple[Lack, ...]:
    """Everything that is missing; empty: the room is ready."""
    return (*turnover_lacks(facts), *arming_lacks(facts))
