"""A socket that reads and writes much at once, for a library that asks for single bytes.

Each call to the system lets another thread take the interpreter, and getting it back costs more than the message itself when
that thread is the engine: byte by byte a burst of readings costs three times as much.
"""

from __future__ import annotations

import contextlib
import socket

AT_ONCE = 16 * 1024
"""So much is read in one go: some hundred measurements, after which the other threads have their turn."""

QUICKACK: int | None = getattr(socket, "TCP_QUICKACK", None)
"""A broker without TCP_NODELAY holds a message back until the one before is confirmed, and the system takes 40 ms for that where
nothing is said in return: one presentation in a hundred waited so. Linux only; it has to be asked for again after every read."""


class GatheringSocket:
    """What the MQTT library needs of a socket, with a buffer each way. Used by one thread only, the network thread.

    ``unread`` tells that bytes have come which the library has not asked for yet, ``unsent`` that :meth:`flush` has work to do.
    """

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._came, self._at = b"", 0
        self._going = bytearray()

    @property
    def unread(self) -> bool:
        """Whether there is something to read without asking the system."""
        return self._at < len(self._came)

    @property
    def unsent(self) -> bool:
        """Whether something waits to be sent."""
        return bool(self._going)

    def recv(self, size: int) -> bytes:
        """Up to ``size`` bytes; empty at the end of the line. Raises :class:`BlockingIOError` when none have come."""
        if not self.unread:
            self._came, self._at = self._line.recv(AT_ONCE), 0
            if QUICKACK is not None:
                self._line.setsockopt(socket.IPPROTO_TCP, QUICKACK, 1)
        piece = self._came[self._at : self._at + size]
        self._at += len(piece)
        return piece

    def send(self, data: bytes | bytearray) -> int:
        """Take bytes to be sent by :meth:`flush`."""
        self._going += data
        return len(data)

    def flush(self) -> None:
        """Send what the system takes now; the rest waits. Raises :class:`OSError` when the line is broken."""
        with contextlib.suppress(BlockingIOError):
            while self._going:
                del self._going[: self._line.send(self._going)]

    def close(self) -> None:
        """Send what can still be sent, and close."""
        with contextlib.suppress(OSError):
            self.flush()
        self._line.close()

    def fileno(self) -> int:
        """The system's number of the socket, to wait on."""
        return self._line.fileno()

    def setblocking(self, blocking: bool) -> None:
        """Whether :meth:`recv` waits; never, once connected."""
        self._line.setblocking(blocking)
