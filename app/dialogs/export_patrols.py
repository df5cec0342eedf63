"""Exporting the patrol log: form, days, folder; written and signed off Qt's thread, entered in the book."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDate, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QDateEdit, QFileDialog, QHBoxLayout, QLineEdit, QProgressBar, QWidget

from app.desk import Desk
from app.dialogs.asking import Asking
from app.dialogs.custody import Custody, custody_of
from app.dialogs.form import Form, plain_button
from app.dialogs.photo_field import in_groups
from app.widgets.labels import label
from venue.core.clock import day_of
from venue.records.exports import FORMS, ExportedFiles, export_patrols
from venue.records.patrol_log import PatrolLog, letterhead, patrol_log

DAY_FORM = "yyyy-MM-dd"


class ExportPatrols(Form):
    """Asks what to export, does it, and says which file and which signature were written. It stays open for the next one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, folder: Path | None = None) -> None:
        super().__init__(desk, parent)
        self._custody = custody_of(desk)
        self._asking = Asking(desk, self)
        self.written: ExportedFiles | None = None
        self.form = QComboBox()
        for code in FORMS:
            self.form.addItem("", code)
        self.first, self.last = self._day(), self._day()
        self.folder = QLineEdit(str(folder or usual_folder()))
        self.browse_button = plain_button("", icon="")
        self.browse_button.clicked.connect(self._browse)
        self._labels = [self.add_field(field) for field in (self.form, self.first, self.last, self.folder)]
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setVisible(False)
        self.result = label("", "plain")
        self.result.setWordWrap(True)
        self.result.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.open_button = plain_button("")
        self.open_button.clicked.connect(self._open)
        self._lay_out_result()
        self.settle()
        self.form.setFocus()

    def _day(self) -> QDateEdit:
        made = QDateEdit(QDate.fromString(day_of(self.desk.now()), DAY_FORM))
        made.setDisplayFormat(DAY_FORM)
        made.setCalendarPopup(True)
        return made

    def _lay_out_result(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.browse_button)
        row.addWidget(self.open_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.result)
        self.result.setVisible(False)
        self.open_button.setVisible(False)

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("导出文件带签名，可离线核验；每次导出都记入账本。")
        self.name_dialog(self.tr("导出巡查日志"), intro=intro, accept=self.tr("导出"), cancel=self.tr("关闭"))
        names = (self.tr("格式"), self.tr("起始日"), self.tr("终止日"), self.tr("文件夹"))
        for words, name in zip(self._labels, names, strict=True):
            self.name_field(words, name)
        forms = {
            "pdf": self.tr("PDF（用印存档，内附机读数据）"),
            "docx": self.tr("Word 文档"),
            "xlsx": self.tr("Excel 表格"),
            "csv": self.tr("CSV 数据"),
            "jsonl": self.tr("JSONL 机读数据（逐行链接）"),
        }
        for row, code in enumerate(FORMS):
            self.form.setItemText(row, forms[code])
        for owner, words in (
            (self.browse_button, self.tr("选择文件夹…")),
            (self.open_button, self.tr("打开所在文件夹")),
        ):
            owner.setText(words)
            owner.setAccessibleName(words)
        self.progress.setAccessibleName(self.tr("导出进度"))

    def missing(self) -> str:
        """Days in order, a folder, and keys to sign with."""
        if self._custody is None or self.desk.ground is None:
            return self.tr("本席位没有签名密钥，请在运行引擎的机器上导出。")
        if self.first.date() > self.last.date():
            return self.tr("起始日不能晚于终止日。")
        return "" if self.folder.text().strip() else self.tr("请选择文件夹。")

    def submit(self) -> None:
        """Read the log, then write it."""
        self.set_busy(True)
        self._step(self.tr("正在读取巡查记录…"))
        custody, ground = self._custody, self.desk.ground
        head = letterhead(ground.site.site, self.desk.kind, custody.keys)
        days = {"first": self.first.date().toString(DAY_FORM), "last": self.last.date().toString(DAY_FORM)}
        self.desk.look(
            patrol_log, self.guarded(self._read), self.guarded(self.failed), head=head, at=self.desk.now(), **days
        )

    def _read(self, log: PatrolLog) -> None:
        self._step(self.tr("正在排版和签名…"))
        custody: Custody = self._custody
        folder, form, language = Path(self.folder.text().strip()), str(self.form.currentData()), self.desk.language

        def write() -> ExportedFiles:
            def record(entry: object) -> object:
                return self._asking.ask("exports.written", entry.args())

            return export_patrols(log, custody.keys, folder, form, record=record, language=language)

        self.desk.tasks.run(write, self.guarded(self._written), self.guarded(self.failed))

    def _written(self, files: ExportedFiles) -> None:
        self.set_busy(False)
        self.written = files
        signed = (
            self.tr("签名在文件内")
            if files.signature is None
            else self.tr("签名 {name}").format(name=files.signature.name)
        )
        words = self.tr("已写入 {file}\n{size} KB，{signed}\nSHA-256 {digest}")
        told = {"file": files.file, "size": max(1, files.entry.size // 1024), "signed": signed}
        self.result.setText(words.format(**told, digest=in_groups(files.entry.digest)))
        self.result.setAccessibleName(self.result.text())
        self.result.setVisible(True)
        self.open_button.setVisible(True)
        self.fit()
        self.done_with.emit(files)

    def _step(self, words: str) -> None:
        self.result.setText(words)
        self.result.setVisible(True)
        self.open_button.setVisible(False)
        self.fit()

    def set_busy(self, busy: bool) -> None:
        """Show that it is under way."""
        super().set_busy(busy)
        self.progress.setVisible(busy)

    def failed(self, fault: Exception) -> None:
        """Nothing was written."""
        self.result.setVisible(False)
        super().failed(fault)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("选择文件夹"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _open(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written.file.parent)))


def usual_folder() -> Path:
    """The folder of documents of whoever uses this computer."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
