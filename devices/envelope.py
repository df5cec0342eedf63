"""Sealed envelopes: what a door obeys, forgets by, and tells the time by, proved to come from the engine.

No broker can be trusted with a door: it may be reached by strangers, deliver twice, late, or to whoever asks. So each
command carries device, epoch of the engine, sequence, expiry on the site's clock, and an HMAC-SHA256 under the device's own
key; the device keeps the highest (epoch, sequence) and obeys nothing at or below it. Receipts and the site's heartbeat
carry a MAC too: a forged receipt would make a terminal forget what is not stored, a forged clock would make late
commands look fresh.
"""

from __future__ import annotations

import hmac
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import msgspec

from venue.core.clock import SECOND, Clock, Millis, iso
from venue.core.keys import KeyStore
from venue.core.messages import Acknowledge, Command, decode
from venue.journal.verify import NotCanonical, canonical_bytes

# ------------------------------------------------------------------------------------------------------------- tables

VERSION = 1
LIFETIME: Millis = 5 * SECOND
"""How long a door command may be obeyed after it was sealed."""

VOID = {
    "unreadable": "not an envelope of this version",
    "retained": "a retained command; commands are never retained",
    "readdressed": "meant for another device",
    "altered": "the MAC does not fit: altered, or sealed under another key",
    "deposed": "from an engine that another one has replaced",
    "replayed": "its number, or a later one, was used before",
    "clock_unknown": "no heartbeat of the site was heard since the connection was made",
    "late": "its time is over on the site's clock",
}
"""Why an envelope is void at the device: code and English."""


@dataclass(frozen=True)
class DeviceKeys:
    """What a device is given when it is fitted: its own key, and the one under which all devices hear the site's clock."""

    own: bytes
    site: bytes

    def __repr__(self) -> str:
        return "DeviceKeys(sealed)"


def device_keys(keys: KeyStore, device: str) -> DeviceKeys:
    """The keys of one device, derived from the site's key for doors."""
    return DeviceKeys(keys.derived("doors", f"device/{device}"), keys.derived("doors", "clock"))


class Void(Exception):
    """An envelope that must not be obeyed. ``code`` is one of :data:`VOID`."""

    def __init__(self, code: str) -> None:
        super().__init__(VOID[code])
        self.code = code


class Memory(Protocol):
    """Where a device keeps the highest (epoch, sequence) over restarts."""

    highest: tuple[int, int]


@dataclass
class Forgetful:
    """A memory that lasts as long as the program: for tests and for devices whose restart forgets nothing else either."""

    highest: tuple[int, int] = (0, 0)


# -------------------------------------------------------------------------------------------------------------- rules


def mac(key: bytes, content: Mapping[str, Any]) -> str:
    """HMAC-SHA256, as hex, over the canonical JSON of everything but ``mac``. Raises ``NotCanonical`` on floats and such."""
    rest = {name: value for name, value in content.items() if name != "mac"}
    return hmac.digest(key, canonical_bytes(rest), "sha256").hex()


def sealed(key: bytes, content: dict[str, Any]) -> bytes:
    """The content as JSON with its MAC."""
    return canonical_bytes({**content, "mac": mac(key, content)})


def opened(key: bytes, content: Mapping[str, Any]) -> bool:
    """Whether the MAC in the content fits it."""
    told = content.get("mac")
    try:
        return isinstance(told, str) and hmac.compare_digest(mac(key, content).encode(), told.encode())
    except (NotCanonical, UnicodeEncodeError):
        return False


def _object(payload: bytes, **forms: type) -> dict[str, Any]:
    """The JSON object in the payload; every named field must be there, of exactly that type."""
    try:
        content = msgspec.json.decode(payload, type=dict[str, Any])
    except (ValueError, RecursionError):
        raise Void("unreadable") from None
    if content.get("v") != VERSION or any(type(content.get(name)) is not form for name, form in forms.items()):
        raise Void("unreadable")
    return content


@lru_cache(maxsize=8)
def _told_by(heartbeat: bytes, key: bytes) -> tuple[int, Millis]:
    """Epoch and time of an authentic heartbeat; remembered, because every terminal of a gateway hears the same one."""
    content = _object(heartbeat, epoch=int, now=int)
    if not opened(key, content):
        raise Void("altered")
    return content["epoch"], content["now"]


# --------------------------------------------------------------------------------------------------------------- acts


