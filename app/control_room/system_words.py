"""The words of the system page for codes of the venue."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

UNIT_WORDS: Final = {
    "s": QT_TRANSLATE_NOOP("system", "秒"),
    "min": QT_TRANSLATE_NOOP("system", "分钟"),
    "h": QT_TRANSLATE_NOOP("system", "小时"),
    "day": QT_TRANSLATE_NOOP("system", "日"),
    "days": QT_TRANSLATE_NOOP("system", "天"),
    "working day": QT_TRANSLATE_NOOP("system", "工作日"),
    "working days": QT_TRANSLATE_NOOP("system", "个工作日"),
    "persons": QT_TRANSLATE_NOOP("system", "人"),
    "bidders": QT_TRANSLATE_NOOP("system", "家投标人"),
    "consents": QT_TRANSLATE_NOOP("system", "方同意"),
    "projects": QT_TRANSLATE_NOOP("system", "个项目"),
    "rounds": QT_TRANSLATE_NOOP("system", "轮"),
    "of 3": QT_TRANSLATE_NOOP("system", "三分之几"),
    "%": "%",
}

HARDNESS: Final = {
    "hard": QT_TRANSLATE_NOOP("system", "刚性"),
    "soft": QT_TRANSLATE_NOOP("system", "柔性"),
    "note": QT_TRANSLATE_NOOP("system", "提示"),
}

STATUSES: Final = {
    "active": QT_TRANSLATE_NOOP("system", "启用"),
    "closed": QT_TRANSLATE_NOOP("system", "已关闭"),
}

KINDS: Final = {
    "real": QT_TRANSLATE_NOOP("system", "真实站点"),
    "training": QT_TRANSLATE_NOOP("system", "培训站点：数据不作依据"),
    "sample": QT_TRANSLATE_NOOP("system", "样例站点：数据不作依据"),
}


def named(table: dict[str, str], code: str) -> str:
    """The word for a code in the language of the desk; the code itself when the table has none."""
    return QCoreApplication.translate("system", table[code]) if code in table else code
