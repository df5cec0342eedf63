"""A door obeys only what the engine sealed for it, once, in time. Each refusal stands beside the control that is obeyed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.device_journal import DeviceJournal
from devices.envelope import LIFETIME, Opener, Sealer, Void, device_keys
from tests.devices.conftest import KEYS, NINE_FORTY
from venue.core.chance import SeededChance
from venue.core.clock import SetClock
from venue.core.keys import fresh_keys
from venue.core.messages import Acknowledge, Command, OpenDoor


def order(device: str = "T-1", admission: int = 1) -> OpenDoor:
    return OpenDoor(device=device, access_point="D-1", admission=admission, text_zh="请进", text_en="Please enter")


class Pair:
    """An engine and a device that has heard the site's clock."""

    def __init__(self, *, epoch: int = 1) -> None:
        self.clock = SetClock(NINE_FORTY)
        self.sealer = self.engine(epoch)
        self.memory = DeviceJournal()
        self.opener = self.device()
        self.opener.hear_clock(self.sealer.heartbeat())

    def engine(self, epoch: int = 1) -> Sealer:
        return Sealer(KEYS, site="M", epoch=epoch, clock=self.clock)

    def device(self, name: str = "T-1", **more: Any) -> Opener:
        return Opener(name, device_keys(KEYS, name), memory=self.memory, **more)

    def code(self, payload: bytes, *, retained: bool = False) -> str:
        try:
            self.opener.open(payload, retained=retained)
        except Void as void:
            return void.code
        return "opened"


@pytest.fixture
def pair() -> Pair:
    return Pair()


def test_a_sealed_command_comes_out_as_it_went_in(pair: Pair) -> None:
    assert pair.opener.open(pair.sealer.command(order())) == order()


def test_a_command_is_obeyed_once(pair: Pair) -> None:
    sealed = pair.sealer.command(order())
    assert [pair.code(sealed), pair.code(sealed)] == ["opened", "replayed"]


def test_an_earlier_command_is_void_after_a_later_one(pair: Pair) -> None:
    first, second = pair.sealer.command(order()), pair.sealer.command(order())
    assert [pair.code(second), pair.code(first)] == ["opened", "replayed"]


def test_a_replay_after_the_device_restarted_is_void(pair: Pair) -> None:
    sealed = pair.sealer.command(order())
    assert pair.code(sealed) == "opened"
    pair.opener = pair.device()  # the same memory, as after a power cut
    pair.opener.hear_clock(pair.sealer.heartbeat())
    assert pair.code(sealed) == "replayed"


@pytest.mark.parametrize(("after", "code"), [(LIFETIME, "opened"), (LIFETIME + 1, "late")])
def test_a_command_lives_five_seconds_of_the_site_clock(pair: Pair, after: int, code: str) -> None:
    sealed = pair.sealer.command(order())
    pair.clock.advance(after)
    pair.opener.hear_clock(pair.sealer.heartbeat())
    assert pair.code(sealed) == code


def test_a_command_grows_old_on_the_device_even_if_the_heartbeats_are_held_back_with_it(pair: Pair) -> None:
    stopwatch = SetClock(0)
    pair.opener = pair.device(elapsed=stopwatch)
    pair.opener.hear_clock(pair.sealer.heartbeat())
    sealed = pair.sealer.command(order())
    stopwatch.advance(LIFETIME + 1)
    assert pair.code(sealed) == "late"


def test_a_late_command_is_used_up_too(pair: Pair) -> None:
    sealed = pair.sealer.command(order(), lifetime=-1)
    assert [pair.code(sealed), pair.code(sealed)] == ["late", "replayed"]


def test_after_a_break_nothing_is_obeyed_before_the_site_clock_is_heard(pair: Pair) -> None:
    pair.opener.connection_lost()
    assert pair.code(pair.sealer.command(order())) == "clock_unknown"
    pair.opener.hear_clock(pair.sealer.heartbeat())
    assert pair.code(pair.sealer.command(order())) == "opened"


def test_a_command_for_another_device_is_void(pair: Pair) -> None:
    assert pair.code(pair.sealer.command(order("T-2"))) == "readdressed"


def test_a_command_readdressed_by_a_stranger_is_void(pair: Pair) -> None:
    told = json.loads(pair.sealer.command(order("T-2")))
    told["device"] = told["command"]["device"] = "T-1"
    assert pair.code(json.dumps(told).encode()) == "altered"


def test_a_retained_command_is_void(pair: Pair) -> None:
    sealed = pair.sealer.command(order())
    assert [pair.code(sealed, retained=True), pair.code(sealed)] == ["retained", "opened"]


def test_a_command_of_a_deposed_engine_is_void(pair: Pair) -> None:
    old, new = pair.sealer.command(order()), pair.engine(epoch=2)
    pair.opener.hear_clock(new.heartbeat())
    assert [pair.code(old), pair.code(new.command(order()))] == ["deposed", "opened"]


