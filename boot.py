"""Start 场控 (Changkong) on a machine that has nothing but Python: `python3 boot.py run`, `python3 boot.py test`.

Standard library only. The first start provides what is missing (system libraries of Qt, a virtual environment in
`.venv`, the packages of a hashed lock); every later start compares one stamp and goes straight on.
`python3 boot.py help` lists the verbs.

Exit codes of its own: 1 usage, 2 Python or the system lacks something, 3 no display, 4 packages cannot be installed.
"""

import ctypes
import hashlib
import importlib
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

OLDEST = (3, 11)

# Stands before everything that an old Python cannot execute, and the whole file stays in a syntax that an old Python
# can read: otherwise it would end in a traceback instead of this sentence.
if sys.version_info < OLDEST:
    sys.stderr.write(
        "场控需要 Python 3.11 或更新版本，当前为 {0}.{1}。Windows 上请用：py -3.11 boot.py run\n"
        "Changkong needs Python 3.11 or newer; this is {0}.{1}. "
        "On Windows use: py -3.11 boot.py run\n".format(*sys.version_info)
    )
    sys.exit(2)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

USAGE, SYSTEM, DISPLAY, PACKAGES, INTERRUPTED = 1, 2, 3, 4, 130

# One virtual environment serves both locks: `test` only adds to `run` (tests/house/test_boot.py holds that), so that
# the tests run on the very packages that serve the site. Whoever has the second lock installed has the first one too.
LOCKS = {"run": ("run",), "test": ("run", "test")}

# Debian package -> what Qt asks the dynamic linker for. The upper half serves any Qt, the lower half a real X11 window.
LIBRARIES = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
}
VENV_PACKAGE = "python{}.{}-venv".format(*sys.version_info)

# Verbs of main.py that open a window; everything else runs without a screen.
WINDOWED = ("run", "desk", "kiosk", "board")

# `python -m` and `-c` instead of the scripts in .venv/bin: those carry an absolute path, and break with a moved folder.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS = (
    ("ruff check", "代码规则", ["-m", "ruff", "check", "."]),
    ("ruff format --check", "代码格式", ["-m", "ruff", "format", "--check", "."]),
    ("lint-imports", "层次约束", ["-c", LINT_IMPORTS, "--no-logo"]),
    ("mypy", "类型检查", ["-m", "mypy"]),
)

HELP = """\
场控 Changkong

  python3 boot.py run              打开控制室（同 main.py run）· open the control room (main.py run)
  python3 boot.py run ARGS         在备好的环境中执行 main.py ARGS · main.py ARGS in the prepared environment
  python3 boot.py run engine       无显示器时只启动引擎 · the engine alone, no screen needed
  python3 boot.py test             代码检查与全部测试 · code checks and all tests
  python3 boot.py test ARGS        只运行 pytest ARGS · pytest ARGS only
  python3 boot.py bench NAME ARGS  性能测量 · measure one benchmark
  python3 boot.py setup            只准备环境，不启动 · prepare only
  python3 boot.py help             本说明 · this text
"""


class Stop(Exception):
    """Ends the program with a plain sentence in both languages instead of a traceback."""

    def __init__(self, code: int, chinese: str, english: str) -> None:
        super().__init__(f"{chinese}\n{english}")
        self.code = code


# --- what is there --------------------------------------------------------------------------------------------------


