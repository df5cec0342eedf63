"""The running day replans itself: what is seen ahead, what is proposed, and who stays where he is."""

import msgspec
import pytest

from tests.venue.operations.day import DAY, at, found_site, stands, wants
from venue.core.acts import Refused
from venue.core.clock import SetClock
from venue.core.messages import Message, PlanFound, SolvePlan
from venue.core.work import Principal, Work, Writer
from venue.monitoring import alarms
from venue.operations import dispatching, replanning
from venue.people.persons import give_role, register
from venue.projects.phases import phase_log
from venue.projects.projects import amend_times, projects
from venue.schedule import bookings, proposals
from venue.schedule.blocks import close_off
from venue.schedule.dispatch.repair import repair
from venue.schedule.dispatch.repair_forms import Repair
from venue.schedule.solving import as_plan

OPERATOR = Principal("zongkong", frozenset({"operator"}), "M")
NO_GROUND, NO_HEALTH = None, None


@pytest.fixture
def clock() -> SetClock:
    return SetClock(at("08:00"))


def begins(work: Work, code: str, since: str) -> None:
    """The evaluation of a project began at a time."""
    number = work.next_number(phase_log.c.number, phase_log.c.site == work.site)
    said = {
        "source": "trading",
        "account": "",
        "reason": "",
        "skipped": "",
        "irregular": "",
        "from_phase": "assembling",
    }
    instants = {"at": at(since), "stored_at": at(since)}
    work.insert(phase_log, site=work.site, number=number, project=code, to_phase="evaluating", **instants, **said)
    work.update(projects, projects.c.code == code, phase="evaluating", phase_since=at(since))


@pytest.fixture
def day(writer: Writer) -> Writer:
    """The matter of day.md: G01 in E1 since 10:15, planned to 14:00; G08 opens in K1 at 14:00 and wants E1 from 15:15."""
    with writer.writing() as work:
        found_site(work)
        stands(work, "G01", ("K1", "09:00", "09:40"), ("E1", "10:15", "14:00"), agency="DL1")
        stands(work, "G03", ("K2", "09:00", "09:40"), ("E2", "10:15", "12:30"), agency="DL3", phase="witnessed")
        stands(work, "G08", ("K1", "14:00", "14:40"), ("E1", "15:15", "18:00"), agency="DL4")
        begins(work, "G01", "10:15")
    return writer


def look(writer: Writer, clock: SetClock, wall: str) -> list[Message]:
    """The job runs at a time; a proposal that it asks for is answered at once."""
    clock.set(at(wall))
    with writer.writing() as work:
        replanning.due(work, NO_GROUND, NO_HEALTH)  # type: ignore[arg-type]
        told = list(work.outgoing)
    for order in (one for one in told if isinstance(one, SolvePlan)):
        answered(writer, order)
    return told


def answered(writer: Writer, order: SolvePlan) -> None:
    task = msgspec.json.decode(order.problem, type=Repair)
    found = as_plan(task, repair(task, seconds=1, workers=1, deterministic=True))
    text = msgspec.json.encode(found).decode()
    with writer.writing() as work:
        proposals.found(work, PlanFound(device="solver", number=order.number, state="done", answer=text))


def newest(writer: Writer, viewer: Principal) -> dispatching.Proposal:
    with writer.reading() as read:
        return dispatching.proposals_on(read, viewer, day=DAY)[0]


def raised(writer: Writer, kind: str) -> list[str]:
    with writer.writing() as work:
        return [alarm.project for alarm in alarms.holding(work, kind)]


def take(writer: Writer, proposal: dispatching.Proposal) -> int:
    with writer.writing(OPERATOR) as work:
        return dispatching.apply(work, number=proposal.number, seen_version=proposal.seen_version)


def rooms(writer: Writer, code: str) -> dict[str, str]:
    with writer.reading() as read:
        return {one.purpose: one.resource for one in bookings.claims_of(read, "M", code) if one.kind == "room"}


