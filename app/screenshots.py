"""Pictures of every page and dialog of the control room, in both themes: for the guide, for a designer's eye, for comparing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import structlog
from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app import application, theme
from app.control_room.window import ControlRoom
from app.control_room.window_pages import PAGES
from app.desk import Desk
from venue.core.acts import Refused
from venue.core.work import Principal

log = structlog.get_logger("screenshots")
SIZES = ((1366, 768), (1920, 1080))
THEMES = theme.NAMES
QUIET_MS, LONGEST_MS = 350, 8_000
Say = Callable[[str], None]


def take(
    desk: Desk,
    folder: Path,
    *,
    account: str,
    password: str,
    language: str = "zh",
    say: Say = print,
) -> list[Path]:
    """Open the window on a desk that has its engine, sign in, and store a PNG of every page and dialog; gives the files.

    Names are ``PAGE-THEME-WIDTHxHEIGHT.png`` and ``dialog-NAME-THEME.png``. Raises :class:`~venue.core.acts.Refused` when the
    account may not sign in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = (application.language_in_use(), theme.current().name)
    application.use_language(language)
    desk.language = language
    taken: list[Path] = []
    for name in THEMES:
        theme.apply(QApplication.instance(), name)
        for picture in _of_theme(desk, folder, name, (account, password)):
            taken.append(picture)
            say(str(picture))
    application.use_language(before[0])
    theme.apply(QApplication.instance(), before[1])
    return taken


def _of_theme(desk: Desk, folder: Path, name: str, entry: tuple[str, str]) -> Iterator[Path]:
    window = ControlRoom(desk)
    window.resize(*SIZES[0])
    window.show()
    settle(desk)
    yield _keep(window, folder / f"sign_in-{name}.png")
    _sign_in(window, *entry)
    for wide, high in SIZES:
        window.resize(wide, high)
        for page in PAGES:
            window.open_page(page.key)
            settle(desk)
            yield _keep(window, folder / f"{page.key}-{name}-{wide}x{high}.png")
    window.resize(*SIZES[0])
    yield from _focused(window, folder, name)
    yield from _dialogs(window, folder, name)
    desk.sign_out()
    window.close()
    window.deleteLater()
    settle(desk)


def _sign_in(window: ControlRoom, account: str, password: str) -> None:
    desk = window.desk
    refusals: list[Exception] = []
    signed: list[dict[str, Any]] = []
    desk.act("accounts.sign_in", signed.append, refusals.append, account=account, password=password)
    settle(desk)
    if refusals:
        raise refusals[0]
    told = signed[0]
    desk.sign_in(str(told["session"]), Principal(str(told["account"]), frozenset(told["roles"]), desk.site, desk.name))
    settle(desk)


def _focused(window: ControlRoom, folder: Path, name: str) -> Iterator[Path]:
    """What a click opens: the sheet of a room and of a project, a judgement, a trail."""
    page = window.pages["overview"]
    scene = page.scene
    rooms = [claim.resource for claim, _ in scene.holding] or ["HALL"]
    people = sorted(scene.present)
    wanted = [("overview", "room", {"room": rooms[0]}), ("people", "trail", {"person": people[0]} if people else {})]
    if scene.holding:
        wanted.insert(1, ("overview", "project", {"project": scene.holding[0][0].project}))
    for key, what, focus in wanted:
        window.open_page(key, focus or None)
        settle(window.desk)
        yield _keep(window, folder / f"{key}_{what}-{name}.png")
    if "dispatch" in window.pages:
        window.open_page("dispatch", {"view": "week"})
        settle(window.desk)
        yield _keep(window, folder / f"dispatch_week-{name}.png")
        window.pages["dispatch"].show_view("day")
    window.open_page("overview")
    page.back()


# --------------------------------------------------------------------------------------------------------------- dialogs


def _dialogs(window: ControlRoom, folder: Path, name: str) -> Iterator[Path]:
    for what, build in _builders(window).items():
        dialog = build()
        if dialog is None:
            continue
        dialog.show()
        settle(window.desk)
        yield _keep(dialog, folder / f"dialog-{what}-{name}.png")
        dialog.reject()
        dialog.deleteLater()


def _builders(window: ControlRoom) -> dict[str, Callable[[], QDialog | None]]:
    """How each dialog is opened; one that has nothing to be about on this site at this instant gives ``None``."""
    return {
        "palette": lambda: _opened(window, window.search),
        "keys": lambda: _opened(window, window.dialogs.keys),
        "password": lambda: _opened(window, window.change_password),
        "legend": lambda: _legend(window),
        "guide": lambda: _of_alarm(window, "alarm_guide", "AlarmGuide"),
        "shelve": lambda: _of_alarm(window, "shelve_alarm", "ShelveAlarm"),
        "reveal": lambda: _of_person(window),
        "phase": lambda: _of_project(window),
        "refused": lambda: _dialog("refused", "RefusedDialog", window, Refused("act.not_yours", act="people.erase")),
        "close": lambda: _dialog("confirm_close", "ConfirmClose", window),
        "export": lambda: _dialog("export_patrols", "ExportPatrols", window),
        "account": lambda: _dialog("accounts", "OpenAccount", window, ()),
        "extra_round": lambda: _dialog("extra_round", "ExtraRound", window, _spots(window)),
        "finding": lambda: _finding(window),
        "booking": lambda: _on_day(window, "booking", "BookingDialog"),
        "block": lambda: _on_day(window, "block", "BlockDialog"),
        "series": lambda: _on_day(window, "booking_series", "SeriesDialog"),
        "import": lambda: _dialog("import_preview", "ImportPreview", window),
        "proposal": lambda: _proposal(window),
        **_more_builders(window),
    }


