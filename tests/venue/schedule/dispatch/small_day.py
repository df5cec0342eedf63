"""A small day for tests of checking, proving and explaining: three requests that all fit, if only just."""

from __future__ import annotations

from typing import Any

import msgspec

from venue.schedule.dispatch.plan import Plan, Refusal, cost_of
from venue.schedule.dispatch.problem import Place, Problem, parse_problem

NINE, TEN, NOON = 540, 600, 720


def request(code: str, wish: int, **more: Any) -> dict[str, Any]:
    sessions = [
        {"code": "opening", "minutes": 30, "setup": 15, "types": ["opening"], "capacity": 10},
        {
            "code": "evaluation",
            "offset": 60,
            "minutes": 120,
            "turnover": 30,
            "types": ["evaluation"],
            "capacity": 5,
            "pools": {"witness": 1},
        },
    ]
    asked = {"code": code, "wish": wish, "earliest": wish - 60, "latest": wish + 120, "step": 30, "sessions": sessions}
    return asked | more


def raw_day(**more: Any) -> dict[str, Any]:
    day: dict[str, Any] = {
        "form": 1,
        "day": "2026-11-23",
        "hours": [[480, 1080]],
        "rooms": [
            {"code": "O1", "type": "opening", "capacity": 12},
            {"code": "O2", "type": "opening", "capacity": 30, "closed": [[480, 525]]},
            {"code": "E1", "type": "evaluation", "capacity": 7, "features": ["dual_screen"]},
            {"code": "E2", "type": "evaluation", "capacity": 9},
            {"code": "E3", "type": "evaluation", "capacity": 4},
        ],
        "pools": [
            {"code": "witness", "kind": "witness", "amount": 2, "absent": [{"since": 900, "until": 960, "amount": 1}]}
        ],
        "requests": [
            request("R1", NINE, weight=3, parties=["agency-1"]),
            request("R2", NINE, parties=["agency-2"]),
            request("R3", NOON, parties=["agency-1"], after=["R1"]),
        ],
        "near": [["E1", "E2"]],
        "walks": [{"a": "O1", "b": "E1", "metres": 25}, {"a": "O2", "b": "E2", "metres": 40}],
    }
    return day | more


def day(**more: Any) -> Problem:
    return parse_problem(msgspec.json.encode(raw_day(**more)), "day.json")


def place(anchor: int, opening: str, evaluation: str) -> Place:
    return Place(anchor=anchor, rooms={"opening": opening, "evaluation": evaluation})


def plan_of(problem: Problem, **places: Place) -> Plan:
    refused = tuple(Refusal(request=r.code, code="dispatch.no_place") for r in problem.requests if r.code not in places)
    return Plan(placed=places, refused=refused, cost=cost_of(problem, places))


def legal_places() -> dict[str, Place]:
    return {"R1": place(NINE, "O1", "E1"), "R2": place(NINE, "O2", "E2"), "R3": place(NOON + 30, "O1", "E1")}
