"""Reservations: what may be traded here, by which method, when; and what is answered instead."""

import pytest
import sqlalchemy as sa
from reservations import asked, at

from venue.core.acts import No, Refused
from venue.core.clock import DAY
from venue.core.tables import metadata
from venue.core.wording import say
from venue.core.work import Principal, Writer
from venue.journal import book
from venue.projects import methods, projects
from venue.projects.projects import amend_times, find_project, reserve


def refused(writer: Writer, **changed: object) -> Refused:
    with writer.writing() as work, pytest.raises(Refused) as no:
        reserve(work, asked=asked(**changed))
    return no.value


def test_a_reservation_is_a_project_in_its_first_phase(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        reserve(work, asked=asked())
        found = projects.project(work.reading(), viewer, code="G01")
    assert found is not None
    assert (found.phase, found.open_at, found.secret) == ("reserved", at("09:00"), False)


def test_a_code_is_reserved_once(writer: Writer) -> None:
    with writer.writing() as work:
        reserve(work, asked=asked())
        with pytest.raises(Refused, match=r"projects\.reserved_before"):
            reserve(work, asked=asked())


@pytest.mark.parametrize(
    "broken", [{"title": " "}, {"code": ""}, {"open_at": "09:00"}, {"colour": "red"}, {"category": None}]
)
def test_an_incomplete_reservation_is_refused_whole(writer: Writer, broken: dict[str, object]) -> None:
    assert refused(writer, **broken).code in ("projects.reservation_unreadable", "projects.code_or_title_missing")


def test_a_kind_that_is_not_yet_enabled_cannot_be_reserved(writer: Writer) -> None:
    no = refused(writer, category="forest_rights")
    assert (no.code, "林权" in say(no.code, no.args_)) == ("projects.category_not_enabled", True)


def test_enabling_a_kind_is_a_change_of_data(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        start = at("00:00")
        methods.enable_category(work, category="forest_rights", enabled=1, basis="州公管委〔2026〕3号", from_at=start)
        reserve(work, asked=asked(category="forest_rights"))
        known = [methods.category_enabled(work, "M", "forest_rights", when) for when in (start - 1, start)]
    assert known == [False, True]


def test_a_kind_can_be_switched_off_again(writer: Writer) -> None:
    with writer.writing() as work:
        methods.enable_category(work, category="construction", enabled=0, basis="暂停", from_at=at("00:00"))
    assert refused(writer).code == "projects.category_not_enabled"


def test_sixteen_kinds_are_known_and_nine_enabled(writer: Writer, viewer: Principal) -> None:
    with writer.reading() as read:
        enabled = methods.enabled_categories(read, viewer, at=at("09:00"))
    assert (len(methods.categories()), len(enabled)) == (16, 9)


def test_a_method_that_does_not_exist_is_refused(writer: Writer) -> None:
    assert refused(writer, method="raffle").code == "projects.method_unknown"


@pytest.mark.parametrize(
    ("method", "basis", "document", "code"),
    [
        ("remote_main", "", "", "projects.remote_without_basis"),
        ("remote_main", "peer", "", "projects.remote_without_basis"),
        ("remote_main", "approval", " ", "projects.remote_without_document"),
        ("open_tender", "size", "", "projects.remote_not_asked"),
        ("remote_sub", "size", "", "projects.remote_without_basis"),
    ],
)
def test_remote_evaluation_needs_its_ground(writer: Writer, method: str, basis: str, document: str, code: str) -> None:
    ground = {"remote_basis": basis, "remote_document": document, "sub_venues": 2}
    assert refused(writer, method=method, **ground).code == code


@pytest.mark.parametrize(("basis", "document"), [("size", ""), ("approval", "州住建函〔2026〕41号")])
def test_size_or_an_approval_is_ground_enough(writer: Writer, basis: str, document: str) -> None:
    ground = {"remote_basis": basis, "remote_document": document, "sub_venues": 2}
    with writer.writing() as work:
        assert reserve(work, asked=asked(method="remote_main", **ground)) == "G01"


def test_an_odd_minute_is_refused_with_the_nearest_legal_times(writer: Writer) -> None:
    no = refused(writer, open_at=at("15:00"), gather_at=at("15:17"))
    assert (no.code, no.args_["offers"]) == ("projects.gather_odd_minute", "15:00 / 15:30")


def test_a_draw_under_three_hours_before_the_opening_is_refused_with_the_latest_instant(writer: Writer) -> None:
    no = refused(writer, open_at=at("15:00"), gather_at=at("16:00"), draw_at=at("12:30"))
    assert (no.code, no.args_["latest_at"]) == ("projects.draw_too_late", "12:00")


def test_a_draw_exactly_three_hours_before_is_legal(writer: Writer) -> None:
    times = {"open_at": at("15:00"), "gather_at": at("16:00"), "draw_at": at("12:00")}
    with writer.writing() as work:
        assert reserve(work, asked=asked(**times)) == "G01"


def test_a_remote_draw_may_be_later(writer: Writer) -> None:
    remote = {"method": "remote_main", "remote_basis": "size", "sub_venues": 2}
    with writer.writing() as work:
        assert reserve(work, asked=asked(draw_at=at("08:20"), **remote)) == "G01"


@pytest.mark.parametrize("count", [0, 4])
def test_sub_venues_outside_one_to_three_are_refused(writer: Writer, count: int) -> None:
    no = refused(writer, method="remote_main", remote_basis="size", sub_venues=count)
    assert no.code == "projects.sub_venues_out_of_range"


def test_a_reason_alone_excuses_nothing(writer: Writer) -> None:
    assert refused(writer, gather_at=at("10:30"), reason="专家路途遥远").code == "projects.gather_too_late"


def test_a_draw_whose_latest_time_has_passed_is_offered_another_opening_only(writer: Writer) -> None:
    no = refused(writer, draw_at=at("07:00"))  # it is 09:40
    assert (no.code, no.args_["open_from_at"]) == ("projects.draw_too_late_now", "10:00")


def test_the_offered_opening_is_legal_although_it_is_told_without_seconds(writer: Writer) -> None:
    no = refused(writer, open_at=at("15:00"), gather_at=at("16:00"), draw_at=at("12:30:01"))
    assert (no.code, no.args_["open_from_at"]) == ("projects.draw_too_late", "15:31")


@pytest.mark.parametrize(
    "broken", [{"title": "桥\x00梁"}, {"agency": "A\n01"}, {"bidders": -1}, {"minutes": 1 << 60}, {"open_at": 1 << 60}]
)
def test_what_cannot_be_stored_is_refused_by_its_field(writer: Writer, broken: dict[str, object]) -> None:
    no = refused(writer, **broken)
    assert (no.code, next(iter(broken)) in str(no.args_["fault"])) == ("projects.reservation_unreadable", True)


def test_the_answer_to_a_broken_reservation_does_not_show_the_title(writer: Writer) -> None:
    assert "秘" not in str(refused(writer, title="秘密\x00项目", secret=1).args_)


def test_online_bidding_needs_no_draw_and_no_agency(writer: Writer) -> None:
    none = dict.fromkeys(("agency", "gather_at", "draw_at"))
    with writer.writing() as work:
        assert reserve(work, asked=asked(method="online_bidding", category="state_property", **none)) == "G01"


def test_a_tender_without_agency_is_refused(writer: Writer) -> None:
    assert refused(writer, agency="").code == "projects.agency_missing"


def test_times_may_move_together(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        reserve(work, asked=asked())
        moved = {"open_at": at("09:30"), "gather_at": at("10:30")}
        amend_times(work, project="G01", reason="开标时间调整", **moved)
        found = find_project(work, "M", "G01")
    assert found is not None
    assert (found.open_at, found.gather_at) == (at("09:30"), at("10:30"))


def test_an_earlier_opening_is_checked_against_the_draw_that_was_made(writer: Writer) -> None:
    with writer.writing() as work:
        reserve(work, asked=asked(open_at=at("15:00"), gather_at=at("16:00"), draw_at=at("12:00")))
        with pytest.raises(Refused, match=r"projects\.draw_too_late"):
            amend_times(work, project="G01", reason="提前", open_at=at("14:30"), gather_at=at("15:30"))


def test_an_answer_to_another_system_is_kept_when_it_is_no(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        answer = projects.ask(work, asked=asked(gather_at=at("09:47")))
        kept = projects.refusals(work.reading(), viewer, since=work.now - DAY, until=work.now)
        lines = book.lines(work.reading(), viewer)
        assert find_project(work, "M", "G01") is None
    assert isinstance(answer, No)
    assert [(no.project, no.code) for no in kept] == [("G01", answer.code)]
    assert [line.act for line in lines] == ["projects.refuse_reservation"]


def test_an_answer_that_is_yes_is_the_project(writer: Writer) -> None:
    with writer.writing() as work:
        assert projects.ask(work, asked=asked()) == "G01"


def test_the_title_of_a_secret_project_is_nowhere_to_be_read(writer: Writer) -> None:
    with writer.writing() as work:
        reserve(work, asked=asked(secret=1))
        reserve(work, asked=asked("G02"))
    with writer.reading() as read:
        rows = [str(tuple(row)) for table in metadata.sorted_tables for row in read.all(sa.select(table))]
    assert sum("花垣县" in row for row in rows) == 2  # project and journal entry of G02, which is not secret
    assert [row for row in rows if "花垣县" in row and "G01" in row] == []


def test_a_breach_that_is_over_is_over(writer: Writer) -> None:
    with writer.writing() as work:
        reserve(work, asked=asked())
        work.update(projects.projects, projects.projects.c.code == "G01", irregular="started_in_breach")
        projects.clear_irregular(work, project="G01")
        found = find_project(work, "M", "G01")
    assert found is not None
    assert found.irregular == ""
