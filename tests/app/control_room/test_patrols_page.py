"""The patrols page on a real house: begin, visit, find, finish, make good, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.control_room.patrols import PatrolsPage
from app.desk import Desk
from app.dialogs.export_patrols import ExportPatrols
from app.dialogs.extra_round import ExtraRound
from app.dialogs.finding import FindingDialog
from app.dialogs.reason import ReasonDialog
from tests.app.dialogs.names import nameless
from tests.app.dialogs.site_life import asks, custody, sees, walk
from tests.house.conftest import SmallHouse
from venue.conduct.patrol_views import findings_of
from venue.core.work import Principal
from venue.journal import book
from venue.journal.verify import verify_export

Shown = Callable[..., QWidget]
Settled = Callable[[Desk], None]
MISSED = ("CP-E9", "CP-E10")


@pytest.fixture
def page(signed_in: Desk, house: SmallHouse, shown: Shown, settled: Settled) -> PatrolsPage:
    """08:20 of the sample day: round 1 may begin."""
    house.at("08:20")
    made = PatrolsPage(custody(signed_in, house))
    shown(made, 1188, 618)
    settled(signed_in)
    return made


def again(page: PatrolsPage, settled: Settled) -> None:
    page.refresh()
    settled(page.desk)


def begun(page: PatrolsPage, house: SmallHouse, settled: Settled) -> PatrolsPage:
    page.begin_button.click()
    settled(page.desk)
    again(page, settled)
    return page


def opened(kind: type) -> Any:
    """The dialog of a kind that is on the screen."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert len(found) == 1
    return found[0]


def fill(page: PatrolsPage, answer: int = 1) -> None:
    for field in page.card.fields:
        field.set_answer(answer if field.item.answer == "yes_no" else 23_500)


def test_the_day_shows_its_planned_rounds_with_their_windows(page: PatrolsPage) -> None:
    model = page.rounds.model()
    told = [(model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())]
    assert told[0] == ("第 1 轮 08:20", "08:00–08:40")
    assert len(told) == 4
    assert page.begin_button.isEnabled()


def test_a_round_that_is_not_due_cannot_be_begun(page: PatrolsPage) -> None:
    page.rounds.select("planned-4")
    assert not page.begin_button.isEnabled()


def test_a_visit_is_stored_and_the_next_checkpoint_is_chosen(
    page: PatrolsPage, house: SmallHouse, settled: Settled
) -> None:
    begun(page, house, settled)
    first = page.current_point().point.checkpoint
    fill(page)
    page.card.submit()
    settled(page.desk)
    again(page, settled)
    assert page.current_round().walked.visited == 1
    assert page.current_point().point.checkpoint != first
    assert [one.state for one in page.points.records()][:2] == ["visited", "open"]


def test_a_form_that_is_not_filled_in_is_refused_naming_the_line_and_keeps_what_was_answered(
    page: PatrolsPage, house: SmallHouse, settled: Settled
) -> None:
    begun(page, house, settled)
    page.card.fields[0].set_answer(1)
    page.card.submit()
    settled(page.desk)
    again(page, settled)
    assert page.card.fields[1].item.zh in page.card.refusal.text()
    assert page.card.fields[0].answer() == 1


def test_nothing_is_answered_beforehand(page: PatrolsPage, house: SmallHouse, settled: Settled) -> None:
    begun(page, house, settled)
    assert {field.answer() for field in page.card.fields} == {None}


def test_a_line_answered_with_no_asks_for_a_finding(page: PatrolsPage, house: SmallHouse, settled: Settled) -> None:
    begun(page, house, settled)
    checkpoint = page.current_point().point.checkpoint
    fill(page, 0)
    page.card.submit()
    settled(page.desk)
    dialog = opened(FindingDialog)
    assert dialog.where.currentData() == checkpoint
    dialog.reject()


