"""The day board or the door signs of a day as a PDF for the printer: what stands on it is shown before it is written."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QWidget,
)

from app.desk import Desk
from app.dialogs.export_patrols import DAY_FORM, usual_folder
from app.dialogs.form import Form, plain_button
from app.widgets.labels import label
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.words import hour_minute
from venue.core.wording import say
from venue.operations.boards import AUDIENCES, NAMED, Meeting, day_board
from venue.records.faults import fault_of

FORMS = ("board", "signs")
LANGUAGES = ("zh", "en")


class PrintBoard(Form):
    """Asks what to print, shows its lines, writes the PDF off Qt's thread and says where it lies. It opens nothing."""

    def __init__(self, desk: Desk, day: str, parent: QWidget | None = None, *, folder: Path | None = None) -> None:
        super().__init__(desk, parent)
        self._folder = folder or usual_folder()
        self._meetings: tuple[Meeting, ...] | None = None
        self.written: Path | None = None
        self.day = QDateEdit(QDate.fromString(day, DAY_FORM))
        self.day.setDisplayFormat(DAY_FORM)
        self.day.setCalendarPopup(True)
        self.form, self.audience, self.language = _choice(FORMS), _choice(AUDIENCES), _choice(LANGUAGES)
        self.language.setCurrentIndex(LANGUAGES.index(desk.language))
        self.file = QLineEdit()
        self.browse_button = plain_button("")
        self.found, self.result = label("", "muted"), label("", "plain")
        self.lines = RecordTable(self._columns(), name="", key=lambda one: (one.room, one.from_at, one.project))
        self.progress = QProgressBar()
        self._lay_fields()
        self._connect()
        self.settle()
        self._name_file()
        self.form.setFocus()
        self._look()

    def _lay_fields(self) -> None:
        target = QWidget()
        row = QHBoxLayout(target)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.file, 1)
        row.addWidget(self.browse_button)
        target.setFocusProxy(self.file)
        fields = (self.form, self.day, self.audience, self.language, target)
        self._labels = [self.add_field(field) for field in fields]
        self.progress.setRange(0, 0)
        self.progress.setVisible(False)
        self.lines.setFixedHeight(190)
        self.result.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        for part in (self.found, self.result):
            part.setWordWrap(True)
        self.result.setVisible(False)
        for part in (self.found, self.lines, self.progress, self.result):
            self.body.addWidget(part)

    def _connect(self) -> None:
        self.browse_button.clicked.connect(self._browse)
        self.day.dateChanged.connect(self._changed)
        for one in (self.form, self.audience, self.language):
            one.currentIndexChanged.connect(self._changed)

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("公开版只印开标、拍卖、磋商谈判；内部版另有评标室和副场，但不写项目。涉密项目两种都不印。")
        self.name_dialog(self.tr("打印日程板、门牌"), intro=intro, accept=self.tr("生成 PDF"), cancel=self.tr("关闭"))
        names = (self.tr("内容"), self.tr("日期"), self.tr("给谁看"), self.tr("文字"), self.tr("文件"))
        for words, name in zip(self._labels, names, strict=True):
            self.name_field(words, name)
        _set_items(self.form, (self.tr("日程板（一览表）"), self.tr("门牌（每间一页）")))
        _set_items(self.audience, (self.tr("公开张贴"), self.tr("内部使用（含评标室、副场）")))
        _set_items(self.language, ("中文", "English"))
        self.browse_button.setText(self.tr("选择…"))
        self.browse_button.setAccessibleName(self.tr("选择文件"))
        self.file.setAccessibleName(self.tr("文件"))
        self.lines.setAccessibleName(self.tr("将打印的场次"))
        self.lines.set_columns(self._columns())
        self.progress.setAccessibleName(self.tr("生成进度"))
        self._show()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("时间"), lambda one: f"{hour_minute(one.from_at)}–{hour_minute(one.until_at)}", 104),
            Column(self.tr("地点"), self._room, 130),
            Column(self.tr("事项"), self._matter, 110, tone=lambda one: Tone(muted=one.blind)),
            Column(self.tr("项目"), lambda one: f"{one.project} {one.title}".strip() if one.purpose in NAMED else ""),
        )

    def _room(self, one: Meeting) -> str:
        return one.room_zh if self.printed_in() == "zh" else one.room_en

    def _matter(self, one: Meeting) -> str:
        return self.desk.say("boards.sub_venue" if one.blind else f"boards.purpose.{one.purpose}")

    def printed_in(self) -> str:
        """The language of the sheet, ``zh`` or ``en``."""
        return str(self.language.currentData())

    def asked_day(self) -> str:
        """The day, as ISO text."""
        return self.day.date().toString(DAY_FORM)

    # What will stand on it

    def _changed(self) -> None:
        self._name_file()
        self._look()

    def _name_file(self) -> None:
        """Follow what is chosen, in the folder that was chosen last."""
        parts = (self.form.currentData(), self.asked_day(), self.audience.currentData(), self.printed_in())
        self.file.setText(str(self._folder / f"{'-'.join(str(part) for part in parts)}.pdf"))

    def _look(self) -> None:
        asked = (self.asked_day(), str(self.audience.currentData()))

        def took(found: tuple[Meeting, ...]) -> None:
            if asked == (self.asked_day(), str(self.audience.currentData())):
                self._meetings = found
                self._show()

        self._meetings = None
        self._show()
        self.desk.look(day_board, self.guarded(took), self.guarded(self.failed), day=asked[0], audience=asked[1])

    def _show(self) -> None:
        found = self._meetings
        self.lines.set_records(found or ())
        if found is None:
            self.found.setText(self.tr("正在读取…"))
            return
        known = {"count": len(found), "rooms": len({one.room for one in found})}
        self.found.setText(
            self.tr("共 {count} 场，{rooms} 间。").format(**known) if found else self.tr("这一天没有可印的场次。")
        )
        self.fit()

    # Writing

    def missing(self) -> str:
        """Meetings for signs, a file to write to, the site's name."""
        if self._meetings is None or self.desk.ground is None:
            return self.tr("正在读取，请稍候。")
        if not self._meetings and self.form.currentData() == "signs":
            return self.tr("这一天没有场次，没有门牌可印。")
        return "" if self.file.text().strip() else self.tr("请选择文件。")

    def submit(self) -> None:
        """Set it and write it, off Qt's thread."""
        self.set_busy(True)
        self.refuse("")
        self.result.setVisible(False)
        target, form, day = Path(self.file.text().strip()), str(self.form.currentData()), self.asked_day()
        head, meetings = self._masthead(), self._meetings

        def write() -> Path:
            from venue.operations.board_pdf import Masthead, board_pdf, signs_pdf

            made = (signs_pdf if form == "signs" else board_pdf)(Masthead(*head), day, meetings)
            return _put(made, target)

        self.desk.tasks.run(write, self.guarded(self._written), self.guarded(self.failed))

    def _masthead(self) -> tuple[str, str, int, str]:
        kind, language = self.desk.kind, self.printed_in()
        mark = "" if kind == "real" else self._printed(f"log.mark.{kind}")
        return getattr(self.desk.ground.site.site.name, language), mark, self.desk.now(), language

    def _printed(self, code: str) -> str:
        return say(code, {}, self.printed_in())

    def _written(self, file: Path) -> None:
        self.set_busy(False)
        self.written = file
        self._folder = file.parent
        words = self.tr("已写入 {file}（{size} KB）。请用 PDF 阅读程序打开打印。")
        self.result.setText(words.format(file=file, size=max(1, file.stat().st_size // 1024)))
        self.result.setAccessibleName(self.result.text())
        self.result.setVisible(True)
        self.fit()
        self.done_with.emit(file)

    def set_busy(self, busy: bool) -> None:
        """Show that it is under way."""
        super().set_busy(busy)
        self.progress.setVisible(busy)

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("选择文件"), self.file.text(), "PDF (*.pdf)")
        if chosen:
            self._folder = Path(chosen).parent
            self.file.setText(chosen)


def _put(content: bytes, target: Path) -> Path:
    """Write the file whole or not at all; what the file system refuses is said in plain words."""
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        return part.replace(target)
    except OSError as problem:
        with contextlib.suppress(OSError):
            part.unlink()
        raise fault_of(problem, target) from problem


def _choice(codes: tuple[str, ...]) -> QComboBox:
    made = QComboBox()
    for code in codes:
        made.addItem("", code)
    return made


def _set_items(box: QComboBox, words: tuple[str, ...]) -> None:
    for row, told in enumerate(words):
        box.setItemText(row, told)
