"""The bar that tells what went wrong, in one sentence, until it is closed or put right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from riskreg.words import _
from ui.texts import escaped


class MessageBar(QWidget):
    """Hidden while there is nothing to tell. Esc in it, or its button, closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "message")
        self.setProperty("grave", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QPushButton(_("Close"), self)
        self._close.setProperty("look", "quiet")
        self._close.setAccessibleName(_("Close the message"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._sentence = ""
        self.hide()

    @property
    def sentence(self) -> str:
        """What it tells, '' while hidden."""
        return self._sentence if not self.isHidden() else ""

    def tell(self, sentence: str) -> None:
        self._sentence = sentence
        shown = sentence if len(sentence) < 600 else sentence[:600] + "…"
        self._words.setText(escaped(shown))
        self._words.setAccessibleName(sentence)
        self.show()
