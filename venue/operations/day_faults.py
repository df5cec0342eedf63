"""What can be wrong with a day file beyond its shape: names that nothing bears, times that are none, the same twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from venue.core.clock import Millis
from venue.operations.day_form import AccountLine, DayForm, NeedLine, PersonLine, ProjectLine, moment
from venue.people.credentials import CREDENTIAL_KINDS
from venue.people.needs import APPROVERS, NEED_KINDS
from venue.people.persons import KINDS, PROJECT_ROLES, ROLES
from venue.people.units import UNIT_KINDS
from venue.projects.methods import all_methods, categories
from venue.schedule.bookings import KINDS as CLAIM_KINDS
from venue.schedule.bookings import PURPOSES

Where = tuple[str | int, ...]
Found = tuple[Where, str, str]

# -------------------------------------------------------------------------------------------------------------- rules

CHANGEABLE = frozenset(ProjectLine.__struct_fields__) - {"code", "claims", "refused"}
"""Keys of a project that a request to be refused may change."""


@dataclass(frozen=True)
class Fault:
    """One fault; ``line`` counts from 1, 0 where the place is not known."""

    line: int
    zh: str
    en: str


@dataclass(frozen=True)
class _Names:
    """What the file itself declares, for the checks of names."""

    day: str
    units: frozenset[str]
    people: frozenset[str]
    accounts: Mapping[str, tuple[str, ...]]
    projects: frozenset[str]


def faults_of(form: DayForm, lines: Mapping[Where, int]) -> Iterator[Fault]:
    """Every fault of the form, in the order of the file's tables."""
    try:
        date.fromisoformat(form.day.date)
    except ValueError:
        yield Fault(_line(lines, ("day", "date")), f"“{form.day.date}”不是日期", f"{form.day.date!r} is no date")
        return
    names = _Names(
        day=form.day.date,
        units=frozenset(unit.code for unit in form.units),
        people=frozenset(person.id for person in form.people),
        accounts={account.account: account.roles for account in form.accounts},
        projects=frozenset(project.code for project in form.projects),
    )
    for where, zh, en in _all(form, names):
        yield Fault(_line(lines, where), zh, en)


def _all(form: DayForm, names: _Names) -> Iterator[Found]:
    for number, unit in enumerate(form.units):
        yield from _one_of(("units", number, "kind"), unit.kind, UNIT_KINDS)
    for number, person in enumerate(form.people):
        yield from _person(("people", number), person, names)
    yield from _account_faults(form.accounts, names)
    for number, project in enumerate(form.projects):
        yield from _project(("projects", number), project, names)
    for number, need in enumerate(form.needs):
        yield from _need(("needs", number), need, names)
    yield from _twice("people", "id", [person.id for person in form.people])
    yield from _twice("projects", "code", [project.code for project in form.projects])
    yield from _twice("accounts", "account", [account.account for account in form.accounts])
    yield from _tokens(form)


def _person(where: Where, person: PersonLine, names: _Names) -> Iterator[Found]:
    yield from _one_of((*where, "kind"), person.kind, KINDS)
    yield from _declared((*where, "unit"), person.unit, names.units)
    for number, shown in enumerate(person.credentials):
        at = (*where, "credentials", number)
        yield from _one_of((*at, "kind"), shown.kind, CREDENTIAL_KINDS)
        yield from _times(at, names.day, {"from": shown.since, "until": shown.until})
        if not shown.token and shown.kind != "face":
            yield at, "凭证没有号码", "the credential has no token"
    for number, role in enumerate(person.roles):
        at = (*where, "roles", number)
        yield from _one_of((*at, "role"), role.role, ROLES)
        yield from _declared((*at, "project"), role.project, names.projects)
        yield from _times(at, names.day, {"from": role.since, "until": role.until})
        if role.role in PROJECT_ROLES and not role.project:
            yield at, f"角色“{role.role}”必须指定项目", f"the role {role.role} needs a project"
    if person.agreement:
        for key, text in (("from", person.agreement.since), ("until", person.agreement.until)):
            yield from _day((*where, "agreement", key), text)


def _account_faults(lines: Iterable[AccountLine], names: _Names) -> Iterator[Found]:
    for number, account in enumerate(lines):
        where = ("accounts", number)
        yield from _declared((*where, "owner"), account.owner, names.people)
        for role in account.roles:
            yield from _one_of((*where, "roles"), role, ROLES)


