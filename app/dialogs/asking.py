"""Asking the engine for an act in the middle of work that runs off Qt's thread, and waiting there for the answer."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from app.desk import Desk

LONGEST_WAIT_S = 12.0


@dataclass(eq=False)
class _Question:
    act: str
    args: dict[str, Any]
    settled: threading.Event = field(default_factory=threading.Event)
    answer: Any = None
    fault: Exception | None = None


class Asking(QObject):
    """Made on Qt's thread; :meth:`ask` is called from any other one."""

    _wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def ask(self, act: str, args: dict[str, Any]) -> Any:
        """The answer of the engine; raises what it refused, TimeoutError when it said nothing."""
        question = _Question(act, args)
        self._wanted.emit(question)
        if not question.settled.wait(LONGEST_WAIT_S):
            raise TimeoutError(act)
        if question.fault is not None:
            raise question.fault
        return question.answer

    def _pass_on(self, question: _Question) -> None:
        def answered(answer: Any) -> None:
            question.answer = answer
            question.settled.set()

        def failed(fault: Exception) -> None:
            question.fault = fault
            question.settled.set()

        self._desk.tasks.act(question.act, question.args, answered, failed)
