"""Everything that can be done from the keyboard, once: the keys, the list of keys and the palette are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.widgets.command_palette import Command
from app.widgets.key_list import KeyGroup


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: key by which it is known, words, group in the list of keys, shortcuts, icon.

    ``also`` are the same keys as other keyboards tell them, bound but not shown. ``offered``: whether the palette has it too.
    """

    key: str
    text: str
    group: str
    keys: tuple[str, ...] = ()
    icon: str = "chevron-right"
    offered: bool = True
    also: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What it does, in the language of the desk."""
        return QCoreApplication.translate("actions", self.text)


ACTIONS = (
    Action("acknowledge", QT_TRANSLATE_NOOP("actions", "确认选中的报警"), "alarms", ("A",), "check"),
    Action("shelve", QT_TRANSLATE_NOOP("actions", "搁置选中的报警"), "alarms", ("S",), "hourglass"),
    Action("guide", QT_TRANSLATE_NOOP("actions", "选中报警的处置指南"), "alarms", ("F1",), "book-open-text"),
    Action("mute", QT_TRANSLATE_NOOP("actions", "报警声音静音或恢复"), "alarms", ("M",), "volume-x"),
    Action("search", QT_TRANSLATE_NOOP("actions", "搜索与命令"), "desk", ("Ctrl+K", "F2"), "search", offered=False),
    Action("full_screen", QT_TRANSLATE_NOOP("actions", "全屏"), "desk", ("F11",), "maximize"),
    Action("back", QT_TRANSLATE_NOOP("actions", "返回、关闭侧栏"), "desk", ("Esc",), "chevron-left", offered=False),
    Action("keys", QT_TRANSLATE_NOOP("actions", "快捷键一览"), "desk", ("?",), "keyboard", also=("Shift+?",)),
    Action("theme", QT_TRANSLATE_NOOP("actions", "切换深色与浅色"), "desk", (), "sun"),
    Action("language", QT_TRANSLATE_NOOP("actions", "切换语言 / English"), "desk", (), "languages"),
    Action(
        "larger",
        QT_TRANSLATE_NOOP("actions", "文字放大"),
        "desk",
        ("Ctrl++",),
        "zoom-in",
        also=("Ctrl+=", "Ctrl+Shift+="),
    ),
    Action("smaller", QT_TRANSLATE_NOOP("actions", "文字缩小"), "desk", ("Ctrl+-",), "zoom-out"),
    Action("change_password", QT_TRANSLATE_NOOP("actions", "修改密码"), "account", (), "lock"),
    Action("sign_out", QT_TRANSLATE_NOOP("actions", "退出登录"), "account", (), "log-out"),
)

GROUPS = {
    "alarms": QT_TRANSLATE_NOOP("actions", "报警"),
    "desk": QT_TRANSLATE_NOOP("actions", "窗口"),
    "account": QT_TRANSLATE_NOOP("actions", "账号"),
}
"""Headings of the list of keys, in its order."""

BEFORE_SIGN_IN = frozenset({"full_screen", "keys", "theme", "language", "larger", "smaller", "mute"})
"""What may be done while nobody is signed in."""

PLAN_KEYS = (
    (QT_TRANSLATE_NOOP("actions", "方向键"), QT_TRANSLATE_NOOP("actions", "在平面图上选择房间")),
    ("Enter", QT_TRANSLATE_NOOP("actions", "打开选中的房间或记录")),
    ("+  −  0", QT_TRANSLATE_NOOP("actions", "平面图放大、缩小、显示全部")),
    ("PgUp  PgDn", QT_TRANSLATE_NOOP("actions", "平面图换楼层")),
)

DISPATCH_KEYS = (
    (QT_TRANSLATE_NOOP("actions", "方向键"), QT_TRANSLATE_NOOP("actions", "在排期图上选择场次")),
    (QT_TRANSLATE_NOOP("actions", "Alt+方向键"), QT_TRANSLATE_NOOP("actions", "移动整个项目的时间、换房间")),
    (QT_TRANSLATE_NOOP("actions", "Alt+Shift+←  →"), QT_TRANSLATE_NOOP("actions", "调整结束时间")),
    ("Enter  Esc", QT_TRANSLATE_NOOP("actions", "放下或打开；放弃移动")),
    ("+  −  0", QT_TRANSLATE_NOOP("actions", "排期图放大、缩小、全天")),
    ("F5", QT_TRANSLATE_NOOP("actions", "生成排期方案")),
    ("Ctrl+Enter", QT_TRANSLATE_NOOP("actions", "对比方案，再按一次采纳")),
    ("F6  F8", QT_TRANSLATE_NOOP("actions", "日视图与周视图；下一处冲突")),
    ("Ctrl+N  B  I", QT_TRANSLATE_NOOP("actions", "新建预约、停用、导入")),
    ("F10", QT_TRANSLATE_NOOP("actions", "更多：候补、例外、日历文件")),
    ("Ctrl+G  L", QT_TRANSLATE_NOOP("actions", "到排期图、到待排请求")),
    ("Alt+PgUp  PgDn", QT_TRANSLATE_NOOP("actions", "前一天、后一天（周视图为一周）")),
)


def bind(owner: QWidget, does: Mapping[str, Callable[[], object]]) -> list[QShortcut]:
    """Put every action that the window can do on its keys; one that has no key gets none."""
    made = []
    for action in ACTIONS:
        for keys in (*action.keys, *action.also):
            shortcut = QShortcut(QKeySequence(keys), owner)
            shortcut.activated.connect(does[action.key])
            shortcut.activatedAmbiguously.connect(does[action.key])  # one press may mean "?" and "Shift+?" at once
            made.append(shortcut)
    return made


def commands() -> tuple[Command, ...]:
    """The actions as the palette offers them; their keys begin with ``act:``."""
    kind = QCoreApplication.translate("actions", "操作")
    return tuple(
        Command(f"act:{one.key}", one.words, kind, one.icon, " ".join(one.keys[:1])) for one in ACTIONS if one.offered
    )


def key_groups(pages: tuple[tuple[str, str], ...]) -> tuple[KeyGroup, ...]:
    """The list of keys: the actions, then the pages as (keys, name), then what the floor plan and the dispatch page hear."""
    groups = [
        KeyGroup(
            QCoreApplication.translate("actions", title),
            tuple((" ".join(one.keys), one.words) for one in ACTIONS if one.group == group and one.keys),
        )
        for group, title in GROUPS.items()
    ]
    groups.append(KeyGroup(QCoreApplication.translate("actions", "页面"), pages))
    plan = tuple(
        (QCoreApplication.translate("actions", k), QCoreApplication.translate("actions", w)) for k, w in PLAN_KEYS
    )
    groups.append(KeyGroup(QCoreApplication.translate("actions", "平面图与列表"), plan))
    dispatch = tuple(
        (QCoreApplication.translate("actions", k), QCoreApplication.translate("actions", w)) for k, w in DISPATCH_KEYS
    )
    groups.append(KeyGroup(QCoreApplication.translate("actions", "调度"), dispatch))
    return tuple(group for group in groups if group.keys)