def loads(soname: str) -> bool:
    """Whether the dynamic linker finds this library: the question that Qt itself will ask."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_packages() -> list[str]:
    """Debian packages that this machine lacks; always empty on Windows and macOS, where the wheels carry everything."""
    if sys.platform != "linux":
        return []
    missing = [package for package, soname in LIBRARIES.items() if not loads(soname)]
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:  # Debian cuts it out of Python; without it a venv has no pip
        missing.insert(0, VENV_PACKAGE)
    return missing


def lock(level: str) -> Path:
    """The hashed lock of `run` or `test`."""
    return ROOT / "requirements" / f"{level}.txt"


def stamp(level: str) -> str:
    """What the environment was made from: any change of the lock, the Python or the library list makes a new one."""
    digest = hashlib.sha256(lock(level).read_bytes())
    digest.update(repr((sys.implementation.cache_tag, sys.platform, sorted(LIBRARIES.items()))).encode())
    return digest.hexdigest()


def stamp_file(level: str) -> Path:
    """Lies inside `.venv`, so that whoever deletes the one deletes the other."""
    return VENV / f"boot-{level}.stamp"


def is_ready(level: str) -> bool:
    """Whether the environment stands as the lock of this level asks for: all that a second start has to find out."""
    try:
        return VENV_PYTHON.exists() and stamp_file(level).read_text() == stamp(level)
    except FileNotFoundError:
        return False


def venv_fits() -> bool:
    """Whether `.venv` can be kept: its interpreter still stands and is of the version that runs us."""
    try:
        made_by = re.search(r"^version(?:_info)?\s*=\s*(\d+)\.(\d+)", (VENV / "pyvenv.cfg").read_text(), re.MULTILINE)
    except FileNotFoundError:
        return False
    return VENV_PYTHON.exists() and made_by is not None and made_by.groups() == tuple(map(str, sys.version_info[:2]))


def lacks_display(args: Sequence[str]) -> bool:
    """Whether `main.py ARGS` would open a window that nothing can show."""
    if sys.platform != "linux" or args[0] not in WINDOWED or "--help" in args:
        return False
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return False
    return os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("", "xcb", "wayland")


# --- providing it ---------------------------------------------------------------------------------------------------


def say(chinese: str, english: str) -> None:
    """One step of the way, at once visible, also in a log."""
    print(f"[场控] {chinese} · {english}", flush=True)


def execute(command: Sequence[str | Path], **extra: str) -> int:
    """Run a command to its end, its output visible, nothing to be typed into it; its exit code."""
    parts = [str(part) for part in command]
    return subprocess.run(parts, stdin=subprocess.DEVNULL, env=os.environ | extra, check=False).returncode


def apt_line(packages: Sequence[str]) -> str:
    """The one line for somebody who may use sudo; a bare machine has no package lists yet, hence the update."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def provide_system_packages() -> None:
    """Install what Qt and venv need where we may, else stop and say what to type."""
    missing = missing_packages()
    if not missing:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("安装系统组件：" + " ".join(missing), "installing system packages")
        apt_install(missing)
        missing = missing_packages()
    if missing:
        raise Stop(SYSTEM, *what_to_install(missing))


