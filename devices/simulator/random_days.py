"""Days drawn from a seed, by the volumes of day.md D.3: 7.5 projects on the average, at most 12, and all the people they bring.

What comes out is the text of a day file, so that a random day is checked, played and reported like a written one, and can be kept.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from venue.core.chance import SeededChance, below, chosen, gauss
from venue.core.clock import HOUR, MINUTE, SECOND, Millis, at_local, day_of, wall
from venue.site.plan import SiteFile

MEAN, PEAK, LEAST = 7.5, 12, 3
OPENINGS = ("09:00", "09:30", "10:00", "14:00", "14:30", "15:00")
OPENING_LASTS: Millis = 40 * MINUTE
SETUP_OPENING, SETUP, TURNOVER = 40 * MINUTE, 15 * MINUTE, 30 * MINUTE
LATEST_END = "19:30"
LINES_A_WITNESS = 4

KINDS: tuple[tuple[str, str, str, int, float], ...] = (
    ("construction", "open_tender", "工程施工", 5, 240.0),
    ("government_procurement", "open_tender", "政府采购", 5, 150.0),
    ("farmland", "open_tender", "高标准农田", 5, 240.0),
    ("environment", "open_tender", "环境整治", 5, 240.0),
    ("medical_equipment", "open_tender", "医用设备采购", 7, 150.0),
    ("government_procurement", "competitive_consultation", "竞争性磋商采购", 3, 150.0),
)
"""Category, method, title, members of the committee, median length of the evaluation in minutes."""


@dataclass
class Booked:
    """Which rooms are taken from when to when."""

    taken: dict[str, list[tuple[Millis, Millis]]] = field(default_factory=dict)

    def take(self, rooms: Iterable[str], since: Millis, until: Millis, *, shared: int = 1) -> str:
        """The first of the rooms that is free then, which is taken now; empty when none is."""
        for room in rooms:
            meeting = sum(begins < until and since < ends for begins, ends in self.taken.get(room, ()))
            if meeting < shared:
                self.taken.setdefault(room, []).append((since, until))
                return room
        return ""


@dataclass(frozen=True)
class Line:
    """One project of a random day: its times and rooms."""

    code: str
    kind: tuple[str, str, str, int, float]
    opens: Millis
    ends: Millis
    opening: str
    evaluation: str
    agency: str
    witness: str

    @property
    def gathers(self) -> Millis:
        """An hour after the opening: the latest that is legal, and a round time."""
        return self.opens + HOUR

    @property
    def starts(self) -> Millis:
        """A quarter of an hour after the gathering."""
        return self.gathers + 15 * MINUTE


def random_day(site: SiteFile, *, seed: str, date: str = "2026-11-23") -> str:
    """The text of a day file for the site, drawn from the seed."""
    chance = SeededChance(f"day {seed}")
    lines = list(_lines(site.on(date), chance, date))
    people, ways = list(_staff()), list(_staff_ways())
    for line in lines:
        people += _people(line)
        ways += _ways(line, chance)
    tables: dict[str, Any] = {
        "units": [{"code": "DL1", "kind": "agency", "name": "样例招标代理有限公司"}],
        "people": _with_cards(people),
        "accounts": list(_accounts()),
        "projects": [_project(line) for line in lines],
        "needs": [_need()],
        "itineraries": ways,
        "trading": [event for line in lines for event in _events(line)],
        "acts": [
            _declaration(),
            *sorted((act for line in lines for act in _acts(line)), key=lambda act: str(act["at"])),
        ],
        "rounds": [_round(number, at) for number, at in enumerate(("08:20", "10:40", "14:20", "17:00"), 1)],
        "faults": list(_faults(site.on(date), chance, date)),
    }
    head = {"day": {"date": date, "site": site.site.code}, "play": {"seed": seed, "start": "07:30", "until": "21:00"}}
    return "\n".join([*(f"{name} = {_toml(told)}" for name, told in head.items()), *_rows(tables)]) + "\n"


def _lines(plan: SiteFile, chance: SeededChance, date: str) -> Iterator[Line]:
    wanted = min(PEAK, max(LEAST, round(gauss(chance, MEAN, 2.0))))
    booked = Booked()
    openings, evaluations, agencies = (
        [room.code for room in plan.rooms if room.type == kind] for kind in ("opening", "evaluation", "agency_work")
    )
    witnesses = [f"WIT-{number}" for number in range(1, 5)]
    for number in range(1, wanted + 1):
        kind = chosen(chance, KINDS)
        opens = at_local(date, chosen(chance, OPENINGS))
        starts = opens + HOUR + 15 * MINUTE
        ends = min(starts + _length(kind[4], chance), at_local(date, LATEST_END))
        opening = booked.take(openings, opens - SETUP_OPENING, opens + OPENING_LASTS + TURNOVER)
        room = booked.take(evaluations, starts - SETUP, ends + TURNOVER)
        agency = booked.take(agencies, opens + OPENING_LASTS, ends, shared=LINES_A_WITNESS)
        witness = booked.take(witnesses, opens, ends, shared=LINES_A_WITNESS)
        if opening and room and agency and witness:
            yield Line(f"R{number:02d}", kind, opens, ends, opening, room, agency, witness)


def _length(median: float, chance: SeededChance) -> Millis:
    """A log-normal length with a long tail, in whole minutes."""
    return max(30, round(median * math.exp(gauss(chance, 0.0, 0.35)))) * MINUTE


def _staff() -> Iterator[dict[str, Any]]:
    agreement = {"agreement": {"from": "2026-01-01", "until": "2027-12-31"}}
    yield {"id": "CZ1", "kind": "centre", "name": "样例调度", "roles": [{"role": "operator"}]}
    yield {"id": "ZJ1", "kind": "centre", "name": "样例负责", "roles": [{"role": "site_manager"}]}
    yield {"id": "FW1", "kind": "centre", "name": "样例服务", "roles": [{"role": "centre_service"}], **agreement}
    yield {"id": "XC1", "kind": "centre", "name": "样例巡查", "roles": [{"role": "centre_service"}], **agreement}
    yield {"id": "SV1", "kind": "supervision", "name": "样例监督", "roles": [{"role": "supervisor"}]}


def _staff_ways() -> Iterator[dict[str, Any]]:
    for person, room, since, until in (("CZ1", "CR", "07:50", "19:50"), ("ZJ1", "OF", "08:05", "18:00")):
        yield {"people": [person], "steps": [{"at": since, "to": room}, {"at": until, "to": "OUT"}]}
    yield {"people": ["FW1"], "steps": [{"at": "07:45", "to": "LB"}, {"at": "20:10", "to": "OUT"}]}
    yield {"people": ["SV1"], "steps": [{"at": "08:15", "to": "J"}, {"at": "20:00", "to": "OUT"}]}
    back = [{"at": at, "to": "OF"} for at in ("08:00", "09:00", "11:20", "15:00")]
    yield {"people": ["XC1"], "steps": [*back, {"at": "17:45", "to": "OUT"}]}


def _accounts() -> Iterator[dict[str, Any]]:
    for account, owner, roles in (
        ("zongkong", "CZ1", ["clerk", "operator", "patroller", "site_manager"]),
        ("jingli", "ZJ1", ["site_manager"]),
        ("fuwu", "FW1", ["centre_service"]),
        ("xuncha", "XC1", ["patroller"]),
    ):
        yield {"account": account, "owner": owner, "roles": roles, "password": "yangli-2026"}


def _need() -> dict[str, Any]:
    what = {"person": "XC1", "purpose": "日巡查", "zone": "Z3", "from": "07:30", "until": "20:00", "escort": False}
    return {**what, "applicant": "fuwu", "approver": "jingli"}


def _people(line: Line) -> list[dict[str, Any]]:
    experts = [
        {"id": expert, "kind": "expert", "roles": [{"role": "committee_member", "project": line.code}]}
        for expert in _experts(line)
    ]
    agency = [
        {
            "id": f"{line.code}-A{number}",
            "kind": "agency",
            "unit": "DL1",
            "roles": [{"role": role, "project": line.code}],
        }
        for number, role in enumerate(("agency_leader", "agency_staff", "agency_staff"), 1)
    ]
    return [*experts, *agency]


def _experts(line: Line) -> list[str]:
    return [f"{line.code}-X{number}" for number in range(1, line.kind[3] + 1)]


def _with_cards(people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    cards = ([{"kind": "card", "token": f"R-{1000 + number}"}] for number in range(len(people)))
    return [{**person, "credentials": card} for person, card in zip(people, cards, strict=True)]


def _ways(line: Line, chance: SeededChance) -> Iterator[dict[str, Any]]:
    agency = [f"{line.code}-A{number}" for number in (1, 2, 3)]
    steps = [
        {"at": _at(line.opens - (25 + below(chance, 15)) * MINUTE), "to": line.opening},
        {"at": _at(line.opens + OPENING_LASTS + MINUTE), "to": line.agency},
        {"at": _at(line.ends + 15 * MINUTE), "to": "OUT"},
    ]
    yield {"people": agency, "apart": 30, "steps": steps}
    for number, expert in enumerate(_experts(line)):
        arrives = line.gathers - (10 + below(chance, 35)) * MINUTE
        enters = line.gathers + 5 * MINUTE + (10 + 14 * number) * SECOND
        yield {"people": [expert], "steps": [*_in(arrives, enters, line), *_out(line.ends, number)]}


def _in(arrives: Millis, enters: Millis, line: Line) -> list[dict[str, Any]]:
    lockers, inside = {"at": _at(arrives), "to": "LK"}, {"at": _at(enters), "to": line.evaluation}
    return [lockers, {"do": "deposit"}, {"to": "AS"}, {**inside, "refused": "retry"}]


def _out(ends: Millis, number: int) -> list[dict[str, Any]]:
    return [{"at": _at(ends + 3 * MINUTE + 20 * number * SECOND), "to": "LK"}, {"do": "collect"}, {"to": "OUT"}]


def _project(line: Line) -> dict[str, Any]:
    category, method, title, _, _ = line.kind
    opened = line.opens + OPENING_LASTS
    claims = [
        {"purpose": "opening", "resource": line.opening, "from": _at(line.opens), "until": _at(opened)},
        {"purpose": "evaluation", "resource": line.evaluation, "from": _at(line.starts), "until": _at(line.ends)},
        {"purpose": "agency", "resource": line.agency, "from": _at(opened), "until": _at(line.ends)},
    ]
    witness = {"kind": "witness", "purpose": "witness", "resource": line.witness}
    claims.append({**witness, "from": _at(line.opens), "until": _at(line.ends)})
    times = {"open": _at(line.opens), "gather": _at(line.gathers), "draw": "D-1 16:00"}
    head = {"code": line.code, "title": f"{title}（{line.code}）", "category": category, "method": method}
    return {**head, "agency": "DL1", "leader": f"{line.code}-A1", **times, "claims": claims}


def _events(line: Line) -> Iterator[dict[str, Any]]:
    for at, event in (
        (line.opens, "opening_started"),
        (line.opens + OPENING_LASTS, "opening_ended"),
        (line.starts, "evaluation_started"),
        (line.ends, "evaluation_ended"),
    ):
        yield {"at": _at(at), "project": line.code, "event": event}


def _acts(line: Line) -> Iterator[dict[str, Any]]:
    arming = "08:00" if line.opens < at_local(day_of(line.opens), "12:00") else "13:00"
    yield _advance(arming, line.code, "arming")
    for expert in _experts(line):
        args = {"subject": f"$person:{expert}", "project": line.code, "room": line.evaluation}
        yield {"at": _at(line.gathers + 5 * MINUTE), "account": "fuwu", "act": "access.authorise_entry", "args": args}
    yield _advance(_at(line.ends + MINUTE), line.code, "clearing")
    yield _advance(_at(line.ends + 20 * MINUTE), line.code, "witnessed")


def _declaration() -> dict[str, Any]:
    args = {"subject": "$person:XC1", "until": "@20:30"}
    return {"at": "07:40", "account": "fuwu", "act": "access.declare_nothing_carried", "args": args}


def _faults(plan: SiteFile, chance: SeededChance, date: str) -> Iterator[dict[str, Any]]:
    """One of each: a camera fails, a terminal is cut off and sends later, a clock is wrong, messages are lost and doubled."""
    cameras = [device.code for device in plan.devices if device.kind == "camera" and device.simulated]
    terminals = [device.code for device in plan.devices if device.kind == "terminal" and device.simulated]

    def when() -> Millis:
        return at_local(date, "08:30") + below(chance, 9 * 60) * MINUTE

    for kind, device, lasts in (
        ("camera_off", chosen(chance, cameras), 5 + below(chance, 60)),
        ("offline", chosen(chance, terminals), 3 + below(chance, 15)),
        ("skew", chosen(chance, terminals), 30 + below(chance, 60)),
    ):
        since = when()
        skew = {"seconds": below(chance, 240) - 120} if kind == "skew" else {}
        yield {"at": _at(since), "until": _at(since + lasts * MINUTE), "kind": kind, "device": device, **skew}
    for kind in ("lose", "duplicate"):
        yield {"at": _at(when()), "kind": kind, "device": chosen(chance, terminals), "count": 1 + below(chance, 3)}


def _advance(at: str, project: str, to: str) -> dict[str, Any]:
    args = {"project": project, "to": to, "reason": "样例日"}
    return {"at": at, "account": "zongkong", "act": "projects.advance", "args": args}


def _round(number: int, at: str) -> dict[str, Any]:
    return {"at": at, "account": "xuncha", "person": "XC1", "planned": number, "pace": 12}


def _at(at: Millis) -> str:
    return wall(at)


def _rows(tables: Mapping[str, Any]) -> Iterator[str]:
    for name, rows in tables.items():
        yield f"{name} = ["
        yield from (f"  {_toml(row)}," for row in rows)
        yield "]"


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
