"""The rules in force: each with its clause and the quoted phrase, its hardness, its parameters; and the admission matrix."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.control_room.devices_facts import Fact, Facts
from app.control_room.system_matrix import LETTERS, MatrixTable, said
from app.control_room.system_words import HARDNESS, UNIT_WORDS, named
from app.desk import Desk
from app.widgets.empty_state import EmptyState
from app.widgets.labels import label
from app.widgets.panel import Panel
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.restyled import Restyled
from app.widgets.search_box import SearchBox
from app.widgets.words import ROLES, local, word
from venue.rules.rule import Parameter, Rule
from venue.rules.rule_book import NoBookInForce, RuleBook


class RuleCard(Restyled, Panel):
    """The chosen rule."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._rule: Rule | None = None
        self.statement, self.clause = label("", "plain"), label("", "muted")
        for words in (self.statement, self.clause):
            words.setWordWrap(True)
        self.facts = Facts()
        self.parameters = RecordTable(self._columns(), name="", key=lambda one: one[0])
        self.messages = RecordTable(self._message_columns(), name="", key=lambda one: one[0])
        self.tables = QTabWidget()
        for table in (self.parameters, self.messages):
            self.tables.addTab(table, "")
        for part, stretch in ((self.statement, 0), (self.clause, 0), (self.facts, 0), (self.tables, 1)):
            self.add(part, stretch=stretch)
        self.settle()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("参数"), lambda one: one[1].label[self._desk.language]),
            Column(self.tr("取值"), lambda one: value_words(one[1]), 180),
            Column(self.tr("单位"), lambda one: unit_words(one[1].unit), 64),
            Column(self.tr("来源"), lambda one: self._basis(one[1].basis), 110),
        )

    def _message_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("判定"), lambda one: one[0], 170, tone=lambda one: Tone(muted=True)),
            Column(self.tr("说法"), lambda one: one[1][self._desk.language]),
        )

    def retranslate(self) -> None:
        """All words."""
        self.parameters.setAccessibleName(self.tr("规则参数"))
        self.messages.setAccessibleName(self.tr("判定说法"))
        self.parameters.set_columns(self._columns())
        self.messages.set_columns(self._message_columns())
        self.tables.setAccessibleName(self.tr("参数和说法"))
        self.show_rule(self._rule)

    def show_rule(self, rule: Rule | None) -> None:
        """Show a rule, or nothing."""
        self._rule = rule
        for part in (self.statement, self.clause, self.facts, self.tables):
            part.setVisible(rule is not None)
        if rule is None:
            self.set_title(self.tr("规则"))
            self.set_note(self.tr("在左侧选择一条规则"))
            return
        language = self._desk.language
        self.set_title(f"{rule.id} {rule.title[language]}")
        self.set_note("")
        self.statement.setText(rule.statement[language])
        self.clause.setText(rule.citation(language))
        self.facts.show_facts(self._facts(rule))
        self.parameters.set_records(tuple(rule.parameters.items()))
        self.messages.set_records(tuple(rule.messages.items()))
        counts = (
            (self.tr("参数（{count}）"), len(rule.parameters)),
            (self.tr("判定说法（{count}）"), len(rule.messages)),
        )
        for number, (words, count) in enumerate(counts):
            self.tables.setTabText(number, words.format(count=count))

    def _facts(self, rule: Rule) -> list[Fact]:
        remark = rule.hardness_remark[self._desk.language] if rule.hardness_remark else ""
        until = f" – {rule.valid_to}" if rule.valid_to else ""
        return [
            Fact(self.tr("刚性"), hardness_words(rule.hardness)),
            Fact(self.tr("说明"), remark),
            Fact(self.tr("来源"), self._basis(rule.basis)),
            Fact(self.tr("生效"), f"{rule.valid_from}{until}"),
        ]

    def _basis(self, basis: str) -> str:
        if basis == "A":
            return self.tr("本中心设定")
        if basis == "K":
            return self.tr("待核对原文")
        return self.tr("政策原文")


