"""The real servers that tests speak to: PostgreSQL, mosquitto and an X display, each on a free place of this machine.

Each `running_...` is a context manager that yields a server ready for use, raises `Absent` when its program is not installed
and fails loudly when the program is there but does not start. Nothing outlives the test session, a killed one included.
"""

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

PATIENCE = 30.0  # seconds for a server to come up on a machine that is busy with something else
POLL = 0.02
PR_SET_PDEATHSIG = 1
LEAVE_NOW = signal.SIGINT  # PostgreSQL takes SIGTERM as leave to wait until the last client has gone


class Absent(Exception):
    """A program is not installed here; says which, and the Debian package that brings it."""

    def __init__(self, program: str, package: str) -> None:
        super().__init__(f"the program {program!r} is not installed (Debian package {package})")


# --- programs -------------------------------------------------------------------------------------------------------


def program(name: str, package: str, *, folders: str = "") -> Path:
    """Where a program lies: on the PATH, in sbin (which a user's PATH lacks), or newest first in `folders` (a glob)."""
    found = shutil.which(
        name, path=os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])
    )
    if found:
        return Path(found)
    candidates = [folder / name for folder in Path("/").glob(folders.lstrip("/"))] if folders else []
    candidates = [candidate for candidate in candidates if candidate.exists()]
    if not candidates:
        raise Absent(name, package)
    return max(candidates, key=lambda path: [int(part) for part in path.parts if part.isdigit()])


def free_port() -> int:
    """A loopback port that nobody listens on now; who takes it may lose the race and should try once more."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def die_with_parent() -> None:
    """Runs in the child before its program: a killed test session must not leave servers behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, LEAVE_NOW)


def account(user: str | None) -> dict[str, Any]:
    """How `subprocess` starts a program as somebody else; nothing to say for ourselves."""
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}


@contextlib.contextmanager
def running(
    command: Sequence[object], *, log: Path, ready: Callable[[], bool], user: str | None = None
) -> Iterator[None]:
    """Run a server from its readiness to the end of the block; what it printed stands in the error if it does not start."""
    with log.open("wb") as output:
        server = subprocess.Popen(
            list(map(str, command)),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=log.parent,
            start_new_session=True,  # a typed Ctrl-C is for pytest, which then stops its servers in order
            preexec_fn=die_with_parent,
            **account(user),
        )
    try:
        wait_for(server, ready=ready, log=log)
        yield
    finally:
        stop(server)


def stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(LEAVE_NOW)
    try:
        server.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def wait_for(server: subprocess.Popen[bytes], *, ready: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{server.args!r} did not start:\n{log.read_text(errors='replace')}")
        time.sleep(POLL)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


# --- PostgreSQL -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PostgreSQL:
    """A PostgreSQL server on the loopback, whose superuser needs no password."""

    port: int
    host: str = "127.0.0.1"
    user: str = "postgres"

    def url(self, database: str = "postgres") -> str:
        """The SQLAlchemy URL of one of its databases."""
        return f"postgresql+psycopg://{self.user}@{self.host}:{self.port}/{database}"

    def connect(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(host=self.host, port=self.port, user=self.user, dbname=database, autocommit=True)

    def create(self, name: str, *, template: str = "template1") -> str:
        """A new database, copied from `template` (20 ms for an empty one); its URL."""
        self._statement("CREATE DATABASE {} TEMPLATE {}", name, template)
        return self.url(name)

    def drop(self, name: str) -> None:
        """Away with it, even if a failed test left connections behind."""
        self._statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def is_ready(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _statement(self, text: str, *names: str) -> None:
        with self.connect() as connection:
            connection.execute(sql.SQL(text).format(*map(sql.Identifier, names)))


# Durability is not what these servers are asked about, and an fsync a commit would triple the time of the suite.
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_wal_size=2GB")


@contextlib.contextmanager
def running_postgresql() -> Iterator[PostgreSQL]:
    """A fresh cluster in a folder of its own, in UTF-8 with the collation of bytes, like a site's."""
    initdb = program("initdb", "postgresql", folders="/usr/lib/postgresql/*/bin")
    user = unprivileged() if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    with tempfile.TemporaryDirectory(prefix="changkong-postgresql-") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        make_cluster(initdb, folder / "data", user=user)
        server = PostgreSQL(free_port())
        settings = [*QUICK, f"port={server.port}", f"listen_addresses={server.host}", "unix_socket_directories="]
        command = [
            initdb.parent / "postgres",
            "-D",
            folder / "data",
            *(part for item in settings for part in ("-c", item)),
        ]
        with running(command, log=folder / "log", ready=server.is_ready, user=user):
            yield server


def unprivileged() -> str:
    """The account that Debian's package made for the server, or nobody."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def make_cluster(initdb: Path, data: Path, *, user: str | None) -> None:
    options = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    command = [str(initdb), "-D", str(data), *options]
    done = subprocess.run(command, capture_output=True, text=True, cwd=data.parent, check=False, **account(user))
    if done.returncode:
        raise RuntimeError(f"initdb failed:\n{done.stdout}{done.stderr}")


# --- mosquitto ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mosquitto:
    """A mosquitto broker on the loopback that lets everybody in and keeps nothing over its end."""

    port: int
    host: str = "127.0.0.1"


# It stays who we are: a change of user would make it forget that it dies with us.
MOSQUITTO_CONF = """\
user {user}
listener {port} 127.0.0.1
allow_anonymous true
set_tcp_nodelay true
persistence false
max_queued_messages 0
max_inflight_messages 0
log_dest stdout
log_type error
log_type warning
"""


@contextlib.contextmanager
def running_mosquitto() -> Iterator[Mosquitto]:
    """A broker set up like a site's: TCP_NODELAY, no message dropped for a full queue."""
    mosquitto = program("mosquitto", "mosquitto")
    with tempfile.TemporaryDirectory(prefix="changkong-mosquitto-") as name:
        broker = Mosquitto(free_port())
        configuration = Path(name) / "mosquitto.conf"
        configuration.write_text(MOSQUITTO_CONF.format(port=broker.port, user=pwd.getpwuid(os.geteuid()).pw_name))
        with running([mosquitto, "-c", configuration], log=Path(name) / "log", ready=lambda: listens(broker.port)):
            yield broker


# --- a display ------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def running_xvfb(*, size: str = "1920x1080x24") -> Iterator[str]:
    """An X display in memory; its name, such as `:7`. The server takes the first free number and prints it when ready."""
    xvfb = program("Xvfb", "xvfb")
    with tempfile.TemporaryDirectory(prefix="changkong-xvfb-") as name:
        log = Path(name) / "log"
        command = [xvfb, "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
        with running(command, log=log, ready=lambda: display_number(log) is not None):
            yield f":{display_number(log)}"


def display_number(log: Path) -> str | None:
    numbers = [line for line in log.read_text(errors="replace").splitlines() if line.isdigit()]
    return numbers[0] if numbers else None


@contextlib.contextmanager
def running_openbox(display: str) -> Iterator[None]:
    """A window manager on that display: without one no window gets the focus, and typed keys go nowhere."""
    openbox = program("openbox", "openbox")
    with tempfile.TemporaryDirectory(prefix="changkong-openbox-") as name:
        command = ["env", f"DISPLAY={display}", openbox, "--sm-disable"]
        with running(command, log=Path(name) / "log", ready=lambda: has_window_manager(display)):
            yield


def has_window_manager(display: str) -> bool:
    """Whether somebody answers for windows there (EWMH's `_NET_SUPPORTING_WM_CHECK`, asked through xdotool)."""
    xdotool = program("xdotool", "xdotool")
    asked = subprocess.run(
        [xdotool, "get_desktop"], env={**os.environ, "DISPLAY": display}, capture_output=True, check=False
    )
    return asked.returncode == 0
