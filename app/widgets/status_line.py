"""The bottom line: connections, age of the data, keys."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app import theme
from app.widgets import marks, text
from app.widgets.labels import label, set_tone
from app.widgets.restyled import Restyled
from app.widgets.words import clock

STALE_MS = 5_000  # data older than this are said to have stopped

LINK_STATES = {
    "ok": QT_TRANSLATE_NOOP("StatusLine", "正常"),
    "warn": QT_TRANSLATE_NOOP("StatusLine", "注意"),
    "fault": QT_TRANSLATE_NOOP("StatusLine", "故障"),
    "unknown": QT_TRANSLATE_NOOP("StatusLine", "未知"),
}
_CHECK = (QPointF(2.0, 7.0), QPointF(5.2, 10.4), QPointF(11.5, 3.2))
_PRIORITY = {"fault": 1, "warn": 3}


@dataclass(frozen=True, slots=True)
class Link:
    """One connection: key ("engine"), name (引擎), state "ok", "warn", "fault" or "unknown", and what to say of it."""

    key: str
    name: str
    state: str = "unknown"
    text: str = ""


class LinkLabel(Restyled, QWidget):
    """One connection on the status line: a check mark when well, alarm mark 1 or 3, a question mark when unknown."""

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.settle()

    def set_link(self, link: Link) -> None:
        """Show a connection."""
        if link != self._link:
            self._link = link
            self.retranslate()

    def words(self) -> str:
        """Name and what is said of it."""
        state = QCoreApplication.translate("StatusLine", LINK_STATES[self._link.state])
        return f"{self._link.name} {self._link.text or state}"

    def retranslate(self) -> None:
        """Words for screen readers."""
        state = QCoreApplication.translate("StatusLine", LINK_STATES[self._link.state])
        self.setAccessibleName(f"{self.words()}（{state}）")
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(round(text.width(self.words(), size="small")) + 24, round(text.line_height("small")) + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        self._paint_mark(painter, QRectF(2, box.center().y() - 6.5, 13, 13))
        well = self._link.state == "ok"
        ink = theme.colour("text_muted" if well else "text")
        text.draw(painter, box.adjusted(20, 0, 0, 0), self.words(), ink, size="small")
        painter.end()

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        priority = _PRIORITY.get(self._link.state)
        if priority is not None:
            marks.draw_priority(painter, priority, box)
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._link.state == "ok":
            painter.setPen(QPen(theme.colour("good"), 1.8))
            painter.drawPolyline([box.topLeft() + p for p in _CHECK])
        else:
            painter.setPen(QPen(theme.colour("text_muted"), 1.2, Qt.PenStyle.DotLine))
            painter.drawEllipse(box)
            text.draw(painter, box, "?", theme.colour("text"), size="tiny", bold=True, align=text.CENTRE)


class StatusLine(Restyled, QWidget):
    """Connections at the left, age of the data after them, keys at the right. "From 09:42:05" is always there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links: dict[str, LinkLabel] = {}
        self._as_of: int | None = None
        self._now: int | None = None
        self._data = label("", "small")
        self._keys: list[QLabel] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 2, 8, 2)
        self._row.setSpacing(10)
        self._row.addWidget(self._data)
        self._row.addStretch(1)
        self.setAutoFillBackground(True)
        self.settle()

    def restyle(self) -> None:
        """The line has a ground of its own."""
        ground = self.palette()
        ground.setColor(self.backgroundRole(), theme.colour("status"))
        self.setPalette(ground)

    def retranslate(self) -> None:
        """Words of the age of the data."""
        self.setAccessibleName(self.tr("状态栏"))
        self._tell()

    def set_links(self, links: tuple[Link, ...]) -> None:
        """Show connections, in the order given; one that is known already is changed in place."""
        for number, link in enumerate(links):
            if link.key in self._links:
                self._links[link.key].set_link(link)
            else:
                self._links[link.key] = LinkLabel(link)
                self._row.insertWidget(number, self._links[link.key])

    def set_data_time(self, as_of: int | None, now: int) -> None:
        """Say from when the newest data are (ms; None when there are none yet) and what time it is."""
        self._as_of, self._now = as_of, now
        self._tell()

    def _tell(self) -> None:
        age = 0 if self._as_of is None or self._now is None else self._now - self._as_of
        if self._as_of is None:
            words, tone = self.tr("尚无数据"), "abnormal"
        elif age > STALE_MS:
            words = self.tr("⚠ 数据停在 {time}（已 {age} 秒）").format(time=clock(self._as_of), age=age // 1000)
            tone = "abnormal"
        else:
            words, tone = self.tr("数据截至 {time}").format(time=clock(self._as_of)), "small"
        self._data.setText(words)
        self._data.setAccessibleName(words)
        set_tone(self._data, tone)

    def data_words(self) -> str:
        """What is said of the age of the data."""
        return self._data.text()

    def set_keys(self, keys: tuple[tuple[str, str], ...]) -> None:
        """Show keys at the right: (key, what it does)."""
        for old in self._keys:
            self._row.removeWidget(old)
            old.deleteLater()
        self._keys = []
        for key, what in keys:
            self._add_key(label(key, "key"), label(what, "small"))

    def _add_key(self, cap: QLabel, what: QLabel) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(5)
        for made in (cap, what):
            made.setAccessibleName(made.text())
            pair.addWidget(made)
            self._keys.append(made)
        self._row.addLayout(pair)
