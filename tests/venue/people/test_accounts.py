"""Accounts and sessions: who may sign in, what a wrong password costs, what is never written down."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from venue.core.acts import ACTS, No, Refused, perform
from venue.core.clock import DAY, HOUR, MINUTE, SetClock
from venue.core.tables import metadata
from venue.core.work import Principal, Work, Writer
from venue.journal import book
from venue.people import accounts, agreements, passwords, sessions
from venue.people.accounts import AccountPolicy
from venue.people.persons import leave, register

GOOD = "correct horse 电池"


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same algorithm at its smallest cost: the tests are about accounts, not about time."""
    monkeypatch.setattr(passwords, "MEMORY_KIB", 8)
    monkeypatch.setattr(passwords, "TURNS", 1)
    passwords._hasher.cache_clear()
    passwords._nobody.cache_clear()


@pytest.fixture
def first(writer: Writer) -> str:
    with writer.writing() as work:
        return accounts.open_first(work, account="Limin", password=GOOD, name="李敏")


def sign_in(writer: Writer, password: str = GOOD, account: str = "limin") -> Any:
    with writer.writing(Principal("", site="M", desk="desk-1")) as work:
        return sessions.sign_in(work, account=account, password=password)


def who(writer: Writer, session: str) -> Principal | None:
    with writer.writing() as work:
        return sessions.principal_of(work, session)


def test_the_first_account_can_sign_in_and_acts_with_its_roles(writer: Writer, first: str) -> None:
    answer = sign_in(writer, account=" LIMIN ")
    assert who(writer, answer["session"]) == Principal("limin", frozenset(accounts.FIRST_ROLES), "M", "desk-1")


def test_there_is_a_first_account_only_once(writer: Writer, first: str) -> None:
    with writer.writing() as work, pytest.raises(Refused, match=r"accounts\.not_the_first"):
        accounts.open_first(work, account="other", password=GOOD, name="他人")


def test_nothing_can_be_guessed_on_an_empty_site(writer: Writer) -> None:
    assert isinstance(sign_in(writer, "admin", account="admin"), No)


def test_five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour(
    writer: Writer, clock: SetClock, first: str
) -> None:
    codes = [sign_in(writer, "wrong").code for _ in range(5)]
    locked = sign_in(writer)
    clock.advance(15 * MINUTE)
    assert codes == ["accounts.wrong"] * 4 + ["accounts.locked"]
    assert locked.code == "accounts.locked"
    assert "session" in sign_in(writer)


def test_a_right_password_forgives_wrong_ones_before(writer: Writer, first: str) -> None:
    for _ in range(3):
        [sign_in(writer, "wrong") for _ in range(4)]
        assert "session" in sign_in(writer)


def test_the_policy_decides_how_many_wrong_passwords_lock(writer: Writer, first: str) -> None:
    with writer.writing() as work:
        wanted = {**vars(AccountPolicy()), "lock_after": 2}
        accounts.set_policy(work, **wanted)
    assert [sign_in(writer, "wrong").code for _ in range(2)] == ["accounts.wrong", "accounts.locked"]


@pytest.mark.parametrize("session", ["", "0" * 64])
def test_a_made_up_session_is_nobody(writer: Writer, first: str, session: str) -> None:
    sign_in(writer)
    assert who(writer, session) is None


def test_a_session_ends_with_its_time(writer: Writer, clock: SetClock, first: str) -> None:
    session = sign_in(writer)["session"]
    clock.advance(12 * HOUR - 1)
    before = who(writer, session)
    clock.advance(1)
    assert (before is None, who(writer, session)) == (False, None)


def test_signing_out_ends_the_session(writer: Writer, first: str) -> None:
    session, other = sign_in(writer)["session"], sign_in(writer)["session"]
    with writer.writing() as work:
        sessions.sign_out(work, session=session)
    assert who(writer, session) is None
    assert who(writer, other) is not None


def test_sessions_that_ran_out_are_ended_by_the_clock(writer: Writer, clock: SetClock, first: str) -> None:
    sign_in(writer)
    with writer.writing() as work:
        due = sessions.due(work, None, None)
    clock.set(due)
    with writer.writing() as work:
        assert sessions.due(work, None, None) is None
        assert sessions.sessions_open(work, "M", 0) == ()


