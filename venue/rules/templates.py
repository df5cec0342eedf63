"""Message templates: ``{name}`` shows an argument, ``{name:form}`` shows it in a form. Nothing else is interpreted.

Forms: ``time`` (an instant as wall time), ``times`` (instants parted by blanks), ``length`` (a duration in ms as 90 秒 /
5 分钟), ``role``, ``column``, ``zone`` and ``phase`` (the word for a code). Rule files are edited on the site, so a
template can reach no attribute and call nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from venue.core.clock import MINUTE, SECOND, wall
from venue.rules.rule import Text

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z]+))?\}")
FORMS = frozenset({"time", "times", "length", "role", "column", "zone", "phase"})
LANGUAGES = ("zh", "en")

Args = tuple[tuple[str, int | str], ...]
Words = Mapping[str, Mapping[str, Text]]


class MissingArgument(Exception):
    """A template asks for an argument that the verdict does not carry."""


def placeholders(template: str) -> frozenset[str]:
    """The names of the arguments that a template shows."""
    return frozenset(found.group(1) for found in PLACEHOLDER.finditer(template))


def stray_braces(template: str) -> bool:
    """Whether braces remain that are no placeholder, or a placeholder asks for a form that does not exist."""
    forms = {found.group(2) for found in PLACEHOLDER.finditer(template)} - {None}
    rest = PLACEHOLDER.sub("", template)
    return "{" in rest or "}" in rest or not forms <= FORMS


def fill(template: str, args: Mapping[str, int | str], *, lang: str, words: Words) -> str:
    """The sentence of a template. Raises :class:`MissingArgument` rather than showing a gap to somebody at a door."""

    def shown(found: re.Match[str]) -> str:
        name, form = found.group(1), found.group(2)
        if name not in args:
            raise MissingArgument(name)
        return _in_form(args[name], form, lang=lang, words=words)

    return PLACEHOLDER.sub(shown, template)


def _in_form(value: int | str, form: str | None, *, lang: str, words: Words) -> str:
    match form:
        case None:
            return str(value)
        case "time":
            return _wall(int(value))
        case "times":
            return ("、" if lang == "zh" else ", ").join(_wall(int(part)) for part in str(value).split())
        case "length":
            return _length(int(value), lang)
        case _:
            word = words.get(form, {}).get(str(value))
            return str(value) if word is None else word[lang]


def _wall(at: int) -> str:
    """Whole minutes as 09:30; anything finer with its seconds, because a boundary may lie between them."""
    return wall(at, seconds=at % MINUTE != 0)


def _length(ms: int, lang: str) -> str:
    if ms % MINUTE == 0:
        count, unit = ms // MINUTE, ("分钟" if lang == "zh" else "min")
    else:
        count, unit = ms // SECOND, ("秒" if lang == "zh" else "s")
    return f"{count} {unit}"
