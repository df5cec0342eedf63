"""The embedded broker: iotcore as a child process, for sites that run no broker of their own.

It listens on the loopback only, carries payloads up to 1 MiB (what exceeds our own 256 kB thus arrives, is named and kept
instead of breaking the sender's line for ever), and dies with its parent: the kernel's death signal where there is one, and
beside it a thread that watches the parent. It keeps nothing over a restart; nothing here relies on that it did.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import socket
import time
from pathlib import Path
from types import TracebackType

import structlog

from devices.broker_process import serve
from devices.mqtt import Address
from venue.core.processes import alive

log = structlog.get_logger("broker")

PATIENCE_S = 15.0


class BrokerFault(Exception):
    """The broker cannot serve; the text says why and what to do, in Chinese and English."""


class EmbeddedBroker:
    """A broker in a child process; use it in a ``with`` or call :meth:`start` and :meth:`stop`.

    ``port`` 0 takes a free one. ``note`` is a file that names the running broker, by which the next start recognises one
    that was left behind. Start it on a thread that lives as long as the program: the kernel's death signal follows the
    thread that started the child.
    """

    def __init__(self, port: int = 0, *, note: Path | None = None) -> None:
        self._wanted, self._note = port, note
        self._process: multiprocessing.process.BaseProcess | None = None
        self.port = 0

    @property
    def address(self) -> Address:
        """Where to connect."""
        return Address(self.port)

    @property
    def pid(self) -> int | None:
        """Process number of the running broker."""
        return self._process.pid if self._process is not None else None

    @property
    def running(self) -> bool:
        """Whether the child process lives."""
        return self._process is not None and self._process.is_alive()

    def start(self) -> EmbeddedBroker:
        """Start it and wait until it accepts connections; raises :class:`BrokerFault` with the reason."""
        self.port = self._wanted or _free_port()
        if _answers(self.port):
            raise BrokerFault(self._taken())
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(
            target=serve, args=(self.port, os.getpid()), name="changkong-broker", daemon=True
        )
        self._process.start()
        self._wait_until_ready()
        self._leave_note()
        return self

    def stop(self) -> None:
        """End the child process. Safe to call twice."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        process.join(5)
        if process.is_alive():
            process.kill()
            process.join(5)
        process.close()
        if self._note is not None:
            self._note.unlink(missing_ok=True)

    def kill(self) -> None:
        """End the child process as a crash would; for drills and tests."""
        if self._process is not None:
            self._process.kill()
            self._process.join(5)

    def restart(self) -> None:
        """Start it again on the same port after it died."""
        self.stop()
        self._wanted = self.port
        self.start()

    def __enter__(self) -> EmbeddedBroker:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + PATIENCE_S
        while not _answers(self.port):
            if not self.running:
                code = self._process.exitcode if self._process is not None else None
                raise BrokerFault(
                    f"内置消息代理启动失败（退出码 {code}）/ the embedded broker ended at once (exit code {code})"
                )
            if time.monotonic() > until:
                self.stop()
                raise BrokerFault("内置消息代理未能及时就绪 / the embedded broker was not ready in time")
            time.sleep(0.01)

    # ------------------------------------------------------------------------------------------ one that was left behind

    def _leave_note(self) -> None:
        if self._note is not None:
            self._note.parent.mkdir(parents=True, exist_ok=True)
            self._note.write_text(json.dumps({"pid": self.pid, "port": self.port, "parent": os.getpid()}))

    def _taken(self) -> str:
        left = self._left_behind()
        if left is None:
            return (
                f"端口 {self.port} 已被其他程序占用，请在设置中另选端口，或填写现有消息代理的地址 / "
                f"port {self.port} is used by another program; choose another port, or set the address of your broker"
            )
        return (
            f"端口 {self.port} 仍被上次运行留下的消息代理（进程 {left}）占用，请先结束该进程 / "
            f"port {self.port} is still held by the broker of an earlier run (process {left}); end that process first"
        )

    def _left_behind(self) -> int | None:
        """Process number of an earlier broker of ours that still lives on this port."""
        try:
            told = json.loads(self._note.read_text()) if self._note is not None else {}
            pid = int(told["pid"])
            if int(told["port"]) != self.port or not alive(pid):
                return None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return pid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=0.5):
            return True
    except OSError:
        return False
