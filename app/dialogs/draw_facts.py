"""How a draw stands, for the screen: the sentence, its terms, how far each party is, and who got what once it is unsealed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.desk import Desk
from app.dialogs.draw_seen import Seen, free_kinds, lacking
from app.dialogs.draw_words import done_words, offer_words, party_list, party_name, pool_words, standing_words
from app.dialogs.photo_field import in_groups
from app.widgets.labels import label, set_tone
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.restyled import Restyled
from venue.schedule import draw_rules as rules
from venue.schedule.draw_document import DrawState, PartyState

MOST_LINES = 7


class DrawFacts(Restyled, QWidget):
    """Shows one draw, or what could be drawn. Nothing of it is sealed: the result is empty until the reveal event."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._seen: Seen | None = None
        self._draw: DrawState | None = None
        self.standing, self.pool, self.digest = label("", "title"), label(""), label("", "small")
        self.parties = RecordTable(self._party_columns(), name="", key=lambda one: one.party)
        self.result = RecordTable(self._result_columns(), name="", key=lambda one: one[0])
        self._lay_out()
        self.settle()

    def _lay_out(self) -> None:
        self.digest.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for words in (self.standing, self.pool, self.digest):
            words.setWordWrap(True)
            column.addWidget(words)
        tables = QHBoxLayout()
        tables.setSpacing(12)
        for table, share in ((self.parties, 3), (self.result, 2)):
            table.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            tables.addWidget(table, share)
        column.addLayout(tables)

    def retranslate(self) -> None:
        """All words."""
        self.parties.setAccessibleName(self.tr("各方进度"))
        self.result.setAccessibleName(self.tr("抽取结果"))
        self.digest.setAccessibleName(self.tr("摘要"))
        self.parties.set_columns(self._party_columns())
        self.result.set_columns(self._result_columns())
        self._show()

    def restyle(self) -> None:
        """Tables are as high as what they hold."""
        self._set_heights()

    def show_draw(self, seen: Seen | None, draw: DrawState | None) -> None:
        """Be about this draw, as it stands now."""
        self._seen, self._draw = seen, draw
        self._show()

    def tell_time(self) -> None:
        """Time has gone on: the sentence says how long it is to the deadline."""
        draw, seen = self._draw, self._seen
        if seen is None or draw is None:
            self.standing.setText("" if seen is None else offer_words(free_kinds(seen)))
        else:
            who, from_at = party_list(lacking(draw), draw), seen.unseal_from(draw)
            self.standing.setText(standing_words(draw, now=self.desk.now(), who=who, unseal_from=from_at))
        set_tone(self.standing, "abnormal" if draw is not None and draw.state == rules.VOID else "title")

    def _show(self) -> None:
        draw = self._draw
        self.tell_time()
        self.pool.setText("" if draw is None else pool_words(draw))
        self.digest.setText("" if draw is None else self._digests(draw))
        self.parties.set_records(() if draw is None else draw.parties)
        self.parties.viewport().update()  # the same party may have another word in another state of the draw
        self.result.set_records(() if draw is None else draw.result)
        for words in (self.standing, self.pool, self.digest):
            words.setVisible(bool(words.text()))
        for table in (self.parties, self.result):
            table.setVisible(bool(table.records()))
        self._set_heights()

    def _set_heights(self) -> None:
        most = min(MOST_LINES, max(len(self.parties.records()), len(self.result.records()), 1))
        for table in (self.parties, self.result):
            line, head = table.verticalHeader().defaultSectionSize(), table.horizontalHeader().sizeHint().height()
            table.setFixedHeight(most * line + head + 6)

    def _digests(self, draw: DrawState) -> str:
        lines = [self.tr("条款摘要 {digest}").format(digest=in_groups(draw.terms))]
        if draw.commitment:
            lines.append(self.tr("封存摘要 {digest}").format(digest=in_groups(draw.commitment)))
        return "\n".join(lines)

    def _party_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("参与方"), lambda one: party_name(one.party, self._draw)),
            Column(self.tr("承诺"), self._part("committed_at"), 104, tone=_done("committed_at")),
            Column(self.tr("公布密值"), self._part("revealed_at"), 104, tone=_done("revealed_at")),
        )

    def _part(self, name: str) -> Callable[[PartyState], str]:
        return lambda one: done_words(one, self._draw, part=name)

    def _result_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("为谁"), lambda one: one[0], 66),
            Column(self.tr("抽得"), self._candidate, tone=lambda _: Tone(bold=True)),
        )

    def _candidate(self, line: tuple[str, str]) -> str:
        name = dict(self._draw.candidates).get(line[1], "")
        return f"{name}（{line[1]}）" if name else line[1]


def _done(part: str) -> Callable[[PartyState], Tone]:
    def tone(one: PartyState) -> Tone:
        return Tone(icon="check") if getattr(one, part) is not None else Tone(muted=True)

    return tone
