from __future__ import annotations

import logging

import msgspec
import pytest

from venue.core.acts import ACTS, Refused, act, perform
from venue.core.bus import Bus
from venue.core.inbox import Inbox
from venue.core.leadership import AlreadyLed, lead
from venue.core.messages import (
    Changed,
    CredentialPresented,
    Heartbeat,
    Notice,
    PeopleCounted,
    PointRead,
    Reading,
    Request,
    decode,
    encode,
)
from venue.core.views import view
from venue.core.wording import say, sentences
from venue.core.work import Principal


def point(name: str, seq: int) -> PointRead:
    return PointRead(device=f"D-{name}", seq=seq, point=name, value=seq)


def test_doors_come_before_acts_and_acts_before_sensors() -> None:
    inbox = Inbox()
    door = CredentialPresented(device="T-01", seq=1, access_point="D-01", kind="card", token="x")
    asked = Request(id="1", act="a", args={})
    for message in (point("a", 1), asked, door):
        inbox.put(message)
    assert inbox.take() == [door, asked, point("a", 1)]


def test_an_overfull_inbox_keeps_the_newest_of_each_point_and_counts_the_rest() -> None:
    inbox = Inbox(crowded=10)
    for seq in range(1, 12):
        inbox.put(point("a", seq))
    assert inbox.take() == [point("a", 11)]
    assert inbox.coalesced == 10


def test_an_overfull_inbox_loses_neither_doors_nor_counts() -> None:
    inbox = Inbox(crowded=2)
    counted = [PeopleCounted(device="N-1", seq=seq, access_point="D-01", inward=1, outward=0) for seq in range(1, 6)]
    doors = [CredentialPresented(device="T", seq=seq, access_point="D", kind="card", token="x") for seq in range(1, 6)]
    for message in (*counted, *doors):
        inbox.put(message)
    assert inbox.take() == [*doors, *counted]


def test_heartbeats_of_one_device_coalesce_and_those_of_another_stay() -> None:
    inbox = Inbox(crowded=2)
    for device, seq in (("A", 1), ("B", 1), ("A", 2)):
        inbox.put(Heartbeat(device=device, seq=seq))
    assert inbox.take() == [Heartbeat(device="A", seq=2), Heartbeat(device="B", seq=1)]


def test_taking_from_an_empty_inbox_comes_back_with_nothing() -> None:
    assert Inbox().take(timeout=0.001) == []


def test_messages_survive_the_wire() -> None:
    said = CredentialPresented(device="T-01", boot=2, seq=3, access_point="D-01", kind="card", token="卡")
    assert decode(encode(said)) == said
    with pytest.raises(msgspec.ValidationError):
        decode(encode(said), Notice)
    with pytest.raises(msgspec.ValidationError):
        decode(b'{"is":"NoSuchThing"}')


def test_a_reading_without_its_own_time_speaks_of_its_arrival() -> None:
    assert Heartbeat(device="A", received_at=5).source_at == 5
    assert Heartbeat(device="A", received_at=5, at=3).source_at == 3


def test_one_failing_listener_does_not_deafen_the_others(caplog: pytest.LogCaptureFixture) -> None:
    bus, heard = Bus(), []
    bus.subscribe(Notice, lambda notice: 1 / 0)
    end = bus.subscribe(Changed, heard.append)
    with caplog.at_level(logging.CRITICAL):
        bus.publish(Changed(noun="a"))
    end()
    bus.publish(Changed(noun="b"))
    assert heard == [Changed(noun="a")]
    assert bus.failed == 2


def test_a_message_reaches_those_who_asked_for_its_kind_only() -> None:
    bus, heard = Bus(), []
    bus.subscribe(Reading, heard.append)
    bus.publish(Changed(noun="a"))
    assert heard == []


def test_acts_ask_for_the_post_that_they_name(writer) -> None:
    @act("test.paint", "operator")
    def paint(work, *, colour: str) -> str:
        return colour

    try:
        with writer.writing(Principal("li", frozenset({"operator"}))) as work:
            assert perform(work, "test.paint", {"colour": "red"}) == "red"
            with pytest.raises(Refused, match=r"act\.arguments"):
                perform(work, "test.paint", {"color": "red"})
        for who, code in (
            (Principal(""), "act.sign_in_first"),
            (Principal("wang", frozenset({"clerk"})), "act.not_yours"),
        ):
            with pytest.raises(Refused, match=code), writer.writing(who) as work:
                perform(work, "test.paint", {"colour": "red"})
    finally:
        del ACTS["test.paint"]


def test_an_act_that_nobody_knows_is_refused(writer) -> None:
    with pytest.raises(Refused, match=r"act\.unknown"), writer.writing() as work:
        perform(work, "no.such.act", {})


def test_a_view_without_a_viewer_is_refused() -> None:
    with pytest.raises(TypeError, match="viewer"):

        @view
        def rows(read) -> None: ...


def test_one_engine_leads_a_site_and_the_next_has_a_higher_epoch(database) -> None:
    with lead(database, desk="a", now=1) as first:
        with pytest.raises(AlreadyLed, match="已有一台引擎"), lead(database, desk="b", now=2):
            pass
    with lead(database, desk="b", now=3) as second:
        assert second == first + 1


def test_every_sentence_stands_in_both_languages() -> None:
    lacking = [code for code, texts in sentences().items() if not (texts.get("zh") and texts.get("en"))]
    assert lacking == []


def test_a_missing_argument_shows_its_name_and_an_unknown_code_itself() -> None:
    assert say("act.unknown") == "系统没有“〈act〉”这项操作。"
    assert say("no.such.code", {"a": 1}) == "no.such.code {'a': 1}"
