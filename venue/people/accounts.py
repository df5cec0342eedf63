"""The register of accounts (R-11.4, 统一管理网络信息系统账号和密码): whose they are, what they may do, until when.

It holds the accounts of this system, with their passwords as argon2id hashes, and lists accounts of the centre's other systems
beside them, so that whoever leaves leaves everywhere. There is no default password: the first account of a site is made by who
sets it up; only a sample site has an account whose password everybody may read, because it stands on its sign-in page.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.acts import ANYBODY, Refused, act
from venue.core.clock import DAY, HOUR, MINUTE, Millis
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.people import agreements, passwords
from venue.people.persons import ROLES, person_row, persons, register, without_unknown

# ------------------------------------------------------------------------------------------------------------- tables

accounts = table(
    "accounts",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("system", TEXT, dataset=Dataset.LOCAL),
    column("account", TEXT, dataset=Dataset.LOCAL),
    column("owner", TEXT, dataset=Dataset.LOCAL),
    column("roles", TEXT, dataset=Dataset.LOCAL),
    column("password", TEXT, dataset=Dataset.LOCAL),
    column("generation", INT, dataset=Dataset.LOCAL),
    column("sample", INT, dataset=Dataset.LOCAL),
    column("status", TEXT, dataset=Dataset.LOCAL),
    column("failures", INT, dataset=Dataset.LOCAL),
    column("locked_until", INT, dataset=Dataset.LOCAL),
    column("opened_at", INT, dataset=Dataset.LOCAL),
    column("changed_at", INT, dataset=Dataset.LOCAL),
    column("change_due", INT, dataset=Dataset.LOCAL),
    column("expires_at", INT, dataset=Dataset.LOCAL, null=True),
    column("last_sign_in", INT, dataset=Dataset.LOCAL, null=True),
    PrimaryKeyConstraint("site", "system", "account"),
)

account_policies = table(
    "account_policies",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("valid_from", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("lock_after", INT, dataset=Dataset.LOCAL),
    column("lock_minutes", INT, dataset=Dataset.LOCAL),
    column("session_hours", INT, dataset=Dataset.LOCAL),
    column("password_days", INT, dataset=Dataset.LOCAL),
    column("password_least", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "valid_from"),
)

# -------------------------------------------------------------------------------------------------------------- rules

HERE = "changkong"
"""The ``system`` of our own accounts."""

FIRST_ROLES = ("operator", "site_manager")


@dataclass(frozen=True)
class AccountPolicy:
    """Parameters of accounts: lockout after ``lock_after`` failures for ``lock_minutes``; lengths of sessions and passwords."""

    lock_after: int = 5
    lock_minutes: int = 15
    session_hours: int = 12
    password_days: int = 90
    password_least: int = 10

    @property
    def lock(self) -> Millis:
        """How long a lockout lasts."""
        return self.lock_minutes * MINUTE

    @property
    def session(self) -> Millis:
        """How long a session lasts."""
        return self.session_hours * HOUR


@dataclass(frozen=True)
class AccountLine:
    """One line of the register. Nothing of the password but its last change and the day on which it must change."""

    system: str
    account: str
    owner: str
    roles: tuple[str, ...]
    status: str
    opened_at: Millis
    changed_at: Millis
    change_due: Millis
    expires_at: Millis | None
    last_sign_in: Millis | None
    locked_until: Millis


@dataclass(frozen=True)
class SampleAccount:
    """An account of the sample site with the password that its sign-in page shows."""

    account: str
    password: str
    roles: tuple[str, ...]


SAMPLE_ACCOUNTS = (
    SampleAccount("zongkong", "yangli-2026", ("clerk", "operator", "patroller", "site_manager")),
    SampleAccount("jiandu", "yangli-2026", ("supervisor",)),
)


def spelled(account: str) -> str:
    """The one spelling under which an account is stored and found."""
    return account.strip().casefold()


# --------------------------------------------------------------------------------------------------------------- acts


@act("accounts.first", ANYBODY)
def open_first(work: Work, *, account: str, password: str, name: str) -> str:
    """Make the first account of a site, with its owner; refused as soon as there is one. Tells the owner's code."""
    if has_accounts(work, work.site):
        raise Refused("accounts.not_the_first")
    require_strong(work, account, password)
    owner = register(work, kind="centre", personal={"name": name})
    policy = policy_at(work, work.site, work.now)
    due = work.now + policy.password_days * DAY
    _store(work, account, owner=owner, roles=FIRST_ROLES, password=password, change_due=due)
    return owner


@act("accounts.open", "site_manager")
def open_account(
    work: Work, *, account: str, owner: str, roles: list[str], password: str, expires_at: Millis | None = None
) -> None:
    """Open an account for a person. The password must be changed at the first sign-in, so that only its owner knows it.

    Refuses an owner who has left, and, for service, IT and maintenance roles, one without a confidentiality agreement (RB-17).
    """
    _may_own(work, owner, roles)
    require_strong(work, account, password)
    if _row(work, work.site, account) is not None:
        raise Refused("accounts.taken", account=spelled(account))
    _store(work, account, owner=owner, roles=roles, password=password, change_due=work.now, expires_at=expires_at)


