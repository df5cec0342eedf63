"""A patrol log in words: the same titles, sentences and rows for every format that people read.

Every figure and every cell of PDF, DOCX, XLSX and CSV comes from here, so that no two formats can disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date

from venue.conduct.patrol_rules import Item
from venue.conduct.patrol_views import Finding, Point, Visit
from venue.core.clock import Millis, local, wall
from venue.core.wording import say
from venue.journal.verify import fingerprint
from venue.records.patrol_log import LogRound, LogVisit, PatrolLog

Cell = str | int

FIGURES = ("planned", "complete", "incomplete", "extra", "visits", "missed", "findings", "closed")
"""The totals that every format shows, in this order."""


PRINTED_ROUNDS = 150
"""With more rounds than this a printed log lists only the checkpoints that were missed or not in order; a year would else be five
hundred pages of "in order"."""

WIDTHS: dict[str, dict[str, tuple[int, ...]]] = {
    "figures": {"zh": (1,) * 8, "en": (1,) * 8},
    "rounds": {"zh": (12, 12, 7, 13, 9, 10, 8, 14), "en": (12, 12, 7, 13, 9, 8, 11, 14)},
    "missed": {"zh": (12, 11, 12, 22, 24), "en": (12, 11, 12, 22, 24)},
    "findings": {"zh": (5, 12, 13, 24, 7, 9, 24), "en": (5, 12, 13, 22, 10, 12, 22)},
    "detail": {"zh": (14, 20, 8, 7, 23), "en": (15, 19, 8, 10, 22)},
    "proof": {"zh": (18, 60), "en": (18, 60)},
}
"""Shares of a page's width, by table and language."""


