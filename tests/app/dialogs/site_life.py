"""Life on the sample site for the pages: devices that speak, messages that nobody can read, rounds that are walked."""

from __future__ import annotations

from typing import Any

from app.desk import Desk
from app.dialogs.custody import Custody
from tests.house.conftest import DAY, SmallHouse
from venue.conduct import findings, patrols  # noqa: F401 their acts are what the pages ask for
from venue.conduct.patrol_views import Point, plan_of
from venue.core.messages import CameraReported, Heartbeat, Message, PointRead, Unreadable
from venue.records import exports  # noqa: F401 the same
from venue.site.parts import Point as Measured
from venue.site.plan import SiteFile

USUAL = {"contact": 0, "lock": 1, "presence": 0, "passed": 12, "co2": 640, "temperature": 22.5, "humidity": 46,
         "power": 1.2, "supply": 1, "charge": 100, "disk": 61, "bandwidth": 34, "backup_age": 6}  # fmt: skip


def custody(desk: Desk, house: SmallHouse) -> Desk:
    """The desk stands on the engine's machine: it has the keys and the heads kept outside."""
    desk.fittings.custody = Custody(house.keys, house.database, house.folder / "heads.jsonl")
    return desk


def speak(house: SmallHouse, *codes: str, status: str = "ok", skew: int = 300, points: bool = True) -> None:
    """Devices of the plan (all of them when none is named) say that they live and what they measure."""
    now = house.clock.now()
    plan = house.engine.floor.ground.plan(now)
    chosen = [plan.device[code] for code in codes] if codes else list(plan.devices)
    said: list[Message] = []
    for device in chosen:
        said.append(Heartbeat(device=device.code, at=now + skew, status=status, firmware="2.4.1"))
        if device.kind == "camera":
            said.append(CameraReported(device=device.code, online=True, recording=True))
    if points:
        named = {device.code for device in chosen}
        said += [_measured(plan, point, now) for point in plan.points if point.device in named]
    house.hear(*said)


def _measured(plan: SiteFile, point: Measured, now: int) -> PointRead:
    value = USUAL.get(point.quantity, 0)
    return PointRead(device=point.device, point=point.code, value=round(value * 1000), at=now)


def garble(house: SmallHouse, device: str, raw: bytes, *, fault: str = "payload.not_json", detail: str = "") -> None:
    """A message that nobody can read comes from a device."""
    topic = f"changkong/M/up/telemetry/{device}"
    now = house.clock.now()
    house.hear(Unreadable(device=device, topic=topic, raw=raw, fault=fault, detail=detail, received_at=now))


def sees(house: SmallHouse, desk: Desk, view: Any, **args: Any) -> Any:
    """What a view tells whoever sits at the desk."""
    with house.database.reading() as read:
        return view(read, desk.viewer, **args)


def asks(house: SmallHouse, desk: Desk, act: str, **args: Any) -> Any:
    """An act in the name of whoever sits at the desk; what it answers."""
    answer = house.ask(act, args, desk.tasks.session)
    assert answer.ok, (answer.code, answer.args)
    return answer.value


def good_answers(point: Point) -> dict[str, Any]:
    """A form filled in with nothing wrong."""
    usual = {"yes_no": 1, "number": 23_500, "text": "正常"}
    return {item.code: usual[item.answer] for item in point.items}


def walk(house: SmallHouse, desk: Desk, planned: int, *, leaving_out: tuple[str, ...] = (), finish: bool = True) -> int:
    """A round of the patrol plan from begin to finish."""
    begun = asks(house, desk, "patrols.begin", planned=planned)
    plan = sees(house, desk, plan_of, day=DAY, now=house.clock.now())
    points = {point.checkpoint: point for point in plan.points}
    for code in begun["points"]:
        if code not in leaving_out:
            told = {"number": begun["round"], "checkpoint": code, "answers": good_answers(points[code])}
            asks(house, desk, "patrols.visit", **told)
    if finish:
        why = {"incomplete": 1, "why": "评标室正在使用"} if leaving_out else {}
        asks(house, desk, "patrols.finish", number=begun["round"], **why)
    return int(begun["round"])
