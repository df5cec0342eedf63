"""What a patrol must satisfy (RB-10), as pure functions: the windows of a day, the answers of a form, the proof on a sign."""

from __future__ import annotations

import hmac
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from venue.core.acts import Refused
from venue.core.clock import DAY, MINUTE, SECOND, Millis, at_local
from venue.core.keys import KeyStore
from venue.rules.rule_book import RuleBook

RULE = "RB-10"
FINISH_MIN = 30
"""Minutes after the window in which a round may still be finished, where the rule file does not say ``finish_min`` [A]."""

LONGEST_WORDS = 500
PROOFS = ("code", "badge", "manual")
"""How presence at a checkpoint is proven, strongest first: code on the door sign, badge at the room's door, own word."""


@dataclass(frozen=True)
class PatrolRule:
    """RB-10 as it holds on a day. Times are milliseconds; ``due`` are wall-clock times of the planned rounds."""

    version: str
    least: int
    due: tuple[str, ...]
    window: Millis
    finish: Millis

    @property
    def allowed(self) -> Millis:
        """How long a round that nobody planned may stay open: as long as a planned one begun at its due time."""
        return self.window + self.finish


@dataclass(frozen=True)
class Window:
    """One planned round: it may begin from ``from_at`` to ``to_at`` and closes itself at ``closes_at``."""

    number: int
    due_at: Millis
    from_at: Millis
    to_at: Millis
    closes_at: Millis


@dataclass(frozen=True)
class Item:
    """One line of a checkpoint's form, as the plan of the day keeps it."""

    code: str
    zh: str
    en: str
    answer: str
    unit: str


def rule_of(book: RuleBook) -> PatrolRule:
    """RB-10 in this book; only as many due times count as there are planned rounds."""
    parameters = book.rules[RULE].parameters
    finish = book.number(RULE, "finish_min") if "finish_min" in parameters else FINISH_MIN
    due = tuple(str(wall) for wall in book.listed(RULE, "due"))
    return PatrolRule(
        version=book.version,
        least=book.number(RULE, "least_rounds"),
        due=tuple(sorted(due))[: book.number(RULE, "rounds")],
        window=book.number(RULE, "window_min") * MINUTE,
        finish=finish * MINUTE,
    )


def windows_of(day: str, rule: PatrolRule) -> tuple[Window, ...]:
    """The planned rounds of a working day, in order."""
    due = [at_local(day, wall) for wall in rule.due]
    return tuple(
        Window(number, at, at - rule.window, at + rule.window, at + rule.window + rule.finish)
        for number, at in enumerate(due, 1)
    )


def report_at(day: str, windows: Sequence[Window]) -> Millis | None:
    """When a working day without a complete patrol is reported: after its last round, and on that same day."""
    last_second = at_local(day) + DAY - SECOND
    return min(max(window.closes_at for window in windows), last_second) if windows else None


def plain_words(words: str, *, needed: str = "") -> str:
    """Free text as it is stored: one paragraph without control characters. Refuses ``needed`` when nothing is left of it."""
    kept = "".join(" " if _unprintable(letter) else letter for letter in words)
    text = " ".join(kept.split())
    if needed and not text:
        raise Refused(needed)
    if len(text) > LONGEST_WORDS:
        raise Refused("patrol.words_too_long", length=len(text), most=LONGEST_WORDS)
    return text


def _unprintable(letter: str) -> bool:
    # Controls, lone surrogates and direction marks: the first two no database or document takes, the last turn lines round.
    return (
        unicodedata.category(letter) in ("Cc", "Cs")
        or letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def items_in(stored: str) -> tuple[Item, ...]:
    """The form lines of a stored checkpoint."""
    return tuple(Item(**one) for one in json.loads(stored))


def checked_answers(items: Sequence[Item], answers: Mapping[str, Any]) -> dict[str, int | str]:
    """The answers of a form in their stored form, each line answered, nothing else; refuses by naming the line.

    ``yes_no`` is 1 or 0, ``number`` a whole number of thousandths of the line's unit, ``text`` words.
    """
    strange = answers.keys() - {item.code for item in items}
    if strange:
        raise Refused("patrol.answer_unasked", item=sorted(strange)[0])
    return {item.code: _checked(item, answers.get(item.code)) for item in items}


def _checked(item: Item, answer: Any) -> int | str:
    if answer is None or answer == "":
        raise Refused("patrol.answer_missing", item=item.zh, item_en=item.en)
    if item.answer == "yes_no" and type(answer) in (int, bool) and answer in (0, 1):
        return int(answer)
    if item.answer == "number" and type(answer) is int and abs(answer) < 10**9:
        return answer
    if item.answer == "text" and isinstance(answer, str):
        return plain_words(answer, needed="patrol.answer_missing")
    raise Refused("patrol.answer_wrong", item=item.zh, item_en=item.en)


def wrong_answers(items: Sequence[Item], answers: Mapping[str, int | str]) -> int:
    """How many lines were answered with no: each asks for a finding."""
    return sum(item.answer == "yes_no" and answers[item.code] == 0 for item in items)


def sign_code(keys: KeyStore, *, site: str, checkpoint: str) -> str:
    """The code that the door sign of a checkpoint shows (as text or QR): nobody without the site's keys can make it up."""
    return keys.derived("doors", f"patrol:{site}:{checkpoint}").hex()[:12].upper()


def shows_sign(keys: KeyStore, code: str, *, site: str, checkpoint: str) -> bool:
    """Whether ``code`` is the one on the sign of this checkpoint."""
    wanted = sign_code(keys, site=site, checkpoint=checkpoint)
    return hmac.compare_digest(code.strip().upper().encode(), wanted.encode())
