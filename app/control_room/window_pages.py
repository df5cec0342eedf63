"""The pages of the control room, in the order of the navigation. A page's module is imported when it is first opened."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.control_room.page import Page
from app.desk import Desk


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page: key, words, icon, module and class."""

    key: str
    text: str
    icon: str
    module: str
    name: str

    @property
    def words(self) -> str:
        """The name of the page in the language of the desk."""
        return QCoreApplication.translate("pages", self.text)

    def build(self, desk: Desk) -> Page:
        """The page itself."""
        return getattr(import_module(self.module), self.name)(desk)


_PLANNED = (
    PageEntry("overview", QT_TRANSLATE_NOOP("pages", "总览"), "map", "app.control_room.overview", "OverviewPage"),
    PageEntry(
        "dispatch", QT_TRANSLATE_NOOP("pages", "调度"), "calendar-days", "app.control_room.dispatch", "DispatchPage"
    ),
    PageEntry("people", QT_TRANSLATE_NOOP("pages", "人员与门禁"), "id-card", "app.control_room.people", "PeoplePage"),
    PageEntry("devices", QT_TRANSLATE_NOOP("pages", "设备"), "cctv", "app.control_room.devices", "DevicesPage"),
    PageEntry(
        "patrols", QT_TRANSLATE_NOOP("pages", "巡查"), "clipboard-check", "app.control_room.patrols", "PatrolsPage"
    ),
    PageEntry("system", QT_TRANSLATE_NOOP("pages", "系统"), "settings", "app.control_room.system", "SystemPage"),
)

PAGES = tuple(entry for entry in _PLANNED if find_spec(entry.module) is not None)
"""The pages of this program; one whose module does not travel with it (a smaller bundle) is absent."""


def entry_of(key: str) -> PageEntry | None:
    """The page of a key; ``None`` when this program has none."""
    return next((entry for entry in PAGES if entry.key == key), None)
