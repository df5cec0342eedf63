"""A titled card: what a page is made of."""

from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.widgets import icons
from app.widgets.labels import label


class Panel(QFrame):
    """A card with a title, a line of tools at the right of it and a body below."""

    def __init__(self, title: str = "", body: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._title = label(title, "title")
        self._note = label("", "small")
        self._tools = QHBoxLayout()
        self._tools.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._note)
        head.addStretch(1)
        head.addLayout(self._tools)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(11, 8, 11, 10)
        self._column.setSpacing(7)
        self._column.addLayout(head)
        self.setAccessibleName(title)
        if body is not None:
            self.add(body, stretch=1)

    def add(self, widget: QWidget, *, stretch: int = 0) -> None:
        """Put a widget under what is there."""
        self._column.addWidget(widget, stretch)

    def add_tool(self, widget: QWidget) -> None:
        """Put a button or field at the right end of the title line."""
        self._tools.addWidget(widget)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_note(self, note: str) -> None:
        """Show a quiet remark beside the title, such as a number or a time."""
        self._note.setText(note)


def button(text: str, *, icon: str = "", tone: str = "", hint: str = "") -> QPushButton:
    """A button with words; `tone` "primary", "danger" or "quiet", `hint` for tooltip and screen reader."""
    made = QPushButton(text)
    made.setProperty("tone", tone)
    _name(made, text, hint)
    if icon:
        icons.put(made, icon, {"primary": "accent_text", "danger": "p1_text"}.get(tone, "text"))
    return made


def tool(icon: str, name: str, *, tone: str = "quiet", checkable: bool = False) -> QToolButton:
    """A button with an icon only; `name` is its tooltip and what a screen reader says."""
    made = QToolButton()
    made.setProperty("tone", tone)
    made.setCheckable(checkable)
    icons.put(made, icon)
    _name(made, name, name)
    return made


def _name(owner: QAbstractButton, name: str, hint: str) -> None:
    owner.setAccessibleName(name)
    owner.setToolTip(hint)
