"""Between the engine and the desks: acts are asked and answered, notices told, strangers shut out, silence noticed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from devices.desk_relay import DeskRelay, EngineSilent, Standing
from devices.lanes import MqttWire
from devices.letters import LARGEST, Forged, Letter, Post
from devices.parsing import Delivery
from devices.relay import EngineRelay, Merge, letters_of, notices_in
from devices.seams import Seams
from devices.topics import relay, relay_all
from devices.wire import MemoryBroker, MemoryWire
from tests.devices.conftest import KEYS, NINE_FORTY
from venue.core.acts import Refused
from venue.core.bus import Bus
from venue.core.chance import SeededChance
from venue.core.clock import SetClock
from venue.core.keys import fresh_keys
from venue.core.messages import Answer, Changed, Notice, Request


class ValuesRead(Notice, frozen=True, kw_only=True):
    """A notice of the kind that comes thousands of times a second."""

    values: tuple[tuple[str, int], ...]


class DoorOpened(Notice, frozen=True, kw_only=True):
    """A notice of which each one counts."""

    number: int


class Clerk:
    """Stands for the engine: answers what waits in the inbox."""

    def __init__(self, seams: Seams, answers: Callable[[Request], Answer]) -> None:
        self.seams, self.answers, self.asked = seams, answers, list[Request]()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._over.is_set():
            for message in self.seams.inbox.take(timeout=0.02):
                assert isinstance(message, Request)
                self.asked.append(message)
                self.seams.bus.publish(self.answers(message))

    def stop(self) -> None:
        self._over.set()
        self._thread.join()


def agree(request: Request) -> Answer:
    return Answer(id=request.id, ok=True, value={"round": 1, "by": request.desk, **request.args})


class Office:
    """An engine and one desk on a line in memory; pulses and letters leave when the test says so."""

    def __init__(self, seams: Seams, *, merges: dict[type[Notice], Merge] | None = None) -> None:
        self.seams = seams
        self.broker = MemoryBroker()
        self.letters: list[Delivery] = []
        listener = self.broker.join()
        for topic in (relay(seams.site, "+", "request"), relay(seams.site, "+", "answer")):
            listener.subscribe(topic, self.letters.append)
        for way in ("notice", "pulse"):
            listener.subscribe(relay_all(seams.site, way), self.letters.append)
        self.stranger = self.broker.join()
        self.engine_line, self.desk_line = self.broker.join(), self.broker.join()
        self.wall = SetClock(NINE_FORTY)
        more = {"merges": merges} if merges is not None else {}
        self.engine = EngineRelay(seams, self.engine_line, facts=lambda: {"inbox": 0}, wall=self.wall, **more)
        self.bus, self.told = Bus(), list[Notice]()
        self.standings: list[Standing] = []
        self.bus.subscribe(Notice, self.told.append)
        self.desk = self.at_desk("desk-1", self.desk_line)
        self._listen()

    def at_desk(self, name: str, line: MemoryWire) -> DeskRelay:
        shared = {"site": self.seams.site, "keys": self.seams.keys, "wall": self.wall}
        return DeskRelay(desk=name, wire=line, bus=self.bus, told=self.standings.append, **shared)

    def _listen(self) -> None:
        """What open() does, without the threads."""
        for relayed in (self.engine, self.desk):
            for name in ("_beats", "_watch"):
                if hasattr(relayed, name):
                    setattr(relayed, name, () if name == "_beats" else _Still())
            relayed.open()
        self.engine.pulse()
        self.told.clear()

    def way(self, name: str) -> list[Delivery]:
        return [letter for letter in self.letters if json.loads(letter.payload)["way"] == name]


class _Still:
    def start(self) -> None: ...

    def stop(self) -> None: ...


@pytest.fixture
def office(seams: Seams) -> Office:
    return Office(seams)


@pytest.fixture
def clerk(office: Office) -> Iterator[Clerk]:
    working = Clerk(office.seams, agree)
    yield working
    working.stop()


# ------------------------------------------------------------------------------------------------------------- asking


def test_an_act_is_asked_and_answered(office: Office, clerk: Clerk) -> None:
    value = office.desk.ask("patrols.begin", {"round": 2}, session="s-1")
    assert value == {"round": 2, "by": "desk-1"}
    assert (clerk.asked[0].act, clerk.asked[0].session) == ("patrols.begin", "s-1")


def test_a_refusal_comes_as_the_refusal_it_is(office: Office) -> None:
    no = Clerk(office.seams, lambda asked: Answer(id=asked.id, ok=False, code="patrols.open", args={"round": 1}))
    with pytest.raises(Refused) as refused:
        office.desk.ask("patrols.begin", {})
    no.stop()
    assert (refused.value.code, refused.value.args_) == ("patrols.open", {"round": 1})


def test_silence_is_a_timeout_that_says_what_is_not_known(office: Office) -> None:
    with pytest.raises(TimeoutError, match="尚不确定"):
        office.desk.ask("patrols.begin", {}, timeout=0.05)


def test_without_an_engine_nothing_is_sent(seams: Seams) -> None:
    desk = DeskRelay(site=seams.site, desk="d", wire=MemoryBroker().join(), bus=Bus(), keys=seams.keys)
    with pytest.raises(EngineSilent, match="没有发出"):
        desk.ask("patrols.begin", {}, timeout=0.01)


def test_an_answer_goes_to_the_desk_that_asked(office: Office, clerk: Clerk) -> None:
    office.desk.ask("patrols.begin", {})
    assert [letter.topic for letter in office.way("answer")] == [relay(office.seams.site, "desk-1", "answer")]


def test_a_desk_hears_of_the_change_before_it_hears_that_its_act_is_done(office: Office) -> None:
    def change(request: Request) -> Answer:
        office.seams.bus.publish(DoorOpened(number=7))
        return agree(request)

    clerk = Clerk(office.seams, change)
    office.desk.ask("doors.open", {})
    clerk.stop()
    assert office.told == [DoorOpened(number=7)]


def test_what_is_too_large_for_a_letter_is_refused_at_the_desk(office: Office) -> None:
    with pytest.raises(Refused, match=r"relay\.too_large"):
        office.desk.ask("faces.enrol", {"photo": "x" * LARGEST})


def test_an_answer_too_large_for_a_letter_says_so(office: Office) -> None:
    clerk = Clerk(office.seams, lambda asked: Answer(id=asked.id, ok=True, value="x" * LARGEST))
    with pytest.raises(Refused, match=r"relay\.too_large"):
        office.desk.ask("export", {})
    clerk.stop()


# ---------------------------------------------------------------------------------------------------------- strangers


def request_letter(office: Office, *, keys: Any = KEYS, **changed: Any) -> bytes:
    desk = str(changed.get("desk", "desk-1"))
    body = msgspec.json.encode(Request(id="forged", act="doors.open", args={}, desk=desk))
    letter = Letter(
        way="request",
        desk=desk,
        session=office.engine.session,
        pulse=1,
        sequence=10**15,
        at=0,
        body=body,
    )
    return Post(keys, site=office.seams.site).sealed(msgspec.structs.replace(letter, **changed))


def taken(office: Office, payload: bytes, *, desk: str = "desk-1") -> int:
    office.stranger.publish(relay(office.seams.site, desk, "request"), payload)
    return len(office.seams.inbox.take(timeout=0))


def test_a_request_with_the_key_is_taken(office: Office) -> None:
    assert taken(office, request_letter(office)) == 1  # the control of all below


def test_a_request_under_another_key_is_not_taken(office: Office) -> None:
    assert taken(office, request_letter(office, keys=fresh_keys(SeededChance("stranger")))) == 0
    assert office.engine.refused["forged"] == 1


def test_plain_text_is_not_taken(office: Office) -> None:
    assert taken(office, b'{"is":"Request","id":"1","act":"doors.open","args":{}}') == 0


def test_a_recorded_request_is_not_taken_twice(office: Office) -> None:
    payload = request_letter(office)
    assert [taken(office, payload), taken(office, payload)] == [1, 0]
    assert office.engine.refused["replayed"] == 1


def test_a_request_recorded_before_ten_pulses_is_not_taken(office: Office) -> None:
    payload = request_letter(office)
    for _ in range(11):
        office.engine.pulse()
    assert (taken(office, payload), office.engine.refused["pulse"]) == (0, 1)


def test_a_request_to_an_earlier_run_of_the_engine_is_not_taken(office: Office) -> None:
    payload = request_letter(office, session=office.engine.session - 1)
    assert (taken(office, payload), office.engine.refused["session"]) == (0, 1)


def test_the_letter_of_one_desk_is_not_taken_for_anothers(office: Office) -> None:
    assert taken(office, request_letter(office), desk="desk-2") == 0


@pytest.mark.parametrize("field", ["way", "desk", "session", "pulse", "sequence", "at", "sealed"])
def test_a_letter_with_any_part_changed_does_not_open(office: Office, field: str) -> None:
    told = json.loads(request_letter(office))
    value = told[field]
    told[field] = value + 1 if isinstance(value, int) else ("B" if value[0] == "A" else "A") + value[1:]
    post = Post(KEYS, site=office.seams.site)
    with pytest.raises(Forged):
        post.opened(json.dumps(told).encode())


def test_a_letter_of_another_site_does_not_open(office: Office) -> None:
    with pytest.raises(Forged):
        Post(KEYS, site="elsewhere").opened(request_letter(office))


def test_a_stranger_reads_neither_acts_nor_passwords(office: Office, clerk: Clerk) -> None:
    office.desk.ask("accounts.sign_in", {"account": "limin", "password": "correct horse"})
    office.seams.bus.publish(Changed(noun="accounts", ids=("limin",)))
    office.engine.flush()
    on_the_wire = b"".join(letter.payload for letter in office.letters)
    assert b"limin" not in on_the_wire
    assert b"horse" not in on_the_wire


def test_a_forged_or_replayed_notice_is_not_told(office: Office) -> None:
    office.seams.bus.publish(DoorOpened(number=1))
    office.engine.flush()
    topic, recorded = relay_all(office.seams.site, "notice"), office.way("notice")[0].payload
    office.stranger.publish(topic, recorded)
    office.stranger.publish(topic, b'[{"is":"DoorOpened","number":2}]')
    assert office.told == [DoorOpened(number=1)]
    assert (office.desk.refused["replayed"], office.desk.refused["forged"]) == (1, 1)


# ------------------------------------------------------------------------------------------------------------ notices


def test_notices_come_in_their_order(office: Office) -> None:
    for number in range(5):
        office.seams.bus.publish(DoorOpened(number=number))
    office.engine.flush()
    assert office.told == [DoorOpened(number=number) for number in range(5)]
    assert len(office.way("notice")) == 1


def test_of_what_only_says_the_newest_the_newest_goes(seams: Seams) -> None:
    office = Office(seams, merges={ValuesRead: Merge("values", by_first=True), Changed: Merge("ids")})
    for number in range(1000):
        office.seams.bus.publish(ValuesRead(values=(("co2", number), (f"p{number % 2}", number))))
        office.seams.bus.publish(Changed(noun="alarms", ids=(str(number % 3),)))
    office.engine.flush()
    assert office.told == [
        ValuesRead(values=(("co2", 999), ("p0", 998), ("p1", 999))),
        Changed(noun="alarms", ids=("0", "1", "2")),
    ]


def test_changes_of_different_nouns_are_kept_apart(office: Office) -> None:
    for noun in ("alarms", "bookings", "alarms"):
        office.seams.bus.publish(Changed(noun=noun, ids=("1",)))
    office.engine.flush()
    assert sorted(notice.noun for notice in office.told) == ["alarms", "bookings"]


def test_many_notices_go_in_several_letters(office: Office) -> None:
    notices: list[Notice] = [DoorOpened(number=number) for number in range(100)]
    bodies = letters_of(notices, largest=500)
    assert len(bodies) > 5
    assert [notice for body in bodies for notice in notices_in(body)[0]] == notices


def test_a_notice_that_this_desk_does_not_know_is_counted_and_passed_over(office: Office) -> None:
    known, strange = notices_in(b'[{"is":"FromTheFuture","x":1},{"is":"DoorOpened","number":1}]')
    assert (known, strange) == ([DoorOpened(number=1)], 1)


def test_a_request_is_no_notice(office: Office) -> None:
    assert notices_in(b'[{"is":"Request","id":"1","act":"doors.open","args":{}}]') == ([], 1)


# ----------------------------------------------------------------------------------------------------------- standing


def test_the_desk_knows_from_when_its_data_are(office: Office) -> None:
    office.seams.clock.advance(1000)  # type: ignore[attr-defined]
    office.engine.pulse()
    assert office.desk.standing == Standing(True, NINE_FORTY + 1000, True, {"inbox": 0})


def test_the_desk_says_so_when_the_engine_falls_silent(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.desk.watch()
    assert office.desk.standing.connected is True
    later = time.monotonic() + 4
    monkeypatch.setattr(time, "monotonic", lambda: later)
    office.desk.watch()
    assert (office.desk.standing.connected, office.desk.standing.data_from) == (False, NINE_FORTY)


def test_the_desk_says_so_when_the_broker_is_gone(office: Office) -> None:
    office.desk_line.cut()
    office.desk.watch()
    assert (office.standings[-1].connected, office.standings[-1].broker) == (False, False)


def test_a_desk_that_missed_something_looks_at_everything_again(office: Office) -> None:
    office.engine.flush()
    office.desk_line.cut()
    office.seams.bus.publish(DoorOpened(number=1))
    office.engine.flush()
    office.desk_line.mend()
    office.seams.bus.publish(DoorOpened(number=2))
    office.engine.flush()
    assert office.told == [Changed(noun="*"), DoorOpened(number=2)]


def test_a_desk_that_missed_the_last_notice_finds_out_by_the_pulses(office: Office) -> None:
    office.desk_line.cut()
    office.seams.bus.publish(DoorOpened(number=1))
    office.engine.flush()
    office.desk_line.mend()
    office.engine.pulse()
    assert office.told == []  # it may still be on its way
    office.engine.pulse()
    assert office.told == [Changed(noun="*")]


def test_a_new_run_of_the_engine_is_noticed_and_an_old_pulse_is_not(office: Office) -> None:
    recorded = office.way("pulse")[0].payload
    office.wall.advance(60_000)
    again = EngineRelay(office.seams, office.engine_line, wall=office.wall)
    again.pulse()
    office.stranger.publish(relay_all(office.seams.site, "pulse"), recorded)
    assert office.told == [Changed(noun="*")]
    assert office.desk.refused["session"] == 1


# ---------------------------------------------------------------------------------------------------- over a real broker


def test_two_desks_work_over_a_real_broker(wire: Callable[[str], MqttWire], seams: Seams) -> None:
    clerk = Clerk(seams, agree)
    heard, told = threading.Event(), list[Notice]()
    buses = [Bus(), Bus()]
    buses[1].subscribe(DoorOpened, lambda notice: (told.append(notice), heard.set()))
    desks = [
        DeskRelay(site=seams.site, desk=f"desk-{number}", wire=wire(f"desk-{number}"), bus=bus, keys=seams.keys)
        for number, bus in enumerate(buses)
    ]
    with EngineRelay(seams, wire("engine")), desks[0], desks[1]:
        values = [desk.ask("patrols.begin", {"round": 3}) for desk in desks]
        seams.bus.publish(DoorOpened(number=9))
        assert heard.wait(5)
    clerk.stop()
    assert [value["by"] for value in values] == ["desk-0", "desk-1"]
    assert told == [DoorOpened(number=9)]
