from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from venue.core.messages import Acknowledge, Heartbeat
from venue.core.work import Writer
from venue.monitoring.streams import Stream, Streams


def beat(seq: int, boot: int = 1) -> Heartbeat:
    return Heartbeat(device="T-01", boot=boot, seq=seq)


def hear(writer: Writer, streams: Streams, *beats: Heartbeat) -> tuple[list[bool], list[int]]:
    receipts: list[int] = []
    writer._deliver = lambda message: receipts.append(message.seq) if isinstance(message, Acknowledge) else None
    with writer.writing() as work:
        new = [streams.is_new(work, one) for one in beats]
        streams.write(work)
    return new, receipts


def test_a_number_that_came_before_is_a_duplicate_and_is_acknowledged_again(writer: Writer) -> None:
    streams = Streams()
    assert hear(writer, streams, beat(1), beat(1)) == ([True, False], [1])
    assert hear(writer, streams, beat(1)) == ([False], [1])


def test_a_receipt_never_passes_a_gap(writer: Writer) -> None:
    streams = Streams()
    assert hear(writer, streams, beat(1), beat(3), beat(4)) == ([True, True, True], [1])
    assert hear(writer, streams, beat(2)) == ([True], [4])


def test_what_was_stored_is_known_after_a_restart(writer: Writer) -> None:
    hear(writer, Streams(), beat(1), beat(3))
    assert hear(writer, Streams(), beat(3), beat(1), beat(2)) == ([False, False, True], [3])


def test_another_boot_counts_from_one_again(writer: Writer) -> None:
    streams = Streams()
    hear(writer, streams, beat(1), beat(2))
    assert hear(writer, streams, beat(1, boot=2)) == ([True], [1])


def test_an_unnumbered_message_is_always_new_and_gets_no_receipt(writer: Writer) -> None:
    assert hear(writer, Streams(), beat(0), beat(0)) == ([True, True], [])


def test_a_lost_transaction_makes_the_messages_new_again(writer: Writer) -> None:
    streams = Streams()
    try:
        with writer.writing() as work:
            assert streams.is_new(work, beat(1))
            streams.write(work)
            raise RuntimeError
    except RuntimeError:
        streams.forget()
    assert hear(writer, streams, beat(1)) == ([True], [1])


@given(st.permutations(range(1, 12)))
def test_in_whatever_order_numbers_come_none_is_missing_at_the_end(order: list[int]) -> None:
    stream = Stream()
    for seq in order:
        assert not stream.knows(seq)
        stream.take(seq)
    assert (stream.dense, stream.ahead) == (11, set())
