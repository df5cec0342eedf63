"""The system page on a real house: the book, its integrity, accounts, rules, settings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.application import Preferences
from app.control_room.system import SystemPage
from app.control_room.system_about import PARTS, version_of
from app.control_room.system_entry import leaf_of, pretty
from app.control_room.system_journal import PAGE
from app.control_room.system_matrix import cell_words
from app.desk import Desk
from app.dialogs.reason import ReasonDialog
from tests.app.dialogs.names import nameless
from tests.app.dialogs.site_life import asks, custody, sees
from tests.house.conftest import SmallHouse
from venue.core.work import Principal
from venue.journal import book
from venue.journal.verify import entry_line, leaf_hash
from venue.people.accounts import register_of_accounts
from venue.rules.matrix import COLUMNS, read_cell

Shown = Callable[..., QWidget]
Settled = Callable[[Desk], None]


@pytest.fixture
def page(signed_in: Desk, house: SmallHouse, shown: Shown, settled: Settled) -> SystemPage:
    made = SystemPage(custody(signed_in, house))
    shown(made, 1188, 618)
    settled(signed_in)
    return made


def fill_book(house: SmallHouse, count: int) -> None:
    with house.writing() as work:
        for number in range(count):
            book.append(work, act="test.written", subject=f"S-{number}", payload={"number": number})


def on_tab(page: SystemPage, tab: str, settled: Settled) -> SystemPage:
    page.focus(tab=tab)
    settled(page.desk)
    return page


class TestJournal:
    def test_the_newest_entries_come_first_and_older_ones_page_by_page(
        self, page: SystemPage, house: SmallHouse, settled: Settled
    ) -> None:
        fill_book(house, PAGE + 10)
        journal = page.journal
        journal.reload()
        settled(page.desk)
        first = [line.position for line in journal.table.records()]
        journal.older_button.click()
        settled(page.desk)
        second = [line.position for line in journal.table.records()]
        last = sees(house, page.desk, book.state).last
        assert first == list(range(last, last - PAGE, -1))
        assert second[0] == first[-1] - 1
        assert second[-1] == 1
        journal.newer_button.click()
        settled(page.desk)
        assert [line.position for line in journal.table.records()] == first

    def test_a_search_finds_by_beginning_of_act_and_by_subject(
        self, page: SystemPage, house: SmallHouse, settled: Settled
    ) -> None:
        fill_book(house, 5)
        page.journal.search.act.setEditText("test.")
        page.journal.search.act.lineEdit().returnPressed.emit()
        settled(page.desk)
        assert len(page.journal.table.records()) == 5
        page.focus(subject="S-3")
        settled(page.desk)
        assert [line.subject for line in page.journal.table.records()] == ["S-3"]

    def test_nothing_found_offers_to_clear_the_search(self, page: SystemPage, settled: Settled) -> None:
        page.focus(subject="nobody")
        settled(page.desk)
        assert page.journal.empty.isVisible()
        page.journal.empty.acted.emit()
        settled(page.desk)
        assert page.journal.table.records()

    def test_the_list_stands_still_while_entries_come_and_offers_them(
        self, page: SystemPage, house: SmallHouse, settled: Settled
    ) -> None:
        before = [line.position for line in page.journal.table.records()]
        fill_book(house, 3)
        page.journal.refresh()
        settled(page.desk)
        assert [line.position for line in page.journal.table.records()] == before
        assert "3" in page.journal.fresh_button.text()

    def test_an_entry_shows_its_payload_and_the_hash_of_its_leaf(
        self, page: SystemPage, house: SmallHouse, settled: Settled
    ) -> None:
        fill_book(house, 1)
        page.journal.reload()
        settled(page.desk)
        page.journal.table.selectRow(0)
        settled(page.desk)
        position = page.journal.table.records()[0].position
        entry = sees(house, page.desk, book.entry_at, position=position)
        leaf = leaf_hash(entry_line(entry)).hex()
        assert leaf_of(entry) == leaf
        assert leaf[:8] in page.journal.entry.leaf.text()
        assert page.journal.entry.payload.toPlainText() == '{\n  "number": 0\n}'

    def test_a_payload_that_is_not_canonical_is_shown_as_it_stands(self) -> None:
        assert pretty('{"b":1,"a":2}') == '{"b":1,"a":2}'


class TestIntegrity:
    def verified(self, page: SystemPage, settled: Settled) -> str:
        page.journal.integrity.verify()
        settled(page.desk)
        return page.journal.integrity.result.text()

    def test_a_whole_book_is_said_to_be_whole_until_one_column_is_changed(
        self, page: SystemPage, house: SmallHouse, settled: Settled
    ) -> None:
        fill_book(house, 20)
        house.at("08:30")
        assert "核验通过" in self.verified(page, settled)  # the control
        tamper(house, 7)
        told = self.verified(page, settled)
        assert "核验不通过" in told
        assert "第 7 条记录被改动" in told
        assert page.journal.integrity.result.property("tone") == "abnormal"

    def test_the_state_tells_how_far_the_book_is_sealed(
        self, page: SystemPage, house: SmallHouse, settled: Settled
    ) -> None:
        fill_book(house, 2)  # written past the engine: nothing seals them yet
        page.journal.reload()
        settled(page.desk)
        state = sees(house, page.desk, book.state)
        told = page.journal.integrity.facts.texts()
        assert (told["最新一条"], told["封存至"], told["未封存"]) == (str(state.last), str(state.last - 2), "2 条")

    def test_progress_is_told_while_it_reads(self, page: SystemPage, house: SmallHouse, qtbot: QtBot) -> None:
        fill_book(house, 2_100)
        steps: list[int] = []
        page.journal.integrity._steps.read.connect(steps.append)
        with qtbot.waitSignal(page.journal.integrity.verified, timeout=10_000):
            page.journal.integrity.verify()
        assert steps == [2_000]

    def test_a_desk_without_the_kept_heads_cannot_verify(self, signed_in: Desk, shown: Shown, settled: Settled) -> None:
        page = shown(SystemPage(signed_in))
        settled(signed_in)
        assert not page.journal.integrity.verify_button.isEnabled()


def tamper(house: SmallHouse, position: int) -> None:
    """What a hand with the database key and no scruples does."""
    with house.database.engine.connect() as connection, connection.begin():
        triggers = connection.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
        for (name,) in triggers:
            connection.execute(sa.text(f'DROP TRIGGER "{name}"'))
        connection.execute(sa.text(f"UPDATE journal SET actor = 'mallory' WHERE position = {position}"))


class TestAccounts:
    def test_the_manager_sees_the_register_and_marks_owners_who_have_left(
        self, page: SystemPage, house: SmallHouse, settled: Settled
    ) -> None:
        owner = asks(house, page.desk, "people.register", kind="centre", personal={"name": "李某"})
        told = {"account": "lixx", "owner": owner, "roles": ["clerk"], "password": "Lingshi-2026-bb"}
        asks(house, page.desk, "accounts.open", **told)
        asks(house, page.desk, "people.leave", subject=owner, basis="离职")
        on_tab(page, "accounts", settled)
        row = page.accounts.table.row_of(("changkong", "lixx"))
        assert "已离开" in page.accounts.table.model().index(row, 2).data()

    def test_names_of_persons_are_nowhere_in_the_register(
        self, page: SystemPage, house: SmallHouse, settled: Settled
    ) -> None:
        asks(house, page.desk, "people.register", kind="centre", personal={"name": "欧阳不见"})
        on_tab(page, "accounts", settled)
        model = page.accounts.table.model()
        cells = [model.index(r, c).data() for r in range(model.rowCount()) for c in range(model.columnCount())]
        assert not any("欧阳" in cell for cell in cells)

    def test_an_account_is_closed_with_a_reason_and_ones_own_is_not(
        self, page: SystemPage, house: SmallHouse, settled: Settled
    ) -> None:
        on_tab(page, "accounts", settled)
        page.accounts.table.select(("changkong", "zongkong"))
        assert not page.accounts.close_button.isEnabled()
        page.accounts.table.select(("changkong", "jiandu"))
        page.accounts.close_button.click()
        dialog = page.window().findChild(ReasonDialog)
        dialog.reason.setText("离职")
        dialog.accept_button.click()
        settled(page.desk)
        lines = {line.account: line.status for line in sees(house, page.desk, register_of_accounts)}
        assert lines["jiandu"] == "closed"

    def test_a_patroller_does_not_see_the_register(self, page: SystemPage, settled: Settled) -> None:
        page.desk.sign_in("other", Principal("zhou", frozenset({"patroller"})))
        on_tab(page, "accounts", settled)
        assert page.accounts.empty.isVisible()
        assert not page.accounts.table.isVisible()


class TestRules:
    def test_each_rule_in_force_stands_with_its_clause_and_parameters(
        self, page: SystemPage, house: SmallHouse, settled: Settled
    ) -> None:
        on_tab(page, "rules", settled)
        known = page.desk.ground.book(page.desk.now())
        assert {rule.id for rule in page.rules.table.records()} == set(known.rules)
        page.focus(rule="RB-07")
        card = page.rules.card
        assert card.clause.text() == "第（八）条“评标评审期间代理机构人员退出”"
        assert len(card.parameters.records()) == len(known.rules["RB-07"].parameters)

    def test_the_version_of_the_book_is_told(self, page: SystemPage, settled: Settled) -> None:
        on_tab(page, "rules", settled)
        assert page.desk.ground.book(page.desk.now()).version in page.rules._list._note.text()

    def test_every_cell_of_the_matrix_is_told_in_words(self, page: SystemPage, settled: Settled) -> None:
        on_tab(page, "rules", settled)
        matrix, table = page.desk.ground.book(page.desk.now()).matrix, page.rules.matrix
        told = {
            (role, code): table.words_at(r, c) for r, role in enumerate(table.rows()) for c, code in enumerate(COLUMNS)
        }
        assert told["agency_staff", "evaluating"] == "代理机构，评标评审中：必须立即退出"
        assert len(told) == len(COLUMNS) * (len(matrix.rows) + len(matrix.same_row))
        assert all(cell_words(matrix.cell(role, code)) in words for (role, code), words in told.items())

    def test_marks_of_a_cell_are_part_of_its_words(self) -> None:
        assert cell_words(read_cell("E+call")) == "须有事由并有人陪同，须经呼叫"

    def test_arrow_keys_walk_through_the_matrix(self, page: SystemPage, settled: Settled, qtbot: QtBot) -> None:
        on_tab(page, "rules", settled)
        table = page.rules.matrix
        qtbot.keyClick(table, Qt.Key.Key_Right)
        qtbot.keyClick(table, Qt.Key.Key_Down)
        assert table.accessibleDescription() == table.words_at(1, 1)


class TestDesk:
    def test_a_theme_is_shown_at_once_and_kept(self, page: SystemPage, qtbot: QtBot) -> None:
        with qtbot.waitSignal(page.preference_chosen) as told:
            page.settings.themes["light"].click()
        assert told.args == ["theme", "light"]
        assert (theme.current().name, Preferences().theme) == ("light", "light")

    def test_sound_is_handed_to_the_window(self, page: SystemPage, qtbot: QtBot) -> None:
        with qtbot.waitSignal(page.preference_chosen) as told:
            page.settings.sound.click()
        assert told.args == ["sound", False]

    def test_about_names_version_and_licence_of_every_part(self, page: SystemPage, settled: Settled) -> None:
        on_tab(page, "about", settled)
        assert page.about.facts.texts()["数据性质"].startswith("样例站点")
        assert all(part.licence for part in PARTS)
        assert [part.package for part in PARTS if version_of(part.package) == "—"] == ["lucide"]


def test_without_a_site_rules_and_book_say_what_is_missing(
    signed_in: Desk, shown: Shown, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signed_in, "ground", None)
    page = shown(SystemPage(signed_in))
    on_tab(page, "rules", settled)
    assert page.rules.empty.isVisible()
    on_tab(page, "about", settled)
    assert "还没有导入站点" in page.about.facts.texts()["站点"]


@pytest.mark.parametrize("tab", ["journal", "accounts", "rules", "settings", "about"])
def test_every_control_has_a_name(page: SystemPage, settled: Settled, tab: str) -> None:
    on_tab(page, tab, settled)
    assert nameless(page) == []
