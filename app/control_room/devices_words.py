"""The words of the devices page: ages, values with units, qualities, states of a contact, faults of unreadable messages."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.control_room.devices_lines import DeviceLine, PointLine
from app.widgets.words import clock, hour_minute, local
from venue.core.clock import DAY, HOUR, MINUTE, SECOND, Millis
from venue.site.ground import Ground

QUANTITIES: Final = {
    "contact": QT_TRANSLATE_NOOP("devices", "门磁"),
    "lock": QT_TRANSLATE_NOOP("devices", "门锁"),
    "presence": QT_TRANSLATE_NOOP("devices", "在场人数"),
    "passed": QT_TRANSLATE_NOOP("devices", "通过人数"),
    "co2": QT_TRANSLATE_NOOP("devices", "二氧化碳"),
    "temperature": QT_TRANSLATE_NOOP("devices", "温度"),
    "humidity": QT_TRANSLATE_NOOP("devices", "湿度"),
    "power": QT_TRANSLATE_NOOP("devices", "功率"),
    "smoke": QT_TRANSLATE_NOOP("devices", "烟雾"),
    "water": QT_TRANSLATE_NOOP("devices", "水浸"),
    "alarm": QT_TRANSLATE_NOOP("devices", "告警触点"),
    "supply": QT_TRANSLATE_NOOP("devices", "供电"),
    "on_battery": QT_TRANSLATE_NOOP("devices", "电池供电"),
    "charge": QT_TRANSLATE_NOOP("devices", "电量"),
    "disk": QT_TRANSLATE_NOOP("devices", "磁盘占用"),
    "bandwidth": QT_TRANSLATE_NOOP("devices", "带宽占用"),
    "backup_age": QT_TRANSLATE_NOOP("devices", "距上次备份"),
}

UNITS: Final = {
    "persons": QT_TRANSLATE_NOOP("devices", "人"),
    "ppm": "ppm",
    "degC": "℃",
    "percent": "%",
    "kW": "kW",
    "hours": QT_TRANSLATE_NOOP("devices", "小时"),
}

TWO_STATES: Final = {
    "contact": (QT_TRANSLATE_NOOP("devices", "关"), QT_TRANSLATE_NOOP("devices", "开")),
    "lock": (QT_TRANSLATE_NOOP("devices", "未锁"), QT_TRANSLATE_NOOP("devices", "已锁")),
    "smoke": (QT_TRANSLATE_NOOP("devices", "无烟"), QT_TRANSLATE_NOOP("devices", "有烟")),
    "water": (QT_TRANSLATE_NOOP("devices", "无水"), QT_TRANSLATE_NOOP("devices", "有水")),
    "alarm": (QT_TRANSLATE_NOOP("devices", "正常"), QT_TRANSLATE_NOOP("devices", "告警")),
    "supply": (QT_TRANSLATE_NOOP("devices", "断电"), QT_TRANSLATE_NOOP("devices", "有电")),
    "on_battery": (QT_TRANSLATE_NOOP("devices", "否"), QT_TRANSLATE_NOOP("devices", "是")),
}

QUALITIES: Final = {
    "good": QT_TRANSLATE_NOOP("devices", "可信"),
    "uncertain": QT_TRANSLATE_NOOP("devices", "存疑"),
    "bad": QT_TRANSLATE_NOOP("devices", "不可信"),
    "retained": QT_TRANSLATE_NOOP("devices", "最后已知，时效不明"),
}

FAULTS: Final = {
    "topic.unknown": QT_TRANSLATE_NOOP("devices", "主题不在约定之内"),
    "payload.oversize": QT_TRANSLATE_NOOP("devices", "消息超过 256 kB"),
    "payload.not_utf8": QT_TRANSLATE_NOOP("devices", "内容不是 UTF-8 文字"),
    "payload.not_json": QT_TRANSLATE_NOOP("devices", "内容不是 JSON"),
    "payload.not_object": QT_TRANSLATE_NOOP("devices", "内容不是 JSON 对象"),
    "payload.too_deep": QT_TRANSLATE_NOOP("devices", "内容嵌套过深"),
    "type.missing": QT_TRANSLATE_NOOP("devices", "没有写明消息类型"),
    "type.unknown": QT_TRANSLATE_NOOP("devices", "消息类型未约定"),
    "type.elsewhere": QT_TRANSLATE_NOOP("devices", "该类型的消息不应发到这个主题"),
    "field.missing": QT_TRANSLATE_NOOP("devices", "缺少必填字段"),
    "field.unknown": QT_TRANSLATE_NOOP("devices", "含有未约定的字段"),
    "field.invalid": QT_TRANSLATE_NOOP("devices", "字段的值不合约定"),
    "time.invalid": QT_TRANSLATE_NOOP("devices", "设备时间无法识别"),
    "retained": QT_TRANSLATE_NOOP("devices", "保留消息不能当作刚发生的事"),
    "access_point.missing": QT_TRANSLATE_NOOP("devices", "消息未写门禁点，设备也未登记门禁点"),
    "engine_fault": QT_TRANSLATE_NOOP("devices", "引擎判定这条消息时出错"),
}

STATUSES: Final = {
    "ok": QT_TRANSLATE_NOOP("devices", "自报正常"),
    "disk_full": QT_TRANSLATE_NOOP("devices", "自报磁盘已满"),
}

SHORT_STATES: Final = {
    "fault": QT_TRANSLATE_NOOP("devices", "故障"),
    "unknown": QT_TRANSLATE_NOOP("devices", "失联"),
    "abnormal": QT_TRANSLATE_NOOP("devices", "异常"),
    "ok": QT_TRANSLATE_NOOP("devices", "正常"),
}

DASH = "—"


def said(text: str) -> str:
    """A text of this module in the language of the desk."""
    return QCoreApplication.translate("devices", text)


def named(table: dict[str, str], code: str) -> str:
    """The word for a code; the code itself when the table has none."""
    return said(table[code]) if code in table else code


def age_words(age: Millis) -> str:
    """How long ago: 8 秒, 12 分, 3 小时 20 分, 5 天."""
    if age < MINUTE:
        return said(QT_TRANSLATE_NOOP("devices", "{count} 秒")).format(count=max(0, age) // SECOND)
    if age < HOUR:
        return said(QT_TRANSLATE_NOOP("devices", "{count} 分")).format(count=age // MINUTE)
    if age < DAY:
        words = said(QT_TRANSLATE_NOOP("devices", "{hours} 小时 {minutes} 分"))
        return words.format(hours=age // HOUR, minutes=age % HOUR // MINUTE)
    return said(QT_TRANSLATE_NOOP("devices", "{count} 天")).format(count=age // DAY)


def moment_words(at: Millis, now: Millis) -> str:
    """A time of today as 09:31:05, an older one with its date."""
    return clock(at) if local(at).date() == local(now).date() else local(at).strftime("%Y-%m-%d %H:%M")


def skew_words(skew: Millis) -> str:
    """How far a clock is off: +0.3 秒, −12 秒."""
    sign = "+" if skew > 0 else "−" if skew < 0 else ""
    seconds = abs(skew) / 1000
    shown = f"{seconds:.1f}" if seconds < 10 else f"{seconds:.0f}"
    return said(QT_TRANSLATE_NOOP("devices", "{seconds} 秒")).format(seconds=sign + shown)


def plain_value(quantity: str, unit: str, value: int) -> str:
    """A value in thousandths with its unit: 23.4 ℃, 关, 3 人."""
    states = TWO_STATES.get(quantity)
    if states is not None and value in (0, 1000):
        return said(states[value // 1000])
    number = f"{value / 1000:.2f}".rstrip("0").rstrip(".")
    return f"{number} {named(UNITS, unit)}".strip()


def value_words(line: PointLine, now: Millis, *, brief: bool = False) -> str:
    """A fresh value as it is; one that is history as 最后 23.4 ℃，09:31，已 12 分; never as the present.

    `brief` leaves the age out, where it stands beside.
    """
    known = line.value
    if known is None:
        return said(QT_TRANSLATE_NOOP("devices", "从未收到"))
    shown = plain_value(line.point.quantity, line.point.unit, known.value)
    if line.fresh:
        return shown
    if known.quality == "retained":
        return said(QT_TRANSLATE_NOOP("devices", "最后 {value}，时效不明")).format(value=shown)
    short = said(QT_TRANSLATE_NOOP("devices", "最后 {value}，{at}"))
    words = short if brief else said(QT_TRANSLATE_NOOP("devices", "最后 {value}，{at}，已 {age}"))
    return words.format(value=shown, at=hour_minute(known.at), age=age_words(now - known.received_at))


def reading_words(line: DeviceLine, now: Millis) -> str:
    """The points of a device in one line; of many only the first three."""
    shown = [f"{named(QUANTITIES, one.point.quantity)} {value_words(one, now)}" for one in line.points[:3]]
    if len(line.points) > 3:
        shown.append("…")
    return "，".join(shown)


def recording_words(line: DeviceLine) -> str:
    """是, 否, or unknown for cameras; nothing for what does not record."""
    if line.device.kind != "camera":
        return ""
    words = {
        1: QT_TRANSLATE_NOOP("devices", "在录"),
        0: QT_TRANSLATE_NOOP("devices", "未录"),
        -1: QT_TRANSLATE_NOOP("devices", "未知"),
    }
    return said(words[line.records])


def room_name(ground: Ground | None, room: str, *, at: Millis, language: str) -> str:
    """The operator's name of a room; its code when the plan has none."""
    known = None if ground is None else ground.plan(at).room.get(room)
    return room if known is None else getattr(known.name, language)


def fault_words(code: str, say: object) -> str:
    """What was wrong with an unreadable message; a refusal of the engine by its own sentence."""
    return named(FAULTS, code) if code in FAULTS else say(code)
