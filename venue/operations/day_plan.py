"""A day's people and projects from a file: checked as a whole, each fault named with its line, then imported as acts.

The same file serves the simulated site, a drill and the tests. What it says is done by the same acts as at a desk, so the legal
times, the overlaps and the rules of accounts hold for it as for everybody.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.acts import No, Refused
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.work import Principal, Work
from venue.journal import book
from venue.operations.day_faults import Fault, faults_of
from venue.operations.day_form import (
    OURS,
    AgreementLine,
    ClaimLine,
    DayForm,
    NeedLine,
    PersonLine,
    ProjectLine,
    RoleLine,
    day_start,
    moment,
    moment_or,
    request_of,
)
from venue.operations.phase_gates import advance
from venue.people import accounts, agreements, coded_names, credentials, needs
from venue.people.persons import give_role, register, subject_of_reference
from venue.people.units import register_unit, units
from venue.projects.projects import ask
from venue.schedule import bookings
from venue.site.lines import lines_of

# ------------------------------------------------------------------------------------------------------------- tables

imported_days = table(
    "imported_days",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("day", TEXT, dataset=Dataset.LOCAL),
    column("digest", TEXT, dataset=Dataset.LOCAL),
    column("at", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "day"),
)

# -------------------------------------------------------------------------------------------------------------- rules

PLACE = re.compile(r" - at `\$\.?(?P<path>[^`]*)`")
STEP = re.compile(r"[^.\[\]]+")


class DayFaults(Exception):
    """The day file cannot be used; ``faults`` names each fault with its line, in Chinese and English."""

    def __init__(self, name: str, faults: tuple[Fault, ...]) -> None:
        lines = [f"{name} 第 {fault.line} 行：{fault.zh} / line {fault.line}: {fault.en}" for fault in faults]
        super().__init__("\n".join(lines))
        self.faults = faults


@dataclass(frozen=True)
class DayPlan:
    """A checked day: its form, and the digest of the text it was read from."""

    form: DayForm
    digest: str

    @property
    def day(self) -> str:
        """The ISO day."""
        return self.form.day.date


@dataclass
class Imported:
    """What an import did: subject code by the file's ``id``; projects taken; (project, code) of what was refused as expected."""

    people: dict[str, str] = field(default_factory=dict)
    projects: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def load(path: Path) -> DayPlan:
    """The day in a file. Raises :class:`DayFaults` naming every fault with its line, :class:`OSError` if it cannot be read."""
    return read_day(path.read_text(encoding="utf-8"), path.name)


def read_day(text: str, name: str = "day") -> DayPlan:
    """The day in a text; tables that are not ours (the events) are left to the simulator."""
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise DayFaults(name, (_syntax(str(fault)),)) from fault
    lines = lines_of(text)
    try:
        form = msgspec.convert({key: value for key, value in whole.items() if key in OURS}, DayForm)
    except msgspec.ValidationError as fault:
        raise DayFaults(name, (_shape(str(fault), lines),)) from fault
    found = tuple(faults_of(form, lines))
    if found:
        raise DayFaults(name, found)
    return DayPlan(form, hashlib.sha256(text.encode()).hexdigest())


def _syntax(said: str) -> Fault:
    line = re.search(r"line (\d+)", said)
    return Fault(int(line[1]) if line else 0, f"不是有效的 TOML：{said}", f"not valid TOML: {said}")


def _shape(said: str, lines: Any) -> Fault:
    place = PLACE.search(said)
    steps = STEP.findall(place["path"]) if place else []
    path: tuple[str | int, ...] = tuple(int(step) if step.isdigit() else step for step in steps)
    while path and path not in lines:
        path = path[:-1]
    bare = PLACE.sub("", said)
    return Fault(lines.get(path, 0), f"{'.'.join(map(str, steps))}：{bare}", f"{'.'.join(map(str, steps))}: {bare}")


# --------------------------------------------------------------------------------------------------------------- acts


def import_day(work: Work, plan: DayPlan) -> Imported:
    """Do what the day file says, once: the same file again only tells whose code is whose.

    Refuses another file for a day that has been imported, a file for another site, and a request that should have been refused.
    """
    if plan.form.day.site != work.site:
        raise Refused("day.other_site", told=plan.form.day.site, site=work.site)
    before = work.first(
        sa.select(imported_days.c.digest).where(imported_days.c.site == work.site, imported_days.c.day == plan.day)
    )
    if before is not None:
        return _imported_before(work, plan, before.digest)
    done = Imported()
    _units(work, plan.form)
    for person in plan.form.people:
        done.people[person.id] = _person(work, plan.day, person)
    for account in plan.form.accounts:
        _account(work, account, done)
    for project in plan.form.projects:
        _project(work, plan.day, project, done)
    for person in plan.form.people:
        _roles(work, plan.day, person, done.people[person.id])
    for need in plan.form.needs:
        _need(work, plan, need, done)
    _remember(work, plan, done)
    return done


