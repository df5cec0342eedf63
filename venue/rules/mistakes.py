"""Mistakes in rule files, named so that whoever edits the file finds them: file, key, and what is wrong in zh and en."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

_FIELD_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"matching regex '(\S+)'"), "写法不对，应符合 {}"),
    (re.compile(r"missing required field `(\w+)`"), "缺少必填项“{}”"),
    (re.compile(r"contains unknown field `(\w+)`"), "有不认识的项“{}”"),
    (re.compile(r"Expected `([^`]+)`, got `[^`]+`"), "类型不对，应为 {}"),
    (re.compile(r"Expected `([^`]+)`"), "取值不对，应为 {}"),
    (re.compile(r"Invalid enum value (\S+)"), "取值 {} 不在允许范围内"),
)

_PATH_PARTS = re.compile(r"\[\.\.\.\]|\.\w+|\[\d+\]")


class Mistake(NamedTuple):
    """One mistake: the file, the key within it, and what is wrong in Chinese and in English."""

    file: str
    key: str
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.zh} / {self.en}"


class RuleMistakes(Exception):
    """The rule files cannot become a book. Carries every mistake found; nothing of the files is in force."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


def whereabouts(entry: Any, path: str, complaint: str, complain: Callable[[Any], str]) -> str:
    """The key of a complaint, ``parameters.escort_s.value``, from the reader's path ``$.parameters[...].value``.

    The reader does not say which of several keys ``[...]`` is: each is tried alone until the same complaint comes back.
    """
    keys: list[str] = []
    for part in _PATH_PARTS.findall(path):
        if part == "[...]":
            keys.append(_culprit(entry, keys, complaint, complain))
        else:
            keys.append(part.lstrip("."))
    return ".".join(keys)


def _culprit(entry: Any, keys: list[str], complaint: str, complain: Callable[[Any], str]) -> str:
    table = entry
    for key in keys:
        table = table.get(key, {}) if isinstance(table, dict) else {}
    alone = (key for key in table if complain(_narrowed(entry, keys, {key: table[key]})) == complaint)
    return next(alone, "?")


def _narrowed(entry: Any, keys: list[str], table: dict[str, Any]) -> Any:
    """A copy of the entry in which the table under ``keys`` is replaced."""
    if not keys:
        return table
    return {**entry, keys[0]: _narrowed(entry[keys[0]], keys[1:], table)}


def in_chinese(complaint: str) -> str:
    """A type or field complaint of the reader in Chinese; the English text stays beside it."""
    for pattern, words in _FIELD_WORDS:
        if found := pattern.search(complaint):
            return words.format(found.group(1))
    return "内容不符合规定格式"
