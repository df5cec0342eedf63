"""Whether each device is heard, how old its word is and how far its clock is off.

A device silent beyond its own limit is *unknown*: its last good value is history and is shown as such (R-04.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.messages import CameraReported, Changed, DeviceFound, DeviceLost, Heartbeat, Notice, PointRead
from venue.core.messages import Reading as DeviceReading
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.monitoring import alarms

# ------------------------------------------------------------------------------------------------------------- tables

device_health = table(
    "device_health",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("device", TEXT, dataset=Dataset.LOCAL),
    column("heard_at", INT, dataset=Dataset.LOCAL),
    column("source_at", INT, dataset=Dataset.LOCAL),
    column("boot", INT, dataset=Dataset.LOCAL),
    column("skew", INT, dataset=Dataset.LOCAL),
    column("status", TEXT, dataset=Dataset.LOCAL),
    column("firmware", TEXT, dataset=Dataset.LOCAL),
    column("online", INT, dataset=Dataset.LOCAL),
    column("recording", INT, dataset=Dataset.LOCAL),
    column("view", TEXT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "device"),
)

# -------------------------------------------------------------------------------------------------------------- rules

YES, NO, UNKNOWN = 1, 0, -1


class HealthChanged(Notice, frozen=True, kw_only=True):
    """Devices were heard, or fell silent; pages take the newest word of each."""

    devices: tuple[str, ...]


@dataclass(frozen=True)
class Health:
    """The last word of one device. ``online`` and ``recording`` are 1, 0 or -1 (never told); times in milliseconds."""

    device: str
    heard_at: Millis
    source_at: Millis
    boot: int
    skew: Millis
    status: str
    firmware: str
    online: int
    recording: int
    view: str

    def age(self, now: Millis) -> Millis:
        """How old the device's last word is."""
        return max(0, now - self.heard_at)


def is_silent(heard_at: Millis | None, *, now: Millis, limit: Millis) -> bool:
    """Whether a device counts as unknown: never heard, or silent for longer than its own limit."""
    return heard_at is None or now - heard_at > limit


def skew_of(reading: DeviceReading) -> Millis:
    """How far the device's clock is ahead (+) or behind (-) of the site's, as one heartbeat shows it (delay included)."""
    return 0 if reading.at is None else reading.at - reading.received_at


def _row(site: str, reading: DeviceReading, before: Mapping[str, int | str]) -> dict[str, int | str]:
    row: dict[str, int | str] = {
        "skew": 0,
        "status": "",
        "firmware": "",
        "online": UNKNOWN,
        "recording": UNKNOWN,
        "view": "",
    }
    row |= dict(before)
    row |= {"site": site, "device": reading.device, "boot": reading.boot}
    row |= {"heard_at": reading.received_at, "source_at": reading.source_at}
    if isinstance(reading, Heartbeat):
        row |= {"skew": skew_of(reading), "status": reading.status, "firmware": reading.firmware or row["firmware"]}
    if isinstance(reading, CameraReported):
        row |= {"online": int(reading.online), "recording": int(reading.recording), "view": reading.view}
    return row


# --------------------------------------------------------------------------------------------------------------- acts


class HealthBook:
    """The engine's picture of every device's last word, written through once a transaction however many words came."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, int | str]] = {}
        self._before: Mapping[str, int | str] = {}
        self._touched: set[str] = set()
        self._broken: set[str] = set()
        self._loaded = False
        self.silent: set[str] = set()

    def hear(self, work: Work, reading: DeviceReading) -> None:
        """A device spoke. An older word that arrives late never replaces a newer one."""
        self._load(work)
        if isinstance(reading, DeviceLost | DeviceFound):
            return  # others spoke of it
        if isinstance(reading, PointRead) and reading.quality == "retained":
            return  # last known, of unknown age: nobody has spoken now
        before = self._before = self._rows.get(reading.device, {})
        if before and int(before["heard_at"]) > reading.received_at:
            return
        self._rows[reading.device] = _row(work.site, reading, before)
        self._touched.add(reading.device)
        if not before or reading.device in self.silent:
            self._broken.add(reading.device)

    def write(self, work: Work) -> None:
        """Store every word that came since the last time and tell the pages."""
        if not self._touched:
            return
        work.upsert(device_health, [self._rows[name] for name in sorted(self._touched)], key=("site", "device"))
        work.tell(HealthChanged(devices=tuple(sorted(self._touched))))
        if self._broken:  # a first word, or one after a silence: only these bring the next silence nearer, or end one
            work.tell(Changed(noun="silence", ids=tuple(sorted(self._broken))))
        self._touched.clear()
        self._broken.clear()

    def skew(self, work: Work, device: str) -> Millis:
        """The last known skew of a device's clock; 0 when it never told its time."""
        self._load(work)
        return int(self._rows.get(device, {}).get("skew", 0))

    def heard_at(self, work: Work) -> dict[str, Millis]:
        """When each device was last heard."""
        self._load(work)
        return {name: int(row["heard_at"]) for name, row in self._rows.items()}

    @property
    def before(self) -> Mapping[str, int | str]:
        """What the device that was heard last had said before, empty when that was its first word."""
        return self._before

    def last(self, work: Work, device: str) -> Mapping[str, int | str]:
        """The last word of a device as stored, empty when it never spoke."""
        self._load(work)
        return self._rows.get(device, {})

    def forget(self) -> None:
        """The transaction was lost: read the table again next time."""
        self._rows.clear()
        self._touched.clear()
        self._broken.clear()
        self.silent.clear()
        self._loaded = False

    def _load(self, work: Work) -> None:
        if self._loaded:
            return
        for row in work.all(sa.select(device_health).where(device_health.c.site == work.site)):
            self._rows[row.device] = dict(row._mapping)
        self.silent = alarms.devices_alarmed(work, "device_silent")
        self._loaded = True


# -------------------------------------------------------------------------------------------------------------- views


@view
def health(read: Reading, viewer: Principal, *, devices: Iterable[str] | None = None) -> dict[str, Health]:
    """The last word of each device of the viewer's site, by device."""
    wanted = sa.select(device_health).where(device_health.c.site == viewer.site)
    if devices is not None:
        wanted = wanted.where(device_health.c.device.in_(list(devices)))
    return {
        row.device: Health(**{name: value for name, value in row._mapping.items() if name != "site"})
        for row in read.all(wanted)
    }
