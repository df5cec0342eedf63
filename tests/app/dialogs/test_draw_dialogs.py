"""The draw dialog: each party by its own account, sealed until the reveal event, no secret left behind, why not in plain words."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from app.desk import Desk
from app.dialogs.draw import DrawDialog
from app.dialogs.draw_open import OpenDraw
from app.dialogs.form import Form
from app.dialogs.reason import ReasonDialog
from tests.app.conftest import Direct
from tests.app.dialogs.names import nameless
from tests.app.dialogs.site_life import custody
from tests.house.conftest import DAY, SmallHouse
from tests.venue.schedule.drawing import CENTRES, reserve_remote
from venue.core.chance import SeededChance
from venue.core.clock import HOUR, MINUTE, at_local
from venue.core.messages import Changed
from venue.core.work import Principal
from venue.journal.verify_draw import commitment_of, verify_document
from venue.people import coded_names, persons
from venue.people.accounts import SAMPLE_ACCOUNTS
from venue.schedule import draws
from venue.schedule.draw_document import DrawState, draws_of
from venue.schedule.draw_rules import fresh_secret
from venue.schedule.draw_tables import draw_row

Settled = Callable[[Desk], None]
Opened = Callable[[Form], Any]
SECRET = fresh_secret(SeededChance("typed"))
SEALED = "结果封存"


@pytest.fixture
def remote(house: SmallHouse) -> SmallHouse:
    """G02, a remote evaluation with three coded experts, gathering at 10:00; it is 09:00."""
    house.clock.set(at_local(DAY, "08:00"))
    with house.writing() as work:
        reserve_remote(work, "G02")
        for name in ("甲", "乙", "丙"):
            subject = persons.register(work, kind="expert", personal={"name": name})
            coded_names.assign(work, project="G02", subject=subject)
    house.clock.set(at_local(DAY, "09:00"))
    return house


def sit(desk: Desk, house: SmallHouse, account: str) -> None:
    """Somebody else signs in at the same desk."""
    known = next(one for one in SAMPLE_ACCOUNTS if one.account == account)
    told = house.ask("accounts.sign_in", {"account": account, "password": known.password}).value
    desk.sign_in(told["session"], Principal(told["account"], frozenset(told["roles"]), "M", "desk-1"))


def states(house: SmallHouse, desk: Desk) -> tuple[DrawState, ...]:
    with house.database.reading() as read:
        return draws_of(read, desk.viewer, project="G02")


def open_seats(house: SmallHouse, **more: Any) -> str:
    with house.writing() as work:
        told = {"project": "G02", "kind": "seat", "count": 3, "room": "Z3r", "parties": ["host", "supervisor"], **more}
        return draws.open_draw(work, **told)["draw"]


def enter(dialog: Form, settled: Settled) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    for _ in range(3):
        settled(dialog.desk)
        QCoreApplication.processEvents()


def written_on(dialog: Form) -> str:
    """Everything that can be read in a window, on the screen or by a screen reader."""
    labels = [one.text() for one in dialog.findChildren(QLabel)]
    fields = [one.text() for one in dialog.findChildren(QLineEdit)] + [
        one.displayText() for one in dialog.findChildren(QLineEdit)
    ]
    spoken = [one.accessibleName() + one.accessibleDescription() for one in dialog.findChildren(QLabel)]
    return " ".join((*labels, *fields, *spoken))


def kept_by(dialog: DrawDialog) -> str:
    """Everything that a dialog holds in its own memory and that of its parts."""
    return repr((vars(dialog), vars(dialog.hand))) + written_on(dialog)


@pytest.fixture
def drawn(remote: SmallHouse) -> SmallHouse:
    """The seats of G02 are drawn and sealed, by the acts of two accounts."""
    draw = open_seats(remote)
    writer = remote.engine.writer
    hands = {
        "host": Principal("h", frozenset({"operator"}), "M"),
        "supervisor": Principal("s", frozenset({"supervisor"}), "M"),
    }
    with writer.reading() as read:
        terms = draw_row(read, "M", draw).digest
    for act in (draws.commit, draws.reveal):
        for party, hand in hands.items():
            secret = fresh_secret(SeededChance(party))
            told = {"commitment": commitment_of(terms, party, secret)} if act is draws.commit else {"secret": secret}
            with writer.writing(hand) as work:
                act(work, draw=draw, party=party, **told)
    return remote


class TestOpening:
    def test_a_project_without_a_draw_says_so_and_offers_one(
        self, remote: SmallHouse, signed_in: Desk, opened: Opened
    ) -> None:
        dialog = opened(DrawDialog(signed_in, "G02"))
        assert dialog.facts.standing.text() == "还没有抽取过；可以抽取：副场、评标席位。"
        assert (dialog.accept_button.text(), dialog.accept_button.isEnabled()) == ("新开抽取…", True)
        assert nameless(dialog) == []

    def test_sub_venues_are_opened_with_the_centres_that_were_typed(
        self, remote: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled
    ) -> None:
        outer = opened(DrawDialog(signed_in, "G02"))
        enter(outer, settled)
        inner = outer.findChild(OpenDraw)
        assert nameless(inner) == []
        inner.candidates.setPlainText("\n".join(f"{one['code']}  {one['name']}" for one in CENTRES))
        inner.centres.setText("LY、AH")
        inner.accept_button.click()
        settled(signed_in)
        settled(signed_in)
        (draw,) = states(remote, signed_in)
        assert draw.candidates == tuple((one["code"], one["name"]) for one in CENTRES)
        assert [one.party for one in draw.parties] == ["host", "LY", "AH", "supervisor"]
        assert outer.round.currentData() == draw.code

    def test_seats_are_drawn_for_the_experts_that_are_ticked(
        self, remote: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled
    ) -> None:
        outer = opened(DrawDialog(signed_in, "G02"))
        inner = opened(OpenDraw(signed_in, outer.seen, outer, kind="seat"))
        inner.takers.item(1).setCheckState(Qt.CheckState.Unchecked)
        inner.minutes.setValue(20)
        enter(inner, settled)
        (draw,) = states(remote, signed_in)
        assert (draw.kind, draw.takers, draw.room) == ("seat", ("X1", "X3"), "Z3r")
        assert draw.close_by == remote.clock.now() + 20 * MINUTE

    def test_too_few_candidates_are_said_and_nothing_is_asked(
        self, remote: SmallHouse, signed_in: Desk, requests: Direct, opened: Opened, settled: Settled
    ) -> None:
        outer = opened(DrawDialog(signed_in, "G02"))
        inner = opened(OpenDraw(signed_in, outer.seen, outer, kind="sub_venue"))
        inner.candidates.setPlainText("LY 临阳市中心")
        inner.accept_button.click()
        assert inner.refusal.text() == "候选 1 个，不够抽取 2 个。"
        assert requests.asked == []

    def test_what_the_engine_refuses_stands_in_the_dialog_with_its_clause(
        self, remote: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled
    ) -> None:
        outer = opened(DrawDialog(signed_in, "G02"))
        inner = opened(OpenDraw(signed_in, outer.seen, outer, kind="sub_venue"))
        inner.candidates.setPlainText("\n".join("ABCD"))
        inner.count.setValue(4)
        inner.accept_button.click()
        settled(signed_in)
        assert "应为 1 至 3 个（RB-04，第七条）" in inner.refusal.text()
        assert inner.isVisible()

    def test_supervision_may_not_open_one_and_reads_why(self, remote: SmallHouse, desk: Desk, opened: Opened) -> None:
        sit(desk, remote, "jiandu")
        dialog = opened(DrawDialog(desk, "G02"))
        assert not dialog.accept_button.isEnabled()
        assert dialog.why.text() == "新开抽取由总控员或现场管理负责人办理。"


class TestCommitting:
    def test_the_engine_gets_the_commitment_and_never_the_secret(
        self, remote: SmallHouse, signed_in: Desk, requests: Direct, opened: Opened, settled: Settled
    ) -> None:
        open_seats(remote)
        dialog = opened(DrawDialog(signed_in, "G02"))
        assert dialog.hand.chosen() == "host"
        dialog.hand.secret.setText(SECRET)
        enter(dialog, settled)
        ((act, args),) = requests.asked
        assert (act, set(args)) == ("draws.commit", {"draw", "party", "commitment"})
        assert SECRET not in json.dumps(args)
        assert states(remote, signed_in)[0].parties[0].committed_at == remote.clock.now()

    def test_a_secret_thrown_here_is_masked_until_somebody_asks_to_see_it(
        self, remote: SmallHouse, signed_in: Desk, opened: Opened
    ) -> None:
        open_seats(remote)
        dialog = opened(DrawDialog(signed_in, "G02", chance=SeededChance("desk")))
        dialog.hand.make_button.click()
        thrown = dialog.hand.secret.text()
        assert thrown == fresh_secret(SeededChance("desk"))
        assert thrown not in dialog.hand.secret.displayText()
        dialog.hand.show_box.setChecked(True)
        assert thrown == dialog.hand.secret.displayText()

    def test_after_the_commitment_nothing_shows_the_secret(
        self, remote: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled
    ) -> None:
        open_seats(remote)
        dialog = opened(DrawDialog(signed_in, "G02"))
        dialog.hand.secret.setText(SECRET)
        dialog.hand.show_box.setChecked(True)
        assert SECRET in written_on(dialog)  # the control: before, it is there to be seen
        enter(dialog, settled)
        assert SECRET not in written_on(dialog)
        assert dialog.why.text() == "您代表的一方已经完成，等待：行政监督。"

    @pytest.mark.parametrize("typed", ["", "12ab", "z" * 64])
    def test_what_is_no_secret_is_not_handed_in(
        self, remote: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled, typed: str
    ) -> None:
        open_seats(remote)
        dialog = opened(DrawDialog(signed_in, "G02"))
        dialog.hand.secret.setText(typed)
        enter(dialog, settled)
        assert dialog.refusal.text() in ("请填写或生成密值。", "密值和承诺都应是 64 位十六进制数（小写）。")
        assert states(remote, signed_in)[0].parties[0].committed_at is None

    def test_one_hand_cannot_speak_for_two_parties(
        self, remote: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled
    ) -> None:
        open_seats(remote, parties=["host", "LY", "supervisor"])
        dialog = opened(DrawDialog(signed_in, "G02"))
        dialog.hand.secret.setText(SECRET)
        enter(dialog, settled)
        again = opened(DrawDialog(signed_in, "G02"))
        assert again.hand.chosen() == "LY"
        again.hand.secret.setText(SECRET)
        enter(again, settled)
        assert again.refusal.text() == "同一人不能代表两方：您已代表“host”，不能再代表“LY”。"

    def test_the_commitment_of_a_centre_is_taken_down_as_it_was_told(
        self, remote: SmallHouse, signed_in: Desk, requests: Direct, opened: Opened, settled: Settled
    ) -> None:
        open_seats(remote, parties=["host", "LY", "supervisor"])
        dialog = opened(DrawDialog(signed_in, "G02"))
        assert dialog.hand.told_box.isHidden()
        dialog.hand.party.setCurrentIndex(dialog.hand.party.findData("LY"))
        dialog.hand.told_box.setChecked(True)
        dialog.hand.secret.setText("ab" * 32)
        enter(dialog, settled)
        assert requests.asked[-1][1]["commitment"] == "ab" * 32
        assert dialog.hand.holds() == ""

    def test_a_commitment_whose_answer_was_lost_is_kept_all_the_same(
        self, remote: SmallHouse, signed_in: Desk, requests: Direct, opened: Opened, settled: Settled
    ) -> None:
        open_seats(remote)
        dialog = opened(DrawDialog(signed_in, "G02"))
        dialog.hand.secret.setText(SECRET)
        requests.silent = True
        enter(dialog, settled)
        assert "不能确定" in dialog.refusal.text()
        act, args = requests.asked[-1]
        requests.silent = False
        requests.ask(act, args, session=signed_in.tasks.session)  # it had come through after all
        dialog._look()
        settled(signed_in)
        assert dialog.hand.holds() == "本中心"


class TestRevealing:
    def test_a_dialog_that_stays_open_gives_the_secret_away_with_one_key_and_forgets_it(
        self, remote: SmallHouse, signed_in: Desk, requests: Direct, opened: Opened, settled: Settled
    ) -> None:
        draw = open_seats(remote)
        dialog = opened(DrawDialog(signed_in, "G02"))
        dialog.hand.secret.setText(SECRET)
        enter(dialog, settled)
        with remote.writing() as work:
            draws.commit(work, draw=draw, party="supervisor", commitment="cd" * 32)
        dialog._hear((Changed(noun="draw", ids=(draw,)),))
        settled(signed_in)
        assert dialog.accept_button.text() == "公布密值"
        assert dialog.accept_button.isEnabled()
        enter(dialog, settled)
        assert requests.asked[-1] == ("draws.reveal", {"draw": draw, "party": "host", "secret": SECRET})
        assert dialog.hand.holds() == ""

    def test_a_secret_that_does_not_fit_is_refused_in_words(
        self, remote: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled
    ) -> None:
        draw = open_seats(remote)
        dialog = opened(DrawDialog(signed_in, "G02"))
        dialog.hand.secret.setText(SECRET)
        enter(dialog, settled)
        with remote.writing() as work:
            draws.commit(work, draw=draw, party="supervisor", commitment="cd" * 32)
        later = opened(DrawDialog(signed_in, "G02"))
        later.hand.secret.setText("00" * 32)
        enter(later, settled)
        assert later.refusal.text() == "“host”的密值与其承诺不符。"

    def test_two_parties_in_turn_at_one_desk_draw_and_nothing_of_the_result_is_seen(
        self, remote: SmallHouse, desk: Desk, opened: Opened, settled: Settled
    ) -> None:
        open_seats(remote)
        for account in ("zongkong", "jiandu", "zongkong", "jiandu"):
            sit(desk, remote, account)
            dialog = opened(DrawDialog(desk, "G02"))
            dialog.hand.secret.setText(fresh_secret(SeededChance(account)))
            enter(dialog, settled)
        assert states(remote, desk)[0].state == "drawn"
        assert SEALED in dialog.facts.standing.text()
        assert dialog.facts.result.isHidden()


class TestLeaving:
    def test_closing_with_a_secret_that_nobody_else_knows_is_said_once(
        self, remote: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled
    ) -> None:
        open_seats(remote)
        dialog = opened(DrawDialog(signed_in, "G02"))
        dialog.hand.secret.setText(SECRET)
        enter(dialog, settled)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert dialog.refusal.text().startswith("本中心的密值还没有公布。")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    def test_no_secret_is_left_in_the_dialog_or_in_a_log_when_it_is_closed(
        self, remote: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        open_seats(remote)
        dialog = opened(DrawDialog(signed_in, "G02", chance=SeededChance("desk")))
        dialog.hand.make()
        enter(dialog, settled)
        held = list(dialog.hand._kept.values())
        assert held[0] in kept_by(dialog)  # the control: while it is open, the dialog holds it
        dialog.done(0)
        assert held[0] not in kept_by(dialog)
        assert held[0] not in caplog.text

    def test_what_was_forgotten_does_not_come_back_by_undoing(
        self, remote: SmallHouse, signed_in: Desk, opened: Opened
    ) -> None:
        open_seats(remote)
        hand = opened(DrawDialog(signed_in, "G02")).hand
        hand.show_box.setChecked(True)
        QTest.keyClicks(hand.secret, SECRET)
        hand.forget()
        hand.show_box.setChecked(True)
        hand.secret.undo()
        assert hand.secret.text() == ""

    def test_whoever_signs_in_next_finds_neither_the_dialog_nor_the_secret(
        self, remote: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled
    ) -> None:
        open_seats(remote)
        dialog = opened(DrawDialog(signed_in, "G02"))
        dialog.hand.secret.setText(SECRET)
        enter(dialog, settled)
        signed_in.sign_out()
        assert not dialog.isVisible()
        assert dialog.hand.holds() == ""


class TestUnsealing:
    def test_before_the_gathering_time_it_says_from_when_on(
        self, drawn: SmallHouse, signed_in: Desk, opened: Opened
    ) -> None:
        dialog = opened(DrawDialog(signed_in, "G02"))
        assert (dialog.accept_button.text(), dialog.accept_button.isEnabled()) == ("启封…", False)
        assert dialog.why.text() == "未到集合时间，10:00:00 起才能启封。"

    def test_with_a_reason_it_is_unsealed_and_everybody_sees_who_got_what(
        self, drawn: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(DrawDialog(signed_in, "G02"))
        assert dialog.facts.result.records() == []
        drawn.clock.set(at_local(DAY, "10:00"))
        dialog._tick()
        enter(dialog, settled)
        asking = dialog.findChild(ReasonDialog)
        asking.reason.setText("集合时间到")
        asking.accept_button.click()
        for _ in range(3):
            settled(signed_in)
        (draw,) = states(drawn, signed_in)
        assert dialog.facts.result.records() == list(draw.result)
        assert {taker for taker, _ in draw.result} == {"X1", "X2", "X3"}

    def test_an_operator_who_is_nothing_else_may_not(self, drawn: SmallHouse, desk: Desk, opened: Opened) -> None:
        drawn.clock.set(at_local(DAY, "10:00"))
        desk.sign_in("", Principal("diaodu", frozenset({"operator"}), "M", "desk-1"))
        dialog = opened(DrawDialog(desk, "G02"))
        assert dialog.why.text() == "启封由行政监督或现场管理负责人办理。"

    @pytest.fixture
    def unsealed(self, drawn: SmallHouse, signed_in: Desk, opened: Opened) -> DrawDialog:
        drawn.clock.set(at_local(DAY, "10:00"))
        with drawn.writing() as work:
            draws.unseal_result(work, draw="G02/seat/1", reason="集合时间到")
        drawn.at("10:01")  # the book is sealed over it
        return opened(DrawDialog(custody(signed_in, drawn), "G02"))

    def test_the_document_is_saved_and_checks_green(
        self, unsealed: DrawDialog, remote: SmallHouse, requests: Direct, settled: Settled, tmp_path: Path
    ) -> None:
        assert unsealed.accept_button.text() == "保存抽取文件…"
        target = tmp_path / "out" / "seat.jsonl"
        unsealed.save(target)
        for _ in range(4):
            settled(unsealed.desk)
        assert verify_document(json.loads(target.read_text())).ok
        assert str(target) in unsealed.told.text()
        assert [act for act, _ in requests.asked if act == "exports.written"] == ["exports.written"]

    def test_a_file_that_cannot_be_written_is_said_and_no_half_file_is_left(
        self, unsealed: DrawDialog, settled: Settled, tmp_path: Path
    ) -> None:
        (tmp_path / "taken").write_text("")
        unsealed.save(tmp_path / "taken" / "seat.jsonl")
        for _ in range(4):
            settled(unsealed.desk)
        assert "taken" in unsealed.refusal.text()
        assert unsealed.saved is None

    def test_a_book_that_does_not_take_the_export_leaves_no_file(
        self, unsealed: DrawDialog, requests: Direct, settled: Settled, tmp_path: Path
    ) -> None:
        requests.silent = True
        unsealed.save(tmp_path / "seat.jsonl")
        for _ in range(4):
            settled(unsealed.desk)
        assert list(tmp_path.glob("*seat*")) == []
        assert "引擎没有回答" in unsealed.refusal.text()

    def test_a_desk_without_the_key_says_where_to_save(self, unsealed: DrawDialog) -> None:
        unsealed.desk.fittings.custody = None
        unsealed._show()
        assert unsealed.why.text() == "本席位没有站点公钥，请在运行引擎的机器上保存抽取文件。"

    def test_another_round_needs_a_cause_and_a_reason_and_keeps_both(
        self, unsealed: DrawDialog, remote: SmallHouse, opened: Opened, settled: Settled
    ) -> None:
        desk = unsealed.desk
        inner = opened(OpenDraw(desk, unsealed.seen, unsealed, kind="seat"))
        assert inner.cause.isVisible()
        enter(inner, settled)
        assert inner.refusal.text() == "请说明为什么另开一次。"
        inner.cause.setCurrentIndex(inner.cause.findData("expert_refusal"))
        inner.reason.setText("X2 回避")
        enter(inner, settled)
        assert [(one.number, one.cause, one.standing) for one in states(remote, desk)] == [
            (1, "", True),
            (2, "expert_refusal", False),
        ]


class TestVoid:
    def test_whoever_did_not_do_his_part_is_named(
        self, remote: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled
    ) -> None:
        draw = open_seats(remote)
        with remote.writing() as work:
            draws.commit(work, draw=draw, party="host", commitment="ab" * 32)
        remote.clock.advance(HOUR)
        with remote.writing() as work:
            draws.due(work)
        dialog = opened(DrawDialog(signed_in, "G02"))
        assert dialog.facts.standing.text() == "作废：09:30:00 截止前没有承诺的是：行政监督。"
        assert (dialog.accept_button.text(), dialog.accept_button.isEnabled()) == ("另开一次…", True)
        enter(dialog, settled)
        inner = dialog.findChild(OpenDraw)
        assert (inner.reason.isVisible(), inner.cause.isVisible()) == (True, False)
