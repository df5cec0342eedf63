"""A desk on a real house: a SQLite database, an engine judged step by step, and acts that go straight into it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
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
from tests.house.conftest import SmallHouse, house, prepared
from venue.core.acts import Refused
from venue.core.messages import Answer, Request
from venue.core.work import Principal
from venue.people import accounts
from venue.people.accounts import SAMPLE_ACCOUNTS

__all__ = ["house", "prepared"]
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
def account(house: SmallHouse) -> accounts.SampleAccount:
    """The sample site's accounts are there; the operator's."""
    with house.engine.writer.writing() as work:
        accounts.open_samples(work)
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
