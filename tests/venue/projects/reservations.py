"""Reservations for tests: a works project of the sample day with sensible everything."""

from typing import Any

from venue.core.clock import at_local

DAY = "2026-11-23"


def at(wall: str, day: str = DAY) -> int:
    return at_local(day, wall)


def asked(code: str = "G01", **more: Any) -> dict[str, Any]:
    """G01 of the golden day, changed by ``more``; a key that is ``None`` is left out."""
    plain = {
        "code": code,
        "title": "花垣县第二小学教学楼工程",
        "category": "construction",
        "method": "open_tender",
        "agency": "A-01",
        "open_at": at("09:00"),
        "gather_at": at("10:00"),
        "draw_at": at("15:30", "2026-11-22"),
    }
    return {key: value for key, value in {**plain, **more}.items() if value is not None}
