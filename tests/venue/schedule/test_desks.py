"""Three desks ask the engine for rooms at the same time, through its inbox, as in service."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.venue.schedule.planned import DAY, at, crowded, project, small_site
from venue.core.bus import Bus
from venue.core.chance import SeededChance
from venue.core.clock import MINUTE
from venue.core.inbox import Inbox
from venue.core.keys import fresh_keys
from venue.core.messages import Answer, Request
from venue.core.work import Principal, Writer
from venue.engine import Engine
from venue.journal.heads_file import HeadsFile
from venue.journal.seal import Sealer
from venue.people import passwords, sessions
from venue.people.accounts import open_planned
from venue.people.persons import register
from venue.projects.legal import rule_library
from venue.schedule import bookings
from venue.schedule.bookings import release_project
from venue.site.ground import Ground

CODES = ("G01", "G02", "G03")
WISHES = st.tuples(st.sampled_from(CODES), st.sampled_from(("E1", "E2")), st.integers(0, 16), st.integers(1, 8))
DESKS = st.lists(st.lists(WISHES, min_size=1, max_size=5), min_size=3, max_size=3)


class Office:
    """An engine that is judged by the test's own thread, and desks that put requests into its inbox from threads."""

    def __init__(self, writer: Writer, folder: Path) -> None:
        self.answers: list[Answer] = []
        bus = Bus()
        bus.subscribe(Answer, self.answers.append)
        self.writer = Writer(writer.database, writer.standing, bus.publish)
        keys = fresh_keys(SeededChance("office"))
        sealer = Sealer(keys, HeadsFile(folder / "heads.jsonl"))
        self.inbox = Inbox()
        self.engine = Engine(self.writer, self.inbox, bus, Ground(small_site(), rule_library()), sealer=sealer)
        self.session = ""

    def sign_in(self) -> None:
        with self.writer.writing() as work:
            owner = register(work, kind="centre", personal={"name": "赵丽"}, reference="cz-1")
            open_planned(work, account="zongkong", owner=owner, roles=["operator"], password="yangli-2026")
            answer = sessions.sign_in(work, account="zongkong", password="yangli-2026")
        assert isinstance(answer, dict)
        self.session = str(answer["session"])

    def work_off(self, asked: list[list[dict[str, Any]]]) -> list[Answer]:
        self.answers.clear()
        threads = [threading.Thread(target=self._desk, args=(name, acts)) for name, acts in enumerate(asked)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads) or len(self.inbox):
            self.engine.judge(self.inbox.take(timeout=0.01))
        return list(self.answers)

    def _desk(self, name: int, acts: list[dict[str, Any]]) -> None:
        for number, args in enumerate(acts):
            request = Request(id=f"{name}-{number}", act="bookings.claim", args=args, session=self.session)
            self.inbox.put(request)


@pytest.fixture
def office(writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(passwords, "MEMORY_KIB", 8)
    passwords._hasher.cache_clear()
    made = Office(writer, tmp_path)
    made.sign_in()
    with made.writer.writing() as work:
        for code in CODES:
            project(work, code)
    yield made
    passwords._hasher.cache_clear()


def args(wish: tuple[str, str, int, int]) -> dict[str, Any]:
    code, room, quarter, length = wish
    since = at("08:00") + quarter * 15 * MINUTE
    what = {"project": code, "kind": "room", "resource": room, "purpose": "evaluation"}
    return {**what, "from_at": since, "until_at": since + length * 15 * MINUTE}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
@given(asked=DESKS)
def test_whatever_three_desks_ask_for_nothing_overlaps(
    office: Office, viewer: Principal, asked: list[list[Any]]
) -> None:
    answers = office.work_off([[args(wish) for wish in desk] for desk in asked])
    with office.writer.reading() as read:
        taken = bookings.claims_on(read, viewer, day=DAY)
    assert crowded(taken) == []
    assert len(answers) == sum(len(desk) for desk in asked)
    assert len(taken) == sum(answer.ok for answer in answers)
    with office.writer.writing() as work:
        for code in CODES:
            release_project(work, project=code, reason="下一例")


def test_of_three_desks_one_gets_the_room_and_two_are_told_by_whom_it_is_taken(office: Office) -> None:
    answers = office.work_off([[args((code, "E1", 4, 4))] for code in CODES])
    assert sorted(answer.code for answer in answers) == ["", "bookings.overlap", "bookings.overlap"]
    assert {answer.args["free"] for answer in answers if not answer.ok} == {f"{DAY} 10:30"}