class RulesView(Restyled, QWidget):
    """Two tabs: the rules, and the matrix. `show_book` takes what is in force at an instant."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._book: RuleBook | None = None
        self.table = RecordTable(self._columns(), name="", key=lambda rule: rule.id)
        self.search = SearchBox()
        self.card, self.matrix = RuleCard(desk), MatrixTable()
        self.tabs = QTabWidget()
        self.empty = EmptyState("gavel", "", "")
        self._list, self._matrix_card = Panel(), Panel()
        self._legend = label("", "small")
        self._legend.setWordWrap(True)
        self.table.chosen.connect(self.card.show_rule)
        self.search.searched.connect(lambda words: self._show_rules())
        self._lay_out()
        self.settle()

    def _lay_out(self) -> None:
        self._list.add_tool(self.search)
        self._list.add(self.table, stretch=1)
        split = QSplitter(Qt.Orientation.Horizontal)
        for part, stretch in ((self._list, 5), (self.card, 6)):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, stretch)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.setSizes([520, 620])
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(self.matrix)
        column.addStretch(1)
        scroll.setWidget(inner)
        self._scroll = scroll
        self._matrix_card.add(scroll, stretch=1)
        self._matrix_card.add(self._legend)
        self.tabs.addTab(split, "")
        self.tabs.addTab(self._matrix_card, "")
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.tabs)
        whole.addWidget(self.empty)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("编号"), lambda rule: rule.id, 70),
            Column(self.tr("规则"), lambda rule: rule.title[self._desk.language]),
            Column(self.tr("条款"), self._clause, 116, tone=lambda rule: Tone(muted=True)),
            Column(self.tr("刚性"), lambda rule: hardness_words(rule.hardness), 64),
        )

    def _clause(self, rule: Rule) -> str:
        known = len(rule.clause) <= 3
        return self.tr("第（{clause}）条").format(clause=rule.clause) if rule.clause and known else rule.clause

    def retranslate(self) -> None:
        """All words."""
        self.table.setAccessibleName(self.tr("规则列表"))
        self.table.set_columns(self._columns())
        self.search.set_hint(self.tr("查找规则"))
        self.tabs.setAccessibleName(self.tr("规则分栏"))
        self._scroll.setAccessibleName(self.tr("准入矩阵"))
        self.tabs.setTabText(0, self.tr("规则"))
        self.tabs.setTabText(1, self.tr("准入矩阵"))
        self._list.set_title(self.tr("现行规则"))
        self._matrix_card.set_title(self.tr("评标室准入矩阵（RB-06）"))
        self._legend.setText("　".join(f"{letter} {said(words)}" for letter, words in LETTERS.items()))
        self.empty.set_words(
            self.tr("还没有可用的规则"), self.tr("导入站点并启动引擎后，这里显示现行的规则、条款和准入矩阵。")
        )
        self._show()

    def refresh(self) -> None:
        """Take the book in force now."""
        ground = self._desk.ground
        try:
            self._book = None if ground is None else ground.book(self._desk.now())
        except NoBookInForce:
            self._book = None
        self._show()

    def _show(self) -> None:
        known = self._book
        self.tabs.setVisible(known is not None)
        self.empty.setVisible(known is None)
        if known is None:
            return
        since = local(known.starts).strftime("%Y-%m-%d")
        note = self.tr("版本 {version}，自 {since} 起").format(version=known.version, since=since)
        self._list.set_note(note)
        self._matrix_card.set_note(note)
        self.matrix.set_matrix(known.matrix)
        self._show_rules()

    def _show_rules(self) -> None:
        if self._book is None:
            return
        typed = self.search.text().strip().lower()
        language = self._desk.language
        rules = [rule for rule in self._book.rules.values() if typed in f"{rule.id} {rule.title[language]}".lower()]
        self.table.set_records(sorted(rules, key=lambda rule: rule.id))
        if rules and not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)


def value_words(parameter: Parameter) -> str:
    """A value as it is, a role by its name; a list with commas."""
    value = parameter.value
    parts = value if isinstance(value, tuple) else (value,)
    return "、".join(word(ROLES, str(part)) for part in parts)


def unit_words(unit: str) -> str:
    """The unit of a parameter in the language of the desk."""
    return named(UNIT_WORDS, unit)


def hardness_words(hardness: str) -> str:
    """刚性, 柔性 or 提示."""
    return named(HARDNESS, hardness)
