"""Rule files become a library of dated rules, or a list of mistakes; never half of each."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from venue.core.clock import Millis
from venue.rules.matrix import COLUMNS, OTHER_COMMITTEE, AdmissionMatrix, ZonePlan
from venue.rules.mistakes import Mistake, RuleMistakes, in_chinese, whereabouts
from venue.rules.required import ASCENDING, CODES, PARAMETERS
from venue.rules.rule import Dated, Rule, Text
from venue.rules.templates import LANGUAGES, placeholders, stray_braces

W = TypeVar("W", Rule, AdmissionMatrix, ZonePlan)
TOP_KEYS = ("rule", "matrix", "zones", "words")
_KINDS: dict[str, Callable[[Any], bool]] = {
    "number": lambda value: isinstance(value, int),
    "word": lambda value: isinstance(value, str),
    "list": lambda value: isinstance(value, tuple),
}


@dataclass(frozen=True)
class RuleLibrary:
    """Every dated version of every rule, of the matrix and of the zone plan, and the words for codes."""

    rules: tuple[Rule, ...]
    matrices: tuple[AdmissionMatrix, ...]
    zone_plans: tuple[ZonePlan, ...]
    words: dict[str, dict[str, Text]]

    @property
    def turning_points(self) -> tuple[Millis, ...]:
        """The instants at which something begins or ceases to hold, in order."""
        dated: tuple[Dated, ...] = (*self.rules, *self.matrices, *self.zone_plans)
        return tuple(sorted({at for one in dated for at in (one.starts, one.ends) if at is not None}))


class _Reader:
    """Collects what the files hold and every mistake on the way, each with the file it stands in."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self.held: list[tuple[str, Rule | AdmissionMatrix | ZonePlan]] = []
        self.words: dict[str, dict[str, Text]] = {}

    def read(self, file: Path) -> None:
        """Take in one file."""
        try:
            content = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            self.note(file.name, "TOML", "不是正确的 TOML 文件", str(fault))
            return
        except OSError as fault:
            self.note(file.name, "TOML", "文件无法读取", fault.strerror or str(fault))
            return
        for key in content.keys() - set(TOP_KEYS):
            self.note(file.name, key, "不认识的顶层项", "unknown top-level key")
        self._take(file.name, content, "rule", Rule)
        self._take(file.name, content, "matrix", AdmissionMatrix)
        self._take(file.name, content, "zones", ZonePlan)
        self._take_words(file.name, content.get("words", {}))

    def note(self, file: str, key: str, zh: str, en: str) -> None:
        """Write a mistake down."""
        self.mistakes.append(Mistake(file, key, zh, en))

    def _take(self, file: str, content: dict[str, Any], key: str, kind: type[W]) -> None:
        entries = content.get(key, [])
        if not isinstance(entries, list):
            self.note(file, key, f"应写成 [[{key}]]", f"must be written as [[{key}]]")
            return
        for number, entry in enumerate(entries):
            name = entry.get("id", f"{key}[{number}]") if isinstance(entry, dict) else f"{key}[{number}]"
            if (read := self._convert(file, str(name), entry, kind)) is not None:
                self.held.append((file, read))

    def _convert(self, file: str, name: str, entry: object, kind: type[Any]) -> Any:
        fault = _complaint(entry, kind)
        if not fault:
            return msgspec.convert(entry, kind)
        complaint, _, path = fault.partition(" - at ")
        where = whereabouts(entry, path, fault, lambda part: _complaint(part, kind))
        self.note(file, ".".join(filter(None, (name, where))), in_chinese(complaint), complaint)
        return None

    def _take_words(self, file: str, words: object) -> None:
        read = self._convert(file, "words", words, dict[str, dict[str, Text]])
        for form, texts in (read or {}).items():
            for code in texts.keys() & self.words.get(form, {}).keys():
                self.note(file, f"words.{form}.{code}", "重复的词条", "worded before")
            self.words.setdefault(form, {}).update(texts)


def _complaint(entry: object, kind: type[Any]) -> str:
    """What the reader has against an entry; empty if nothing."""
    try:
        msgspec.convert(entry, kind)
    except msgspec.ValidationError as fault:
        return str(fault)
    return ""


def load_rules(folder: Path) -> RuleLibrary:
    """The library of all ``*.toml`` files of a folder. Raises :class:`RuleMistakes` with every mistake found."""
    reader = _Reader()
    for file in sorted(folder.glob("*.toml")):
        reader.read(file)
    for file_name, one in reader.held:
        reader.mistakes += [Mistake(file_name, *fault) for fault in _faults(one)]
    held = [one for _, one in reader.held]
    library = RuleLibrary(
        rules=tuple(sorted((r for r in held if isinstance(r, Rule)), key=lambda r: (r.id, r.valid_from))),
        matrices=tuple(sorted((m for m in held if isinstance(m, AdmissionMatrix)), key=lambda m: m.valid_from)),
        zone_plans=tuple(sorted((z for z in held if isinstance(z, ZonePlan)), key=lambda z: z.valid_from)),
        words=reader.words,
    )
    reader.mistakes += [Mistake(folder.name, *fault) for fault in _library_faults(library)]
    if reader.mistakes:
        raise RuleMistakes(tuple(reader.mistakes))
    return library


