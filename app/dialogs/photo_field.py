"""The field of a dialog that takes a photo from a file and shows its digest."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.desk import Desk
from app.dialogs.alive import while_alive
from app.dialogs.faults import fault_words
from app.dialogs.form import Form, plain_button
from app.dialogs.photos import Photo, photo_of
from app.widgets.labels import label, set_tone
from app.widgets.restyled import Restyled

PREVIEW = QSize(132, 99)


class PhotoField(Restyled, QWidget):
    """Choose a picture, see it small with name, size and SHA-256, take it away again. `changed()` after each."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.photo: Photo | None = None
        self.choose_button = plain_button("", icon="camera")
        self.choose_button.clicked.connect(self._choose)
        self.clear_button = plain_button("", icon="x", tone="quiet")
        self.clear_button.clicked.connect(self.clear)
        self._picture = QLabel()
        self._words = label("", "small")
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QHBoxLayout()
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.clear_button)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.addLayout(buttons)
        column.addWidget(self._words, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.settle()

    def retranslate(self) -> None:
        """All words."""
        for owner, words in ((self.choose_button, self.tr("选择照片…")), (self.clear_button, self.tr("去掉照片"))):
            owner.setText(words)
            owner.setAccessibleName(words)
        self._picture.setAccessibleName(self.tr("照片预览"))
        self._show()

    def _choose(self) -> None:
        kinds = self.tr("图片 (*.jpg *.jpeg *.png *.bmp *.webp)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("选择照片"), "", kinds)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Take the picture in a file; read and scaled off Qt's thread."""
        self.choose_button.setEnabled(False)
        self._say(self.tr("正在读取…"), "small")
        self._desk.tasks.run(lambda: photo_of(path), while_alive(self, self._read), while_alive(self, self._failed))

    def clear(self) -> None:
        """No photo."""
        self.photo = None
        self._show()
        self.changed.emit()

    def _read(self, photo: Photo) -> None:
        self.choose_button.setEnabled(True)
        self.photo = photo
        self._show()
        self.changed.emit()

    def _failed(self, fault: Exception) -> None:
        self.choose_button.setEnabled(True)
        self.photo = None
        self._show()
        self._say(fault_words(self._desk, fault), "abnormal")

    def _show(self) -> None:
        photo = self.photo
        self.clear_button.setVisible(photo is not None)
        self._picture.setVisible(photo is not None)
        if photo is None:
            self._say(self.tr("没有照片"), "small")
            return
        self._picture.setPixmap(small_picture(photo.picture, PREVIEW))
        wide, high = photo.size
        words = self.tr("{name}，{wide}×{high}，{size} KB\nSHA-256 {digest}")
        told = {"name": photo.name, "wide": wide, "high": high, "size": max(1, len(photo.picture) // 1024)}
        self._say(words.format(**told, digest=in_groups(photo.digest)), "small")

    def _say(self, words: str, tone: str) -> None:
        set_tone(self._words, tone)
        self._words.setText(words)
        window = self.window()
        if isinstance(window, Form):
            window.fit()


def small_picture(picture: bytes, size: QSize) -> QPixmap:
    """A stored picture scaled into a box; a null pixmap when it cannot be read."""
    drawn = QPixmap()
    drawn.loadFromData(picture)
    if drawn.isNull():
        return drawn
    return drawn.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def in_groups(digest: str) -> str:
    """Hex digits in groups of eight, so that they can be read out and wrap."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))
