"""The servers of the tests are real, and the absence of one is never silent."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import paho.mqtt.client as mqtt
import pytest
import sqlalchemy as sa

from tests import conftest, services

pytest_plugins = ["pytester"]


def test_a_fresh_postgresql_database_is_empty(fresh_postgresql: str) -> None:
    engine = sa.create_engine(fresh_postgresql)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_dropped_database_goes_even_with_a_connection_left_open(postgresql: services.PostgreSQL) -> None:
    postgresql.create("left_open")
    connection = postgresql.connect("left_open")
    postgresql.drop("left_open")
    with postgresql.connect() as asking:
        assert asking.execute("SELECT count(*) FROM pg_database WHERE datname = 'left_open'").fetchone() == (0,)
    connection.close()


def test_every_database_test_sees_both_kinds(database_url: str) -> None:
    engine = sa.create_engine(database_url)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT 1")).scalar_one() == 1
    engine.dispose()


def test_mosquitto_accepts_a_client(mosquitto: services.Mosquitto) -> None:
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
    assert client.connect(mosquitto.host, mosquitto.port) == mqtt.MQTT_ERR_SUCCESS
    client.disconnect()


def test_a_desktop_has_a_window_manager(desktop: str) -> None:
    assert services.has_window_manager(desktop)


def test_a_bare_display_has_none(xvfb: str) -> None:
    with services.running_xvfb() as second:
        assert second != xvfb
        assert not services.has_window_manager(second)


def test_a_program_that_is_not_installed_is_named_with_its_package() -> None:
    with pytest.raises(services.Absent, match=r"no-such-broker.*Debian package brokers"):
        services.program("no-such-broker", "brokers")


def test_the_newest_of_several_versions_is_taken(tmp_path: Path) -> None:
    for version in ("9", "15"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "no-such-initdb").touch()
    found = services.program("no-such-initdb", "postgresql", folders=f"{tmp_path}/*/bin")
    assert found.parent.parent.name == "15"


def test_a_server_that_does_not_start_says_what_it_printed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no room at the inn')"]
    with (
        pytest.raises(RuntimeError, match="no room at the inn"),
        services.running(command, log=tmp_path / "log", ready=lambda: False),
    ):
        pass


@contextlib.contextmanager
def nothing_installed() -> Iterator[services.PostgreSQL]:
    raise services.Absent("initdb", "postgresql")
    yield


@pytest.fixture
def printed_without_postgresql(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """What a test session prints on a machine where `initdb` is missing."""

    def session(required: str) -> str:
        monkeypatch.setenv("CHANGKONG_REQUIRE", required)
        monkeypatch.setattr(services, "running_postgresql", nothing_installed)
        pytester.makeconftest("from tests.conftest import *")
        pytester.makepyfile("def test_needs_it(fresh_postgresql): pass")
        return pytester.runpytest_inprocess("-p", "no:randomly").stdout.str()

    return session


def test_an_absent_service_skips_its_tests_and_is_listed(printed_without_postgresql: Callable[[str], str]) -> None:
    printed = printed_without_postgresql("mosquitto")
    assert "postgresql: the program 'initdb' is not installed (Debian package postgresql); 1 tests skipped" in printed
    assert "1 skipped" in printed


def test_an_absent_service_that_is_required_fails_its_tests(printed_without_postgresql: Callable[[str], str]) -> None:
    printed = printed_without_postgresql("postgresql,mosquitto")
    assert "CHANGKONG_REQUIRE names postgresql" in printed
    assert "1 error" in printed


def test_a_mistyped_requirement_is_refused(monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> None:
    monkeypatch.setenv("CHANGKONG_REQUIRE", "postgres")
    with pytest.raises(pytest.UsageError, match="postgres"):
        conftest.pytest_configure(pytestconfig)
