"""Icons: lucide drawings (ISC licence, `resources/icons/LICENSE`) in the colours of the current theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from app import theme

_SIDES = (
    16,
    20,
    24,
    32,
    48,
)  # device-independent sizes that the desk uses; each is drawn for itself, so none is blurred
_DENSITIES = (1.0, 2.0)
_NAME = "icon_name"
_TONE = "icon_tone"


def icon(name: str, tone: str = "text") -> QIcon:
    """The icon `resources/icons/NAME.svg` in the colour of a token of the current theme.

    Cached per name, colour and theme. Raises FileNotFoundError for a name that is not there.
    """
    return _icon(name, tone, theme.current().name)


@cache
def _icon(name: str, tone: str, theme_name: str) -> QIcon:
    colours = theme.tokens(theme_name)
    made = QIcon()
    for side in _SIDES:
        for density in _DENSITIES:
            made.addPixmap(_draw(name, colours[tone], side=side, density=density))
            made.addPixmap(_draw(name, colours["text_disabled"], side=side, density=density), QIcon.Mode.Disabled)
    return made


def picture(name: str, tone: str, side: int, density: float = 1.0) -> QPixmap:
    """An icon as a pixmap of `side` device-independent pixels, for painting by hand and for labels."""
    return _picture(name, theme.tokens(theme.current().name)[tone], side, density)


@cache
def _picture(name: str, colour: str, side: int, density: float) -> QPixmap:
    return _draw(name, colour, side=side, density=density)


@cache
def _source(name: str) -> str:
    return (theme.RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _draw(name: str, colour: str, *, side: int, density: float) -> QPixmap:
    drawn = QPixmap(round(side * density), round(side * density))
    drawn.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(density)
    return drawn


def put(owner: QAbstractButton | QAction, name: str, tone: str = "text") -> None:
    """Give a button or action of a widget an icon that follows the theme."""
    owner.setProperty(_NAME, name)
    owner.setProperty(_TONE, tone)
    owner.setIcon(icon(name, tone))


def refresh() -> None:
    """Draw the icons of all buttons and actions anew; happens by itself after a change of theme."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, QAbstractButton):
            _again(widget)
        for action in widget.actions():
            _again(action)


def _again(owner: QAbstractButton | QAction) -> None:
    name = owner.property(_NAME)
    if name:
        owner.setIcon(icon(name, owner.property(_TONE)))


theme.after_change(refresh)
