"""A house without a wire: database, engine and ground in one thread, judged step by step on a clock that is set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest

from venue.core.bus import Bus
from venue.core.chance import SeededChance
from venue.core.clock import SetClock, at_local
from venue.core.database import Database
from venue.core.inbox import Inbox
from venue.core.keys import KeyStore, fresh_keys
from venue.core.messages import (
    Answer,
    CredentialPresented,
    DoorStateChanged,
    Message,
    OpenDoor,
    Reading,
    RefuseDoor,
    Request,
    Tick,
)
from venue.core.work import Principal, Standing, Work, Writer
from venue.engine import Engine
from venue.journal.heads_file import HeadsFile
from venue.journal.seal import Sealer
from venue.migrations import prepare
from venue.operations import phase_gates
from venue.people import agreements, credentials, persons, units
from venue.projects import projects
from venue.rules.loading import load_rules
from venue.schedule import bookings
from venue.site import places
from venue.site.ground import Ground
from venue.site.site_file import parse

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-23"
HAND = Principal(
    "tester", frozenset({"operator", "clerk", "site_manager", "supervisor", "centre_service"}), "M", "desk-1"
)


@dataclass
class SmallHouse:
    """Everything of an engine but its thread and its wire."""

    folder: Path
    database: Database
    clock: SetClock
    keys: KeyStore
    bus: Bus
    engine: Engine
    told: list[Message] = field(default_factory=list)
    seqs: dict[str, int] = field(default_factory=dict)

    def hear(self, *messages: Message) -> list[Message]:
        """Judge messages together; gives what left after the commit."""
        self.told.clear()
        self.engine.judge([self._stamped(message) for message in messages])
        return list(self.told)

    def at(self, wall: str) -> None:
        """It is that time now, and the clock ticks."""
        self.clock.set(at_local(DAY, wall))
        self.hear(Tick(now=self.clock.now()))

    def writing(self) -> Any:
        return self.engine.writer.writing(HAND)

    def present(self, token: str, door: str, **more: Any) -> OpenDoor | RefuseDoor:
        """Somebody presents a card at a door's terminal; gives the command that answers."""
        point = self.engine.floor.ground.door(door, self.clock.now())
        terminal = point.terminal if point else "T-??"
        kinds = {"kind": "card", "factors": ("code",), **more}
        said = CredentialPresented(device=terminal, access_point=door, token=token, **kinds)
        return next(m for m in self.hear(said) if isinstance(m, OpenDoor | RefuseDoor))

    def go_through(self, token: str, door: str, **more: Any) -> OpenDoor | RefuseDoor:
        """Present a card and, if the door opens, walk through it and let it fall shut."""
        answer = self.present(token, door, **more)
        if isinstance(answer, OpenDoor):
            for state in ("opened", "closed"):
                self.clock.advance(1000)
                self.hear(DoorStateChanged(device=answer.device, access_point=door, state=state))
        return answer

    def ask(self, act: str, args: dict[str, Any], session: str = "") -> Answer:
        told = self.hear(Request(id="1", act=act, args=args, session=session))
        return next(m for m in told if isinstance(m, Answer))

    def _stamped(self, message: Message) -> Message:
        if isinstance(message, Reading) and message.seq == 0:
            self.seqs[message.device] = self.seqs.get(message.device, 0) + 1
            return msgspec.structs.replace(message, boot=1, seq=self.seqs[message.device], received_at=self.clock.now())
        return message


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The sample site and the rules, read once."""
    return tmp_path_factory.mktemp("house"), (
        parse(ROOT / "resources" / "sample_site"),
        load_rules(ROOT / "resources" / "rules"),
    )


@pytest.fixture
def house(tmp_path: Path, prepared: tuple[Path, Any]) -> Iterator[SmallHouse]:
    site_file, rules = prepared[1]
    clock = SetClock(at_local(DAY, "08:00"))
    chance = SeededChance("house")
    keys = fresh_keys(chance.fork("keys"))
    database = Database(f"sqlite:///{tmp_path / 'site.db'}", key=keys.key("database"), site="M")
    prepare(database)
    bus = Bus()
    writer = Writer(database, Standing("M", "sample", "desk-1", 1, clock, chance, keys), bus.publish)
    with writer.writing() as work:
        places.import_site(work, site_file)
    sealer = Sealer(keys, HeadsFile(tmp_path / "heads.jsonl"))
    with database.reading() as read:
        assert sealer.open(read, "M") == []
    engine = Engine(writer, Inbox(), bus, Ground(site_file, rules), sealer=sealer)
    made = SmallHouse(tmp_path, database, clock, keys, bus, engine)
    bus.subscribe(Message, made.told.append)
    yield made
    database.close()


def person(work: Work, name: str, role: str, *, project: str = "", agreed: bool = True, unit: str = "") -> str:
    """A registered person with a card whose token is the name, and an agreement."""
    subject = persons.register(
        work, kind="other", personal={"name": name}, unit=unit, valid_from=at_local("2026-01-01")
    )
    persons.give_role(work, subject=subject, role=role, project=project, unit=unit, valid_from=at_local("2026-01-01"))
    credentials.issue(work, subject=subject, kind="card", token=name, valid_from=at_local("2026-01-01"))
    if agreed:
        agreements.sign(work, subject=subject, scope="all", **_period())
    return subject


def _period() -> dict[str, int]:
    return {"valid_from": at_local("2026-01-01"), "valid_to": at_local("2027-01-01")}


def project(work: Work, code: str, *, room: str, phase: str = "reserved") -> None:
    """A project with its rooms for the day, brought to a phase step by step."""
    asked = {
        "code": code,
        "title": f"项目{code}",
        "category": "construction",
        "method": "open_tender",
        "agency": "AG1",
        "open_at": at_local(DAY, "09:00"),
        "gather_at": at_local(DAY, "10:00"),
        "draw_at": at_local("2026-11-22", "15:30"),
    }
    if units.unit(work.reading(), HAND, code="AG1") is None:
        units.register_unit(work, code="AG1", kind="agency", name="某代理公司")
    projects.reserve(work, asked=asked)
    for kind, resource, purpose, since, until in (
        ("room", room, "evaluation", "10:15", "14:00"),
        ("room", "K1", "opening", "09:00", "09:40"),
        ("room", "G1", "agency", "08:30", "14:00"),
        ("witness", "W1", "witness", "09:00", "14:00"),
    ):
        bookings.claim(
            work,
            project=code,
            kind=kind,
            resource=resource,
            purpose=purpose,
            from_at=at_local(DAY, since),
            until_at=at_local(DAY, until),
        )


__all__ = ["DAY", "HAND", "SmallHouse", "person", "phase_gates", "project"]