Fault = tuple[str, str, str]


def _faults(one: Rule | AdmissionMatrix | ZonePlan) -> Iterable[Fault]:
    """What is wrong within one entry."""
    if one.valid_to is not None and one.valid_to <= one.valid_from:
        yield f"{_name(one)}.valid_to", "终止日须晚于起始日", "must end after it begins"
    if isinstance(one, Rule):
        yield from _rule_faults(one)
    else:
        yield from ((f"{_name(one)}.{key}", zh, en) for key, zh, en in one.faults())


def _name(one: Dated) -> str:
    return one.id if isinstance(one, Rule) else ("matrix" if isinstance(one, AdmissionMatrix) else "zones")


def _rule_faults(rule: Rule) -> Iterable[Fault]:
    if rule.basis.startswith("S") and not (rule.clause and rule.clause_text):
        yield (
            f"{rule.id}.clause_text",
            "来自意见条款的规则须写明条款和原文",
            "a rule of the policy must quote its clause",
        )
    for name, parameter in rule.parameters.items():
        if fault := parameter.fault():
            yield f"{rule.id}.parameters.{name}.value", *fault
    yield from _missing_parameters(rule)
    yield from _message_faults(rule)


def _missing_parameters(rule: Rule) -> Iterable[Fault]:
    for name, kind in PARAMETERS.get(rule.id, {}).items():
        key = f"{rule.id}.parameters.{name}"
        if name not in rule.parameters:
            yield key, "缺少程序需要的参数", "parameter needed by the program is missing"
        elif not _KINDS[kind](rule.parameters[name].value):
            yield f"{key}.value", "参数类型不对", f"must be a {kind}"
    for rule_id, names in ASCENDING:
        values = [rule.parameters[name].value for name in names if name in rule.parameters]
        if rule_id == rule.id and any(isinstance(a, int) and isinstance(b, int) and a > b for a, b in pairwise(values)):
            shown = " ≤ ".join(names)
            yield f"{rule.id}.parameters", f"须满足 {shown}", f"must keep {shown}"


def _message_faults(rule: Rule) -> Iterable[Fault]:
    wanted = CODES.get(rule.id, {})
    for code in wanted.keys() - rule.messages.keys():
        yield f"{rule.id}.messages.{code}", "缺少程序需要的提示语", "message needed by the program is missing"
    for code, message in rule.messages.items():
        key = f"{rule.id}.messages.{code}"
        if bool(message.alarm) != bool(message.priority):
            yield key, "报警须同时写明类别和级别", "an alarm needs both kind and priority"
        for lang in LANGUAGES:
            template = message[lang]
            if stray_braces(template):
                yield f"{key}.{lang}", "花括号写法不对", "braces are not a known placeholder"
            for name in placeholders(template) - set(wanted.get(code, placeholders(message.zh))):
                yield f"{key}.{lang}", f"不会有“{name}”这个参数", f"no argument {name} is given"


def _library_faults(library: RuleLibrary) -> Iterable[Fault]:
    """What is wrong between the entries: missing rules, periods that overlap or leave gaps, a code in two rules."""
    series: dict[str, Sequence[Dated]] = {
        "matrix": library.matrices,
        "zones": library.zone_plans,
        **{rule_id: [] for rule_id in PARAMETERS},
        **{rule.id: [r for r in library.rules if r.id == rule.id] for rule in library.rules},
    }
    needed = {"matrix", "zones", *PARAMETERS}
    yield from chain.from_iterable(_series_faults(key, dated, key in needed) for key, dated in series.items())
    yield from _word_faults(library)
    owners: dict[str, str] = {}
    for rule in library.rules:
        for code in rule.messages:
            if owners.setdefault(code, rule.id) != rule.id:
                yield f"{rule.id}.messages.{code}", f"{owners[code]} 已有此代码", f"code already used by {owners[code]}"


def _word_faults(library: RuleLibrary) -> Iterable[Fault]:
    """Codes that a sentence may show but that no file words."""
    roles = {role for matrix in library.matrices for role in (*matrix.rows, *matrix.same_row)} - {OTHER_COMMITTEE}
    zones = {zone for plan in library.zone_plans for zone in plan.zone}
    for form, codes in (("role", roles), ("zone", zones), ("column", set(COLUMNS))):
        for code in sorted(codes - library.words.get(form, {}).keys()):
            yield f"words.{form}.{code}", "缺少词条", "not worded"


def _series_faults(key: str, versions: Sequence[Dated], needed: bool) -> Iterable[Fault]:
    if not versions:
        yield key, "缺少此项规则", "this rule is missing"
        return
    for earlier, later in pairwise(versions):
        if earlier.ends is None or earlier.ends > later.starts:
            yield f"{key}.valid_from", "与前一版本的有效期重叠", "overlaps the version before"
        elif needed and earlier.ends < later.starts:
            yield f"{key}.valid_from", "与前一版本之间有空档", "leaves a gap after the version before"
    if needed and versions[-1].ends is not None:
        yield f"{key}.valid_to", "程序需要的规则不能没有后续版本", "a needed rule must not end without a successor"
