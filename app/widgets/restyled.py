"""What a widget does when theme, font or language change while it is on the screen."""

from PySide6.QtCore import QEvent

_LOOK = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)


class Restyled:
    """Mixin in front of a QWidget class: calls `restyle` after a change of theme, `retranslate` after one of language.

    Both are first called when the widget has been built, by `settle` at the end of its constructor.
    """

    _settled = False

    def settle(self) -> None:
        """Say that the widget is complete: its words and colours can be set now and after each change."""
        self._settled = True
        self.retranslate()
        self.restyle()

    def restyle(self) -> None:
        """Take colours, icons and sizes of the current theme; by default a repaint."""
        self.update()

    def retranslate(self) -> None:
        """Set all words in the language of the desk; by default a repaint."""
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Theme, font or language has changed."""
        super().changeEvent(event)
        if not self._settled:
            return
        self._settled = False  # a font or a property set below is reported here again
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in _LOOK:
            self.restyle()
        self._settled = True
