"""A day or a week from a file: every row before anything is taken, every wrong cell marked and named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QWidget

from app import theme
from app.desk import Desk
from app.dialogs.form import Form, plain_button
from app.widgets.labels import label
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.words import hour_minute, local
from venue.projects.methods import method_at
from venue.schedule import sheets
from venue.schedule.sheet_columns import COLUMNS
from venue.schedule.sheet_files import MAX_BYTES
from venue.schedule.sheet_forms import template
from venue.schedule.sheets import Preview, PreviewRow, portions, sentence

SHOWN = ("code", "title", "method", "open_at", "gather_at", "draw_at", "opening_room", "evaluation_room")
WIDTHS = {"code": 112, "title": 0, "method": 104, "open_at": 122, "gather_at": 122, "draw_at": 122}
OTHER_WIDTH = 70
WIDE, HIGH = 1090, 560


class ImportPreview(Form):
    """Reads a file off Qt's thread, shows its rows, and takes the good ones with `sheets.take`, some at a time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.preview: Preview | None = None
        self._left: Iterator[list[dict[str, Any]]] = iter(())
        self._taken: list[str] = []
        self._refused: list[dict[str, Any]] = []
        self.open_button = plain_button("", icon="upload")
        self.template_button = plain_button("", icon="download", tone="quiet")
        self.file, self.found, self.named = label("", "muted"), label("", "title"), label("", "abnormal")
        self.rows = RecordTable(self._columns(), name="", key=lambda row: row.line)
        self.only_good = QCheckBox()
        self._lay_fields()
        self._connect()
        self.settle()
        self.open_button.setFocus()

    def _lay_fields(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.open_button)
        row.addWidget(self.template_button)
        row.addWidget(self.file, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.found)
        self.body.addWidget(self.rows, 1)
        self.named.setWordWrap(True)
        self.body.addWidget(self.named)
        self.body.addWidget(self.only_good)
        self._column.setStretchFactor(self.body, 1000)

    def _connect(self) -> None:
        self.open_button.clicked.connect(self._choose)
        self.template_button.clicked.connect(self._save_template)
        self.rows.chosen.connect(self._name_faults)
        self.only_good.toggled.connect(lambda _: self._may())

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("先预览，后导入：有误的单元格逐个指明，确认之前不改动任何数据。支持 xlsx 与 csv。")
        self.name_dialog(self.tr("导入项目计划"), intro=intro, accept=self.tr("导入"), cancel=self.tr("关闭"))
        named = ((self.open_button, self.tr("选择文件…")), (self.template_button, self.tr("下载模板…")))
        for owner, words in named:
            owner.setText(words)
            owner.setAccessibleName(words)
        self.rows.setAccessibleName(self.tr("文件各行"))
        self.only_good.setText(self.tr("只导入没有问题的行"))
        self.only_good.setAccessibleName(self.only_good.text())
        self.rows.set_columns(self._columns())
        self._show()

    # The file

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("选择文件"), folder, self.tr("表格 (*.xlsx *.csv)"))
        if name:
            self.read(Path(name))

    def read(self, file: Path) -> None:
        """Read a file and look at what would come of it."""
        self.file.setText(file.name)
        self.refuse("")
        at = self.desk.now()

        def look(content: bytes) -> None:
            self.desk.look(
                sheets.preview,
                self.guarded(self._took),
                self.guarded(self.failed),
                content=content,
                name=file.name,
                at=at,
            )

        self.desk.tasks.run(lambda: _bytes(file), self.guarded(look), self.guarded(self.failed))

    def _save_template(self) -> None:
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        start = str(folder / self.tr("项目计划模板.xlsx"))
        name, _ = QFileDialog.getSaveFileName(self, self.tr("下载模板"), start, "*.xlsx;;*.csv")
        if name:
            file = Path(name)
            form = "csv" if file.suffix == ".csv" else "xlsx"
            written = self.guarded(lambda _: self.file.setText(self.tr("模板已保存：{file}").format(file=file.name)))
            self.desk.tasks.run(lambda: file.write_bytes(template(form)), written, self.guarded(self.failed))

    def _took(self, preview: Preview) -> None:
        self.preview = preview
        self.rows.set_records(preview.rows)
        wrong = next((row for row in preview.rows if not row.good), None)
        if wrong is not None:
            self.rows.select(wrong.line)
        self._show()

    # The rows

    def _columns(self) -> tuple[Column, ...]:
        names = {one.field: one.zh if self.desk.language == "zh" else one.en for one in COLUMNS}
        made = [Column(self.tr("行"), lambda row: str(row.line), 48, tone=_line_tone)]
        for name in SHOWN:
            made.append(
                Column(
                    names[name],
                    lambda row, name=name: self._cell(row, name),
                    WIDTHS.get(name, OTHER_WIDTH),
                    tone=lambda row, name=name: _cell_tone(row, names[name]),
                )
            )
        return (*made, Column(self.tr("问题单元格"), _cells, 110, tone=_line_tone))

    def _cell(self, row: PreviewRow, name: str) -> str:
        if name == "method":
            known = method_at(str(row.asked.get(name, "")), self.desk.now())
            return str(row.asked.get(name, "")) if known is None else str(getattr(known, self.desk.language))
        return _cell(row, name)

    def _name_faults(self, row: PreviewRow) -> None:
        told = [sentence(one, self.desk.language) for one in (*row.faults, *row.clashes)]
        self.named.setText("\n".join(told))
        self.named.setVisible(bool(told))

    def _show(self) -> None:
        preview = self.preview
        self.found.setVisible(preview is not None)
        if preview is None:
            self.named.setVisible(False)
            self.only_good.setVisible(False)
            self._may()
            return
        good, every = len(preview.good), len(preview.rows)
        if preview.fault is not None:
            self.found.setText(sentence(preview.fault, self.desk.language))
        else:
            words = self.tr("共 {every} 行，可以导入 {good} 行，有问题 {wrong} 行")
            self.found.setText(words.format(every=every, good=good, wrong=every - good))
        if preview.ignored:
            ignored = self.tr("未识别的列已忽略：{names}").format(names="、".join(preview.ignored))
            self.file.setText(f"{preview.name} · {ignored}")
        self.only_good.setVisible(0 < good < every)
        self._may()

    def _may(self) -> None:
        preview = self.preview
        good, every = (len(preview.good), len(preview.rows)) if preview else (0, 0)
        self.accept_button.setEnabled(good > 0 and (good == every or self.only_good.isChecked()))

    # Taking them

    def submit(self) -> None:
        """Send the good rows, a few in each act, so that no door waits."""
        self._left, self._taken, self._refused = portions(self.preview.good), [], []
        self.set_busy(True)
        self.open_button.setEnabled(False)
        self._next()

    def _next(self) -> None:
        rows = next(self._left, None)
        if rows is None:
            self._over()
            return
        args = {"name": self.preview.name, "rows": rows}
        self.desk.tasks.act("sheets.take", args, self.guarded(self._portion), self.guarded(self._stopped))

    def _portion(self, answer: dict[str, list[Any]]) -> None:
        self._taken += answer["taken"]
        self._refused += answer["refused"]
        self.found.setText(self.tr("已导入 {count} 行…").format(count=len(self._taken)))
        self._next()

    def _stopped(self, fault: Exception) -> None:
        self.open_button.setEnabled(True)
        self.failed(fault)
        words = self.tr("导入中断，已导入 {count} 行：{why}")
        self.refuse(words.format(count=len(self._taken), why=self.refusal.text()))

    def _over(self) -> None:
        self.open_button.setEnabled(True)
        if not self._refused:
            self.answered(len(self._taken))
            return
        self.set_busy(False)
        told = [
            self.tr("第 {line} 行 {project}：{why}").format(
                line=one["line"], project=one["project"], why=self.desk.say(one["code"], one["args"])
            )
            for one in self._refused
        ]
        done = self.tr("已导入 {count} 行，{refused} 行未被接受：").format(
            count=len(self._taken), refused=len(self._refused)
        )
        self.preview = None
        self.rows.set_records(())
        self._show()
        self.refuse("\n".join((done, *told[:12])))

    # The dialog itself

    def restyle(self) -> None:
        """Room for the table."""
        self.setMinimumWidth(round(WIDE * min(theme.current().scale, 1.25)))
        self.update()

    def fit(self) -> None:
        """High enough for the rows."""
        super().fit()
        self.setMinimumHeight(max(self.minimumHeight(), HIGH))


def _bytes(file: Path) -> bytes:
    """The file, and one byte more than is taken, so that one that is too large is refused and not cut."""
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _cells(row: PreviewRow) -> str:
    return "、".join(dict.fromkeys(one.cell for one in (*row.faults, *row.clashes)))


def _cell(row: PreviewRow, name: str) -> str:
    value = row.rooms.get(name) if name in ("opening_room", "evaluation_room") else row.asked.get(name)
    if name in ("open_at", "gather_at", "draw_at") and isinstance(value, int):
        return f"{local(value):%m-%d} {hour_minute(value)}"
    return "" if value is None else str(value)


def _cell_tone(row: PreviewRow, column: str) -> Tone:
    wrong = any(column in (one.column_zh, one.column_en) for one in (*row.faults, *row.clashes))
    return Tone(priority=1, bold=True) if wrong else Tone()


def _line_tone(row: PreviewRow) -> Tone:
    return Tone(muted=True) if row.good else Tone(icon="triangle-alert", bold=True)
