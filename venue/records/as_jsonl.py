"""The patrol log for machines: a header with the public key, one chained line a record, a signed trailer with the counts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from venue.conduct.patrol_views import Finding
from venue.journal.chain import ChainWriter, Signer, header
from venue.records.patrol_log import LogDay, LogRound, LogVisit, PatrolLog

CONTENT = "patrols"
"""What the header says the file holds."""


def jsonl_bytes(log: PatrolLog, signer: Signer) -> tuple[bytes, str]:
    """The whole file, and the hash (hex) that closes its chain. The same log and key give the same bytes."""
    out = io.BytesIO()
    writer = ChainWriter(out, _header(log, signer), signer)
    for record in _records(log):
        writer.write(record)
    chain = writer.close(asdict(log.totals))
    return out.getvalue(), chain


def _header(log: PatrolLog, signer: Signer) -> dict[str, Any]:
    head = log.letterhead
    fields = header(signer, site=head.site, kind=head.kind, content=CONTENT, read_at=log.read_at, at=log.generated_at)
    sealed = {} if log.head is None else {"head": asdict(log.head)}
    return {**fields, **sealed, "name": head.name_zh, "first": log.first, "last": log.last}


def _records(log: PatrolLog) -> Iterator[dict[str, Any]]:
    for day in log.days:
        yield _day(day)
    for one in log.rounds:
        yield _round(one)
        for of in one.points:
            yield _point(one, of)
    for finding in log.findings:
        yield _finding(finding)


def _day(day: LogDay) -> dict[str, Any]:
    return {"record": "day", **asdict(day), "workday": int(day.workday), "met": int(day.met)}


def _round(one: LogRound) -> dict[str, Any]:
    facts = known(asdict(one.round) | {"whole": int(one.round.whole), "due_at": one.due_at})
    return {"record": "round", **facts, "points": list(one.round.points), "missed": list(one.round.missed)}


def _point(one: LogRound, of: LogVisit) -> dict[str, Any]:
    place = {"round": one.round.number, "checkpoint": of.point.checkpoint, "room": of.point.room}
    if of.visit is None:
        return {"record": "missed" if of.point.checkpoint in one.round.missed else "ahead", **place}
    visit = of.visit
    made = {"at": visit.at, "proof": visit.proof, "answers": dict(visit.answers), "position": visit.position}
    return {"record": "visit", **place, **made, "wrong": visit.wrong}


def _finding(finding: Finding) -> dict[str, Any]:
    return {"record": "finding", **known(asdict(finding))}


def known(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts without those nobody knows: canonical lines have no null."""
    return {name: value for name, value in facts.items() if value is not None}
