"""How this desk looks: theme, language, size of text, changed while it runs and kept for the next time."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app import application, theme
from app.application import Preferences
from app.desk import Desk


class Looks:
    """The three changes that a person may make from keys and palette."""

    def __init__(self, desk: Desk, preferences: Preferences) -> None:
        self._desk, self._preferences = desk, preferences

    def other_theme(self) -> None:
        """Dark becomes light and back."""
        other = "light" if theme.current().name == "dark" else "dark"
        self._preferences.theme = other
        theme.apply(QApplication.instance(), other, scale=theme.current().scale)

    def other_language(self) -> None:
        """中文 becomes English and back."""
        self._desk.language = "en" if self._desk.language == "zh" else "zh"
        self._preferences.language = self._desk.language
        application.use_language(self._desk.language)

    def scale(self, step: float) -> None:
        """Larger or smaller text."""
        self._preferences.scale = theme.current().scale + step
        theme.apply(QApplication.instance(), theme.current().name, scale=self._preferences.scale)
