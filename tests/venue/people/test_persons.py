"""Persons, units and roles: codes and commitments, several roles at once, ends that end."""

import pytest

from venue.core.acts import Refused
from venue.core.clock import HOUR, SetClock
from venue.core.work import Principal, Writer
from venue.journal import book
from venue.people import persons, units
from venue.people.persons import register

ZHANG = {"name": "张明远", "id_number": "43312219800101007x", "phone": "13800000001"}


def test_a_person_gets_the_next_code_and_no_personal_field_stands_in_the_register(writer: Writer) -> None:
    with writer.writing() as work:
        first, second = register(work, kind="expert", personal=ZHANG), register(work, kind="agency")
        row = persons.person_row(work, work.site, first)
    assert (first, second) == ("P-1", "P-2")
    assert not set(ZHANG.values()) & set(map(str, row))


def test_the_book_holds_commitments_only(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        register(work, kind="expert", personal=ZHANG)
        written = " ".join(line.payload for line in book.lines(work.reading(), viewer))
    assert not [said for said in ZHANG.values() if said.upper() in written.upper()]


def test_the_same_identity_number_is_the_same_person(writer: Writer) -> None:
    with writer.writing() as work:
        register(work, kind="expert", personal=ZHANG)
        with pytest.raises(Refused, match=r"people\.registered_before"):
            register(work, kind="expert", personal={"id_number": " 43312219800101007X "})


def test_two_persons_without_identity_number_are_two(writer: Writer) -> None:
    with writer.writing() as work:
        assert register(work, kind="visitor", personal={"name": "甲"}) != register(
            work, kind="visitor", personal={"name": "甲"}
        )


def test_a_name_is_revealed_for_a_reason_and_the_book_says_so(writer: Writer, viewer: Principal) -> None:
    with writer.writing(viewer) as work:
        subject = register(work, kind="expert", personal=ZHANG)
        shown = persons.reveal(work, subject=subject, field="name", reason="核对身份")
        newest = book.lines(work.reading(), viewer)[0]
    assert shown == "张明远"
    assert (newest.subject, newest.actor) == (subject, "limin")


def test_a_name_without_reason_stays_hidden(writer: Writer) -> None:
    with writer.writing() as work:
        subject = register(work, kind="expert", personal=ZHANG)
        with pytest.raises(Refused, match=r"people\.reason_missing"):
            persons.reveal(work, subject=subject, field="name", reason="  ")


def test_an_erased_person_keeps_code_and_commitment(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        subject = register(work, kind="expert", personal=ZHANG)
        before = persons.person_row(work, work.site, subject)
        persons.erase(work, subject=subject, reason="本人要求")
        assert persons.person_row(work, work.site, subject) == before
        with pytest.raises(Refused):
            persons.reveal(work, subject=subject, field="name", reason="核对身份")


def test_a_person_holds_several_roles_at_once(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        subject = register(work, kind="agency")
        persons.give_role(work, subject=subject, role="agency_leader", project="G01")
        persons.give_role(work, subject=subject, role="agency_staff", project="G02")
        now = work.now
    with writer.reading() as read:
        held = persons.roles_at(read, viewer, subject, now)
    assert [(role.role, role.project) for role in held] == [("agency_leader", "G01"), ("agency_staff", "G02")]


def test_a_role_holds_from_its_first_instant_up_to_and_without_its_last(writer: Writer) -> None:
    with writer.writing() as work:
        subject = register(work, kind="expert")
        start, end = work.now + HOUR, work.now + 2 * HOUR
        persons.give_role(work, subject=subject, role="committee_member", project="G01", valid_from=start, valid_to=end)
        held = [bool(persons.held_roles(work, work.site, subject, at)) for at in (start - 1, start, end - 1, end)]
    assert held == [False, True, True, False]


def test_an_ended_role_is_over_now_and_stays_in_the_past(writer: Writer, clock: SetClock) -> None:
    with writer.writing() as work:
        subject = register(work, kind="expert")
        number = persons.give_role(work, subject=subject, role="committee_member", project="G01")
        given = work.now
    clock.advance(HOUR)
    with writer.writing() as work:
        persons.end_role(work, number=number, basis="回避")
        assert persons.held_roles(work, work.site, subject, work.now) == ()
        assert len(persons.held_roles(work, work.site, subject, given)) == 1


def test_a_role_ends_once(writer: Writer, clock: SetClock) -> None:
    with writer.writing() as work:
        number = persons.give_role(work, subject=register(work, kind="service"), role="cleaner")
    clock.advance(1)
    with writer.writing() as work:
        persons.end_role(work, number=number, basis="离岗")
        with pytest.raises(Refused, match=r"people\.role_not_held"):
            persons.end_role(work, number=number, basis="离岗")


def test_roles_of_one_project_end_together_and_others_stay(writer: Writer) -> None:
    with writer.writing() as work:
        expert = register(work, kind="expert")
        persons.give_role(work, subject=expert, role="committee_member", project="G01", valid_from=work.now - HOUR)
        persons.give_role(work, subject=expert, role="committee_member", project="G02", valid_from=work.now - HOUR)
        assert persons.end_project_roles(work, project="G01", basis="archived") == 1
        assert [role.project for role in persons.held_roles(work, work.site, expert, work.now)] == ["G02"]


@pytest.mark.parametrize(
    ("role", "project", "code"),
    [
        ("king", "", "people.role_unknown"),
        ("committee_member", "", "people.role_needs_project"),
        ("cleaner", "", None),
        ("witness", "", None),
    ],
)
def test_which_roles_can_be_given(role: str, project: str, code: str | None) -> None:
    fault = persons.role_fault(role, project, 0, None)
    assert (fault and fault[0]) == code


def test_whoever_leaves_has_no_role_left(writer: Writer, clock: SetClock, viewer: Principal) -> None:
    with writer.writing() as work:
        subject = register(work, kind="service")
        persons.give_role(work, subject=subject, role="cleaner")
    clock.advance(HOUR)
    with writer.writing() as work:
        persons.leave(work, subject=subject, basis="离职")
        assert persons.held_roles(work, work.site, subject, work.now) == ()
        assert persons.people(work.reading(), viewer, at=work.now) == ()


def test_people_of_another_site_are_not_seen(writer: Writer) -> None:
    with writer.writing() as work:
        subject = register(work, kind="expert")
        stranger = Principal("limin", frozenset({"operator"}), "other")
        assert persons.person(work.reading(), stranger, subject=subject) is None


def test_a_unit_is_registered_once(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        units.register_unit(work, code="A-01", kind="agency", name="湘西诚信招标代理有限公司")
        with pytest.raises(Refused, match=r"units\.registered_before"):
            units.register_unit(work, code="A-01", kind="agency", name="另一家")
        assert units.unit_names(work.reading(), viewer) == {"A-01": "湘西诚信招标代理有限公司"}
