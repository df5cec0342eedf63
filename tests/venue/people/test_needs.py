"""Needs and permits: nothing opens by its applicant's own word, nothing is dated back."""

import pytest

from venue.core.acts import Refused
from venue.core.clock import HOUR, SetClock
from venue.core.work import Principal, Work, Writer
from venue.people import needs
from venue.people.persons import register

CLERK = Principal("wangqian", frozenset({"clerk"}), "M")
MANAGER = Principal("chenzong", frozenset({"site_manager"}), "M")
SUPERVISOR = Principal("zhoudu", frozenset({"supervisor"}), "M")


def asked(work: Work, kind: str = "visit", hand: Principal = CLERK) -> int:
    subject = register(work, kind="service")
    where = {"zone": "Z3", "room": "E1", "project": "G01"}
    period = {"from_at": work.now, "until_at": work.now + HOUR}
    return needs.ask(work.on_behalf_of(hand), subject=subject, purpose="更换投影灯泡", where=where, kind=kind, **period)


def holding(work: Work, at: int) -> int:
    return len([need for need in needs.needs_holding(work, work.site, "P-1", at) if need.holds(at)])


def test_a_need_opens_nothing_before_its_approval(writer: Writer) -> None:
    with writer.writing() as work:
        number = asked(work)
        before = holding(work, work.now)
        needs.approve(work.on_behalf_of(MANAGER), number=number)
        assert (before, holding(work, work.now)) == (0, 1)


def test_a_need_is_over_at_its_end(writer: Writer) -> None:
    with writer.writing() as work:
        needs.approve(work.on_behalf_of(MANAGER), number=asked(work))
        assert [holding(work, work.now + after) for after in (HOUR - 1, HOUR)] == [1, 0]


def test_the_applicant_cannot_approve(writer: Writer) -> None:
    with writer.writing() as work:
        number = asked(work, hand=MANAGER)
        with pytest.raises(Refused, match=r"needs\.own_approval"):
            needs.approve(work.on_behalf_of(MANAGER), number=number)


def test_an_exception_for_an_agency_is_approved_by_a_supervisor_only(writer: Writer) -> None:
    with writer.writing() as work:
        number = asked(work, kind="exception")
        with pytest.raises(Refused, match=r"needs\.approver_role"):
            needs.approve(work.on_behalf_of(MANAGER), number=number)
        needs.approve(work.on_behalf_of(SUPERVISOR), number=number)
        need = needs.needs_holding(work, work.site, "P-1", work.now)[0]
    assert (need.approver, need.approver_role) == ("zhoudu", "supervisor")


def test_a_withdrawn_need_opens_nothing(writer: Writer) -> None:
    with writer.writing() as work:
        number = asked(work)
        needs.approve(work.on_behalf_of(MANAGER), number=number)
        needs.withdraw(work.on_behalf_of(CLERK), number=number)
        assert holding(work, work.now) == 0


def test_somebody_else_cannot_withdraw_a_need(writer: Writer) -> None:
    with writer.writing() as work:
        number = asked(work)
        with pytest.raises(Refused, match=r"act\.not_yours"):
            needs.withdraw(work.on_behalf_of(Principal("other", frozenset({"clerk"}), "M")), number=number)


def test_needs_wait_until_they_are_decided(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        first, second = asked(work), asked(work)
        needs.refuse(work.on_behalf_of(MANAGER), number=first, reason="不必要")
        assert [need.number for need in needs.needs_waiting(work.reading(), viewer)] == [second]


@pytest.mark.parametrize("where", [{}, {"room": "E1"}, {"zone": "Z3", "rooom": "E1"}])
def test_a_need_without_a_clear_place_is_refused(writer: Writer, where: dict[str, str]) -> None:
    with writer.writing() as work:
        subject = register(work, kind="service")
        with pytest.raises(Refused, match=r"needs\.place_unclear"):
            needs.ask(work, subject=subject, purpose="x", where=where, from_at=work.now, until_at=work.now + 1)


def permit(work: Work, *, from_at: int, applicant: str = "wangqian") -> int:
    period = {"from_at": from_at, "until_at": from_at + HOUR}
    subject, where = register(work, kind="service"), {"zone": "Z6", "room": "MR"}
    return needs.open_permit(
        work.on_behalf_of(MANAGER), subject=subject, job="更换交换机", where=where, applicant=applicant, **period
    )


def test_a_permit_is_open_in_its_period_until_it_is_closed(writer: Writer, clock: SetClock) -> None:
    with writer.writing() as work:
        number, start = permit(work, from_at=work.now), work.now
        inside = needs.open_permits(work, work.site, "P-1", start)
    clock.advance(HOUR // 2)
    with writer.writing() as work:
        needs.close_permit(work, number=number, result="已更换，设备编号不变")
        after = needs.open_permits(work, work.site, "P-1", work.now)
    assert (len(inside), len(after)) == (1, 0)


def test_a_permit_cannot_be_dated_back(writer: Writer) -> None:
    with writer.writing() as work, pytest.raises(Refused, match=r"permits\.dated_back"):
        permit(work, from_at=work.now - 1)


def test_a_permit_is_not_given_to_oneself(writer: Writer) -> None:
    with writer.writing() as work, pytest.raises(Refused, match=r"needs\.own_approval"):
        permit(work, from_at=work.now, applicant="chenzong")
