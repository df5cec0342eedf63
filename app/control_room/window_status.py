"""What the bottom line and the banner say about the connections of the desk."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.desk import Connection, Desk
from app.widgets.status_line import Link
from app.widgets.words import clock
from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.work import Principal

translate = QCoreApplication.translate
_PREPARING = ("starting", "preparing")
CALM = (*_PREPARING, "")
"""Faults that only mean: not yet."""


@dataclass(frozen=True)
class DeviceCount:
    """How many devices of the plan are heard, of how many."""

    heard: int
    planned: int


def read_devices(read: Reading, viewer: Principal, desk: Desk, now: Millis) -> DeviceCount | None:
    """Count the devices that have been heard within their own limits; ``None`` before there is a plan."""
    from venue.monitoring import health

    if desk.ground is None:
        return None
    planned = desk.ground.plan(now).devices
    known = health.health(read, viewer)
    heard = sum(
        not health.is_silent(
            known[one.code].heard_at if one.code in known else None, now=now, limit=one.silent_after_ms
        )
        for one in planned
    )
    return DeviceCount(heard, len(planned))


def links_of(connection: Connection, devices: DeviceCount | None) -> tuple[Link, ...]:
    """The four connections of the status line."""
    coming = connection.fault in _PREPARING
    return (
        _link("engine", translate("status", "引擎"), well=connection.engine, coming=coming),
        _link("broker", translate("status", "消息代理"), well=connection.broker, coming=coming),
        _link(
            "database",
            translate("status", "数据库"),
            well=connection.database and not _trouble(connection),
            coming=coming,
        ),
        _devices(connection, devices),
    )


def _link(key: str, name: str, *, well: bool, coming: bool) -> Link:
    if well:
        return Link(key, name, "ok", translate("status", "正常"))
    return (
        Link(key, name, "unknown", translate("status", "启动中"))
        if coming
        else Link(key, name, "fault", translate("status", "断开"))
    )


def _devices(connection: Connection, devices: DeviceCount | None) -> Link:
    if devices is None or not connection.engine:
        return Link("devices", translate("status", "设备"), "unknown", translate("status", "未知"))
    words = f"{devices.heard}/{devices.planned}"
    return Link("devices", translate("status", "设备"), "ok" if devices.heard == devices.planned else "warn", words)


def _trouble(connection: Connection) -> bool:
    return connection.engine and bool(connection.fault)


def banner_words(connection: Connection, *, trouble: str = "") -> tuple[str, str]:
    """What stands over the page: first what is wrong, then what still works. Empty when all is well."""
    if connection.engine:
        fault = trouble or connection.fault
        if not fault:
            return "", ""
        return (
            translate("status", "数据库无法写入，新消息没有确认（{fault}）").format(fault=fault),
            translate(
                "status",
                "设备保留消息并自动补传。门禁：出门不受限，评标区不开放。可以查看；登录、确认报警等操作暂时不会保存。",
            ),
        )
    if connection.fault in _PREPARING:
        so_far = (
            ""
            if connection.heard_at is None
            else translate("status", "，已推演到 {time}").format(time=clock(connection.heard_at))
        )
        return translate("status", "引擎正在启动{so_far}").format(so_far=so_far), translate(
            "status", "就绪后画面自动出现，无须操作。"
        )
    if connection.heard_at is None and not connection.fault:
        return translate("status", "正在连接引擎"), translate("status", "连接后画面自动出现，无须操作。")
    return _gone(connection)


def _gone(connection: Connection) -> tuple[str, str]:
    since = (
        ""
        if connection.heard_at is None
        else translate("status", "，画面停在 {time}").format(time=clock(connection.heard_at))
    )
    code = connection.fault if connection.fault not in ("", "silent") else ""
    why = translate("status", "（{fault}）").format(fault=code) if code else ""
    still = translate("status", "门禁终端按本机规则运行：出门不受限，评标区不开放。")
    if connection.database:
        still += translate("status", "仍可查看已入账的数据；登录、确认报警、巡查等操作须等引擎恢复。")
    else:
        still += translate("status", "请检查引擎和数据库；恢复后画面自动更新。")
    return translate("status", "引擎没有响应{since}{why}").format(since=since, why=why), still


def data_age(connection: Connection, desk: Desk) -> tuple[Millis | None, Millis]:
    """From when the data are and what time it is, with the age in seconds of the wall where the day runs faster."""
    now = desk.now()
    if connection.heard_at is None:
        return None, now
    speed = max(1.0, float(getattr(desk.clock, "speed", 1.0)))
    return connection.heard_at, connection.heard_at + round(max(0, now - connection.heard_at) / speed)
