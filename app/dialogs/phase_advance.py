"""Bringing a project into its next phase by hand: which one, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.desk import Desk
from app.dialogs.form import Form
from app.widgets.labels import label
from app.widgets.words import PHASES, clock, word
from venue.operations.phase_gates import ENDS_ROLES, method_of_project
from venue.projects.phases import Step, may_follow, phase_names
from venue.projects.projects import Project


def phases_after(project: Project) -> tuple[str, ...]:
    """The phases that an operator may choose now: the next of the method first, those that end or delay the project last."""
    method = method_of_project(project)
    possible = [to for to in phase_names() if isinstance(may_follow(method, project.phase, to), Step)]
    return tuple(sorted(possible, key=lambda to: to not in method.phases))


class PhaseAdvance(Form):
    """Asks for phase and reason, then asks the engine for `projects.advance`; what a gate refuses stands in the dialog."""

    def __init__(self, desk: Desk, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.project = project
        self._codes = phases_after(project)
        self.to = QComboBox()
        for code in self._codes:
            self.to.addItem("", code)
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self._to_label = self.add_field(self.to)
        self._reason_label = self.add_field(self.reason)
        self._note = label("", "muted")
        self._note.setWordWrap(True)
        self.body.addWidget(self._note)
        self.to.currentIndexChanged.connect(self._explain)
        self.accept_button.setEnabled(bool(self._codes))
        self.settle()
        self.reason.setFocus()

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("项目 {code} 现为“{phase}”（自 {since}）。人工切换阶段须写明原因，记入账本。")
        known = {"code": self.project.code, "phase": word(PHASES, self.project.phase)}
        self.name_dialog(
            self.tr("切换项目阶段"),
            intro=intro.format(**known, since=clock(self.project.phase_since)),
            accept=self.tr("切换"),
        )
        self.name_field(self._to_label, self.tr("新阶段"))
        self.name_field(self._reason_label, self.tr("原因"))
        self.reason.setPlaceholderText(self.tr("例如：交易系统未推送，现场确认开标结束"))
        for number, code in enumerate(self._codes):
            self.to.setItemText(number, word(PHASES, code))
        self._explain()

    def _explain(self) -> None:
        to = str(self.to.currentData() or "")
        if not self._codes:
            words = self.tr("这个项目已经结束，没有可以切换的阶段。")
        elif to == "evaluating":
            words = self.tr("切换前核对：代理机构人员须全部退出评标室（第八条），否则引擎不予切换，并说明还有几人。")
        elif to in ENDS_ROLES:
            words = self.tr("切换后项目即告终结：相关人员的项目身份同时失效，评标室不再放行。")
        elif to == "postponed":
            words = self.tr("切换后本次占用的功能室全部释放，改期须重新排期。")
        else:
            words = ""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def missing(self) -> str:
        """A reason is needed."""
        return "" if self.reason.text().strip() else self.desk.say("people.reason_missing", {})

    def submit(self) -> None:
        """Ask the engine."""
        to = str(self.to.currentData())
        self.ask("projects.advance", project=self.project.code, to=to, reason=self.reason.text().strip())
