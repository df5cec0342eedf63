"""Gates of phases: RB-07 at the start of evaluation, the plan before it is scheduled, what ends with a project."""

import pytest

from venue.access.presence import Place, Present, move
from venue.core.acts import Refused, perform
from venue.core.clock import HOUR, at_local
from venue.core.messages import Message, TradingReported
from venue.core.wording import say
from venue.core.work import Principal, Work, Writer
from venue.journal import book
from venue.monitoring.alarms import open_alarms
from venue.operations import phase_gates, trading
from venue.operations.phase_gates import advance, start_evaluation, start_ruling
from venue.people import needs
from venue.people.persons import give_role, held_roles, register
from venue.projects.legal import book_at
from venue.projects.phases import PhaseAdvanced, phases_of
from venue.projects.projects import find_project, projects, reserve
from venue.schedule import bookings

DAY = "2026-11-23"
CLAIMS = (
    *(("room", "K1", "opening", "09:00", "09:40"), ("room", "E1", "evaluation", "09:45", "14:00")),
    *(("room", "G1", "agency", "09:40", "14:00"), ("witness", "W1", "witness", "09:00", "14:00")),
)


def at(wall: str) -> int:
    return at_local(DAY, wall)


@pytest.fixture
def planned(writer: Writer) -> Writer:
    """G01 reserved with its rooms, the agency's P-1 beside it; it is 09:40."""
    with writer.writing() as work:
        asked = {"code": "G01", "title": "教学楼", "category": "construction", "method": "open_tender", "agency": "A"}
        reserve(work, asked={**asked, "open_at": at("09:00"), "gather_at": at("09:30")})
        for kind, resource, purpose, since, until in CLAIMS:
            what = {"kind": kind, "resource": resource, "purpose": purpose}
            bookings.claim(work, project="G01", from_at=at(since), until_at=at(until), **what)
        give_role(work, subject=register(work, kind="agency"), role="agency_staff", project="G01")
    return writer


def ready(work: Work) -> None:
    work.update(projects, projects.c.code == "G01", phase="assembling")


def enter(work: Work, room: str = "E1", subject: str = "P-1") -> None:
    who = Present(subject, "agency_staff", "G01", "Z3", room, work.now)
    move(work, who, access_point="D1", come_from=Place("Z2"), at=work.now, admission=1, evidence="card")


def phase(work: Work) -> tuple[str, str]:
    known = find_project(work, "M", "G01")
    assert known is not None
    return known.phase, known.irregular


def test_evaluation_starts_in_order_when_no_agency_is_inside(planned: Writer) -> None:
    with planned.writing() as work:
        ready(work)
        start_evaluation(work, project="G01", reason="材料已交接")
        assert phase(work) == ("evaluating", "")


def test_a_start_ordered_here_waits_until_the_agency_is_out(planned: Writer) -> None:
    with planned.writing() as work:
        ready(work)
        enter(work)
        with pytest.raises(Refused) as no:
            start_evaluation(work, project="G01", reason="材料已交接")
        assert phase(work) == ("assembling", "")
        enter(work, "G1")
        start_evaluation(work, project="G01", reason="代理人员已退出")
        assert phase(work) == ("evaluating", "")
    assert no.value.args_["count"] == 1


def test_an_agency_person_of_another_project_holds_the_start_too(planned: Writer) -> None:
    with planned.writing() as work:
        ready(work)
        other = register(work, kind="agency")
        give_role(work, subject=other, role="agency_staff", project="G99")
        enter(work, subject=other)
        with pytest.raises(Refused, match=r"operations\.agency_still_inside"):
            start_evaluation(work, project="G01", reason="材料已交接")


def test_an_approved_exception_lets_the_start_happen(planned: Writer) -> None:
    clerk, supervisor = (Principal(name, frozenset({name}), "M") for name in ("clerk", "supervisor"))
    with planned.writing() as work:
        ready(work)
        enter(work)
        where = {"zone": "Z3", "room": "E1", "project": "G01"}
        period = {"from_at": work.now, "until_at": work.now + HOUR}
        number = needs.ask(
            work.on_behalf_of(clerk), subject="P-1", purpose="异常处理", where=where, kind="exception", **period
        )
        needs.approve(work.on_behalf_of(supervisor), number=number)
        start_evaluation(work, project="G01", reason="异常处理中")
        assert phase(work) == ("evaluating", "")


def test_a_start_that_the_trading_system_reports_is_a_fact_marked_irregular(planned: Writer, viewer: Principal) -> None:
    with planned.writing() as work:
        ready(work)
        enter(work)
        start_evaluation(work, project="G01", source="trading")
        log = phases_of(work.reading(), viewer, project="G01")
        alarms = open_alarms(work.reading(), viewer, now=work.now)
        assert phase(work) == ("evaluating", "started_in_breach")
    assert (log[-1].source, log[-1].irregular) == ("trading", "started_in_breach")
    assert [alarm.kind for alarm in alarms] == ["start_with_agency"]


def test_without_a_known_room_nobody_knows_who_is_inside(planned: Writer) -> None:
    with planned.writing() as work:
        ready(work)
        room = next(one for one in bookings.claims_of(work, "M", "G01") if one.resource == "E1")
        bookings.release(work, number=room.number, reason="误操作")
        with pytest.raises(Refused, match=r"operations\.agency_presence_unknown"):
            start_evaluation(work, project="G01", reason="材料已交接")
        start_evaluation(work, project="G01", source="trading")
        assert phase(work) == ("evaluating", "started_presence_unknown")


