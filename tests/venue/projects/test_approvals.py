"""An on-site land auction waits for its approved plan (item 五, R-05.2)."""

import pytest
from reservations import asked, at

from venue.core.acts import Refused
from venue.core.work import Principal, Work, Writer
from venue.projects.approvals import attach_plan, awaiting_plan, plan_missing
from venue.projects.projects import project_row, reserve

AUCTION = {
    "method": "auction",
    "category": "land_and_mining_rights",
    "agency": "",
    "open_at": at("14:30"),
    "gather_at": None,
    "draw_at": None,
}
PLAN = {"document": "江政函〔2026〕31号", "body": "江北县人民政府", "on": "2026-11-02"}


def lacking(work: Work) -> str:
    no = plan_missing(project_row(work, "M", "G01"))
    return "" if no is None else f"{no.code} {no.args_['clause']}"


def test_without_its_plan_a_land_auction_is_reserved_and_waits(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        reserve(work, asked=asked(**AUCTION))
        assert lacking(work) == "projects.plan_not_approved 五"
        assert awaiting_plan(work.reading(), viewer) == ("G01",)


def test_an_attached_plan_opens_the_way(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        reserve(work, asked=asked(**AUCTION))
        attach_plan(work, project="G01", **PLAN)
        assert (lacking(work), awaiting_plan(work.reading(), viewer)) == ("", ())


def test_a_plan_may_come_with_the_reservation(writer: Writer) -> None:
    plan = {"approved_plan": PLAN["document"], "plan_body": PLAN["body"], "plan_date": PLAN["on"]}
    with writer.writing() as work:
        reserve(work, asked=asked(**AUCTION, **plan))
        assert lacking(work) == ""


@pytest.mark.parametrize("left_out", ["plan_body", "plan_date"])
def test_a_document_without_body_or_day_is_no_approval(writer: Writer, left_out: str) -> None:
    plan = {"approved_plan": PLAN["document"], "plan_body": PLAN["body"], "plan_date": PLAN["on"]}
    with writer.writing() as work, pytest.raises(Refused, match=r"projects\.reservation_unreadable"):
        reserve(work, asked=asked(**AUCTION, **{**plan, left_out: ""}))


@pytest.mark.parametrize("broken", [{"document": " "}, {"body": ""}, {"on": "2026-11-24"}, {"on": "昨天"}])
def test_an_incomplete_or_future_approval_is_refused(writer: Writer, broken: dict[str, str]) -> None:
    with writer.writing() as work:
        reserve(work, asked=asked(**AUCTION))
        with pytest.raises(Refused, match=r"projects\.plan_incomplete"):
            attach_plan(work, project="G01", **{**PLAN, **broken})


@pytest.mark.parametrize("other", [{"category": "state_property"}, {"method": "listing"}])
def test_other_auctions_and_other_land_need_no_plan(writer: Writer, other: dict[str, str]) -> None:
    with writer.writing() as work:
        reserve(work, asked=asked(**{**AUCTION, **other}))
        assert lacking(work) == ""
