"""The first start on a bare machine, and that the second one costs nothing."""

import ast
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

import boot

ROOT = Path(boot.__file__).parent
LEVELS = ["run", "test"]
REFUSED = 1

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the fresh machine of these tests is a Linux one")


def pins(level: str) -> dict[str, set[str]]:
    """Each package of a lock with its pins: several where the Python version decides."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==(\S+)", boot.lock(level).read_text(), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


# --- the locks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_a_lock_holds_no_address(level: str) -> None:
    assert not re.search(
        r"://|--(extra-)?index|--find-links|--trusted|^\S+ @", boot.lock(level).read_text(), re.MULTILINE
    )


@pytest.mark.parametrize("level", LEVELS)
def test_every_requirement_of_a_lock_has_a_hash(level: str) -> None:
    requirements = re.split(r"\n(?=\S)", boot.lock(level).read_text().strip())
    assert len(requirements) > 50
    assert [text.splitlines()[0] for text in requirements if "--hash=sha256:" not in text] == []


def test_the_test_lock_only_adds_to_the_run_lock() -> None:
    tested = pins("test")
    assert {name: versions for name, versions in pins("run").items() if tested.get(name) != versions} == {}


@pytest.mark.parametrize("level", LEVELS)
def test_every_package_asked_for_is_locked(level: str) -> None:
    asked = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / "requirements" / f"{level}.in").read_text(), re.MULTILINE)
    assert {re.sub(r"[._-]+", "-", name).lower() for name in asked} - set(pins(level)) == set()


# --- a machine to start on --------------------------------------------------------------------------------------------


class Machine:
    """A folder with locks and, instead of this machine's programs, a list of what would have been executed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.executed: list[list[str]] = []
        self.failing: set[str] = set()
        self.absent: set[str] = set()

    def execute(self, command: Sequence[str | Path], **extra: str) -> int:
        words = [str(part) for part in command]
        self.executed.append(words)
        if self.failing & set(words):
            return REFUSED
        if "venv" in words:
            self.make_venv()
        if words[:2] == ["apt-get", "install"]:
            self.absent.clear()
        return 0

    def make_venv(self, version: str = "{}.{}".format(*sys.version_info)) -> None:
        boot.VENV_PYTHON.parent.mkdir(parents=True, exist_ok=True)
        if not boot.VENV_PYTHON.exists():
            boot.VENV_PYTHON.symlink_to(sys.executable)
        (boot.VENV_PYTHON.parent / "pip").touch()
        (boot.VENV / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {version}.0\n")

    def ran(self, *words: str) -> bool:
        return any(set(words) <= set(command) for command in self.executed)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A bare machine with every system library, pip and no uv, on which we are nobody special."""
    machine = Machine(tmp_path)
    (tmp_path / "requirements").mkdir()
    for level in LEVELS:
        (tmp_path / "requirements" / f"{level}.txt").write_text(f"{level}==1 \\\n    --hash=sha256:00\n")
    monkeypatch.setattr(boot, "ROOT", tmp_path)
    monkeypatch.setattr(boot, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(boot, "VENV_PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(boot, "execute", machine.execute)
    monkeypatch.setattr(boot, "loads", lambda soname: soname not in machine.absent)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with_programs(monkeypatch, ["apt-get"])
    return machine


def with_programs(monkeypatch: pytest.MonkeyPatch, names: Iterable[str]) -> None:
    monkeypatch.setattr(boot.shutil, "which", lambda name: f"/usr/bin/{name}" if name in names else None)


# --- the stamp --------------------------------------------------------------------------------------------------------


def test_a_first_start_makes_the_venv_and_installs_the_hashed_lock(machine: Machine) -> None:
    boot.prepare("run")
    assert machine.ran("venv", str(boot.VENV))
    assert machine.ran("pip", "install", "--require-hashes", "--no-deps", str(boot.lock("run")))


@pytest.mark.parametrize("level", LEVELS)
def test_a_second_start_executes_nothing(machine: Machine, level: str) -> None:
    boot.prepare(level)
    machine.executed.clear()
    boot.prepare(level)
    assert machine.executed == []


def test_whoever_prepared_the_tests_can_run(machine: Machine) -> None:
    boot.prepare("test")
    assert boot.is_ready("run")


def test_whoever_prepared_to_run_cannot_test_yet(machine: Machine) -> None:
    boot.prepare("run")
    assert not boot.is_ready("test")


def test_a_changed_lock_is_installed_into_the_same_venv(machine: Machine) -> None:
    boot.prepare("run")
    machine.executed.clear()
    boot.lock("run").write_text("run==2 \\\n    --hash=sha256:00\n")
    boot.prepare("run")
    assert machine.ran("pip", str(boot.lock("run")))
    assert not machine.ran("venv")


def test_a_longer_library_list_is_checked_at_the_next_start(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    boot.prepare("run")
    monkeypatch.setitem(boot.LIBRARIES, "libnew1", "libnew.so.1")
    assert not boot.is_ready("run")


def test_a_venv_of_another_python_is_made_anew(machine: Machine) -> None:
    machine.make_venv("3.9")
    boot.prepare("run")
    assert machine.ran("venv", "--clear")


def test_a_venv_whose_python_has_gone_is_made_anew(machine: Machine) -> None:
    boot.prepare("run")
    boot.VENV_PYTHON.unlink()
    machine.executed.clear()
    boot.prepare("run")
    assert machine.ran("venv", "--clear")


def test_an_installation_that_breaks_off_never_looks_complete(machine: Machine) -> None:
    boot.prepare("run")
    first = boot.lock("run").read_text()
    boot.lock("run").write_text("run==2 \\\n    --hash=sha256:00\n")
    machine.failing = {"pip"}
    with pytest.raises(boot.Stop, match="could not be installed") as stopped:
        boot.prepare("run")
    boot.lock("run").write_text(first)
    assert stopped.value.code == boot.PACKAGES
    assert not boot.is_ready("run")


def test_uv_is_preferred(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    with_programs(monkeypatch, ["uv"])
    boot.prepare("run")
    assert machine.ran("/usr/bin/uv", "--require-hashes", "--no-deps", str(boot.VENV_PYTHON))
    assert not machine.ran(str(boot.VENV_PYTHON), "-m")


def test_pip_takes_over_where_uv_fails(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    with_programs(monkeypatch, ["uv"])
    machine.failing = {"/usr/bin/uv"}
    boot.prepare("run")
    assert machine.ran(str(boot.VENV_PYTHON), "-m", "pip", "--require-hashes")
    assert boot.is_ready("run")


# --- system libraries -------------------------------------------------------------------------------------------------


def test_a_library_counts_as_present_when_the_linker_finds_it() -> None:
    assert boot.loads("libc.so.6")
    assert not boot.loads("libchangkong-has-none.so.1")


def test_missing_libraries_are_one_apt_line_in_both_languages(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.absent = {"libEGL.so.1", "libxcb-cursor.so.0"}
    assert boot.main(["setup"]) == boot.SYSTEM
    printed = capsys.readouterr().err
    lines = [line.strip() for line in printed.splitlines() if "apt-get" in line]
    assert len(lines) == 1
    assert lines[0].endswith("sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0")
    assert "系统缺少组件" in printed
    assert "System packages are missing" in printed


def test_without_root_nothing_is_installed(machine: Machine) -> None:
    machine.absent = {"libEGL.so.1"}
    boot.main(["setup"])
    assert machine.executed == []


def test_a_python_without_ensurepip_asks_for_the_venv_package(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boot.importlib.util, "find_spec", lambda name: None)
    assert boot.missing_packages() == ["python{}.{}-venv".format(*sys.version_info)]


def test_root_installs_what_is_missing_and_goes_on(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    machine.absent = {"libEGL.so.1"}
    assert boot.main(["setup"]) == 0
    assert machine.executed[:2] == [
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", "libegl1"],
    ]


def test_root_is_told_the_line_when_apt_fails(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    machine.absent, machine.failing = {"libEGL.so.1"}, {"install"}
    assert boot.main(["setup"]) == boot.SYSTEM
    assert "apt-get install -y --no-install-recommends libegl1" in capsys.readouterr().err


def test_a_system_without_apt_is_told_the_libraries(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_programs(monkeypatch, [])
    machine.absent = {"libEGL.so.1"}
    assert boot.main(["setup"]) == boot.SYSTEM
    printed = capsys.readouterr().err
    assert "libEGL.so.1" in printed
    assert "apt-get" not in printed


# --- run --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def handed_over(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What is handed to the prepared Python, on a machine with a screen."""
    calls: list[list[str]] = []
    monkeypatch.setattr(boot, "hand_over", lambda arguments: calls.append([str(word) for word in arguments]) or 0)
    monkeypatch.setattr(os, "chdir", lambda folder: None)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    return calls


@pytest.mark.parametrize(
    ("given", "handed"),
    [
        ([], ["run"]),
        (["engine", "--data", "a b"], ["engine", "--data", "a b"]),
        (["--fresh"], ["run", "--fresh"]),
        (["--help"], ["--help"]),
        (["day", "golden.toml", "--headless"], ["day", "golden.toml", "--headless"]),
    ],
)
def test_run_hands_its_arguments_to_main(handed_over: list[list[str]], given: list[str], handed: list[str]) -> None:
    assert boot.main(["run", *given]) == 0
    assert handed_over == [[str(boot.ROOT / "main.py"), *handed]]


@pytest.mark.parametrize(("argv", "level"), [(["run"], "run"), (["bench", "ingest"], "test")])
def test_what_is_handed_over_finds_its_environment_prepared(
    handed_over: list[list[str]], argv: list[str], level: str
) -> None:
    boot.main(argv)
    assert len(handed_over) == 1
    assert boot.is_ready(level)


def test_bench_hands_its_arguments_to_the_benchmarks(handed_over: list[list[str]]) -> None:
    assert boot.main(["bench", "ingest", "--seconds", "5"]) == 0
    assert handed_over == [["-m", "benchmarks", "ingest", "--seconds", "5"]]


def test_run_without_a_display_says_so_before_anything_is_installed(
    machine: Machine, handed_over: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISPLAY")
    assert boot.main(["run"]) == boot.DISPLAY == 3
    printed = capsys.readouterr().err
    assert "没有显示器" in printed
    assert "There is no display" in printed
    assert printed.count("python3 boot.py run engine") == 2
    assert (machine.executed, handed_over) == ([], [])


@pytest.mark.parametrize(
    ("args", "variables", "lacking"),
    [
        (["run"], {}, True),
        (["desk"], {}, True),
        (["run"], {"QT_QPA_PLATFORM": "xcb"}, True),
        (["run"], {"QT_QPA_PLATFORM": "offscreen"}, False),
        (["run"], {"WAYLAND_DISPLAY": "wayland-0"}, False),
        (["run", "--help"], {}, False),
        (["engine"], {}, False),
        (["screenshots", "out"], {}, False),
    ],
)
def test_only_a_window_needs_a_display(
    args: list[str], variables: dict[str, str], lacking: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert boot.lacks_display(args) is lacking


def loaded_from(folder: Path) -> ModuleType:
    """A boot.py of its own in that folder."""
    (folder / "boot.py").write_bytes(Path(boot.__file__).read_bytes())
    specification = importlib.util.spec_from_file_location("boot_of_its_own", folder / "boot.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_main_becomes_the_process_and_its_exit_code_is_ours(machine: Machine) -> None:
    machine.make_venv()
    (machine.folder / "main.py").write_text("import os, sys; print(os.getpid(), sys.argv[1:]); sys.exit(7)")
    own = loaded_from(machine.folder)
    own.stamp_file("run").write_text(own.stamp("run"))
    command = [sys.executable, str(machine.folder / "boot.py"), "run", "engine", "--name", "一 室"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        printed, _ = process.communicate(timeout=60)
    assert printed == f"{process.pid} ['engine', '--name', '一 室']\n"
    assert process.returncode == 7


# --- test -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def steps(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The steps of the test command in their order; those in `machine.failing` fail."""
    taken: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        taken.append(command[1:])
        return subprocess.CompletedProcess(command, REFUSED if machine.failing & set(command) else 0)

    boot.prepare("test")
    monkeypatch.setattr(boot.subprocess, "run", run)
    monkeypatch.setattr(os, "chdir", lambda folder: None)
    return taken


def test_the_test_command_checks_the_code_and_then_runs_pytest(steps: list[list[str]]) -> None:
    assert boot.main(["test"]) == 0
    assert [step[:3] for step in steps] == [
        ["-m", "ruff", "check"],
        ["-m", "ruff", "format"],
        ["-c", boot.LINT_IMPORTS, "--no-logo"],
        ["-m", "mypy"],
        ["-m", "pytest"],
    ]


def test_arguments_of_the_test_command_go_to_pytest_alone(steps: list[list[str]]) -> None:
    assert boot.main(["test", "-k", "boot"]) == 0
    assert steps == [["-m", "pytest", "-k", "boot"]]


@pytest.mark.parametrize("step", ["check", "mypy", "pytest"])
def test_one_failed_step_fails_the_whole_and_hides_no_other(
    machine: Machine, steps: list[list[str]], step: str
) -> None:
    machine.failing = {step}
    assert boot.main(["test"]) == REFUSED
    assert len(steps) == len(boot.CHECKS) + 1


def test_pytests_line_stands_last_after_a_good_run(steps: list[list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    boot.main(["test"])
    out, err = capsys.readouterr()
    assert out.splitlines()[-1] == "[场控] pytest 测试 · tests"
    assert err == ""


def test_a_failed_check_is_named_at_the_end(
    machine: Machine, steps: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    machine.failing = {"mypy"}
    boot.main(["test"])
    assert capsys.readouterr().err == "[场控] 未通过 · failed: mypy\n"


def test_warnings_are_failures_for_python_and_for_qt() -> None:
    options = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    assert options["filterwarnings"][0] == "error"
    assert options["qt_log_level_fail"] == "WARNING"


def test_the_server_side_run_lets_no_service_be_absent_and_ends_in_the_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text().splitlines()
    assert "export CHANGKONG_REQUIRE=postgresql,mosquitto,xvfb,rtsp" in script
    assert script[-1] == "exec python3 boot.py test"


# --- words ------------------------------------------------------------------------------------------------------------


def test_an_unknown_verb_is_named_beside_the_verbs_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert boot.main(["start"]) == boot.USAGE
    printed = capsys.readouterr().err
    assert "没有这个命令：start" in printed
    assert "python3 boot.py run engine" in printed


@pytest.mark.parametrize("argv", [[], ["help"], ["--help"]])
def test_help_names_every_verb(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert boot.main(argv) == 0
    printed = capsys.readouterr().out
    assert [verb for verb in boot.VERBS if f"boot.py {verb}" not in printed] == []


def test_an_old_python_can_read_the_file() -> None:
    assert ast.parse(Path(boot.__file__).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told_which_one_to_use() -> None:
    pretend = f"import sys; sys.version_info = (3, 9, 2); exec(open({boot.__file__!r}, encoding='utf-8').read())"
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", pretend], capture_output=True, check=False)
    told = done.stderr.decode("utf-8")
    assert done.returncode == boot.SYSTEM
    assert "需要 Python 3.11 或更新版本，当前为 3.9" in told
    assert "py -3.11 boot.py run" in told
