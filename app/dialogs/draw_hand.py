"""The part of the draw dialog in which a party commits to its secret and later gives it away."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from app.desk import Desk
from app.dialogs.draw_seen import open_parties
from app.dialogs.draw_words import PARTIES, party_list, party_name
from app.dialogs.form import plain_button
from app.dialogs.photo_field import in_groups
from app.widgets.labels import label
from app.widgets.restyled import Restyled
from venue.core.acts import Refused
from venue.core.chance import Chance, SystemChance
from venue.journal.verify_draw import commitment_of
from venue.schedule import draw_rules as rules
from venue.schedule.draw_document import DrawState

DIGITS = 64


class DrawHand(Restyled, QFrame):
    """Which party, and its secret: typed, or thrown here. The engine gets the commitment first, the secret when all have committed.

    A secret lives in this widget only, from the commitment until it is given away or :meth:`forget` is called. After the
    commitment it is never shown again, by nobody.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, chance: Chance | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.desk = desk
        self._chance = chance or SystemChance()
        self._draw: DrawState | None = None
        self._kept: dict[tuple[str, str], str] = {}
        self._tried: tuple[str, str, str] | None = None
        self.party, self.secret = QComboBox(), QLineEdit()
        self.secret.setMaxLength(2 * DIGITS)
        self.make_button, self.show_box, self.told_box = plain_button("", icon="hash"), QCheckBox(), QCheckBox()
        self.note = label("", "small")
        self.note.setWordWrap(True)
        self._labels = [label(""), label("")]
        self._lay_out()
        self._connect()
        self.settle()
        self._masked()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.secret, 1)
        row.addWidget(self.make_button)
        row.addWidget(self.show_box)
        grid = QGridLayout(self)
        grid.setContentsMargins(11, 9, 11, 9)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._labels[0], 0, 0)
        grid.addWidget(self.party, 0, 1)
        grid.addWidget(self._labels[1], 1, 0)
        grid.addLayout(row, 1, 1)
        grid.addWidget(self.told_box, 2, 1)
        grid.addWidget(self.note, 3, 1)
        for words, owner in zip(self._labels, (self.party, self.secret), strict=True):
            words.setBuddy(owner)

    def _connect(self) -> None:
        self.party.currentIndexChanged.connect(lambda _: self._other_party())
        self.make_button.clicked.connect(self.make)
        self.show_box.toggled.connect(lambda _: self._masked())
        self.told_box.toggled.connect(lambda _: self._other_way())
        self.secret.textChanged.connect(lambda _: self._show_note())

    def retranslate(self) -> None:
        """All words."""
        self._labels[0].setText(self.tr("代表"))
        self.party.setAccessibleName(self.tr("代表哪一方"))
        for owner, words in (
            (self.make_button, self.tr("生成密值")),
            (self.show_box, self.tr("显示")),
            (self.told_box, self.tr("记录对方报来的承诺（密值由对方自己保管）")),
        ):
            owner.setText(words)
            owner.setAccessibleName(words)
        self.show_box.setAccessibleName(self.tr("显示密值"))
        self._show()

    # What it is about

    def show_draw(self, draw: DrawState | None) -> None:
        """Be about this draw, as it stands now."""
        other = self._draw is None or draw is None or draw.code != self._draw.code
        self._draw = draw
        if other:
            self._empty_field()
        if draw is not None:
            self._keep_what_was_taken(draw)
            self._forget_what_is_given(draw)
        self._fill_parties()
        self._show()

    def _fill_parties(self) -> None:
        draw, chosen = self._draw, self.party.currentData()
        held = [party for code, party in self._kept if draw is not None and code == draw.code]
        parties = open_parties(draw, self.desk.viewer.roles) if self._active() else ()
        mine = [party for party in parties if not held or party in held]
        self.party.blockSignals(True)
        self.party.clear()
        for party in mine:
            self.party.addItem(party_name(party, draw), party)
        self.party.setCurrentIndex(max(0, self.party.findData(chosen)))
        self.party.blockSignals(False)
        self.setVisible(bool(mine))

    def _active(self) -> bool:
        return self._draw is not None and self._draw.state in (rules.COMMITTING, rules.REVEALING)

    def _committing(self) -> bool:
        return self._draw is not None and self._draw.state == rules.COMMITTING

    def chosen(self) -> str:
        """The party for which this desk speaks now; empty when there is none."""
        return str(self.party.currentData() or "")

    def waits_for_others(self) -> bool:
        """Whether the chosen party has committed here and can do nothing but wait."""
        return self._active() and not self.chosen()

    def _show(self) -> None:
        committing, kept = self._committing(), self._key() in self._kept
        taken_down = self.told_box.isChecked() and committing
        centre = committing and self.chosen() not in PARTIES and bool(self.chosen())
        self.told_box.setVisible(centre)
        self.make_button.setVisible(committing and not taken_down)
        self.show_box.setVisible(not kept and not taken_down)
        self.secret.setEnabled(not kept)
        name = self.tr("承诺") if taken_down else self.tr("密值")
        self._labels[1].setText(name)
        self.secret.setAccessibleName(name)
        self.secret.setPlaceholderText(self._hint(kept=kept))
        self._show_note()

    def _show_note(self) -> None:
        kept, taken_down = self._key() in self._kept, self.told_box.isChecked() and self._committing()
        if self.show_box.isChecked() and self._typed() and not kept and not taken_down:
            self.note.setText(in_groups(self._typed()))
        else:
            self.note.setText(self._note(kept=kept, taken_down=taken_down))

    def _hint(self, *, kept: bool) -> str:
        if kept:
            return self.tr("本席位正保管着，不再显示")
        return self.tr("64 位十六进制数")

    def _note(self, *, kept: bool, taken_down: bool) -> str:
        if not self._committing():
            return (
                self.tr("按“公布密值”交出。") if kept else self.tr("填写作出承诺时的密值；只有作出承诺的账号能公布。")
            )
        if taken_down:
            return self.tr("请对方把密值留到公布时再报，届时由您的账号代为登记。")
        return self.tr("承诺后密值不再显示，只由本窗口保管到公布为止；要关闭窗口的，请先另行记下。")

    # The secret

    def make(self) -> None:
        """Throw a secret; it is masked until somebody asks to see it."""
        self.secret.setText(rules.fresh_secret(self._chance))
        self.secret.setFocus()

    def fault(self) -> str:
        """What is wrong with what is typed, in words; empty when it can be handed in."""
        if self._key() in self._kept:
            return ""
        if not self._typed():
            return self.tr("请填写或生成密值。") if not self.told_box.isChecked() else self.tr("请填写对方的承诺。")
        try:
            rules.require_secret(self._typed(), draw=self._key()[0])
        except Refused as no:
            return self.desk.say(no.code, no.args_)
        return ""

    def asked(self) -> tuple[str, dict[str, str]]:
        """The act and its arguments: a commitment, or the secret behind it."""
        draw, party = self._key()
        if not self._committing():
            return "draws.reveal", {
                "draw": draw,
                "party": party,
                "secret": self._kept.get((draw, party)) or self._typed(),
            }
        if self.told_box.isChecked() and self.told_box.isVisibleTo(self):
            return "draws.commit", {"draw": draw, "party": party, "commitment": self._typed()}
        self._tried = (draw, party, self._typed())
        return "draws.commit", {"draw": draw, "party": party, "commitment": self._commitment(party, self._typed())}

    def holds(self) -> str:
        """The parties whose secret only this window knows, as words; empty for none."""
        parties = [party for _, party in self._kept]
        return party_list(parties, self._draw) if self._draw is not None else "、".join(parties)

    def forget(self) -> None:
        """Nothing stays behind: neither what is kept nor what is typed."""
        self._kept.clear()
        self._empty_field()

    def _empty_field(self) -> None:
        self._tried = None
        self.secret.setText("")  # unlike clear(), leaves nothing to undo
        self.show_box.setChecked(False)
        self.told_box.setChecked(False)

    def _keep_what_was_taken(self, draw: DrawState) -> None:
        """The engine has the commitment to what was tried, whether it answered or not: from now on the secret is kept unseen."""
        if self._tried is None or self._tried[0] != draw.code:
            return
        _, party, secret = self._tried
        stored = next((one.commitment for one in draw.parties if one.party == party), "")
        if stored == commitment_of(draw.terms, party, secret):
            self._empty_field()
            self._kept[draw.code, party] = secret

    def _forget_what_is_given(self, draw: DrawState) -> None:
        """A secret that was given away, or whose draw is over, is no business of this desk any more."""
        waiting = {one.party for one in draw.parties if one.revealed_at is None} if self._active() else set()
        for key in [key for key in self._kept if key[0] == draw.code and key[1] not in waiting]:
            del self._kept[key]
            self._empty_field()

    def _commitment(self, party: str, secret: str) -> str:
        return commitment_of(self._draw.terms, party, secret)

    def _typed(self) -> str:
        return "".join(self.secret.text().split()).lower()

    def _key(self) -> tuple[str, str]:
        return (self._draw.code if self._draw is not None else "", self.chosen())

    def _masked(self) -> None:
        seen = self.show_box.isChecked() or self.told_box.isChecked()
        self.secret.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)
        self._show_note()

    def _other_party(self) -> None:
        self._empty_field()
        self._show()

    def _other_way(self) -> None:
        self.secret.setText("")
        self._masked()
        self._show()
