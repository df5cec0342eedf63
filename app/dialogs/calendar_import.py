"""Calendar files (.ics): entries of other calendars looked at before anything is taken, and our own plan written out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QStandardPaths
from PySide6.QtWidgets import QComboBox, QDateEdit, QFileDialog, QHBoxLayout, QRadioButton, QWidget

from app import theme
from app.desk import Desk
from app.dialogs.form import Form, plain_button
from app.widgets.labels import label
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.words import hour_minute, local
from venue.core.clock import DAY, Millis, at_local, day_of
from venue.schedule import calendar_files
from venue.schedule.calendar_export import CalendarEntry, calendar_entries, calendar_file
from venue.schedule.calendar_files import AT_ONCE, CalendarLine, CalendarPreview, sentence
from venue.schedule.calendar_reading import MAX_BYTES, EntryFault

DAY_FORM = "yyyy-MM-dd"
WIDE, HIGH = 1000, 540
MAY_TAKE = ("operator", "site_manager")

WHATS: Final = {
    "block": QT_TRANSLATE_NOOP("calendar", "停用"),
    "reservation": QT_TRANSLATE_NOOP("calendar", "预约"),
}
CHANGES: Final = {
    "new": QT_TRANSLATE_NOOP("calendar", "新增"),
    "changed": QT_TRANSLATE_NOOP("calendar", "改动"),
    "cancelled": QT_TRANSLATE_NOOP("calendar", "取消，恢复使用"),
    "gone": QT_TRANSLATE_NOOP("calendar", "文件中已没有，恢复使用"),
    "same": QT_TRANSLATE_NOOP("calendar", "已导入，无变化"),
    "older": QT_TRANSLATE_NOOP("calendar", "比已导入的旧，不动"),
    "own": QT_TRANSLATE_NOOP("calendar", "本场导出的，不动"),
    "past": QT_TRANSLATE_NOOP("calendar", "已经过去，不动"),
    "": QT_TRANSLATE_NOOP("calendar", "无法读取"),
    "faulty": QT_TRANSLATE_NOOP("calendar", "不能导入"),
}


def word(table: dict[str, str], code: str) -> str:
    """The operator's word for a code; the code itself when the table has none."""
    return QCoreApplication.translate("calendar", table[code]) if code in table else code


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of the file: as it would be taken, or (``line`` is ``None``) one that cannot be read at all."""

    number: int
    line: CalendarLine | None
    fault: EntryFault | None

    @property
    def change(self) -> str:
        """What it would mean here; empty for one that cannot be read."""
        return "" if self.line is None else self.line.change

    @property
    def good(self) -> bool:
        """Whether there is something to do, and it can be done."""
        return self.line is not None and self.line.good


def rows_of(preview: CalendarPreview) -> tuple[Row, ...]:
    """The lines of a preview, those with a fault first; within that as the file has them."""
    lines = [(line, line.fault) for line in preview.lines] + [(None, fault) for fault in preview.faults]
    ordered = sorted(lines, key=lambda one: one[1] is None)
    return tuple(Row(number, line, fault) for number, (line, fault) in enumerate(ordered))


class CalendarImport(Form):
    """Reads an .ics file off Qt's thread, shows what each entry would mean, and takes them with `calendar.take`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.preview: CalendarPreview | None = None
        self._left: Iterator[Sequence[CalendarLine]] = iter(())
        self._done = 0
        self._refused: list[dict[str, Any]] = []
        self.open_button = plain_button("", icon="upload")
        self.file, self.found, self.named = label("", "muted"), label("", "title"), label("", "plain")
        self.rows = RecordTable((), name="", key=lambda row: row.number)
        self.whole, self.only_good = QRadioButton(), QRadioButton()
        self._lay_fields()
        self.open_button.clicked.connect(self._choose)
        self.rows.chosen.connect(self._name_fault)
        for choice in (self.whole, self.only_good):
            choice.toggled.connect(lambda _: self._may())
        self.settle()
        self.open_button.setFocus()

    def _lay_fields(self) -> None:
        for words in (self.found, self.named):
            words.setWordWrap(True)
        self.body.addWidget(_row(self.open_button, self.file))
        self.body.addWidget(self.found)
        self.body.addWidget(self.rows, 1)
        for part in (self.named, self.whole, self.only_good):
            self.body.addWidget(part)
        self._column.setStretchFactor(self.body, 1000)

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr(
            "先预览，后导入：地点是本场功能室的日程成为停用，带项目编号的成为预约。确认之前不改动任何数据；同一文件再导入一次不会重复。"
        )
        self.name_dialog(self.tr("导入日历文件"), intro=intro, accept=self.tr("导入"), cancel=self.tr("关闭"))
        for owner, words in (
            (self.open_button, self.tr("选择文件…")),
            (self.whole, self.tr("全部导入：有一项不成，全部不导入")),
            (self.only_good, self.tr("只导入没有问题的日程")),
        ):
            owner.setText(words)
            owner.setAccessibleName(words)
        self.rows.setAccessibleName(self.tr("文件中的日程"))
        self.rows.set_columns(self._columns())
        self._show()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("用途"), lambda row: word(WHATS, row.line.what) if row.line else "—", 104, tone=_tone),
            Column(self.tr("将会"), _change_words, 172, tone=_muted),
            Column(self.tr("内容"), _summary, 0, tone=_muted),
            Column(self.tr("功能室或项目"), _where, 112, tone=_muted),
            Column(self.tr("时间"), lambda row: _span(row.line) if row.line else "", 176, tone=_muted),
            Column(self.tr("问题"), self._fault_words, 260, tone=lambda row: Tone(bold=row.fault is not None)),
        )

    def _fault_words(self, row: Row) -> str:
        return self.desk.say(row.fault.code, row.fault.args) if row.fault is not None else ""

    # The file

    def _choose(self) -> None:
        folder = _documents()
        name, _ = QFileDialog.getOpenFileName(self, self.tr("选择文件"), folder, self.tr("日历文件 (*.ics)"))
        if name:
            self.read(Path(name))

    def read(self, file: Path) -> None:
        """Read a file and look at what would come of it."""
        self.file.setText(file.name)
        self.refuse("")
        at = self.desk.now()

        def look(content: bytes) -> None:
            told = {"content": content, "name": file.name, "at": at}
            self.desk.look(calendar_files.preview, self.guarded(self._took), self.guarded(self.failed), **told)

        self.desk.tasks.run(lambda: _bytes(file), self.guarded(look), self.guarded(self.failed))

    def _took(self, preview: CalendarPreview) -> None:
        self.preview = preview
        rows = rows_of(preview)
        self.rows.set_records(rows)
        self.whole.setEnabled(self._may_whole())
        (self.whole if self._may_whole() else self.only_good).setChecked(True)
        self._show()
        if rows:
            self.rows.selectRow(0)
            self._name_fault(rows[0])
        (self.rows if rows else self.open_button).setFocus()

    def _may_whole(self) -> bool:
        preview = self.preview
        return preview is not None and len(preview.good) <= AT_ONCE and all(not row.fault for row in rows_of(preview))

    def _name_fault(self, row: Row) -> None:
        told = sentence(row.fault, self.desk.language) if row.fault is not None else ""
        self.named.setText(told)
        self.named.setVisible(bool(told))

    def _show(self) -> None:
        preview = self.preview
        rows = () if preview is None else rows_of(preview)
        good, wrong = sum(row.good for row in rows), sum(row.fault is not None for row in rows)
        self.found.setVisible(preview is not None)
        for choice in (self.whole, self.only_good):
            choice.setVisible(good > 0)
        if not rows:
            self.named.setVisible(False)
        if preview is not None and preview.fault is not None:
            self.found.setText(sentence(preview.fault, self.desk.language))
        else:
            words = self.tr("共 {every} 项日程：可以导入 {good} 项，有问题 {wrong} 项，不用处理 {idle} 项。")
            told = {"every": len(rows), "good": good, "wrong": wrong, "idle": len(rows) - good - wrong}
            self.found.setText(words.format(**told))
        self._may()

    def _may(self) -> None:
        may = self.desk.viewer.may(*MAY_TAKE)
        self.accept_button.setEnabled(may and self.preview is not None and bool(self.preview.good))
        count = len(self.preview.good) if self.preview is not None else 0
        self.accept_button.setText(self.tr("导入 {count} 项").format(count=count) if count else self.tr("导入"))
        self.accept_button.setAccessibleName(self.accept_button.text())
        self.accept_button.setToolTip("" if may else self.desk.say("act.not_yours"))
        if not may:
            self.refuse(self.desk.say("act.not_yours"))

    # Taking them

    def submit(self) -> None:
        """Send the good entries, a portion in each act, so that no door waits."""
        good = self.preview.good
        self._left = (good[start : start + AT_ONCE] for start in range(0, len(good), AT_ONCE))
        self._done, self._refused = 0, []
        self.set_busy(True)
        self._next()

    def _next(self) -> None:
        lines = next(self._left, None)
        if lines is None:
            self._over()
            return
        args = {"name": self.preview.name, "lines": [line.args() for line in lines]}
        args["whole"] = int(self.whole.isChecked())
        self.desk.tasks.act("calendar.take", args, self.guarded(self._portion), self.guarded(self._stopped))

    def _portion(self, answer: dict[str, list[Any]]) -> None:
        self._done += len(answer["taken"])
        self._refused += answer["refused"]
        self.found.setText(self.tr("已导入 {count} 项…").format(count=self._done))
        self._next()

    def _stopped(self, fault: Exception) -> None:
        self.failed(fault)
        if self._done:
            words = self.tr("导入中断，已导入 {count} 项：{why}")
            self.refuse(words.format(count=self._done, why=self.refusal.text()))

    def _over(self) -> None:
        if not self._refused:
            self.answered(self._done)
            return
        self.set_busy(False)
        named = {(line.uid, line.occurrence): line.summary or line.uid for line in self.preview.lines}
        told = [
            self.tr("“{what}”：{why}").format(
                what=named.get((one["uid"], one["occurrence"]), one["uid"]), why=self.desk.say(one["code"], one["args"])
            )
            for one in self._refused
        ]
        done = self.tr("已导入 {count} 项，{refused} 项未被接受：").format(count=self._done, refused=len(told))
        self.preview = None
        self.rows.set_records(())
        self._show()
        self.refuse("\n".join((done, *told[:12])))

    def set_busy(self, busy: bool) -> None:
        """Lock or unlock while entries are sent."""
        super().set_busy(busy)
        for part in (self.open_button, self.only_good):
            part.setEnabled(not busy)
        self.whole.setEnabled(not busy and self._may_whole())

    # The dialog itself

    def restyle(self) -> None:
        """Room for the table."""
        self.setMinimumWidth(round(WIDE * min(theme.current().scale, 1.25)))
        self.update()

    def fit(self) -> None:
        """High enough for the rows."""
        super().fit()
        self.setMinimumHeight(max(self.minimumHeight(), HIGH))


