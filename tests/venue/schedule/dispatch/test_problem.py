"""Reading a dispatch problem: each mistake is named with its place, all at once; what the form leaves out has its meaning."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from small_day import NINE, legal_places, plan_of, raw_day, request

from venue.core.acts import Refused
from venue.core.wording import say, sentences
from venue.schedule.dispatch.plan import as_json, read_plan
from venue.schedule.dispatch.problem import Problem, faults, parse_problem, read_problem


def mistakes(**more: Any) -> list[tuple[str, str]]:
    problem = msgspec.convert(raw_day(**more), Problem)
    return [(fault.where, fault.code.removeprefix("dispatch.")) for fault in faults(problem)]


def with_first(**more: Any) -> list[tuple[str, str]]:
    return mistakes(requests=[request("R1", NINE, **more)])


def session(**more: Any) -> dict[str, Any]:
    return {"code": "s", "minutes": 60} | more


def test_a_day_without_mistakes_is_read() -> None:
    assert mistakes() == []


@pytest.mark.parametrize(
    "more, named",
    [
        ({"form": 2}, [("form", "form_unknown")]),
        ({"rooms": [{"code": "O1"}, {"code": "O1"}], "near": [], "walks": []}, [("rooms O1", "twice")]),
        ({"pools": [{"code": "witness", "amount": 1}] * 2}, [("pools witness", "twice")]),
        ({"requests": [request("R1", NINE)] * 2}, [("requests R1", "twice")]),
        ({"hours": [[600, 600]]}, [("hours", "span_empty")]),
        ({"near": [["E1", "X"]]}, [("near E1/X", "room_unknown")]),
        ({"walks": [{"a": "X", "b": "E1", "metres": 1}]}, [("walks X/E1", "room_unknown")]),
        ({"pools": [{"code": "witness", "amount": 1, "store": "X"}]}, [("pools witness", "room_unknown")]),
    ],
)
def test_a_mistake_of_the_day_is_named(more: dict[str, Any], named: list[tuple[str, str]]) -> None:
    assert mistakes(**more) == named


def test_a_closure_that_ends_before_it_begins_is_named() -> None:
    rooms = [room | ({"closed": [[700, 600]]} if room["code"] == "E3" else {}) for room in raw_day()["rooms"]]
    assert mistakes(rooms=rooms) == [("rooms E3", "span_empty")]


@pytest.mark.parametrize(
    "more, named",
    [
        ({"earliest": 700, "latest": 600}, "no_start"),
        ({"sessions": [session(), session()]}, "twice"),
        ({"sessions": [session(rooms=["X"])]}, "room_unknown"),
        ({"sessions": [session(pools={"X": 1})]}, "pool_unknown"),
        ({"after": ["X"]}, "request_unknown"),
        ({"after": ["R1"]}, "after_itself"),
        ({"sessions": [session(types=["t"])], "pinned": {"anchor": 1, "rooms": {}}}, "pin_without_room"),
        ({"sessions": [session()], "pinned": {"anchor": 1, "rooms": {"s": "E1"}}}, "session_unknown"),
        ({"sessions": [session(types=["t"])], "pinned": {"anchor": 1, "rooms": {"s": "X"}}}, "room_unknown"),
    ],
)
def test_a_mistake_of_a_request_is_named(more: dict[str, Any], named: str) -> None:
    assert with_first(**more) == [("requests R1", named)]


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(Refused) as refused:
        parse_problem(msgspec.json.encode(raw_day(form=3, hours=[[2, 1]], near=[["X", "Y"]])), "day.json")
    assert (refused.value.code, refused.value.args_["count"]) == ("dispatch.faulty", 4)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b'{"form":"1"}',
        b'{"rom":[]}',
        b'{"requests":[{"code":"R","wish":1,"sessions":[]}]}',
        b'{"a":"\xff"}',
    ],
)
def test_what_has_not_the_form_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused) as refused:
        parse_problem(raw, "day.json")
    assert refused.value.code == "dispatch.unreadable"


def test_a_file_that_is_not_there_is_refused_in_both_languages(tmp_path: Path) -> None:
    for read in (read_problem, read_plan):
        with pytest.raises(Refused) as refused:
            read(tmp_path / "none.json")
        assert "none.json" in say(refused.value.code, refused.value.args_, "en")


def test_a_plan_that_is_written_is_the_same_when_read(tmp_path: Path) -> None:
    problem = parse_problem(msgspec.json.encode(raw_day()))
    plan = plan_of(problem, **legal_places())
    (tmp_path / "plan.json").write_bytes(as_json(plan))
    assert read_plan(tmp_path / "plan.json") == plan


def test_anchors_go_out_from_the_wish_earlier_first() -> None:
    problem = parse_problem(msgspec.json.encode(raw_day()))
    assert problem.request["R1"].anchors == (540, 510, 570, 480, 600, 630, 660)


def test_every_dispatch_sentence_is_in_both_languages_with_the_same_arguments() -> None:
    def named(text: str) -> set[str]:
        return {part.split("}")[0] for part in text.split("{")[1:]}

    told = {code: texts for code, texts in sentences().items() if code.startswith("dispatch.")}
    assert len(told) > 60
    assert {code: texts for code, texts in told.items() if named(texts["zh"]) != named(texts["en"])} == {}
