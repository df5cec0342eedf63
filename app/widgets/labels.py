"""Small labels in the tones of the theme."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def label(text: str = "", tone: str = "plain", parent: QWidget | None = None) -> QLabel:
    """A label in a tone: "plain", "muted", "small", "title", "heading", "abnormal" or "key". Shows text, never markup."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("tone", tone)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Change the tone of a label or button that is on the screen."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        # Qt looks at the tone again when a sheet of its own comes and goes; widget.style() is not safe to ask for (theme.py)
        widget.setStyleSheet("*{}")
        widget.setStyleSheet("")
