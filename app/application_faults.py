"""Errors that nobody expected: written to the log, and told once in plain words. The program goes on where it can."""

from __future__ import annotations

import sys
import threading
import traceback
from types import TracebackType

import structlog
from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QMessageBox, QWidget

log = structlog.get_logger("desk")

_LEVELS = {
    QtMsgType.QtDebugMsg: "debug",
    QtMsgType.QtInfoMsg: "info",
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "error",
    QtMsgType.QtFatalMsg: "critical",
}


class UnexpectedFaults(QObject):
    """Takes over the last resorts of Python and Qt from :meth:`watch` to :meth:`stop`.

    The same fault (kind and place) is told once: an error in a timer must not bury the screen under windows.
    """

    happened = Signal(str)
    """Bilingual words for a fault that is new; on Qt's thread."""

    _heard = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: set[tuple[str, str]] = set()
        self._before = (sys.excepthook, threading.excepthook)
        self._heard.connect(self.happened, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        """From now on."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._raised
        threading.excepthook = self._raised_in_thread
        qInstallMessageHandler(_qt_said)

    def stop(self) -> None:
        """As it was before."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)

    def keep(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Log a fault and tell it if it is new. Being asked to end is no fault."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        frames = traceback.extract_tb(trace)
        where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
        log.error("unexpected", fault=repr(fault), trace="".join(traceback.format_exception(kind, fault, trace)))
        if (kind.__name__, where) not in self._told:
            self._told.add((kind.__name__, where))
            self._heard.emit(plain_words(fault))

    def _raised(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        self.keep(kind, fault, trace)
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, fault, trace)

    def _raised_in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self.keep(told.exc_type, told.exc_value, told.exc_traceback)


def plain_words(fault: BaseException) -> str:
    """What a person reads: Chinese first, English beside."""
    name = type(fault).__name__
    return (
        f"画面程序出现意外错误（{name}），已记入运行日志。引擎和门禁不受影响，可以继续使用；"
        "若画面异常，请关闭窗口后重新打开，并告知信息技术人员。\n\n"
        f"Something unexpected happened in the window ({name}) and was logged. Engine and doors are not affected; you may "
        "go on. If the picture looks wrong, close the window, open it again and tell the IT staff."
    )


def show_fault(words: str, parent: QWidget | None = None) -> QMessageBox:
    """Show the words in a window that blocks nothing."""
    box = QMessageBox(QMessageBox.Icon.Warning, "场控", words, QMessageBox.StandardButton.Close, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setModal(False)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.show()
    return box


def _qt_said(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    getattr(log, _LEVELS.get(kind, "warning"))("qt", said=words, where=f"{context.file}:{context.line}")
