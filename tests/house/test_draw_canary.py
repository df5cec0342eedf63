"""What a draw seals is nowhere to be read before its reveal event (invariant 8): canaries in every table, log, file and view.

The whole engine runs, with accounts and sessions, on SQLite and on PostgreSQL. Before the unsealing the test takes the sealed
result out with the site's keys, as nobody else can, and then looks for it, for the secrets and for the salt wherever anything can
be read. The control is the same search after the unsealing: then it finds them.
"""

from __future__ import annotations

import contextlib
import inspect
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
import structlog

from tests.house.conftest import DAY, HAND, SmallHouse
from venue.core.bus import Bus
from venue.core.chance import SeededChance
from venue.core.clock import SetClock, at_local
from venue.core.database import Database
from venue.core.inbox import Inbox
from venue.core.keys import fresh_keys
from venue.core.messages import Message
from venue.core.tables import metadata
from venue.core.views import VIEWS
from venue.core.work import Principal, Standing, Writer
from venue.engine import Engine
from venue.journal import book
from venue.journal.heads_file import HeadsFile
from venue.journal.seal import Sealer
from venue.journal.verify import canonical_text
from venue.journal.verify_draw import commitment_of
from venue.migrations import every_table, prepare
from venue.people import accounts, coded_names, persons
from venue.people.persons import ROLES
from venue.projects import projects
from venue.records import exports
from venue.records.patrol_log import letterhead, patrol_log
from venue.schedule import draws
from venue.schedule.draw_rules import fresh_secret
from venue.schedule.draw_sealing import RESULT, taken_out
from venue.site import places
from venue.site.ground import Ground

PARTIES = {"host": "zongkong", "LY": "jingli", "supervisor": "jiandu"}
ROLES_OF = {"zongkong": ["operator", "clerk"], "jingli": ["site_manager"], "jiandu": ["supervisor"]}
PASSWORD = "yangli-2026"
CENTRES = [
    {"code": code, "name": name} for code, name in (("LY", "临阳"), ("AH", "安河"), ("QS", "青山"), ("BL", "白鹭"))
]
KINDS: dict[str, dict[str, Any]] = {
    "seat": {"count": 3, "room": "Z3r"},
    "sub_venue": {"count": 2, "candidates": CENTRES},
}
KEYED = b"k" * 32
every_table()  # so that every view is there to be looked at


@dataclass
class Drawing:
    """A house with a remote project whose draws are made over sessions; ``heard`` is whatever left on the bus."""

    house: SmallHouse
    heard: list[Message]
    sessions: dict[str, str]
    seed: SeededChance
    canaries_known: dict[str, list[bytes]] = field(default_factory=dict)

    def ask(self, account: str, act: str, **args: Any) -> Any:
        answer = self.house.ask(act, args, session=self.sessions[account])
        assert answer.ok, (act, answer.code, answer.args)
        return answer.value

    def draw(self, kind: str) -> str:
        opened = self.ask("zongkong", "draws.open", project="G02", kind=kind, parties=list(PARTIES), **KINDS[kind])
        secrets = {party: fresh_secret(self.seed) for party in PARTIES}
        for party, account in PARTIES.items():
            told = commitment_of(opened["terms"], party, secrets[party])
            self.ask(account, "draws.commit", draw=opened["draw"], party=party, commitment=told)
        for party, account in PARTIES.items():
            self.ask(account, "draws.reveal", draw=opened["draw"], party=party, secret=secrets[party])
        return str(opened["draw"])

    def canaries(self, draw: str) -> list[bytes]:
        """Every form in which result, salt and secrets might have been written down."""
        with self.house.writing() as work:
            found = taken_out(work, draw, RESULT)
        result = found["result"]
        pairs = [(one["taker"], one["candidate"]) for one in result]
        texts = [canonical_text(result), found["salt"], ",".join(candidate for _, candidate in pairs)]
        texts += [form.format(taker=a, candidate=b) for a, b in pairs for form in PAIRED]
        secrets = [one["secret"] for one in found["secrets"]]
        raw = [bytes.fromhex(text) for text in (*secrets, found["salt"])]
        self.canaries_known[draw] = [*(text.encode() for text in (*texts, *secrets)), *raw]
        return self.canaries_known[draw]


PAIRED = (
    '"candidate":"{candidate}","taker":"{taker}"',
    '"{taker}":"{candidate}"',
    "'{taker}': '{candidate}'",
    "('{taker}', '{candidate}')",
    "{taker}={candidate}",
)


@pytest.fixture
def drawing(database_url: str, tmp_path: Path, prepared: tuple[Path, Any]) -> Iterator[Drawing]:
    with drawing_on(database_url, tmp_path, prepared) as made:
        yield made


