"""The guides to alarms: what each kind means and what to do, as data in `resources/guides/alarms.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from app.theme import RESOURCES


@dataclass(frozen=True)
class Guide:
    """The guide to one kind of alarm. ``means`` and ``steps`` are by language; ``rule`` is the rule behind it, empty for none."""

    kind: str
    rule: str
    means: dict[str, str]
    steps: dict[str, tuple[str, ...]]


@cache
def guides() -> dict[str, Guide]:
    """All guides by kind of alarm. Raises KeyError or tomllib.TOMLDecodeError when the file is not complete."""
    file = RESOURCES / "guides" / "alarms.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return {kind: _guide(kind, one) for kind, one in told.items()}


def _guide(kind: str, told: dict[str, object]) -> Guide:
    steps = {language: tuple(told["do"][language]) for language in ("zh", "en")}
    means = {language: str(told["means"][language]) for language in ("zh", "en")}
    return Guide(kind, str(told.get("rule", "")), means, steps)
