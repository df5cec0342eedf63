"""The words and the kinds that widgets show for the codes of the venue: phases, roles, doors, devices, alarms, times.

A code that is not in a table is shown as it is: a new code of the venue must never disappear from the screen.
"""

from datetime import datetime, timedelta, timezone
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

SITE_ZONE: Final = timezone(timedelta(hours=8), "Asia/Shanghai")

PHASES: Final = {
    "idle": QT_TRANSLATE_NOOP("words", "空闲"),
    "prepare": QT_TRANSLATE_NOOP("words", "准备"),
    "closing": QT_TRANSLATE_NOOP("words", "收尾"),
    "reserved": QT_TRANSLATE_NOOP("words", "预约"),
    "scheduled": QT_TRANSLATE_NOOP("words", "已排"),
    "arming": QT_TRANSLATE_NOOP("words", "备场"),
    "opening": QT_TRANSLATE_NOOP("words", "开标中"),
    "assembling": QT_TRANSLATE_NOOP("words", "评标准备"),
    "evaluating": QT_TRANSLATE_NOOP("words", "评标中"),
    "suspended": QT_TRANSLATE_NOOP("words", "暂停"),
    "evaluated": QT_TRANSLATE_NOOP("words", "评标结束"),
    "clearing": QT_TRANSLATE_NOOP("words", "清场"),
    "witnessed": QT_TRANSLATE_NOOP("words", "已见证"),
    "reviewed": QT_TRANSLATE_NOOP("words", "已评价"),
    "archived": QT_TRANSLATE_NOOP("words", "已归档"),
    "failed": QT_TRANSLATE_NOOP("words", "流标"),
    "postponed": QT_TRANSLATE_NOOP("words", "延期"),
    "offline": QT_TRANSLATE_NOOP("words", "转线下"),
    "aborted": QT_TRANSLATE_NOOP("words", "中止"),
    "in_use": QT_TRANSLATE_NOOP("words", "使用中"),
    "closed": QT_TRANSLATE_NOOP("words", "停用"),
    "unknown": QT_TRANSLATE_NOOP("words", "状态未知"),
}

# How a room in a phase is painted: idle, ready, busy, paused, closed, unknown.
PHASE_LOOKS: Final = {
    "idle": "idle",
    "reserved": "idle",
    "scheduled": "idle",
    "archived": "idle",
    "reviewed": "idle",
    "witnessed": "idle",
    "failed": "idle",
    "postponed": "idle",
    "offline": "idle",
    "aborted": "idle",
    "prepare": "ready",
    "arming": "ready",
    "assembling": "ready",
    "closing": "ready",
    "evaluated": "ready",
    "clearing": "ready",
    "opening": "busy",
    "evaluating": "busy",
    "in_use": "busy",
    "suspended": "paused",
    "closed": "closed",
}

ROLES: Final = {
    "committee_member": QT_TRANSLATE_NOOP("words", "评标评审委员会成员"),
    "owner_member": QT_TRANSLATE_NOOP("words", "业主评委代表"),
    "owner_staff": QT_TRANSLATE_NOOP("words", "项目实施主体"),
    "centre_service": QT_TRANSLATE_NOOP("words", "中心服务"),
    "agency_staff": QT_TRANSLATE_NOOP("words", "代理机构"),
    "agency_leader": QT_TRANSLATE_NOOP("words", "代理项目负责人"),
    "it_engineer": QT_TRANSLATE_NOOP("words", "信息技术"),
    "supervisor": QT_TRANSLATE_NOOP("words", "行政监督"),
    "witness": QT_TRANSLATE_NOOP("words", "见证"),
    "bidder": QT_TRANSLATE_NOOP("words", "投标人/响应方"),
    "cleaner": QT_TRANSLATE_NOOP("words", "保洁"),
    "maintenance": QT_TRANSLATE_NOOP("words", "维修"),
    "visitor": QT_TRANSLATE_NOOP("words", "访客"),
    "caterer": QT_TRANSLATE_NOOP("words", "送餐"),
    "auctioneer": QT_TRANSLATE_NOOP("words", "拍卖师"),
    "notary": QT_TRANSLATE_NOOP("words", "公证"),
    "patroller": QT_TRANSLATE_NOOP("words", "巡查员"),
    "operator": QT_TRANSLATE_NOOP("words", "总控/调度员"),
    "clerk": QT_TRANSLATE_NOOP("words", "受理/前台"),
    "site_manager": QT_TRANSLATE_NOOP("words", "现场管理负责人"),
    "emergency": QT_TRANSLATE_NOOP("words", "应急"),
    "auditor": QT_TRANSLATE_NOOP("words", "审计/纪检"),
}

# Which dot a person gets: the shapes differ without colour.
ROLE_GROUPS: Final = {
    "committee_member": "expert",
    "owner_member": "expert",
    "agency_staff": "agency",
    "agency_leader": "agency",
    "supervisor": "supervisor",
    "witness": "supervisor",
    "auditor": "supervisor",
    "notary": "supervisor",
    "centre_service": "staff",
    "it_engineer": "staff",
    "patroller": "staff",
    "operator": "staff",
    "clerk": "staff",
    "site_manager": "staff",
    "emergency": "emergency",
    "owner_staff": "visitor",
    "bidder": "visitor",
    "cleaner": "visitor",
    "maintenance": "visitor",
    "visitor": "visitor",
    "caterer": "visitor",
    "auctioneer": "visitor",
}