def test_the_command_of_a_new_engine_deposes_the_old_one_by_itself(pair: Pair) -> None:
    assert pair.code(pair.engine(epoch=2).command(order())) == "opened"
    assert pair.code(pair.sealer.command(order())) == "deposed"


def test_an_engine_that_starts_again_with_the_same_epoch_is_obeyed(pair: Pair) -> None:
    for _ in range(20):
        assert pair.code(pair.sealer.command(order())) == "opened"
    pair.clock.advance(1000)
    assert pair.code(pair.engine().command(order())) == "opened"


def test_another_site_cannot_command_our_doors(pair: Pair) -> None:
    other = Sealer(fresh_keys(SeededChance("elsewhere")), site="M", epoch=1, clock=pair.clock)
    assert pair.code(other.command(order())) == "altered"


def test_a_heartbeat_from_a_stranger_or_from_before_does_not_set_the_clock(pair: Pair) -> None:
    old = pair.sealer.heartbeat()
    pair.clock.advance(60_000)
    pair.opener.hear_clock(pair.sealer.heartbeat())
    stranger = Sealer(fresh_keys(SeededChance("elsewhere")), site="M", epoch=9, clock=pair.clock).heartbeat()
    for payload, code in ((old, "replayed"), (stranger, "altered"), (b"{}", "unreadable")):
        with pytest.raises(Void) as void:
            pair.opener.hear_clock(payload)
        assert void.value.code == code
    assert pair.opener.now == pair.clock.now()


def test_an_old_heartbeat_does_not_make_late_commands_fresh_after_a_break(pair: Pair) -> None:
    old, sealed = pair.sealer.heartbeat(), pair.sealer.command(order())
    pair.clock.advance(60_000)
    pair.opener.hear_clock(pair.sealer.heartbeat())
    pair.opener.connection_lost()
    with pytest.raises(Void):
        pair.opener.hear_clock(old)
    assert pair.code(sealed) == "clock_unknown"


def test_a_forged_receipt_is_not_believed(pair: Pair) -> None:
    stored = Acknowledge(device="T-1", boot=1, seq=5)
    genuine = pair.sealer.receipt(stored)
    assert pair.opener.receipt(genuine) == stored
    forged = json.dumps({**json.loads(genuine), "seq": 500}).encode()
    with pytest.raises(Void, match="MAC"):
        pair.opener.receipt(forged)


# --------------------------------------------------------------------------------------------------------- properties

keys_and_values = st.tuples(
    st.sampled_from(["v", "device", "epoch", "sequence", "expires_at", "mac", "more"]),
    st.integers() | st.text(max_size=10) | st.none() | st.booleans() | st.floats(allow_nan=False),
)


@given(keys_and_values)
def test_an_envelope_with_any_field_changed_is_void(change: tuple[str, object]) -> None:
    pair = Pair()
    told = json.loads(pair.sealer.command(order()))
    changed = {**told, change[0]: change[1]}
    assert (pair.code(json.dumps(changed).encode()) == "opened") == (changed == told and _same_types(changed, told))


def _same_types(one: dict[str, object], other: dict[str, object]) -> bool:
    return all(type(one[name]) is type(other[name]) for name in other)


@given(
    st.sampled_from(["access_point", "admission", "seconds", "text_zh", "is", "device"]), st.integers(0, 9) | st.text()
)
def test_a_command_with_any_part_changed_is_void(part: str, value: object) -> None:
    pair = Pair()
    told = json.loads(pair.sealer.command(order()))
    before = told["command"][part]
    told["command"][part] = value
    assert (pair.code(json.dumps(told).encode()) == "opened") == (before == value and type(before) is type(value))


@given(st.integers(0, 600), st.integers(1, 255))
def test_an_envelope_with_any_byte_changed_is_never_obeyed_differently(place: int, flip: int) -> None:
    pair = Pair()
    sealed = bytearray(pair.sealer.command(order()))
    sealed[place % len(sealed)] ^= flip
    try:
        assert pair.opener.open(bytes(sealed)) == order()
    except Void:
        pass


@given(st.binary(max_size=120))
def test_no_bytes_whatever_are_obeyed(payload: bytes) -> None:
    assert Pair().code(payload) == "unreadable"


@given(st.lists(st.integers(0, 7), max_size=30))
def test_however_often_and_in_whatever_order_they_arrive_each_is_obeyed_at_most_once_and_in_order(
    arrivals: list[int],
) -> None:
    pair = Pair()
    sealed = [pair.sealer.command(order(admission=number)) for number in range(8)]
    obeyed: list[int] = []
    for number in arrivals:
        try:
            command: Command = pair.opener.open(sealed[number])
        except Void:
            continue
        assert isinstance(command, OpenDoor)
        obeyed.append(command.admission)
    assert obeyed == sorted(set(obeyed))
    assert bool(obeyed) == bool(arrivals)
