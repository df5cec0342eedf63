"""A desk on a real house: database, engine judged step by step, tasks on their own threads, no wire."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.bridge import Bridge
from app.desk import Desk
from app.dialogs.custody import Custody
from app.tasks import Tasks
from tests.house.conftest import DAY, ROOT, SmallHouse
from venue.core.acts import Refused
from venue.core.bus import Bus
from venue.core.chance import SeededChance
from venue.core.clock import SetClock, at_local
from venue.core.database import Database
from venue.core.inbox import Inbox
from venue.core.keys import fresh_keys
from venue.core.messages import CameraReported, Heartbeat, Message, PointRead, Unreadable
from venue.core.work import Principal, Standing, Writer
from venue.engine import Engine
from venue.journal.heads_file import HeadsFile
from venue.journal.seal import Sealer
from venue.migrations import prepare
from venue.people import accounts
from venue.rules.loading import load_rules
from venue.site import places
from venue.site.ground import Ground
from venue.site.parts import Device, Point
from venue.site.plan import SiteFile
from venue.site.site_file import parse

SITE_FILE = parse(ROOT / "resources" / "sample_site")
RULES = load_rules(ROOT / "resources" / "rules")
ACCOUNT, PASSWORD = "zongkong", "yangli-2026"


@dataclass
class Straight:
    """Requests that go straight into the engine, on whatever thread asks; `silent` is an engine that does not answer."""

    house: SmallHouse
    lock: threading.Lock = field(default_factory=threading.Lock)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    silent: bool = False

    def ask(self, act: str, args: dict[str, Any], *, session: str = "", timeout: float = 5.0) -> Any:
        if self.silent:
            raise TimeoutError(act)
        with self.lock:
            self.asked.append((act, args))
            answer = self.house.ask(act, args, session)
        if not answer.ok:
            raise Refused(answer.code, **answer.args)
        return answer.value


@dataclass
class HouseDesk:
    """A house and a desk in it."""

    house: SmallHouse
    desk: Desk
    requests: Straight

    def sign_in(self, account: str = ACCOUNT, password: str = PASSWORD) -> None:
        told = self.requests.ask("accounts.sign_in", {"account": account, "password": password})
        self.desk.sign_in(told["session"], Principal(told["account"], frozenset(told["roles"])))

    def at(self, wall: str) -> None:
        self.house.at(wall)

    def look(self, view: Any, **args: Any) -> Any:
        with self.house.database.reading() as read:
            return view(read, self.desk.viewer, **args)

    def close(self) -> None:
        self.desk.tasks.close()
        self.desk.bridge.close()
        self.house.database.close()


def open_house(folder: Path, *, kind: str = "sample", site: SiteFile | None = SITE_FILE) -> SmallHouse:
    """A house at 08:00 of the sample day; without a site it stands on nothing yet."""
    clock = SetClock(at_local(DAY, "08:00"))
    chance = SeededChance("desk")
    keys = fresh_keys(chance.fork("keys"))
    database = Database(f"sqlite:///{folder / 'site.db'}", key=keys.key("database"), site="M")
    prepare(database)
    bus = Bus()
    writer = Writer(database, Standing("M", kind, "desk-1", 1, clock, chance, keys), bus.publish)
    with writer.writing() as work:
        if site is not None:
            places.import_site(work, site)
        accounts.open_samples(work)
    sealer = Sealer(keys, HeadsFile(folder / "heads.jsonl", durable=False))
    with database.reading() as read:
        sealer.open(read, "M")
    engine = Engine(writer, Inbox(), bus, Ground(site or SITE_FILE, RULES), sealer=sealer)
    made = SmallHouse(folder, database, clock, keys, bus, engine)
    bus.subscribe(Message, made.told.append)
    return made


def open_desk(folder: Path, *, kind: str = "sample", site: SiteFile | None = SITE_FILE) -> HouseDesk:
    """A desk with somebody signed in where there is a sample account."""
    house = open_house(folder, kind=kind, site=site)
    requests = Straight(house)
    tasks = Tasks(house.database, requests)
    desk = Desk(tasks, Bridge(house.bus), house.clock, site="M", kind=kind)
    desk.fittings.custody = Custody(house.keys, house.database, folder / "heads.jsonl")
    if site is not None:
        desk.set_ground(house.engine.floor.ground)
    made = HouseDesk(house, desk, requests)
    if kind == "sample":
        made.sign_in()
    return made


def speak(house: SmallHouse, *devices: str, status: str = "ok", skew: int = 300, points: bool = True) -> None:
    """Devices of the plan (all of them when none is named) say that they live and what they measure."""
    now = house.clock.now()
    plan = house.engine.floor.ground.plan(now)
    chosen = [plan.device[code] for code in devices] if devices else list(plan.devices)
    said: list[Message] = []
    for device in chosen:
        said.append(Heartbeat(device=device.code, at=now + skew, status=status, firmware="2.4.1"))
        if device.kind == "camera":
            said.append(CameraReported(device=device.code, online=True, recording=True))
    if points:
        codes = {device.code for device in chosen}
        said += [_measured(plan, point, now) for point in plan.points if point.device in codes]
    house.hear(*said)


USUAL = {"contact": 0, "lock": 1, "presence": 0, "passed": 12, "co2": 640, "temperature": 22.5, "humidity": 46,
         "power": 1.2, "supply": 1, "charge": 100, "disk": 61, "bandwidth": 34, "backup_age": 6}  # fmt: skip


def _measured(plan: SiteFile, point: Point, now: int) -> PointRead:
    value = USUAL.get(point.quantity, 0)
    return PointRead(device=point.device, point=point.code, value=round(value * 1000), at=now)


def garble(house: SmallHouse, device: str, raw: bytes, *, fault: str = "payload.not_json", detail: str = "") -> None:
    """A message that nobody can read comes from a device."""
    topic = f"changkong/M/up/telemetry/{device}"
    now = house.clock.now()
    house.hear(Unreadable(device=device, topic=topic, raw=raw, fault=fault, detail=detail, received_at=now))


def device(code: str) -> Device:
    return next(one for one in SITE_FILE.devices if one.code == code)
