"""A site of three checkpoints and the hands that walk it, for the tests of patrols and of what is exported of them."""

from __future__ import annotations

from functools import cache
from typing import Any

from venue.conduct import patrol_watch
from venue.core.acts import perform
from venue.core.clock import SetClock, at_local
from venue.core.wording import RESOURCES
from venue.core.work import Principal, Writer
from venue.journal import book
from venue.monitoring.health import HealthBook
from venue.rules.rule_book import load_rules
from venue.site.forms import Name
from venue.site.ground import Ground
from venue.site.parts import Checkpoint, FormItem, PatrolForm, Room, Site
from venue.site.plan import SiteFile

DAY = "2026-11-23"
SUNDAY = "2026-11-29"
LIN = Principal("lin", frozenset({"patroller"}), "M", "desk-1")
ZHOU = Principal("zhou", frozenset({"patroller"}), "M", "desk-1")
OPERATOR = Principal("limin", frozenset({"operator"}), "M", "desk-1")
JPEG = b"\xff\xd8\xff\xe0" + b"photo of a sample left behind"

ANSWERS: dict[str, dict[str, Any]] = {
    "CP-E9": {"F.door": 1, "F.note": "正常"},
    "CP-E4": {"F.door": 1, "F.note": "正常"},
    "CP-MR": {"T.temperature": 23_500},
}
EVERY = list(ANSWERS)


def room(code: str, zh: str) -> Room:
    outline = ((0, 0), (1000, 0), (1000, 1000), (0, 1000))
    return Room(
        code=code,
        name=Name(zh, f"Room {code}"),
        zone="Z3",
        floor="F1",
        type="evaluation",
        use="function",
        outline=outline,
    )


def small_site() -> SiteFile:
    def item(code: str, zh: str, answer: str, unit: str = "") -> FormItem:
        return FormItem(code=code, form=code[0], name=Name(zh, code), answer=answer, unit=unit)

    rooms = {"E9": "评标室 9", "E4": "评标室 4", "MR": "机房"}
    forms = {"E9": "F", "E4": "F", "MR": "T"}
    return SiteFile(
        site=Site(code="M", name=Name("样例州公共资源交易中心", "Sample Trading Centre"), kind="sample"),
        rooms=tuple(room(code, zh) for code, zh in rooms.items()),
        forms=tuple(
            PatrolForm(code=code, name=Name(zh, code)) for code, zh in (("F", "评标室巡查表"), ("T", "机房巡查表"))
        ),
        form_items=(
            item("F.door", "门锁完好", "yes_no"),
            item("F.note", "说明", "text"),
            item("T.temperature", "温度", "number", "℃"),
        ),
        checkpoints=tuple(
            Checkpoint(code=f"CP-{code}", room=code, form=forms[code], order=order, at=(1, 1))
            for order, code in enumerate(rooms, 1)
        ),
    )


@cache
def ground_library() -> Any:
    return load_rules(RESOURCES / "rules")


def small_ground() -> Ground:
    return Ground(small_site(), ground_library())


class Hands:
    """Acts by name and hand, each in its own transaction, with the clock put where the test wants it."""

    def __init__(self, writer: Writer, clock: SetClock, ground: Ground | None = None) -> None:
        self.writer, self.clock = writer, clock
        self.ground = ground or small_ground()

    def at(self, wall: str, day: str = DAY) -> Hands:
        """The clock moves on, and the engine's job does what is due."""
        self.clock.set(at_local(day, wall))
        self.next_due = self.job()
        return self

    def job(self) -> int | None:
        with self.writer.writing() as work:
            return patrol_watch.due(work, self.ground, HealthBook())

    def asks(self, act: str, who: Principal = LIN, **args: Any) -> Any:
        with self.writer.writing() as work:
            return perform(work.on_behalf_of(who), act, args)

    def walk(self, planned: int = 0, leaving_out: tuple[str, ...] = (), who: Principal = LIN, **begun: Any) -> int:
        """A round from begin to finish; with something left out it ends as incomplete."""
        number = int(self.asks("patrols.begin", who, planned=planned, **begun)["round"])
        for checkpoint in EVERY:
            if checkpoint not in leaving_out:
                self.asks("patrols.visit", who, number=number, checkpoint=checkpoint, answers=ANSWERS[checkpoint])
        why = {"incomplete": 1, "why": "评标室正在使用"} if leaving_out else {}
        self.asks("patrols.finish", who, number=number, **why)
        return number

    def sees(self, view: Any, **args: Any) -> Any:
        with self.writer.reading() as read:
            return view(read, OPERATOR, **args)

    def entries(self, act: str) -> list[book.JournalLine]:
        """What the book has of an act, newest first."""
        return self.sees(book.lines, wanted=book.Wanted(act=act))

    def golden_day(self) -> Hands:
        """Rounds 1, 2 and 4 complete, round 3 misses E9, an extra round makes good (D.6)."""
        for wall, planned in (("08:20", 1), ("10:40", 2)):
            self.at(wall).walk(planned)
        self.at("14:20").walk(3, leaving_out=("CP-E9",))
        self.at("14:55").walk(reason="补查评标室 9")
        self.at("17:00").walk(4)
        return self
