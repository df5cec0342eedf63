"""A small centre with drawing and state, for the tests of the widgets."""

from datetime import datetime

from app.widgets.plan_data import (
    AlarmMark,
    DevicePoint,
    DeviceState,
    DoorShape,
    DoorState,
    FloorDrawing,
    PersonMark,
    PlanDrawing,
    PlanState,
    RoomShape,
    RoomState,
)
from app.widgets.words import SITE_ZONE


def at(hour: int, minute: int = 0, second: int = 0) -> int:
    """A time of the sample day in ms."""
    return int(datetime(2026, 11, 23, hour, minute, second, tzinfo=SITE_ZONE).timestamp() * 1000)


# code, name, zone, x, y, width, height, phase, caption, people by role, alarm
ROWS = (
    ("H1", "服务大厅", "Z0", 0.5, 0.5, 20, 10, "in_use", "窗口 1–6", {"visitor": 9, "clerk": 4, "bidder": 3}, None),
    ("W1", "候标区", "Z1", 21, 0.5, 10, 10, "in_use", "", {"bidder": 8, "owner_staff": 1}, None),
    ("K1", "第一开标室", "Z1", 31.5, 0.5, 10, 10, "opening", "G01 市政道路改造施工",
     {"agency_leader": 1, "agency_staff": 2, "bidder": 4}, None),
    ("K2", "第二开标室", "Z1", 42, 0.5, 10, 10, "scheduled", "14:00 学校食堂服务", {}, None),
    ("K3", "第三开标室", "Z1", 52.5, 0.5, 10, 10, "clearing", "绿化养护 二标段",
     {"bidder": 2, "cleaner": 1}, (3, "超时 12 分钟未离场", True)),
    ("A1", "公告室", "Z5", 0.5, 14, 7.5, 9, "idle", "", {}, None),
    ("E1", "第一评标室", "Z3", 8.5, 14, 10, 9, "evaluating", "G01 市政道路改造",
     {"committee_member": 4, "owner_member": 1}, None),
    ("E2", "第二评标室", "Z3", 19, 14, 10, 9, "evaluating", "G03 信息化平台",
     {"committee_member": 4, "agency_staff": 1}, (2, "代理人员未离场", False)),
    ("E3", "第三评标室", "Z3", 29.5, 14, 9, 9, "suspended", "G04 医用设备", {"committee_member": 5}, None),
    ("Q1", "询标室", "Z1", 39, 14, 6, 9, "arming", "11:00 询标", {}, None),
    ("D1", "专家抽取室", "Z2", 45.5, 14, 8, 9, "in_use", "", {"supervisor": 1, "it_engineer": 1}, None),
    ("S1", "监督室", "Z4", 54, 14, 8.5, 9, "in_use", "纪检在岗", {"supervisor": 2, "witness": 2}, None),
    ("P1", "土地拍卖厅", "Z1", 0.5, 26, 17, 9.5, "scheduled", "15:30 挂牌", {}, None),
    ("B1", "电子竞价室", "Z1", 18, 26, 10, 9.5, "closed", "停用 · 检修", {}, None),
    ("F1", "档案室", "Z5", 28.5, 26, 7.5, 9.5, "idle", "", {}, None),
    ("M1", "中心机房", "Z6", 36.5, 26, 7.5, 9.5, "in_use", "", {"intruder": 1}, (1, "未授权 · 强行开门", False)),
    ("C1", "监控中心", "Z5", 44.5, 26, 9, 9.5, "in_use", "", {"operator": 2}, None),
    ("R1", "专家休息区", "Z2", 54, 26, 8.5, 9.5, "unknown", "人数计数器失联", None, None),
)  # fmt: skip


def drawing() -> PlanDrawing:
    """Two floors; the first with 18 rooms."""
    rooms = tuple(RoomShape(code, name, zone, _box(x, y, w, h)) for code, name, zone, x, y, w, h, *_ in ROWS)
    doors = tuple(
        DoorShape(f"D-{code}", f"{name}门", (x + w / 2 - 0.9, edge), (x + w / 2 + 0.9, edge), (code, "corridor"))
        for code, name, _, x, y, w, h, *_ in ROWS
        for edge in (y + h if y < 10 else y,)
    )
    first = FloorDrawing("1F", "1 楼", _box(-0.5, -0.5, 64, 37), rooms, doors, _devices())
    upper = RoomShape("E9", "第九评标室", "Z3", ((2, 2), (14, 2), (14, 6), (8, 6), (8, 12), (2, 12)))
    second = FloorDrawing("2F", "2 楼", _box(0, 0, 40, 20), (upper,))
    return PlanDrawing((first, second))


def _box(x: float, y: float, w: float, h: float) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + w, y), (x + w, y + h), (x, y + h))


def _devices() -> tuple[DevicePoint, ...]:
    return tuple(
        DevicePoint(f"C-{number:02d}", f"{name}摄像机", "camera", (x + w - 0.9, y + h * 0.45), code)
        for number, (code, name, _, x, y, w, h, *_) in enumerate(ROWS, start=1)
    )


def people() -> tuple[PersonMark, ...]:
    """Everybody of the sample."""
    return tuple(
        PersonMark(f"{code}-{role}-{number}", role, code, label="王某")
        for code, *_, roles, _ in ROWS
        for role, count in (roles or {}).items()
        for number in range(count)
    )


def state() -> PlanState:
    """09:42:05 of the sample day."""
    rooms = tuple(
        RoomState(
            code, phase, caption, None if roles is None else sum(roles.values()), AlarmMark(*alarm) if alarm else None
        )
        for code, _, _, _, _, _, _, phase, caption, roles, alarm in ROWS
    )
    odd_doors = {"M1": "forced", "K1": "open", "H1": "open", "S1": "held", "R1": "unknown"}
    doors = tuple(DoorState(f"D-{row[0]}", odd_doors.get(row[0], "closed")) for row in ROWS)
    odd_devices = {1: "fault", 6: "abnormal", 18: "unknown", 14: "out_of_service"}
    devices = tuple(DeviceState(f"C-{n:02d}", odd_devices.get(n, "ok"), "在线") for n in range(1, len(ROWS) + 1))
    return PlanState(at(9, 42, 5), rooms, doors, devices, people())
