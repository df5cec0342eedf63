"""The program round the windows: one desk per folder, preferences that survive nonsense, faults told once, two languages."""

from __future__ import annotations

import subprocess
import sys
import threading
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, QTranslator
from pytestqt.qtbot import QtBot

from app import application
from app.application import TRANSLATIONS, Preferences, SingleDesk
from app.application_faults import UnexpectedFaults, plain_words

ROOT = Path(__file__).resolve().parents[2]


# ---------------------------------------------------------------------------------------------------------- single instance


def test_a_second_start_on_the_same_folder_brings_the_first_to_the_front(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = SingleDesk(tmp_path), SingleDesk(tmp_path)
    claimed = first.claim()
    with qtbot.waitSignal(first.asked_to_show, timeout=2_000):
        refused = second.claim()
    first.release()
    assert (claimed, refused) == (True, False)


def test_another_folder_is_another_desk(tmp_path: Path) -> None:
    first, second = SingleDesk(tmp_path / "a"), SingleDesk(tmp_path / "b")
    claimed = (first.claim(), second.claim())
    first.release()
    second.release()
    assert claimed == (True, True)


def test_what_a_killed_program_left_behind_bars_nobody(tmp_path: Path) -> None:
    words = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
        "from app.application import SingleDesk; one = SingleDesk(Path(sys.argv[1])); assert one.claim(); os._exit(9)"
    )
    killed = subprocess.run([sys.executable, "-c", words, str(tmp_path)], cwd=ROOT, check=False)
    again = SingleDesk(tmp_path)
    claimed = again.claim()
    again.release()
    assert (killed.returncode, claimed) == (9, True)


# -------------------------------------------------------------------------------------------------------------- preferences


def test_preferences_are_kept() -> None:
    first = Preferences()
    first.theme, first.language, first.sound, first.scale = "light", "en", False, 1.2
    again = Preferences()
    assert (again.theme, again.language, again.sound, again.scale) == ("light", "en", False, 1.2)


def test_until_somebody_chose_the_given_look_holds() -> None:
    assert (Preferences(language="en", theme="light").language, Preferences().theme) == ("en", "dark")


@pytest.mark.parametrize(("key", "kept"), [("theme", "purple"), ("language", "tlh"), ("scale", "huge")])
def test_nonsense_in_the_settings_is_not_believed(key: str, kept: str) -> None:
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "changkong", "desk").setValue(key, kept)
    assert getattr(Preferences(), key) == {"theme": "dark", "language": "zh", "scale": 1.0}[key]


# ------------------------------------------------------------------------------------------------------------------- faults


def fault_of(words: str) -> ValueError:
    try:
        raise ValueError(words)
    except ValueError as fault:
        return fault


def test_the_same_fault_is_told_once_in_both_languages(qtbot: QtBot) -> None:
    faults, told = UnexpectedFaults(), []
    faults.happened.connect(told.append)
    for _ in range(5):
        fault = fault_of("x")
        faults.keep(type(fault), fault, fault.__traceback__)
    qtbot.waitUntil(lambda: bool(told))
    QCoreApplication.processEvents()
    assert told == [plain_words(ValueError("x"))]
    assert "意外错误" in told[0]
    assert "unexpected" in told[0]


def test_a_fault_in_a_thread_is_told_too_and_the_hooks_are_given_back(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (sys.excepthook, threading.excepthook)
    faults, told = UnexpectedFaults(), []
    faults.happened.connect(told.append)
    faults.watch()
    threading.excepthook(threading.ExceptHookArgs((ValueError, fault_of("y"), None, None)))
    faults.stop()
    qtbot.waitUntil(lambda: len(told) == 1)
    assert (sys.excepthook, threading.excepthook) == before


def test_being_asked_to_end_is_no_fault(qtbot: QtBot) -> None:
    faults, told = UnexpectedFaults(), []
    faults.happened.connect(told.append)
    faults.keep(KeyboardInterrupt, KeyboardInterrupt(), None)
    QCoreApplication.processEvents()
    assert told == []


# ------------------------------------------------------------------------------------------------------------- translations


def entries(file: Path) -> dict[tuple[str, str], ET.Element]:
    found = {}
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            found[context.findtext("name") or "", message.findtext("source") or ""] = message.find("translation")
    return found


def test_every_text_of_the_screens_has_an_english_translation(tmp_path: Path) -> None:
    fresh = tmp_path / "en.ts"
    sources = [str(one) for one in (ROOT / "app").rglob("*.py")]
    subprocess.run(
        [_program("lupdate"), *sources, "-no-obsolete", "-locations", "none", "-ts", str(fresh)],
        check=True,
        capture_output=True,
    )
    known = entries(TRANSLATIONS / "en.ts")
    lacking = [key for key in entries(fresh) if key not in known or not (known[key].text or "").strip()]
    unfinished = [key for key, one in known.items() if one.get("type") in ("unfinished", "vanished", "obsolete")]
    assert (lacking, unfinished) == ([], [])


def test_the_same_places_stand_in_both_languages() -> None:
    import string

    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    known = entries(TRANSLATIONS / "en.ts")
    odd = [key for key, one in known.items() if places(key[1]) != places(one.text or "")]
    assert odd == []


def test_the_compiled_translation_is_that_of_the_source() -> None:
    translator = QTranslator()
    assert translator.load(str(TRANSLATIONS / "en.qm"))
    known = entries(TRANSLATIONS / "en.ts")
    odd = [key for key, one in known.items() if translator.translate(*key) != one.text]
    assert odd == []


def test_a_text_is_english_after_the_switch_and_chinese_after_the_next() -> None:
    application.use_language("en")
    english = QCoreApplication.translate("pages", "总览")
    application.use_language("zh")
    assert (english, QCoreApplication.translate("pages", "总览")) == ("Overview", "总览")


def _program(name: str) -> str:
    import PySide6

    folder = Path(PySide6.__file__).parent
    return str(next(one for one in (folder / name, folder / f"{name}.exe") if one.exists()))
