"""A terminal from outside: nothing but mosquitto_pub, mosquitto_sub and what docs/wire_format.md says."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import queue
import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from composition import House
from tests import services
from tests.conftest import started
from tests.house.conftest import HAND
from tests.house.wired import ROOT, soon, wired_house
from venue.access import admissions
from venue.monitoring import dead_letters
from venue.operations.day_plan import load

PATIENCE = 10.0
PAGE = ROOT / "docs" / "wire_format.md"
boots = itertools.count(100)


@dataclass
class Outside:
    """Two programs of mosquitto beside a running house, and what they have heard."""

    house: House
    pub: Path
    port: int
    heard: queue.Queue[tuple[str, dict[str, Any]]] = field(default_factory=queue.Queue)

    def publish(self, payload: str, device: str = "T-EXT") -> None:
        topic = f"changkong/M/up/door/{device}"
        subprocess.run([self.pub, "-p", str(self.port), "-q", "1", "-t", topic, "-m", payload], check=True, timeout=10)

    def present(self, token: str, *, boot: int = 0, device: str = "T-EXT", **more: Any) -> int:
        """Somebody presents a card; gives the boot under which it was said."""
        said = {"type": "credential", "boot": boot or next(boots), "seq": 1, "kind": "card", "token": token, **more}
        self.publish(json.dumps(said), device)
        return said["boot"]

    def next(self, holds: Callable[[str, dict[str, Any]], bool]) -> dict[str, Any]:
        """The next message that was heard for which this holds."""
        while True:
            topic, content = self.heard.get(timeout=PATIENCE)
            if holds(topic, content):
                return content

    def command(self, device: str = "T-EXT") -> dict[str, Any]:
        return self.next(lambda topic, content: topic.endswith(f"/{device}/command"))["command"]

    def receipt(self, boot: int) -> dict[str, Any]:
        return self.next(lambda topic, content: topic.endswith("/receipt") and content["boot"] == boot)

    def feed(self, **wanted: Any) -> tuple[admissions.Admission, ...]:
        with self.house.database.reading() as read:
            return admissions.feed(read, HAND, **wanted)

    def admission(self, command: dict[str, Any]) -> admissions.Admission:
        return next(one for one in self.feed() if one.number == command["admission"])


@contextlib.contextmanager
def programs() -> Iterator[tuple[Path, Path]]:
    yield tuple(services.program(name, "mosquitto-clients") for name in ("mosquitto_pub", "mosquitto_sub"))


@pytest.fixture(scope="module")
def clients(pytestconfig: pytest.Config) -> Iterator[tuple[Path, Path]]:
    with started("mosquitto", programs(), config=pytestconfig) as found:
        yield found


@contextlib.contextmanager
def listening(sub: Path, port: int, heard: queue.Queue[tuple[str, dict[str, Any]]]) -> Iterator[None]:
    """mosquitto_sub on everything that comes down; entered when the site's heartbeat shows that it hears."""
    command = [sub, "-v", "-q", "1", "-p", str(port), "-t", "changkong/M/down/+/+", "-t", "changkong/M/clock"]
    hears = threading.Event()

    def read(lines: Any) -> None:
        for line in lines:
            topic, _, payload = line.partition(" ")
            if topic == "changkong/M/clock":
                hears.set()
            else:
                heard.put((topic, json.loads(payload)))

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        reader = threading.Thread(target=read, args=(program.stdout,), daemon=True)
        reader.start()
        try:
            assert hears.wait(PATIENCE)
            yield
        finally:
            program.terminate()
            reader.join(PATIENCE)


@pytest.fixture(scope="module", params=["embedded", "mosquitto"])
def outside(
    request: pytest.FixtureRequest, clients: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Outside]:
    broker = "embedded"
    if request.param == "mosquitto":
        broker = f"127.0.0.1:{request.getfixturevalue('mosquitto').port}"
    with wired_house(tmp_path_factory.mktemp("outside"), broker=broker) as house:
        made = Outside(house, clients[0], house.address.port)
        with listening(clients[1], made.port, made.heard):
            yield made


def is_chinese_and_english(command: dict[str, Any]) -> bool:
    texts = command["text_zh"], command["text_en"]
    return [bool(re.search(r"[\u4e00-\u9fff]", text)) for text in texts] == [True, False] and " " in texts[1]


