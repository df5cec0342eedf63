"""Pictures of every page and dialog: all there, none empty, the desk left as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app import application, screenshots, theme
from app.control_room.window_pages import PAGES
from app.desk import Desk
from tests.app.control_room.busy_day import BusyDay
from venue.core.acts import Refused
from venue.people.accounts import SampleAccount

DIALOGS = {"palette", "keys", "password", "legend", "guide", "shelve", "reveal", "phase", "refused", "close", "export"}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """One theme, one size, no patience."""
    monkeypatch.setattr(screenshots, "THEMES", ("light",))
    monkeypatch.setattr(screenshots, "SIZES", ((1100, 700),))
    monkeypatch.setattr(screenshots, "QUIET_MS", 30)


def colours(picture: QImage) -> int:
    step = 7
    return len({picture.pixel(x, y) for x in range(0, picture.width(), step) for y in range(0, picture.height(), step)})


@pytest.mark.usefixtures("quick")
def test_every_page_and_dialog_is_taken_and_shows_something(
    tmp_path: Path, busy: BusyDay, desk: Desk, account: SampleAccount
) -> None:
    told: list[str] = []
    taken = screenshots.take(desk, tmp_path, account=account.account, password=account.password, say=told.append)
    names = {file.name for file in taken}
    assert {f"{entry.key}-light-1100x700.png" for entry in PAGES} <= names
    assert {f"dialog-{name}-light.png" for name in DIALOGS} <= names
    assert [file.name for file in taken if colours(QImage(str(file))) < 6] == []
    assert (told, theme.current().name) == ([str(file) for file in taken], "dark")
    assert (application.language_in_use(), desk.viewer.account) == ("zh", "")


@pytest.mark.usefixtures("quick")
def test_a_wrong_password_is_an_error_not_a_set_of_pictures_of_the_sign_in(tmp_path: Path, desk: Desk) -> None:
    with pytest.raises(Refused):
        screenshots.take(desk, tmp_path, account="zongkong", password="wrong", say=lambda words: None)