class Sealer:
    """The engine's side: seals commands, receipts and heartbeats.

    Sequence numbers only rise, over restarts too: each is above the last and not below the clock's milliseconds, so
    an engine that starts again with the same epoch is heard at once.
    """

    def __init__(self, keys: KeyStore, *, site: str, epoch: int, clock: Clock) -> None:
        self._keys, self._site, self._epoch, self._clock = keys, site, epoch, clock
        self._sequence = 0
        self._known: dict[str, DeviceKeys] = {}
        self._lock = threading.Lock()

    def command(self, command: Command, *, lifetime: Millis = LIFETIME) -> bytes:
        """The envelope of a command, void after ``lifetime`` milliseconds."""
        content = {
            "v": VERSION,
            "device": command.device,
            "epoch": self._epoch,
            "sequence": self._next(),
            "expires_at": self._clock.now() + lifetime,
            "command": msgspec.to_builtins(command),
        }
        return sealed(self._own(command.device), content)

    def receipt(self, stored: Acknowledge) -> bytes:
        """Everything of (device, boot) up to ``seq`` is stored. True for ever, so it carries no expiry."""
        content = {"v": VERSION, "device": stored.device, "boot": stored.boot, "seq": stored.seq}
        return sealed(self._own(stored.device), content)

    def heartbeat(self) -> bytes:
        """The site's clock now, and the engine's epoch. ``at`` says the same to people."""
        now = self._clock.now()
        content = {"v": VERSION, "site": self._site, "epoch": self._epoch, "now": now, "at": iso(now)}
        return sealed(device_keys(self._keys, "").site, content)

    def _own(self, device: str) -> bytes:
        if device not in self._known:
            self._known[device] = device_keys(self._keys, device)
        return self._known[device].own

    def _next(self) -> int:
        with self._lock:
            self._sequence = max(self._sequence + 1, self._clock.now())
            return self._sequence


class Opener:
    """The device's side: tells what may be obeyed, and keeps the highest (epoch, sequence) in ``memory``.

    ``elapsed`` is the device's own stopwatch in milliseconds: between two heartbeats time goes on, so a command that is
    held back together with the heartbeats still grows old. Without one the clock stands between heartbeats (simulated days).
    """

    def __init__(self, device: str, keys: DeviceKeys, *, memory: Memory | None = None, elapsed: Clock | None = None):
        self.device, self._keys, self._elapsed = device, keys, elapsed
        self._memory: Memory = Forgetful() if memory is None else memory  # an empty journal is a memory too
        self._told: Millis | None = None
        self._told_at: Millis = 0
        self._latest = (0, 0)
        self._heard_epoch = self._memory.highest[0]

    @property
    def now(self) -> Millis | None:
        """The site's time as far as this device knows; ``None`` before the first heartbeat of this connection."""
        if self._told is None:
            return None
        return self._told + (self._elapsed.now() - self._told_at if self._elapsed else 0)

    def connection_lost(self) -> None:
        """What comes after this may be old: nothing is obeyed until the site's clock is heard again."""
        self._told = None

    def hear_clock(self, payload: bytes) -> Millis:
        """Take the site's heartbeat; an older one than the last, or of a deposed engine, is void."""
        epoch, now = _told_by(payload, self._keys.site)
        if epoch < self._heard_epoch:
            raise Void("deposed")
        if (epoch, now) < self._latest:
            raise Void("replayed")
        self._latest, self._told, self._heard_epoch = (epoch, now), now, epoch
        self._told_at = self._elapsed.now() if self._elapsed else 0
        return now

    def open(self, payload: bytes, *, retained: bool = False) -> Command:
        """The command in the envelope. Raises :class:`Void`; an authentic number is used up even if it came too late."""
        if retained:
            raise Void("retained")
        content = _object(payload, device=str, epoch=int, sequence=int, expires_at=int, command=dict)
        self._is_ours(content)
        self._is_next(content["epoch"], content["sequence"])
        if self.now is None:
            raise Void("clock_unknown")
        if self.now > content["expires_at"]:
            raise Void("late")
        return self._command(content["command"])

    def receipt(self, payload: bytes) -> Acknowledge:
        """The receipt in the payload, if it is ours and authentic; raises :class:`Void`."""
        content = _object(payload, device=str, boot=int, seq=int)
        self._is_ours(content)
        return Acknowledge(device=self.device, boot=content["boot"], seq=content["seq"])

    def _is_ours(self, content: Mapping[str, Any]) -> None:
        if content["device"] != self.device:
            raise Void("readdressed")
        if not opened(self._keys.own, content):
            raise Void("altered")

    def _is_next(self, epoch: int, sequence: int) -> None:
        if epoch < max(self._heard_epoch, self._memory.highest[0]):
            raise Void("deposed")
        if (epoch, sequence) <= self._memory.highest:
            raise Void("replayed")
        self._memory.highest = (epoch, sequence)
        self._heard_epoch = epoch

    def _command(self, told: dict[str, Any]) -> Command:
        try:
            command = decode(msgspec.json.encode(told), Command)
        except ValueError:
            raise Void("unreadable") from None
        if not isinstance(command, Command) or command.device != self.device:
            raise Void("readdressed")
        return command
