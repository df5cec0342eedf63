"""Closing the window: does the engine go on, or stop with it?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.dialogs.form import Form, plain_button
from app.widgets.labels import label


class ConfirmClose(Form):
    """Enter closes the window and lets the engine go on; stopping the engine is a choice of its own. Esc stays.

    `chosen("window")` or `chosen("engine")` says what to close; nothing is told after Esc.
    """

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.stop_button = plain_button("", tone="danger")
        self.stop_button.clicked.connect(lambda: self._choose("engine"))
        self._warning = label("", "muted")
        self._warning.setWordWrap(True)
        self.body.addWidget(self._warning)
        self.buttons.insertWidget(0, self.stop_button)
        QWidget.setTabOrder(self.accept_button, self.cancel_button)
        QWidget.setTabOrder(self.cancel_button, self.stop_button)
        self.settle()
        self.accept_button.setFocus()

    def retranslate(self) -> None:
        """All words."""
        self.name_dialog(
            self.tr("关闭总控窗口"),
            intro=self.tr("关闭窗口后，引擎在后台继续运行：门禁照常判定，记录照常入账，再次打开即可看到。"),
            accept=self.tr("关闭窗口，引擎继续"),
        )
        self._warning.setText(
            self.tr("停止引擎后，门禁终端只按断网规则放行，评标区门保持关闭，报警和巡查提醒停止，直到引擎再次启动。")
        )
        self.stop_button.setText(self.tr("停止引擎并退出"))
        self.stop_button.setAccessibleName(self.stop_button.text())

    def submit(self) -> None:
        """Close the window only."""
        self._choose("window")

    def _choose(self, what: str) -> None:
        self.accept()
        self.chosen.emit(what)


def ask_about_engine(window: QWidget) -> str:
    """Ask before a window (with its ``desk``) closes: "stay", "leave" (the engine goes on) or "stop" (the engine too)."""
    dialog = ConfirmClose(window.desk, window)
    answers: list[str] = []
    dialog.chosen.connect(lambda what: answers.append({"window": "leave", "engine": "stop"}[what]))
    dialog.exec()
    dialog.deleteLater()
    return answers[0] if answers else "stay"
