"""Opening a draw of sub-venues or seats: from what, for whom, by which parties, until when; another round with its cause."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from app.desk import Desk
from app.dialogs.draw_seen import Seen, free_kinds
from app.dialogs.draw_words import CAUSES, KINDS, round_words, word
from app.dialogs.form import Form
from app.dialogs.tick_list import TickList
from app.widgets.labels import label
from venue.core.clock import MINUTE
from venue.schedule import draw_rules as rules
from venue.schedule.draw_document import DrawState

MOST_VENUES = 9  # the rule has the last word (RB-04); this only keeps the box in bounds
HAVING_RESULT = (rules.DRAWN, rules.UNSEALED)


class OpenDraw(Form):
    """Asks what is drawn and opens it with `draws.open`; nothing can be changed once the first party has committed."""

    def __init__(self, desk: Desk, seen: Seen, parent: QWidget | None = None, *, kind: str = "") -> None:
        super().__init__(desk, parent)
        self.seen = seen
        self.kind, self.room, self.cause = QComboBox(), QComboBox(), QComboBox()
        self.takers = TickList([(code, code) for code in seen.experts])
        self.count, self.minutes = QSpinBox(), QSpinBox()
        self.candidates, self.centres, self.reason = QPlainTextEdit(), QLineEdit(), QLineEdit()
        self.note = label("", "muted")
        self.note.setWordWrap(True)
        self._fill()
        self._lay_fields()
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        self.kind.currentIndexChanged.connect(lambda _: self._other_kind())
        self.settle()
        self.kind.setFocus()

    def _fill(self) -> None:
        for code in free_kinds(self.seen):
            self.kind.addItem("", code)
        self._fill_rooms()
        ground = self.desk.ground
        causes = ground.book(self.desk.now()).listed("RB-05", "redraw_causes") if ground is not None else ()
        for code in causes:
            self.cause.addItem("", code)
        self.takers.tick(self.seen.experts)
        self.takers.setFixedHeight(96)
        planned = self.seen.project.sub_venues if self.seen.project is not None else 0
        self.count.setRange(1, MOST_VENUES)
        self.count.setValue(planned or 1)
        self.minutes.setRange(2, rules.LONGEST // MINUTE)
        self.minutes.setSingleStep(5)
        self.minutes.setValue(rules.USUAL // MINUTE)
        self.candidates.setTabChangesFocus(True)
        self.candidates.setFixedHeight(96)
        self.centres.setMaxLength(200)
        self.reason.setMaxLength(400)

    def _fill_rooms(self) -> None:
        ground = self.desk.ground
        plan = ground.plan(self.desk.now()) if ground is not None else None
        seats: dict[str, int] = {}
        for seat in plan.seats if plan is not None else ():
            seats[seat.room] = seats.get(seat.room, 0) + 1
        remote = self.seen.project is not None and self.seen.project.method.startswith("remote")
        rooms = [one for one in (plan.rooms if plan is not None else ()) if one.code in seats]
        for one in sorted(rooms, key=lambda one: (one.zone == "Z3r") != remote):
            words = self.tr("{room}（{code}），{count} 个席位")
            told = {"room": getattr(one.name, self.desk.language), "code": one.code, "count": seats[one.code]}
            self.room.addItem(words.format(**told), one.code)

    def _lay_fields(self) -> None:
        self._labels = {
            "kind": self.add_field(self.kind),
            "room": self.add_field(self.room),
            "takers": self.add_field(self.takers, tall=True),
            "count": self.add_field(self.count),
            "candidates": self.add_field(self.candidates, tall=True),
            "centres": self.add_field(self.centres),
            "minutes": self.add_field(self.minutes),
            "cause": self.add_field(self.cause),
            "reason": self.add_field(self.reason),
        }
        self.body.addWidget(self.note)

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("开出后，候选、名额、参与方和时限都已固定，各方据此承诺，不能再改（第七条，RB-05）。")
        self.name_dialog(self.tr("新开抽取"), intro=intro, accept=self.tr("开出"))
        words = {
            "kind": self.tr("抽什么"),
            "room": self.tr("房间"),
            "takers": self.tr("为谁抽"),
            "count": self.tr("副场个数"),
            "candidates": self.tr("候选副场"),
            "centres": self.tr("参与的中心"),
            "minutes": self.tr("时限"),
            "cause": self.tr("重抽原因"),
            "reason": self.tr("说明"),
        }
        for name, told in words.items():
            self.name_field(self._labels[name], told)
        for row in range(self.kind.count()):
            self.kind.setItemText(row, word(KINDS, self.kind.itemData(row)))
        for row in range(self.cause.count()):
            self.cause.setItemText(row, word(CAUSES, self.cause.itemData(row)))
        self.candidates.setPlaceholderText(self.tr("每行一个：编号 名称，例如\nLY 临阳市中心"))
        self.centres.setPlaceholderText(self.tr("除本中心、行政监督外还有谁，填编号，例如 LY AH；没有就不填"))
        self.minutes.setSuffix(self.tr(" 分钟内各方须承诺并公布"))
        self.reason.setPlaceholderText(self.tr("例如：3 号席位终端损坏，经行政监督同意"))
        self._other_kind()

    def before(self) -> DrawState | None:
        """The round before of what is drawn; ``None`` for a first one."""
        return self.seen.newest(self.what())

    def what(self) -> str:
        """``seat`` or ``sub_venue``."""
        return str(self.kind.currentData() or "")

    def _other_kind(self) -> None:
        seat, before = self.what() == "seat", self.before()
        shown = {
            "room": seat,
            "takers": seat,
            "count": not seat,
            "candidates": not seat,
            "cause": before is not None and before.state in HAVING_RESULT,
            "reason": before is not None,
        }
        for name, visible in shown.items():
            self._labels[name].setVisible(visible)
            getattr(self, name).setVisible(visible)
        self.note.setText(self._note(before))
        self.note.setVisible(bool(self.note.text()))
        self.fit()

    def _note(self, before: DrawState | None) -> str:
        if before is None:
            return ""
        if before.state in HAVING_RESULT:
            words = self.tr("已有 {before}。一次需求只抽一次，重抽须有规定的原因；前后两次结果都保留。")
        else:
            words = self.tr("接 {before}，请说明为什么另开一次。")
        return words.format(before=round_words(before))

    # What is asked

    def pool(self) -> list[dict[str, str]]:
        """The candidates that were typed, a code and a name a line."""
        lines = [line.split(maxsplit=1) for line in self.candidates.toPlainText().splitlines() if line.strip()]
        return [{"code": parts[0], "name": parts[1].strip() if len(parts) > 1 else ""} for parts in lines]

    def parties(self) -> list[str]:
        """Host, the centres that take part, supervision."""
        typed = self.centres.text().replace("，", " ").replace("、", " ").replace(",", " ").split()
        return [rules.HOST, *typed, rules.SUPERVISOR]

    def missing(self) -> str:
        """Something to draw, somebody to draw for, and a reason for another round."""
        if not self.what():
            return self.tr("现在没有可以新开的抽取。")
        if self.what() == "seat":
            if not self.room.currentData():
                return self.tr("站点文件没有登记带席位的房间。")
            if not self.takers.ticked():
                return self.tr("请勾选专家代号；项目还没有专家代号时不能抽席位。")
        elif len(self.pool()) < self.count.value():
            return self.desk.say(
                "draws.too_few_candidates", {"candidates": len(self.pool()), "count": self.count.value()}
            )
        if self.before() is not None and not self.reason.text().strip():
            return self.tr("请说明为什么另开一次。")
        return ""

    def submit(self) -> None:
        """Ask the engine."""
        seat, before = self.what() == "seat", self.before()
        told: dict[str, Any] = {"kind": self.what(), "parties": self.parties()}
        if seat:
            takers = self.takers.ticked()
            told |= {"room": str(self.room.currentData()), "takers": takers, "count": len(takers)}
        else:
            told |= {"candidates": self.pool(), "count": self.count.value()}
        if before is not None:
            cause = str(self.cause.currentData() or "") if before.state in HAVING_RESULT else ""
            told |= {"cause": cause, "reason": self.reason.text().strip()}
        close_by = self.desk.now() + self.minutes.value() * MINUTE
        project = self.seen.project
        self.ask("draws.open", project=project.code if project is not None else "", close_by=close_by, **told)