@pytest.fixture
def at_home(tmp_path: Path, prepared: tuple[Path, Any]) -> Iterator[Drawing]:
    """On SQLite only."""
    with drawing_on(f"sqlite:///{tmp_path / 'site.db'}", tmp_path, prepared) as made:
        yield made


@contextlib.contextmanager
def drawing_on(database_url: str, tmp_path: Path, prepared: tuple[Path, Any]) -> Iterator[Drawing]:
    site_file, rules = prepared[1]
    clock, chance = SetClock(at_local(DAY, "08:05")), SeededChance("canary")
    keys = fresh_keys(chance.fork("keys"))
    database = Database(database_url, key=KEYED if database_url.startswith("sqlite") else None, site="M", durable=False)
    prepare(database)
    metadata.create_all(database.engine)  # only what no migration makes
    bus = Bus()
    writer = Writer(database, Standing("M", "sample", "desk-1", 1, clock, chance, keys), bus.publish)
    with writer.writing() as work:
        places.import_site(work, site_file)
    sealer = Sealer(keys, HeadsFile(tmp_path / "heads.jsonl"))
    with database.reading() as read:
        assert sealer.open(read, "M") == []
    engine = Engine(writer, Inbox(), bus, Ground(site_file, rules), sealer=sealer)
    house, heard = SmallHouse(tmp_path, database, clock, keys, bus, engine), []
    bus.subscribe(Message, house.told.append)
    bus.subscribe(Message, heard.append)
    made = Drawing(house, heard, {}, SeededChance("secrets of the parties"))
    _people(made)
    yield made
    database.close()


def _people(made: Drawing) -> None:
    with made.house.writing() as work:
        asked = {"code": "G02", "title": "农田", "category": "farmland", "method": "remote_main", "agency": "A"}
        times = {"open_at": "09:00", "gather_at": "10:00", "draw_at": "08:20"}
        told = {name: at_local(DAY, wall) for name, wall in times.items()}
        projects.reserve(work, asked={**asked, **told, "remote_basis": "size", "sub_venues": 2})
        for name, roles in ROLES_OF.items():
            owner = persons.register(work, kind="centre", personal={"name": name})
            accounts.open_planned(work, account=name, owner=owner, roles=roles, password=PASSWORD)
        for number in range(3):
            subject = persons.register(work, kind="expert", personal={"name": f"专家{number}"})
            coded_names.assign(work, project="G02", subject=subject)
    for name in ROLES_OF:
        answer = made.house.ask("accounts.sign_in", {"account": name, "password": PASSWORD})
        made.sessions[name] = answer.value["session"]


# ------------------------------------------------------------------------------------------------ wherever one can read


def rows(database: Database) -> Iterator[tuple[str, bytes]]:
    """Every value of every table that the database has, ours or not."""
    with database.reading() as read:
        for name in sa.inspect(read.connection).get_table_names():
            for row in read.all(sa.text(f'SELECT * FROM "{name}"')):
                yield name, b"\x1f".join(_bytes(value) for value in row)


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def pages(database: Database, folder: Path) -> Iterator[tuple[str, bytes]]:
    """The pages of an SQLite file without their encryption, free ones aside."""
    if database.sqlite:
        plain = folder / "plain.db"
        with database.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
            connection.exec_driver_sql("PRAGMA plain.synchronous = OFF")
            connection.exec_driver_sql("PRAGMA plain.journal_mode = OFF")
            connection.exec_driver_sql("SELECT sqlcipher_export('plain')")
            connection.exec_driver_sql("DETACH DATABASE plain")
            connection.exec_driver_sql("BEGIN")
        yield "pages", plain.read_bytes()
        plain.unlink()


KNOWN: dict[str, Any] = {
    "project": "G02", "code": "G02", "day": DAY, "first": DAY, "last": DAY, "room": "Z3r", "number": 1, "subject": "P-1",
    "since": 0, "from_at": 0, "limit": 10_000, "position": 1, "access_point": "D-15", "point": "FM-B.supply", "model": "m",
    "rooms": ("Z3r",), "digest": "00", "language": "zh",
}  # fmt: skip


def views(drawing: Drawing, draw: str) -> Iterator[tuple[str, bytes]]:
    """What every view shows to somebody with all roles and to somebody with none, and those of draws and book to each role."""
    now = drawing.house.clock.now()
    known = {**KNOWN, "draw": draw, "at": now, "until": now + 1, "until_at": now + 1, "now": now, "before": now}
    known["public_key"] = drawing.house.keys.public_key()
    close = [look for look in VIEWS if "draw" in look.__module__ or look.__module__.endswith("journal.book")]
    looks = [(ROLES, VIEWS), (frozenset(), VIEWS), *((frozenset({role}), close) for role in sorted(ROLES))]
    for roles, chosen in looks:
        viewer = Principal("somebody", frozenset(roles), "M", "desk-9")
        for look in chosen:
            with drawing.house.database.reading() as read:
                yield look.__name__, _shown(look, read, viewer, known)