def apt_install(packages: Sequence[str]) -> None:
    """Failure shows in what is still missing afterwards, so the exit codes are not asked."""
    execute(["apt-get", "update", "-q"])
    execute(["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages], DEBIAN_FRONTEND="noninteractive")


def what_to_install(packages: Sequence[str]) -> tuple[str, str]:
    """What a person has to do, in both languages; without apt-get the library names, which every system shares."""
    if shutil.which("apt-get"):
        chinese = f"系统缺少组件。请执行下面一行，然后重试：\n\n    {apt_line(packages)}\n"
        return chinese, "System packages are missing. Run the line above, then try again."
    wanted = " ".join(LIBRARIES.get(package, package) for package in packages)
    chinese = f"系统缺少组件，请用本系统的软件包管理器安装：\n\n    {wanted}\n"
    return chinese, "System libraries are missing. Install what is named above with this system's package manager."


def make_venv() -> None:
    """Make `.venv` anew unless the present one fits."""
    if venv_fits():
        return
    say("建立虚拟环境 .venv", "making the virtual environment")
    if execute([sys.executable, "-m", "venv", "--clear", VENV]):
        raise Stop(
            SYSTEM,
            f"无法建立虚拟环境 {VENV}，原因见上。",
            "The virtual environment cannot be made; the reason stands above.",
        )


def installers(level: str) -> list[tuple[str, list[str | Path]]]:
    """The commands that can install a lock, best first.

    The lock is complete, so no resolver takes part (`--no-deps`), and only wheels are taken: nothing is compiled here,
    and nothing unhashed is fetched to build with.
    """
    options: list[str | Path] = [
        "install",
        "--require-hashes",
        "--no-deps",
        "--only-binary",
        ":all:",
        "-r",
        lock(level),
    ]
    pip: list[str | Path] = [VENV_PYTHON, "-m", "pip", "--disable-pip-version-check", *options]
    uv = shutil.which("uv")
    if uv is None:
        return [("pip", pip)]
    return [("uv", [uv, "pip", *options, "--compile-bytecode", "--python", VENV_PYTHON]), ("pip", pip)]


def install(level: str) -> None:
    """Install the lock with the first tool that manages it."""
    for old in LOCKS:  # gone before anything changes: an installation that breaks off must not look complete
        stamp_file(old).unlink(missing_ok=True)
    count = len(re.findall(r"^[^#\s].*==", lock(level).read_text(encoding="utf-8"), re.MULTILINE))
    for tool, command in installers(level):
        say(f"用 {tool} 安装软件包（锁定清单 {count} 项）", f"installing the {count} packages of the lock with {tool}")
        if tool == "pip" and not any(VENV_PYTHON.parent.glob("pip*")):  # as in a .venv that uv made
            execute([VENV_PYTHON, "-m", "ensurepip"])
        if execute(command) == 0:
            return
        say(f"{tool} 未能完成安装，原因见上", f"{tool} could not install them, see above")
    raise Stop(
        PACKAGES,
        "软件包安装失败。请检查网络或 pip 镜像设置后重试。",
        "The packages could not be installed. Check the network or pip's index setting, then try again.",
    )


def prepare(level: str) -> None:
    """Make the environment for `run` or `test`; costs nothing when it already stands."""
    if is_ready(level):
        return
    began = time.monotonic()
    provide_system_packages()
    make_venv()
    install(level)
    for covered in LOCKS[level]:
        stamp_file(covered).write_text(stamp(covered))
    say(f"环境就绪，用时 {time.monotonic() - began:.0f} 秒", f"ready after {time.monotonic() - began:.0f} s")


# --- the verbs ------------------------------------------------------------------------------------------------------


def environment() -> dict[str, str]:
    """As after `activate`, and in UTF-8 everywhere: Chinese must not depend on the locale of a bare machine."""
    path = os.pathsep.join([str(VENV_PYTHON.parent), os.environ.get("PATH", os.defpath)])
    return {**os.environ, "VIRTUAL_ENV": str(VENV), "PATH": path, "PYTHONUTF8": "1"}


def hand_over(arguments: Sequence[str | Path]) -> int:
    """Become the prepared Python: signals and the exit code are then its own, as a service manager expects."""
    command = [str(VENV_PYTHON), *map(str, arguments)]
    if os.name != "nt":  # Windows' exec starts a second process and gives the console back at once
        sys.stdout.flush()
        os.execve(command[0], command, environment())  # noqa: S606  # no shell is what we want
    return subprocess.run(command, env=environment(), check=False).returncode


def run(args: Sequence[str]) -> int:
    """`main.py ARGS`; options without a verb belong to `main.py run`, so that `boot.py run --fresh` works."""
    if not args or (args[0].startswith("-") and args[0] not in ("-h", "--help", "--version")):
        args = ["run", *args]
    if lacks_display(args):
        raise Stop(
            DISPLAY,
            "没有显示器，无法打开控制室窗口。只启动引擎请用：python3 boot.py run engine",
            "There is no display to open the control room on. To start the engine alone: python3 boot.py run engine",
        )
    prepare("run")
    return hand_over([ROOT / "main.py", *args])


def bench(args: Sequence[str]) -> int:
    """`python -m benchmarks NAME ARGS`."""
    if not args:
        raise Stop(
            USAGE, "请给出测量名称：python3 boot.py bench NAME", "Name the benchmark: python3 boot.py bench NAME"
        )
    prepare("test")
    os.chdir(ROOT)
    return hand_over(["-m", "benchmarks", *args])


def setup(args: Sequence[str]) -> int:
    """Prepare for `run`, or with `setup test` for the tests too, and start nothing."""
    level = args[0] if args else "run"
    if level not in LOCKS:
        raise Stop(USAGE, "用法：python3 boot.py setup [run|test]", "Usage: python3 boot.py setup [run|test]")
    prepare(level)
    say("可以启动：python3 boot.py run", "now start it: python3 boot.py run")
    return 0


def test(args: Sequence[str]) -> int:
    """The code checks, then pytest; with ARGS pytest alone. Every step runs even if one before it failed."""
    prepare("test")
    os.chdir(ROOT)
    failed = [] if args else [name for name, chinese, command in CHECKS if not passes(name, chinese, command)]
    say("pytest 测试", "tests")
    code = subprocess.run([str(VENV_PYTHON), "-m", "pytest", *args], env=environment(), check=False).returncode
    if failed:  # nothing is printed after a good run: pytest's closing line stands last
        print(f"[场控] 未通过 · failed: {', '.join(failed)}", file=sys.stderr)
    return code or int(bool(failed))


def passes(name: str, chinese: str, command: Sequence[str]) -> bool:
    """One code check, named before and judged after; its own output says what is wrong."""
    say(f"{name} {chinese}", "code check")
    began = time.monotonic()
    code = subprocess.run([str(VENV_PYTHON), *command], env=environment(), check=False).returncode
    say(
        f"{name} {'通过' if code == 0 else '未通过'}",
        f"{'passed' if code == 0 else 'FAILED'}, {time.monotonic() - began:.1f} s",
    )
    return code == 0


def show_help(args: Sequence[str]) -> int:
    """The verbs."""
    print(HELP, end="")
    return 0


VERBS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "setup": setup,
    "bench": bench,
    "help": show_help,
}


def main(argv: Sequence[str]) -> int:
    """Carry out one verb; the exit code."""
    verb, *args = argv or ["help"]
    try:
        if verb in ("-h", "--help"):
            verb = "help"
        if verb not in VERBS:
            raise Stop(USAGE, f"没有这个命令：{verb}\n{HELP}", f"No such command: {verb}")
        return VERBS[verb](args)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a console without Chinese shows ? instead of failing
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(main(sys.argv[1:]))