@act("accounts.record", "site_manager", "it_engineer")
def record_elsewhere(
    work: Work, *, system: str, account: str, owner: str, changed_at: Millis, expires_at: Millis | None = None
) -> None:
    """Write down, or bring up to date, an account that somebody has in another system of the centre (no password here)."""
    person_row(work, work.site, owner)
    if system.strip().casefold() in ("", HERE):
        raise Refused("accounts.system_is_here")
    facts = {"owner": owner, "changed_at": changed_at, "expires_at": expires_at}
    which = (accounts.c.site == work.site, accounts.c.system == system, accounts.c.account == account)
    if not work.update(accounts, *which, **facts, status="active"):
        blank = {
            "roles": "",
            "password": "",
            "generation": 0,
            "sample": 0,
            "status": "active",
            "failures": 0,
            "locked_until": 0,
        }
        times = {"opened_at": work.now, "change_due": 0, "last_sign_in": None}
        work.insert(accounts, site=work.site, system=system, account=account, **facts, **blank, **times)
    payload = without_unknown({"system": system, "account": account, **facts})
    book.append(work, act="accounts.record", subject=owner, payload=payload)
    work.tell(Changed(noun="account", ids=(account,)))


@act("accounts.close", "site_manager")
def close(work: Work, *, account: str, reason: str, system: str = HERE) -> None:
    """Close an account for good; its sessions are worth nothing from now on."""
    name = spelled(account) if system == HERE else account
    which = (accounts.c.site == work.site, accounts.c.system == system, accounts.c.account == name)
    if not work.update(accounts, *which, accounts.c.status == "active", status="closed"):
        raise Refused("accounts.unknown", account=name)
    book.append(work, act="accounts.close", payload={"system": system, "account": name, "reason": reason})
    work.tell(Changed(noun="account", ids=(name,)))


@act("accounts.reset_password", "site_manager")
def reset_password(work: Work, *, account: str, password: str) -> None:
    """Give an account a new password that its owner must change at once; a lockout ends with it."""
    own_row(work, account)
    require_strong(work, account, password)
    set_password(work, account, password, change_due=work.now)
    book.append(work, act="accounts.reset_password", payload={"account": spelled(account)})


@act("accounts.set_policy", "site_manager")
def set_policy(
    work: Work,
    *,
    lock_after: int,
    lock_minutes: int,
    session_hours: int,
    password_days: int,
    password_least: int,
) -> None:
    """Change the parameters of accounts from now on."""
    wanted = AccountPolicy(lock_after, lock_minutes, session_hours, password_days, password_least)
    if min(vars(wanted).values()) < 1 or password_least < 8:
        raise Refused("accounts.policy_out_of_range")
    work.delete(account_policies, account_policies.c.site == work.site, account_policies.c.valid_from == work.now)
    work.insert(account_policies, site=work.site, valid_from=work.now, **vars(wanted))
    book.append(work, act="accounts.set_policy", payload=dict(vars(wanted)))
    work.tell(Changed(noun="account"))


def open_planned(work: Work, *, account: str, owner: str, roles: list[str], password: str) -> None:
    """An account of a day file: sample and training sites only, where whoever reads the file may sign in."""
    if work.standing.kind == "real":
        raise Refused("accounts.sample_only")
    if _row(work, work.site, account) is None:
        due = work.now + 3650 * DAY
        _store(work, account, owner=owner, roles=roles, password=password, change_due=due, sample=1)


def open_samples(work: Work) -> None:
    """Make the accounts of the sample site that are not there yet; does nothing on any other kind of site."""
    if work.standing.kind != "sample":
        return
    for wanted in SAMPLE_ACCOUNTS:
        if _row(work, work.site, wanted.account) is None:
            owner = register(work, kind="centre", reference=f"sample:{wanted.account}")
            open_planned(work, account=wanted.account, owner=owner, roles=list(wanted.roles), password=wanted.password)


def require_strong(work: Work, account: str, password: str) -> None:
    """Refuse a password that is too weak for the account."""
    if not spelled(account):
        raise Refused("accounts.name_missing")
    least = policy_at(work, work.site, work.now).password_least
    weak = passwords.weakness(password, account=spelled(account), least=least)
    if weak:
        raise Refused(weak[0], **weak[1])


def _may_own(work: Work, owner: str, roles: list[str]) -> None:
    row = person_row(work, work.site, owner)
    if row.valid_to is not None and row.valid_to <= work.now:
        raise Refused("accounts.owner_left", subject=owner)
    unknown = sorted(set(roles) - ROLES)
    if unknown or not roles:
        raise Refused("people.role_unknown", role="、".join(unknown))
    if agreements.BOUND_ROLES & set(roles) and not agreements.is_bound(work, work.site, owner, work.now):
        raise Refused("accounts.agreement_missing", subject=owner)


