"""Who belongs to a project, and who does not show before the reveal."""

import pytest

from venue.core.work import Principal, Work, Writer
from venue.people import coded_names
from venue.people.persons import give_role, register
from venue.projects import committee


@pytest.fixture
def filled(writer: Writer) -> Writer:
    with writer.writing() as work:
        for kind, role in (
            *(("expert", "committee_member"), ("owner", "owner_member"), ("agency", "agency_staff")),
            *(("agency", "agency_leader"), ("supervision", "supervisor"), ("centre", "witness"), ("other", "notary")),
        ):
            give_role(work, subject=register(work, kind=kind), role=role, project="G01")
        give_role(work, subject=register(work, kind="expert"), role="committee_member", project="G02")
    return writer


def belonging(work: Work, viewer: Principal) -> committee.Belonging:
    return committee.belonging(work.reading(), viewer, project="G01", at=work.now)


def test_everybody_stands_under_his_role(filled: Writer, viewer: Principal) -> None:
    with filled.writing() as work:
        found = belonging(work, viewer)
    assert (found.committee, found.owner_members, found.agency_staff) == (("P-1",), ("P-2",), ("P-3",))
    assert (found.agency_leaders, found.supervisors, found.witnesses, found.others) == (
        *(("P-4",), ("P-5",), ("P-6",), ("P-7",)),
    )


def test_the_leader_comes_first_among_the_agency(filled: Writer) -> None:
    with filled.writing() as work:
        assert committee.agency_of(work, "M", "G01", work.now) == ("P-4", "P-3")


def test_a_sealed_committee_is_a_list_of_codes(filled: Writer, viewer: Principal) -> None:
    with filled.writing() as work:
        coded_names.assign(work, project="G01", subject="P-1")
        sealed = belonging(work, viewer)
        coded_names.reveal(work, project="G01", supervisor="P-5", reason="启封")
        opened = belonging(work, viewer)
    assert (sealed.sealed, sealed.committee, sealed.owner_members) == (True, ("X1",), ())
    assert (opened.sealed, opened.committee) == (False, ("P-1",))


def test_the_engine_knows_the_committee_all_the_same(filled: Writer) -> None:
    with filled.writing() as work:
        coded_names.assign(work, project="G01", subject="P-1")
        assert committee.committee_of(work, "M", "G01", work.now) == ("P-1", "P-2")