def test_the_page_shows_a_door_that_opens_and_two_that_stay_shut(outside: Outside) -> None:
    told = re.findall(r"```sh\n(mosquitto_pub.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    answers = []
    for block in told:
        subprocess.run(["sh", "-c", block], check=True, env={**os.environ, "PORT": str(outside.port)})
        answers.append(outside.command("T-EXT" if "door/T-EXT" in block else "T-35"))
    assert [(one["is"], one.get("code")) for one in answers] == [
        ("OpenDoor", None),
        ("RefuseDoor", "zone_role_barred"),
        ("RefuseDoor", "agency_barred"),
    ]


def test_the_sample_day_and_the_quiet_day_know_the_same_two_people() -> None:
    golden, quiet = (
        {person.id: person for person in load(ROOT / "resources" / "days" / f"{day}.toml").form.people}
        for day in ("golden", "outside")
    )
    for name in ("EXT-OK", "EXT-AGENCY"):
        assert golden[name] == quiet[name]


def test_the_permitted_persons_card_opens_with_a_text_and_its_receipt_follows(outside: Outside) -> None:
    boot = outside.present("EXT-OK", access_point="D-10")
    command = outside.command()
    assert (command["is"], command["access_point"], is_chinese_and_english(command)) == ("OpenDoor", "D-10", True)
    assert outside.receipt(boot)["seq"] == 1


def test_an_agency_member_is_refused_during_evaluation_on_the_wire_and_on_the_screen(outside: Outside) -> None:
    outside.present("EXT-AGENCY")
    command = outside.command()
    shown = outside.admission(command)
    assert (command["is"], is_chinese_and_english(command)) == ("RefuseDoor", True)
    assert (shown.role, shown.outcome, shown.code) == ("agency_staff", "deny", command["code"])


def test_at_the_evaluation_rooms_own_terminal_the_reason_is_the_evaluation(outside: Outside) -> None:
    outside.present("EXT-AGENCY", device="T-35", factors=["code"])
    command = outside.command("T-35")
    assert (command["is"], command["code"]) == ("RefuseDoor", "agency_barred")
    assert "评标评审期间" in command["text_zh"]


@pytest.mark.parametrize("device", ["T-EXT", "T-NOBODY"])
def test_a_terminal_may_not_ask_for_a_door_it_is_not_registered_at(outside: Outside, device: str) -> None:
    outside.present("EXT-OK", device=device, access_point="D-35", factors=["code"])
    command = outside.command(device)
    shown = outside.admission(command)
    assert (command["is"], command["code"]) == ("RefuseDoor", "terminal_elsewhere")
    assert (shown.device, shown.access_point, shown.outcome) == (device, "D-35", "deny")


def test_without_a_time_of_its_own_the_time_of_arrival_counts(outside: Outside) -> None:
    outside.present("EXT-OK")
    shown = outside.admission(outside.command())
    assert shown.at == shown.received_at


def test_a_time_of_its_own_counts_and_a_late_presentation_opens_nothing(outside: Outside) -> None:
    outside.present("EXT-OK", at="2026-11-23T09:39:00")
    command = outside.command()
    assert (command["is"], command["code"]) == ("RefuseDoor", "too_late")
    assert "重新验证" in command["text_zh"]


def test_the_same_number_again_is_answered_by_a_receipt_only(outside: Outside) -> None:
    boot = outside.present("EXT-OK")
    outside.receipt(boot)
    before = len(outside.feed())
    outside.present("EXT-OK", boot=boot)
    outside.receipt(boot)
    assert (len(outside.feed()), outside.heard.empty()) == (before, True)


def test_what_is_no_json_lands_in_the_dead_letters_byte_for_byte(outside: Outside) -> None:
    broken = '{"type":"credential","boot":1,'

    def kept() -> list[dead_letters.DeadLetter]:
        with outside.house.database.reading() as read:
            return [one for one in dead_letters.letters(read, HAND) if one.raw == broken.encode()]

    outside.publish(broken)
    assert [(one.device, one.fault) for one in soon(kept)] == [("T-EXT", "payload.not_json")]
