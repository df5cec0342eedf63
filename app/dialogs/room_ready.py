"""A room before its next session: what is missing, and what somebody on the spot can do about it (day.md D.3)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from app.desk import Desk
from app.dialogs.form import Form
from app.widgets.labels import label, set_tone
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.words import clock, hour_minute
from venue.core.messages import Changed, Notice
from venue.operations.readiness import CHECKERS, RoomState, room_states
from venue.operations.readiness_rules import Lack

NOUNS = frozenset({"room_readiness", "room_order", "room_check", "finding", "*"})
CLEAN, LEFT, AGAIN, BY_HAND = "clean", "left", "again", "by_hand"
DEEDS = {
    CLEAN: QT_TRANSLATE_NOOP("RoomReady", "清场复核：室内无人、无遗留物品"),
    LEFT: QT_TRANSLATE_NOOP("RoomReady", "清场复核：有遗留物品"),
    AGAIN: QT_TRANSLATE_NOOP("RoomReady", "再次自动备场"),
    BY_HAND: QT_TRANSLATE_NOOP("RoomReady", "已人工备场"),
}
REMEDIES = {
    "rooms.in_use": QT_TRANSLATE_NOOP("RoomReady", "来不及结束的，在调度页重排"),
    "rooms.check_due": QT_TRANSLATE_NOOP("RoomReady", "到场复核，在下面登记"),
    "rooms.object_left": QT_TRANSLATE_NOOP("RoomReady", "在巡查页处理并销号"),
    "rooms.person_left": QT_TRANSLATE_NOOP("RoomReady", "请无关人员离开"),
    "rooms.person_sensed": QT_TRANSLATE_NOOP("RoomReady", "到场查看是谁"),
    "rooms.presence_unknown": QT_TRANSLATE_NOOP("RoomReady", "到场查看，报修传感器"),
    "rooms.not_armed": QT_TRANSLATE_NOOP("RoomReady", "到时间自动备场"),
    "rooms.arming": QT_TRANSLATE_NOOP("RoomReady", "等待控制器答复"),
    "rooms.controller_silent": QT_TRANSLATE_NOOP("RoomReady", "人工备场，在下面登记"),
    "rooms.step_failed": QT_TRANSLATE_NOOP("RoomReady", "排除后再次备场"),
    "rooms.not_recording": QT_TRANSLATE_NOOP("RoomReady", "联系信息技术人员"),
}
"""Who or what makes up for each thing that is missing."""

LONGEST = 400


def lack_words(desk: Desk, lack: Lack) -> str:
    """One thing that is missing, as a sentence of the desk's language."""
    told = dict(lack.args)
    if "step" in told:
        told["step"] = desk.say(f"rooms.step.{told['step']}")
    return desk.say(lack.code, told)


def likely(state: RoomState) -> str:
    """What most probably is to be registered next: a check that is due first, then the preparation."""
    codes = {lack.code for lack in state.lacks}
    if "rooms.check_due" in codes:
        return CLEAN
    return BY_HAND if "rooms.controller_silent" in codes else AGAIN if "rooms.step_failed" in codes else CLEAN


