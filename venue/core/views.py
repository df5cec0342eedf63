"""Views: functions that read. Each takes the open :class:`Reading` and its ``viewer``; what comes back is frozen."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
VIEWS: list[Callable[..., Any]] = []


def view(function: F) -> F:
    """Mark a view. A view without ``viewer`` is refused when its module is imported."""
    names = list(inspect.signature(function).parameters)
    if names[:2] != ["read", "viewer"]:
        raise TypeError(f"{function.__qualname__} must begin with (read, viewer), not {names[:2]}")
    VIEWS.append(function)
    return function
