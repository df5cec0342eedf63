"""What people do at their desks on a simulated day: requests through the inbox, under a session, like those of any desk.

Arguments of a day file may name what is only known when the day is played: ``"@14:20"`` is an instant, ``"$person:ID"`` the code of
a person, ``"$claim:PROJECT:PURPOSE"`` the number of a project's claim, ``"$role:ID:PROJECT"`` the number of a person's role,
``"$proposal:KIND"`` the newest proposal of the solver that may be applied and ``"$version:KIND"`` what it was made from,
``"$secret:DRAW:PARTY"`` the secret of a party of a draw, from the day's seed, and ``"$commitment:DRAW:PARTY"`` its commitment.
"""

from __future__ import annotations

import contextlib
import queue
from collections.abc import Callable, Mapping
from typing import Any

from devices.seams import Seams
from devices.simulator.day_file import DayFile
from venue.core.chance import SeededChance
from venue.core.clock import HOUR, Millis, day_of
from venue.core.database import Reading
from venue.core.messages import Answer, Request
from venue.core.work import Principal
from venue.journal.verify_draw import commitment_of
from venue.people import persons
from venue.schedule import bookings, proposals
from venue.schedule.draw_document import draw_of
from venue.schedule.draw_rules import fresh_secret

DESK = "simulator"
SESSION_LASTS: Millis = 10 * HOUR

OpenReading = Callable[[], contextlib.AbstractContextManager[Reading]]


class Unanswered(Exception):
    """The engine did not answer an act; the text says which, in Chinese and English."""

    def __init__(self, act: str) -> None:
        super().__init__(f"引擎没有应答“{act}” / the engine did not answer {act}")


class Desks:
    """Asks the engine under the accounts of the day. ``timeout`` is in seconds of the wall."""

    def __init__(self, day: DayFile, seams: Seams, *, timeout: float = 30.0) -> None:
        self._seams, self._timeout = seams, timeout
        self._passwords = {line.account: line.password for line in day.plan.form.accounts}
        self._sessions: dict[str, tuple[str, Millis]] = {}
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._count = 0
        self._end = seams.bus.subscribe(Answer, self._answers.put)
        self.refused: list[tuple[Millis, str, str]] = []

    def close(self) -> None:
        """Hear no more answers."""
        self._end()

    def ask(self, account: str, act: str, args: Mapping[str, Any]) -> Answer:
        """Ask for an act and wait for its answer; whatever is refused is kept in ``refused`` (instant, act, code)."""
        answer = self._send(act, args, session=self._session(account))
        if not answer.ok:
            self.refused.append((self._seams.clock.now(), act, answer.code))
        return answer

    def _session(self, account: str) -> str:
        now = self._seams.clock.now()
        known, since = self._sessions.get(account, ("", 0))
        if not known or now - since > SESSION_LASTS:
            said = self._send("accounts.sign_in", {"account": account, "password": self._passwords[account]})
            known = said.value["session"] if said.ok else ""
            self._sessions[account] = (known, now)
        return known

    def _send(self, act: str, args: Mapping[str, Any], *, session: str = "") -> Answer:
        self._count += 1
        number = f"{DESK}-{self._count}"
        self._seams.inbox.put(Request(id=number, act=act, args=dict(args), session=session, desk=DESK))
        while True:
            try:
                answer = self._answers.get(timeout=self._timeout)
            except queue.Empty:
                raise Unanswered(act) from None
            if answer.id == number:
                return answer


class Arguments:
    """Turns the arguments of a day file into those of the acts."""

    def __init__(self, day: DayFile, people: Mapping[str, str], reading: OpenReading, *, site: str) -> None:
        self._day, self._people, self._reading = day, people, reading
        self._viewer = Principal(DESK, site=site)

    def told(self, value: Any, *, now: Millis) -> Any:
        """The value with every name and time in it replaced by what it stands for at ``now``."""
        if isinstance(value, dict):
            return {key: self.told(part, now=now) for key, part in value.items()}
        if isinstance(value, list):
            return [self.told(part, now=now) for part in value]
        if isinstance(value, bool):
            return int(value)
        return self._text(value, now) if isinstance(value, str) else value

    def _text(self, text: str, now: Millis) -> Any:
        if text.startswith("@"):
            return self._day.at(text[1:])
        if not text.startswith("$"):
            return text
        kind, _, name = text[1:].partition(":")
        match kind:
            case "person":
                return self._people[name]
            case "claim":
                return self._claim(*name.split(":"))
            case "role":
                return self._role(*name.split(":"), now=now)
            case "secret" | "commitment":
                return self._of_draw(kind, *name.split(":"))
            case "proposal" | "version":
                return self._proposal(name, kind, now)
        return text

    def _claim(self, project: str, purpose: str, kind: str = "room") -> int:
        with self._reading() as read:
            claims = bookings.project_claims(read, self._viewer, project=project)
        return next((one.number for one in claims if (one.purpose, one.kind) == (purpose, kind)), 0)

    def _proposal(self, kind: str, what: str, now: Millis) -> int:
        with self._reading() as read:
            found = proposals.newest_answer(read, self._viewer.site, day_of(now), kinds=(kind,))
        if found is None:
            return 0
        return found.number if what == "proposal" else found.version

    def _of_draw(self, what: str, draw: str, party: str) -> str:
        """A party's secret, of the day's seed so that the same file gives the same draw, or its commitment to it."""
        secret = fresh_secret(SeededChance(f"{self._day.script.play.seed}:{draw}:{party}"))
        if what == "secret":
            return secret
        with self._reading() as read:
            known = draw_of(read, self._viewer, draw=draw)
        return "" if known is None else commitment_of(known.terms, party, secret)

    def _role(self, person: str, project: str, *, now: Millis) -> int:
        with self._reading() as read:
            roles = persons.roles_at(read, self._viewer, self._people[person], now)
        return next((one.number for one in roles if one.project == project), 0)
