"""How the desk stands, on the screen: banner, status line, clock; aged every second, counted every five."""

from __future__ import annotations

import structlog
from PySide6.QtCore import QObject

from app.control_room import window_status as status
from app.control_room.window_banner import Banner
from app.desk import Connection, Desk
from app.dialogs.alive import while_alive
from app.widgets.page_header import PageHeader
from app.widgets.status_line import StatusLine
from venue.core.messages import EngineTrouble, EngineWell, Notice

log = structlog.get_logger("desk")


class ConnectionView(QObject):
    """Keeps header, banner and status line true to the desk's connection."""

    def __init__(
        self, desk: Desk, header: PageHeader, banner: Banner, status_line: StatusLine, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._header, self._banner, self._status_line = desk, header, banner, status_line
        self._trouble, self._blind = "", ""
        self._devices: status.DeviceCount | None = None
        desk.connection_changed.connect(self.show_connection)
        desk.noticed.connect(self._hear)
        desk.ground_changed.connect(self.count_devices)

    def show_connection(self, connection: Connection) -> None:
        """The line to the engine is as told."""
        self._status_line.set_links(status.links_of(connection, self._devices))
        self._say()
        self.show_time()

    def show_time(self) -> None:
        """A second has gone by: the clock, and how old the data are."""
        as_of, now = status.data_age(self._desk.connection, self._desk)
        self._status_line.set_data_time(as_of, now)
        if as_of is not None:
            self._header.set_clock(self._desk.now())

    def blind(self, fault: Exception) -> None:
        """Something could not be read: said until the next look succeeds (:meth:`sees`)."""
        log.error("a look failed", fault=repr(fault))
        self._blind = self.tr("读取数据失败（{fault}）").format(fault=type(fault).__name__)
        self._say()

    def sees(self) -> None:
        """A look has succeeded."""
        if self._blind:
            self._blind = ""
            self._say()

    def count_devices(self) -> None:
        """Look how many devices are heard."""
        desk, now = self._desk, self._desk.now()
        if desk.ground is not None and desk.tasks.attached:
            desk.look_at(
                lambda read, viewer: status.read_devices(read, viewer, desk, now), while_alive(self, self._counted)
            )

    def _counted(self, devices: status.DeviceCount | None) -> None:
        self._devices = devices
        self._status_line.set_links(status.links_of(self._desk.connection, devices))

    def _say(self) -> None:
        connection = self._desk.connection
        wrong, still = status.banner_words(connection, trouble=self._trouble)
        if not wrong and self._blind:
            wrong, still = self._blind, self.tr("画面可能不是最新；恢复后自动更新。引擎和门禁不受影响。")
        self._banner.say(wrong, still, calm=not connection.engine and connection.fault in status.CALM)

    def _hear(self, notices: tuple[Notice, ...]) -> None:
        for notice in notices:
            if isinstance(notice, EngineTrouble):
                self._trouble = notice.fault
            elif isinstance(notice, EngineWell):
                self._trouble = ""
        self._say()
