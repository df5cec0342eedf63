"""Judging one presentation: the pure rule over facts, without wire or database, for every role at every phase."""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass

from benchmarks.figures import Figures, median
from composition import ROOT
from venue.access.entry_facts import Basis, Credential, Door, Facts, Holding, Person
from venue.access.entry_rules import judge, render
from venue.core.clock import HOUR, at_local
from venue.rules.loading import load_rules
from venue.rules.rule_book import RuleBook, in_force

AT = at_local("2026-11-23", "10:30")
ROLES = ("committee_member", "agency_staff", "agency_leader", "supervisor", "operator", "cleaner", "visitor", "bidder")
PHASES = ("scheduled", "opening", "assembling", "evaluating", "suspended", "clearing")


def arguments(parser: argparse.ArgumentParser) -> None:
    """How often."""
    parser.add_argument("--rounds", type=int, default=40, help="how often each case is judged")


def measure(chosen: argparse.Namespace) -> None:
    """Tell the microseconds of a judgement, and of a judgement with its sentences in both languages."""
    book = in_force(load_rules(ROOT / "resources" / "rules"), AT)
    cases = [_case(role, phase) for role in ROLES for phase in PHASES]
    figures = Figures("judge")
    figures.tell("us_a_judgement", _each(_Judging(book), cases, chosen.rounds), "us")
    figures.tell("us_with_words", _each(_Wording(book), cases, chosen.rounds), "us")


@dataclass(frozen=True)
class _Judging:
    book: RuleBook

    def __call__(self, facts: Facts) -> object:
        return judge(facts, self.book)


@dataclass(frozen=True)
class _Wording:
    book: RuleBook

    def __call__(self, facts: Facts) -> object:
        verdict = judge(facts, self.book)
        return [render(verdict, self.book, language) for language in ("zh", "en")]


def _each(does: _Judging | _Wording, cases: list[Facts], rounds: int) -> float:
    """Median over the rounds of the mean microseconds of a case."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        for facts in cases:
            does(facts)
        taken.append((time.perf_counter() - began) / len(cases) * 1e6)
    return median(taken)


def _case(role: str, phase: str) -> Facts:
    return Facts(
        at=AT,
        door=Door(code="D-E1", zone_from="Z2", zone_to="Z3", room_to="E1", room_kind="evaluation"),
        credential=Credential(kind="card", grade="B", result="match", factors=("code",)),
        person=Person(subject="P-1", status="known", agreement_from=AT - HOUR, agreement_until=AT + HOUR),
        bases=(Basis(role=role, project="G01", phase=phase, rooms=("E1",), seat_room="E1", gather_at=AT - HOUR),),
        projects_here=(Holding(project="G01", phase=phase),),
    )
