"""What lies ahead of a day (F13, F14): when running evaluations end, how far that may be believed, who waits at the kiosks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app import theme
from app.control_room.dispatch_words import title_words
from app.desk import Desk
from app.dialogs.form import Form
from app.widgets.labels import label
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.words import hour_minute
from venue.core.clock import MINUTE, Millis
from venue.core.database import Reading
from venue.core.messages import Changed, Notice
from venue.core.work import Principal
from venue.operations.queue_view import GATHERING, Awaited, KioskQueue, kiosk_queue
from venue.operations.running import Forecast, Running, forecasts, next_claims
from venue.projects.phases import PhaseAdvanced
from venue.projects.projects import Project, projects_in
from venue.schedule.bookings import Claim
from venue.schedule.forecast import ENOUGH, Calibration
from venue.schedule.forecast_queue import PATIENCE, QueueProposal
from venue.schedule.forecast_views import ExpectedEnd, duration_calibration, expected_ends

NOUNS = frozenset({"project", "claim", "person", "silence", "site", "block", "*"})
AGAIN_MS = 60_000
"""A forecast grows older by itself: so often it is made anew without a notice."""
WIDE, HIGH = 980, 560
MOST_LINES = 6
SURE, MAYBE = 2, 3
"""Marks of a room that will be late: even by the middle forecast, or only when it goes badly."""


@dataclass(frozen=True)
class Line:
    """An evaluation that runs, or should: when it ends, where that comes from, and who has its room next."""

    at: Forecast
    told: ExpectedEnd | None
    following: Claim | None

    @property
    def running(self) -> Running:
        """The evaluation."""
        return self.at.running

    def late_min(self, end: Millis) -> int:
        """How many minutes the next use of the room would begin late if this ends then; 0 when it would not."""
        if self.following is None:
            return 0
        ready = end + self.running.claim.busy_until - self.running.claim.until_at
        return max(0, -((self.following.busy_from - ready) // MINUTE))


@dataclass(frozen=True)
class Ahead:
    """All that the dialog shows, from one picture of the tables."""

    lines: tuple[Line, ...]
    calibration: Calibration
    queue: KioskQueue
    gathering: Mapping[str, Project]


def look_ahead(read: Reading, viewer: Principal, *, day: str, now: Millis) -> Ahead:
    """Running evaluations as replanning sees them, the calibration of their forecasts, and the kiosks of the day."""
    running = forecasts(read, viewer.site, now)
    codes = tuple(one.running.project.code for one in running)
    told = {one.project: one for one in expected_ends(read, viewer, wanted=codes, at=now)} if codes else {}
    following = next_claims(read, viewer.site, tuple(one.running for one in running), now)
    lines = (Line(one, told.get(code), following.get(code)) for code, one in zip(codes, running, strict=True))
    queue = kiosk_queue(read, viewer, day=day, now=now)
    gathering = {one.code: one for one in projects_in(read, viewer.site, GATHERING)}
    return Ahead(tuple(sorted(lines, key=_urgency)), duration_calibration(read, viewer), queue, gathering)


def _urgency(line: Line) -> tuple[int, Millis, str]:
    return -line.late_min(line.at.p80_end), line.at.p80_end, line.running.project.code


class ForecastsDialog(Form):
    """Shows what is expected, fresh after each notice and each minute. It changes nothing.

    ``day`` is the ISO day whose kiosks are looked at; the evaluations are those that run now.
    """

    def __init__(self, desk: Desk, day: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.day = day
        self.seen: Ahead | None = None
        self._looking, self._stale = False, False
        self.headings = (label("", "title"), label("", "title"), label("", "title"))
        self.ends = RecordTable((), name="", key=lambda one: one.running.project.code)
        self.told, self.calibration = label("", "muted"), label("")
        self.queue = RecordTable((), name="", key=lambda one: one.project)
        self.proposals, self.gaps = label(""), label("", "muted")
        self._lay_fields()
        self.ends.chosen.connect(lambda _: self._show_chosen())
        self.settle()
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        desk.noticed.connect(self._hear)
        self.ends.setFocus()
        self.look()

    def _lay_fields(self) -> None:
        running, trust, kiosks = self.headings
        for part in (self.told, self.calibration, self.proposals, self.gaps):
            part.setWordWrap(True)
        parts = (running, self.ends, self.told, trust, self.calibration, kiosks, self.queue, self.proposals, self.gaps)
        for part in parts:
            self.body.addWidget(part)
        self.accept_button.setVisible(False)
        self.accept_button.setDefault(False)

    def retranslate(self) -> None:
        """All words."""
        self.name_dialog(
            self.tr("预测"),
            intro=self.tr("预测供安排参考，不改动任何安排。时间按 5 分钟取整；每分钟和情况变化时更新。"),
            accept="",
            cancel=self.tr("关闭"),
        )
        names = (self.tr("进行中的评标"), self.tr("预测准不准"), self.tr("专家自助机（{day}）").format(day=self.day))
        for heading, name in zip(self.headings, names, strict=True):
            heading.setText(name)
        self.ends.setAccessibleName(names[0])
        self.queue.setAccessibleName(names[2])
        self.ends.set_columns(self._end_columns())
        self.queue.set_columns(self._queue_columns())
        self._show()

    def restyle(self) -> None:
        """Room for the lists, which are as high as what they hold."""
        self.setMinimumWidth(round(WIDE * min(theme.current().scale, 1.25)))
        self._set_heights()
        self.update()

    def _end_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("项目"), lambda one: _title(one.running.project)),
            Column(self.tr("房间"), lambda one: one.running.claim.resource, 50),
            Column(self.tr("开始"), self._begun, 65),
            Column(self.tr("五成可能不晚于"), lambda one: hour_minute(one.at.p50_end), 112),
            Column(self.tr("八成可能不晚于"), lambda one: hour_minute(one.at.p80_end), 112, lambda _: Tone(bold=True)),
            Column(self.tr("依据"), self._source, 112, lambda _: Tone(muted=True)),
            Column(self.tr("房间的下一场"), self._next, 125),
            Column(self.tr("下一场会不会晚"), self._late, 175, _late_tone),
        )

    def _queue_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("集合"), lambda one: hour_minute(one.gather_at), 90, lambda _: Tone(bold=True)),
            Column(self.tr("项目"), self._awaited),
            Column(self.tr("评委"), lambda one: self.tr("{count} 人").format(count=one.people), 90),
            Column(self.tr("最长等候"), self._wait, 150, _wait_tone),
            Column(self.tr("集合时还没办完"), lambda one: self.tr("{count} 人").format(count=one.late), 150),
        )

    # Words of a line

    def _begun(self, one: Line) -> str:
        return hour_minute(one.running.since) if one.running.begun else self.tr("未开始")

    def _source(self, one: Line) -> str:
        if one.told is None:
            return self.tr("从现在开始算")
        own = one.told.source != "table"
        return self.tr("本场所 {count} 次").format(count=one.told.count) if own else self.tr("参考表")

    def _next(self, one: Line) -> str:
        if one.following is None:
            return "—"
        words = self.tr("{time} 起 {project}")
        return words.format(time=hour_minute(one.following.busy_from), project=one.following.project)

    def _late(self, one: Line) -> str:
        if one.following is None:
            return "—"
        likely, worst = one.late_min(one.at.p50_end), one.late_min(one.at.p80_end)
        if likely:
            return self.tr("很可能晚 {least}–{most} 分钟").format(least=likely, most=worst)
        return self.tr("可能晚 {most} 分钟").format(most=worst) if worst else self.tr("来得及")

    def _awaited(self, one: Awaited) -> str:
        known = self.seen.gathering.get(one.project) if self.seen else None
        return one.project if known is None else _title(known)

    def _wait(self, one: Awaited) -> str:
        if one.longest_wait is None:
            return self.tr("没有可用的自助机")
        return self.tr("约 {count} 分钟").format(count=_minutes(one.longest_wait))

    # What is known

    def _hear(self, notices: tuple[Notice, ...]) -> None:
        if any(_concerns(one) for one in notices):
            self.look()

    def look(self) -> None:
        """Look again; while an answer is awaited, once more after it."""
        self._stale = self._looking
        if self._looking:
            return
        self._looking = True
        day, now = self.day, self.desk.now()
        self.desk.look_at(
            lambda read, viewer: look_ahead(read, viewer, day=day, now=now),
            self.guarded(self._took),
            self.guarded(self.failed),
        )

    def failed(self, fault: Exception) -> None:
        """It could not be looked at: what is shown is not fresh, and says so."""
        self._looking = False
        super().failed(fault)

    def _took(self, seen: Ahead) -> None:
        self.seen, self._looking = seen, False
        self.refuse("")
        self._show()
        if self._stale:
            self.look()

    def _show(self) -> None:
        seen = self.seen
        self.ends.set_records(seen.lines if seen else ())
        self.queue.set_records(seen.queue.awaited if seen else ())
        if seen and seen.lines and self.chosen() is None:
            self.ends.selectRow(0)
        self._show_chosen()
        self.calibration.setText(self._trust(seen.calibration) if seen else "")
        self.proposals.setText(self._advice(seen.queue) if seen else self.tr("正在计算…"))
        self.gaps.setText(self._gaps(seen.queue) if seen else "")
        self.gaps.setVisible(bool(self.gaps.text()))
        self._set_heights()
        self.fit()

    def _set_heights(self) -> None:
        for table in (self.ends, self.queue):
            rows = len(table.records())
            head, line = table.horizontalHeader().sizeHint().height(), table.verticalHeader().defaultSectionSize()
            table.setFixedHeight(head + min(rows, MOST_LINES) * line + 4)
            table.setVisible(rows > 0)

    def chosen(self) -> Line | None:
        """The evaluation that is selected."""
        rows = self.ends.selectionModel().selectedRows()
        return self.ends.records()[rows[0].row()] if rows else None

    def _show_chosen(self) -> None:
        one = self.chosen()
        words = "" if self.seen is None else self.tr("现在没有进行中的评标。") if one is None else self._about(one)
        self.told.setText(words)
        self.told.setAccessibleName(words)

    # Sentences

    def _about(self, one: Line) -> str:
        if one.told is None:
            return self.tr("{title}：评委已该到齐，评标尚未开始，按现在开始估计。").format(
                title=_title(one.running.project)
            )
        source = self.desk.say(f"forecast.source.{one.told.source}", {"count": one.told.count})
        return self.tr("{title}：{source}").format(title=_title(one.running.project), source=source)

    def _trust(self, found: Calibration) -> str:
        """How often the forecasts have kept their word, in one sentence."""
        if found.count < ENOUGH:
            words = self.tr(
                "本场所只有 {count} 次已结束的评标，数据太少，还不能说准不准：暂按各类项目的通常时长（参考表）估计。"
            )
            return words.format(count=found.count)
        words = self.tr(
            "已结束的 {count} 次评标中，{p50}% 在“五成可能”的时间前结束，{p80}% 在“八成可能”的时间前结束；"
            "其中 {table} 次因同类数据太少，按参考表估计。"
        )
        shares = {"p50": _percent(found.p50_share), "p80": _percent(found.p80_share)}
        return words.format(count=found.count, table=found.by_source.get("table", 0), **shares)

    def _advice(self, queue: KioskQueue) -> str:
        if not queue.awaited:
            return self.tr("没有待集合的评委会。") if not queue.unknown else ""
        if queue.kiosks.working < 1 and all(one.kind == "none" for one in queue.proposals):
            return self.tr("没有可用的自助机：请安排人工登记。")
        return "\n".join(self._proposal(one, queue) for one in queue.proposals)

    def _proposal(self, one: QueueProposal, queue: KioskQueue) -> str:
        if queue.kiosks.working < 1:
            words = self.tr("专家自助机都不能用：建议增开 {count} 台，最长等候约 {wait} 分钟。")
            return words.format(count=one.kiosks, wait=_minutes(one.then.longest_wait))
        told = {
            "kiosks": queue.kiosks.working,
            "proposed": one.kiosks,
            "wait": _minutes(one.now.longest_wait),
            "then": _minutes(one.then.longest_wait),
            "arrivals": one.now.arrivals,
            "at": hour_minute(one.now.at),
            "project": one.project,
            "to": hour_minute(one.to),
        }
        return self.desk.say(f"forecast.queue.{one.kind}", told)

    def _gaps(self, queue: KioskQueue) -> str:
        """What the queue's forecast does not know."""
        words = []
        if queue.silent:
            words.append(self.tr("{codes} 没有信号或有故障，未计入。").format(codes=self._listed(queue.silent)))
        if queue.unknown:
            told = self.tr("{codes} 的评委名单还没有，未计入，实际等候可能更长。")
            words.append(told.format(codes=self._listed(queue.unknown)))
        return "\n".join(words)

    def _listed(self, codes: tuple[str, ...]) -> str:
        return self.tr("、").join(codes)

    def fit(self) -> None:
        """High enough for the sentences under the lists."""
        super().fit()
        self.setMinimumHeight(max(self.minimumHeight(), HIGH))


def _title(project: Project) -> str:
    return title_words(project.code, project.title, secret=project.secret)


def _concerns(one: Notice) -> bool:
    return isinstance(one, PhaseAdvanced) or (isinstance(one, Changed) and one.noun in NOUNS)


def _minutes(span: Millis) -> int:
    return -(-span // MINUTE)


def _percent(thousandths: int) -> int:
    return round(thousandths / 10)


def _late_tone(one: Line) -> Tone:
    if one.late_min(one.at.p50_end):
        return Tone(priority=SURE, bold=True)
    return Tone(priority=MAYBE) if one.late_min(one.at.p80_end) else Tone(muted=True)


def _wait_tone(one: Awaited) -> Tone:
    return Tone(priority=MAYBE) if one.longest_wait is None or one.longest_wait > PATIENCE else Tone()
