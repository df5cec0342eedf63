"""Mistakes in a site file: what each is called, in Chinese and English, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

_WORDING: dict[str, tuple[str, str]] = {
    "unreadable": ("读不出文件：{why}", "cannot read the file: {why}"),
    "no_file": ("文件夹里没有 .toml 文件", "the folder holds no .toml file"),
    "syntax": ("TOML 语法错误：{why}", "TOML syntax error: {why}"),
    "no_site": ("缺少 site = {{ … }}，无法确定是哪个场地", "site = {{ … }} is missing: whose site is this?"),
    "two_sites": ("site 只能写一次", "site may be written only once"),
    "unknown_table": ("没有名为 {table} 的表", "there is no table called {table}"),
    "not_rows": ("{table} 应写成若干行 {{ … }}", "{table} must be written as rows {{ … }}"),
    "unknown_key": ("{table} 没有名为 {key} 的项", "{table} has no key called {key}"),
    "missing_key": ("{table} 缺少 {key}", "{table} lacks {key}"),
    "wrong_form": ("{key} 应为{zh}", "{key} must be {en}"),
    "bad_period": ("valid_to 必须晚于 valid_from", "valid_to must be later than valid_from"),
    "reserved_code": (
        "代码 OUT 专指场地以外，不能另作他用",
        "the code OUT means outside and cannot be used for anything else",
    ),
    "duplicate_code": (
        "{table} 代码 {code} 与第 {other} 行重复，有效期也重叠",
        "{table} code {code} stands on line {other} too, in an overlapping period",
    ),
    "dangling": ("{key} 指向不存在的 {to} {code}", "{key} points to {to} {code}, which does not exist"),
    "dangling_then": (
        "{key} 指向的 {to} {code} 在 {day} 起的一段时间内无效",
        "{key} points to {to} {code}, which does not hold from {day} on for a while",
    ),
    "room_outside_floor": ("{code} 超出楼层 {floor} 的图幅", "{code} reaches outside the drawing of floor {floor}"),
    "rooms_overlap": ("{code} 与 {other} 重叠", "{code} and {other} overlap"),
    "spot_outside": ("{code} 的位置不在 {room} 内", "{code} does not stand inside {room}"),
    "door_to_itself": ("门 {code} 两侧是同一处", "door {code} has the same place on both sides"),
    "door_between_floors": (
        "门 {code} 两侧不在同一楼层；楼梯和电梯请写成 link",
        "door {code} joins two floors; write stairs and lifts as link",
    ),
    "door_off_boundary": (
        "门 {code} 不在 {room} 的边界上（相距 {off} 米）",
        "door {code} does not stand on the boundary of {room} ({off} m away)",
    ),
    "door_without_terminal": ("受控门 {code} 没有终端", "controlled door {code} has no terminal"),
    "terminal_elsewhere": (
        "终端 {terminal} 不是装在门 {code} 上的终端设备",
        "{terminal} is not a terminal mounted at door {code}",
    ),
    "reader_without_terminal": (
        "门 {code} 没有终端，出门不能写 reader",
        "door {code} has no terminal: leave cannot be reader",
    ),
    "partner_missing": ("互锁门 {code} 没有配对的门", "interlock door {code} has no partner"),
    "partner_not_mutual": (
        "互锁门 {code} 与 {partner} 没有互相配对，或没有共同的缓冲间",
        "interlock doors {code} and {partner} do not name each other, or share no room between them",
    ),
    "post_without_lines": ("岗位 {code} 至少要能服务一个项目", "post {code} must serve at least one project"),
    "no_place": ("设备 {code} 既不在房间也不在门上", "device {code} is neither in a room nor at a door"),
    "two_places": ("设备 {code} 同时写了房间和门", "device {code} has both a room and a door"),
    "wrong_unit": ("{quantity} 的单位应为 {unit}", "{quantity} is measured in {unit}"),
    "wrong_kind": ("{key} 指向的设备 {code} 不是 {kind}", "{key} points to device {code}, which is no {kind}"),
    "second_checkpoint": ("房间 {room} 已有巡查点 {other}", "room {room} already has checkpoint {other}"),
    "unreachable": ("从场地外走不到 {code}", "{code} cannot be reached from outside"),
    "never_silent": ("silent_after_ms 必须大于 0", "silent_after_ms must be above 0"),
}


@dataclass(frozen=True, order=True)
class SiteFault:
    """One mistake: the file and line (from 1; 0 when it is about no line), its code, and what is wrong in two languages."""

    file: str
    line: int
    code: str
    zh: str
    en: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.zh} / {self.en}"


class BadSite(Exception):
    """A site file that cannot be used; ``faults`` names each mistake with its line."""

    def __init__(self, faults: tuple[SiteFault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def site_fault(code: str, file: str, line: int, /, **args: object) -> SiteFault:
    """The fault ``code`` worded with its arguments."""
    zh, en = _WORDING[code]
    return SiteFault(file=file, line=line, code=code, zh=zh.format_map(args), en=en.format_map(args))
