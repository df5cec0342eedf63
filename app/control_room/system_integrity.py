"""How far the book goes, how far it is sealed, whose key seals it, and a check on demand."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from app.control_room.devices_facts import Fact, Facts
from app.control_room.devices_words import moment_words
from app.control_room.system_verify import outcome_words, verify_site
from app.desk import Desk
from app.dialogs.alive import while_alive
from app.dialogs.custody import custody_of
from app.dialogs.faults import fault_words
from app.widgets import icons
from app.widgets.labels import label, set_tone
from app.widgets.panel import Panel, button
from app.widgets.restyled import Restyled
from venue.journal.book import BookState
from venue.journal.verify import Report, fingerprint, public_key_text

SIDE = 20


class _Steps(QObject):
    """Carries the progress from the thread that verifies to Qt's."""

    read = Signal(int)


class IntegrityPanel(Restyled, Panel):
    """The state of the book, refreshed by `show_state`, and 立即核验. `verified(report)` when a check has ended."""

    verified = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._state: BookState | None = None
        self._checked: tuple[int, tuple[str, ...], bool] | None = None
        self._steps = _Steps(self)
        self._steps.read.connect(self._progressed, Qt.ConnectionType.QueuedConnection)
        self.facts, self.keys = Facts(columns=2), Facts()
        self.verify_button = button("", icon="shield-check", tone="primary")
        self.verify_button.clicked.connect(self.verify)
        self.progress = QProgressBar()
        self.progress.setVisible(False)
        self._mark, self.result = QLabel(), label("", "plain")
        self.result.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.result, 1)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.add_tool(self.verify_button)
        for part in (self.facts, self.keys, self.progress, holder):
            self.add(part)
        self.settle()

    def retranslate(self) -> None:
        """All words."""
        self.set_title(self.tr("账本完整性"))
        self.verify_button.setText(self.tr("立即核验"))
        self.verify_button.setAccessibleName(self.tr("立即核验账本"))
        self.progress.setAccessibleName(self.tr("核验进度"))
        able = custody_of(self._desk) is not None
        self.verify_button.setEnabled(able)
        self.verify_button.setToolTip("" if able else self.tr("本席位没有库外封存签名，请在运行引擎的机器上核验"))
        self._show()

    def restyle(self) -> None:
        """The mark in the colours of the theme."""
        self._show_mark()

    def show_state(self, state: BookState) -> None:
        """Take a fresh state."""
        self._state = state
        self._show()

    def _show(self) -> None:
        self.facts.show_facts(() if self._state is None else self._facts(self._state))
        self.keys.show_facts(() if self._state is None else self._key_facts(self._state))
        if self._checked is not None:
            at, words, _ = self._checked
            when = self.tr("{at} 核验。").format(at=moment_words(at, self._desk.now()))
            self.result.setText("\n".join((*words, when)))
            self.result.setAccessibleName(self.result.text())
        elif not self.progress.isVisible():
            self.result.setText(self.tr("打开本页后尚未核验"))
        self._show_mark()

    def _facts(self, state: BookState) -> list[Fact]:
        at = (state.head or {}).get("at")
        return [
            Fact(self.tr("最新一条"), str(state.last)),
            Fact(self.tr("封存至"), str(state.sealed)),
            Fact(self.tr("未封存"), self.tr("{count} 条").format(count=state.tail)),
            Fact(self.tr("封存时间"), "" if at is None else moment_words(at, self._desk.now())),
        ]

    def _key_facts(self, state: BookState) -> list[Fact]:
        head = state.head or {}
        root, custody = str(head.get("root", "")), custody_of(self._desk)
        key = (
            two_lines(fingerprint(public_key_text(custody.keys.public_key()))) if custody else str(head.get("key", ""))
        )
        return [
            Fact(self.tr("树根"), f"{root[:16]}…{root[-8:]}" if root else ""),
            Fact(self.tr("公钥指纹") if custody else self.tr("密钥编号"), key),
        ]

    # ----------------------------------------------------------------------------------------------------- the check

    def verify(self) -> None:
        """Check the whole book off Qt's thread."""
        custody = custody_of(self._desk)
        if custody is None or not self.verify_button.isEnabled():
            return
        self.verify_button.setEnabled(False)
        self.progress.setRange(0, max(1, self._state.last if self._state else 1))
        self.progress.setValue(0)
        self.progress.setVisible(True)
        self._checked = None
        set_tone(self.result, "plain")
        self.result.setText(self.tr("正在逐条核验…"))
        self._show_mark()
        site, steps = self._desk.site, self._steps
        self._desk.tasks.run(
            lambda: verify_site(custody, site, steps.read.emit),
            while_alive(self, self._verified),
            while_alive(self, self._failed),
        )

    def _progressed(self, entries: int) -> None:
        self.progress.setMaximum(max(self.progress.maximum(), entries))
        self.progress.setValue(entries)

    def _verified(self, report: Report) -> None:
        self._ended((*outcome_words(report, self._desk.language),), ok=report.ok)
        self.verified.emit(report)

    def _failed(self, fault: Exception) -> None:
        self._ended((self.tr("核验没有完成，结果未知。"), fault_words(self._desk, fault)), ok=False)

    def _ended(self, words: tuple[str, ...], *, ok: bool) -> None:
        self.verify_button.setEnabled(True)
        self.progress.setVisible(False)
        self._checked = (self._desk.now(), words, ok)
        set_tone(self.result, "plain" if ok else "abnormal")
        self._show()

    def _show_mark(self) -> None:
        self._mark.setVisible(self._checked is not None)
        if self._checked is not None:
            name, tone = ("shield-check", "good") if self._checked[2] else ("shield-alert", "p1_text")
            self._mark.setPixmap(icons.picture(name, tone, SIDE, self.devicePixelRatioF()))


def two_lines(groups: str) -> str:
    """Groups of digits on two lines: a wrapped label does not ask a splitter for its second line."""
    parts = groups.split()
    return f"{' '.join(parts[:4])}\n{' '.join(parts[4:])}"