def test_somebody_elses_round_can_be_read_but_not_filled_in(
    page: PatrolsPage, house: SmallHouse, settled: Settled
) -> None:
    begun(page, house, settled)
    assert page.card.fillable  # the control
    page.desk.sign_in("other", Principal("zhou", frozenset({"patroller"})))
    settled(page.desk)
    again(page, settled)
    assert not page.card.fillable
    assert not page.finish_button.isEnabled()


def test_ending_early_names_each_missed_checkpoint_and_needs_a_reason(
    page: PatrolsPage, house: SmallHouse, settled: Settled
) -> None:
    walk(house, page.desk, 1, leaving_out=MISSED, finish=False)
    again(page, settled)
    page.finish_button.click()
    dialog = opened(ReasonDialog)
    assert "评标九室、评标十室" in dialog.intro.text()
    dialog.accept_button.click()
    assert dialog.isVisible()  # no reason, no end
    dialog.reason.setText("正在评标")
    dialog.accept_button.click()
    settled(page.desk)
    again(page, settled)
    states = {one.point.checkpoint: one.state for one in page.points.records()}
    assert [code for code, state in states.items() if state == "missed"] == sorted(MISSED, reverse=True)


def test_the_plan_marks_missed_open_and_visited_checkpoints(
    page: PatrolsPage, house: SmallHouse, settled: Settled
) -> None:
    walk(house, page.desk, 1, leaving_out=MISSED)
    again(page, settled)
    page.points.select("CP-E9")
    marks = {one.point.checkpoint: one.state for one, _ in page.plan.marks_here()}
    assert (marks["CP-E9"], marks["CP-E8"]) == ("missed", "visited")


def test_a_click_on_a_mark_chooses_its_checkpoint(page: PatrolsPage) -> None:
    page.points.select("CP-E9")
    one, place = next((one, at) for one, at in page.plan.marks_here() if one.point.checkpoint == "CP-E7")
    page.plan.clicked(place)
    assert page.current_point().point.checkpoint == one.point.checkpoint


def test_an_extra_round_offers_what_was_missed_and_makes_it_good(
    page: PatrolsPage, house: SmallHouse, settled: Settled
) -> None:
    walk(house, page.desk, 1, leaving_out=MISSED)
    again(page, settled)
    page.extra_button.click()
    dialog = opened(ExtraRound)
    assert sorted(dialog.points.ticked()) == sorted(MISSED)
    dialog.reason.setText("补查")
    dialog.accept_button.click()
    settled(page.desk)
    again(page, settled)
    assert page.current_round().walked.points == ("CP-E9", "CP-E10")


class TestFindings:
    @pytest.fixture
    def picture(self, tmp_path: Path) -> Path:
        image = QImage(3000, 2000, QImage.Format.Format_RGB888)
        for x in range(0, 3000, 3):  # something that does not compress to nothing
            for y in range(0, 2000, 40):
                image.setPixelColor(x, y, QColor.fromHsv((x * y) % 360, 200, (x + y) % 256))
        image.save(str(tmp_path / "photo.png"))
        return tmp_path / "photo.png"

    def test_a_photo_is_scaled_and_its_digest_is_the_one_that_is_stored(
        self, page: PatrolsPage, house: SmallHouse, settled: Settled, picture: Path
    ) -> None:
        page.card.finding_button.click()
        dialog = opened(FindingDialog)
        dialog.photo.read(picture)
        settled(page.desk)
        dialog.words.setPlainText("投影仪遥控器缺失")
        digest = dialog.photo.photo.digest
        dialog.accept_button.click()
        settled(page.desk)
        found = sees(house, page.desk, findings_of)
        assert [one.photo for one in found] == [digest]

    def test_the_digest_and_the_photo_stand_beside_the_finding(
        self, page: PatrolsPage, house: SmallHouse, settled: Settled, picture: Path
    ) -> None:
        from app.dialogs.photos import photo_of

        photo = photo_of(picture)
        asks(house, page.desk, "patrols.find", words="积水", where="CP-E9", photo=photo.text)
        again(page, settled)
        page.focus(finding=1)
        settled(page.desk)
        assert photo.digest[:8] in page.findings.card.photo._words.text()
        assert not page.findings.card.photo._picture.pixmap().isNull()

    def test_nobody_inspects_his_own_fix(self, page: PatrolsPage, house: SmallHouse, settled: Settled) -> None:
        asks(house, page.desk, "patrols.find", words="漏水", where="CP-E9")
        asks(house, page.desk, "patrols.fix", number=1, words="已修")
        again(page, settled)
        page.focus(finding=1)
        card = page.findings.card
        assert card.inspect_button.isVisible()
        assert not card.inspect_button.isEnabled()
        page.desk.sign_in("other", Principal("zhou", frozenset({"patroller"})))
        settled(page.desk)
        again(page, settled)
        page.focus(finding=1)
        assert card.inspect_button.isEnabled()


