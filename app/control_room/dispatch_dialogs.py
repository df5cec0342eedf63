"""The dialogs of the dispatch page, each built when it is opened first."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QDialog, QWidget

from app.control_room.dispatch_chart import marked, narrowed, plan_day, with_moves
from app.control_room.dispatch_facts import Words, move_words
from app.control_room.dispatch_read import DispatchScene
from app.control_room.dispatch_words import GROUPS, cost_lines, difference, gap_words, title_words, translated, word
from app.desk import Desk
from app.dialogs.reason import Question, ReasonDialog
from app.widgets.plan_chart_data import PlanBar
from venue.operations.dispatching import Proposal
from venue.schedule.bookings import Claim
from venue.site.plan import SiteFile

if TYPE_CHECKING:
    from app.control_room.dispatch_hand import Target
    from app.dialogs.proposal import Comparison


def move(desk: Desk, target: Target, words: Words, title: str, parent: QWidget) -> QDialog:
    """Confirm where a project was dragged."""
    from app.control_room.dispatch_move import MoveDialog

    return MoveDialog(desk, target, words, title, parent)


def stretch(desk: Desk, ghost: PlanBar, parent: QWidget) -> QDialog:
    """Confirm another end of a claim."""
    from app.control_room.dispatch_move import StretchDialog

    return StretchDialog(desk, int(ghost.id), ghost, parent)


def release(desk: Desk, claim: Claim, title: str, parent: QWidget) -> QDialog:
    """Give a claim back."""
    asked = Question(
        translated(QT_TRANSLATE_NOOP("dispatch", "释放占用")),
        translated(QT_TRANSLATE_NOOP("dispatch", "{title}：{room} 立即空出，依次通知候补。")).format(
            title=title, room=claim.resource
        ),
        translated(QT_TRANSLATE_NOOP("dispatch", "释放")),
    )
    return ReasonDialog(desk, lambda: asked, parent, act="bookings.release", number=claim.number, tone="danger")


def discard(desk: Desk, proposal: Proposal, parent: QWidget) -> QDialog:
    """Put a proposal away."""
    asked = Question(
        translated(QT_TRANSLATE_NOOP("dispatch", "放弃方案")),
        translated(QT_TRANSLATE_NOOP("dispatch", "第 {number} 号方案不再采纳，连同原因留在列表中。")).format(
            number=proposal.number
        ),
        translated(QT_TRANSLATE_NOOP("dispatch", "放弃")),
    )
    return ReasonDialog(desk, lambda: asked, parent, act="dispatch.discard", number=proposal.number)


def comparison(proposal: Proposal, scene: DispatchScene, plan: SiteFile, words: Words) -> Comparison:
    """Today's plan and a proposal, ready to be shown side by side."""
    from app.dialogs.proposal import Comparison, MoveLine

    today = plan_day(scene, plan, words.language, may_move=False)
    then = with_moves(today, proposal.moves, scene, plan, words.language)
    today = marked(today, then)
    touched = {bar.row for day in (today, then) for bar in day.bars if bar.mark}
    both = tuple(narrowed(day, frozenset(touched)) for day in (today, then))
    titles = {one.code: title_words(one.code, one.title, secret=one.secret) for one in scene.projects.values()}
    people: dict[str, int] = {}
    for one in proposal.told:
        people[word(GROUPS, one.group)] = people.get(word(GROUPS, one.group), 0) + one.people
    cost, before = proposal.cost, proposal.cost_before
    return Comparison(
        number=proposal.number,
        seen_version=proposal.seen_version,
        today=today,
        then=then,
        today_touched=both[0],
        then_touched=both[1],
        moves=tuple(
            MoveLine(
                one.project,
                titles.get(one.project, one.project),
                move_words(one, words),
                words.say(one.code, one.args),
                one.people,
            )
            for one in proposal.moves
        ),
        people=tuple(people.items()),
        unplaced=tuple(
            f"{titles.get(one.project, one.project)}：{words.say(one.code, one.args)}" for one in proposal.refused
        ),
        costs=cost_lines(cost) if cost else (),
        saving=difference(before, cost) if cost and before else "",
        gap=gap_words(proposal),
    )


