"""A full day on the sample site as the dispatch page sees it, made by hand: claims, requests, blocks, a hold, proposals."""

from __future__ import annotations

from dataclasses import replace

from app.control_room.dispatch_read import DispatchScene, WeekScene
from tests.house.conftest import DAY
from venue.core.clock import HOUR, MINUTE, Millis, at_local
from venue.core.database import Reading
from venue.core.work import Principal
from venue.operations.dispatching import (
    Advice,
    Clash,
    CostParts,
    DayRequest,
    DragVerdict,
    Move,
    Proposal,
    Spot,
    Told,
    Unplaced,
)
from venue.projects.projects import Project
from venue.schedule.blocks import Block
from venue.schedule.bookings import Claim
from venue.schedule.holds import Hold

TITLES = (
    "市政道路改造施工",
    "信息化平台建设",
    "绿化养护（二标段）",
    "医用设备采购",
    "学校食堂服务",
    "水利枢纽监理",
    "物业服务",
    "公交车辆采购",
)
OPENINGS = (("08:30", "K1"), ("09:00", "K2"), ("09:00", "K3"), ("09:30", "K4"), ("13:30", "K1"), ("14:00", "K2"),
            ("14:00", "K3"), ("14:30", "K4"))  # fmt: skip
EVALUATIONS = ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8")
NOW = at_local(DAY, "10:50")


def claim(number: int, project: str, room: str, purpose: str, span: tuple[Millis, Millis], **more: object) -> Claim:
    """A claim with the buffers of the template."""
    setup, turnover = {"opening": (40, 30), "evaluation": (15, 30)}.get(purpose, (0, 0))
    facts = {"shared": 4 if purpose == "agency" else 1, "status": "claimed", **more}
    busy = (span[0] - setup * MINUTE, span[1] + turnover * MINUTE)
    return Claim(number, project, "room", room, purpose, *span, *busy, facts["shared"], facts["status"])


def project(code: str, title: str, open_at: Millis, phase: str) -> Project:
    """A project by open tender."""
    known = dict.fromkeys(Project.__dataclass_fields__, "")
    known |= {
        "code": code,
        "title": title,
        "category": "construction",
        "method": "open_tender",
        "open_at": open_at,
        "gather_at": open_at + HOUR,
        "draw_at": None,
        "secret": False,
        "sub_venues": 0,
        "bidders": 6,
        "minutes": 150,
        "phase": phase,
        "phase_since": open_at,
        "reserved_at": open_at - 100 * HOUR,
    }
    return Project(**known)


def request(known: Project, rooms: dict[str, str], state: str, **more: object) -> DayRequest:
    """What a project wants of the day."""
    facts = {
        "project": known.code,
        "title": known.title,
        "secret": known.secret,
        "method": known.method,
        "category": known.category,
        "phase": known.phase,
        "wish": known.open_at,
        "open_at": known.open_at if rooms else None,
        "until": known.open_at + 4 * HOUR,
        "rooms": rooms,
        "state": state,
        "code": "",
        "args": {},
        "begun": known.phase not in ("reserved", "scheduled"),
        "weight": 1,
    }
    return DayRequest(**{**facts, **more})


def scene(at: Millis = NOW, *, clash: bool = True) -> DispatchScene:
    """The day at 10:50: eight sessions, one double booking, a closure, a hold, two requests without a place, a proposal."""
    claims, known, wanted = [], {}, []
    for number, (wall, room) in enumerate(OPENINGS):
        code, opens = f"G{number + 1:02d}", at_local(DAY, wall)
        phase = "evaluating" if opens < at - HOUR else "scheduled"
        known[code] = project(code, TITLES[number], opens, phase)
        status = "held" if number == 6 else "claimed"
        spans = {
            "opening": (opens, opens + 40 * MINUTE),
            "evaluation": (opens + 75 * MINUTE, opens + 225 * MINUTE),
            "agency": (opens + 40 * MINUTE, opens + 225 * MINUTE),
        }
        rooms = {"opening": room, "evaluation": EVALUATIONS[number], "agency": "G1" if number % 2 else "G2"}
        for place, (purpose, span) in enumerate(spans.items()):
            claims.append(claim(number * 10 + place + 1, code, rooms[purpose], purpose, span, status=status))
        wanted.append(request(known[code], rooms, "held" if number == 6 else "placed"))
    if clash:
        claims.append(claim(91, "G09", "E8", "evaluation", (at_local(DAY, "17:30"), at_local(DAY, "19:00"))))
        known["G09"] = project("G09", "校服采购", at_local(DAY, "16:00"), "scheduled")
    for code, title, wall in (("G10", "农贸市场改造", "09:00"), ("G11", "污水管网检测", "15:00")):
        known[code] = project(code, title, at_local(DAY, wall), "reserved")
        refused = {"code": "bookings.none_known", "args": {"what_zh": "合适的房间", "what_en": "suitable rooms"}}
        wanted.append(request(known[code], {}, "refused" if code == "G10" else "waiting", **refused))
    block = Block(80, "room", "E9", at_local(DAY, "08:00"), at_local(DAY, "12:00"), 12, "空调检修", "zhao", at)
    hold = Hold(
        "G07", at + 2 * HOUR, extended=False, claims=(61, 62, 63), resources=("K3", "E7", "G2"), awaits_plan=False
    )
    return DispatchScene(at, DAY, tuple(claims), known, tuple(wanted), proposals(at), blocks=(block,), holds=(hold,))


