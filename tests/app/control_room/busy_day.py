"""A working morning on the sample site, made by the same acts as in earnest: projects, people inside, refusals, alarms."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.house.conftest import DAY, SmallHouse, person
from venue.access import presence
from venue.access.presence import Place, Present
from venue.core.clock import at_local
from venue.core.messages import CameraReported, DoorStateChanged, Heartbeat, PointRead, Reading
from venue.core.work import Work
from venue.journal import book
from venue.monitoring import alarms
from venue.operations import phase_gates
from venue.people import units
from venue.projects import projects
from venue.schedule import bookings

PLANNED = (
    # code, title, opening room, its hours, evaluation room, its hours, steps so far
    (
        "G01",
        "市政道路改造施工",
        "K1",
        "08:30-09:20",
        "E1",
        "09:30-12:00",
        ("scheduled", "arming", "opening", "assembling"),
    ),
    ("G02", "信息化平台建设", "K2", "08:30-09:20", "E2", "09:30-11:30", ("scheduled", "arming", "opening")),
    ("G03", "绿化养护（二标段）", "K3", "09:30-10:20", "E3", "11:00-14:00", ("scheduled", "arming", "opening")),
    ("G04", "医用设备采购", "K4", "13:00-14:00", "E1", "14:30-17:00", ("scheduled",)),
    ("G05", "学校食堂服务", "K5", "14:30-15:30", "E4", "16:00-17:30", ("scheduled",)),
)
WAITING = {"HALL": 11, "K1": 2, "C1": 3, "OF": 4, "P1": 5}


@dataclass
class BusyDay:
    """Codes of whom the tests speak about, by name."""

    people: dict[str, str] = field(default_factory=dict)


def busy_day(house: SmallHouse, *, crowd: int = 1, until: str = "09:42:00") -> BusyDay:
    """Everything up to ``until``; ``crowd`` multiplies those who only wait in the hall."""
    made = BusyDay()
    house.at("08:00")
    with house.writing() as work:
        units.register_unit(work, code="AG1", kind="agency", name="某代理公司")
        for plan in PLANNED:
            _reserve(work, *plan)
        _register(work, made)
    house.at("09:00")
    with house.writing() as work:
        for plan in PLANNED:
            for step in plan[-1]:
                phase_gates.advance(work, project=plan[0], to=step, reason="按计划")
        _wait(work, crowd)
    _mornings(house)
    house.at(until)
    all_devices_speak(house)
    return made


def _reserve(work: Work, code: str, title: str, *rest: object) -> None:
    opening, hours, evaluation, later, _ = rest
    opens, ends = (at_local(DAY, wall) for wall in str(hours).split("-"))
    begins, over = (at_local(DAY, wall) for wall in str(later).split("-"))
    asked = {"code": code, "title": title, "category": "construction", "method": "open_tender", "agency": "AG1"}
    legal = {"open_at": at_local(DAY, "09:00"), "gather_at": at_local(DAY, "10:00")}
    times = {**legal, "draw_at": at_local("2026-11-22", "15:30")}
    projects.reserve(work, asked={**asked, **times})
    wanted = (
        ("room", str(opening), "opening", opens, ends),
        ("room", str(evaluation), "evaluation", begins, over),
        ("room", "G1" if code < "G04" else "G2", "agency", opens, over),
        ("witness", f"W{code[-1]}", "witness", opens, over),
    )
    for kind, resource, purpose, since, until in wanted:
        bookings.claim(work, project=code, kind=kind, resource=resource, purpose=purpose, from_at=since, until_at=until)


def _register(work: Work, made: BusyDay) -> None:
    staff = (("lin", "operator"), ("chen", "centre_service"), ("he", "it_engineer"), ("sun", "supervisor"))
    for name, role in (*staff, ("qian", "supervisor")):
        made.people[name] = person(work, name, role)
    for name, role, project in (
        *((f"expert-{n}", "committee_member", "G01") for n in range(1, 6)),
        ("owner", "owner_member", "G01"),
        ("agent", "agency_staff", "G01"),
        ("leader", "agency_leader", "G02"),
    ):
        made.people[name] = person(work, name, role, project=project)


def _wait(work: Work, crowd: int) -> None:
    """Those who came in by the open door of the hall and are known from the desk."""
    for room, count in WAITING.items():
        for number in range(count * crowd):
            role = ("bidder", "owner_staff", "visitor", "clerk")[number % 4]
            subject = f"V-{room}{number}"
            zone = {"HALL": "Z0", "OF": "Z5"}.get(room, "Z1")
            who = Present(subject, role, "", zone, room, work.now)
            presence.move(
                work, who, access_point="M-01", come_from=Place("OUT"), at=work.now, admission=0, evidence="door"
            )


def _mornings(house: SmallHouse) -> None:
    """People at the doors between 09:00 and 09:40: most are let in, some are not, one door is forced."""
    house.at("09:05")
    house.go_through("lin", "D-10")
    house.go_through("lin", "D-11")
    house.go_through("chen", "D-01")
    house.go_through("sun", "D-01")
    house.go_through("agent", "D-01")
    house.go_through("agent", "D-08")
    house.at("09:20")
    house.present("agent", "D-13")
    house.present("leader", "D-35")
    house.present("nobody", "D-10")
    house.at("09:31")
    house.present("expert-1", "D-36")
    with house.writing() as work:
        for number in range(1, 5):
            _seat(house, work, f"expert-{number}")
        alarms.raise_alarm(work, "camera_offline", room="HALL", device="CAM-HALL-1")
        seen = alarms.raise_alarm(work, "door_held", room="K3", device="D-04")
        work_on = work.on_behalf_of(work.principal)
        alarms.acknowledge(work_on, number=seen)
        alarms.raise_event(work, "wrong_room", room="E2", device="D-36", subject="P-7")
    house.at("09:40")
    house.hear(DoorStateChanged(device="D-13", access_point="D-13", state="forced"))


def _seat(house: SmallHouse, work: Work, name: str) -> None:
    from venue.people import credentials

    holder = credentials.holder(work, "M", house.keys, kind="card", token=name)
    who = Present(holder.subject, "committee_member", "G01", "Z3", "E1", work.now)
    presence.move(
        work, who, access_point="D-35", come_from=Place("Z3", "C3N"), at=work.now, admission=0, evidence="terminal"
    )


def all_devices_speak(house: SmallHouse, *, but: frozenset[str] = frozenset({"T-EXT", "CAM-17"})) -> None:
    """Every device but some says that it lives; doors and points tell what they are."""
    plan = house.engine.floor.ground.plan(house.clock.now())
    said: list[Reading] = []
    for device in plan.devices:
        if device.code in but:
            continue
        if device.kind == "camera":
            said.append(CameraReported(device=device.code, online=True, recording=True, view="a"))
        else:
            said.append(Heartbeat(device=device.code, at=house.clock.now()))
    known = ("D-13",)
    for door in plan.access_points:
        if door.controlled and door.code not in known:
            said.append(DoorStateChanged(device=door.code, access_point=door.code, state="closed"))
    values = {
        "temperature": 23_400,
        "humidity": 45_000,
        "co2": 612_000,
        "power": 820,
        "charge": 100_000,
        "supply": 1_000,
    }
    said += [
        PointRead(device=point.device, point=point.code, value=values.get(point.quantity, 0)) for point in plan.points
    ]
    house.hear(*said)


__all__ = ["BusyDay", "all_devices_speak", "book", "busy_day"]
