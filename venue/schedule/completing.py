"""From a method's template to claims: what a project still needs, when, and which resource is picked for it (R-01.2, F3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from venue.core.acts import Refused
from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.projects.methods import Method, ResourceNeed, method_of
from venue.projects.projects import Project, project_row
from venue.schedule.claims import Claim, claims_of, taken_between
from venue.schedule.resources import Asked, duty_or_kind, pick
from venue.schedule.taking import method_of_project, wanted_by

Request = dict[str, Any]
Span = tuple[Millis, Millis]

# -------------------------------------------------------------------------------------------------------------- rules


def open_needs(method: Method, wanted: Sequence[Request]) -> list[ResourceNeed]:
    """The template's lines that the request does not cover, each as often as it is missing; rooms first."""
    found: list[ResourceNeed] = []
    for need in sorted(method.needs, key=lambda need: (need.kind != "room", need.optional)):
        covered = sum(_covers(one, need) for one in wanted)
        found += [need] * (need.count - covered)
    return found


def asked_of(need: ResourceNeed, wanted: Sequence[Request]) -> Asked:
    """What is asked for by kind; a seat lies in the room that is taken for the same purpose."""
    rooms = [one for one in wanted if one.get("kind") == "room" and one.get("purpose") == need.purpose]
    return Asked(
        kind=need.kind,
        of=need.of,
        room_types=need.room_types,
        capacity=need.capacity,
        features=need.features,
        room=str(rooms[0]["resource"]) if rooms else "",
    )


def _covers(one: Request, need: ResourceNeed) -> bool:
    same = (one.get("purpose"), one.get("kind")) == (need.purpose, need.kind)
    return same and one.get("of", "") in ("", need.of)


# --------------------------------------------------------------------------------------------------------------- acts


def completed(work: Work, known: Project, wanted: Sequence[Request]) -> list[Request]:
    """The request with everything else that the method asks for and the project has not, at times that hang on the opening.

    Refuses when something needed is not free; what is optional is left out then.
    """
    method = method_of_project(work, known)
    every = _named(work, known, wanted)
    has = _has(work, work.site, known.code)
    lines = open_needs(method, [*every, *has])
    spans = [_span(method, known, need) for need in lines]
    taken = _taken_around(work, lines, spans)
    for need, span in zip(lines, spans, strict=True):
        try:
            resource = _pick(work, known, need, span=span, wanted=[*every, *has], taken=taken)
        except Refused:
            if need.optional:
                continue
            raise
        what = {"kind": need.kind, "resource": resource, "purpose": need.purpose, "of": need.of}
        every.append({**what, "from_at": span[0], "until_at": span[1]})
    return every


def _span(method: Method, known: Project, need: ResourceNeed) -> Span:
    return method.session(need, open_at=known.open_at, gather_at=known.gather_at, minutes=known.minutes)


def _taken_around(work: Work, lines: Sequence[ResourceNeed], spans: Sequence[Span]) -> tuple[Claim, ...]:
    """Every claim around the project's sessions, read once for all of them."""
    if not lines:
        return ()
    since = min(span[0] - need.setup for need, span in zip(lines, spans, strict=True))
    until = max(span[1] + need.turnover for need, span in zip(lines, spans, strict=True))
    return taken_between(work, work.site, since, until)


def _named(work: Work, known: Project, wanted: Sequence[Request]) -> list[Request]:
    """The request with a resource for each of its parts, and of devices and posts what kind they are."""
    every: list[Request] = []
    for one in wanted:
        what = {name: str(one.get(name, "")) for name in ("kind", "purpose", "resource", "of")}
        if not what["resource"]:
            spoken = [str(other["resource"]) for other in every if other["kind"] == what["kind"]]
            times = {"from_at": int(one["from_at"]), "until_at": int(one["until_at"])}
            what["resource"] = picked(work, known, what, **times, besides=spoken)
        elif not what["of"] and what["kind"] in ("equipment", "staff"):
            what["of"] = duty_or_kind(work, work.site, what["kind"], what["resource"], int(one["from_at"]))
        every.append({**one, **what})
    return every


def _has(read: Reading | Work, site: str, project: str) -> list[Request]:
    """What a project claims already, as parts of a request."""
    return [
        {
            "kind": one.kind,
            "purpose": one.purpose,
            "resource": one.resource,
            "of": duty_or_kind(read, site, one.kind, one.resource, one.from_at)
            if one.kind in ("equipment", "staff")
            else "",
        }
        for one in claims_of(read, site, project)
    ]


def picked(
    work: Work,
    known: Project,
    what: dict[str, str],
    *,
    from_at: Millis,
    until_at: Millis,
    besides: Sequence[str] = (),
) -> str:
    """The resource to take where a request names only the kind; refuses when none is free."""
    method = method_of_project(work, known)
    need = method.need(what["purpose"], what["kind"], what.get("of", ""))
    if need is None and what["kind"] in ("equipment", "staff") and what.get("of"):
        need = ResourceNeed(purpose=what["purpose"], kind=what["kind"], of=what["of"])
    if need is None:
        raise Refused("bookings.unknown_kind", kind=what["kind"], purpose=what["purpose"])
    spoken = [{"kind": need.kind, "resource": code} for code in besides]
    return _pick(work, known, need, span=(from_at, until_at), wanted=spoken)


def _pick(
    work: Work,
    known: Project,
    need: ResourceNeed,
    *,
    span: Span,
    wanted: Sequence[Request] = (),
    taken: Sequence[Claim] | None = None,
) -> str:
    wish = wanted_by(known, need, {"kind": need.kind, "resource": "", "purpose": need.purpose}, span)
    spoken = [str(one["resource"]) for one in wanted if one.get("kind") == need.kind] if need.kind != "room" else []
    return pick(work, wish, asked_of(need, wanted), besides=spoken, taken=taken)


# -------------------------------------------------------------------------------------------------------------- views


@view
def left_out(read: Reading, viewer: Principal, *, project: str) -> tuple[ResourceNeed, ...]:
    """What the method's template asks for and the project has not: the optional lines too, each as often as it is missing."""
    known = project_row(read, viewer.site, project)
    method = method_of(known.method, known.reserved_at if known.open_at is None else known.open_at)
    return tuple(open_needs(method, _has(read, viewer.site, project)))
