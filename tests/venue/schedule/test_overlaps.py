"""No way leads to a double booking: many desks at once, several writers, and hands that go past the acts."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.venue.conftest import KEY, SITE
from tests.venue.schedule.planned import crowded, project, without_guards
from venue.core.acts import Refused
from venue.core.clock import DAY, MINUTE, at_local
from venue.core.database import Database
from venue.core.work import Work, Writer
from venue.schedule import bookings, taking
from venue.schedule.blocks import close_off
from venue.schedule.claims import Claim, claims, taken_between
from venue.schedule.guards import CONSTRAINT, TRIGGERS, missing_guards

CODES = ("G01", "G02", "G03", "G04")
START = at_local("2026-11-24", "08:00")
QUARTER = 15 * MINUTE
DAYS = count()

# ---------------------------------------------------------------------------------- what several desks ask for at once

ROOMS = st.sampled_from(("E1", "E2", "G1", "WIT-1"))
KINDS = {"E1": ("room", "evaluation"), "E2": ("room", "evaluation"), "G1": ("room", "agency")}
SPANS = st.tuples(st.integers(0, 20), st.integers(1, 8))
WISHES = st.tuples(st.sampled_from(CODES), ROOMS, SPANS)
CLOSED = st.tuples(st.just(""), st.sampled_from(("E1", "G1")), SPANS)
DESKS = st.lists(st.lists(st.one_of(WISHES, WISHES, WISHES, CLOSED), min_size=2, max_size=6), min_size=3, max_size=3)


def ask(work: Work, wish: tuple[str, str, tuple[int, int]], day: int) -> None:
    code, resource, (quarter, length) = wish
    since = START + day * DAY + quarter * QUARTER
    times = {"from_at": since, "until_at": since + length * QUARTER}
    if not code:
        close_off(work, kind="room", resource=resource, reason="检修", **times)
        return
    kind, purpose = KINDS.get(resource, ("witness", "witness"))
    bookings.claim(work, project=code, kind=kind, resource=resource, purpose=purpose, **times)


def standing(writer: Writer, day: int) -> tuple[Claim, ...]:
    with writer.reading() as read:
        since = START + day * DAY - 8 * 60 * MINUTE
        return taken_between(read, SITE, since, since + DAY)


@dataclass
class Desks:
    """Three desks, each with a writer of its own on the same database, as if three engines thought that they led."""

    writers: list[Writer]
    taken: int = 0
    failed: list[BaseException] = field(default_factory=list)

    def work_off(self, asked: list[list[Any]], day: int) -> None:
        threads = [
            threading.Thread(target=self._desk, args=(writer, wishes, day))
            for writer, wishes in zip(self.writers, asked, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert self.failed == []

    def _desk(self, writer: Writer, wishes: list[Any], day: int) -> None:
        for wish in wishes:
            fresh = Writer(writer.database, writer.standing)  # it remembers no numbers: another may have counted on
            try:
                with fresh.writing() as work:
                    ask(work, wish, day)
                self.taken += 1
            except Refused:
                continue
            except BaseException as fault:
                self.failed.append(fault)


@pytest.fixture
def projected(writer: Writer) -> Writer:
    with writer.writing() as work:
        for code in CODES:
            project(work, code)
    return writer


@pytest.fixture
def desks(projected: Writer) -> Iterator[Desks]:
    with contextlib.ExitStack() as stack:
        writers = []
        for number in range(3):
            database = another(projected.database)
            stack.callback(database.close)
            writers.append(Writer(database, replace(projected.standing, desk=f"desk-{number}")))
        yield Desks(writers)


def another(database: Database) -> Database:
    return Database(database.url.render_as_string(False), key=KEY if database.sqlite else None, site=SITE)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
@given(asked=DESKS)
def test_several_desks_at_once_never_commit_an_overlap(projected: Writer, desks: Desks, asked: list[list[Any]]) -> None:
    day = next(DAYS)
    desks.work_off(asked, day)
    assert crowded(standing(projected, day)) == []


def test_of_three_desks_that_want_one_room_one_gets_it(projected: Writer, desks: Desks) -> None:
    day = next(DAYS)
    desks.work_off([[(code, "E1", (4, 4))] for code in CODES[:3]], day)
    assert (desks.taken, len(standing(projected, day))) == (1, 1)


# ------------------------------------------------------------------------------------------------ past all acts: the guard


def row(number: int, project: str = "G01", **more: Any) -> dict[str, Any]:
    what = {"site": SITE, "number": number, "project": project, "kind": "room", "resource": "E1"}
    when = {"from_at": 100, "until_at": 200, "busy_from": 90, "busy_until": 230}
    kept = {"purpose": "evaluation", "shared": 1, "status": "claimed", "status_since": 0}
    return {**what, **when, **kept, **more}


SHIFTED = {"from_at": 210, "until_at": 300, "busy_from": 210, "busy_until": 330}
SECOND = [
    ("the same time", row(2, "G02"), False),
    ("into the turnover", row(2, "G02", **SHIFTED), False),
    ("after the turnover", row(2, "G02", from_at=230, until_at=300, busy_from=230, busy_until=330), True),
    ("the same project after itself", row(2, "G01", **SHIFTED), True),
    ("the same project twice at once", row(2, "G01"), False),
    ("only held", row(2, "G02", status="held"), False),
    ("given back already", row(2, "G02", status="released"), True),
    ("another room", row(2, "G02", resource="E2"), True),
    ("a device that is called like the room", row(2, "G02", kind="equipment"), True),
    ("a shared claim on a room that one has alone", row(2, "G02", shared=4), False),
    ("a block", row(2, "", kind="block", purpose="room"), False),
    ("a block of a device that is called like the room", row(2, "", kind="block", purpose="equipment"), True),
    ("another site", row(2, "G02", site="N"), True),
]


@pytest.mark.parametrize(("second", "fits"), [case[1:] for case in SECOND], ids=[case[0] for case in SECOND])
def test_the_guard_lets_in_what_the_acts_let_in_and_nothing_else(
    writer: Writer, second: dict[str, Any], fits: bool
) -> None:
    with writer.writing() as work:
        work.insert(claims, **row(1))
        said = contextlib.nullcontext() if fits else pytest.raises(sa.exc.IntegrityError)
        with said, work.matter():
            work.insert(claims, **second)


def test_the_guard_counts_lines(writer: Writer) -> None:
    with writer.writing() as work:
        for number in range(1, 5):
            work.insert(claims, **row(number, f"G0{number}", kind="witness", resource="WIT-1", shared=4))
        with pytest.raises(sa.exc.IntegrityError), work.matter():
            work.insert(claims, **row(5, "G05", kind="witness", resource="WIT-1", shared=4))


def test_a_claim_that_is_changed_onto_another_is_stopped_too(writer: Writer) -> None:
    with writer.writing() as work:
        work.insert(claims, **row(1))
        work.insert(claims, **row(2, "G02", resource="E2"))
        with pytest.raises(sa.exc.IntegrityError), work.matter():
            work.update(claims, claims.c.number == 2, resource="E1")
        with pytest.raises(sa.exc.IntegrityError), work.matter():
            work.insert(claims, **row(3, "G03", status="released"))
            work.update(claims, claims.c.number == 3, status="claimed")


def race(writer: Writer) -> list[BaseException]:
    """Two connections that ask nobody and take no lock insert the same room; the second waits for the first, or fails at once."""
    first, second = another(writer.database), another(writer.database)
    said: list[BaseException] = []

    def follow() -> None:
        try:
            with second.engine.connect() as connection, connection.begin():
                connection.execute(sa.insert(claims), row(2, "G02"))
        except sa.exc.IntegrityError as fault:
            said.append(fault)

    with first.engine.connect() as connection:
        with connection.begin():
            connection.execute(sa.insert(claims), row(1))
            thread = threading.Thread(target=follow)
            thread.start()
            thread.join(timeout=0.2)
        thread.join()
    first.close()
    second.close()
    return said


def test_of_two_connections_that_ask_nobody_one_is_stopped(writer: Writer) -> None:
    assert len(race(writer)) == 1


def test_without_guards_both_would_get_in(writer: Writer) -> None:
    with contextlib.suppress(Undone), writer.writing() as work:
        without_guards(work)
        work.insert(claims, **row(1))
        work.insert(claims, **row(2, "G02"))
        found = taken_between(work, SITE, 0, 1000)
        assert crowded(found) == list(found)[:2]
        raise Undone


class Undone(Exception):
    """Ends a test without leaving anything behind."""


def test_a_guard_that_is_gone_is_named(writer: Writer) -> None:
    with contextlib.suppress(Undone), writer.writing() as work:
        assert missing_guards(work.connection) == []
        without_guards(work)
        constraint = [] if writer.database.sqlite else [CONSTRAINT]
        assert missing_guards(work.connection) == sorted([*TRIGGERS, *constraint])
        raise Undone


def test_when_the_acts_forget_to_ask_the_guard_still_stops_them(
    projected: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    never: Callable[..., tuple[Claim, ...]] = lambda wish, others: ()  # noqa: E731
    monkeypatch.setattr(taking, "clashes", never)
    with projected.writing() as work:
        ask(work, ("G01", "E1", (4, 4)), 0)
        with pytest.raises(sa.exc.IntegrityError), work.matter():
            ask(work, ("G02", "E1", (4, 4)), 0)