class TestExport:
    def test_the_result_names_file_and_signature_and_the_book_knows_of_it(
        self, page: PatrolsPage, house: SmallHouse, settled: Settled, tmp_path: Path
    ) -> None:
        walk(house, page.desk, 1)
        dialog = exported(page, settled, tmp_path / "out", "csv")
        files = dialog.written
        assert files.file.name in dialog.result.text()
        assert files.signature.name in dialog.result.text()
        assert verify_export(files.file, public_keys=[house.keys.public_key()]).ok
        told = sees(house, page.desk, book.lines, wanted=book.Wanted(act="export.written"))
        assert files.entry.digest in told[0].payload

    def test_a_folder_that_is_none_is_told_in_words_and_nothing_is_entered(
        self, page: PatrolsPage, house: SmallHouse, settled: Settled, tmp_path: Path
    ) -> None:
        (tmp_path / "out").write_text("a file")
        dialog = exported(page, settled, tmp_path / "out", "jsonl")
        assert "不是文件夹" in dialog.refusal.text()
        assert sees(house, page.desk, book.lines, wanted=book.Wanted(act="export.written")) == []

    def test_a_desk_without_keys_says_where_to_export(
        self, page: PatrolsPage, settled: Settled, tmp_path: Path
    ) -> None:
        page.desk.fittings.custody = None
        dialog = exported(page, settled, tmp_path, "csv")
        assert "运行引擎的机器" in dialog.refusal.text()


def exported(page: PatrolsPage, settled: Settled, folder: Path, form: str) -> ExportPatrols:
    dialog = ExportPatrols(page.desk, page, folder=folder)
    dialog.show()
    dialog.form.setCurrentIndex(dialog.form.findData(form))
    dialog.accept_button.click()
    for _ in range(3):
        settled(page.desk)
    return dialog


class TestNothingYet:
    def test_without_a_site_the_page_says_what_to_do_next(
        self, signed_in: Desk, shown: Shown, settled: Settled, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(signed_in, "ground", None)
        page = shown(PatrolsPage(signed_in))
        settled(signed_in)
        assert "site import" in page._empty.accessibleDescription()

    def test_without_a_plan_of_today_the_page_says_when_there_will_be_one(
        self, signed_in: Desk, shown: Shown, settled: Settled
    ) -> None:
        page = shown(PatrolsPage(signed_in))  # nobody has ticked yet
        settled(signed_in)
        assert page._empty.accessibleName() == "今天还没有巡查计划"

    def test_an_empty_day_leads_back_to_today(self, page: PatrolsPage, settled: Settled) -> None:
        page.show_day("2026-11-20")
        settled(page.desk)
        assert "2026-11-20" in page._empty.accessibleName()
        assert page.back()
        settled(page.desk)
        assert not page.is_empty


def test_every_control_of_the_page_has_a_name(page: PatrolsPage, house: SmallHouse, settled: Settled) -> None:
    begun(page, house, settled)
    assert nameless(page) == []


def test_dialogs_close_when_whoever_opened_them_signs_out(page: PatrolsPage, qtbot: QtBot) -> None:
    page.extra_button.click()
    dialog: QDialog = opened(ExtraRound)
    page.desk.sign_out()
    assert not dialog.isVisible()
