"""What can be asked for on the patrols page: begin, finish, an extra round, a finding, an export."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.control_room.patrols_picture import PatrolPicture, RoundLine
from app.desk import Desk
from app.dialogs.alive import while_alive
from app.dialogs.export_patrols import ExportPatrols
from app.dialogs.extra_round import ExtraRound
from app.dialogs.finding import FindingDialog, Spot
from app.dialogs.form import Form
from app.dialogs.reason import Question, ReasonDialog


class PatrolHand(QObject):
    """The page's hand: asks the engine, with a dialog where words are needed. The window shows what else is refused."""

    done = Signal(str)
    """Something was done; the key of the round that is to be selected, empty for the one that is."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self._page = desk, page

    def begin(self, line: RoundLine | None) -> None:
        """Begin a planned round."""
        if line is not None and line.window is not None:
            self.desk.act(
                "patrols.begin", while_alive(self, lambda answer: self.done.emit(line.key)), planned=line.window.number
            )

    def begin_extra(self, seen: PatrolPicture) -> None:
        """Ask why and over which checkpoints, then begin an extra round."""
        points = () if seen.plan is None else seen.plan.points
        spots = [Spot(point.checkpoint, self.spot_words(point.checkpoint, point.room)) for point in points]
        dialog = ExtraRound(self.desk, spots, self._page.window(), missed=seen.still_missed())
        dialog.done_with.connect(lambda answer: self.done.emit(f"extra-{answer['round']}"))
        self._open(dialog)

    def finish(self, seen: PatrolPicture, line: RoundLine | None) -> None:
        """End a round: at once when it is complete, else with the reason and each missed checkpoint named."""
        if line is None or line.walked is None:
            return
        left = [one for one in seen.points_of(line) if one.state == "open"]
        if not left:
            self.desk.act(
                "patrols.finish", while_alive(self, lambda answer: self.done.emit(line.key)), number=line.number
            )
            return
        names = "、".join(getattr(one.point, f"room_{self.desk.language}") for one in left)

        def question() -> Question:
            intro = self.tr("还有 {count} 个巡查点未查：{names}。\n现在结束将记为未完成，漏查的点逐一写入账本。")
            title, hint = self.tr("按未完成结束"), self.tr("例如：评标室正在评标，不便进入")
            return Question(title, intro.format(count=len(left), names=names), self.tr("按未完成结束"), hint)

        told: dict[str, Any] = {"act": "patrols.finish", "name": "why", "number": line.number, "incomplete": 1}
        dialog = ReasonDialog(self.desk, question, self._page.window(), tone="danger", **told)
        dialog.done_with.connect(lambda answer: self.done.emit(line.key))
        self._open(dialog)

    def write_finding(self, seen: PatrolPicture, line: RoundLine | None, checkpoint: str) -> None:
        """Ask what was found at a checkpoint: on the round while it is under way, else outside of one."""
        points = [one.point for one in seen.points_of(line)]
        spots = [Spot(point.checkpoint, self.spot_words(point.checkpoint, point.room)) for point in points]
        number = line.number if line is not None and line.state == "open" else 0
        window = self._page.window()
        self._open(FindingDialog(self.desk, spots, window, where=checkpoint, round_number=number))

    def export(self) -> None:
        """Ask for form, days and folder, and write the log."""
        self._open(ExportPatrols(self.desk, self._page.window()))

    def spot_words(self, checkpoint: str, room: str) -> str:
        """A checkpoint by the name of its room: 评标九室（CP-E9）."""
        ground = self.desk.ground
        known = None if ground is None else ground.plan(self.desk.now()).room.get(room)
        return f"{getattr(known.name, self.desk.language) if known else room}（{checkpoint}）"

    def _open(self, dialog: Form) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
