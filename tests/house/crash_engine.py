"""The engine's process for the crash loop: the same house as ``main.py engine`` opens, as it is or with a fault put in.

A fork server imports this module once, so that each of the many engines starts in a fraction of a second. The faults are the
controls of the loop: each must be seen in what is stored.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from typing import Any

import alembic.command
import holidays
import structlog

import composition
import main
from composition import House, Terms, begin, open_house
from devices import relay
from devices.field import Field
from devices.parsing import Delivery, parse
from venue import migrations
from venue.core.chance import SystemChance
from venue.core.clock import SystemClock
from venue.core.messages import Acknowledge, Reading
from venue.core.settings import Settings
from venue.core.work import Work
from venue.monitoring.streams import Stream, Streams

ACKNOWLEDGES_FIRST = "acknowledges before it stores"
FORGETS = "forgets what it has stored"
MUTE = "dies before it can acknowledge"
PRELOADED = (alembic.command, composition, holidays, main, migrations, relay)

composition.import_acts()


def serve(told: dict[str, Any], fault: str) -> None:
    """Run an engine until it is killed."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with contextlib.ExitStack() as stack:
        house = open_house(stack, Settings(**told), Terms(SystemClock(), SystemChance(), alone=True))
        _put_in(house, fault)
        begin(stack, house)
        threading.Event().wait()


def _put_in(house: House, fault: str) -> None:
    if fault == ACKNOWLEDGES_FIRST:
        hear = house.field._hear

        def acknowledge(delivery: Delivery) -> None:
            said = parse(delivery, received_at=0)
            house.bus.publish(Acknowledge(device=said.device, boot=said.boot, seq=said.seq))
            hear(delivery)

        _hear_with(house.field, acknowledge)
    elif fault == FORGETS:
        house.engine.floor.streams = _Forgetful()
    elif fault == MUTE:
        house.engine._deliver = lambda outgoing: None  # type: ignore[method-assign]


def _hear_with(field: Field, hear: Any) -> None:
    board = field._wire.board
    board._patterns = tuple((pattern, hear) for pattern, _ in board._patterns)


class _Forgetful(Streams):
    """Begins to remember with each start, as if nothing were kept in the tables."""

    def is_new(self, work: Work, reading: Reading) -> bool:
        self._known.setdefault((reading.device, reading.boot), Stream(dense=max(0, reading.seq - 1)))
        return super().is_new(work, reading)
