"""The dialogs: what they ask, what Enter and Esc do, what they say when the engine refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.desk import Desk
from app.dialogs.accounts import OpenAccount, ResetPassword
from app.dialogs.alarm_guide import AlarmGuide
from app.dialogs.confirm_close import ConfirmClose, ask_about_engine
from app.dialogs.export_patrols import ExportPatrols
from app.dialogs.extra_round import ExtraRound
from app.dialogs.finding import FindingDialog, Spot
from app.dialogs.form import Form
from app.dialogs.guides import guides
from app.dialogs.phase_advance import PhaseAdvance, phases_after
from app.dialogs.photos import photo_of
from app.dialogs.reason import Question, ReasonDialog
from app.dialogs.refused import RefusedDialog
from app.dialogs.reveal_person import RevealPerson
from app.dialogs.shelve_alarm import LENGTHS, ShelveAlarm
from tests.app.dialogs.names import nameless
from tests.app.dialogs.site_life import asks, sees
from tests.house.conftest import SmallHouse, person, project
from venue.conduct.findings import LARGEST_PHOTO
from venue.core.acts import Refused
from venue.journal import book
from venue.monitoring.alarms import PRIORITIES, Alarm, open_alarms, raise_alarm
from venue.people.accounts import register_of_accounts
from venue.projects import projects
from venue.rules.rule_book import load_rules

Settled = Callable[[Desk], None]
RESOURCES = Path(__file__).resolve().parents[3] / "resources"


@pytest.fixture
def alarm(signed_in: Desk, house: SmallHouse) -> Alarm:
    with house.writing() as work:
        raise_alarm(work, "agency_inside", subject="P-3", room="E3")
    return sees(house, signed_in, open_alarms, now=house.clock.now())[0]


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[[Form], Any]:
    def show(dialog: Form) -> Any:
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        return dialog

    return show


Opened = Callable[[Form], Any]


class TestGuides:
    def kinds(self) -> set[str]:
        library = load_rules(RESOURCES / "rules")
        named = {message.alarm for rule in library.rules for message in rule.messages.values() if message.alarm}
        return named | set(PRIORITIES)

    def test_every_kind_of_alarm_has_a_guide(self) -> None:
        assert self.kinds() - set(guides()) == set()

    def test_every_guide_says_in_both_languages_what_it_means_and_what_to_do(self) -> None:
        for guide in guides().values():
            assert all(guide.means[language] for language in ("zh", "en"))
            assert len(guide.steps["zh"]) == len(guide.steps["en"]) >= 2

    def test_every_rule_that_a_guide_names_is_in_the_book(self, desk: Desk) -> None:
        known = desk.ground.book(desk.now()).rules
        assert {guide.rule for guide in guides().values() if guide.rule} <= set(known)

    def test_the_guide_shows_what_happened_the_steps_and_the_quoted_clause(
        self, signed_in: Desk, alarm: Alarm, opened: Opened
    ) -> None:
        dialog = opened(AlarmGuide(signed_in, alarm))
        spoken = dialog.accessibleDescription()
        assert "评标期间代理机构人员仍在评标区" in spoken
        assert guides()["agency_inside"].steps["zh"][0] in spoken
        shown = " ".join(label.text() for label in dialog.findChildren(type(dialog._facts)))
        assert "第（八）条“评标评审期间代理机构人员退出”" in shown
        assert "评标三室" in shown

    def test_a_kind_without_a_guide_says_so(self, signed_in: Desk, house: SmallHouse, opened: Opened) -> None:
        with house.writing() as work:
            raise_alarm(work, "brand_new", room="E3")
        new = next(one for one in sees(house, signed_in, open_alarms, now=0) if one.kind == "brand_new")
        dialog = opened(AlarmGuide(signed_in, new))
        shown = " ".join(label.text() for label in dialog.findChildren(type(dialog._facts)))
        assert "还没有处置指南" in shown


class TestShelving:
    def test_without_a_reason_nothing_is_asked(
        self, signed_in: Desk, alarm: Alarm, opened: Opened, requests: Any, qtbot: QtBot
    ) -> None:
        dialog = opened(ShelveAlarm(signed_in, alarm))
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.refusal.text() == "搁置报警必须填写原因。"
        assert [act for act, _ in requests.asked if act == "alarms.shelve"] == []

    def test_enter_shelves_until_the_chosen_end(
        self, signed_in: Desk, requests: Any, alarm: Alarm, opened: Opened, settled: Settled
    ) -> None:
        dialog, house = opened(ShelveAlarm(signed_in, alarm)), requests.house
        dialog.reason.setText("等待配件")
        QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
        settled(signed_in)
        assert not dialog.isVisible()
        assert sees(house, signed_in, open_alarms, now=house.clock.now()) == ()

    def test_the_longest_choice_is_within_the_limit(
        self, signed_in: Desk, alarm: Alarm, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(ShelveAlarm(signed_in, alarm))
        dialog.until.setCurrentIndex(len(LENGTHS) - 1)
        dialog.reason.setText("检修")
        dialog.accept_button.click()
        settled(signed_in)
        assert not dialog.isVisible()

    def test_escape_leaves_everything_as_it_was(
        self, signed_in: Desk, alarm: Alarm, opened: Opened, requests: Any, qtbot: QtBot
    ) -> None:
        dialog = opened(ShelveAlarm(signed_in, alarm))
        dialog.reason.setText("不必了")
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
        assert [act for act, _ in requests.asked if act == "alarms.shelve"] == []

    def test_an_engine_that_does_not_answer_leaves_the_dialog_open_with_its_words(
        self, signed_in: Desk, alarm: Alarm, opened: Opened, requests: Any, settled: Settled
    ) -> None:
        dialog = opened(ShelveAlarm(signed_in, alarm))
        requests.silent = True
        dialog.reason.setText("等待配件")
        dialog.accept_button.click()
        settled(signed_in)
        assert "引擎没有回答" in dialog.refusal.text()
        assert dialog.reason.text() == "等待配件"


class TestRevealing:
    @pytest.fixture
    def subject(self, house: SmallHouse) -> str:
        with house.writing() as work:
            return person(work, "欧阳见", "visitor")

    def test_a_name_is_shown_for_a_reason_and_the_book_knows_of_it(
        self, signed_in: Desk, house: SmallHouse, subject: str, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(RevealPerson(signed_in, subject))
        dialog.reason.setText("核对来访登记")
        dialog.accept_button.click()
        settled(signed_in)
        assert dialog.value.text() == "欧阳见"
        told = sees(house, signed_in, book.lines, wanted=book.Wanted(subject=subject), limit=1)[0]
        assert "核对来访登记" in told.payload

    def test_it_is_gone_after_a_while_and_when_the_dialog_closes(
        self, signed_in: Desk, subject: str, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(RevealPerson(signed_in, subject))
        dialog.reason.setText("核对")
        for end in (dialog._hide.timeout.emit, dialog.reject):
            dialog.submit()
            settled(signed_in)
            assert dialog.value.text()  # the control
            end()
            assert dialog.value.text() == ""

    def test_no_reason_reveals_nothing(self, signed_in: Desk, subject: str, opened: Opened, requests: Any) -> None:
        dialog = opened(RevealPerson(signed_in, subject))
        dialog.accept_button.click()
        assert dialog.refusal.isVisible()
        assert [act for act, _ in requests.asked if act == "people.reveal"] == []


class TestPhases:
    @pytest.fixture
    def known(self, signed_in: Desk, house: SmallHouse) -> projects.Project:
        with house.writing() as work:
            project(work, "G-0412", room="E3")
        return sees(house, signed_in, projects.project, code="G-0412")

    def test_only_phases_that_may_follow_are_offered(self, known: projects.Project) -> None:
        assert phases_after(known) == ("scheduled", "postponed", "aborted")

    def test_an_advance_is_made_with_its_reason(
        self, signed_in: Desk, house: SmallHouse, known: projects.Project, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(PhaseAdvance(signed_in, known))
        dialog.reason.setText("窗口受理")
        dialog.accept_button.click()
        settled(signed_in)
        assert sees(house, signed_in, projects.project, code="G-0412").phase == "scheduled"

    def test_what_the_gate_refuses_stands_in_the_dialog(
        self, signed_in: Desk, known: projects.Project, opened: Opened, settled: Settled, house: SmallHouse
    ) -> None:
        dialog = opened(PhaseAdvance(signed_in, known))
        asks(house, signed_in, "projects.advance", project="G-0412", to="scheduled", reason="别人先做了")
        dialog.reason.setText("窗口受理")
        dialog.accept_button.click()
        settled(signed_in)
        assert dialog.isVisible()
        assert dialog.refusal.text()


class TestClosing:
    def told(self, dialog: ConfirmClose) -> list[str]:
        heard: list[str] = []
        dialog.chosen.connect(heard.append)
        return heard

    def test_enter_closes_the_window_and_lets_the_engine_go_on(self, desk: Desk, opened: Opened, qtbot: QtBot) -> None:
        dialog = opened(ConfirmClose(desk))
        heard = self.told(dialog)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert heard == ["window"]

    def test_stopping_the_engine_is_a_choice_of_its_own(self, desk: Desk, opened: Opened) -> None:
        dialog = opened(ConfirmClose(desk))
        heard = self.told(dialog)
        dialog.stop_button.click()
        assert heard == ["engine"]

    def test_escape_stays(self, desk: Desk, opened: Opened, qtbot: QtBot) -> None:
        dialog = opened(ConfirmClose(desk))
        heard = self.told(dialog)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert heard == []

    @pytest.mark.parametrize(
        ("press", "answer"), [("accept_button", "leave"), ("stop_button", "stop"), ("cancel_button", "stay")]
    )
    def test_the_window_is_told_what_to_do(self, desk: Desk, qtbot: QtBot, press: str, answer: str) -> None:
        window = QWidget()
        qtbot.addWidget(window)
        window.desk = desk

        def choose() -> None:
            getattr(window.findChild(ConfirmClose), press).click()

        QTimer.singleShot(0, window, choose)
        assert ask_about_engine(window) == answer


class TestRefusals:
    def test_a_refusal_is_told_as_a_sentence_with_what_to_do(self, desk: Desk, opened: Opened) -> None:
        dialog = opened(RefusedDialog(desk, Refused("engine.not_stored")))
        assert "数据库无法写入" in dialog.accessibleDescription()
        assert "数据库恢复后请重新操作" in dialog.accessibleDescription()

    def test_silence_is_not_told_as_a_no(self, desk: Desk, opened: Opened) -> None:
        dialog = opened(RefusedDialog(desk, TimeoutError()))
        assert "不能确定" in dialog.accessibleDescription()

    def test_words_of_a_refusal_are_never_read_as_markup(self, desk: Desk, opened: Opened) -> None:
        dialog = opened(RefusedDialog(desk, Refused("act.unknown", act="<b>x</b>")))
        assert dialog._sentence.textFormat() == Qt.TextFormat.PlainText
        assert "<b>x</b>" in dialog._sentence.text()


class TestAccounts:
    def filled(self, desk: Desk, opened: Opened, *, again: str = "Lingshi-2026-xx") -> OpenAccount:
        dialog = opened(OpenAccount(desk, ()))
        dialog.account.setText("zhang")
        dialog.name.setText("张某")
        dialog.roles.item(3).setCheckState(Qt.CheckState.Checked)
        dialog.password.setText("Lingshi-2026-xx")
        dialog.again.setText(again)
        dialog.accept_button.click()
        return dialog

    def test_a_new_owner_is_registered_and_gets_the_account(
        self, signed_in: Desk, house: SmallHouse, opened: Opened, settled: Settled
    ) -> None:
        dialog = self.filled(signed_in, opened)
        for _ in range(2):
            settled(signed_in)
        lines = {line.account: line for line in sees(house, signed_in, register_of_accounts)}
        assert lines["zhang"].roles == ("patroller",)
        assert not dialog.isVisible()
        assert dialog.password.text() == ""

    def test_two_different_passwords_are_not_sent(self, signed_in: Desk, opened: Opened, requests: Any) -> None:
        dialog = self.filled(signed_in, opened, again="Lingshi-2026-xy")
        assert "不一致" in dialog.refusal.text()
        assert requests.asked == []


class TestPhotos:
    def test_a_large_picture_is_made_small_enough_to_travel(self, tmp_path: Path, qtbot: QtBot) -> None:
        image = QImage(4000, 3000, QImage.Format.Format_RGB888)
        bits = image.bits()
        bits[:] = bytes((i * 2654435761 >> 13) & 0xFF for i in range(4096)) * (len(bits) // 4096) + b"\0" * (
            len(bits) % 4096
        )
        image.save(str(tmp_path / "noise.bmp"))
        photo = photo_of(tmp_path / "noise.bmp")
        assert len(photo.picture) <= LARGEST_PHOTO
        assert photo.picture.startswith(b"\xff\xd8\xff")

    def test_a_small_jpeg_goes_byte_for_byte(self, tmp_path: Path, qtbot: QtBot) -> None:
        image = QImage(60, 40, QImage.Format.Format_RGB888)
        image.fill(Qt.GlobalColor.gray)
        image.save(str(tmp_path / "small.jpg"))
        assert photo_of(tmp_path / "small.jpg").picture == (tmp_path / "small.jpg").read_bytes()

    @pytest.mark.qt_log_ignore("Unsupported marker type", extend=True)  # what Qt says of a broken JPEG
    @pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8\xffbroken"])
    def test_what_is_no_picture_is_refused(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "x.jpg").write_bytes(content)
        with pytest.raises(Refused) as no:
            photo_of(tmp_path / "x.jpg")
        assert no.value.code == "finding.photo_unreadable"

    def test_a_file_that_is_gone_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(Refused):
            photo_of(tmp_path / "gone.jpg")


def question() -> Question:
    return Question("加巡", "为什么？", "开始")


def every_dialog(desk: Desk, alarm: Alarm, lines: Any, known: projects.Project) -> list[Form]:
    spots = [Spot("CP-E9", "评标九室（CP-E9）")]
    return [
        AlarmGuide(desk, alarm),
        ShelveAlarm(desk, alarm),
        RevealPerson(desk, "P-3"),
        PhaseAdvance(desk, known),
        ConfirmClose(desk),
        RefusedDialog(desk, Refused("engine.not_stored")),
        FindingDialog(desk, spots),
        ExtraRound(desk, spots, missed=("CP-E9",)),
        ExportPatrols(desk),
        ReasonDialog(desk, question, act="patrols.finish"),
        OpenAccount(desk, ()),
        ResetPassword(desk, lines[0]),
    ]


def test_every_dialog_has_names_a_title_and_can_be_walked_with_the_tab_key(
    signed_in: Desk, house: SmallHouse, alarm: Alarm, opened: Opened
) -> None:
    with house.writing() as work:
        project(work, "G-0412", room="E3")
    known = sees(house, signed_in, projects.project, code="G-0412")
    lines = sees(house, signed_in, register_of_accounts)
    for dialog in every_dialog(signed_in, alarm, lines, known):
        opened(dialog)
        assert dialog.windowTitle()
        assert nameless(dialog) == []
        assert unreachable(dialog) == []
        dialog.close()


def unreachable(dialog: QWidget) -> list[str]:
    """Visible buttons that the tab key does not come to."""
    return [
        one.accessibleName()
        for one in dialog.findChildren(QAbstractButton)
        if one.isVisible() and one.isEnabled() and not one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not one.objectName().startswith("qt_")
    ]  # fmt: skip


def test_a_dialog_follows_the_theme_while_it_is_open(signed_in: Desk, alarm: Alarm, opened: Opened, qapp: Any) -> None:
    dialog = opened(AlarmGuide(signed_in, alarm))
    before = dialog._mark.pixmap().toImage()
    theme.apply(qapp, "light")
    assert dialog._mark.pixmap().toImage() != before


def test_an_answer_for_a_dialog_that_is_gone_hurts_nobody_and_is_stored(
    signed_in: Desk, requests: Any, alarm: Alarm, settled: Settled, qtbot: QtBot
) -> None:
    from shiboken6 import delete

    dialog = ShelveAlarm(signed_in, alarm)
    dialog.open()
    dialog.reason.setText("等待配件")
    dialog.accept_button.click()
    delete(dialog)
    settled(signed_in)
    assert sees(requests.house, signed_in, open_alarms, now=requests.house.clock.now()) == ()
