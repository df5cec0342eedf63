"""One rule as it stands in a file: clause, dates, hardness, parameters and the sentences of its verdicts."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from venue.core.clock import DAY, HOUR, Millis

Hardness = Literal["hard", "soft", "note"]
Value = int | str | tuple[int | str, ...]
Basis = Annotated[str, Meta(pattern=r"^(S([1-9]|1[0-7])|A|K)$")]
RuleId = Annotated[str, Meta(pattern=r"^R[AB]-[0-9]{2}$")]
Code = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Said = Annotated[str, Meta(min_length=1)]

_LARGEST = 2**53 - 1  # beyond it a whole number has no canonical form
_UTC_EPOCH = date(1970, 1, 1).toordinal()


class Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything read from a rule file. An unknown key is a mistake: a mistyped one must never be ignored."""


class Text(Written, frozen=True, kw_only=True):
    """The same words in Chinese and in English."""

    zh: Said
    en: Said

    def __getitem__(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


class Parameter(Written, frozen=True, kw_only=True):
    """One adjustable value: unit, limits or choices, where it comes from and what it is called."""

    value: Value
    label: Text
    basis: Basis
    unit: str = ""
    least: int | None = None
    most: int | None = None
    choices: tuple[int | str, ...] = ()

    def fault(self) -> tuple[str, str] | None:
        """What is wrong with the value, in Chinese and English; ``None`` if it may be used."""
        parts = self.value if isinstance(self.value, tuple) else (self.value,)
        if self.choices and not set(parts) <= set(self.choices):
            shown = ", ".join(map(str, self.choices))
            return f"取值只能是 {shown}", f"must be one of {shown}"
        for part in parts:
            if isinstance(part, int) and abs(part) > _LARGEST:
                return "数值过大", "is too large a number"
            if isinstance(part, int) and self.least is not None and part < self.least:
                return f"不得小于 {self.least}", f"must not be below {self.least}"
            if isinstance(part, int) and self.most is not None and part > self.most:
                return f"不得大于 {self.most}", f"must not be above {self.most}"
        return None


class Message(Text, frozen=True, kw_only=True):
    """The sentence of a verdict code, and what the code means beside the sentence.

    ``hardness`` overrides the rule's own; ``alarm`` names the alarm kind that the verdict calls for, with its priority.
    """

    hardness: Hardness | None = None
    alarm: str = ""
    priority: Annotated[int, Meta(ge=0, le=4)] = 0


class Dated(Written, frozen=True, kw_only=True):
    """Anything that holds from ``valid_from``, a day of the site, until ``valid_to``, the first day on which it holds no longer.

    ``basis``: ``S8`` is item 八 of the policy, ``A`` the centre's own assumed default, ``K`` general legal knowledge whose
    primary text must be checked before it is shown as a citation.
    """

    basis: Basis
    valid_from: date
    valid_to: date | None = None

    @property
    def starts(self) -> Millis:
        """The first instant at which this version holds."""
        return midnight(self.valid_from)

    @property
    def ends(self) -> Millis | None:
        """The first instant at which it holds no longer; ``None``: until changed."""
        return None if self.valid_to is None else midnight(self.valid_to)


class Rule(Dated, frozen=True, kw_only=True):
    """One dated version of a rule. ``clause`` and ``clause_text`` quote the policy exactly."""

    id: RuleId
    clause: str = ""
    clause_text: str = ""
    title: Text
    statement: Text
    hardness: Hardness
    hardness_remark: Text | None = None
    parameters: dict[Code, Parameter] = {}
    messages: dict[Code, Message] = {}

    def citation(self, lang: str) -> str:
        """What may be shown as the ground: the quoted clause, or the plain word that it is not the policy's own."""
        if self.basis == "K":
            return "依据待核对原文" if lang == "zh" else "primary text still to be checked"
        if not self.clause_text:
            return "本中心设定" if lang == "zh" else "setting of this centre"
        item = f"第（{self.clause}）条“{self.clause_text}”"
        if self.basis == "A":
            return f"本中心为落实{item}的设定" if lang == "zh" else f"setting of this centre under {item}"
        return item


def midnight(day: date) -> Millis:
    """The first instant of a day of the site (UTC+8 all year)."""
    return (day.toordinal() - _UTC_EPOCH) * DAY - 8 * HOUR