@dataclass(frozen=True)
class Table:
    """A titled table. ``widths`` are shares of the page's width; ``name`` is its code, the same in both languages.

    ``marked`` are the rows (from 0) that are not as they should be: a format may set them off.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    marked: tuple[int, ...] = ()


@dataclass(frozen=True)
class LogText:
    """A whole log in one language; ``numbers`` are the printed totals by name."""

    language: str
    masthead: str
    organisation: str
    kind: str
    kind_mark: str
    written: str
    title: str
    summary: tuple[str, ...]
    numbers: dict[str, int]
    tables: tuple[Table, ...]
    detail_heading: str
    detail_scope: str
    details: tuple[Table, ...]
    proof: Table
    note: str
    none: str
    signatures: tuple[str, ...]


def words_of(log: PatrolLog, language: str, *, chain: str = "", form: str = "pdf") -> LogText:
    """The log in ``zh`` or ``en``; ``chain`` is the closing hash of the machine-readable JSONL, printed beside it.

    ``form`` decides two things only: paper (``pdf``, ``docx``) keeps to :data:`PRINTED_ROUNDS`, and only a PDF has attachments.
    """
    speaker = _Speaker(log, language)
    short = form in ("pdf", "docx") and len(log.rounds) > PRINTED_ROUNDS
    details = [speaker.detail(one) for one in log.rounds if one.round.visited]
    return LogText(
        language=language,
        masthead=speaker.say("masthead"),
        organisation=speaker.organisation,
        kind=speaker.say(f"kind.{log.letterhead.kind}"),
        kind_mark="" if log.letterhead.kind == "real" else speaker.say(f"mark.{log.letterhead.kind}"),
        written=speaker.day(local(log.generated_at).date().isoformat()),
        title=speaker.say("title", period=speaker.period),
        summary=tuple(speaker.summary()),
        numbers={name: getattr(log.totals, name) for name in FIGURES},
        tables=(speaker.figures(), speaker.rounds(), speaker.missed(), speaker.findings()),
        detail_heading=speaker.say("detail.heading"),
        detail_scope=speaker.say("detail.only_wrong") if short else "",
        details=tuple(map(_only_marked, filter(_has_marked, details)) if short else details),
        proof=speaker.proof(chain),
        note=speaker.say("proof.note" if form == "pdf" else "proof.note_beside"),
        none=speaker.say("none"),
        signatures=(speaker.say("sign.patroller"), speaker.say("sign.reviewer"), speaker.say("sign.date")),
    )


class _Speaker:
    """Says each part of one log in one language."""

    def __init__(self, log: PatrolLog, language: str) -> None:
        self.log, self.language = log, language
        self.organisation = log.letterhead.name_zh if language == "zh" else log.letterhead.name_en
        first, last = self.day(log.first), self.day(log.last)
        self.period = first if log.first == log.last else self.say("period", first=first, last=last)

    def say(self, code: str, **args: object) -> str:
        return say(f"log.{code}", args, self.language)

    def coded(self, code: str) -> str:
        return say(code, {}, self.language)

    def day(self, iso: str) -> str:
        when = date.fromisoformat(iso)
        return f"{when.year}年{when.month}月{when.day}日" if self.language == "zh" else iso

    def room(self, code: str) -> str:
        names = self.log.rooms.get(code)
        return code if names is None else names[self.language != "zh"]

    def place(self, point: Point) -> str:
        return point.room_zh if self.language == "zh" else point.room_en

    def round_name(self, one: LogRound) -> str:
        if one.round.planned:
            return self.say("round.planned", number=one.round.planned)
        return self.say("round.extra" if one.round.whole else "round.partial", number=one.round.number)

    def why(self, one: LogRound) -> str:
        why = one.round.why
        by_clock = one.round.ended_by == "system" and why
        return self.coded(f"patrol.why.{why}") if by_clock else why

    # ---------------------------------------------------------------------------------------------------- the parts

    def summary(self) -> Iterator[str]:
        totals = self.log.totals
        span = "day" if self.log.first == self.log.last else "days"
        yield self.say(f"summary.{span}", **asdict(totals))
        yield self.say("summary.findings", **asdict(totals))
        short = [self.day(day.day) for day in self.log.days if not day.met]
        if not totals.days:
            yield self.say("summary.no_workday")
        elif short:
            listed = "、".join(short) if self.language == "zh" else ", ".join(short)
            yield self.say(f"summary.short_{span}", days=listed)
        else:
            yield self.say(f"summary.met_{span}")

    def table(self, name: str, rows: list[tuple[Cell, ...]], title: str = "") -> Table:
        columns = tuple(self.say(f"{name}.columns").split("|"))
        return Table(name, title or self.say(f"{name}.title"), columns, tuple(rows), WIDTHS[name][self.language])

    def figures(self) -> Table:
        row = tuple(getattr(self.log.totals, name) for name in FIGURES)
        return self.table("figures", [row])

    def rounds(self) -> Table:
        rows: list[tuple[Cell, ...]] = [
            (
                one.round.day,
                self.round_name(one),
                _minute(one.due_at),
                _span(one.round.begun_at, one.round.ended_at),
                one.round.patroller,
                f"{one.round.visited}/{len(one.round.points)}",
                self.coded(f"patrol.state.{one.round.state}"),
                one.round.reason or self.why(one),
            )
            for one in self.log.rounds
        ]
        table = self.table("rounds", rows)
        return replace(table, marked=_where(one.round.state == "incomplete" for one in self.log.rounds))

    def missed(self) -> Table:
        rows: list[tuple[Cell, ...]] = [
            (one.round.day, self.round_name(one), point.checkpoint, self.place(point), self.why(one))
            for one in self.log.rounds
            for point in one.missed
        ]
        return self.table("missed", rows)

    def findings(self) -> Table:
        rows = [self._finding(one) for one in self.log.findings]
        return self.table("findings", rows)

    def _finding(self, one: Finding) -> tuple[Cell, ...]:
        where = self.room(one.room) + (f" {one.device}" if one.device else "")
        return (
            one.number,
            f"{one.day} {_minute(one.found_at)}",
            where,
            one.words + (self.say("findings.project", project=one.project) if one.project else ""),
            self.coded(f"finding.severity.{one.severity}"),
            self.coded(f"finding.state.{one.state}"),
            self._course(one),
        )

    def _course(self, one: Finding) -> str:
        parts = [self.say("findings.task", whom=one.task_for)] if one.task_for else []
        if one.fixed_at is not None:
            parts.append(self.say("findings.fixed", at=_minute(one.fixed_at), by=one.fixed_by, words=one.fix_words))
        if one.closed_at is not None:
            parts.append(self.say("findings.closed", at=_minute(one.closed_at), by=one.closed_by))
        return "；".join(parts) if self.language == "zh" else "; ".join(parts)

    def detail(self, one: LogRound) -> Table:
        title = self.say(
            "detail.title", day=self.day(one.round.day), round=self.round_name(one), by=one.round.patroller
        )
        gone = set(one.round.missed)
        rows = [self._point(of, missed=of.point.checkpoint in gone) for of in one.points]
        table = self.table("detail", rows, title)
        wrong = (of.visit.wrong > 0 if of.visit else of.point.checkpoint in gone for of in one.points)
        return replace(table, marked=_where(wrong))

    def _point(self, of: LogVisit, *, missed: bool) -> tuple[Cell, ...]:
        place = (of.point.checkpoint, self.place(of.point))
        if of.visit is None:
            return *place, "", self.coded("patrol.proof.missed") if missed else "", ""
        proof = self.coded(f"patrol.proof.{of.visit.proof}")
        return *place, _minute(of.visit.at), proof, self._answers(of.point, of.visit)

    def _answers(self, point: Point, visit: Visit) -> str:
        noes = [
            self._item(item) for item in point.items if item.answer == "yes_no" and visit.answers.get(item.code) == 0
        ]
        parts = [self.say("detail.wrong", items="、".join(noes))] if noes else [self.say("detail.fine")]
        parts += [
            f"{self._item(item)} {_measure(visit.answers[item.code])}{item.unit}"
            for item in point.items
            if item.answer == "number" and item.code in visit.answers
        ]
        parts += [
            str(visit.answers[item.code])
            for item in point.items
            if item.answer == "text" and item.code in visit.answers
        ]
        return "；".join(parts) if self.language == "zh" else "; ".join(parts)

    def _item(self, item: Item) -> str:
        return item.zh if self.language == "zh" else item.en

    def proof(self, chain: str) -> Table:
        log, head = self.log, self.log.head
        facts = [
            ("site", f"{log.letterhead.site} · {self.say(f'kind.{log.letterhead.kind}')}"),
            ("generated", f"{self.day(local(log.generated_at).date().isoformat())} {wall(log.generated_at)}"),
            ("read_at", self.say("proof.entries", count=log.read_at)),
            ("sealed", self.say("proof.entries", count=head.size) if head else self.say("proof.unsealed")),
            ("root", _grouped(head.root) if head else ""),
            ("head_signature", _grouped(head.signature, 22) if head else ""),
            ("key", f"Ed25519 · {log.letterhead.key}"),
            ("fingerprint", fingerprint(log.letterhead.public_key)),
            ("chain", _grouped(chain)),
        ]
        rows: list[tuple[Cell, ...]] = [(self.say(f"proof.{name}"), value) for name, value in facts if value]
        return self.table("proof", rows)


def _has_marked(table: Table) -> bool:
    return bool(table.marked)


def _only_marked(table: Table) -> Table:
    rows = tuple(table.rows[row] for row in table.marked)
    return replace(table, rows=rows, marked=tuple(range(len(rows))))


def _where(flags: Iterable[bool]) -> tuple[int, ...]:
    return tuple(row for row, flag in enumerate(flags) if flag)


def _minute(at: Millis | None) -> str:
    return "" if at is None else wall(at, seconds=False)


def _span(begun: Millis | None, ended: Millis | None) -> str:
    return "—" if begun is None else f"{_minute(begun)}–{_minute(ended)}"


def _measure(thousandths: int | str) -> str:
    whole = int(thousandths)
    sign, rest = "-" if whole < 0 else "", f"{abs(whole) % 1000:03d}".rstrip("0")
    return f"{sign}{abs(whole) // 1000}" + (f".{rest}" if rest else "")


def _grouped(digits: str, width: int = 8) -> str:
    """Digits in groups, so that they break at the end of a line and can be read out."""
    return " ".join(digits[at : at + width] for at in range(0, len(digits), width))
