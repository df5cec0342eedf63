"""Messages that nobody could read: who sends them, which they are, and each byte of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QSplitter, QWidget

from app import theme
from app.control_room.devices_facts import Fact, Facts, filler
from app.control_room.devices_lines import DevicesPicture, Sender
from app.control_room.devices_words import fault_words, moment_words
from app.desk import Desk
from app.dialogs.photo_field import in_groups
from app.widgets.empty_state import EmptyState
from app.widgets.labels import label
from app.widgets.panel import Panel, button
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.restyled import Restyled
from venue.monitoring.dead_letters import KEPT_BYTES, DeadLetter

SHOWN_BYTES = 16 * 1024
"""More of one payload than this is not laid out on the screen; it stays stored, and the viewer says so."""

WIDTH = 16
NARROW = 8
SIGNS = 76  # that a line of WIDTH bytes takes
NOBODY = ""


def hex_lines(raw: bytes, width: int = WIDTH) -> str:
    """Bytes as hex beside their letters, `width` a line; what is no printable ASCII is a dot."""
    lines = []
    for start in range(0, len(raw), width):
        part = raw[start : start + width]
        pairs = part.hex(" ").ljust(3 * width - 1)
        letters = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in part)
        lines.append(f"{start:06x}  {pairs}  {letters}")
    return "\n".join(lines)


def text_of(raw: bytes) -> str:
    """Bytes as text; what is no UTF-8 or turns the direction of a line is shown as a replacement sign."""
    shown = raw.decode("utf-8", errors="replace")
    return "".join(sign if sign.isprintable() or sign == "\n" else "�" for sign in shown)


class LetterViewer(Restyled, Panel):
    """The chosen message: fault in words, topic, text and hex of what came."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._letter: DeadLetter | None = None
        self.facts = Facts()
        self._heads = [label("", "muted"), label("", "muted")]
        self.text, self.hex = _fixed(), _fixed()
        self.add(self.facts)
        for head, field in zip(self._heads, (self.text, self.hex), strict=True):
            self.add(head)
            self.add(field, stretch=1)
        self._filler = filler()
        self.add(self._filler)
        self.settle()

    def retranslate(self) -> None:
        """All words."""
        self.set_title(self.tr("原文"))
        names = (self.tr("按文字"), self.tr("按字节"))
        for head, field, words in zip(self._heads, (self.text, self.hex), names, strict=True):
            head.setText(words)
            field.setAccessibleName(words)
        self._show()

    def restyle(self) -> None:
        """Letters of one width, so that bytes stand under each other."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme.current().px("small"))
        for field in (self.text, self.hex):
            field.setFont(font)

    def show_letter(self, letter: DeadLetter | None) -> None:
        """Show a message, or nothing."""
        if letter != self._letter:
            self._letter = letter
            self._show()

    def _show(self) -> None:
        letter = self._letter
        for part in (self.facts, self.text, self.hex, *self._heads):
            part.setVisible(letter is not None)
        self._filler.setVisible(letter is None)
        self.set_note("" if letter is not None else self.tr("在列表中选择一条消息"))
        if letter is None:
            return
        self.facts.show_facts(self._facts(letter))
        self.text.setPlainText(text_of(letter.raw[:SHOWN_BYTES]))
        self._lay_bytes()

    def _lay_bytes(self) -> None:
        """As many bytes a line as the field is wide."""
        if self._letter is not None:
            room = self.hex.viewport().width() // max(1, self.hex.fontMetrics().horizontalAdvance("0"))
            width = WIDTH if room >= SIGNS else NARROW
            self.hex.setPlainText(hex_lines(self._letter.raw[:SHOWN_BYTES], width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the bytes out anew."""
        super().resizeEvent(event)
        self._lay_bytes()

    def _facts(self, letter: DeadLetter) -> list[Fact]:
        size = self.tr("{count} 字节").format(count=len(letter.raw))
        if len(letter.raw) >= KEPT_BYTES:
            size = self.tr("前 {count} 字节（更多的没有保存）").format(count=len(letter.raw))
        elif len(letter.raw) > SHOWN_BYTES:
            size = self.tr("{count} 字节，下面显示前 {shown} 字节").format(count=len(letter.raw), shown=SHOWN_BYTES)
        return [
            Fact(self.tr("错误"), fault_words(letter.fault, self._desk.say), "abnormal"),
            Fact(self.tr("细节"), letter.detail),
            Fact(self.tr("发自"), letter.device or self.tr("不知道是哪台设备")),
            Fact(self.tr("主题"), letter.topic),
            Fact(self.tr("收到"), moment_words(letter.received_at, self._desk.now())),
            Fact(self.tr("大小"), size),
            Fact("SHA-256", in_groups(letter.digest)),
        ]


