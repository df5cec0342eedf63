"""Resource templates and terms are dated data, complete for every method; wrong files are named."""

from pathlib import Path

import pytest

from tests.venue.schedule.planned import at
from venue.core.acts import Refused
from venue.projects.methods import ResourceNeed, all_methods, method_at
from venue.schedule import terms
from venue.schedule.resources import NAMES
from venue.site.parts import DUTIES, EQUIPMENT_KINDS, ROOM_TYPES

EVERY = [(method.code, need) for method in all_methods() for need in method.needs]


@pytest.mark.parametrize(("code", "need"), EVERY, ids=[f"{c}-{n.purpose}-{n.kind}-{n.of}" for c, n in EVERY])
def test_every_line_names_what_a_site_file_can_have(code: str, need: ResourceNeed) -> None:
    known = {"equipment": EQUIPMENT_KINDS, "staff": DUTIES}.get(need.kind, ("",))
    assert need.of in known
    assert set(need.room_types) <= set(ROOM_TYPES)


@pytest.mark.parametrize("code", sorted({code for code, _ in EVERY}))
def test_every_method_has_somebody_and_something_beside_its_rooms(code: str) -> None:
    kinds = {need.kind for method, need in EVERY if method == code}
    assert {"witness", "staff"} <= kinds


def test_only_the_auction_waits_for_an_approved_plan() -> None:
    assert [method.code for method in all_methods() if method.approved_plan] == ["auction"]


def test_everything_that_can_be_picked_has_a_name() -> None:
    assert {*EQUIPMENT_KINDS, *DUTIES} <= NAMES.keys()


def session(purpose: str, **times: int | None) -> tuple[int, int]:
    method = method_at("open_tender", at("09:00"))
    assert method is not None
    need = method.need(purpose)
    assert need is not None
    given = {"open_at": at("09:00"), "gather_at": at("10:00"), "minutes": 120, **times}
    return method.session(need, **given)  # type: ignore[arg-type]


def test_the_evaluation_hangs_on_the_gathering() -> None:
    assert session("evaluation", gather_at=at("09:30")) == (at("09:45"), at("11:45"))


def test_without_a_gathering_it_is_taken_an_hour_after_the_opening() -> None:
    assert session("evaluation", gather_at=None) == (at("10:15"), at("12:15"))


def test_the_agency_stays_until_the_evaluation_is_over() -> None:
    assert session("agency") == (at("09:40"), at("12:15"))


def test_a_project_that_does_not_say_how_long_takes_what_its_method_says() -> None:
    assert session("evaluation", minutes=0) == (at("10:15"), at("14:15"))


def test_without_any_time_nothing_can_be_said() -> None:
    with pytest.raises(Refused, match=r"projects\.times_missing"):
        session("opening", open_at=None, gather_at=None)


def test_terms_hold_from_their_day() -> None:
    found = terms.terms_at(at("09:00"))
    assert (found.hold_min, found.extend_min, found.offer_min) == (120, 60, 30)


def test_facts_give_the_class_and_the_last_is_for_everybody() -> None:
    found = terms.terms_at(at("09:00"))
    classes = [found.class_of(category="construction", method="open_tender", displaced=lost) for lost in (True, False)]
    assert [(rank, one.code) for rank, one in classes] == [(0, "displaced"), (1, "ordinary")]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [("hold_min = 120", "hold_min"), ('code = "ordinary"', "code"), ("offer_min = 30", "offer_min")],
)
def test_a_terms_file_that_lacks_something_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str, named: str
) -> None:
    text = (terms.FOLDER / "terms.toml").read_text(encoding="utf-8").replace(wrong, "")
    (tmp_path / "terms.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(terms, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=rf"terms\.toml.*{named}"):
        terms.all_terms.__wrapped__()


def test_terms_without_a_class_for_everybody_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (terms.FOLDER / "terms.toml").read_text(encoding="utf-8")
    (tmp_path / "terms.toml").write_text(text + "displaced = true\n", encoding="utf-8")
    monkeypatch.setattr(terms, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="everybody"):
        terms.all_terms.__wrapped__()