def _store(
    work: Work,
    account: str,
    *,
    owner: str,
    roles: list[str] | tuple[str, ...],
    password: str,
    change_due: Millis,
    expires_at: Millis | None = None,
    sample: int = 0,
) -> None:
    facts = {
        "account": spelled(account),
        "owner": owner,
        "roles": " ".join(sorted(set(roles))),
        "expires_at": expires_at,
    }
    state = {"status": "active", "failures": 0, "locked_until": 0, "sample": sample, "last_sign_in": None}
    times = {"opened_at": work.now, "changed_at": work.now, "change_due": change_due}
    hashed = passwords.hashed(password, work.chance)
    work.insert(accounts, site=work.site, system=HERE, password=hashed, generation=1, **facts, **state, **times)
    book.append(work, act="accounts.open", subject=owner, payload=without_unknown({**facts, "sample": sample}))
    work.tell(Changed(noun="account", ids=(spelled(account),)))


def set_password(work: Work, account: str, password: str, *, change_due: Millis) -> None:
    """Store a password; every session of the account is over with it, and a lockout too."""
    fresh = {"password": passwords.hashed(password, work.chance), "changed_at": work.now, "change_due": change_due}
    work.update(accounts, *own(work.site, account), failures=0, locked_until=0, sample=0, **fresh)
    work.update(accounts, *own(work.site, account), generation=accounts.c.generation + 1)
    work.tell(Changed(noun="account", ids=(spelled(account),)))


def own_row(work: Work, account: str) -> Row:
    """The row of one of our own accounts that is active; refuses any other."""
    row = _row(work, work.site, account)
    if row is None or row.status != "active":
        raise Refused("accounts.unknown", account=spelled(account))
    return row


# -------------------------------------------------------------------------------------------------------------- views


def own(site: str, account: str) -> tuple[sa.ColumnElement[bool], ...]:
    """The condition that picks one of our own accounts."""
    return accounts.c.site == site, accounts.c.system == HERE, accounts.c.account == spelled(account)


def _row(read: Reading | Work, site: str, account: str) -> Row | None:
    return read.first(sa.select(accounts).where(*own(site, account)))


def has_accounts(read: Reading | Work, site: str) -> bool:
    """Whether anybody can sign in at all; if not, the first account is to be made."""
    return (
        read.first(sa.select(accounts.c.account).where(accounts.c.site == site, accounts.c.system == HERE)) is not None
    )


def policy_at(read: Reading | Work, site: str, at: Millis) -> AccountPolicy:
    """The parameters of accounts that hold at an instant."""
    row = read.first(
        sa.select(account_policies)
        .where(account_policies.c.site == site, account_policies.c.valid_from <= at)
        .order_by(account_policies.c.valid_from.desc())
        .limit(1)
    )
    if row is None:
        return AccountPolicy()
    return AccountPolicy(**{name: getattr(row, name) for name in vars(AccountPolicy())})


@view
def register_of_accounts(read: Reading, viewer: Principal) -> tuple[AccountLine, ...]:
    """Every account of every system, by system and name."""
    mine = sa.select(accounts).where(accounts.c.site == viewer.site)
    return tuple(_line(row) for row in read.all(mine.order_by(accounts.c.system, accounts.c.account)))


@view
def ownerless_accounts(read: Reading, viewer: Principal, *, at: Millis) -> tuple[AccountLine, ...]:
    """Active accounts whose owner has left or was never registered (R-11.4): to be closed."""
    owned = sa.and_(persons.c.site == accounts.c.site, persons.c.subject == accounts.c.owner)
    living = sa.exists().where(owned, sa.or_(persons.c.valid_to.is_(None), persons.c.valid_to > at))
    orphans = (accounts.c.site == viewer.site, accounts.c.status == "active", ~living)
    rows = read.all(sa.select(accounts).where(*orphans).order_by(accounts.c.system, accounts.c.account))
    return tuple(_line(row) for row in rows)


@view
def sample_sign_ins(read: Reading, viewer: Principal) -> tuple[SampleAccount, ...]:
    """What the sign-in page of a sample site shows: sample accounts whose published password still holds."""
    rows = read.all(
        sa.select(accounts.c.account).where(
            accounts.c.site == viewer.site, accounts.c.sample == 1, accounts.c.status == "active"
        )
    )
    still = {row.account for row in rows}
    return tuple(sample for sample in SAMPLE_ACCOUNTS if sample.account in still)


@view
def anybody_can_sign_in(read: Reading, viewer: Principal) -> bool:
    """Whether the site has an account at all; if not, the first start asks for one."""
    return has_accounts(read, viewer.site)


def _line(row: Row) -> AccountLine:
    return AccountLine(
        system=row.system,
        account=row.account,
        owner=row.owner,
        roles=tuple(row.roles.split()),
        status=row.status,
        opened_at=row.opened_at,
        changed_at=row.changed_at,
        change_due=row.change_due,
        expires_at=row.expires_at,
        last_sign_in=row.last_sign_in,
        locked_until=row.locked_until,
    )