class CalendarExport(Form):
    """Writes the plan of a day, a week or one room as an .ics file, off Qt's thread; stays open and says where the file lies."""

    SPANS: Final = (("day", 1), ("week", 7), ("month", 31))

    def __init__(self, desk: Desk, day: str = "", parent: QWidget | None = None, *, room: str = "") -> None:
        super().__init__(desk, parent)
        self.written: Path | None = None
        self.span, self.first, self.room = QComboBox(), QDateEdit(), QComboBox()
        for code, _ in self.SPANS:
            self.span.addItem("", code)
        self.first.setDisplayFormat(DAY_FORM)
        self.first.setCalendarPopup(True)
        self.first.setDate(QDate.fromString(day or day_of(desk.now()), DAY_FORM))
        self._fill_rooms(room)
        self._labels = [self.add_field(field) for field in (self.span, self.first, self.room)]
        self.result = label("", "plain")
        self.result.setWordWrap(True)
        self.result.setVisible(False)
        self.body.addWidget(self.result)
        self.settle()
        self.span.setFocus()

    def _fill_rooms(self, room: str) -> None:
        ground = self.desk.ground
        self.room.addItem("", "")
        for one in ground.plan(self.desk.now()).rooms if ground is not None else ():
            if one.use == "function":
                self.room.addItem(f"{getattr(one.name, self.desk.language)}（{one.code}）", one.code)
        self.room.setCurrentIndex(max(0, self.room.findData(room)))

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("导出功能室安排，供其他日历读取。涉密项目只写“占用”；席位、见证和预留的不在其中。")
        self.name_dialog(self.tr("导出日历文件"), intro=intro, accept=self.tr("导出…"), cancel=self.tr("关闭"))
        names = (self.tr("范围"), self.tr("起始日"), self.tr("功能室"))
        for words, name in zip(self._labels, names, strict=True):
            self.name_field(words, name)
        spans = {"day": self.tr("一天"), "week": self.tr("一周（7 天）"), "month": self.tr("一个月（31 天）")}
        for row, (code, _) in enumerate(self.SPANS):
            self.span.setItemText(row, spans[code])
        self.room.setItemText(0, self.tr("全部功能室"))

    def period(self) -> tuple[Millis, Millis]:
        """From when to when, by what is chosen."""
        since = at_local(self.first.date().toString(DAY_FORM))
        return since, since + dict(self.SPANS)[str(self.span.currentData())] * DAY

    def submit(self) -> None:
        """Ask where to, then write it."""
        room = str(self.room.currentData())
        since, _ = self.period()
        proposed = f"{'-'.join(filter(None, (self.tr('功能室安排'), room, day_of(since))))}.ics"
        start = str(Path(_documents()) / proposed)
        name, _ = QFileDialog.getSaveFileName(self, self.tr("导出日历文件"), start, self.tr("日历文件 (*.ics)"))
        if name:
            self.write(Path(name))

    def write(self, file: Path) -> None:
        """Read the plan and write it to a file, whole or not at all."""
        since, until = self.period()
        at, site = self.desk.now(), self.desk.site
        self.set_busy(True)
        self._tell(self.tr("正在导出…"))

        def took(entries: tuple[CalendarEntry, ...]) -> None:
            def put() -> int:
                _put(file, calendar_file(entries, made_at=at, site=site))
                return len(entries)

            self.desk.tasks.run(put, self.guarded(lambda count: self._wrote(file, count)), self.guarded(self.failed))

        told = {"since": since, "until": until, "room": str(self.room.currentData())}
        self.desk.look(calendar_entries, self.guarded(took), self.guarded(self.failed), **told)

    def _wrote(self, file: Path, count: int) -> None:
        self.set_busy(False)
        self.written = file
        self._tell(self.tr("已写入 {count} 项：{file}").format(count=count, file=file))
        self.done_with.emit(file)

    def _tell(self, words: str) -> None:
        self.result.setText(words)
        self.result.setAccessibleName(words)
        self.result.setVisible(bool(words))
        self.fit()

    def failed(self, fault: Exception) -> None:
        """Nothing was written."""
        self._tell("")
        super().failed(fault)


