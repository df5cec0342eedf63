"""Colours, fonts and icons."""

from itertools import product
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo, QFontMetricsF, QImage, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app import fonts, theme
from app.widgets import icons

PRIORITIES = ("p1", "p2", "p3", "p4")
ROOMS = ("idle", "ready", "busy", "paused", "closed")

# (drawn, on what, least WCAG contrast): 4.5 for words, 3 for what is recognised by its form.
PAIRS = [
    *(
        (text, ground, 4.5)
        for text, ground in product(("text", "text_muted"), ("background", "panel", "raised", "nav", "status"))
    ),
    *(("text", ground, 4.5) for ground in ("hover", "pressed", "field")),
    *((f"{p}_text", ground, 4.5) for p, ground in product(PRIORITIES, ("background", "panel", "raised"))),
    *((f"{p}_digit", p, 4.5) for p in PRIORITIES),
    *((p, ground, 3.0) for p, ground in product(PRIORITIES, ("background", "panel", "raised"))),
    *((text, f"room_{room}", 4.5) for text, room in product(("text", "room_text"), ROOMS)),
    *((dot, f"room_{room}", 3.0) for dot, room in product(("person", "person_staff", "door"), ROOMS)),
    *((f"room_{room}_line", "wall_gap", 3.0) for room in ROOMS),
    ("text_muted", "room_passage", 4.5),
    ("text_muted", "field", 4.5),
    ("selection_text", "selection", 4.5),
    ("accent_text", "accent", 4.5),
    *(("accent", ground, 3.0) for ground in ("background", "panel", "raised", "nav")),
    *(("control_line", ground, 3.0) for ground in ("background", "panel", "field")),
    ("good", "status", 3.0),
]


@pytest.mark.parametrize("name", theme.NAMES)
@pytest.mark.parametrize(("drawn", "ground", "least"), PAIRS)
def test_what_is_drawn_has_enough_contrast(name: str, drawn: str, ground: str, least: float) -> None:
    colours = theme.tokens(name)
    assert theme.contrast(colours[drawn], colours[ground]) >= least


def test_contrast_follows_wcag() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_both_themes_have_the_same_tokens() -> None:
    assert theme.tokens("dark").keys() == theme.tokens("light").keys()


def test_priorities_have_the_agreed_colours() -> None:
    assert [theme.tokens("dark")[p] for p in PRIORITIES] == ["#e5484d", "#f08c1a", "#e8c23a", "#b07ae0"]
    assert [theme.tokens("light")[p] for p in PRIORITIES] == ["#c9252b", "#b85c00", "#806600", "#7b4bb3"]


@pytest.mark.parametrize("name", theme.NAMES)
def test_only_what_is_abnormal_is_saturated(name: str) -> None:
    quiet = (
        "background",
        "panel",
        "raised",
        "nav",
        "room_idle",
        "room_ready",
        "room_busy",
        "room_paused",
        "room_passage",
    )
    chroma = {token: _chroma(theme.tokens(name)[token]) for token in (*quiet, *PRIORITIES)}
    assert max(chroma[token] for token in quiet) < min(chroma[p] for p in PRIORITIES)


def _chroma(colour: str) -> int:
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return max(channels) - min(channels)


