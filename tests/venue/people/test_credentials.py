"""Credentials: found by what is shown, never stored as it is; agreements beside them."""

import pytest
import sqlalchemy as sa

from venue.core.acts import Refused
from venue.core.clock import DAY, HOUR
from venue.core.work import Work, Writer
from venue.people import agreements, credentials
from venue.people.credentials import holder, issue, revoke
from venue.people.persons import register


def shown(work: Work, token: str, kind: str = "card") -> credentials.Credential | None:
    return holder(work, work.site, work.standing.keys, kind=kind, token=token)


def test_a_card_leads_to_its_holder_however_it_is_spelled(writer: Writer) -> None:
    with writer.writing() as work:
        subject = register(work, kind="expert")
        issue(work, subject=subject, kind="card", token="00ab12cd")
        found = shown(work, " 00AB12CD ")
    assert found is not None
    assert found.subject == subject


def test_a_token_is_nowhere_in_the_table(writer: Writer) -> None:
    with writer.writing() as work:
        issue(work, subject=register(work, kind="expert"), kind="card", token="00AB12CD")
        row = work.first(sa.select(credentials.credentials))
    assert row is not None
    assert "00AB12CD" not in str(tuple(row)).upper()


@pytest.mark.parametrize("token", ["", "  ", "99999999"])
def test_an_unknown_token_leads_to_nobody(writer: Writer, token: str) -> None:
    with writer.writing() as work:
        issue(work, subject=register(work, kind="expert"), kind="card", token="00AB12CD")
        assert shown(work, token) is None


def test_a_card_number_is_no_code(writer: Writer) -> None:
    with writer.writing() as work:
        issue(work, subject=register(work, kind="expert"), kind="card", token="4711")
        assert shown(work, "4711", kind="code") is None


def test_a_credential_is_worth_something_in_its_period_only(writer: Writer) -> None:
    with writer.writing() as work:
        start, end = work.now + HOUR, work.now + DAY
        subject = register(work, kind="visitor")
        issue(work, subject=subject, kind="code", token="V-1", valid_from=start, valid_to=end)
        found = shown(work, "V-1", kind="code")
    assert found is not None
    standings = [found.standing(at) for at in (start - 1, start, end - 1, end)]
    assert standings == ["not_yet", "valid", "valid", "expired"]


@pytest.mark.parametrize("status", ["lost", "revoked"])
def test_a_card_taken_back_is_still_known_by_its_holder(writer: Writer, status: str) -> None:
    with writer.writing() as work:
        subject = register(work, kind="expert")
        revoke(work, number=issue(work, subject=subject, kind="card", token="1"), status=status, reason="挂失")
        found = shown(work, "1")
    assert found is not None
    assert (found.subject, found.standing(0)) == (subject, status)


def test_one_card_is_never_in_two_hands(writer: Writer) -> None:
    with writer.writing() as work:
        issue(work, subject=register(work, kind="expert"), kind="card", token="1")
        with pytest.raises(Refused, match=r"credentials\.taken"):
            issue(work, subject=register(work, kind="expert"), kind="card", token="1")


def test_a_card_given_on_leads_to_the_new_holder(writer: Writer) -> None:
    with writer.writing() as work:
        revoke(work, number=issue(work, subject=register(work, kind="visitor"), kind="card", token="1"), reason="归还")
        second = register(work, kind="visitor")
        issue(work, subject=second, kind="card", token="1")
        found = shown(work, "1")
    assert found is not None
    assert (found.subject, found.status) == (second, "active")


def test_a_face_is_linked_to_the_person_himself(writer: Writer) -> None:
    with writer.writing() as work:
        subject, other = register(work, kind="expert"), register(work, kind="expert")
        issue(work, subject=subject, kind="face", token=subject)
        found = shown(work, subject, kind="face")
        with pytest.raises(Refused, match=r"credentials\.face_is_own"):
            issue(work, subject=other, kind="face", token=subject)
    assert found is not None
    assert found.subject == subject


def test_an_agreement_binds_from_its_first_instant_up_to_its_end(writer: Writer) -> None:
    with writer.writing() as work:
        subject, day = register(work, kind="service"), work.now
        agreements.sign(work, subject=subject, scope="现场保密", valid_from=day, valid_to=day + DAY)
        bound = [agreements.is_bound(work, work.site, subject, at) for at in (day - 1, day, day + DAY - 1, day + DAY)]
    assert bound == [False, True, True, False]


def test_an_agreement_that_was_ended_binds_no_longer(writer: Writer) -> None:
    with writer.writing() as work:
        subject = register(work, kind="service")
        period = {"valid_from": work.now - DAY, "valid_to": work.now + DAY}
        number = agreements.sign(work, subject=subject, scope="现场保密", **period)
        agreements.end(work, number=number, reason="合同解除")
        assert agreements.bound_period(work, work.site, subject, work.now) == (work.now - DAY, work.now)


def test_of_several_agreements_the_binding_one_counts(writer: Writer) -> None:
    with writer.writing() as work:
        subject, now = register(work, kind="service"), work.now
        for since, until in ((now - 9 * DAY, now - DAY), (now - DAY, now + DAY), (now + DAY, now + 9 * DAY)):
            agreements.sign(work, subject=subject, scope="现场保密", valid_from=since, valid_to=until)
        assert agreements.bound_period(work, work.site, subject, now) == (now - DAY, now + DAY)