class TestAnOverrun:
    def test_is_announced_seventy_minutes_before_the_clash_and_not_earlier(self, day: Writer, clock: SetClock) -> None:
        look(day, clock, "13:49")
        early = raised(day, "overrun_ahead")
        look(day, clock, "13:50")
        assert (early, raised(day, "overrun_ahead")) == ([], ["G01"])

    def test_says_when_it_will_end_and_whom_it_meets(self, day: Writer, clock: SetClock, viewer: Principal) -> None:
        look(day, clock, "13:50")
        found = newest(day, viewer)
        assert found.cause_code == "replan.overrun"
        assert (found.cause_args["ends"], found.cause_args["next"], found.cause_args["needed"]) == (
            "15:35",
            "G08",
            "15:00",
        )

    def test_moves_the_next_one_only_and_only_its_room(self, day: Writer, clock: SetClock, viewer: Principal) -> None:
        look(day, clock, "13:50")
        (move,) = newest(day, viewer).moves
        assert move.before is not None
        assert move.after is not None
        assert (move.project, move.before.open_at, move.after.open_at) == ("G08", at("14:00"), at("14:00"))
        assert move.after.rooms == {"opening": "K1", "evaluation": "E2"}

    def test_names_who_must_be_told_by_group_and_never_by_name(
        self, day: Writer, clock: SetClock, viewer: Principal
    ) -> None:
        with day.writing() as work:
            for kind, role in (
                ("expert", "committee_member"),
                ("expert", "committee_member"),
                ("agency", "agency_leader"),
            ):
                give_role(work, subject=register(work, kind=kind), role=role, project="G08")
        look(day, clock, "13:50")
        told = [(one.project, one.group, one.people) for one in newest(day, viewer).told]
        assert told == [("G08", "agency", 1), ("G08", "committee", 2), ("G08", "witness", 1)]

    def test_that_is_not_near_yet_moves_nobody_but_its_room_is_not_given_away(
        self, day: Writer, clock: SetClock, viewer: Principal
    ) -> None:
        with day.writing() as work:
            stands(
                work,
                "G04",
                ("K3", "09:00", "09:40"),
                ("E2", "13:15", "14:10"),
                agency="DL6",
                category="medical_equipment",
            )
            begins(work, "G04", "13:15")
        look(day, clock, "13:50")
        (move,) = newest(day, viewer).moves
        assert move.after is not None
        assert (move.project, move.after.rooms["evaluation"] in ("E1", "E2")) == ("G08", False)

    def test_one_key_takes_it_and_the_alarm_is_over(self, day: Writer, clock: SetClock, viewer: Principal) -> None:
        look(day, clock, "13:50")
        take(day, newest(day, viewer))
        look(day, clock, "13:51")
        assert rooms(day, "G08") == {"opening": "K1", "evaluation": "E2"}
        assert raised(day, "overrun_ahead") == []

    def test_who_runs_over_keeps_the_room_in_the_plan_for_as_long_as_was_forecast(
        self, day: Writer, clock: SetClock, viewer: Principal
    ) -> None:
        look(day, clock, "13:50")
        take(day, newest(day, viewer))
        with day.reading() as read:
            ends = [one.until_at for one in bookings.claims_of(read, "M", "G01") if one.resource == "E1"]
        assert ends == [at("15:35")]

    def test_is_asked_for_once_however_often_one_looks(self, day: Writer, clock: SetClock) -> None:
        look(day, clock, "13:50")
        again = look(day, clock, "13:55")
        assert [one for one in again if isinstance(one, SolvePlan)] == []

    def test_put_away_by_hand_it_is_not_asked_again(self, day: Writer, clock: SetClock, viewer: Principal) -> None:
        look(day, clock, "13:50")
        with day.writing(OPERATOR) as work:
            dispatching.discard(work, number=newest(day, viewer).number, reason="评委称即将结束")
        again = look(day, clock, "13:55")
        assert [one for one in again if isinstance(one, SolvePlan)] == []
        assert raised(day, "overrun_ahead") == ["G01"]

    def test_that_ends_after_all_takes_its_proposal_back(self, day: Writer, clock: SetClock, viewer: Principal) -> None:
        look(day, clock, "13:50")
        with day.writing() as work:
            work.update(projects, projects.c.code == "G01", phase="evaluated")
        look(day, clock, "13:58")
        found = newest(day, viewer)
        assert (found.state, found.fault_code) == ("discarded", "proposals.cause_gone")
        assert raised(day, "overrun_ahead") == []

    def test_with_nobody_after_it_disturbs_nobody(self, day: Writer, clock: SetClock) -> None:
        with day.writing() as work:
            bookings.release_project(work, project="G08", reason="改期")
        look(day, clock, "13:50")
        assert raised(day, "overrun_ahead") == []

    def test_a_proposal_that_the_plan_has_overtaken_is_asked_for_anew(
        self, day: Writer, clock: SetClock, viewer: Principal
    ) -> None:
        look(day, clock, "13:50")
        with day.writing(OPERATOR) as work:
            dispatching.drop(work, project="G08", open_at=at("14:00"), rooms={"opening": "K3"}, reason="投影检修")
        look(day, clock, "13:52")
        (move,) = newest(day, viewer).moves
        assert move.before is not None
        assert move.before.rooms["opening"] == "K3"

    def test_late_experts_are_seen_like_an_overrun(self, day: Writer, clock: SetClock) -> None:
        with day.writing() as work:
            work.update(projects, projects.c.code == "G01", phase="assembling")
        look(day, clock, "13:50")
        assert raised(day, "overrun_ahead") == ["G01"]


