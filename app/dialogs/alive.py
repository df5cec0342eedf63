"""Answers that come too late: the dialog was closed, the page left, somebody signed out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid


def while_alive(owner: QObject, then: Callable[[Any], object]) -> Callable[[Any], None]:
    """``then`` as long as its owner is there; nothing happens afterwards."""

    def answered(answer: Any) -> None:
        if isValid(owner):
            then(answer)

    return answered