class LettersView(Restyled, QSplitter):
    """Senders with their totals, the newest messages, the viewer. A chosen sender narrows the list."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._desk = desk
        self._picture = DevicesPicture(0)
        self._sender: str | None = None
        self.senders = RecordTable(self._sender_columns(), name="", key=lambda one: one.device)
        self.letters = RecordTable(self._letter_columns(), name="", key=lambda one: one.number)
        self.viewer = LetterViewer(desk)
        self.empty = EmptyState("circle-check", "", "")
        self.every_button = button("", icon="x", tone="quiet")
        self.every_button.clicked.connect(lambda: self.choose_sender(None))
        self._senders_card, self._letters_card = Panel(), Panel()
        self.senders.chosen.connect(lambda sender: self.choose_sender(sender.device))
        self.letters.chosen.connect(self.viewer.show_letter)
        self._lay_out()
        self.settle()

    def _lay_out(self) -> None:
        self._senders_card.add(self.senders, stretch=1)
        self._letters_card.add_tool(self.every_button)
        self._letters_card.add(self.letters, stretch=1)
        self._letters_card.add(self.empty, stretch=1)
        for card, stretch in ((self._senders_card, 3), (self._letters_card, 6), (self.viewer, 5)):
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            self.addWidget(card)
            self.setStretchFactor(self.count() - 1, stretch)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(8)
        self.setSizes([300, 600, 500])

    def _sender_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("设备"), self._sender_words, tone=_sender_tone),
            Column(self.tr("条数"), lambda one: str(one.count), 64, right=True),
        )

    def _letter_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("收到"), lambda one: moment_words(one.received_at, self._desk.now()), 80),
            Column(self.tr("设备"), lambda one: one.device or self.tr("不明"), 96),
            Column(self.tr("错误"), lambda one: fault_words(one.fault, self._desk.say)),
            Column(self.tr("字节"), lambda one: str(len(one.raw)), 70, right=True),
        )

    def _sender_words(self, sender: Sender) -> str:
        if sender.device == NOBODY:
            return self.tr("不明来源")
        return sender.device if sender.registered else self.tr("{device}（未登记）").format(device=sender.device)

    def retranslate(self) -> None:
        """All words."""
        self._senders_card.set_title(self.tr("按设备"))
        self._letters_card.set_title(self.tr("无法识别的消息"))
        self.senders.setAccessibleName(self.tr("按设备统计"))
        self.letters.setAccessibleName(self.tr("无法识别的消息"))
        self.senders.set_columns(self._sender_columns())
        self.letters.set_columns(self._letter_columns())
        self.empty.set_words(self.tr("没有无法识别的消息"), self.tr("设备发来的消息都已正常处理。"))
        self.every_button.setText(self.tr("全部设备"))
        self.every_button.setAccessibleName(self.tr("显示全部设备的消息"))
        self._show()

    def show_picture(self, picture: DevicesPicture) -> None:
        """Take fresh facts."""
        self._picture = picture
        self._show()

    def choose_sender(self, device: str | None) -> None:
        """Show the messages of one sender only; None for all."""
        self._sender = device
        if device is None:
            self.senders.clearSelection()
        else:
            self.senders.select(device)
        self._show()

    def _show(self) -> None:
        letters = [one for one in self._picture.letters if self._sender in (None, one.device)]
        self.senders.set_records(self._picture.senders)
        self.letters.set_records(letters)
        self.letters.setVisible(bool(letters))
        self.empty.setVisible(not letters)
        self.every_button.setVisible(self._sender is not None)
        self._letters_card.set_note(self._note(letters))
        rows = self.letters.selectionModel().selectedRows()
        if not rows and letters:
            self.letters.select(letters[0].number)
        self.viewer.show_letter(self._current(letters))

    def _current(self, letters: Sequence[DeadLetter]) -> DeadLetter | None:
        rows = self.letters.selectionModel().selectedRows()
        return letters[rows[0].row()] if rows and rows[0].row() < len(letters) else None

    def _note(self, letters: Sequence[DeadLetter]) -> str:
        total = sum(one.count for one in self._picture.senders if self._sender in (None, one.device))
        if total > len(letters):
            return self.tr("共 {total} 条，显示最新 {shown} 条").format(total=total, shown=len(letters))
        return self.tr("共 {total} 条").format(total=total) if total else ""


def _sender_tone(sender: Sender) -> Tone:
    return Tone() if sender.registered else Tone(icon="circle-question-mark", bold=True)


def _fixed() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setMinimumHeight(70)
    return made
