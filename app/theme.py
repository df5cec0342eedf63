"""The look of the control room: tokens, palette and style sheet for the dark and the light theme.

Every colour has one home, `resources/theme/tokens.toml`. Widgets painted by hand ask `colour("panel")` while they
paint, so a change of theme at run time needs nothing but a repaint. Qt's own colour scheme is not used: it has no
effect on xcb and offscreen.
"""

import string
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from app import fonts

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
NAMES = ("dark", "light")

# Sizes in device-independent pixels at scale 1.0; the operator's preference multiplies them.
SIZES = {"tiny": 11, "small": 12, "base": 14, "title": 16, "heading": 19, "figure": 25}


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme as the whole program sees it: name, colours by token ("#rrggbb"), text scale (1.0 = 14 px)."""

    name: str
    colours: dict[str, str] = field(repr=False)
    scale: float = 1.0

    def px(self, size: str) -> int:
        """Text size in pixels for "tiny", "small", "base", "title", "heading" or "figure"."""
        return max(9, round(SIZES[size] * self.scale))

    @property
    def key(self) -> tuple[str, float]:
        """What a cached picture depends on."""
        return (self.name, self.scale)


@cache
def tokens(name: str) -> dict[str, str]:
    """Colours of a theme by token; `name` is "dark" or "light" (KeyError otherwise)."""
    with (RESOURCES / "theme" / "tokens.toml").open("rb") as file:
        return dict(tomllib.load(file)[name])


class _Active:
    """The theme that is on the screen; QApplication's palette has one owner too."""

    theme = Theme("dark", tokens("dark"))
    after: list[Callable[[], None]] = []
    fusion = False


def current() -> Theme:
    """The theme that is on the screen now."""
    return _Active.theme


def colour(token: str) -> QColor:
    """Colour of a token in the current theme. The object is shared: copy it before changing it."""
    return _colour(_Active.theme.name, token)


@cache
def _colour(name: str, token: str) -> QColor:
    return QColor(tokens(name)[token])


def font(size: str = "base", *, bold: bool = False) -> QFont:
    """Font of the program in one of the named sizes. Digits of Noto Sans SC have one width, so clocks do not jump."""
    return _font(fonts.load(), _Active.theme.px(size), bold)


@cache
def _font(family: str, pixels: int, bold: bool) -> QFont:
    made = QFont(family)
    made.setPixelSize(pixels)
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


def apply(app: QApplication, name: str, *, scale: float = 1.0) -> Theme:
    """Show the whole program in a theme, at start or at run time; returns it.

    `scale` enlarges all texts (0.85 to 1.6) for operators who need it.
    """
    _Active.theme = Theme(name, tokens(name), min(1.6, max(0.85, scale)))
    if not _Active.fusion:
        # asked of ourselves, not of app.style(): PySide may give a style that lives where a layout item lived as that item
        app.setStyle(QStyleFactory.create("Fusion"))
        _Active.fusion = True
    app.setFont(font())
    app.setPalette(palette(name))
    app.setStyleSheet(style_sheet(_Active.theme))
    for act in _Active.after:
        act()
    return _Active.theme


def after_change(act: Callable[[], None]) -> None:
    """Have something done after each change of theme that Qt does not do itself, such as drawing icons anew."""
    _Active.after.append(act)


_ROLES = {
    QPalette.ColorRole.Window: "background",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "panel",
    QPalette.ColorRole.AlternateBase: "raised",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "p1_text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "text_muted",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "selection_text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Light: "hover",
    QPalette.ColorRole.Midlight: "raised",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line",
    QPalette.ColorRole.Shadow: "shade",
}
_TEXT_ROLES = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def palette(name: str) -> QPalette:
    """Qt's palette for a theme."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, _colour(name, token))
    for role in _TEXT_ROLES:
        made.setColor(QPalette.ColorGroup.Disabled, role, _colour(name, "text_disabled"))
    return made


class _Sheet(string.Template):
    delimiter = "@"


def style_sheet(theme: Theme) -> str:
    """The style sheet `resources/theme/desk.qss` with the tokens of a theme put in."""
    folder = RESOURCES / "theme"
    sizes = {f"size_{size}": f"{theme.px(size)}px" for size in SIZES}
    text = (folder / "desk.qss").read_text(encoding="utf-8")
    return _Sheet(text).substitute(theme.colours, **sizes, art=(folder / theme.name).as_posix())


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio, 1.0 to 21.0, of two colours given as "#rrggbb"."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour_text: str) -> float:
    channels = (int(colour_text[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
