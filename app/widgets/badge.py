"""The mark that says whether a site is real, for training or a sample."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import theme
from app.widgets import text
from app.widgets.restyled import Restyled

KINDS = {
    "real": QT_TRANSLATE_NOOP("KindBadge", "真实"),
    "training": QT_TRANSLATE_NOOP("KindBadge", "培训数据"),
    "sample": QT_TRANSLATE_NOOP("KindBadge", "样例数据"),
}


class KindBadge(Restyled, QWidget):
    """`site.kind` as a mark on every page. Training and sample data are reversed: never taken for real."""

    def __init__(self, kind: str = "real", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.settle()

    def set_kind(self, kind: str) -> None:
        """Show "real", "training" or "sample"."""
        self._kind = kind
        self.retranslate()

    def words(self) -> str:
        """What the mark says."""
        return self.tr(KINDS[self._kind]) if self._kind in KINDS else self._kind

    def retranslate(self) -> None:
        """Words for screen readers."""
        self.setAccessibleName(self.tr("数据性质：{kind}").format(kind=self.words()))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        wide = text.width(self.words(), size="small", bold=True)
        return QSize(round(wide) + 18, round(text.line_height("small")) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        real = self._kind == "real"
        painter.setPen(QPen(theme.colour("control_line" if real else "text"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush if real else theme.colour("text"))
        painter.drawRoundedRect(box, 3, 3)
        ink = theme.colour("text_muted" if real else "panel")
        text.draw(painter, box, self.words(), ink, size="small", bold=not real, align=text.CENTRE)
        painter.end()
