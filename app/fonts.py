"""Fonts of the control room: Noto Sans SC travels with the program, so Chinese is never tofu on a bare machine."""

from importlib.resources import files
from pathlib import Path

from PySide6.QtGui import QFontDatabase

FONT_PACKAGE = "pylopdf_fonts_zh_cn"
SANS_FILE = "NotoSansSC-Regular.otf"


class FontMissing(RuntimeError):
    """The font file of the package is absent or unreadable: the installation is broken."""


def sans_file() -> Path:
    """Path of the Noto Sans SC file (SIL Open Font License) inside the installed font package."""
    return Path(str(files(FONT_PACKAGE).joinpath(SANS_FILE)))


def load() -> str:
    """Register Noto Sans SC with Qt and return its family name.

    Needs a QGuiApplication. Calling it again returns the same family without reading the file again.
    Raises FontMissing when Qt cannot read the file.
    """
    wanted = "Noto Sans SC"
    if wanted in _loaded:
        return wanted
    number = QFontDatabase.addApplicationFont(str(sans_file()))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if wanted not in families:
        raise FontMissing(f"字体无法读取 / cannot read font: {sans_file()}")
    _loaded.add(wanted)
    return wanted


_loaded: set[str] = set()
