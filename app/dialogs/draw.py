"""The draws of a project: how each stands, the part of whoever sits here, the reveal event, the published document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from app import theme
from app.desk import Desk
from app.dialogs.asking import Asking
from app.dialogs.custody import custody_of
from app.dialogs.draw_facts import DrawFacts
from app.dialogs.draw_hand import DrawHand
from app.dialogs.draw_open import OpenDraw
from app.dialogs.draw_seen import (
    COMMIT,
    OPEN,
    REVEAL,
    SAVE,
    UNSEAL,
    Seen,
    lacking,
    read_seen,
    step_of,
    why_not,
    why_not_open,
)
from app.dialogs.draw_words import party_list, round_words
from app.dialogs.export_patrols import usual_folder
from app.dialogs.form import Form, plain_button
from app.dialogs.reason import Question, ReasonDialog
from app.widgets.labels import label
from venue.core.chance import Chance
from venue.core.messages import Changed, Notice
from venue.records.draw_file import usual_name, write_document
from venue.schedule import draw_rules as rules
from venue.schedule.draw_document import DrawState, draw_document

TICK_MS = 1000
NOUNS = frozenset({"draw", "project", "*"})
WIDE = 640
SHARE = 0.92  # of the screen's height


class DrawDialog(Form):
    """One line of what comes next, one button that does it, and why not where it cannot be done here and now.

    It stays open and looks again after each notice. Secrets of this desk are forgotten when it closes; it says so before, once.
    """

    def __init__(
        self,
        desk: Desk,
        project: str,
        parent: QWidget | None = None,
        *,
        draw: str = "",
        chance: Chance | None = None,
        folder: Path | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self.project, self._wanted, self._about, self._warned = project, draw, "", False
        self._folder = folder or usual_folder()
        self._asking = Asking(desk, self)
        self.seen: Seen | None = None
        self.saved: Path | None = None
        self.round = QComboBox()
        self.hand = DrawHand(desk, chance=chance)
        self.facts = DrawFacts(desk)
        self.why, self.told = label("", "muted"), label("", "plain")
        self.open_button = plain_button("")
        self._lay_fields()
        self._connect()
        self.settle()
        self.round.setFocus()
        self._look()

    def _lay_fields(self) -> None:
        self._round_label = self.add_field(self.round)
        for part in (self.why, self.told):
            part.setWordWrap(True)
        self.told.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        for part in (self.facts, self.hand, self.why, self.told):
            self.body.addWidget(part)
        self.buttons.insertWidget(0, self.open_button)

    def _connect(self) -> None:
        self.round.currentIndexChanged.connect(lambda _: self._chosen())
        self.open_button.clicked.connect(self.open_another)
        self.hand.party.currentIndexChanged.connect(lambda _: self._show())
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self.desk.noticed.connect(self._hear)

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr(
            "各方先承诺，都承诺后再公布密值，由全部密值算出结果；集合时间启封前谁也看不到，启封后任何人都能复核。"
        )
        title = self.tr("随机抽取：{project}").format(project=self.project)
        self.name_dialog(title, intro=intro, accept=self.tr("新开抽取…"), cancel=self.tr("关闭"))
        self.name_field(self._round_label, self.tr("抽取"))
        self.open_button.setText(self.tr("另开或重抽…"))
        self.open_button.setAccessibleName(self.open_button.text())
        self._fill_rounds()
        self._show()

    def restyle(self) -> None:
        """Wide enough for a digest."""
        super().restyle()
        self.setMinimumWidth(round(WIDE * theme.current().scale))

    def fit(self) -> None:
        """With large text as high as the screen allows: no part of a draw may be squeezed out of sight."""
        super().fit()
        high = self._column.heightForWidth(self.width())
        if high > self.minimumHeight():
            self.setMinimumHeight(min(high, round(self.screen().availableGeometry().height() * SHARE)))

    # What is known

    def current(self) -> DrawState | None:
        """The draw that is shown; ``None`` while the project has none."""
        return None if self.seen is None else self.seen.draw(str(self.round.currentData() or ""))

    def _hear(self, notices: tuple[Notice, ...]) -> None:
        if any(isinstance(one, Changed) and one.noun in NOUNS for one in notices):
            self._look()

    def _look(self) -> None:
        project = self.project
        self.desk.look_at(
            lambda picture, viewer: read_seen(picture, viewer, project),
            self.guarded(self._took),
            self.guarded(self.failed),
        )

    def _took(self, seen: Seen) -> None:
        first, self.seen = self.seen is None, seen
        self._fill_rounds()
        self._chosen()
        if first and not self.hand.isHidden():
            self.hand.secret.setFocus()

    def _fill_rounds(self) -> None:
        draws = self.seen.draws if self.seen is not None else ()
        chosen = self._wanted or self.round.currentData()
        self.round.blockSignals(True)
        self.round.clear()
        for one in draws:
            self.round.addItem(round_words(one), one.code)
        known = self.round.findData(chosen)
        self.round.setCurrentIndex(known if known >= 0 else len(draws) - 1)
        if known >= 0:
            self._wanted = ""
        self.round.blockSignals(False)
        if not draws:
            self.round.addItem(self.tr("还没有抽取") if self.seen is not None else self.tr("正在读取…"), "")

    def _chosen(self) -> None:
        draw = self.current()
        code = "" if draw is None else draw.code
        if code != self._about:
            self._about = code
            self.told.setText("")
        self.hand.show_draw(draw)
        self._show()

    def _tick(self) -> None:
        draw = self.current()
        if draw is not None and self.isVisible() and draw.state != rules.VOID:
            self.facts.tell_time()
            self._show_step()

    def _show(self) -> None:
        self.facts.show_draw(self.seen, self.current())
        self.told.setVisible(bool(self.told.text()))
        self._show_step()
        self.fit()

    def _show_step(self) -> None:
        draw, seen = self.current(), self.seen
        step = step_of(draw)
        why = self.tr("正在读取…") if seen is None else why_not(self.desk, seen, draw) or self._why_waiting(draw)
        names = {
            OPEN: self.tr("新开抽取…") if draw is None else self.tr("另开一次…"),
            COMMIT: self.tr("承诺"),
            REVEAL: self.tr("公布密值"),
            UNSEAL: self.tr("启封…"),
            SAVE: self.tr("保存抽取文件…"),
        }
        self.accept_button.setText(names[step])
        self.accept_button.setAccessibleName(names[step])
        self.accept_button.setAccessibleDescription(why)
        self.accept_button.setEnabled(not why)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        another = "" if seen is None else why_not_open(self.desk, seen)
        self.open_button.setVisible(step != OPEN)
        self.open_button.setEnabled(seen is not None and not another)
        self.open_button.setToolTip(another)
        self.open_button.setAccessibleDescription(another)

    def _why_waiting(self, draw: DrawState | None) -> str:
        """This desk has done its part and the others have not."""
        if draw is None or not self.hand.waits_for_others():
            return ""
        return self.tr("本席位的一方已经承诺，等待：{who}。").format(who=party_list(lacking(draw), draw))

    # What is done

    def missing(self) -> str:
        """What keeps the next step from being done."""
        self._warned = False
        if self.seen is None:
            return self.tr("正在读取…")
        why = why_not(self.desk, self.seen, self.current())
        return why or (self.hand.fault() if step_of(self.current()) in (COMMIT, REVEAL) else "")

    def submit(self) -> None:
        """Do the next step."""
        self.told.setText("")
        step = step_of(self.current())
        {OPEN: self.open_another, UNSEAL: self.unseal, SAVE: self.save_as}.get(step, self._hand_in)()

    def _hand_in(self) -> None:
        act, args = self.hand.asked()
        self.ask(act, **args)

    def answered(self, answer: Any) -> None:
        """The engine took it; the notice of it may come earlier or later."""
        self.set_busy(False)
        self.done_with.emit(answer)
        self._look()

    def open_another(self) -> None:
        """Open a draw, or another round of one."""
        if self.seen is None:
            return
        draw = self.current()
        dialog = OpenDraw(self.desk, self.seen, self, kind=draw.kind if draw is not None else "")
        dialog.done_with.connect(self._opened)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _opened(self, answer: Any) -> None:
        self._wanted = str(answer["draw"])
        self._look()

    def unseal(self) -> None:
        """The reveal event: with a reason, in the book."""
        draw = self.current()
        if draw is None:
            return

        def question() -> Question:
            intro = self.tr("启封 {draw}：结果、全部密值和盐值写入账本，从此任何人都能看到和复核，不能收回。")
            hint = self.tr("例如：集合时间到，监督现场启封")
            return Question(self.tr("启封结果"), intro.format(draw=draw.code), self.tr("启封"), hint)

        dialog = ReasonDialog(self.desk, question, self, act="draws.unseal", draw=draw.code)
        dialog.done_with.connect(lambda _: self._look())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_as(self) -> None:
        """Ask where, then save the published document."""
        draw = self.current()
        if draw is None:
            return
        usual = self._folder / usual_name(self.desk.site, self.desk.kind, draw.code)
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("保存抽取文件"), str(usual), "JSONL (*.jsonl)")
        if chosen:
            self.save(Path(chosen))

    def save(self, target: Path) -> None:
        """Write the document, check it, enter it in the book; all off Qt's thread."""
        custody, draw = custody_of(self.desk), self.current()
        if custody is None or draw is None:
            return
        self.set_busy(True)
        key = custody.keys.public_key()
        read = self.guarded(lambda document: self._write(document, target))
        self.desk.look(draw_document, read, self.guarded(self.failed), draw=draw.code, public_key=key)

    def _write(self, document: dict[str, Any], target: Path) -> None:
        def write() -> Path:
            return write_document(
                document, target, record=lambda entry: self._asking.ask("exports.written", entry.args())
            )

        self.desk.tasks.run(write, self.guarded(self._saved), self.guarded(self.failed))

    def _saved(self, file: Path) -> None:
        self.set_busy(False)
        self.saved, self._folder = file, file.parent
        words = self.tr("已写入 {file}，复核通过。任何人可用 verify draw 命令离线复核。")
        self.told.setText(words.format(file=file))
        self.told.setAccessibleName(self.told.text())
        self._show()

    def set_busy(self, busy: bool) -> None:
        """Lock or unlock, the hand too."""
        super().set_busy(busy)
        self.hand.setEnabled(not busy)
        if not busy:
            self._show_step()

    # Leaving

    def reject(self) -> None:
        """Close; while a secret is kept that nobody else knows, say so once."""
        held = self.hand.holds()
        if held and not self._warned:
            self._warned = True
            words = self.tr(
                "{who}的密值还没有公布。关闭后本席位不再记得，没有另行记下就无法公布，这次抽取将作废。再按一次关闭。"
            )
            self.refuse(words.format(who=held))
            return
        super().reject()

    def done(self, result: int) -> None:
        """Closed: no secret stays behind."""
        self._clock.stop()
        self.hand.forget()
        super().done(result)

    def _other_viewer(self) -> None:
        """Whoever comes next finds neither the dialog nor a secret."""
        self.hand.forget()
        super()._other_viewer()
