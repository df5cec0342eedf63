"""A desk on a real house: a SQLite database, an engine judged step by step, and acts that go straight into it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import application, theme
from app.bridge import Bridge
from app.desk import Connection, Desk
from app.tasks import Tasks
from tests.app.control_room.busy_day import BusyDay, busy_day
from tests.house.conftest import DAY, ROOT, SmallHouse
from venue.core.acts import Refused
from venue.core.bus import Bus
from venue.core.chance import SeededChance
from venue.core.clock import SetClock, at_local
from venue.core.database import Database
from venue.core.inbox import Inbox
from venue.core.keys import fresh_keys
from venue.core.messages import Answer, Message, Request
from venue.core.work import Principal, Standing, Writer
from venue.engine import Engine
from venue.journal.heads_file import HeadsFile
from venue.journal.seal import Sealer
from venue.migrations import prepare
from venue.people import accounts
from venue.people.accounts import SAMPLE_ACCOUNTS
from venue.rules.loading import load_rules
from venue.rules.rule_book import RuleLibrary
from venue.site import places
from venue.site.ground import Ground
from venue.site.plan import SiteFile
from venue.site.site_file import parse

PATIENCE_MS = 5_000


class Direct:
    """Requests that go into the engine at once; ``silent`` makes it an engine that never answers."""

    def __init__(self, house: SmallHouse) -> None:
        self.house = house
        self.silent = False
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.one_at_a_time = threading.Lock()

    def ask(self, act: str, args: dict[str, Any], *, session: str = "", timeout: float = 5.0) -> Any:
        self.asked.append((act, args))
        if self.silent:
            raise TimeoutError("no answer")
        with self.one_at_a_time:
            told = self.house.hear(Request(id="1", act=act, args=args, session=session, desk="desk-1"))
        answer = next(message for message in told if isinstance(message, Answer))
        if answer.ok:
            return answer.value
        raise Refused(answer.code, **answer.args)


@pytest.fixture(autouse=True)
def own_preferences(tmp_path: Path, qapp: QApplication) -> Iterator[None]:
    """Preferences of a test never touch those of whoever runs it, and every test begins dark and Chinese."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "preferences"))
    if theme.current().key != ("dark", 1.0) or not qapp.styleSheet():
        theme.apply(qapp, "dark")
    yield
    if application.language_in_use() != "zh":
        application.use_language("zh")


@dataclass(frozen=True)
class Stored:
    """A stored site at 08:00 of the sample day: copied for each test, because importing it takes longer than most tests."""

    folder: Path
    site: SiteFile
    rules: RuleLibrary
    busy: BusyDay | None = None

    def copied(self, folder: Path) -> None:
        """The database and its heads in a folder of a test's own."""
        for part in (*self.folder.glob("site.db*"), *self.folder.glob("heads.jsonl")):
            shutil.copy(part, folder / part.name)


class Later(dict[str, int]):
    """Numbers of messages that go on after those of the stored morning."""

    def get(self, device: str, otherwise: int = 0) -> int:
        return super().get(device, 10_000 + otherwise)


KEYS = fresh_keys(SeededChance("app").fork("keys"))


def opened(path: Path) -> Database:
    return Database(f"sqlite:///{path}", key=KEYS.key("database"), site="M")


