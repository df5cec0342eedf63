"""The program around the windows: fonts first, then look, language and preferences; one desk per data folder."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QLibraryInfo, QLocale, QObject, QSettings, QTranslator, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import fonts
from app import theme as themes
from app.application_faults import UnexpectedFaults, show_fault

TRANSLATIONS = themes.RESOURCES / "translations"
LANGUAGES = ("zh", "en")
LEAST_SCALE, MOST_SCALE = 0.85, 1.6

HANDOVER_S = 0.000_5
"""Qt lets the other threads in at each call of a painter, and Python gives a thread its turn back only after 5 ms: a frame of five
hundred people would wait for many such turns. With this the 99th percentile of the plan's frames is a quarter less."""


class AlreadyOpen(RuntimeError):
    """Another program shows this data folder; it has been asked to come to the front."""

    def __init__(self) -> None:
        super().__init__(
            "总控窗口已经打开，已切换到该窗口 / the window is open already and has been brought to the front"
        )


def make_application(
    argv: Sequence[str], language: str = "zh", theme: str = "dark", *, folder: Path | None = None
) -> QApplication:
    """The one QApplication, ready for windows. Language and theme hold until this person has chosen others.

    Fonts come first: what is laid out before them would be measured in a font that has no Chinese. With ``folder`` (the data
    folder of the site) this is the only window of that folder (:class:`AlreadyOpen` otherwise), and errors that nobody expected
    are logged and told.
    """
    sys.setswitchinterval(HANDOVER_S)
    app = QApplication.instance() or QApplication(list(argv))
    app.setApplicationName("changkong")
    app.setApplicationDisplayName("场控")
    app.setWindowIcon(QIcon(str(themes.RESOURCES / "icons" / "changkong.svg")))
    app.setQuitOnLastWindowClosed(True)
    fonts.load()
    kept = Preferences(language=language, theme=theme)
    themes.apply(app, kept.theme, scale=kept.scale)
    use_language(kept.language)
    if folder is not None:
        _stand_alone(app, folder)
    return app


def _stand_alone(app: QApplication, folder: Path) -> None:
    single = SingleDesk(folder, app)
    if not single.claim():
        raise AlreadyOpen
    faults = UnexpectedFaults(app)
    faults.happened.connect(show_fault)
    faults.watch()
    app.aboutToQuit.connect(single.release)
    app.aboutToQuit.connect(faults.stop)
    _Installed.single = single


# ----------------------------------------------------------------------------------------------------------- preferences


class Preferences:
    """What a person likes on this workstation; never anything of the site. Kept by Qt in the user's own settings."""

    def __init__(self, *, language: str = "zh", theme: str = "dark") -> None:
        self._otherwise = {"language": language, "theme": theme}
        self._kept = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "changkong", "desk")

    @property
    def theme(self) -> str:
        """ "dark" or "light"."""
        return self._one_of("theme", themes.NAMES)

    @theme.setter
    def theme(self, name: str) -> None:
        self._kept.setValue("theme", name)

    @property
    def language(self) -> str:
        """ "zh" or "en"."""
        return self._one_of("language", LANGUAGES)

    @language.setter
    def language(self, code: str) -> None:
        self._kept.setValue("language", code)

    @property
    def sound(self) -> bool:
        """Whether urgent alarms may be heard."""
        return str(self._kept.value("sound", "1")) == "1"

    @sound.setter
    def sound(self, on: bool) -> None:
        self._kept.setValue("sound", "1" if on else "0")

    @property
    def scale(self) -> float:
        """Size of the texts, 1.0 as designed."""
        try:
            kept = float(str(self._kept.value("scale", "1.0")))
        except ValueError:
            return 1.0
        return min(MOST_SCALE, max(LEAST_SCALE, kept))

    @scale.setter
    def scale(self, scale: float) -> None:
        self._kept.setValue("scale", f"{min(MOST_SCALE, max(LEAST_SCALE, scale)):.2f}")

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; empty at first."""
        kept = self._kept.value("geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._kept.setValue("geometry", geometry)

    def _one_of(self, key: str, choices: tuple[str, ...]) -> str:
        kept = str(self._kept.value(key, self._otherwise[key]))
        return kept if kept in choices else self._otherwise[key]


# -------------------------------------------------------------------------------------------------------------- language


class _Installed:
    """The translators that the application uses now; Qt only borrows them."""

    translators: list[QTranslator] = []
    language = "zh"
    single: SingleDesk | None = None


def use_language(language: str) -> None:
    """Show all windows in "zh" or "en", at start or at run time. The Chinese texts are the source and need no file."""
    app = QApplication.instance()
    for old in _Installed.translators:
        app.removeTranslator(old)
    _Installed.translators, _Installed.language = [], language
    qt_own = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_zh_CN.qm"
    file = TRANSLATIONS / "en.qm" if language == "en" else qt_own
    translator = QTranslator()
    if translator.load(str(file)):
        _Installed.translators.append(translator)
        app.installTranslator(translator)
    QLocale.setDefault(QLocale("en_GB" if language == "en" else "zh_CN"))


def language_in_use() -> str:
    """ "zh" or "en"."""
    return _Installed.language


def single_desk() -> SingleDesk | None:
    """What makes this the only window of its data folder; ``None`` in tests and tools."""
    return _Installed.single


# ------------------------------------------------------------------------------------------------------- single instance


class SingleDesk(QObject):
    """One window per data folder: a second start brings the first window to the front and ends."""

    asked_to_show = Signal()
    """Somebody started the program again."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()
        self.name = f"changkong-{digest[:16]}"
        self._server: QObject | None = None

    def claim(self) -> bool:
        """Become the one; False when another program has the folder (it has been asked to show itself)."""
        from PySide6.QtNetwork import QLocalServer

        if self._call_other():
            return False
        QLocalServer.removeServer(self.name)  # what a killed program left behind
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._called)
        self._server = server
        return server.listen(self.name)

    def release(self) -> None:
        """Let the next one in."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _call_other(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        line = QLocalSocket()
        line.connectToServer(self.name)
        there = line.waitForConnected(300)
        line.abort()
        return there

    def _called(self) -> None:
        caller = self._server.nextPendingConnection()
        if caller is not None:
            caller.disconnected.connect(caller.deleteLater)
        self.asked_to_show.emit()
