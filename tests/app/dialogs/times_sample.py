"""What the dialogs for legal times and calendars are about: exceptions, land auctions, odd minutes, a wait-list, holds, files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.dialogs.form import Form
from tests.house.conftest import DAY, SmallHouse
from venue.core.clock import Millis, at_local
from venue.core.work import Work
from venue.people import units
from venue.projects import exceptions
from venue.projects.projects import reserve
from venue.schedule import bookings, waiting

NEXT = "2026-11-26"
Settled = Callable[[Desk], None]
Opened = Callable[[Form], Any]


def opening(qtbot: QtBot, desk: Desk, settled: Settled) -> Iterator[Opened]:
    """Opens dialogs, waits until they have what they show, and closes them in the end."""
    made: list[Form] = []

    def show(dialog: Form) -> Any:
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        settled(desk)
        made.append(dialog)
        return dialog

    yield show
    for dialog in made:
        dialog.reject()
    rest(desk, settled)


def rest(desk: Desk, settled: Settled) -> None:
    """Until nothing is awaited: what an answer asks next too, and notices on their way."""
    for _ in range(3):
        settled(desk)
        QCoreApplication.processEvents()


def child(dialog: Form, kind: type[Form]) -> Any:
    """The dialog that was opened over another."""
    return next(one for one in dialog.findChildren(kind) if one.isVisible())


def at(wall: str, day: str = NEXT) -> Millis:
    return at_local(day, wall)


def project(work: Work, code: str, method: str = "open_tender", **more: Any) -> str:
    """A reservation of an agency that is registered when it is named first."""
    facts = {"title": f"{code}号项目", "category": "construction", "agency": "AG1", "open_at": at("09:00"), **more}
    if method == "open_tender":
        facts = {"gather_at": at("10:00"), "draw_at": at("15:30", "2026-11-25"), **facts}
    if units.unit(work.reading(), work.principal, code=facts["agency"]) is None:
        units.register_unit(work, code=facts["agency"], kind="agency", name=f"{facts['agency']}招标代理有限公司")
    return reserve(work, asked={"code": code, "method": method, **facts})


def land(work: Work, code: str, title: str, **more: Any) -> str:
    """A land auction on the site, whose plan is not approved yet."""
    return project(work, code, "auction", category="land_and_mining_rights", title=title, **more)


def exception(work: Work, code: str, gather: str, reason: str) -> int:
    """An exception that somebody else than the operator asks for."""
    return exceptions.ask_exception(work, project=code, open_at=at("09:00"), gather_at=at(gather), reason=reason)


def hall(since: str = "09:00", until: str = "10:00", day: str = NEXT) -> list[dict[str, Any]]:
    """What an auction wants."""
    times = {"from_at": at(since, day), "until_at": at(until, day)}
    room = {"kind": "room", "resource": "P1", "purpose": "auction"}
    return [{**room, **times}, {"kind": "witness", "resource": "", "purpose": "witness", **times}]


def taken(work: Work, code: str, room: str = "P1", hours: str = "08:30-12:00", *, held: int = 0) -> None:
    """A project has a room, or (``held``) holds it provisionally."""
    since, _, until = hours.partition("-")
    purpose = "auction" if room == "P1" else "evaluation"
    what = {"kind": "room", "resource": room, "purpose": purpose, "held": held}
    bookings.claim(work, project=code, from_at=at(since), until_at=at(until), **what)


def queue(work: Work, *codes: str) -> list[int]:
    """G60 has the auction hall in the morning, and the others wait for it in this order; tells their numbers."""
    project(work, "G60", "auction", category="state_property", title="机关车辆处置")
    taken(work, "G60")
    made = []
    for code in codes:
        project(work, code, "auction", category="state_property", title="报废设备处置")
        made.append(waiting.join(work, project=code, wanted=hall(), reason="拍卖厅已被其他项目占用", complete=0))
    return made


def many_openings(house: SmallHouse) -> None:
    """AG7 likes 17 minutes past; AG1 to AG3 choose as everybody does; AG9 has hardly been here."""
    with house.writing() as work:
        number = 0
        for agency, walls in (
            ("AG7", ["09:17"] * 6 + ["09:00", "14:30"]),
            *((agency, ["09:00", "09:30", "10:00", "14:00", "14:30", "15:00"]) for agency in ("AG1", "AG2", "AG3")),
            ("AG9", ["09:00", "09:17"]),
        ):
            for wall in walls:
                number += 1
                day = f"2026-12-{number % 25 + 1:02d}"
                project(work, f"XM-{number:03d}", "listing", agency=agency, open_at=at(wall, day))


def event(uid: str, *lines: str, start: str = "20261126T090000", end: str = "20261126T110000", **what: str) -> str:
    said = {"SUMMARY": "消防培训", "LOCATION": "E1", **what}
    head = ["BEGIN:VEVENT", f"UID:{uid}@else", f"DTSTART:{start}", f"DTEND:{end}"]
    return "\r\n".join([*head, *(f"{name}:{value}" for name, value in said.items()), *lines, "END:VEVENT"])


def ics(*events: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:else", *events, "END:VCALENDAR", ""]).encode()


__all__ = ["DAY", "NEXT"]