def house_in(folder: Path, template: Stored, wall: str) -> SmallHouse:
    """A house on the database in a folder."""
    database, clock, bus = opened(folder / "site.db"), SetClock(at_local(DAY, wall)), Bus()
    standing = Standing("M", "sample", "desk-1", 1, clock, SeededChance(folder.name), KEYS)
    sealer = Sealer(KEYS, HeadsFile(folder / "heads.jsonl", durable=False))
    with database.reading() as read:
        assert sealer.open(read, "M") == []
    writer = Writer(database, standing, bus.publish)
    engine = Engine(writer, Inbox(), bus, Ground(template.site, template.rules), sealer=sealer)
    made = SmallHouse(folder, database, clock, KEYS, bus, engine)
    bus.subscribe(Message, made.told.append)
    return made


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stored]:
    """The sample site: ``bare`` without accounts, ``open`` with the sample accounts, ``busy`` after a working morning."""
    site, rules = parse(ROOT / "resources" / "sample_site"), load_rules(ROOT / "resources" / "rules")
    folder = tmp_path_factory.mktemp("bare")
    made = {"bare": Stored(folder, site, rules)}
    database = opened(folder / "site.db")
    prepare(database)
    database.close()
    house = house_in(folder, made["bare"], "08:00")
    with house.engine.writer.writing() as work:
        places.import_site(work, site)
    house.database.close()
    for name, before in (("open", "bare"), ("busy", "open")):
        folder = tmp_path_factory.mktemp(name)
        made[before].copied(folder)
        house = house_in(folder, made["bare"], "08:00")
        known = None
        if name == "open":
            with house.engine.writer.writing() as work:
                accounts.open_samples(work)
        else:
            known = busy_day(house)
        house.database.close()
        made[name] = Stored(folder, site, rules, known)
    return made


@pytest.fixture
def with_accounts() -> bool:
    """Whether the site has its sample accounts; a test says False by parametrising it."""
    return True


@pytest.fixture
def house(
    tmp_path: Path, stored: dict[str, Stored], with_accounts: bool, request: pytest.FixtureRequest
) -> Iterator[SmallHouse]:
    """The sample site at 08:00, or for tests that ask for ``busy`` at 09:42 of a working morning."""
    busy = "busy" in request.fixturenames
    template = stored["busy" if busy else "open" if with_accounts else "bare"]
    template.copied(tmp_path)
    made = house_in(tmp_path, template, "09:42" if busy else "08:00")
    if busy:
        made.seqs = Later()  # the devices have spoken before
    yield made
    made.database.close()


@pytest.fixture
def busy(stored: dict[str, Stored], house: SmallHouse) -> BusyDay:
    """Whom the tests speak about on the working morning."""
    return stored["busy"].busy


@pytest.fixture
def requests(house: SmallHouse) -> Direct:
    return Direct(house)


@pytest.fixture
def desk(house: SmallHouse, requests: Direct, qapp: QApplication) -> Iterator[Desk]:
    """A desk with its engine, at which nobody is signed in."""
    made = Desk(Tasks(house.database, requests), Bridge(house.bus), house.clock, site="M", kind="sample")
    made.set_ground(house.engine.floor.ground)
    made.stand(Connection(engine=True, broker=True, database=True, heard_at=house.clock.now()))
    yield made
    made.bridge.close()
    made.tasks.close()
    QCoreApplication.processEvents()


@pytest.fixture
def account(with_accounts: bool) -> accounts.SampleAccount:
    """The operator's account of the sample site."""
    return SAMPLE_ACCOUNTS[0]


@pytest.fixture
def signed_in(desk: Desk, house: SmallHouse, account: accounts.SampleAccount) -> Desk:
    """The operator sits at the desk, with a session that the engine knows."""
    told = house.ask("accounts.sign_in", {"account": account.account, "password": account.password}).value
    desk.sign_in(told["session"], Principal(told["account"], frozenset(told["roles"]), "M", "desk-1"))
    return desk


@pytest.fixture
def viewed(desk: Desk) -> Desk:
    """Somebody looks, without an account in the register: for pages that only read."""
    desk.sign_in(
        "", Principal("zongkong", frozenset({"clerk", "operator", "patroller", "site_manager"}), "M", "desk-1")
    )
    return desk


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[Desk], None]:
    """Wait until no answer is awaited any more and everything has been delivered."""

    def wait(desk: Desk) -> None:
        for _ in range(2):
            qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=PATIENCE_MS)
            QCoreApplication.processEvents()

    return wait


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., QWidget]:
    """Put a window on the screen."""

    def show(widget: QWidget, wide: int = 1366, high: int = 768) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(wide, high)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return show