def proposals(at: Millis) -> tuple[Proposal, ...]:
    """One that may be applied: G05 half an hour later, G08 in another room, G11 placed, G10 not."""
    half = 30 * MINUTE
    afternoon = {"opening": "K1", "evaluation": "E5", "agency": "G2"}
    last = {"opening": "K4", "evaluation": "E8", "agency": "G1"}
    placed = {"opening": "K5", "evaluation": "E10", "agency": "G1"}
    spot = Spot(at_local(DAY, "13:30"), afternoon)
    words = ("proposals.engine_restarted", {})
    return (
        Proposal(
            number=3,
            kind="day",
            day=DAY,
            days=1,
            state="ready",
            cause_code="",
            cause_args={},
            fault_code="",
            fault_args={},
            asked_by="zongkong",
            asked_at=at - 5 * MINUTE,
            seconds=20,
            seen_version=7,
            better=5,
            cost=CostParts(1, 30, 14, 22, 12, 100_463),
            cost_before=CostParts(2, 0, 18, 30, 12, 200_126),
            bound=98_000,
            gap=25,
            proven=False,
            elapsed_ms=12_300,
            moves=(
                Move("G05", spot, replace(spot, open_at=spot.open_at + half), *words, 12),
                Move(
                    "G08",
                    Spot(at_local(DAY, "14:30"), last),
                    Spot(at_local(DAY, "14:30"), {**last, "evaluation": "E9"}),
                    *words,
                    9,
                ),
                Move("G11", None, Spot(at_local(DAY, "15:00"), placed), *words, 7),
            ),
            refused=(Unplaced("G10", *words),),
            reasons=(Unplaced("G01", *words),),
            told=(
                Told("G05", "agency", 3),
                Told("G05", "committee", 5),
                Told("G08", "committee", 5),
                Told("G08", "bidders", 4),
            ),
            changed=(),
        ),
    )


def verdict(*, allowed: bool) -> DragVerdict:
    """Half an hour dearer than advised, or refused because of G03 with two offers."""
    there = Spot(at_local(DAY, "14:00"), {"opening": "K1"})
    now, then = CostParts(0, 0, 2, 3, 3, 22), CostParts(0, 35, 2, 3, 3, 372)
    clashes = () if allowed else (Clash("G03", "K3", "opening", at_local(DAY, "08:20"), at_local(DAY, "10:10")),)
    offers = () if allowed else (at_local(DAY, "14:30"), at_local(DAY, "15:00"))
    return DragVerdict(
        allowed=allowed,
        code="",
        args={},
        clashes=clashes,
        offers=offers,
        cost_now=now,
        cost_then=then,
        advice=Advice(3, there, now),
    )


def read_day(read: Reading, viewer: Principal, day: str, now: Millis) -> DispatchScene:
    """What the page would look at; other days are empty."""
    return scene(NOW) if day == DAY else DispatchScene(now, day)


def read_week(read: Reading, viewer: Principal, days: tuple[str, ...], now: Millis) -> WeekScene:
    """Monday is the full day, Wednesday half of it."""
    full = scene(NOW)
    claims = tuple(
        full.claims if number == 0 else full.claims[: 12 if number == 2 else 0] for number in range(len(days))
    )
    blocks = tuple(full.blocks if number == 0 else () for number in range(len(days)))
    waiting = tuple(2 if number == 0 else 0 for number in range(len(days)))
    return WeekScene(NOW, days, claims, full.projects, waiting, blocks)
