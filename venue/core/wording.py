"""Codes and arguments become sentences, per language, when somebody reads them; a stored sentence could not be erased.

Sentences stand in ``resources/wording/*.toml`` as ``"code" = { zh = "…", en = "…" }``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


class MissingWords(dict[str, object]):
    """Shows an argument that is not there by its name, so that a sentence never fails on the way to a person."""

    def __missing__(self, key: str) -> str:
        return f"〈{key}〉"


@cache
def sentences() -> dict[str, dict[str, str]]:
    """All sentences by code. Raises :class:`ValueError` if two files give the same code."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted((RESOURCES / "wording").glob("*.toml")):
        for code, texts in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if code in found:
                raise ValueError(f"{file.name}: {code} has been worded before")
            found[code] = texts
    return found


def say(code: str, args: Mapping[str, object] | None = None, language: str = "zh") -> str:
    """The sentence for a code; an unknown code is shown as it is, with its arguments, rather than hidden."""
    texts = sentences().get(code)
    if texts is None:
        return f"{code} {dict(args or {})}" if args else code
    return texts[language].format_map(MissingWords(args or {}))
