"""Acts of people: serialisable requests by name, with the roles that may ask for them.

An act is a function whose first argument is the open :class:`~venue.core.work.Work`; all others are keyword-only and
JSON-shaped. The same function serves a button, a key, an import and another system.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from venue.core.work import Work

F = TypeVar("F", bound=Callable[..., Any])


class Refused(Exception):
    """The site says no to an act. ``code`` and ``args`` are rendered per language; nothing was changed."""

    def __init__(self, code: str, **args: str | int) -> None:
        super().__init__(f"{code} {args}")
        self.code = code
        self.args_ = args


@dataclass(frozen=True)
class No:
    """A refusal that is itself stored (a failed sign-in counts): returned by an act instead of raising, so nothing rolls back."""

    code: str
    args: dict[str, str | int]


@dataclass(frozen=True)
class Act:
    """A named act: who may ask for it and what does it."""

    name: str
    roles: frozenset[str]
    does: Callable[..., Any]


ACTS: dict[str, Act] = {}
ANYBODY = "anybody"
SIGNED_IN = "signed_in"


def act(name: str, *roles: str) -> Callable[[F], F]:
    """Register a function as the act ``name``. ``ANYBODY`` needs no sign-in, ``SIGNED_IN`` any account."""

    def register(does: F) -> F:
        if name in ACTS:
            raise ValueError(f"two acts are called {name}")
        ACTS[name] = Act(name, frozenset(roles), does)
        return does

    return register


def perform(work: Work, name: str, args: dict[str, Any]) -> Any:
    """Do the act on the open transaction; raises :class:`Refused` when it may not be or does not exist."""
    wanted = ACTS.get(name)
    if wanted is None:
        raise Refused("act.unknown", act=name)
    _permitted(work, wanted)
    try:
        inspect.signature(wanted.does).bind(work, **args)
    except TypeError as fault:
        raise Refused("act.arguments", act=name, fault=str(fault)) from fault
    return wanted.does(work, **args)


def _permitted(work: Work, wanted: Act) -> None:
    if ANYBODY in wanted.roles:
        return
    if not work.principal.account:
        raise Refused("act.sign_in_first", act=wanted.name)
    if SIGNED_IN in wanted.roles or work.principal.may(*wanted.roles):
        return
    raise Refused("act.not_yours", act=wanted.name)