def _project(where: Where, project: ProjectLine, names: _Names) -> Iterator[Found]:
    yield from _one_of((*where, "method"), project.method, {method.code for method in all_methods()})
    yield from _one_of((*where, "category"), project.category, {category.code for category in categories()})
    yield from _declared((*where, "agency"), project.agency, names.units)
    yield from _declared((*where, "leader"), project.leader, names.people)
    times = {"open": project.open, "gather": project.gather, "draw": project.draw}
    yield from _times(where, names.day, times)
    for number, changed in enumerate(project.refused):
        for key in changed.keys() - CHANGEABLE:
            yield (*where, "refused", number), f"没有“{key}”这一项", f"there is no key {key}"
        asked: dict[str, str] = {key: str(changed[key]) for key in ("open", "gather", "draw") if key in changed}
        yield from _times((*where, "refused", number), names.day, asked)
    for number, claim in enumerate(project.claims):
        at = (*where, "claims", number)
        yield from _one_of((*at, "kind"), claim.kind, CLAIM_KINDS)
        yield from _one_of((*at, "purpose"), claim.purpose, PURPOSES)
        yield from _times(at, names.day, {"from": claim.since, "until": claim.until})


def _need(where: Where, need: NeedLine, names: _Names) -> Iterator[Found]:
    yield from _declared((*where, "person"), need.person, names.people)
    yield from _declared((*where, "project"), need.project, names.projects)
    yield from _declared((*where, "applicant"), need.applicant, names.accounts)
    yield from _declared((*where, "approver"), need.approver, names.accounts)
    yield from _one_of((*where, "kind"), need.kind, NEED_KINDS)
    yield from _times(where, names.day, {"from": need.since, "until": need.until})
    if need.applicant == need.approver:
        yield (*where, "approver"), "申请人不能自己审批", "the applicant cannot approve"
    may = APPROVERS.get(need.kind, ())
    if not set(may) & set(names.accounts.get(need.approver, may)):
        yield (*where, "approver"), f"审批人须为：{'、'.join(may)}", f"the approver must be one of {', '.join(may)}"


def _one_of(where: Where, value: str, known: Iterable[str]) -> Iterator[Found]:
    if value not in known:
        shown = ", ".join(sorted(known))
        yield where, f"没有“{value}”，可用：{shown}", f"there is no {value!r}; known are {shown}"


def _declared(where: Where, value: str, known: Iterable[str]) -> Iterator[Found]:
    if value and value not in known:
        yield where, f"文件中没有声明“{value}”", f"{value!r} is not declared in this file"


def _times(where: Where, day: str, times: Mapping[str, str]) -> Iterator[Found]:
    wrong = [key for key, text in times.items() if text and not _is_moment(day, text)]
    for key in wrong:
        zh = f"“{times[key]}”不是时间，请写 09:40、D-1 15:30 或完整时间"
        yield (*where, key), zh, f"{times[key]!r} is no time; write 09:40, D-1 15:30 or a full ISO time"
    if not wrong and times.get("from") and times.get("until"):
        yield from _period((*where, "until"), moment(day, times["from"]), moment(day, times["until"]))


def _period(where: Where, since: Millis, until: Millis) -> Iterator[Found]:
    if until <= since:
        yield where, "结束时间不晚于开始时间", "it ends before it begins"


def _is_moment(day: str, text: str) -> bool:
    try:
        moment(day, text)
    except ValueError:
        return False
    return True


def _day(where: Where, text: str) -> Iterator[Found]:
    try:
        date.fromisoformat(text)
    except ValueError:
        yield where, f"“{text}”不是日期", f"{text!r} is no date"


def _twice(table: str, key: str, values: list[str]) -> Iterator[Found]:
    for number, value in enumerate(values):
        if value in values[:number]:
            yield (table, number, key), f"“{value}”出现了两次", f"{value!r} appears twice"


def _tokens(form: DayForm) -> Iterator[Found]:
    seen: set[tuple[str, str]] = set()
    for number, person in enumerate(form.people):
        for place, shown in enumerate(person.credentials):
            if shown.token and (shown.kind, shown.token) in seen:
                at = ("people", number, "credentials", place, "token")
                yield at, f"号码“{shown.token}”发给了两个人", f"the token {shown.token!r} is given twice"
            seen.add((shown.kind, shown.token))


def _line(lines: Mapping[Where, int], where: Where) -> int:
    while where and where not in lines:
        where = where[:-1]
    return lines.get(where, 0)
