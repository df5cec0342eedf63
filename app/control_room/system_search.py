"""The line over the journal: what to look for. Nothing set finds everything."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QTimer, QTimeZone, Signal
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QGridLayout, QLineEdit, QWidget

from app.widgets.panel import button
from app.widgets.restyled import Restyled
from venue.core.clock import Millis
from venue.journal.book import Wanted

SITE_TIME = QTimeZone(8 * 3600)
PAUSE_MS = 350
NO_TIME = QDateTime.fromMSecsSinceEpoch(946_656_000_000, SITE_TIME)  # 2000-01-01: shown as 不限
CATEGORIES = (
    *("access.", "alarm.", "patrols.", "findings.", "projects.", "people.", "accounts.", "needs."),
    *("device.", "recording.", "readings.", "site.", "export.", "bookings."),
)


class JournalSearch(Restyled, QWidget):
    """`changed(Wanted)` after the typing pauses: act, project, subject, actor, room, from, until."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.act = QComboBox()
        self.act.setEditable(True)
        self.act.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.act.addItem("", "")
        for code in CATEGORIES:
            self.act.addItem("", code)
        self.project, self.subject, self.actor, self.room = (QLineEdit() for _ in range(4))
        self.since, self.until = _moment(), _moment()
        self.clear_button = button("", icon="x", tone="quiet")
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._tell)
        self._told = Wanted()
        self._lay_out()
        self._connect()
        self.settle()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for column, field in enumerate((self.act, self.project, self.subject, self.actor)):
            grid.addWidget(field, 0, column)
            grid.setColumnStretch(column, 1)
        for column, field in enumerate((self.since, self.until, self.room, self.clear_button)):
            grid.addWidget(field, 1, column)

    def _connect(self) -> None:
        self.act.currentTextChanged.connect(self._pause.start)
        for field in (self.project, self.subject, self.actor, self.room):
            field.textChanged.connect(self._pause.start)
            field.returnPressed.connect(self._tell)
        self.act.lineEdit().returnPressed.connect(self._tell)
        for field in (self.since, self.until):
            field.dateTimeChanged.connect(self._pause.start)
        self.clear_button.clicked.connect(self.clear)

    def retranslate(self) -> None:
        """All words."""
        names = (
            (self.project, self.tr("项目")),
            (self.subject, self.tr("对象（人员、设备、报警）代码")),
            (self.actor, self.tr("操作人账号")),
            (self.room, self.tr("房间代码")),
        )
        for field, name in names:
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
        self.act.setAccessibleName(self.tr("操作"))
        self.act.lineEdit().setAccessibleName(self.tr("操作"))
        self.act.lineEdit().setPlaceholderText(self.tr("全部操作，可输入代码"))
        for row, words in enumerate(self._category_words(), start=1):
            self.act.setItemText(row, words)
        for field, name in ((self.since, self.tr("起始时间不限")), (self.until, self.tr("截止时间不限"))):
            field.setSpecialValueText(name)
            field.setAccessibleName(name)
        self.clear_button.setText(self.tr("清除条件"))
        self.clear_button.setAccessibleName(self.tr("清除条件"))

    def _category_words(self) -> tuple[str, ...]:
        words = (
            self.tr("门禁判定"), self.tr("报警"), self.tr("巡查"), self.tr("巡查问题"), self.tr("项目与阶段"), self.tr("人员"),
            self.tr("账号与登录"), self.tr("进入事由"), self.tr("设备"), self.tr("录像缺口"), self.tr("读数入库"), self.tr("站点"),
            self.tr("导出"), self.tr("排期"),
        )  # fmt: skip
        return tuple(f"{word} {code}" for word, code in zip(words, CATEGORIES, strict=True))

    def wanted(self) -> Wanted:
        """What is set."""
        return Wanted(
            act=self._act(),
            project=self.project.text().strip(),
            subject=self.subject.text().strip(),
            actor=self.actor.text().strip(),
            room=self.room.text().strip(),
            since=_instant(self.since),
            until=_instant(self.until),
        )

    def _act(self) -> str:
        """The chosen category, or the code that was typed; a code that ends with a dot is a beginning."""
        typed = self.act.currentText().strip()
        row = self.act.findText(typed)
        return str(self.act.itemData(row)) if row >= 0 else typed

    def clear(self) -> None:
        """Set nothing."""
        self.act.setCurrentIndex(0)
        self.act.setEditText("")
        for field in (self.project, self.subject, self.actor, self.room):
            field.clear()
        for field in (self.since, self.until):
            field.setDateTime(NO_TIME)
        self._tell()

    def set_subject(self, subject: str) -> None:
        """Look for everything about one subject."""
        self.clear()
        self.subject.setText(subject)
        self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        now = self.wanted()
        self.clear_button.setEnabled(now != Wanted())
        if now != self._told:
            self._told = now
            self.changed.emit(now)


def _moment() -> QDateTimeEdit:
    made = QDateTimeEdit()
    made.setTimeZone(SITE_TIME)
    made.setMinimumDateTime(NO_TIME)
    made.setDateTime(NO_TIME)
    made.setDisplayFormat("yyyy-MM-dd HH:mm")
    made.setCalendarPopup(True)
    return made


def _instant(field: QDateTimeEdit) -> Millis | None:
    at = field.dateTime()
    return None if at <= NO_TIME else at.toMSecsSinceEpoch()
