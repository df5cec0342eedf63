"""Watching the devices themselves: restarts, clocks that go wrong, silence, messages that nobody can read."""

from __future__ import annotations

from collections.abc import Mapping

from venue.core.clock import SECOND, Millis
from venue.core.messages import DeviceFound, DeviceLost, Heartbeat, Unreadable
from venue.core.work import Work
from venue.journal import book
from venue.monitoring import alarms, dead_letters
from venue.monitoring.health import skew_of

BROKER = "broker"
"""The name under which the engine speaks of its own line to the message broker."""

SKEW_LIMIT: Millis = 5 * SECOND
"""A device clock further off than this is an alarm; smaller errors are shown and corrected."""


def nothing_new(said: Heartbeat, before: Mapping[str, int | str]) -> bool:
    """Whether a heartbeat says only that the device goes on as before, with its clock in order."""
    in_order = abs(skew_of(said)) <= SKEW_LIMIT and abs(int(before.get("skew", 0))) <= SKEW_LIMIT
    return in_order and (not before or said.boot == before["boot"])


def heartbeat(work: Work, said: Heartbeat, before: Mapping[str, int | str]) -> None:
    """A device lives: notice that it restarted, and whether its clock can be trusted."""
    if before and said.boot != before["boot"]:
        book.append(work, act="device.restarted", subject=said.device, payload={"boot": said.boot})
    skew = skew_of(said)
    if abs(skew) > _limit(work):
        alarms.raise_alarm(work, "clock_skew", device=said.device, seconds=round(skew / 1000))
    elif abs(int(before.get("skew", 0))) > _limit(work):
        alarms.clear_alarm(work, "clock_skew", device=said.device)


def _limit(work: Work) -> Millis:
    """The tolerance; on a day that is played faster than the wall, as much more as its delays are longer."""
    return round(SKEW_LIMIT * max(1.0, float(getattr(work.standing.clock, "speed", 1.0))))


def lost(work: Work, said: DeviceLost) -> None:
    """The line to a device broke: entered in the book; whether it counts as unknown is decided by its own limit."""
    book.append(work, act="device.lost", subject=said.device, payload={"cause": said.cause})
    if said.device == BROKER:
        alarms.raise_alarm(work, "broker_lost", device=said.device)


def found(work: Work, said: DeviceFound) -> None:
    """The line to the broker, or a device that was reported lost, is back."""
    book.append(work, act="device.found", subject=said.device, payload={})
    if said.device == BROKER:
        alarms.clear_alarm(work, "broker_lost", device=said.device)


def fell_silent(work: Work, device: str, *, room: str, heard_at: Millis | None) -> None:
    """A device is silent beyond its own limit: its state is unknown from now on."""
    alarms.raise_alarm(work, "device_silent", device=device, room=room, heard_at=heard_at or 0)


def heard_again(work: Work, device: str, *, room: str) -> None:
    """A silent device speaks again."""
    alarms.clear_alarm(work, "device_silent", device=device, room=room)


def unreadable(work: Work, said: Unreadable) -> None:
    """Keep what could not be understood and let somebody know, once per device."""
    dead_letters.keep(work, said)
    alarms.raise_alarm(work, "malformed", device=said.device, fault=said.fault)
