"""Draws of sub-venues and seats: commit before reveal, one per need, every party by its own hand, sealed until the reveal event."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.venue.conftest import KEY
from tests.venue.schedule.drawing import CENTRES, PARTIES, Table, add_seats, at, hand, reserve_remote
from venue.core.acts import No, Refused
from venue.core.clock import MINUTE, SetClock
from venue.core.database import Database
from venue.core.work import Writer
from venue.journal import book
from venue.journal.verify_draw import commitment_of
from venue.people import accounts, coded_names, persons
from venue.projects.projects import projects
from venue.schedule import draws
from venue.schedule.draw_document import draw_document
from venue.schedule.draw_tables import draw_secrets


@pytest.fixture
def database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """On SQLite; ``test_draws_databases`` walks one draw on both kinds."""
    shutil.copy(sqlite_template, tmp_path / "site.db")
    opened = Database(f"sqlite:///{tmp_path / 'site.db'}", key=KEY, site="M", durable=False)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(at("08:05"))


@pytest.fixture
def table(writer: Writer, clock: SetClock) -> Table:
    return Table(writer, clock).prepare()


def acts_of(table: Table, draw: str) -> list[str]:
    with table.writer.reading() as read:
        lines = book.lines(read, hand("jiandu"), wanted=book.Wanted(subject=draw))
    return [line.act.removeprefix("draws.") for line in reversed(lines)]


def refused(code: str) -> object:
    return pytest.raises(Refused, match=rf"^draws\.{code} ")


# ------------------------------------------------------------------------------------------------------------ the course


def test_a_draw_gives_every_expert_a_seat_of_his_own(table: Table) -> None:
    draw = table.drawn()
    told = table.unseal(draw)
    assert [one["taker"] for one in told] == ["X1", "X2", "X3"]
    assert len({one["candidate"] for one in told} & {f"Z3r-{number:02}" for number in range(1, 13)}) == 3


def test_sub_venues_are_an_ordered_choice_of_the_centres(table: Table) -> None:
    draw = table.drawn("sub_venue")
    chosen = {one["taker"]: one["candidate"] for one in table.unseal(draw)}
    assert list(chosen) == ["V1", "V2"]
    assert len(set(chosen.values()) & {one["code"] for one in CENTRES}) == 2


def test_every_commitment_is_in_the_book_before_the_first_secret(table: Table) -> None:
    draw = table.drawn()
    table.unseal(draw)
    assert acts_of(table, draw) == ["open", *["commit"] * 3, *["reveal"] * 3, "drawn", "unseal"]


def test_the_same_secrets_give_the_same_result(table: Table) -> None:
    draw = table.drawn()
    first = table.unseal(draw)
    reversed_table = [table.secret(draw, party) for party in PARTIES]
    terms = table.state(draw).terms
    assert commitment_of(terms, "host", reversed_table[0]) == table.state(draw).parties[0].commitment
    assert [(one["taker"], one["candidate"]) for one in first] == list(table.state(draw).result)


def test_another_secret_of_a_single_party_gives_another_result(table: Table) -> None:
    with table.writer.writing() as work:
        reserve_remote(work, "G20")
    results = []
    for number, project in enumerate(("G02", "G20")):
        draw = table.open("sub_venue", project=project, candidates=[f"C{n}" for n in range(40)])
        for party in ("host", "LY"):
            table.secrets[draw, party] = "ab" * 32
        table.secrets[draw, "supervisor"] = f"{number:064}"
        table.draw(draw)
        results.append(table.unseal(draw))
    assert results[0] != results[1]


# ----------------------------------------------------------------------------------------------------- commit and reveal


def test_no_secret_is_taken_before_all_have_committed(table: Table) -> None:
    draw = table.open()
    table.commit(draw, "host")
    with refused("not_all_committed") as no:
        table.reveal(draw, "host")
    assert no.value.args_["missing"] == "LY, supervisor"


def test_a_secret_that_was_not_committed_to_is_refused(table: Table) -> None:
    draw = table.open()
    table.all_commit(draw)
    with refused("secret_differs"):
        table.reveal(draw, "host", secret="00" * 32)


def test_a_commitment_is_never_changed(table: Table) -> None:
    draw = table.open()
    table.commit(draw, "host")
    table.secrets[draw, "host"] = "11" * 32
    with refused("committed_before"):
        table.commit(draw, "host")


def test_no_commitment_is_taken_once_secrets_are_revealed(table: Table) -> None:
    draw = table.open()
    table.all_commit(draw)
    with refused("no_commitment_now"):
        table.commit(draw, "host")


def test_another_party_s_commitment_handed_in_as_ones_own_cannot_be_revealed(table: Table) -> None:
    draw = table.open()
    copied = commitment_of(table.state(draw).terms, "host", table.secret(draw, "host"))
    table.commit(draw, "host")
    table.commit(draw, "LY")
    table.ask("jiandu", "draws.commit", draw=draw, party="supervisor", commitment=copied)
    table.reveal(draw, "host")
    with refused("secret_differs"):
        table.reveal(draw, "supervisor", secret=table.secret(draw, "host"))


def test_a_party_that_does_not_belong_to_the_draw_is_refused(table: Table) -> None:
    draw = table.open()
    with refused("party_unknown"):
        table.ask("zongkong", "draws.commit", draw=draw, party="AH", commitment="ab" * 32)


# ----------------------------------------------------------------------------------------------------------------- hands


def test_one_account_does_not_speak_for_two_parties(table: Table) -> None:
    draw = table.open()
    table.commit(draw, "host")
    with refused("two_parties"):
        table.commit(draw, "LY", account="zongkong")


def test_one_person_does_not_speak_for_two_parties_under_two_accounts(table: Table) -> None:
    with table.writer.writing() as work:
        owner = persons.register(work, kind="centre", personal={"name": "李敏"})
        for name, role in (("zongkong", "operator"), ("jingli", "site_manager")):
            accounts.open_planned(work, account=name, owner=owner, roles=[role], password="yangli-2026")
    draw = table.open()
    table.commit(draw, "host")
    with refused("two_parties"):
        table.commit(draw, "LY")


@pytest.mark.parametrize(("party", "account"), [("supervisor", "zongkong"), ("host", "jiandu")])
def test_host_and_supervision_speak_for_themselves(table: Table, party: str, account: str) -> None:
    draw = table.open()
    with refused("not_your_party"):
        table.commit(draw, party, account=account)


def test_only_the_account_that_committed_reveals(table: Table) -> None:
    draw = table.open()
    table.all_commit(draw)
    with refused("other_hand"):
        table.reveal(draw, "host", account="jingli")


def test_supervision_opens_no_draw_and_the_operator_unseals_none(table: Table) -> None:
    with pytest.raises(Refused, match=r"act\.not_yours"):
        table.open(account="jiandu")
    draw = table.drawn()
    with pytest.raises(Refused, match=r"act\.not_yours"):
        table.ask("zongkong", "draws.unseal", draw=draw, reason="启封")


# -------------------------------------------------------------------------------------------------------------- deadline


def test_a_party_that_does_not_reveal_makes_the_draw_void_by_name(table: Table) -> None:
    draw = table.open()
    table.all_commit(draw)
    table.reveal(draw, "host")
    table.reveal(draw, "LY")
    table.clock.advance(30 * MINUTE)
    with table.writer.writing() as work:
        assert draws.due(work) is None
    state = table.state(draw)
    assert (state.state, state.void_cause, state.missing) == ("void", "not_revealed", ("supervisor",))
    assert acts_of(table, draw)[-1] == "void"


def test_the_clock_leaves_a_draw_alone_until_its_deadline(table: Table) -> None:
    draw = table.open()
    table.clock.advance(30 * MINUTE - 1)
    with table.writer.writing() as work:
        assert draws.due(work) == at("08:35")
    assert table.state(draw).state == "committing"


def test_a_secret_that_comes_too_late_is_not_taken_and_the_draw_stays_void(table: Table) -> None:
    draw = table.open()
    table.all_commit(draw)
    table.clock.advance(30 * MINUTE)
    answer = table.reveal(draw, "host")
    assert isinstance(answer, No)
    assert (answer.code, table.state(draw).state) == ("draws.void", "void")


def test_secrets_of_a_void_draw_are_destroyed(table: Table) -> None:
    draw = table.open()
    table.all_commit(draw)
    table.reveal(draw, "host")
    table.clock.advance(30 * MINUTE)
    with table.writer.writing() as work:
        assert work.scalar(sa.select(sa.func.count()).select_from(draw_secrets)) == 1
        draws.due(work)
        assert work.scalar(sa.select(sa.func.count()).select_from(draw_secrets)) == 0


# --------------------------------------------------------------------------------------------------------- one per need


def test_a_second_draw_without_cause_is_refused_with_the_clause(table: Table) -> None:
    table.drawn()
    with refused("redraw_without_cause") as no:
        table.open(reason="再抽一次")
    assert (no.value.args_["rule"], no.value.args_["clause"]) == ("RB-05", "七")


def test_a_redraw_with_cause_keeps_both_results(table: Table) -> None:
    cause = "venue_fault"
    first = table.drawn()
    before = table.unseal(first)
    second = table.drawn(cause=cause, reason="三号席位终端故障")
    after = table.unseal(second)
    states = [table.state(draw) for draw in (first, second)]
    assert [dict(state.result) for state in states] == [
        {one["taker"]: one["candidate"] for one in told} for told in (before, after)
    ]
    assert [(state.standing, state.before, state.cause) for state in states] == [
        (False, "", ""),
        (True, first, cause),
    ]


def test_a_redraw_needs_its_reason_in_words(table: Table) -> None:
    table.drawn()
    with refused("reason_missing"):
        table.open(cause="venue_fault", reason=" ")


def test_a_draw_under_way_keeps_another_out(table: Table) -> None:
    table.open()
    with refused("one_at_a_time"):
        table.open(cause="venue_fault", reason="设备故障")


def test_after_a_void_draw_another_is_opened_with_a_reason(table: Table) -> None:
    first = table.open()
    table.clock.advance(30 * MINUTE)
    with refused("reason_missing"):
        table.open()
    second = table.open(reason="监督方未到，另行抽取")
    assert (second, table.state(second).before) == ("G02/seat/2", first)


def test_seats_and_sub_venues_of_a_project_are_two_needs(table: Table) -> None:
    assert [table.drawn(), table.drawn("sub_venue")] == ["G02/seat/1", "G02/sub_venue/1"]


# ------------------------------------------------------------------------------------------------------- what is drawn


def test_sub_venues_are_drawn_for_a_remote_main_venue_only(table: Table) -> None:
    with table.writer.writing() as work:
        work.update(projects, projects.c.code == "G02", method="open_tender")
    with refused("not_remote"):
        table.open("sub_venue")


def test_a_seat_of_another_room_is_no_candidate(table: Table) -> None:
    with refused("seat_not_in_room"):
        table.open(candidates=["Z3r-01", "Z3r-02", "E1-01"])


def test_a_seat_stands_in_one_project_s_draw_only(table: Table) -> None:
    with table.writer.writing() as work:
        reserve_remote(work, "G20")
        subject = persons.register(work, kind="expert", personal={"name": "甲"})
        coded_names.assign(work, project="G20", subject=subject)
    table.open(candidates=["Z3r-01", "Z3r-02", "Z3r-03"])
    with refused("seat_in_other_pool"):
        table.open(project="G20", count=1, candidates=["Z3r-03", "Z3r-04"])
    assert table.open(project="G20", count=1, candidates=["Z3r-04", "Z3r-05"]) == "G20/seat/1"


def test_an_expert_who_draws_again_gets_none_of_the_others_seats(table: Table) -> None:
    with table.writer.writing() as work:
        add_seats(work, "R", 4)
    seats = dict(table.state(_unsealed(table, table.drawn(room="R"))).result)
    again = table.open(room="R", count=1, takers=["X2"], cause="expert_refusal", reason="二号专家回避")
    pool = {code for code, _ in table.state(again).candidates}
    assert pool == {f"R-{number:02}" for number in range(1, 5)} - {seats["X1"], seats["X3"]}


def _unsealed(table: Table, draw: str) -> str:
    table.unseal(draw)
    return draw


def test_while_a_result_is_sealed_nobody_draws_again_alone(table: Table) -> None:
    table.drawn()
    with refused("unseal_first"):
        table.open(count=1, takers=["X2"], cause="expert_refusal", reason="二号专家回避")


# --------------------------------------------------------------------------------------------------------------- sealed


def test_nothing_is_unsealed_before_the_gathering(table: Table) -> None:
    draw = table.drawn()
    table.clock.set(at("10:00") - 1)
    with refused("unseal_too_early"):
        table.ask("jiandu", "draws.unseal", draw=draw, reason="启封")
    table.clock.set(at("10:00"))
    assert table.ask("jiandu", "draws.unseal", draw=draw, reason="启封")


def test_a_sealed_result_is_shown_as_sealed_and_has_no_document(table: Table) -> None:
    draw = table.drawn()
    state = table.state(draw)
    assert (state.sealed, state.result) == (True, ())
    with refused("still_sealed"), table.writer.reading() as read:
        draw_document(read, hand("jiandu"), draw=draw, public_key="00" * 32)


def test_the_last_secret_is_answered_without_the_result(table: Table) -> None:
    draw = table.open()
    table.all_commit(draw)
    answers = [table.reveal(draw, party) for party in PARTIES]
    assert answers[-1] == {"draw": draw, "state": "drawn", "missing": []}


def test_a_draw_is_unsealed_once(table: Table) -> None:
    draw = table.drawn()
    table.unseal(draw)
    with refused("nothing_sealed"):
        table.unseal(draw)


def test_after_the_unsealing_no_ciphertext_is_left(table: Table) -> None:
    table.unseal(table.drawn())
    with table.writer.writing() as work:
        assert work.scalar(sa.select(sa.func.count()).select_from(draw_secrets)) == 0
