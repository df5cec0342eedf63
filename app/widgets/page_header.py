"""The line over each page: site, page, nature of the data, date and time, account."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app import theme
from app.widgets import icons
from app.widgets.badge import KindBadge
from app.widgets.labels import label
from app.widgets.panel import button, tool
from app.widgets.restyled import Restyled
from app.widgets.words import clock, long_date


class PageHeader(Restyled, QWidget):
    """Title line. Emits `search_clicked`, `theme_clicked`, `account_clicked`."""

    search_clicked = Signal()
    theme_clicked = Signal()
    account_clicked = Signal()

    def __init__(self, site: str = "", kind: str = "real", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._site, self._page = site, ""
        self._title = label("", "heading")
        self._badge = KindBadge(kind)
        self._clock = label("", "plain")
        self.search = tool("search", "")
        self.look = tool("sun", "")
        self.account = button("", icon="user")
        self.search.clicked.connect(self.search_clicked)
        self.look.clicked.connect(self.theme_clicked)
        self.account.clicked.connect(self.account_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._title)
        row.addWidget(self._badge)
        row.addStretch(1)
        for widget in (self._clock, self.search, self.look, self.account):
            row.addWidget(widget)
        self.account.setVisible(False)
        self.settle()

    def retranslate(self) -> None:
        """Names of the buttons."""
        for owner, words in ((self.search, self.tr("搜索与命令 Ctrl+K")), (self.look, self.tr("切换深色与浅色"))):
            owner.setAccessibleName(words)
            owner.setToolTip(words)
        self.account.setAccessibleName(self.tr("当前账号 {name}").format(name=self.account.text()))

    def restyle(self) -> None:
        """Icons in the colours of the theme."""
        self.account.setIconSize(QSize(16, 16))
        other = "sun" if theme.current().name == "dark" else "moon"
        for owner, name in ((self.search, "search"), (self.look, other), (self.account, "user")):
            icons.put(owner, name)

    def set_site(self, site: str, kind: str) -> None:
        """Show the name of the site and the nature of its data ("real", "training", "sample")."""
        self._site = site
        self._badge.set_kind(kind)
        self._show_title()

    def set_page(self, page: str) -> None:
        """Show the name of the page."""
        self._page = page
        self._show_title()

    def _show_title(self) -> None:
        self._title.setText(" · ".join(words for words in (self._site, self._page) if words))

    def set_clock(self, now: int) -> None:
        """Show the time of the site (ms): 2026年11月23日 星期一 09:43:05."""
        self._clock.setText(f"{long_date(now)}  {clock(now)}")

    def set_account(self, name: str) -> None:
        """Show who is signed in; empty for nobody."""
        self.account.setText(name)
        self.account.setVisible(bool(name))
        self.retranslate()
