"""Signing in at the desk: until somebody has, the window shows this and the number of alarms, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.control_room.sign_in_forms import AccountForm, ChangeForm, EntryForm, FirstForm
from app.desk import Connection, Desk
from app.dialogs.alive import while_alive
from app.widgets import icons
from app.widgets.labels import label
from app.widgets.restyled import Restyled
from venue.core.acts import Refused
from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.work import Principal
from venue.people import accounts
from venue.people.accounts import SampleAccount

WIDE = 420
SIDE = 52


@dataclass(frozen=True)
class Doorway:
    """What may be known before signing in: whether there is any account, and what a sample site tells everybody."""

    anybody: bool
    samples: tuple[SampleAccount, ...]


def read_doorway(read: Reading, viewer: Principal) -> Doorway:
    """Look at the doorway of the viewer's site."""
    return Doorway(accounts.anybody_can_sign_in(read, viewer), accounts.sample_sign_ins(read, viewer))


class SignIn(Restyled, QWidget):
    """The panel with its three forms: sign in, change the password first, make the first account of a new site."""

    entered = Signal(object)
    """Somebody is in; carries the instant at which the session ends."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._session, self._answer = "", {}
        self._picture, self._title, self._hint = QLabel(), label("", "heading"), label("", "muted")
        self.entry, self.change, self.first = EntryForm(), ChangeForm(), FirstForm()
        self._forms = QStackedWidget()
        for form in (self.entry, self.change, self.first):
            self._forms.addWidget(form)
        self.entry.sent.connect(self._sign_in)
        self.change.sent.connect(self._change)
        self.change.left.connect(self._leave_change)
        self.first.sent.connect(self._make_first)
        self._lay_out()
        desk.connection_changed.connect(self._connection)
        desk.ground_changed.connect(self.look)
        self.settle()
        self._connection(desk.connection)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("surface", "panel")
        card.setFixedWidth(WIDE)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(32, 28, 32, 28)
        inner.setSpacing(10)
        for words in (self._picture, self._title, self._hint):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inner.addWidget(words)
        self._title.setWordWrap(True)
        self._hint.setWordWrap(True)
        inner.addSpacing(6)
        inner.addWidget(self._forms)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def retranslate(self) -> None:
        """All words."""
        ground = self.desk.ground
        site = "" if ground is None else getattr(ground.site.site.name, self.desk.language)
        self._title.setText(site or self.tr("场控 · 场地智能化调度总控"))
        self.setAccessibleName(self.tr("登录"))
        hints = {
            self.entry: self.tr("请登录后使用总控室"),
            self.change: self.tr("首次登录或密码到期，请先设置新密码"),
            self.first: self.tr("本站点还没有账号。请建立第一个账号：现场管理负责人和总控员，其他账号由其开设。"),
        }
        self._hint.setText(hints[self._forms.currentWidget()])

    def restyle(self) -> None:
        """The icon in the colours of the theme."""
        self._picture.setPixmap(icons.picture("changkong", "accent", SIDE, self.devicePixelRatioF()))

    # What the doorway shows

    def look(self) -> None:
        """Look whether there is an account, and whether this is a sample site."""
        self.retranslate()
        if self.desk.tasks.attached:
            self.desk.look_at(read_doorway, while_alive(self, self._doorway))

    def _doorway(self, doorway: Doorway) -> None:
        self.entry.set_samples(doorway.samples if self.desk.kind != "real" else ())
        if self._forms.currentWidget() is not self.change:
            self._show(self.entry if doorway.anybody else self.first)

    def _show(self, form: AccountForm) -> None:
        self._forms.setCurrentWidget(form)
        self.retranslate()
        if self.isVisible():
            form.take_focus()

    def _connection(self, connection: Connection) -> None:
        waiting = "" if connection.engine else self.tr("引擎尚未就绪，暂时不能登录。")
        for form in (self.entry, self.change, self.first):
            form.set_waiting(waiting)

    def greet(self, words: str = "") -> None:
        """Somebody has gone: empty fields, and perhaps a word why."""
        self._session = ""
        for form in (self.entry, self.change, self.first):
            form.clear()
        self._show(self.entry)
        self.entry.say(words)
        self.look()

    # What is asked of the engine

    def _sign_in(self) -> None:
        account, password = self.entry.account.text().strip(), self.entry.password.text()
        self._ask_in(account, password, self.entry)

    def _ask_in(self, account: str, password: str, form: AccountForm) -> None:
        form.set_busy(True)

        def answered(answer: dict[str, Any]) -> None:
            form.set_busy(False)
            self._signed_in(answer, password)

        told = {"account": account, "password": password}
        self.desk.act("accounts.sign_in", while_alive(self, answered), self._refused_in(form), **told)

    def _signed_in(self, answer: dict[str, Any], password: str) -> None:
        if answer["must_change"]:
            self._session, self._answer = str(answer["session"]), answer
            self.change.begin(str(answer["account"]), password)
            self._show(self.change)
            return
        for form in (self.entry, self.change, self.first):
            form.clear()
        self._show(self.entry)
        roles = frozenset(answer["roles"])
        self.desk.sign_in(
            str(answer["session"]), Principal(str(answer["account"]), roles, self.desk.site, self.desk.name)
        )
        self.entered.emit(int(answer["until"]))

    def _change(self) -> None:
        """Under the session that may do nothing else; afterwards it is over, so sign in again with the new password."""
        account, old, new = self.change.account, self.change.old, self.change.new.text()
        self.change.set_busy(True)
        self.desk.tasks.session = self._session

        def changed(_: object) -> None:
            self.desk.tasks.session = ""
            self._ask_in(account, new, self.change)

        self.desk.act(
            "accounts.change_password", while_alive(self, changed), self._refused_in(self.change), old=old, new=new
        )

    def _leave_change(self) -> None:
        session = self._session
        self.desk.tasks.session = ""
        if session:
            self.desk.act("accounts.sign_out", None, lambda fault: None, session=session)
        self.greet()

    def _make_first(self) -> None:
        account, password, name = self.first.account.text().strip(), self.first.password.text(), self.first.name.text()
        self.first.set_busy(True)

        def made(_: object) -> None:
            self._ask_in(account, password, self.first)

        told = {"account": account, "password": password, "name": name.strip()}
        self.desk.tasks.act("accounts.first", told, while_alive(self, made), self._refused_in(self.first))

    def _refused_in(self, form: AccountForm) -> Any:
        def refused(fault: Exception) -> None:
            self.desk.tasks.session = ""
            form.set_busy(False)
            form.say(self._words(fault))
            if isinstance(fault, Refused):
                form.again()

        return while_alive(self, refused)

    def _words(self, fault: Exception) -> str:
        if isinstance(fault, Refused):
            return self.desk.say(fault.code, fault.args_)
        return self.tr("引擎没有答复，未能登录。请看状态栏的连接，恢复后重试。")


def ends_after(until: Millis, now: Millis) -> bool:
    """Whether a session that lasts until an instant is over."""
    return 0 < until <= now
