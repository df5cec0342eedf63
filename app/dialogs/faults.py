"""What went wrong with something a person asked for, in words: what it was, and what to do now."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.desk import Desk
from venue.core.acts import Refused
from venue.records.faults import ExportFault

_NEXT = {
    "act.unknown": QT_TRANSLATE_NOOP("faults", "引擎与席位的版本可能不一致，请联系信息技术人员。"),
    "act.arguments": QT_TRANSLATE_NOOP("faults", "引擎与席位的版本可能不一致，请联系信息技术人员。"),
    "act.failed": QT_TRANSLATE_NOOP("faults", "没有任何改动。请重试；仍不成功时联系信息技术人员并告知操作时间。"),
    "engine.not_stored": QT_TRANSLATE_NOOP("faults", "没有任何改动。数据库恢复后请重新操作。"),
    "accounts.locked": QT_TRANSLATE_NOOP("faults", "请等到所示时间，或请现场管理负责人重设密码。"),
}
_SILENT = QT_TRANSLATE_NOOP("faults", "引擎没有回答，不能确定操作是否已经生效。")
_SILENT_NEXT = QT_TRANSLATE_NOOP("faults", "请看状态栏的引擎连接，恢复后先核对结果，再决定是否重做。")
_OTHER = QT_TRANSLATE_NOOP("faults", "操作没有完成：{fault}")
_OTHER_NEXT = QT_TRANSLATE_NOOP("faults", "请重试；仍不成功时联系信息技术人员。")


def fault_words(desk: Desk, fault: Exception) -> str:
    """One sentence for what went wrong, in the desk's language."""
    if isinstance(fault, Refused | ExportFault):
        return desk.say(fault.code, fault.args_)
    if isinstance(fault, TimeoutError):
        return _translated(_SILENT)
    return _translated(_OTHER).format(fault=str(fault) or type(fault).__name__)


def next_words(fault: Exception) -> str:
    """What to do now; empty where the sentence itself says so."""
    if isinstance(fault, Refused):
        known = _NEXT.get(fault.code)
        return _translated(known) if known else ""
    if isinstance(fault, ExportFault):
        return ""
    return _translated(_SILENT_NEXT if isinstance(fault, TimeoutError) else _OTHER_NEXT)


def _translated(words: str) -> str:
    return QCoreApplication.translate("faults", words)