def _imported_before(work: Work, plan: DayPlan, digest: str) -> Imported:
    if digest != plan.digest:
        raise Refused("day.imported_before", day=plan.day)
    known = {person.id: subject_of_reference(work, work.site, person.id) for person in plan.form.people}
    return Imported(known, [project.code for project in plan.form.projects])


def _units(work: Work, form: DayForm) -> None:
    for unit in form.units:
        if not work.first(sa.select(units.c.code).where(units.c.site == work.site, units.c.code == unit.code)):
            register_unit(work, code=unit.code, kind=unit.kind, name=unit.name)


def _person(work: Work, day: str, line: PersonLine) -> str:
    subject = subject_of_reference(work, work.site, line.id)
    if subject:
        return subject
    personal = {"name": line.name, "id_number": line.id_number, "phone": line.phone}
    start = min(day_start(day), work.now)
    subject = register(work, kind=line.kind, personal=personal, unit=line.unit, reference=line.id, valid_from=start)
    if line.agreement:
        _agreement(work, line.agreement, subject=subject, unit=line.unit)
    for shown in line.credentials:
        token = subject if shown.kind == "face" else shown.token
        since, until = moment_or(day, shown.since, start), moment_or(day, shown.until)
        credentials.issue(work, subject=subject, kind=shown.kind, token=token, valid_from=since, valid_to=until)
    return subject


def _agreement(work: Work, line: AgreementLine, *, subject: str, unit: str) -> None:
    since, until = day_start(line.since), day_start(line.until)
    agreements.sign(work, subject=subject, scope=line.scope, unit=unit, valid_from=since, valid_to=until)


def _account(work: Work, line: Any, done: Imported) -> None:
    accounts.open_planned(
        work, account=line.account, owner=done.people[line.owner], roles=list(line.roles), password=line.password
    )


def _project(work: Work, day: str, line: ProjectLine, done: Imported) -> None:
    leader = done.people.get(line.leader, "")
    for changed in line.refused:
        answer = ask(work, asked=request_of(day, line, changed, leader))
        if not isinstance(answer, No):
            raise Refused("day.request_not_refused", project=line.code)
        done.refused.append((line.code, answer.code))
    answer = ask(work, asked=request_of(day, line, {}, leader))
    if isinstance(answer, No):
        raise Refused(answer.code, **answer.args)
    done.projects.append(line.code)
    bookings.place(work, project=line.code, wanted=[_claim(day, claim) for claim in line.claims])
    advance(work, project=line.code, to="scheduled", reason="day file")


def _claim(day: str, line: ClaimLine) -> dict[str, Any]:
    what = {"kind": line.kind, "resource": line.resource, "purpose": line.purpose}
    return {**what, "from_at": moment(day, line.since), "until_at": moment(day, line.until)}


def _roles(work: Work, day: str, line: PersonLine, subject: str) -> None:
    for role in line.roles:
        _role(work, day, role, subject=subject, unit=line.unit)


def _role(work: Work, day: str, line: RoleLine, *, subject: str, unit: str) -> None:
    if line.coded:
        coded_names.assign(work, project=line.project, subject=subject)
    since, until = moment_or(day, line.since, day_start(day)), moment_or(day, line.until)
    period = {"valid_from": since, "valid_to": until}
    give_role(
        work, subject=subject, role=line.role, project=line.project, unit=unit, basis=line.basis or "day file", **period
    )


def _need(work: Work, plan: DayPlan, line: NeedLine, done: Imported) -> None:
    where = {"zone": line.zone, "room": line.room, "project": line.project}
    number = needs.ask(
        _hand(work, plan, line.applicant),
        subject=done.people[line.person],
        purpose=line.purpose,
        where=where,
        from_at=moment(plan.day, line.since),
        until_at=moment(plan.day, line.until),
        kind=line.kind,
        escort=int(line.escort),
    )
    needs.approve(_hand(work, plan, line.approver), number=number)


def _hand(work: Work, plan: DayPlan, account: str) -> Work:
    roles: Iterator[str] = (role for line in plan.form.accounts if line.account == account for role in line.roles)
    return work.on_behalf_of(Principal(account, frozenset(roles), work.site, work.principal.desk))


def _remember(work: Work, plan: DayPlan, done: Imported) -> None:
    work.insert(imported_days, site=work.site, day=plan.day, digest=plan.digest, at=work.now)
    counts = {"people": len(done.people), "projects": len(done.projects), "refused": len(done.refused)}
    book.append(work, act="day.import", payload={"day": plan.day, "digest": plan.digest, **counts})
    work.tell(Changed(noun="day", ids=(plan.day,)))
