"""G02's draws for tests: two sub-venues out of four centres, three coded experts on the remote seats."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from venue.core.acts import perform
from venue.core.chance import SeededChance
from venue.core.clock import SetClock, at_local
from venue.core.work import Principal, Work, Writer
from venue.journal.heads_file import HeadsFile
from venue.journal.seal import Sealer
from venue.journal.verify_draw import commitment_of
from venue.people import coded_names, persons
from venue.projects.projects import reserve
from venue.schedule.draw_document import DrawState, draw_document, draw_of
from venue.schedule.draw_rules import fresh_secret
from venue.site.places import PLACES

DAY = "2026-11-23"
PARTIES = ("host", "LY", "supervisor")
CENTRES = [
    {"code": "LY", "name": "临阳市中心"},
    {"code": "AH", "name": "安河市中心"},
    {"code": "QS", "name": "青山县中心"},
    {"code": "BL", "name": "白鹭县中心"},
]
ROLES = {"zongkong": {"operator", "clerk"}, "jingli": {"site_manager"}, "jiandu": {"supervisor"}}
SPEAKS = {"host": "zongkong", "LY": "jingli", "supervisor": "jiandu"}


def at(wall: str) -> int:
    return at_local(DAY, wall)


def hand(account: str) -> Principal:
    return Principal(account, frozenset(ROLES[account]), "M", "desk-1")


@dataclass
class Table:
    """The desk around which a draw is made: each party with its own account and its own seeded secrets."""

    writer: Writer
    clock: SetClock
    seed: str = "table"
    secrets: dict[tuple[str, str], str] = field(default_factory=dict)

    def ask(self, account: str, act: str, **args: Any) -> Any:
        with self.writer.writing(hand(account)) as work:
            return perform(work, act, args)

    def prepare(self) -> Table:
        with self.writer.writing() as work:
            reserve_remote(work, "G02")
            for name in ("X1", "X2", "X3"):
                subject = persons.register(work, kind="expert", personal={"name": name})
                assert coded_names.assign(work, project="G02", subject=subject) == name
            add_seats(work, "Z3r", 12)
            add_seats(work, "E1", 3)
        return self

    def open(self, kind: str = "seat", account: str = "zongkong", **more: Any) -> str:
        usual = {"count": 3, "room": "Z3r"} if kind == "seat" else {"count": 2, "candidates": CENTRES}
        args = {"project": "G02", "parties": list(PARTIES), "kind": kind, **usual, **more}
        return str(self.ask(account, "draws.open", **args)["draw"])

    def state(self, draw: str) -> DrawState:
        with self.writer.reading() as read:
            found = draw_of(read, hand("jiandu"), draw=draw)
        assert found is not None
        return found

    def secret(self, draw: str, party: str) -> str:
        if (draw, party) not in self.secrets:
            self.secrets[draw, party] = fresh_secret(SeededChance(f"{self.seed}:{draw}:{party}"))
        return self.secrets[draw, party]

    def commit(self, draw: str, party: str, account: str = "") -> Any:
        commitment = commitment_of(self.state(draw).terms, party, self.secret(draw, party))
        return self.ask(account or SPEAKS[party], "draws.commit", draw=draw, party=party, commitment=commitment)

    def reveal(self, draw: str, party: str, account: str = "", secret: str = "") -> Any:
        told = secret or self.secret(draw, party)
        return self.ask(account or SPEAKS[party], "draws.reveal", draw=draw, party=party, secret=told)

    def all_commit(self, draw: str) -> None:
        for party in self.parties(draw):
            self.commit(draw, party)

    def draw(self, draw: str) -> None:
        self.all_commit(draw)
        for party in self.parties(draw):
            self.clock.advance(1000)
            self.reveal(draw, party)

    def parties(self, draw: str) -> list[str]:
        return [one.party for one in self.state(draw).parties]

    def unseal(self, draw: str, wall: str = "10:05") -> Any:
        if self.clock.now() < at(wall):
            self.clock.set(at(wall))
        return self.ask("jiandu", "draws.unseal", draw=draw, reason="集合时间到，监督启封")

    def drawn(self, kind: str = "seat", **more: Any) -> str:
        draw = self.open(kind, **more)
        self.draw(draw)
        return draw

    def document(self, draw: str, folder: Any) -> dict[str, Any]:
        keys = self.writer.standing.keys
        sealer = Sealer(keys, HeadsFile(folder / "heads.jsonl"))
        with self.writer.reading() as read:
            sealer.open(read, "M")
        with self.writer.writing() as work:
            sealer.seal(work)
        sealer.after_commit()
        with self.writer.reading() as read:
            return draw_document(read, hand("jiandu"), draw=draw, public_key=keys.public_key())


def reserve_remote(work: Work, code: str) -> None:
    asked = {"code": code, "title": "高标准农田建设", "category": "farmland", "method": "remote_main", "agency": "A-01"}
    times = {"open_at": at("09:00"), "gather_at": at("10:00"), "draw_at": at("08:20")}
    reserve(work, asked={**asked, **times, "remote_basis": "size", "sub_venues": 2})


def add_seats(work: Work, room: str, count: int) -> None:
    plain = {"site": "M", "room": room, "at": "[0,0]", "terminal": "", "pad": 0, "valid_to": ""}
    rows = [
        {**plain, "code": f"{room}-{number:02}", "valid_from": "2026-01-01", "position": number}
        for number in range(1, count + 1)
    ]
    work.insert_all(PLACES["seat"], rows)
