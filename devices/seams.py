"""What the engine's process hands to whatever carries messages in and out: the two seams, and what sealing needs."""

from __future__ import annotations

from dataclasses import dataclass

from venue.core.bus import Bus
from venue.core.clock import Clock
from venue.core.inbox import Inbox
from venue.core.keys import KeyStore


@dataclass(frozen=True)
class Seams:
    """The site's code, its way in and way out, its clock and keys, and the epoch of the engine that leads."""

    site: str
    inbox: Inbox
    bus: Bus
    clock: Clock
    keys: KeyStore
    epoch: int = 1