def test_a_new_password_ends_every_session(writer: Writer, first: str) -> None:
    session = sign_in(writer)["session"]
    with writer.writing(Principal("limin", site="M")) as work:
        sessions.change_password(work, old=GOOD, new="一个全新的密码2026")
    assert who(writer, session) is None
    assert "session" in sign_in(writer, "一个全新的密码2026")


def test_a_wrong_old_password_counts_as_a_failure(writer: Writer, first: str) -> None:
    for _ in range(5):
        with writer.writing(Principal("limin", site="M")) as work:
            assert isinstance(sessions.change_password(work, old="wrong", new="一个全新的密码2026"), No)
    assert sign_in(writer).code == "accounts.locked"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "accounts.password_short"),
        ("limin-limin-2026", "accounts.password_is_name"),
        ("aaaaaaaaaaaa", "accounts.password_monotonous"),
    ],
)
def test_weak_passwords_are_refused(writer: Writer, password: str, code: str) -> None:
    with writer.writing() as work, pytest.raises(Refused, match=code):
        accounts.open_first(work, account="limin", password=password, name="李敏")


def opened(work: Work, roles: list[str], *, owner: str = "") -> str:
    subject = owner or register(work, kind="centre")
    accounts.open_account(work, account="wang", owner=subject, roles=roles, password=GOOD)
    return subject


def test_an_account_opened_for_somebody_may_do_nothing_before_its_password_is_changed(writer: Writer) -> None:
    with writer.writing() as work:
        opened(work, ["clerk"])
    answer = sign_in(writer, account="wang")
    assert (answer["must_change"], who(writer, answer["session"]).roles) == (1, frozenset())


def test_a_password_must_change_after_its_days(writer: Writer, clock: SetClock, first: str) -> None:
    clock.advance(90 * DAY)
    answer = sign_in(writer)
    assert (answer["must_change"], who(writer, answer["session"]).roles) == (1, frozenset())


def test_without_agreement_there_is_no_account_for_it_people(writer: Writer) -> None:
    with writer.writing() as work, pytest.raises(Refused, match=r"accounts\.agreement_missing"):
        opened(work, ["it_engineer"])


def test_with_an_agreement_there_is_one_until_the_agreement_ends(writer: Writer, clock: SetClock) -> None:
    with writer.writing() as work:
        owner = register(work, kind="centre")
        agreements.sign(work, subject=owner, scope="运维保密", valid_from=work.now, valid_to=work.now + DAY)
        opened(work, ["it_engineer"], owner=owner)
    inside = sign_in(writer, account="wang")
    clock.advance(DAY)
    assert "session" in inside
    assert sign_in(writer, account="wang").code == "accounts.agreement_missing"


def test_an_account_whose_owner_has_left_is_reported_and_shut(
    writer: Writer, clock: SetClock, first: str, viewer: Principal
) -> None:
    with writer.reading() as read:
        before = accounts.ownerless_accounts(read, viewer, at=clock.now())
    clock.advance(1)
    with writer.writing() as work:
        leave(work, subject=first, basis="离职")
        after = accounts.ownerless_accounts(work.reading(), viewer, at=work.now)
    assert (before, [line.account for line in after]) == ((), ["limin"])
    assert sign_in(writer).code == "accounts.owner_left"


def test_accounts_of_other_systems_stand_in_the_same_register(writer: Writer, first: str, viewer: Principal) -> None:
    with writer.writing() as work:
        for changed in (work.now - DAY, work.now):
            accounts.record_elsewhere(work, system="nvr", account="admin", owner=first, changed_at=changed)
        lines = accounts.register_of_accounts(work.reading(), viewer)
    assert [(line.system, line.account) for line in lines] == [("changkong", "limin"), ("nvr", "admin")]


def test_an_account_of_another_system_cannot_sign_in_here(writer: Writer, first: str) -> None:
    with writer.writing() as work:
        accounts.record_elsewhere(work, system="nvr", account="admin", owner=first, changed_at=work.now)
    assert isinstance(sign_in(writer, "", account="admin"), No)


