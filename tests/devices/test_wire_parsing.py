"""What comes on the wire becomes a reading, or is kept as unreadable with the right code; nothing raises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.parsing import FAULTS, Delivery, parse
from devices.topics import BY_NAME, COMMON, KINDS, LARGEST, command, lane, receipt, site_clock, up
from venue.core.clock import at_local
from venue.core.messages import CameraReported, CredentialPresented, DeviceLost, PointRead, Reading, Unreadable

NOW = at_local("2026-11-23", "09:42:06")
CARD = {"type": "credential", "boot": 1, "seq": 17, "access_point": "D-Z5-1", "kind": "card", "token": "A1B2"}
CO2 = {"type": "point", "point": "E1-co2", "value": 612.5}
GOOD: dict[str, dict[str, Any]] = {
    "credential": CARD,
    "door": {"type": "door", "boot": 1, "seq": 1, "access_point": "D1", "state": "opened"},
    "passage": {"type": "passage", "boot": 1, "seq": 2, "access_point": "D1", "token": "A1", "inward": False},
    "count": {"type": "count", "boot": 1, "seq": 3, "access_point": "D1", "inward": 2, "outward": 0},
    "locker": {"type": "locker", "boot": 1, "seq": 4, "cell": "L-7", "state": "occupied", "token": "A1"},
    "face": {
        "type": "face",
        "boot": 1,
        "seq": 5,
        "camera": "C-1",
        "subject": "P-17",
        "score": 0.612,
        "threshold": 0.45,
        "quality": "good",
    },
    "prepared": {"type": "prepared", "boot": 1, "seq": 1, "room": "E1", "order": 7, "on": True, "failed": ["light"]},
    "lost": {"type": "lost", "cause": "keepalive"},
    "trading": {"type": "trading", "boot": 1, "seq": 6, "project": "G01", "event": "opening", "details": {"n": 3}},
    "point": CO2,
    "camera": {"type": "camera", "online": True, "recording": False},
    "heartbeat": {"type": "heartbeat", "status": "ok"},
}


def on_wire(message: object) -> bytes:
    return message if isinstance(message, bytes) else json.dumps(message).encode()


def heard(message: object, *, kind: str = "", device: str = "T-1", retained: bool = False, home: str = "") -> Reading:
    told = kind or (message.get("type") if isinstance(message, dict) else "")
    stream = BY_NAME[told].stream if isinstance(told, str) and told in BY_NAME else "door"
    delivery = Delivery(up("M", stream, device), on_wire(message), retained)
    return parse(delivery, received_at=NOW, homes=lambda device: home)


def fault(*args: Any, **more: Any) -> str:
    reading = heard(*args, **more)
    return reading.fault if isinstance(reading, Unreadable) else type(reading).__name__


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_becomes_its_reading(kind: Any) -> None:
    reading = heard(GOOD[kind.name])
    assert type(reading) is kind.becomes
    assert (reading.device, reading.received_at) == ("T-1", NOW)


def test_a_credential_keeps_everything_it_was_told() -> None:
    told = {**CARD, "at": "2026-11-23T09:42:05.120+08:00", "direction": "out", "score": 0.5, "factors": ["card", "pin"]}
    assert heard(told) == CredentialPresented(
        device="T-1",
        boot=1,
        seq=17,
        at=at_local("2026-11-23", "09:42:05") + 120,
        received_at=NOW,
        access_point="D-Z5-1",
        kind="card",
        token="A1B2",
        direction="out",
        score=500,
        factors=("card", "pin"),
    )


def test_without_a_time_of_its_own_the_time_of_arrival_counts() -> None:
    assert heard(CARD).source_at == NOW


def test_a_time_in_milliseconds_is_the_same_as_in_words() -> None:
    assert heard({**CARD, "at": NOW}).at == heard({**CARD, "at": "2026-11-23T09:42:06"}).at


def test_a_door_that_is_not_named_is_the_one_the_device_is_registered_at() -> None:
    unnamed = {key: value for key, value in CARD.items() if key != "access_point"}
    reading = heard(unnamed, home="D-9")
    assert isinstance(reading, CredentialPresented)
    assert reading.access_point == "D-9"
    assert fault(unnamed) == "access_point.missing"


def test_measurements_become_thousandths() -> None:
    reading = heard(CO2)
    assert isinstance(reading, PointRead)
    assert reading.value == 612_500


MALFORMED: dict[str, tuple[object, str]] = {
    "nothing": (b"", "payload.not_json"),
    "half a message": (json.dumps(CARD).encode()[:-5], "payload.not_json"),
    "not a number": (b'{"type":"lost","cause":NaN}', "payload.not_json"),
    "bytes": (b"\xff\xfe\x00", "payload.not_utf8"),
    "bytes inside a text": (json.dumps(CARD).encode().replace(b"A1B2", b"A\xff"), "payload.not_utf8"),
    "a lone surrogate": ({**CARD, "token": "\ud800"}, "payload.not_json"),
    "a list": ([CARD], "payload.not_object"),
    "nested without end": (b'{"type":"credential","x":' + b"[" * 50_000, "payload.too_deep"),
    "no type": ({"boot": 1, "seq": 1}, "type.missing"),
    "a type of its own": ({**CARD, "type": "open_sesame"}, "type.unknown"),
    "a type that is a list": ({**CARD, "type": ["credential"]}, "type.unknown"),
    "no number": ({key: value for key, value in CARD.items() if key != "seq"}, "field.missing"),
    "no token": ({key: value for key, value in CARD.items() if key != "token"}, "field.missing"),
    "one field more": ({**CARD, "colour": "red"}, "field.unknown"),
    "a text for a number": ({**CARD, "seq": "17"}, "field.invalid"),
    "a fraction for a number": ({**CARD, "seq": 17.5}, "field.invalid"),
    "true for a number": ({**CARD, "seq": True}, "field.invalid"),
    "null for a text": ({**CARD, "token": None}, "field.invalid"),
    "number nought": ({**CARD, "seq": 0}, "field.invalid"),
    "a number below nought": ({**CARD, "boot": -1}, "field.invalid"),
    "a number of 2^53": ({**CARD, "seq": 2**53}, "field.invalid"),
    "a number of 30 digits": ({**CARD, "seq": 10**30}, "field.invalid"),
    "a kind of its own": ({**CARD, "kind": "crowbar"}, "field.invalid"),
    "a token with a zero": ({**CARD, "token": "A\x00"}, "field.invalid"),
    "a token with a line end": ({**CARD, "token": "A\n"}, "field.invalid"),
    "a token without end": ({**CARD, "token": "A" * 201}, "field.invalid"),
    "a door with a line end": ({**CARD, "access_point": "D1\n"}, "field.invalid"),
    "a door with a slash": ({**CARD, "access_point": "../D1"}, "field.invalid"),
    "a time in other words": ({**CARD, "at": "half past nine"}, "time.invalid"),
    "a time before computers": ({**CARD, "at": 0}, "time.invalid"),
    "a time beyond all": ({**CARD, "at": 2**53 - 1}, "time.invalid"),
    "a year of five digits": ({**CARD, "at": "12026-11-23T09:42:05"}, "time.invalid"),
    "too hot to be true": ({**CO2, "value": 1e300}, "field.invalid"),
    "hotter than numbers go": (b'{"type":"credential","boot":1e999}', "field.invalid"),
    "true for a measurement": ({**CO2, "value": True}, "field.invalid"),
    "details with a fraction": ({**GOOD["trading"], "details": {"price": 0.1}}, "field.invalid"),
    "details with nothing": ({**GOOD["trading"], "details": {"price": None}}, "field.invalid"),
    "details too deep": ({**GOOD["trading"], "details": {"a": [[[[[[[[[1]]]]]]]]]}}, "field.invalid"),
    "longer than 256 kB": (json.dumps(CARD).encode() + b" " * LARGEST, "payload.oversize"),
}


@pytest.mark.parametrize(("message", "code"), [*MALFORMED.values()], ids=[*MALFORMED])
def test_what_cannot_be_understood_is_kept_with_its_bytes_and_the_reason(message: object, code: str) -> None:
    reading = heard(message)
    assert isinstance(reading, Unreadable)
    assert (reading.fault, reading.device, reading.raw) == (code, "T-1", on_wire(message)[:LARGEST])


def test_every_fault_that_can_be_given_has_its_words() -> None:
    assert {code for _, code in MALFORMED.values()} <= FAULTS.keys()


def test_a_message_on_a_topic_of_its_own_is_kept() -> None:
    reading = parse(Delivery("changkong/M/up/door/T-1/more", b"{}"), received_at=NOW)
    assert isinstance(reading, Unreadable)
    assert (reading.fault, reading.topic) == ("topic.unknown", "changkong/M/up/door/T-1/more")


def test_a_door_message_among_the_measurements_is_not_taken() -> None:
    assert fault(CARD, kind="point") == "type.elsewhere"


def test_an_unreadable_message_keeps_its_number_so_that_its_device_gets_a_receipt() -> None:
    reading = heard({**CARD, "kind": "crowbar"})
    assert (reading.boot, reading.seq) == (1, 17)


def test_an_oversize_message_keeps_its_number_too() -> None:
    reading = heard(json.dumps(CARD).encode() + b" " * LARGEST)
    assert isinstance(reading, Unreadable)
    assert (reading.seq, len(reading.raw)) == (17, LARGEST)


# ---------------------------------------------------------------------------------------------------------- retained


def test_a_retained_presentation_is_never_judged() -> None:
    assert fault(CARD, retained=True) == "retained"
    assert fault(CARD) == "CredentialPresented"  # the control


def test_a_retained_copy_does_not_use_up_the_number_of_the_message_itself() -> None:
    assert heard(CARD, retained=True).seq == 0


def test_a_retained_measurement_without_a_time_has_no_known_age() -> None:
    reading = heard(CO2, retained=True)
    assert isinstance(reading, PointRead)
    assert (reading.quality, reading.at) == ("retained", None)


def test_a_retained_measurement_that_tells_its_time_is_as_old_as_it_says() -> None:
    reading = heard({**CO2, "at": "2026-11-23T08:00:00"}, retained=True)
    assert isinstance(reading, PointRead)
    assert (reading.quality, reading.source_at) == ("good", at_local("2026-11-23", "08:00"))


@pytest.mark.parametrize("kind", ["camera", "heartbeat", "lost"])
def test_a_retained_sign_of_life_is_no_sign_of_life(kind: str) -> None:
    assert fault(GOOD[kind], retained=True) == "retained"


def test_a_live_camera_report_is_taken() -> None:
    assert isinstance(heard(GOOD["camera"]), CameraReported)
    assert isinstance(heard(GOOD["lost"]), DeviceLost)


# --------------------------------------------------------------------------------------------------------- properties

json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(st.binary(max_size=200), st.sampled_from(["door", "telemetry", "system"]), st.booleans())
def test_no_bytes_whatever_raise(payload: bytes, stream: str, retained: bool) -> None:
    assert isinstance(parse(Delivery(up("M", stream, "T-1"), payload, retained), received_at=NOW), Reading)


@given(st.sampled_from(sorted(GOOD)), st.data())
def test_a_message_with_any_field_changed_to_anything_raises_nothing(kind: str, data: st.DataObject) -> None:
    message = dict(GOOD[kind])
    field = data.draw(st.sampled_from([part.name for part in (*COMMON, *BY_NAME[kind].parts)] + ["type", "more"]))
    message[field] = data.draw(json_like)
    payload = json.dumps(message, ensure_ascii=True).encode()
    reading = parse(Delivery(up("M", BY_NAME[kind].stream, "T-1"), payload), received_at=NOW)
    assert isinstance(reading, Unreadable) or type(reading) is BY_NAME[kind].becomes


@given(st.text(max_size=80))
def test_no_topic_whatever_raises(topic: str) -> None:
    assert isinstance(parse(Delivery(topic, b"{}"), received_at=NOW), Unreadable)


# ------------------------------------------------------------------------------------------------------- the tree, the page


def test_measurements_and_doors_travel_on_different_connections() -> None:
    assert lane(up("M", "telemetry", "+")) == "telemetry"
    assert {lane(up("M", "door", "+")), lane(command("M", "T-1")), lane(site_clock("M"))} == {"doors"}


def test_the_page_for_people_names_every_topic_kind_field_and_fault() -> None:
    page = (Path(__file__).parents[2] / "docs" / "wire_format.md").read_text(encoding="utf-8")
    topics = [up("M", kind.stream, "T-EXT") for kind in KINDS] + [command("M", "T-EXT"), receipt("M", "T-EXT")]
    parts = [part.name for kind in KINDS for part in (*COMMON, *kind.parts)]
    wanted = [*topics, site_clock("M"), *(kind.name for kind in KINDS), *parts, *FAULTS]
    assert [word for word in wanted if word.replace("T-EXT", "DEVICE") not in page and word not in page] == []
