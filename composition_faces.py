"""Where a camera is fitted at a door of the running site: its door, its keys, its line, and the faces it may know."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable

import composition
from composition import Unusable
from devices.device_journal import DeviceJournal, FileJournal
from devices.envelope import device_keys
from devices.faces.console import PURPOSE, model_text, templates_of
from devices.faces.doorway import Fitting
from devices.faces.gallery import Template
from devices.faces.weights import load_weights
from devices.lanes import MqttWire
from devices.mqtt import Address
from venue.core.clock import SystemClock, day_of
from venue.core.database import Reading
from venue.core.keys import open_keys
from venue.core.settings import Settings
from venue.core.work import Principal
from venue.monitoring import health
from venue.people import face_templates
from venue.site import places


def camera_at_door(
    stack: contextlib.ExitStack, settings: Settings, device: str, say: Callable[[str], None]
) -> tuple[Fitting, list[Template]]:
    """What a camera needs to speak as a terminal of the site, and the templates of whoever is enrolled for admission.

    Raises :class:`~composition.Unusable` when no engine runs or the device stands at no door.
    """
    keys, _ = open_keys(settings.key_file)
    viewer = Principal("console", site=settings.site)
    address, at = engine_of(settings)
    model = model_text(load_weights().model)
    with composition.database_of(stack, settings, keys).reading() as read:
        door = door_of(read, viewer, device, at=at)
        spoken = health.health(read, viewer, devices=[device]).get(device)
        stored = face_templates.sealed_templates(read, viewer, model=model, at=at)
    journal = journal_of(stack, settings, device, spoken_boot=0 if spoken is None else spoken.boot)
    fitting = Fitting(
        site=settings.site,
        device=device,
        access_point=door,
        keys=device_keys(keys, device),
        journal=journal,
        wire=stack.enter_context(MqttWire(address, f"camera-{device}-{os.getpid()}")),
    )
    for_doors = [one for one in stored if one.purpose == PURPOSE]
    return fitting, templates_of(for_doors, keys.key("gallery"), say)


def engine_of(settings: Settings) -> tuple[Address, int]:
    """The broker of the running engine, and the site's time when it left word (the computer's where it left none)."""
    if settings.broker != "embedded":
        account = {"user": settings.broker_user, "password": settings.broker_password}
        return Address.parse(settings.broker, **account), SystemClock().now()
    where = composition.engine_of(settings)
    if where is None:
        raise Unusable("引擎没有运行，请先启动：boot.py run engine / no engine runs; start one: boot.py run engine")
    return Address(where.port, where.host), where.at


def door_of(read: Reading, viewer: Principal, device: str, *, at: int) -> str:
    """The door that a device is registered at."""
    site = places.site(read, viewer)
    known = None if site is None else site.on(day_of(at)).device.get(device)
    if known is None or not known.door:
        raise Unusable(f"站点中没有登记在门上的设备 {device} / the site has no device {device} at a door")
    return known.door


def journal_of(stack: contextlib.ExitStack, settings: Settings, device: str, *, spoken_boot: int) -> DeviceJournal:
    """What this camera remembers over its restarts; its boot is above any that the site has heard under its name."""
    journal = FileJournal(settings.site_folder / "terminals" / f"{device}.journal")
    stack.callback(journal.close)
    if spoken_boot >= journal.boot:
        journal.boot = spoken_boot
        journal.restart()
    return journal
