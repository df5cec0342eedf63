"""Settings of this desk: theme, size of the texts, language, sound. They are of this workstation, never of the site."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app import application, theme
from app.application import LEAST_SCALE, MOST_SCALE, Preferences
from app.desk import Desk
from app.widgets.labels import label
from app.widgets.panel import Panel
from app.widgets.restyled import Restyled

STEP = 5  # per cent


class SettingsView(Restyled, QWidget):
    """Each choice holds at once and is kept; `chosen(key, value)` tells "theme", "scale" (float), "language" or "sound" (bool)."""

    chosen = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept = Preferences()
        self.themes = {name: QRadioButton() for name in theme.NAMES}
        self.languages = {code: QRadioButton() for code in application.LANGUAGES}
        self.sound = QCheckBox()
        self.scale = QSlider(Qt.Orientation.Horizontal)
        self.scale.setRange(round(LEAST_SCALE * 100 / STEP), round(MOST_SCALE * 100 / STEP))
        self.scale.setFixedWidth(240)
        self._percent = label("", "muted")
        self._names = [label("", "plain") for _ in range(4)]
        self._notes = label("", "small")
        self._notes.setWordWrap(True)
        self._card = Panel()
        self._groups = [QButtonGroup(self) for _ in range(2)]
        self._lay_out()
        self._fill()
        self._connect()
        self.settle()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(1, 1)
        rows = (
            _row(*self.themes.values()),
            _row(self.scale, self._percent),
            _row(*self.languages.values()),
            _row(self.sound),
        )
        for number, (name, row) in enumerate(zip(self._names, rows, strict=True)):
            grid.addWidget(name, number, 0)
            grid.addWidget(row, number, 1)
        for group, choices in zip(self._groups, (self.themes, self.languages), strict=True):
            for one in choices.values():
                group.addButton(one)
        holder = QWidget()
        holder.setLayout(grid)
        grid.setContentsMargins(4, 6, 4, 6)
        self._card.add(holder)
        self._card.add(self._notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addStretch(1)

    def _fill(self) -> None:
        self.themes[theme.current().name].setChecked(True)
        self.languages[self._desk.language].setChecked(True)
        self.sound.setChecked(self._kept.sound)
        self.scale.setValue(round(theme.current().scale * 100 / STEP))
        self._percent.setText(f"{self.scale.value() * STEP}%")

    def _connect(self) -> None:
        for name, one in self.themes.items():
            one.toggled.connect(lambda on, wanted=name: self._choose_theme(wanted) if on else None)
        for code, one in self.languages.items():
            one.toggled.connect(lambda on, wanted=code: self._choose_language(wanted) if on else None)
        self.sound.toggled.connect(self._choose_sound)
        self.scale.valueChanged.connect(self._choose_scale)

    def retranslate(self) -> None:
        """All words."""
        self._card.set_title(self.tr("本席位设置"))
        names = (self.tr("画面"), self.tr("文字大小"), self.tr("语言"), self.tr("声音"))
        for owner, words in zip(self._names, names, strict=True):
            owner.setText(words)
        labelled = (
            (self.themes["dark"], self.tr("深色（总控室）")),
            (self.themes["light"], self.tr("浅色（明亮环境）")),
            (self.languages["zh"], "中文"),
            (self.languages["en"], "English"),
            (self.sound, self.tr("紧急和高级报警发出声音（M 键静音）")),
        )
        for owner, words in labelled:
            owner.setText(words)
            owner.setAccessibleName(words)
        self.scale.setAccessibleName(self.tr("文字大小"))
        self._notes.setText(self.tr("以上只影响这台席位。规则、参数和账号属于站点，在其他分栏办理并记入账本。"))

    def restyle(self) -> None:
        """The theme may have been changed elsewhere: show what holds."""
        for owner in (self.scale, *self.themes.values()):
            owner.blockSignals(True)
        self.themes[theme.current().name].setChecked(True)
        self.scale.setValue(round(theme.current().scale * 100 / STEP))
        for owner in (self.scale, *self.themes.values()):
            owner.blockSignals(False)
        self._percent.setText(f"{self.scale.value() * STEP}%")

    def _choose_theme(self, name: str) -> None:
        self._kept.theme = name
        theme.apply(QApplication.instance(), name, scale=theme.current().scale)
        self.chosen.emit("theme", name)

    def _choose_scale(self, value: int) -> None:
        scale = value * STEP / 100
        self._kept.scale = scale
        theme.apply(QApplication.instance(), theme.current().name, scale=scale)
        self.chosen.emit("scale", scale)

    def _choose_language(self, code: str) -> None:
        self._kept.language = self._desk.language = code
        application.use_language(code)
        self.chosen.emit("language", code)

    def _choose_sound(self, on: bool) -> None:
        self._kept.sound = on
        self.chosen.emit("sound", on)


def _row(*parts: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(20)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return holder
