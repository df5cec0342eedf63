"""Signing in: sample accounts are told, wrong passwords and lockouts are said, a password that is due is changed first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.control_room.page_sheet import LinkButton
from app.control_room.sign_in import SignIn
from app.desk import Connection, Desk
from tests.app.conftest import Direct
from tests.house.conftest import SmallHouse
from venue.people import accounts
from venue.people.accounts import SampleAccount


@pytest.fixture
def panel(desk: Desk, shown: Callable[..., QWidget], settled: Callable[[Desk], None]) -> Iterator[SignIn]:
    made = shown(SignIn(desk), 900, 700)
    made.look()
    settled(desk)
    yield made
    settled(desk)


def type_in(panel: SignIn, qtbot: QtBot, account: str, password: str) -> None:
    panel.entry.account.setText(account)
    panel.entry.password.setText(password)
    qtbot.keyClick(panel.entry.password, Qt.Key.Key_Return)


def test_a_sample_site_tells_its_accounts_and_a_click_fills_them_in(account: SampleAccount, panel: SignIn) -> None:
    line = next(one for one in panel.entry.findChildren(LinkButton) if account.account in one.text())
    line.click()
    assert (panel.entry.account.text(), panel.entry.password.text()) == (account.account, account.password)


def test_a_real_site_tells_none(
    account: SampleAccount, desk: Desk, panel: SignIn, settled: Callable[[Desk], None]
) -> None:
    desk.kind = "real"
    panel.look()
    settled(desk)
    assert panel.entry._samples == ()


def test_the_right_password_seats_the_person_with_session_and_roles(
    account: SampleAccount, panel: SignIn, qtbot: QtBot, settled: Callable[[Desk], None]
) -> None:
    type_in(panel, qtbot, account.account, account.password)
    settled(panel.desk)
    assert (panel.desk.viewer.account, panel.desk.viewer.roles) == (account.account, frozenset(account.roles))
    assert panel.desk.tasks.session != ""


def test_the_password_does_not_stay_in_the_field(
    account: SampleAccount, panel: SignIn, qtbot: QtBot, settled: Callable[[Desk], None]
) -> None:
    type_in(panel, qtbot, account.account, account.password)
    settled(panel.desk)
    assert panel.entry.password.text() == ""


def test_a_wrong_password_is_said_and_the_fields_stay_open(
    account: SampleAccount, panel: SignIn, qtbot: QtBot, settled: Callable[[Desk], None]
) -> None:
    type_in(panel, qtbot, account.account, "wrong")
    settled(panel.desk)
    assert (panel.entry.fault.text(), panel.entry.send.isEnabled()) == ("账号或密码不正确。", True)


def test_a_locked_account_is_told_until_when(
    house: SmallHouse, account: SampleAccount, panel: SignIn, qtbot: QtBot, settled: Callable[[Desk], None]
) -> None:
    for _ in range(4):
        house.ask("accounts.sign_in", {"account": account.account, "password": "wrong"})
    type_in(panel, qtbot, account.account, "wrong")
    settled(panel.desk)
    assert panel.entry.fault.text() == "密码多次输入错误，账号已锁定至 08:15。"


def test_a_password_that_is_due_is_changed_before_anything_else(
    house: SmallHouse, account: SampleAccount, panel: SignIn, qtbot: QtBot, settled: Callable[[Desk], None]
) -> None:
    with house.writing() as work:
        accounts.reset_password(work, account=account.account, password="first-given-1")
    type_in(panel, qtbot, account.account, "first-given-1")
    settled(panel.desk)
    before = (panel.desk.viewer.account, panel._forms.currentWidget() is panel.change)
    panel.change.new.setText("my-own-word-7")
    panel.change.again_new.setText("my-own-word-7")
    panel.change.send.click()
    settled(panel.desk)
    settled(panel.desk)
    assert (before, panel.desk.viewer.account) == (("", True), account.account)


def test_leaving_the_change_leaves_no_session_behind(
    house: SmallHouse, account: SampleAccount, panel: SignIn, qtbot: QtBot, settled: Callable[[Desk], None]
) -> None:
    with house.writing() as work:
        accounts.reset_password(work, account=account.account, password="first-given-1")
    type_in(panel, qtbot, account.account, "first-given-1")
    settled(panel.desk)
    panel.change.leave.click()
    settled(panel.desk)
    assert (panel.desk.tasks.session, panel._forms.currentWidget()) == ("", panel.entry)


@pytest.mark.parametrize("with_accounts", [False])
def test_a_site_without_accounts_asks_for_the_first_one(panel: SignIn, settled: Callable[[Desk], None]) -> None:
    asked = panel._forms.currentWidget() is panel.first
    for field, words in ((panel.first.account, "li"), (panel.first.name, "李敏")):
        field.setText(words)
    for field in (panel.first.password, panel.first.again_password):
        field.setText("long-enough-12")
    panel.first.send.click()
    settled(panel.desk)
    settled(panel.desk)
    assert (asked, panel.desk.viewer.account) == (True, "li")


def test_while_the_engine_is_not_there_nothing_can_be_sent(account: SampleAccount, panel: SignIn) -> None:
    panel.desk.stand(Connection(fault="starting"))
    assert (panel.entry.send.isEnabled(), panel.entry.waiting.text()) == (False, "引擎尚未就绪，暂时不能登录。")


def test_an_engine_that_does_not_answer_is_no_wrong_password(
    account: SampleAccount, requests: Direct, panel: SignIn, qtbot: QtBot, settled: Callable[[Desk], None]
) -> None:
    requests.silent = True
    type_in(panel, qtbot, account.account, account.password)
    settled(panel.desk)
    assert "引擎没有答复" in panel.entry.fault.text()
