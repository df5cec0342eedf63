"""The gathering socket gives the library its single bytes from one read, and keeps what the system does not take yet."""

import select
import socket
import struct
from collections.abc import Iterator

import pytest

from devices.gathering import AT_ONCE, GatheringSocket

Pair = tuple[GatheringSocket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        ours = socket.create_connection(server.getsockname())
        theirs, _ = server.accept()
    ours.setblocking(False)
    theirs.settimeout(5)
    line = GatheringSocket(ours)
    yield line, theirs
    line.close()
    theirs.close()


def arrived(line: GatheringSocket) -> None:
    """Wait until there is something to read."""
    assert select.select([line], [], [], 5)[0]


def test_one_read_of_the_system_serves_many_small_ones(pair: Pair) -> None:
    line, other = pair
    other.send(b"abcdef")
    arrived(line)
    assert line.recv(1) == b"a"
    assert line.unread
    assert line.recv(2) + line.recv(100) == b"bcdef"
    assert not line.unread


def test_nothing_to_read_is_said_as_a_socket_says_it(pair: Pair) -> None:
    line, _ = pair
    with pytest.raises(BlockingIOError):
        line.recv(1)


def test_the_end_of_the_line_is_an_empty_read(pair: Pair) -> None:
    line, other = pair
    other.send(b"a")
    other.close()
    arrived(line)
    assert (line.recv(10), line.recv(10)) == (b"a", b"")


def test_what_is_sent_leaves_with_the_flush(pair: Pair) -> None:
    line, other = pair
    assert line.send(b"ab") == 2
    line.send(b"cd")
    assert line.unsent
    line.flush()
    assert other.recv(10) == b"abcd"
    assert not line.unsent


def test_what_the_system_does_not_take_waits_and_is_not_sent_twice(pair: Pair) -> None:
    line, other = pair
    message = bytes(range(256)) * 64 * 1024
    line.send(message)
    line.flush()
    assert line.unsent
    heard = bytearray()
    while len(heard) < len(message):
        line.flush()
        heard += other.recv(AT_ONCE)
    assert heard == message


def test_closing_sends_what_still_waits(pair: Pair) -> None:
    line, other = pair
    line.send(b"good-bye")
    line.close()
    assert other.recv(100) == b"good-bye"


def test_a_broken_line_is_said_when_flushing(pair: Pair) -> None:
    line, other = pair
    other.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    other.close()  # without a good-bye
    arrived(line)
    line.send(b"a")
    with pytest.raises(OSError, match=r"reset|pipe"):
        line.flush()
