"""What only a desk on the engine's own machine holds: the keys that sign, the database, the heads kept outside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.desk import Desk
from venue.core.database import Database
from venue.core.keys import KeyStore


@dataclass(frozen=True)
class Custody:
    """Fitted to `desk.fittings.custody` where the program is put together; needed to sign exports and to verify the book."""

    keys: KeyStore
    database: Database
    heads_file: Path


def custody_of(desk: Desk) -> Custody | None:
    """The desk's custody; ``None`` at a desk on another machine, which neither signs nor verifies."""
    return getattr(desk.fittings, "custody", None)