def _shown(look: Callable[..., Any], read: Any, viewer: Principal, known: dict[str, Any]) -> bytes:
    wanted = list(inspect.signature(look).parameters.values())[2:]
    if any(one.default is one.empty and one.name not in known for one in wanted):
        return b""
    args = {one.name: known[one.name] for one in wanted if one.default is one.empty}
    try:
        return repr(look(read, viewer, **args)).encode()
    except Exception as no:
        return repr(no).encode()


def files(drawing: Drawing, folder: Path) -> Iterator[tuple[str, bytes]]:
    """What leaves the house: the heads kept outside, the exports."""
    house = drawing.house
    yield "heads", (house.folder / "heads.jsonl").read_bytes()
    with house.database.reading() as read:
        head = letterhead(house.engine.floor.ground.site.site, "sample", house.keys)
        log = patrol_log(read, HAND, first=DAY, last=DAY, head=head, at=house.clock.now())
        yield "journal", b"\n".join(repr(tuple(row)).encode() for row in book.entries(read, "M"))
    for form in ("jsonl", "csv"):
        made = exports.export_patrols(log, house.keys, folder / "out", form, record=lambda entry: None)
        yield "export", made.file.read_bytes()


def everything(drawing: Drawing, made: list[str], folder: Path) -> Iterator[tuple[str, bytes]]:
    yield from rows(drawing.house.database)
    yield from pages(drawing.house.database, folder)
    if drawing.house.database.sqlite:  # the views are the same on both
        for draw in made:
            yield from views(drawing, draw)
    yield from files(drawing, folder)
    yield from (("bus", msgspec.json.encode(message)) for message in drawing.heard)


def found(where: Iterator[tuple[str, bytes]], canaries: list[bytes]) -> set[str]:
    """The places in which any canary was seen."""
    return {place for place, content in where if any(canary in content for canary in canaries)}


# ----------------------------------------------------------------------------------------------------------------- tests


def test_what_is_sealed_is_nowhere_before_its_reveal_event(
    drawing: Drawing, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as said:
        made = [drawing.draw(kind) for kind in KINDS]
        canaries = [canary for draw in made for canary in drawing.canaries(draw)]
        drawing.house.at("09:30")
        seen = found(everything(drawing, made, tmp_path), canaries)
    out, err = capfd.readouterr()
    logs = f"{said}{caplog.text}{out}{err}".encode()
    assert seen | found(iter([("log", logs)]), canaries) == set()

    drawing.house.at("10:05")
    for draw in made:
        drawing.ask("jiandu", "draws.unseal", draw=draw, reason="集合时间到，监督启封")
    shown = list(everything(drawing, made, tmp_path))
    for draw in made:
        control = found(iter(shown), drawing.canaries_known[draw])
        assert {"journal", "draws", "bus", *(SHOWING if drawing.house.database.sqlite else ())} <= control


SHOWING = ("pages", "draw_of", "draws_of", "lines")
"""Where else the control must find the result on SQLite."""


def test_most_views_are_really_looked_at(at_home: Drawing) -> None:
    shown = dict(views(at_home, "G02/seat/1"))
    assert len([name for name, content in shown.items() if content]) > 50


def test_an_act_that_fails_in_the_middle_says_no_secret(
    at_home: Drawing, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    logs = pytest.importorskip("venue.core.logs")
    before = structlog.get_config()
    logs.configure()
    opened = at_home.ask("zongkong", "draws.open", project="G02", kind="seat", parties=list(PARTIES), **KINDS["seat"])
    secrets = {party: fresh_secret(at_home.seed) for party in PARTIES}
    for party, account in PARTIES.items():
        told = commitment_of(opened["terms"], party, secrets[party])
        at_home.ask(account, "draws.commit", draw=opened["draw"], party=party, commitment=told)

    def broken(*_: object) -> None:
        raise RuntimeError("the disk went away")

    monkeypatch.setattr(draws, "put_away", broken)
    args = {"draw": opened["draw"], "party": "host", "secret": secrets["host"]}
    assert at_home.house.ask("draws.reveal", args, session=at_home.sessions["zongkong"]).code == "act.failed"
    structlog.configure(**before)
    out, err = capfd.readouterr()
    assert ("the disk went away" in out + err, secrets["host"] in out + err) == (True, False)
