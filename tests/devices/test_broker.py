"""The embedded broker: up when it says so, dead when its parent is, and recognised when it was left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from devices.broker import BrokerFault, EmbeddedBroker

ROOT = Path(__file__).parents[2]

PARENT = """
import time
from devices.broker import EmbeddedBroker
if __name__ == "__main__":
    broker = EmbeddedBroker().start()
    print(broker.pid, flush=True)
    time.sleep(60)
"""


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_dies_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert lives(pid)  # the control
        parent.send_signal(signal.SIGKILL)
    until = time.monotonic() + 5
    while lives(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not lives(pid)


def test_it_accepts_connections_when_start_returns_and_none_after_stop() -> None:
    with EmbeddedBroker() as broker:
        socket.create_connection(("127.0.0.1", broker.port), timeout=1).close()
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", broker.port), timeout=1)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the loopback is one address only")
def test_it_listens_on_one_address_of_the_loopback_only(iotcore: EmbeddedBroker) -> None:
    socket.create_connection(("127.0.0.1", iotcore.port), timeout=1).close()  # the control
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", iotcore.port), timeout=1)


def test_a_port_of_another_program_is_named_as_such() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        pytest.raises(BrokerFault, match=r"其他程序.*another program"),
    ):
        EmbeddedBroker(other.getsockname()[1]).start()


def test_a_broker_that_was_left_behind_is_recognised_by_its_note(tmp_path: Path) -> None:
    note = tmp_path / "broker.json"
    with (
        EmbeddedBroker(note=note) as orphan,
        pytest.raises(BrokerFault, match=rf"进程 {orphan.pid}.*process {orphan.pid}"),
    ):
        EmbeddedBroker(orphan.port, note=note).start()
    assert not note.exists()


def test_a_note_of_long_ago_does_not_hinder(tmp_path: Path) -> None:
    note = tmp_path / "broker.json"
    note.write_text('{"pid": 999999999, "port": 1, "parent": 1}')
    with EmbeddedBroker(note=note) as broker:
        assert broker.running
