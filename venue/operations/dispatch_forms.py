"""What dispatch shows of a day: requests, proposals with their moves, the verdict on a drag."""

from __future__ import annotations

from dataclasses import dataclass

from venue.core.clock import Millis

Args = dict[str, str | int]


@dataclass(frozen=True)
class Spot:
    """Where a project stands in a plan: its opening time and the room of each purpose (``opening``, ``evaluation``, …)."""

    open_at: Millis
    rooms: dict[str, str]


@dataclass(frozen=True)
class DayRequest:
    """A project that wants a day. ``title`` is empty and ``secret`` true for 涉密项目.

    ``wish`` is the opening time asked for (as a sub-venue: the gathering), ``open_at`` the one it stands at, ``None`` while it
    has none; ``until`` when its last session ends. ``state``: ``placed``, ``held`` (provisionally), ``waiting`` (on the
    wait-list or not yet dispatched), ``displaced`` (a block took its room) or ``refused`` (the newest answer of the solver
    could not place it); ``code`` and ``args`` say why not. ``begun``: it has begun and stays. ``weight``: its weight in the
    objective.
    """

    project: str
    title: str
    secret: bool
    method: str
    category: str
    phase: str
    wish: Millis
    open_at: Millis | None
    until: Millis | None
    rooms: dict[str, str]
    state: str
    code: str
    args: Args
    begun: bool
    weight: int


@dataclass(frozen=True)
class CostParts:
    """What a plan costs, in the declared order of the objective: weights refused, minutes displaced, spare seats, tens of metres
    walked, rooms switched on; ``total`` is their weighted sum."""

    refused: int
    displaced: int
    spare: int
    walk: int
    lit: int
    total: int


@dataclass(frozen=True)
class Move:
    """One project in a proposal: ``before`` ``None`` when it has no place yet, ``after`` ``None`` when it loses its place.

    ``code`` and ``args`` are the sentence why; ``people``: how many must be told. A placed project that stays is no move.
    ``begun``: it has begun, so that the move is advice for people: taking the proposal leaves it where it is.
    """

    project: str
    before: Spot | None
    after: Spot | None
    code: str
    args: Args
    people: int
    begun: bool = False


@dataclass(frozen=True)
class Unplaced:
    """A request that a proposal does not place, with the sentence why."""

    project: str
    code: str
    args: Args


@dataclass(frozen=True)
class Told:
    """Who must be told of a move: ``group`` is ``agency``, ``committee``, ``bidders``, ``owner``, ``witness`` or ``service``."""

    project: str
    group: str
    people: int


@dataclass(frozen=True)
class Proposal:
    """An answer of the solver, or one that is being looked for.

    ``kind``: ``day`` or ``replan``; ``state``: ``solving``, ``ready``, ``applied``, ``discarded``, ``failed`` or ``stopped``
    (ended by somebody; what ``failed`` and ``stopped`` found before may be applied like ``ready``). ``cause_code`` and
    ``cause_args``: why it was asked for; ``fault_code`` and ``fault_args``: why it failed, or was discarded.
    ``seen_version`` is what ``dispatch.apply`` wants back. ``better``: how many better plans have come so far. ``gap`` is in
    thousandths of the cost, 1000 while nothing is known; a proven plan has 0. ``reasons`` has a sentence for every placed
    project, moved or not. ``changed``: projects that stand elsewhere now than when it was asked for; where one of them is a
    move, the proposal can no longer be applied.
    """

    number: int
    kind: str
    day: str
    days: int
    state: str
    cause_code: str
    cause_args: Args
    fault_code: str
    fault_args: Args
    asked_by: str
    asked_at: Millis
    seconds: int
    seen_version: int
    better: int
    cost: CostParts | None
    cost_before: CostParts | None
    bound: int
    gap: int
    proven: bool
    elapsed_ms: int
    moves: tuple[Move, ...]
    refused: tuple[Unplaced, ...]
    reasons: tuple[Unplaced, ...]
    told: tuple[Told, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Clash:
    """A claim in the way, buffers included: of ``project`` (empty for a block) on ``room``."""

    project: str
    room: str
    purpose: str
    busy_from: Millis
    busy_until: Millis


@dataclass(frozen=True)
class Advice:
    """What the newest answer of the solver says about a project, and what it costs there in place of where it would be dragged."""

    proposal: int
    spot: Spot
    cost: CostParts


@dataclass(frozen=True)
class DragVerdict:
    """Whether a project may stand where it is being dragged.

    Not ``allowed``: ``code`` and ``args`` say why, and ``clashes`` who is in the way; ``offers`` are the nearest legal opening
    times. ``cost_now`` and ``cost_then`` are the project's own parts of the objective, ``None`` while it has no place.
    """

    allowed: bool
    code: str
    args: Args
    clashes: tuple[Clash, ...]
    offers: tuple[Millis, ...]
    cost_now: CostParts | None
    cost_then: CostParts | None
    advice: Advice | None