def compare(desk: Desk, about: Comparison, parent: QWidget) -> QDialog:
    """Show both side by side; accepting is one key."""
    from app.dialogs.proposal import ProposalDialog

    return ProposalDialog(desk, about, parent)


def book(desk: Desk, day: str, parent: QWidget, *, room: str = "", at: int | None = None) -> QDialog:
    """A new booking."""
    from app.dialogs.booking import BookingDialog

    return BookingDialog(desk, day, parent, room=room, at=at)


def recur(desk: Desk, day: str, parent: QWidget) -> QDialog:
    """A recurring booking."""
    from app.dialogs.booking_series import SeriesDialog

    return SeriesDialog(desk, day, parent)


@dataclass(frozen=True, slots=True)
class More:
    """A further dialog: words, where it is, and whether it is about the day that is shown."""

    text: str
    module: str
    name: str
    of_day: bool = False

    @property
    def words(self) -> str:
        """What it is called in the language of the desk."""
        return translated(self.text)

    def build(self, desk: Desk, day: str, parent: QWidget) -> QDialog:
        """The dialog itself; its module is imported when it is first opened."""
        made = getattr(import_module(self.module), self.name)
        return made(desk, day, parent) if self.of_day else made(desk, parent)


_PLANNED = (
    More(QT_TRANSLATE_NOOP("dispatch", "候补名单…"), "app.dialogs.waiting_list", "WaitingListDialog"),
    More(QT_TRANSLATE_NOOP("dispatch", "预留的房间…"), "app.dialogs.held_rooms", "HoldsDialog"),
    More(QT_TRANSLATE_NOOP("dispatch", "原则上规定的例外…"), "app.dialogs.exceptions", "ExceptionsDialog"),
    More(QT_TRANSLATE_NOOP("dispatch", "登记专家抽取…"), "app.dialogs.approved_plan", "ExpertsDrawn"),
    More(QT_TRANSLATE_NOOP("dispatch", "土地拍卖方案批准…"), "app.dialogs.approved_plan", "PlansDialog"),
    More(QT_TRANSLATE_NOOP("dispatch", "特殊分钟核查…"), "app.dialogs.unusual_minutes", "UnusualMinutes"),
    More(QT_TRANSLATE_NOOP("dispatch", "预测…"), "app.dialogs.forecasts", "ForecastsDialog", of_day=True),
    More(QT_TRANSLATE_NOOP("dispatch", "导入日历文件…"), "app.dialogs.calendar_import", "CalendarImport"),
    More(QT_TRANSLATE_NOOP("dispatch", "导出日历文件…"), "app.dialogs.calendar_import", "CalendarExport", of_day=True),
)


def more() -> tuple[More, ...]:
    """The further dialogs of this program; one whose module does not travel with it is absent."""
    return tuple(one for one in _PLANNED if find_spec(one.module) is not None)


def printable() -> bool:
    """Whether this program can print the day board: its dialog may not travel with it (a smaller bundle)."""
    return find_spec("app.dialogs.print_board") is not None


def print_board(desk: Desk, day: str, parent: QWidget) -> QDialog:
    """The day board and door signs on paper."""
    from app.dialogs.print_board import PrintBoard

    return PrintBoard(desk, day, parent)


def can_draw() -> bool:
    """Whether this program can draw lots for sub-venues and seats."""
    return find_spec("app.dialogs.draw") is not None


def draw(desk: Desk, project: str, parent: QWidget) -> QDialog:
    """The fair draws of a project: sub-venues, seats."""
    from app.dialogs.draw import DrawDialog

    return DrawDialog(desk, project, parent)


def room_ready(desk: Desk, room: str, parent: QWidget) -> QDialog:
    """How far a room is ready, and the check that nobody and nothing is left."""
    from app.dialogs.room_ready import RoomReady

    return RoomReady(desk, room, parent)


def block(desk: Desk, day: str, parent: QWidget, *, room: str = "") -> QDialog:
    """Close a room for a time."""
    from app.dialogs.block import BlockDialog

    return BlockDialog(desk, day, parent, room=room)


def import_file(desk: Desk, parent: QWidget) -> QDialog:
    """A day or a week from a file."""
    from app.dialogs.import_preview import ImportPreview

    return ImportPreview(desk, parent)
