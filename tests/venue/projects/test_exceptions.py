"""What holds only in principle: a reason, another person's approval, and the monthly list. Nothing is excused in silence."""

import pytest
from reservations import asked, at

from venue.core.acts import Refused
from venue.core.clock import at_local
from venue.core.work import Principal, Work, Writer
from venue.people.accounts import open_account
from venue.people.persons import register
from venue.projects import exceptions
from venue.projects.projects import amend_times, find_project, reserve

LATE = {"open_at": at("09:00"), "gather_at": at("10:30")}


def hand(account: str) -> Principal:
    return Principal(account, frozenset({"operator", "site_manager"}), "M", "desk-1")


@pytest.fixture
def staffed(writer: Writer) -> Writer:
    """Accounts of two people; the first has two of them."""
    with writer.writing() as work:
        first, second = register(work, kind="centre"), register(work, kind="centre")
        for account, owner in (("wang", first), ("wang2", first), ("li", second)):
            open_account(work, account=account, owner=owner, roles=["site_manager"], password="Ganyu-2026-Shan")
    return writer


def asked_for(work: Work, **more: object) -> int:
    wanted = {"project": "G01", **LATE, "reason": "专家路途遥远", **more}
    return exceptions.ask_exception(work.on_behalf_of(hand("wang")), **wanted)


def approved(work: Work, **more: object) -> int:
    number = asked_for(work, **more)
    exceptions.approve_exception(work.on_behalf_of(hand("li")), number=number)
    return number


def late(writer: Writer) -> str:
    with writer.writing() as work:
        try:
            return reserve(work, asked=asked(**LATE))
        except Refused as no:
            return no.code


def test_a_late_gathering_is_possible_with_reason_and_approval(staffed: Writer) -> None:
    with staffed.writing() as work:
        approved(work)
    assert late(staffed) == "G01"


def test_what_is_asked_and_not_approved_excuses_nothing(staffed: Writer) -> None:
    with staffed.writing() as work:
        asked_for(work)
    assert late(staffed) == "projects.gather_too_late"


def test_what_was_refused_excuses_nothing(staffed: Writer) -> None:
    with staffed.writing() as work:
        number = asked_for(work)
        exceptions.refuse_exception(work.on_behalf_of(hand("li")), number=number, reason="可改到 10:00")
    assert late(staffed) == "projects.gather_too_late"


@pytest.mark.parametrize("account", ["wang", "wang2"])
def test_nobody_approves_his_own_exception_under_any_account(staffed: Writer, account: str) -> None:
    with staffed.writing() as work:
        number = asked_for(work)
        with pytest.raises(Refused, match=r"projects\.exception_own_approval"):
            exceptions.approve_exception(work.on_behalf_of(hand(account)), number=number)


@pytest.mark.parametrize(
    "other", [{"project": "G02"}, {"gather_at": at("11:00")}, {"open_at": at("09:30"), "gather_at": at("11:00")}]
)
def test_an_approval_holds_for_its_project_and_times_only(staffed: Writer, other: dict[str, object]) -> None:
    with staffed.writing() as work:
        approved(work, **other)
    assert late(staffed) == "projects.gather_too_late"


def test_an_exception_is_asked_for_with_a_reason(staffed: Writer) -> None:
    with staffed.writing() as work, pytest.raises(Refused, match=r"people\.reason_missing"):
        asked_for(work, reason=" ")


def test_what_is_legal_needs_no_exception(staffed: Writer) -> None:
    with staffed.writing() as work, pytest.raises(Refused, match=r"projects\.exception_needless"):
        asked_for(work, gather_at=at("10:00"))


def test_what_is_hard_cannot_be_asked_for(staffed: Writer) -> None:
    with staffed.writing() as work, pytest.raises(Refused, match=r"projects\.gather_odd_minute"):
        asked_for(work, gather_at=at("10:17"))


def test_an_exception_is_decided_once(staffed: Writer) -> None:
    with staffed.writing() as work:
        number = approved(work)
        with pytest.raises(Refused, match=r"projects\.exception_not_open"):
            exceptions.refuse_exception(work.on_behalf_of(hand("li")), number=number, reason="改主意")


def test_only_what_was_made_use_of_stands_on_the_list_of_its_month(staffed: Writer, viewer: Principal) -> None:
    with staffed.writing() as work:
        approved(work)
        approved(work, project="G02")
    late(staffed)
    with staffed.reading() as read:
        lists = [exceptions.exceptions_of_month(read, viewer, month=month) for month in ("2026-10", "2026-11")]
    shown = [[(one.project, one.rule, one.status, one.applicant, one.approver) for one in month] for month in lists]
    assert shown == [[], [("G01", "RB-02", "used", "wang", "li")]]


def test_what_waits_for_a_decision_is_shown_until_it_is_made(staffed: Writer, viewer: Principal) -> None:
    with staffed.writing() as work:
        asked_for(work)
        approved(work, project="G02")
    with staffed.reading() as read:
        assert [one.project for one in exceptions.exceptions_waiting(read, viewer)] == ["G01"]


def test_a_month_ends_where_the_next_begins() -> None:
    assert exceptions.month_span("2026-12") == (at_local("2026-12-01"), at_local("2027-01-01"))


def test_moving_the_gathering_late_needs_an_approval_whatever_the_reason(staffed: Writer) -> None:
    with staffed.writing() as work:
        reserve(work, asked=asked())
        with pytest.raises(Refused, match=r"projects\.gather_too_late"), work.matter():
            amend_times(work, project="G01", reason="专家路途遥远", gather_at=at("10:30"))
        approved(work)
        amend_times(work, project="G01", reason="专家路途遥远", gather_at=at("10:30"))
        found = find_project(work, "M", "G01")
    assert found is not None
    assert found.gather_at == at("10:30")


def test_an_excused_gathering_stays_excused_while_the_draw_changes(staffed: Writer, viewer: Principal) -> None:
    with staffed.writing() as work:
        approved(work)
        reserve(work, asked=asked(**LATE))
        amend_times(work, project="G01", reason="抽取提前", draw_at=at("15:00", "2026-11-22"))
        assert len(exceptions.exceptions_of_month(work.reading(), viewer, month="2026-11")) == 1
