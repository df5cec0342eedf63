"""A site larger than any centre: one floor of 100 rooms in a grid, a door each, 20 sensors in every room."""

from __future__ import annotations

from venue.site.forms import Name
from venue.site.parts import OUTSIDE, AccessPoint, Building, Device, Floor, Point, Room, Site, Zone
from venue.site.plan import SiteFile

COLUMNS, ROWS, SENSORS = 10, 10, 20
WIDE, HIGH = 8_000, 6_000
ZONES = ("Z0", "Z1", "Z2", "Z3", "Z4", "Z5")


def large_site() -> SiteFile:
    """100 rooms, 100 doors, 2,000 devices with a point each."""
    cells = [(column, row) for row in range(ROWS) for column in range(COLUMNS)]
    return SiteFile(
        site=Site(code="M", name=_name("大型场地"), kind="sample"),
        buildings=(Building(code="B", name=_name("一号楼")),),
        floors=(Floor(code="F1", building="B", level=1, name=_name("一层"), width=COLUMNS * WIDE, height=ROWS * HIGH),),
        zones=tuple(Zone(code=code, name=_name(code)) for code in ZONES),
        rooms=tuple(_room(number, *cell) for number, cell in enumerate(cells, 1)),
        access_points=tuple(_door(number, *cell) for number, cell in enumerate(cells, 1)),
        devices=tuple(
            _sensor(number, sensor, *cell) for number, cell in enumerate(cells, 1) for sensor in range(SENSORS)
        ),
        points=tuple(
            Point(
                code=f"S-{number}-{sensor}.temperature",
                device=f"S-{number}-{sensor}",
                quantity="temperature",
                unit="degC",
                every_ms=400,
            )
            for number in range(1, len(cells) + 1)
            for sensor in range(SENSORS)
        ),
    )


def _room(number: int, column: int, row: int) -> Room:
    left, top = column * WIDE, row * HIGH
    corners = ((left, top), (left + WIDE, top), (left + WIDE, top + HIGH), (left, top + HIGH))
    zone = ZONES[number % len(ZONES)]
    name = _name(f"第{number}室")
    return Room(code=f"R{number}", name=name, zone=zone, floor="F1", type="evaluation", use="function", outline=corners)


def _door(number: int, column: int, row: int) -> AccessPoint:
    at = (column * WIDE + WIDE // 2, row * HIGH)
    return AccessPoint(
        code=f"D-{number}", name=_name(f"{number}号门"), kind="door", from_room=OUTSIDE, to_room=f"R{number}", at=at
    )


def _sensor(number: int, sensor: int, column: int, row: int) -> Device:
    x = column * WIDE + 700 + sensor % 5 * 1_600
    y = row * HIGH + 1_500 + sensor // 5 * 1_100
    return Device(code=f"S-{number}-{sensor}", kind="climate", room=f"R{number}", at=(x, y), silent_after_ms=10_000)


def _name(text: str) -> Name:
    return Name(zh=text, en=text)
