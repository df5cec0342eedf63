"""What every test may ask for: real servers, fresh databases, a display.

A server whose program is not installed skips the tests that need it and is listed at the end of the run; named in
`CHANGKONG_REQUIRE` (a comma list of postgresql, mosquitto, xvfb; set by `.ci/run`) it fails them instead.
"""

import contextlib
import itertools
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import hypothesis
import pytest

from tests import services

T = TypeVar("T")

SERVICES = ("postgresql", "mosquitto", "xvfb", "photos", "rtsp")
ABSENT = pytest.StashKey[dict[str, str]]()
SKIP_PREFIX = "service absent: "

# Two shared cores make a single example slow now and then; that says nothing about the code under test.
CALM: dict[str, Any] = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("fast", max_examples=30, derandomize=True, **CALM)
hypothesis.settings.register_profile("long", max_examples=1000, print_blob=True, **CALM)
hypothesis.settings.load_profile("long" if os.environ.get("CHANGKONG_LONG") == "1" else "fast")


# --- services that may be absent ------------------------------------------------------------------------------------


def required_services() -> set[str]:
    return {name.strip() for name in os.environ.get("CHANGKONG_REQUIRE", "").split(",") if name.strip()}


def pytest_configure(config: pytest.Config) -> None:
    unknown = required_services() - set(SERVICES)
    if unknown:
        raise pytest.UsageError(f"CHANGKONG_REQUIRE names {sorted(unknown)}; known are {', '.join(SERVICES)}")
    config.stash[ABSENT] = {}


@contextlib.contextmanager
def started(service: str, running: AbstractContextManager[T], *, config: pytest.Config) -> Iterator[T]:
    """The running server; where its program is absent, a skip, or a failure for whoever asked for it."""
    with contextlib.ExitStack() as stack:
        try:
            server = stack.enter_context(running)
        except services.Absent as absent:
            config.stash[ABSENT][service] = str(absent)
            give_up(service, absent)
        yield server


def give_up(service: str, absent: services.Absent) -> NoReturn:
    if service in required_services():
        pytest.fail(f"CHANGKONG_REQUIRE names {service}, but {absent}", pytrace=False)
    pytest.skip(f"{SKIP_PREFIX}{service}: {absent}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    absent = config.stash.get(ABSENT, {})
    if not absent:
        return
    skipped = Counter(service for service in map(skipped_for, terminalreporter.getreports("skipped")) if service)
    terminalreporter.section("未测的服务 · services not tested here")
    for service, reason in sorted(absent.items()):
        terminalreporter.line(f"{service}: {reason}; {skipped[service]} tests skipped")


def skipped_for(report: pytest.TestReport) -> str | None:
    """The service whose absence skipped this test."""
    reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else ""
    _, found, rest = reason.partition(SKIP_PREFIX)
    return rest.partition(":")[0] if found else None


@pytest.fixture(scope="session")
def postgresql(pytestconfig: pytest.Config) -> Iterator[services.PostgreSQL]:
    """One server for the session; ask for `fresh_postgresql` to get a database of your own."""
    with started("postgresql", services.running_postgresql(), config=pytestconfig) as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_url(postgresql: services.PostgreSQL) -> str:
    """The SQLAlchemy URL of the server's maintenance database."""
    return postgresql.url()


@pytest.fixture(scope="session")
def mosquitto(pytestconfig: pytest.Config) -> Iterator[services.Mosquitto]:
    """One broker for the session, with `host` and `port`; keep to a topic prefix of your own, it is shared."""
    with started("mosquitto", services.running_mosquitto(), config=pytestconfig) as server:
        yield server


@pytest.fixture(scope="session")
def xvfb(pytestconfig: pytest.Config) -> Iterator[str]:
    """The name of an X display without a window manager."""
    with started("xvfb", services.running_xvfb(), config=pytestconfig) as server:
        yield server


@pytest.fixture(scope="session")
def desktop(pytestconfig: pytest.Config, xvfb: str) -> Iterator[str]:
    """The same display with a window manager, for tests that type keys with xdotool into a program of their own."""
    with started("xvfb", services.running_openbox(xvfb), config=pytestconfig):
        yield xvfb


# --- databases ------------------------------------------------------------------------------------------------------

numbers = itertools.count(1)


@pytest.fixture
def fresh_postgresql(postgresql: services.PostgreSQL) -> Iterator[str]:
    """The SQLAlchemy URL of an empty database of this test's own."""
    name = f"test_{next(numbers)}"
    yield postgresql.create(name)
    postgresql.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database on each of the two kinds in turn; nothing but its SQLAlchemy URL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'site.db'}"
    return str(request.getfixturevalue("fresh_postgresql"))
