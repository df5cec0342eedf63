"""The line on which faults are made, and the stage on which everybody's script runs."""

from __future__ import annotations

from devices.simulator.line import SharedLine
from devices.simulator.stage import Reply, Script, Stage, Turn, Until
from devices.simulator.telemetry import SPARSE, scaled
from devices.terminals import Answered, Presentation
from devices.topics import command, site_clock, up
from devices.wire import MemoryBroker
from tests.devices.simulator.conftest import sample_site
from venue.core.clock import SECOND, SetClock

CLOCK = site_clock("M")
DOOR = up("M", "door", "T-01")


def line_and_ear() -> tuple[SharedLine, list[bytes], MemoryBroker]:
    broker = MemoryBroker()
    heard: list[bytes] = []
    broker.join().subscribe(DOOR, lambda delivery: heard.append(delivery.payload))
    return SharedLine(broker.join(), clock_topic=CLOCK), heard, broker


def test_a_lost_message_is_believed_sent_and_never_arrives() -> None:
    line, heard, _ = line_and_ear()
    line.lose("T-01")
    assert [line.publish(DOOR, b"1"), line.publish(DOOR, b"2")] == [True, True]
    assert (heard, line.sent, line.lost) == ([b"2"], 1, 1)


def test_a_doubled_message_arrives_twice_and_counts_twice() -> None:
    line, heard, _ = line_and_ear()
    line.duplicate("T-01")
    line.publish(DOOR, b"1")
    line.publish(DOOR, b"2")
    assert (heard, line.sent) == ([b"1", b"1", b"2"], 3)


def test_held_messages_arrive_late_and_in_order() -> None:
    line, heard, _ = line_and_ear()
    line.hold("T-01")
    line.publish(DOOR, b"1")
    line.publish(DOOR, b"2")
    assert heard == []
    assert line.release("T-01") == 2
    assert heard == [b"1", b"2"]


def test_what_arrives_waits_until_it_is_handed_out() -> None:
    line, _, broker = line_and_ear()
    heard: list[bytes] = []
    line.subscribe(command("M", "T-01"), lambda delivery: heard.append(delivery.payload))
    broker.join().publish(command("M", "T-01"), b"open")
    assert (heard, line.wait(arrived=1, timeout=1)) == ([], True)
    assert line.hand_out() == ["T-01"]
    assert heard == [b"open"]


def test_scripts_go_on_in_the_order_of_time() -> None:
    clock, order = SetClock(0), []

    def script(name: str, *times: int) -> Script:
        for at in times:
            yield Until(at * SECOND)
            order.append((clock.now() // SECOND, name))

    stage = Stage(clock)
    stage.play(script("a", 3, 5), 0)
    stage.play(script("b", 3, 4), 0)
    stage.step()
    while (due := stage.next_due) is not None:
        clock.set(due)
        stage.step()
    assert order == [(3, "a"), (3, "b"), (4, "b"), (5, "a")]


def test_one_waits_until_the_other_gives_his_turn_back() -> None:
    clock, order = SetClock(0), []
    stage = Stage(clock)

    def through(name: str, seconds: int) -> Script:
        yield Turn("door")
        order.append(name)
        yield Until(clock.now() + seconds * SECOND)
        stage.release("door")

    for name in ("first", "second", "third"):
        stage.play(through(name, 4), 0)
    stage.step()
    assert order == ["first"]
    for now in (4, 8):
        clock.set(now * SECOND)
        stage.step()
    assert order == ["first", "second", "third"]


def test_nobody_stands_before_a_silent_terminal_for_ever() -> None:
    clock, answers = SetClock(0), []
    asked = Presentation(1, 1, 0, "card", "C-1", "in")

    def script() -> Script:
        answers.append((yield Reply("T-01", asked)))
        answers.append((yield Reply("T-01", asked)))

    stage = Stage(clock)
    stage.play(script(), 0)
    stage.step()
    stage.answered("T-01", Answered(asked, True, 7, "", "", ""))
    assert stage.next_due == 15 * SECOND
    clock.set(15 * SECOND)
    stage.step()
    assert [answer and answer.admission for answer in answers] == [7, None]


def test_sparse_limits_of_silence_leave_room_for_two_missed_readings() -> None:
    site = sample_site()
    stretched = {device.code: device.silent_after_ms for device in scaled(site, SPARSE.factor).devices}
    assert stretched["C-57"] == 20 * 90_000
    assert stretched["PW-K1"] == 25 * 60_000
    assert scaled(site, 1.0) is site