class RoomReady(Form):
    """Shows what a room lacks, fresh after each notice, and asks for `rooms.check`, `rooms.arm` or `rooms.armed_by_hand`.

    It stays open: what was done stands below, and the list above shows what is still missing.
    """

    def __init__(self, desk: Desk, room: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.room = room
        self.state: RoomState | None = None
        self._said, self._touched, self._asked = "", False, CLEAN
        self.standing = label("", "title")
        self.session = label("", "muted")
        self.lacks = RecordTable(self._columns(), name="", key=lambda one: (one.code, one.args))
        self.lacks.horizontalHeader().hide()
        self.deeds = {deed: QRadioButton() for deed in DEEDS}
        self.words = QLineEdit()
        self.words.setMaxLength(LONGEST)
        self.told = label("", "plain")
        self._lay_fields()
        self.settle()
        desk.noticed.connect(self._hear)
        self.deeds[CLEAN].setFocus()
        self._look()

    def _lay_fields(self) -> None:
        choice = QWidget()
        column = QVBoxLayout(choice)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(7)
        self._group = QButtonGroup(self)
        for owner in self.deeds.values():
            self._group.addButton(owner)
            column.addWidget(owner)
            owner.toggled.connect(self._chosen)
            owner.clicked.connect(self._pressed)
        for part in (self.standing, self.session, self.told):
            part.setWordWrap(True)
        self._labels = [self.add_field(choice, tall=True), self.add_field(self.words)]
        self._column.insertWidget(1, self.standing)
        self._column.insertWidget(2, self.session)
        self._column.insertWidget(3, self.lacks)
        self.body.addWidget(self.told)
        self.deeds[CLEAN].setChecked(True)
        self.words.textEdited.connect(self._pressed)

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("功能室须清场复核、备场完毕、无人无物遗留，才算就绪；不能确认的一律不算。")
        title = self.tr("功能室备场：{room}").format(room=self._name())
        self.name_dialog(title, intro=intro, accept=self.tr("登记"), cancel=self.tr("关闭"))
        for words, name in zip(self._labels, (self.tr("现场情况"), self.tr("说明")), strict=True):
            self.name_field(words, name)
        for deed, owner in self.deeds.items():
            owner.setText(self.tr(DEEDS[deed]))
            owner.setAccessibleName(owner.text())
        self.lacks.setAccessibleName(self.tr("还缺什么"))
        self.lacks.set_columns(self._columns())
        self._chosen()
        self._show()

    def restyle(self) -> None:
        """The list is as high as what it says."""
        super().restyle()
        self._show()

    def _name(self) -> str:
        ground = self.desk.ground
        rooms = ground.plan(self.desk.now()).rooms if ground is not None else ()
        found = next((getattr(one.name, self.desk.language) for one in rooms if one.code == self.room), "")
        return f"{found}（{self.room}）" if found else self.room

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("", lambda one: lack_words(self.desk, one), tone=lambda _: Tone(icon="triangle-alert")),
            Column("", lambda one: self.tr(REMEDIES.get(one.code, "")), 160, tone=lambda _: Tone(muted=True)),
        )

    def deed(self) -> str:
        """What is to be registered."""
        return next(deed for deed, owner in self.deeds.items() if owner.isChecked())

    def _pressed(self) -> None:
        self._touched, self._said = True, ""
        self.told.setVisible(False)
        self.refuse("")

    def _chosen(self) -> None:
        hints = {
            LEFT: self.tr("写明是什么、在哪里，例如：蓝色文件袋一个，在 3 号席位"),
            BY_HAND: self.tr("写明怎么做的，例如：现场通电，灯光、通风、试录正常"),
        }
        hint = hints.get(self.deed(), "")
        self.words.setEnabled(bool(hint))
        self.words.setPlaceholderText(hint or self.tr("不需要"))

    # What is known

    def _hear(self, notices: tuple[Notice, ...]) -> None:
        if any(isinstance(one, Changed) and one.noun in NOUNS for one in notices):
            self._look()

    def _look(self) -> None:
        self.desk.look(room_states, self.guarded(self._took), self.guarded(self.failed))

    def _took(self, states: tuple[RoomState, ...]) -> None:
        self.state = next((one for one in states if one.room == self.room), None)
        if self.state is not None and not self._touched:
            self._prefer(self.deeds[likely(self.state)])
        self._show()

    def _prefer(self, deed: QRadioButton) -> None:
        """Choose it; whoever stands on another one stands on it now."""
        standing = any(owner.hasFocus() for owner in self.deeds.values())
        deed.setChecked(True)
        if standing:
            deed.setFocus()

    def _show(self) -> None:
        state = self.state
        lacks = () if state is None else state.lacks
        self.lacks.set_records(lacks)
        self.lacks.setVisible(bool(lacks))
        rows = min(5, len(lacks))
        self.lacks.setFixedHeight(rows * self.lacks.verticalHeader().defaultSectionSize() + 4)
        self.session.setText(self._session(state))
        self.standing.setText(self._standing(state))
        set_tone(self.standing, "abnormal" if lacks else "title")
        self.told.setText(self._said)
        self.told.setVisible(bool(self._said))
        self.fit()

    def _session(self, state: RoomState | None) -> str:
        if state is None:
            return self.tr("今天没有待开始的场次，或引擎尚未核对；仍可登记清场复核。")
        known = {"project": state.project, "time": hour_minute(state.from_at), "since": clock(state.since)}
        return self.tr("下一场：{project}，{time} 开始（以下为 {since} 以来的情况）").format(**known)

    def _standing(self, state: RoomState | None) -> str:
        if state is None:
            return self.tr("没有待备场次")
        if state.ready:
            return self.tr("已就绪")
        return self.tr("未就绪：还缺 {count} 项").format(count=len(state.lacks))

    # What is done

    def missing(self) -> str:
        """Somebody who may, a session to prepare for, and words where they are needed."""
        deed = self.deed()
        if not self.desk.viewer.may(*CHECKERS):
            return self.tr("您的身份不能登记：由总控员、巡查员、前台或现场管理负责人登记。")
        if deed in (AGAIN, BY_HAND) and self.state is None:
            return self.desk.say("rooms.nothing_coming", {"room": self._name()})
        if deed == LEFT and not self.words.text().strip():
            return self.desk.say("rooms.left_words_needed")
        if deed == BY_HAND and not self.words.text().strip():
            return self.tr("请写明怎么备的场。")
        return ""

    def submit(self) -> None:
        """Ask the engine."""
        words = self.words.text().strip()
        asked: dict[str, tuple[str, dict[str, Any]]] = {
            CLEAN: ("rooms.check", {}),
            LEFT: ("rooms.check", {"left": words}),
            AGAIN: ("rooms.arm", {}),
            BY_HAND: ("rooms.armed_by_hand", {"words": words}),
        }
        self._asked = self.deed()
        act, more = asked[self._asked]
        self.ask(act, room=self.room, **more)

    def answered(self, answer: Any) -> None:
        """Done: it stands below, and the room is looked at again."""
        self.set_busy(False)
        number, finding = int(answer["number"]), int(answer.get("finding", 0))
        said = {
            CLEAN: self.tr("已登记 {number} 号复核：无遗留。"),
            LEFT: self.tr("已登记 {number} 号复核，遗留物品记为 {finding} 号问题，处理销号后才能就绪。"),
            AGAIN: self.tr("已下达 {number} 号备场指令，等待房间控制器答复。"),
            BY_HAND: self.tr("已登记 {number} 号人工备场。"),
        }
        self._said = said[self._asked].format(number=number, finding=finding)
        self._touched = False
        self.words.clear()
        self._chosen()
        self.done_with.emit(answer)
        self._look()

    def set_busy(self, busy: bool) -> None:
        """Lock or unlock; words only where they are needed."""
        super().set_busy(busy)
        if not busy:
            self._chosen()
