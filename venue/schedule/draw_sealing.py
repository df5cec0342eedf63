"""What is sealed of a draw: AES-256-GCM under a key for each part of each draw, derived from the key store and never stored.

Whoever has the database without the key store reads nothing. The program itself holds secrets and result in memory for the moment
in which it draws or unseals; see docs/decisions/0012-draws.md for who could know what when.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from venue.core.keys import seal, unseal
from venue.core.work import Work
from venue.journal.verify import canonical_bytes, parse_object
from venue.schedule.draw_tables import draw_secrets

RESULT = "result"


def part_of(party: str) -> str:
    """Under which part the revealed secret of a party is put away."""
    return f"party:{party}"


def bound(site: str, draw: str, part: str) -> str:
    """What a ciphertext is bound to, and what its key is derived for: moved to another row it does not open."""
    return f"draw:{site}:{draw}:{part}"


def put_away(work: Work, draw: str, part: str, what: dict[str, Any]) -> None:
    """Store a part as ciphertext."""
    here = bound(work.site, draw, part)
    key = work.standing.keys.derived("personal", here)
    sealed = seal(key, canonical_bytes(what), bound_to=here, chance=work.chance)
    work.insert(draw_secrets, site=work.site, draw=draw, part=part, sealed=sealed)


def taken_out(work: Work, draw: str, part: str) -> dict[str, Any]:
    """What was put away; it stays. Raises SealBroken when it is not there or was tampered with."""
    here = bound(work.site, draw, part)
    mine = (draw_secrets.c.site == work.site, draw_secrets.c.draw == draw, draw_secrets.c.part == part)
    sealed = work.scalar(sa.select(draw_secrets.c.sealed).where(*mine))
    key = work.standing.keys.derived("personal", here)
    return parse_object(unseal(key, bytes(sealed or b""), bound_to=here).decode())


def forget(work: Work, draw: str, *, but: str = "") -> None:
    """Destroy what is sealed of a draw, all parts or all but one."""
    work.delete(draw_secrets, draw_secrets.c.site == work.site, draw_secrets.c.draw == draw, draw_secrets.c.part != but)