def test_a_closed_account_loses_its_session_and_its_entry(writer: Writer, first: str) -> None:
    session = sign_in(writer)["session"]
    with writer.writing() as work:
        accounts.close(work, account="limin", reason="离岗")
    assert who(writer, session) is None
    assert sign_in(writer).code == "accounts.closed"


def test_a_reset_password_unlocks_and_must_be_changed(writer: Writer, first: str) -> None:
    [sign_in(writer, "wrong") for _ in range(5)]
    with writer.writing() as work:
        accounts.reset_password(work, account="limin", password="临时密码-临时-77")
    assert sign_in(writer, "临时密码-临时-77")["must_change"] == 1


def of_kind(writer: Writer, kind: str) -> Writer:
    return Writer(writer.database, dataclasses.replace(writer.standing, kind=kind))


def test_the_sample_site_shows_its_account_and_it_works(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        accounts.open_samples(work)
        accounts.open_samples(work)
        shown = accounts.sample_sign_ins(work.reading(), viewer)
    assert [one.account for one in shown] == ["zongkong", "jiandu"]
    assert "session" in sign_in(writer, shown[0].password, shown[0].account)


def test_a_sample_account_whose_password_was_changed_is_shown_no_longer(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        accounts.open_samples(work)
        accounts.reset_password(work, account="zongkong", password="自己的新密码-2026")
        assert [one.account for one in accounts.sample_sign_ins(work.reading(), viewer)] == ["jiandu"]


def test_a_real_site_has_no_sample_account_and_takes_none_over(writer: Writer) -> None:
    with writer.writing() as work:
        accounts.open_samples(work)
    real = of_kind(writer, "real")
    sample = accounts.SAMPLE_ACCOUNTS[0]
    assert sign_in(real, sample.password, sample.account).code == "accounts.sample_only"
    with real.writing() as work, pytest.raises(Refused, match=r"accounts\.sample_only"):
        accounts.open_planned(work, account="x", owner="P-1", roles=["operator"], password=GOOD)


def test_no_password_and_no_session_stands_anywhere_in_the_database(writer: Writer, first: str) -> None:
    wrong = "abgelehntes-Kennwort"
    sign_in(writer, wrong)
    sign_in(writer, "whatever", account=wrong)
    session = sign_in(writer)["session"]
    with writer.reading() as read:
        everything = " ".join(str(tuple(row)) for table in metadata.sorted_tables for row in read.all(sa.select(table)))
    assert "limin" in everything
    assert [secret for secret in (GOOD, wrong, session) if secret in everything] == []


def test_a_failed_sign_in_is_in_the_book(writer: Writer, first: str, viewer: Principal) -> None:
    sign_in(writer, "wrong")
    with writer.reading() as read:
        lines = book.lines(read, viewer, wanted=book.Wanted(act="accounts.sign_in_failed"))
    assert [line.subject for line in lines] == [first]


@pytest.mark.parametrize("act", ["accounts.first", "accounts.sign_in", "accounts.sign_out"])
def test_only_these_acts_need_no_sign_in(act: str) -> None:
    open_to_all = {name for name, one in ACTS.items() if "anybody" in one.roles and name.startswith("accounts.")}
    assert act in open_to_all
    assert len(open_to_all) == 3


def test_whoever_is_not_signed_in_opens_no_account(writer: Writer, first: str) -> None:
    args = {"account": "x", "owner": first, "roles": ["operator"], "password": GOOD}
    with writer.writing(Principal("", site="M")) as work, pytest.raises(Refused, match=r"act\.sign_in_first"):
        perform(work, "accounts.open", args)


def test_a_hash_says_yes_to_its_password_only(writer: Writer) -> None:
    stored = passwords.hashed(GOOD, writer.standing.chance)
    check: Callable[[str], bool] = lambda said: passwords.matches(stored, said)  # noqa: E731
    assert [check(GOOD), check(GOOD + " "), passwords.matches("", GOOD), passwords.matches("nonsense", GOOD)] == [
        *(True, False, False, False)
    ]