GROUPS: Final = {
    "staff": QT_TRANSLATE_NOOP("words", "工作人员"),
    "visitor": QT_TRANSLATE_NOOP("words", "来访人员"),
    "expert": QT_TRANSLATE_NOOP("words", "评审专家"),
    "agency": QT_TRANSLATE_NOOP("words", "代理机构"),
    "supervisor": QT_TRANSLATE_NOOP("words", "监督见证"),
    "emergency": QT_TRANSLATE_NOOP("words", "应急人员"),
    "unknown": QT_TRANSLATE_NOOP("words", "身份不明"),
}

DOORS: Final = {
    "closed": QT_TRANSLATE_NOOP("words", "门关闭"),
    "open": QT_TRANSLATE_NOOP("words", "门打开"),
    "forced": QT_TRANSLATE_NOOP("words", "强行开门"),
    "held": QT_TRANSLATE_NOOP("words", "门超时未关"),
    "unknown": QT_TRANSLATE_NOOP("words", "门状态未知"),
}

DEVICES: Final = {
    "ok": QT_TRANSLATE_NOOP("words", "正常"),
    "abnormal": QT_TRANSLATE_NOOP("words", "读数异常"),
    "fault": QT_TRANSLATE_NOOP("words", "故障"),
    "unknown": QT_TRANSLATE_NOOP("words", "失联，状态未知"),
    "out_of_service": QT_TRANSLATE_NOOP("words", "停用"),
}

DEVICE_KINDS: Final = {
    "door": QT_TRANSLATE_NOOP("words", "门磁门锁"),
    "terminal": QT_TRANSLATE_NOOP("words", "门禁终端"),
    "people_counter": QT_TRANSLATE_NOOP("words", "人数计数器"),
    "detection_gate": QT_TRANSLATE_NOOP("words", "检测门"),
    "locker_bank": QT_TRANSLATE_NOOP("words", "储物柜"),
    "kiosk": QT_TRANSLATE_NOOP("words", "自助终端"),
    "seat_terminal": QT_TRANSLATE_NOOP("words", "席位终端"),
    "camera": QT_TRANSLATE_NOOP("words", "摄像机"),
    "recorder": QT_TRANSLATE_NOOP("words", "录像机"),
    "presence": QT_TRANSLATE_NOOP("words", "在场传感器"),
    "climate": QT_TRANSLATE_NOOP("words", "温湿度传感器"),
    "power_meter": QT_TRANSLATE_NOOP("words", "电量表"),
    "smoke": QT_TRANSLATE_NOOP("words", "烟感"),
    "water": QT_TRANSLATE_NOOP("words", "水浸传感器"),
    "ups": QT_TRANSLATE_NOOP("words", "不间断电源"),
    "feeder_meter": QT_TRANSLATE_NOOP("words", "供电回路表"),
    "generator": QT_TRANSLATE_NOOP("words", "发电机"),
    "server": QT_TRANSLATE_NOOP("words", "服务器"),
    "sign": QT_TRANSLATE_NOOP("words", "信息屏"),
    "voice": QT_TRANSLATE_NOOP("words", "语音设备"),
    "phone": QT_TRANSLATE_NOOP("words", "电话"),
    "gateway": QT_TRANSLATE_NOOP("words", "网关"),
    "room_controller": QT_TRANSLATE_NOOP("words", "房间控制器"),
}

PRIORITIES: Final = {
    1: QT_TRANSLATE_NOOP("words", "紧急"),
    2: QT_TRANSLATE_NOOP("words", "高"),
    3: QT_TRANSLATE_NOOP("words", "中"),
    4: QT_TRANSLATE_NOOP("words", "低"),
}

WEEKDAYS: Final = (
    QT_TRANSLATE_NOOP("words", "星期一"),
    QT_TRANSLATE_NOOP("words", "星期二"),
    QT_TRANSLATE_NOOP("words", "星期三"),
    QT_TRANSLATE_NOOP("words", "星期四"),
    QT_TRANSLATE_NOOP("words", "星期五"),
    QT_TRANSLATE_NOOP("words", "星期六"),
    QT_TRANSLATE_NOOP("words", "星期日"),
)


def word(table: dict[str, str], code: str) -> str:
    """The operator's word for a code in the language of the desk; the code itself when the table has none."""
    return QCoreApplication.translate("words", table[code]) if code in table else code


def priority_word(priority: int) -> str:
    """紧急, 高, 中 or 低 for alarm priorities 1 to 4."""
    return QCoreApplication.translate("words", PRIORITIES[priority])


def group_of(role: str) -> str:
    """The group whose dot a role gets on the plan; "unknown" for a role without one."""
    return ROLE_GROUPS.get(role, "unknown")


def look_of(phase: str) -> str:
    """How a room in a phase is painted; "unknown" for a code without a look."""
    return PHASE_LOOKS.get(phase, "unknown")


def local(at: int) -> datetime:
    """A time (ms since the epoch, UTC) as a date and time of the site."""
    return datetime.fromtimestamp(at / 1000, SITE_ZONE)


def clock(at: int) -> str:
    """A time (ms) as 09:42:05 in the time zone of the site."""
    return local(at).strftime("%H:%M:%S")


def hour_minute(at: int) -> str:
    """A time (ms) as 09:42 in the time zone of the site."""
    return local(at).strftime("%H:%M")


def long_date(at: int) -> str:
    """A time (ms) as 2026年11月23日 星期一, the form of Chinese office papers."""
    day = local(at)
    weekday = QCoreApplication.translate("words", WEEKDAYS[day.weekday()])
    pattern = QCoreApplication.translate("words", "{year}年{month}月{day}日 {weekday}")
    return pattern.format(year=day.year, month=day.month, day=day.day, weekday=weekday)
