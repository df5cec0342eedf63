"""The print dialog: what will stand on the paper is shown before it is written, and nothing blind gets on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.dialogs.form import Form
from app.dialogs.print_board import PrintBoard
from tests.app.dialogs.names import nameless
from tests.house.conftest import DAY, SmallHouse, project

Settled = Callable[[Desk], None]
Opened = Callable[..., Any]


@pytest.fixture
def opened(qtbot: QtBot, house: SmallHouse, signed_in: Desk, settled: Settled, tmp_path: Path) -> Iterator[Opened]:
    made: list[Form] = []
    with house.writing() as work:
        project(work, "G01", room="E1")

    def show(day: str = DAY) -> Any:
        dialog = PrintBoard(signed_in, day, folder=tmp_path / "out")
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        settled(signed_in)
        made.append(dialog)
        return dialog

    yield show
    for dialog in made:
        dialog.done(0)
    settled(signed_in)


def choose(dialog: PrintBoard, settled: Settled, **chosen: str) -> None:
    for name, code in chosen.items():
        box = getattr(dialog, name)
        box.setCurrentIndex(box.findData(code))
    settled(dialog.desk)


def write(dialog: PrintBoard, settled: Settled) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    for _ in range(2):
        settled(dialog.desk)


def words(file: Path) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(file.read_bytes())).pages).replace(" ", "")


def test_the_public_board_shows_openings_and_never_who_evaluates(opened: Opened, settled: Settled) -> None:
    dialog = opened()
    assert [(one.room, one.purpose) for one in dialog.lines.records()] == [("K1", "opening")]
    assert dialog.found.text() == "共 1 场，1 间。"
    choose(dialog, settled, audience="staff")  # the control: there is an evaluation to be shown
    assert [(one.room, one.purpose) for one in dialog.lines.records()] == [("K1", "opening"), ("E1", "evaluation")]
    assert nameless(dialog) == []


def test_enter_writes_the_board_says_where_it_lies_and_opens_nothing(
    opened: Opened, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone_to: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", gone_to.append)
    dialog = opened()
    write(dialog, settled)
    assert dialog.written == tmp_path / "out" / f"board-{DAY}-public-zh.pdf"
    assert str(dialog.written) in dialog.result.text()
    assert "样例数据" in words(dialog.written)
    assert "评标一室" not in words(dialog.written)
    assert gone_to == []


def test_door_signs_are_a_sheet_a_room_in_the_language_that_was_chosen(opened: Opened, settled: Settled) -> None:
    dialog = opened()
    choose(dialog, settled, form="signs", audience="staff", language="en")
    write(dialog, settled)
    assert dialog.written.name == f"signs-{DAY}-staff-en.pdf"
    assert len(pypdf.PdfReader(BytesIO(dialog.written.read_bytes())).pages) == 2
    assert "Evaluation1" in words(dialog.written)


def test_a_day_without_meetings_has_a_board_but_no_signs(opened: Opened, settled: Settled) -> None:
    dialog = opened()
    dialog.day.setDate(QDate(2026, 12, 24))
    settled(dialog.desk)
    assert dialog.found.text() == "这一天没有可印的场次。"
    choose(dialog, settled, form="signs")
    write(dialog, settled)
    assert dialog.refusal.text() == "这一天没有场次，没有门牌可印。"
    choose(dialog, settled, form="board")
    write(dialog, settled)
    assert "今日无场次安排" in words(dialog.written)


def test_what_the_disk_refuses_stands_in_the_dialog_and_no_half_file_is_left(
    opened: Opened, settled: Settled, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("")
    dialog = opened()
    dialog.file.setText(str(tmp_path / "taken" / "board.pdf"))
    write(dialog, settled)
    assert "taken" in dialog.refusal.text()
    assert dialog.written is None
    assert list(tmp_path.glob("*.part")) == []


def test_the_file_follows_what_is_chosen_in_the_folder_that_was_chosen(opened: Opened, settled: Settled) -> None:
    dialog = opened()
    before = Path(dialog.file.text())
    choose(dialog, settled, form="signs", audience="staff")
    after = Path(dialog.file.text())
    assert (after.parent, after.name) == (before.parent, f"signs-{DAY}-staff-zh.pdf")