def _more_builders(window: ControlRoom) -> dict[str, Callable[[], QDialog | None]]:
    """Those of draws, rooms, legal times and calendars."""
    return {
        "draw": lambda: _draw(window),
        "draw_open": lambda: _draw_open(window),
        "room_ready": lambda: _dialog("room_ready", "RoomReady", window, "E1"),
        "print_board": lambda: _on_day(window, "print_board", "PrintBoard"),
        "exceptions": lambda: _dialog("exceptions", "ExceptionsDialog", window),
        "ask_exception": lambda: _dialog("exceptions", "AskException", window),
        "calendar_import": lambda: _dialog("calendar_import", "CalendarImport", window),
        "calendar_export": lambda: _on_day(window, "calendar_import", "CalendarExport"),
        "plans": lambda: _dialog("approved_plan", "PlansDialog", window),
        "experts_drawn": lambda: _dialog("approved_plan", "ExpertsDrawn", window),
        "unusual_minutes": lambda: _dialog("unusual_minutes", "UnusualMinutes", window),
        "waiting_list": lambda: _dialog("waiting_list", "WaitingListDialog", window),
        "holds": lambda: _dialog("held_rooms", "HoldsDialog", window),
        "forecasts": lambda: _on_day(window, "forecasts", "ForecastsDialog"),
    }


def _drawn_for(window: ControlRoom) -> Any:
    found = list(window.pages["overview"].scene.projects.values())
    return next((one for one in found if one.method == "remote_main"), next(iter(found), None))


def _draw(window: ControlRoom) -> QDialog | None:
    found = _drawn_for(window)
    return _dialog("draw", "DrawDialog", window, found.code) if found else None


def _draw_open(window: ControlRoom) -> QDialog | None:
    from app.dialogs.draw_seen import Seen

    found = _drawn_for(window)
    return _dialog("draw_open", "OpenDraw", window, Seen(found, (), ("X1", "X2", "X3"))) if found else None


def _dialog(module: str, name: str, window: ControlRoom, *about: Any) -> QDialog:
    from importlib import import_module

    return getattr(import_module(f"app.dialogs.{module}"), name)(window.desk, *about, window)


def _opened(window: ControlRoom, open_it: Callable[[], object]) -> QDialog:
    open_it()
    return window.dialogs.open()[-1]


def _on_day(window: ControlRoom, module: str, name: str) -> QDialog | None:
    day = window.pages["dispatch"].day if "dispatch" in window.pages else ""
    return _dialog(module, name, window, day) if day else None


def _proposal(window: ControlRoom) -> QDialog | None:
    """The newest proposal beside the plan; ``None`` while the day has none with moves that could be accepted."""
    page = window.pages.get("dispatch")
    shown = page.proposals.current() if page is not None else None
    return page.comparison_of(shown) if shown is not None and shown.moves and shown.state == "ready" else None


def _legend(window: ControlRoom) -> QDialog:
    from app.widgets.plan_legend import LegendWindow

    return LegendWindow(window)


def _of_alarm(window: ControlRoom, module: str, name: str) -> QDialog | None:
    alarms = window.alarms.calling.alarms
    return _dialog(module, name, window, alarms[0]) if alarms else None


def _of_person(window: ControlRoom) -> QDialog | None:
    present = sorted(window.pages["overview"].scene.present)
    return _dialog("reveal_person", "RevealPerson", window, present[0]) if present else None


def _of_project(window: ControlRoom) -> QDialog | None:
    projects = list(window.pages["overview"].scene.projects.values())
    return _dialog("phase_advance", "PhaseAdvance", window, projects[0]) if projects else None


def _spots(window: ControlRoom) -> tuple[Any, ...]:
    from app.dialogs.finding import Spot

    desk = window.desk
    plan = desk.ground.plan(desk.now())
    names = {room.code: str(getattr(room.name, desk.language)) for room in plan.rooms}
    points = sorted(plan.checkpoints, key=lambda one: one.order)
    return tuple(Spot(one.code, f"{names.get(one.room, one.room)} {one.code}") for one in points)


def _finding(window: ControlRoom) -> QDialog | None:
    spots = _spots(window)
    return _dialog("finding", "FindingDialog", window, spots) if spots else None


# --------------------------------------------------------------------------------------------------------------- waiting


def settle(desk: Desk) -> None:
    """Let the window run until no answer is awaited and nothing has happened for a moment."""
    loop, quiet, whole = QEventLoop(), QElapsedTimer(), QElapsedTimer()
    quiet.start()
    whole.start()
    while quiet.elapsed() < QUIET_MS and whole.elapsed() < LONGEST_MS:
        QTimer.singleShot(20, loop.quit)
        loop.exec()
        if desk.tasks.busy:
            quiet.restart()


def _keep(widget: QWidget, file: Path) -> Path:
    if not widget.grab().save(str(file)):
        raise OSError(f"图片无法写入 / cannot write the picture: {file}")
    return file