def test_apply_changes_the_whole_program_at_run_time(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    light = qapp.palette().color(QPalette.ColorRole.Window).name()
    theme.apply(qapp, "dark")
    assert light == theme.tokens("light")["background"]
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme.tokens("dark")["background"]


@pytest.mark.parametrize("name", theme.NAMES)
def test_style_sheet_names_no_unknown_token_and_no_colour_of_its_own(name: str) -> None:
    assert "@" not in theme.style_sheet(theme.Theme(name, theme.tokens(name)))
    assert "#" not in (theme.RESOURCES / "theme" / "desk.qss").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", theme.NAMES)
def test_arrows_of_the_style_sheet_have_colours_of_the_theme(name: str) -> None:
    colours = set(theme.tokens(name).values())
    drawings = list((theme.RESOURCES / "theme" / name).glob("*.svg"))
    assert drawings
    for drawing in drawings:
        assert any(f'stroke="{colour}"' in drawing.read_text(encoding="utf-8") for colour in colours)


def test_scale_enlarges_texts_within_limits(qapp: QApplication) -> None:
    assert theme.apply(qapp, "dark", scale=1.5).px("base") == 21
    assert theme.apply(qapp, "dark", scale=9.0).scale == 1.6
    assert theme.apply(qapp, "dark").px("base") == 14


# Fonts


def test_the_font_that_travels_with_the_program_has_chinese(qapp: QApplication) -> None:
    raw = QRawFont(str(fonts.sans_file()), 14)
    assert raw.isValid()
    assert all(raw.supportsCharacter(ord(sign)) for sign in "场控评标监督见证开标室巡查、。：（）")


def test_the_control_of_the_glyph_test_finds_a_missing_glyph(qapp: QApplication) -> None:
    raw = QRawFont(str(fonts.sans_file()), 14)
    assert not raw.supportsCharacter(0x1F600)


def test_widgets_are_written_in_the_loaded_font(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    assert QFontInfo(qapp.font()).family() == fonts.load()


def test_digits_have_one_width_so_that_clocks_do_not_jump(qapp: QApplication) -> None:
    metrics = QFontMetricsF(theme.font())
    assert len({round(metrics.horizontalAdvance(digit), 3) for digit in "0123456789"}) == 1


def test_a_font_that_cannot_be_read_is_said_in_both_languages(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_loaded", set())
    monkeypatch.setattr(fonts, "SANS_FILE", "__init__.py")
    with pytest.raises(fonts.FontMissing, match="字体无法读取 / cannot read font"):
        fonts.load()


# Icons

ICONS = sorted(path.stem for path in (theme.RESOURCES / "icons").glob("*.svg"))


def test_every_icon_is_drawn_and_takes_the_colour_of_the_theme(qapp: QApplication) -> None:
    for name in ICONS:
        source = (theme.RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        assert "currentColor" in source
        assert _inked(icons.picture(name, "text", 16).toImage()) > 8, name


def _inked(image: QImage) -> int:
    return sum(image.pixelColor(x, y).alpha() > 40 for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("name", theme.NAMES)
def test_icons_are_recoloured_by_the_theme(qapp: QApplication, name: str) -> None:
    theme.apply(qapp, name)
    image = icons.picture("minus", "p1", 48).toImage()
    wanted = theme.colour("p1")
    darkest = max((image.pixelColor(x, y) for x in range(48) for y in range(48)), key=lambda pixel: pixel.alpha())
    theme.apply(qapp, "dark")
    assert abs(darkest.red() - wanted.red()) + abs(darkest.green() - wanted.green()) < 8


def test_icons_are_sharp_on_dense_screens(qapp: QApplication) -> None:
    dense = icons.icon("bell").pixmap(QSize(20, 20), 2.0)
    assert (dense.width(), dense.devicePixelRatio()) == (40, 2.0)


def test_an_icon_is_made_once_per_theme(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    dark = icons.icon("bell")
    assert icons.icon("bell") is dark
    theme.apply(qapp, "light")
    light = icons.icon("bell")
    theme.apply(qapp, "dark")
    assert light is not dark


def test_icons_of_buttons_follow_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "dark")
    button = QPushButton()
    qtbot.addWidget(button)
    icons.put(button, "bell", "p1")
    theme.apply(qapp, "light")
    light = button.icon().cacheKey()
    theme.apply(qapp, "dark")
    assert light != button.icon().cacheKey()


def test_an_icon_that_is_not_there_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_the_licence_of_the_icons_lies_beside_them() -> None:
    assert "ISC License" in (theme.RESOURCES / "icons" / "LICENSE").read_text(encoding="utf-8")


def test_a_changed_tone_shows_at_once(qtbot: Any, qapp: QApplication) -> None:
    from app.widgets.labels import label, set_tone

    theme.apply(qapp, "dark")
    shown = label("x")
    qtbot.addWidget(shown)
    before = shown.grab().toImage()
    assert shown.grab().toImage() == before
    set_tone(shown, "abnormal")
    assert shown.grab().toImage() != before