class TestALostRoom:
    def test_its_project_gets_another_and_nobody_else_moves(
        self, day: Writer, clock: SetClock, viewer: Principal
    ) -> None:
        clock.set(at("11:00"))
        with day.writing() as work:
            wants(work, "G11", "15:00", "16:00", agency="DL5")
            what = {"kind": "room", "from_at": at("16:00"), "until_at": at("22:00"), "reason": "空调漏水"}
            close_off(work, resource="E1", displacing=1, **what)
        look(day, clock, "11:01")
        found = newest(day, viewer)
        assert found.cause_code == "replan.room_lost"
        assert [move.project for move in found.moves] == ["G08"]
        take(day, found)
        assert rooms(day, "G08")["evaluation"] not in ("E1", "")
        look(day, clock, "11:02")
        assert raised(day, "room_lost_ahead") == []

    def test_a_feeder_that_fails_closes_every_room_on_it(self, day: Writer, clock: SetClock, viewer: Principal) -> None:
        with day.writing() as work:
            stands(work, "G04", ("K3", "13:00", "13:30"), ("E3", "14:15", "17:00"), agency="DL6")
        clock.set(at("11:00"))
        with day.writing(OPERATOR) as work:
            replanning.ask(work, day=DAY, feeder="B", until_at=at("18:00"))
            order = next(one for one in work.outgoing if isinstance(one, SolvePlan))
        answered(day, order)
        moved = {move.project: move.after for move in newest(day, viewer).moves}
        there = moved["G04"]
        assert there is not None
        assert there.rooms["evaluation"] not in ("E3", "E4", "E5", "E6")

    def test_a_feeder_that_nobody_knows_is_refused(self, day: Writer) -> None:
        with pytest.raises(Refused) as no, day.writing(OPERATOR) as work:
            replanning.ask(work, day=DAY, feeder="Z")
        assert no.value.code == "replan.feeder_unknown"


class TestAMovedOpening:
    def test_everything_that_was_booked_for_the_old_time_follows(
        self, day: Writer, clock: SetClock, viewer: Principal
    ) -> None:
        clock.set(at("11:00"))
        with day.writing() as work:
            work.update(projects, projects.c.code == "G01", phase="witnessed")
            bookings.release_project(work, project="G01", reason="结束")
            amend_times(work, project="G08", open_at=at("15:00"), gather_at=at("16:00"), reason="投标人交通延误")
        look(day, clock, "11:01")
        found = newest(day, viewer)
        assert found.cause_code == "replan.opening_moved"
        take(day, found)
        with day.reading() as read:
            begin = {one.purpose: one.from_at for one in bookings.claims_of(read, "M", "G08") if one.kind == "room"}
        assert begin == {"opening": at("15:00"), "evaluation": at("16:15")}
        look(day, clock, "11:02")
        assert raised(day, "opening_moved_ahead") == []


class TestWhoHasBegun:
    def test_is_never_moved_even_if_the_plan_says_so(self, day: Writer, clock: SetClock, viewer: Principal) -> None:
        clock.set(at("11:00"))
        with day.writing(OPERATOR) as work:
            replanning.ask(work, day=DAY, room="E1", until_at=at("13:00"))
            order = next(one for one in work.outgoing if isinstance(one, SolvePlan))
        answered(day, order)
        found = newest(day, viewer)
        assert [move.project for move in found.moves if move.begun] == ["G01"]
        with pytest.raises(Refused) as no:
            take(day, found)
        assert no.value.code == "planning.only_begun"
        assert rooms(day, "G01")["evaluation"] == "E1"