def _bytes(file: Path) -> bytes:
    """The file, and one byte more than is taken, so that one that is too large is refused and not cut."""
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _put(file: Path, content: bytes) -> None:
    """A file that stood there stays as it was when the new one cannot be written."""
    half = file.with_name(f".{file.name}.part")
    try:
        half.write_bytes(content)
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _row(*parts: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return made


def _summary(row: Row) -> str:
    return row.line.summary if row.line is not None else row.fault.uid


def _where(row: Row) -> str:
    if row.line is None:
        return ""
    return str(row.line.asked.get("code", "")) or row.line.room or "—"


def _span(line: CalendarLine) -> str:
    start, end = f"{local(line.from_at):%m-%d} {hour_minute(line.from_at)}", hour_minute(line.until_at)
    same = day_of(line.from_at) == day_of(line.until_at - 1)
    whole = end == "00:00" and same
    return f"{start}–{'24:00' if whole else end if same else f'{local(line.until_at):%m-%d} {end}'}"


def _change_words(row: Row) -> str:
    return word(CHANGES, "faulty" if row.line is not None and row.fault is not None else row.change)


def _tone(row: Row) -> Tone:
    return Tone(icon="triangle-alert", bold=True) if row.fault is not None else _muted(row)


def _muted(row: Row) -> Tone:
    return Tone(muted=not row.good and row.fault is None)