def test_resuming_after_a_pause_is_guarded_like_the_start(planned: Writer) -> None:
    with planned.writing() as work:
        work.update(projects, projects.c.code == "G01", phase="suspended")
        enter(work)
        with pytest.raises(Refused, match=r"operations\.agency_still_inside"):
            advance(work, project="G01", to="evaluating", reason="恢复供电")


@pytest.mark.parametrize(
    ("source", "stays", "known", "outcome"),
    [
        ("operator", [], True, "start"),
        ("operator", [None], True, "refuse"),
        ("operator", [HOUR], True, "start"),
        ("operator", [HOUR, None], True, "refuse"),
        ("operator", [1], True, "refuse"),
        ("operator", [], False, "refuse"),
        ("trading", [None], True, "breach"),
        ("trading", [], False, "unconfirmed"),
    ],
)
def test_the_guard_of_the_start(source: str, stays: list[int | None], known: bool, outcome: str) -> None:
    ruling = start_ruling(source, stays, rooms_known=known, rules=book_at(at("10:15")), now=1)
    assert ruling.outcome == outcome


def test_a_refused_start_says_how_many_are_inside_and_what_to_do(planned: Writer) -> None:
    with planned.writing() as work:
        ready(work)
        enter(work)
        with pytest.raises(Refused) as no:
            start_evaluation(work, project="G01", reason="材料已交接")
    assert say(no.value.code, no.value.args_) == (
        "评标区内还有 1 名代理机构人员，不能开始评标，请先请其退出（RB-07，第八条）。"
    )


def test_an_operator_says_why(planned: Writer) -> None:
    with planned.writing() as work, pytest.raises(Refused, match=r"people\.reason_missing"):
        advance(work, project="G01", to="scheduled")


def test_nobody_at_a_desk_speaks_for_the_trading_system(planned: Writer, viewer: Principal) -> None:
    args = {"project": "G01", "to": "scheduled", "source": "trading"}
    with planned.writing(viewer) as work, pytest.raises(Refused, match=r"act\.not_yours"):
        perform(work, "projects.advance", args)


def test_a_project_without_its_rooms_is_not_scheduled(planned: Writer) -> None:
    with planned.writing() as work:
        bookings.release(work, number=2, reason="换房")
        with pytest.raises(Refused, match=r"bookings\.need_missing"):
            advance(work, project="G01", to="scheduled", reason="计划已定")


def test_a_step_tells_the_rooms_that_change_with_it(planned: Writer) -> None:
    told: list[Message] = []
    planned._deliver = told.append
    with planned.writing() as work:
        ready(work)
        start_evaluation(work, project="G01", reason="材料已交接")
    assert [one.rooms for one in told if isinstance(one, PhaseAdvanced)] == [("E1", "G1")]


def test_roles_and_rooms_end_with_a_failed_project(planned: Writer) -> None:
    with planned.writing() as work:
        work.update(projects, projects.c.code == "G01", phase="opening")
        advance(work, project="G01", to="failed", reason="投标人不足三家")
        left = [one.resource for one in bookings.claims_of(work, "M", "G01")]
        assert (held_roles(work, "M", "P-1", work.now), left) == ((), ["K1", "W1"])


def report(work: Work, event: str, project: str = "G01", **details: int | str) -> None:
    said = TradingReported(device="TRADE", project=project, event=event, details=details, at=at("09:39"))
    trading.reported(work, said)


def test_a_report_of_the_trading_system_moves_the_project_at_the_reported_instant(
    planned: Writer, viewer: Principal
) -> None:
    with planned.writing() as work:
        report(work, "opening_started")
        log = phases_of(work.reading(), viewer, project="G01")
    assert [(one.to_phase, one.at, one.skipped) for one in log] == [("opening", at("09:39"), ("scheduled", "arming"))]


def test_the_same_report_again_changes_nothing(planned: Writer, viewer: Principal) -> None:
    with planned.writing() as work:
        report(work, "opening_started")
        before = book.state(work.reading(), viewer).last
        report(work, "opening_started")
        assert book.state(work.reading(), viewer).last == before


@pytest.mark.parametrize(
    ("event", "project"), [("opening_started", "G77"), ("nonsense", "G01"), ("offline", "G01"), ("time_changed", "G01")]
)
def test_what_does_not_fit_is_alarmed_and_changes_nothing(
    planned: Writer, viewer: Principal, event: str, project: str
) -> None:
    with planned.writing() as work:
        report(work, event, project, open_at="soon")
        alarms = open_alarms(work.reading(), viewer, now=work.now)
        assert phase(work) == ("reserved", "")
    assert [alarm.kind for alarm in alarms] == ["trading_disagrees"]


def test_a_changed_opening_time_is_taken_from_the_trading_system(planned: Writer) -> None:
    with planned.writing() as work:
        report(work, "time_changed", open_at=at("09:30"), gather_at=at("10:00"))
        known = find_project(work, "M", "G01")
    assert known is not None
    assert known.open_at == at("09:30")


def test_a_reservation_comes_in_from_the_trading_system(planned: Writer) -> None:
    details = {"title": "t", "category": "construction", "method": "open_tender", "agency": "A"}
    with planned.writing() as work:
        report(work, "reservation", "G02", **details)
        assert find_project(work, "M", "G02") is not None


def test_every_outcome_of_a_start_has_its_mark() -> None:
    assert set(phase_gates.IRREGULAR) == {"start", "breach", "unconfirmed"}
