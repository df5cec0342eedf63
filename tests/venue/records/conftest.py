"""The golden day walked once, sealed, and read as a log: what it is exported to does not depend on the database."""

from __future__ import annotations

import base64

import pytest

from tests.venue.conduct.walking import DAY, JPEG, OPERATOR, ZHOU, Hands, small_site
from venue.core.chance import SeededChance
from venue.core.clock import SetClock, at_local
from venue.core.database import Database
from venue.core.keys import KeyStore, fresh_keys
from venue.core.tables import metadata
from venue.core.work import Standing, Writer
from venue.journal.heads_file import HeadsFile
from venue.journal.seal import Sealer
from venue.records.patrol_log import PatrolLog, letterhead, patrol_log


@pytest.fixture
def clock() -> SetClock:
    return SetClock(at_local(DAY, "07:30"))


@pytest.fixture
def hands(writer: Writer, clock: SetClock) -> Hands:
    return Hands(writer, clock).at("07:30")


@pytest.fixture(scope="session")
def keys() -> KeyStore:
    return fresh_keys(SeededChance("keys of the records"))


def read_log(hands: Hands, keys: KeyStore, first: str = DAY, last: str = DAY) -> PatrolLog:
    head = letterhead(small_site().site, "sample", keys)
    with hands.writer.reading() as read:
        return patrol_log(read, OPERATOR, first=first, last=last, head=head, at=hands.clock.now())


def with_findings(hands: Hands) -> None:
    """One finding with a photo, fixed and closed; one that a spreadsheet would take for a formula, still open."""
    photo = base64.b64encode(JPEG).decode()
    number = hands.asks("patrols.find", words="遗留样品一件", where="CP-E4", project="G04", photo=photo)["number"]
    hands.asks("patrols.fix", number=number, words="已移交样品室")
    hands.asks("patrols.close_finding", ZHOU, number=number, words="无遗留")
    hands.asks("patrols.find", words="=HYPERLINK(A1) 询标室电话无录音", where="CP-E9", severity=1)


@pytest.fixture(scope="session")
def log(keys: KeyStore, tmp_path_factory: pytest.TempPathFactory) -> PatrolLog:
    folder = tmp_path_factory.mktemp("golden")
    database = Database(f"sqlite:///{folder / 'site.db'}", key=b"k" * 32, site="M")
    metadata.create_all(database.engine)
    clock = SetClock(at_local(DAY, "07:30"))
    writer = Writer(database, Standing("M", "sample", "desk-1", 1, clock, SeededChance("day"), keys))
    hands = Hands(writer, clock).at("07:30").golden_day()
    with_findings(hands)
    hands.at("17:55")
    with writer.writing() as work:
        Sealer(keys, HeadsFile(folder / "heads.jsonl")).seal(work)
    made = read_log(hands, keys)
    database.close()
    return made
