"""The words of judgements: outcome, sentence by the book that judged, rule and clause."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from venue.access.admissions import Admission
from venue.access.entry_facts import Verdict
from venue.core.clock import Millis
from venue.rules.rule_book import NoBookInForce, RuleBook, RuleLibrary, every_book
from venue.rules.templates import MissingArgument
from venue.site.ground import Ground

OUTCOMES: Final = {
    "allow": QT_TRANSLATE_NOOP("people", "放行"),
    "deny": QT_TRANSLATE_NOOP("people", "拒绝"),
    "wait_escort": QT_TRANSLATE_NOOP("people", "等待陪同"),
    "must_leave": QT_TRANSLATE_NOOP("people", "须离开"),
}

HARDNESS: Final = {
    "hard": QT_TRANSLATE_NOOP("people", "硬性"),
    "note": QT_TRANSLATE_NOOP("people", "提示"),
    "soft": QT_TRANSLATE_NOOP("people", "须说明理由"),
}

CREDENTIALS: Final = {
    "card": QT_TRANSLATE_NOOP("people", "卡"),
    "face": QT_TRANSLATE_NOOP("people", "人脸"),
    "code": QT_TRANSLATE_NOOP("people", "动态码"),
    "pin": QT_TRANSLATE_NOOP("people", "密码"),
    "vouch": QT_TRANSLATE_NOOP("people", "人工担保"),
}

EVIDENCE: Final = {
    "door": QT_TRANSLATE_NOOP("people", "门磁"),
    "terminal": QT_TRANSLATE_NOOP("people", "终端"),
}


def said(words: str) -> str:
    """A text of this module in the language of the desk."""
    return QCoreApplication.translate("people", words)


def named(table: dict[str, str], code: str) -> str:
    """The word for a code; the code itself when the table has none."""
    return said(table[code]) if code in table else code


def outcome_words(outcome: str) -> str:
    """放行, 拒绝, 等待陪同, 须离开."""
    return named(OUTCOMES, outcome)


_BY_ID: dict[int, tuple[RuleLibrary, dict[str, RuleBook]]] = {}


def books_of(library: RuleLibrary) -> dict[str, RuleBook]:
    """Every book of a library by version, made once for each library."""
    known = _BY_ID.get(id(library))
    if known is None or known[0] is not library:
        known = (library, every_book(library))
        _BY_ID.clear()
        _BY_ID[id(library)] = known
    return known[1]


def book_of(verdict: Verdict, ground: Ground, at: Millis) -> RuleBook | None:
    """The book that a verdict was judged by; else the one that was in force then; ``None`` when there was none."""
    judged_by = books_of(ground.rules).get(verdict.version)
    if judged_by is not None:
        return judged_by
    try:
        return ground.book(at)
    except NoBookInForce:
        return None


def verdict_sentence(verdict: Verdict, ground: Ground | None, at: Millis, language: str) -> str:
    """The sentence of a verdict by the book that judged it; the bare code when no book can word it any more."""
    book = None if ground is None else book_of(verdict, ground, at)
    if book is None:
        return verdict.code
    try:
        return book.render(verdict.code, verdict.args, language)
    except (KeyError, MissingArgument):
        return verdict.code


def sentence(judged: Admission, ground: Ground | None, language: str) -> str:
    """Why a door answered as it did, and what to do."""
    return verdict_sentence(judged.verdict, ground, judged.at, language)


def rule_words(verdict: Verdict) -> str:
    """Rule and clause of the policy: RB-07（八）."""
    return f"{verdict.rule}（{verdict.clause}）" if verdict.clause else verdict.rule
