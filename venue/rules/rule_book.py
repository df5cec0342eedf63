"""The rule book in force at an instant, its version, and the sentences of its verdicts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from venue.core.clock import Millis
from venue.journal.verify import canonical_bytes
from venue.rules.loading import RuleLibrary, load_rules
from venue.rules.matrix import AdmissionMatrix, ZonePlan
from venue.rules.mistakes import Mistake, RuleMistakes
from venue.rules.required import PARAMETERS
from venue.rules.rule import Hardness, Message, Rule, Text
from venue.rules.templates import Args, fill

__all__ = [
    "Finding",
    "Mistake",
    "NoBookInForce",
    "Rule",
    "RuleBook",
    "RuleLibrary",
    "RuleMistakes",
    "every_book",
    "in_force",
    "load_rules",
    "sorted_args",
]

D = TypeVar("D", Rule, AdmissionMatrix, ZonePlan)


class NoBookInForce(Exception):
    """At this instant a rule that the program needs is not in force; ``missing`` names what."""

    def __init__(self, at: Millis, missing: tuple[str, ...]) -> None:
        super().__init__(f"{at}: 规则未生效 / not in force: {', '.join(missing)}")
        self.missing = missing


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule says about one matter: a code with arguments, the rule behind it and the version of the book."""

    code: str
    args: Args = ()
    rule: str
    clause: str
    version: str
    hardness: Hardness


@dataclass(frozen=True)
class RuleBook:
    """All rules in force at one instant.

    ``version`` is the first 16 hex digits of the SHA-256 of the canonical content: two books with the same content have the
    same version, whatever dates their files give. Nothing changes from ``starts`` until ``ends`` (``None``: open).
    """

    version: str
    rules: Mapping[str, Rule]
    matrix: AdmissionMatrix
    zones: ZonePlan
    words: Mapping[str, Mapping[str, Text]]
    starts: Millis
    ends: Millis | None

    @cached_property
    def _codes(self) -> Mapping[str, tuple[Rule, Message]]:
        return {code: (rule, message) for rule in self.rules.values() for code, message in rule.messages.items()}

    @cached_property
    def _values(self) -> Mapping[tuple[str, str], Any]:
        return {(r.id, name): p.value for r in self.rules.values() for name, p in r.parameters.items()}

    def number(self, rule: str, parameter: str) -> int:
        """The value of a parameter that is a number."""
        value = self._values[rule, parameter]
        assert isinstance(value, int)
        return value

    def word(self, rule: str, parameter: str) -> str:
        """The value of a parameter that is a word."""
        return str(self._values[rule, parameter])

    def listed(self, rule: str, parameter: str) -> tuple[Any, ...]:
        """The values of a parameter that is a list."""
        value = self._values[rule, parameter]
        assert isinstance(value, tuple)
        return value

    def behind(self, code: str) -> tuple[Rule, Message]:
        """The rule that a verdict code belongs to, and its message. Raises :class:`KeyError` for an unknown code."""
        return self._codes[code]

    def hardness(self, code: str) -> Hardness:
        """How hard the verdict of a code is: the message's own hardness, else that of its rule."""
        rule, message = self._codes[code]
        return message.hardness or rule.hardness

    def finding(self, code: str, **args: int | str) -> Finding:
        """A finding with the rule, clause, version and hardness of its code."""
        rule, _ = self._codes[code]
        return Finding(
            code=code,
            args=sorted_args(args),
            rule=rule.id,
            clause=rule.clause,
            version=self.version,
            hardness=self.hardness(code),
        )

    def render(self, code: str, args: Args | Mapping[str, int | str] = (), lang: str = "zh") -> str:
        """The sentence of a verdict in ``zh`` or ``en``.

        Raises :class:`KeyError` for a code that this book does not have and
        :class:`~venue.rules.templates.MissingArgument` for an argument that the verdict does not carry.
        """
        _, message = self._codes[code]
        return fill(message[lang], dict(args), lang=lang, words=self.words)

    def covers(self, at: Millis) -> bool:
        """Whether this very book is in force at an instant."""
        return self.starts <= at and (self.ends is None or at < self.ends)


def sorted_args(args: Mapping[str, int | str]) -> Args:
    """Arguments in their stored form: pairs sorted by name."""
    return tuple(sorted(args.items()))


def in_force(library: RuleLibrary, at: Millis) -> RuleBook:
    """The book of an instant (ms). Raises :class:`NoBookInForce` before the first day of a rule that is needed."""
    rules = {rule.id: rule for rule in _holding(library.rules, at)}
    matrices, plans = _holding(library.matrices, at), _holding(library.zone_plans, at)
    absent = {"matrix": not matrices, "zones": not plans}
    absent |= {rule_id: rule_id not in rules for rule_id in PARAMETERS}
    if any(absent.values()):
        raise NoBookInForce(at, tuple(sorted(key for key, gone in absent.items() if gone)))
    turns = library.turning_points
    return RuleBook(
        version=_version(rules, matrices[0], plans[0], library.words),
        rules=MappingProxyType(rules),
        matrix=matrices[0],
        zones=plans[0],
        words=MappingProxyType(library.words),
        starts=max(turn for turn in turns if turn <= at),
        ends=min((turn for turn in turns if turn > at), default=None),
    )


def every_book(library: RuleLibrary) -> dict[str, RuleBook]:
    """Every book that was, is or will be in force, by version: an old verdict is worded by the book it was judged by."""
    books: dict[str, RuleBook] = {}
    for turn in library.turning_points:
        try:
            book = in_force(library, turn)
        except NoBookInForce:
            continue
        books.setdefault(book.version, book)
    return books


def _holding(dated: Iterable[D], at: Millis) -> list[D]:
    return [one for one in dated if one.starts <= at and (one.ends is None or at < one.ends)]


def _version(rules: Mapping[str, Rule], matrix: AdmissionMatrix, zones: ZonePlan, words: Mapping[str, Any]) -> str:
    content = {
        "rules": {rule_id: _content(rule) for rule_id, rule in rules.items()},
        "matrix": _content(matrix),
        "zones": _content(zones),
        "words": _content(words),
    }
    return hashlib.sha256(canonical_bytes(content)).hexdigest()[:16]


def _content(part: Any) -> Any:
    """The content as plain ints, strings, lists and tables, without dates of validity and without what is not set."""
    plain = msgspec.to_builtins(part, str_keys=True)
    return _without_dates(plain)


def _without_dates(plain: Any) -> Any:
    if isinstance(plain, Mapping):
        kept = {
            key: value for key, value in plain.items() if value is not None and key not in ("valid_from", "valid_to")
        }
        return {key: _without_dates(value) for key, value in kept.items()}
    return [_without_dates(value) for value in plain] if isinstance(plain, (list, tuple)) else plain
