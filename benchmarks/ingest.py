"""Persisted measurements a second, every message a row, against a bare paho subscriber.

The same publisher, a process of its own, sends the same messages over mosquitto with QoS 1: first to a subscriber that only counts,
then to the engine, one after the other and several times over. ``ratio`` is the median of the pairs. A round stays below
the number at which the inbox begins to keep only the newest reading of each point, so nothing is coalesced.
"""

from __future__ import annotations

import argparse
import contextlib
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec
from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion

from benchmarks.children import Child, child
from benchmarks.engine_process import EngineProcess, running_engine, settings_in
from benchmarks.figures import Absent, Figures, median, remark
from composition import SAMPLE_SITE
from devices import topics
from devices.mqtt import Address
from tests import services
from venue.core.clock import SystemClock
from venue.site.site_file import parse

LARGEST_ROUND = 20_000
SITE, ELSEWHERE = "M", "B"
"""The engine's site, and one that it does not hear, for the subscriber that only counts."""

WARM_UP = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """How much is sent how often."""
    parser.add_argument("--messages", type=int, default=LARGEST_ROUND, help="messages a round, at most 20000")
    parser.add_argument("--rounds", type=int, default=3, help="pairs of baseline and engine")


def measure(chosen: argparse.Namespace) -> None:
    """Tell baseline, persisted rate, their ratio and what was lost."""
    count = min(chosen.messages, LARGEST_ROUND)
    figures = Figures("ingest")
    with tempfile.TemporaryDirectory(prefix="changkong-ingest-") as folder, broker() as address:
        pairs, lost = [], 0
        with running_engine(settings_in(Path(folder), address)) as engine:
            engine_round(address, engine, WARM_UP)
            for _ in range(chosen.rounds):
                baseline = baseline_round(address, count)
                persisted, missing = engine_round(address, engine, count)
                remark(f"baseline {baseline:.0f}/s, persisted {persisted:.0f}/s, ratio {persisted / baseline:.3f}")
                pairs.append((baseline, persisted))
                lost += missing
            lost += engine.ask("coalesced")
    figures.tell("baseline_msgs_s", median([baseline for baseline, _ in pairs]), "msg/s")
    figures.tell("persisted_msgs_s", median([persisted for _, persisted in pairs]), "msg/s")
    figures.tell("ratio", median([persisted / baseline for baseline, persisted in pairs]), "1")
    figures.tell("lost", lost, "msg")


@contextlib.contextmanager
def broker() -> Iterator[Address]:
    """A mosquitto of our own."""
    with contextlib.ExitStack() as stack:
        try:
            server = stack.enter_context(services.running_mosquitto())
        except services.Absent as absent:
            raise Absent(str(absent)) from absent
        yield Address(server.port, server.host)


# ------------------------------------------------------------------------------------------------------------ one round


def engine_round(address: Address, engine: EngineProcess, count: int) -> tuple[float, int]:
    """Messages a second from the first that was sent to the commit of the last, and how many are missing or doubled."""
    before = engine.ask("stored")
    with child(_publish, address, made_messages(SITE, count, first=before.rows)) as publisher:
        since = _begun(publisher)
        after = engine.wait_for(before.rows + count)
    missing = before.distinct + count - after.distinct
    doubled = after.rows - after.distinct - (before.rows - before.distinct)
    remark(f"engine: {(after.cpu - before.cpu) / count * 1e6:.0f} us of processor time a message")
    return (count - missing) / (after.at - since), missing + doubled


def baseline_round(address: Address, count: int) -> float:
    """Messages a second that a subscriber counts that does nothing else, in a process of its own."""
    with child(_count, address, count) as subscriber:
        subscriber.hear()
        with child(_publish, address, made_messages(ELSEWHERE, count, first=0)) as publisher:
            since = _begun(publisher)
            return count / (subscriber.hear() - since)


def _begun(publisher: Child) -> float:
    """When its first message left: it has its messages and its connection before that."""
    publisher.hear()
    publisher.say("go")
    return float(publisher.hear())


# ------------------------------------------------------------------------------------------------------- the two clients


def _count(line: Connection, address: Address, count: int) -> None:
    client = _client("bare-subscriber", address)
    heard = 0

    def on_message(_client: paho.Client, _data: object, _message: paho.MQTTMessage) -> None:
        nonlocal heard
        heard += 1
        if heard == count:
            line.send(time.monotonic())
            client.disconnect()

    client.on_message = on_message
    client.on_subscribe = lambda *_: line.send("ready")
    client.subscribe(topics.up(ELSEWHERE, topics.Stream.TELEMETRY, "+"), qos=1)
    client.loop_forever()


def _publish(line: Connection, address: Address, messages: list[tuple[str, bytes]]) -> None:
    client = _client("publisher", address, in_flight=1000)
    client.loop_start()
    line.send("ready")
    line.recv()
    line.send(time.monotonic())
    for topic, payload in messages:
        last = client.publish(topic, payload, qos=1)
    last.wait_for_publish(120)
    client.disconnect()
    client.loop_stop()


def made_messages(site: str, count: int, *, first: int) -> list[tuple[str, bytes]]:
    """Measurements of the sample site's points in turn, each with a value of its own, so that a lost one is missed."""
    points = [(point.code, point.device) for point in parse(SAMPLE_SITE).points]
    at = SystemClock().now()
    made = []
    for number in range(first, first + count):
        point, device = points[number % len(points)]
        told = {"type": "point", "boot": 1, "at": at, "point": point, "value": number / 1000}
        made.append((topics.up(site, topics.Stream.TELEMETRY, device), msgspec.json.encode(told)))
    return made


def _client(name: str, address: Address, *, in_flight: int = 20) -> paho.Client:
    client = paho.Client(CallbackAPIVersion.VERSION2, client_id=name)
    client.max_inflight_messages = in_flight
    client.connect(address.host, address.port)
    return client
