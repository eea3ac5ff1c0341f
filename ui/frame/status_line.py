"""The status line: how many risks, what is overdue, what was just done, the state of the file."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from riskreg.ports import Tally
from riskreg.words import _, ngettext, number_text

_SECONDS = 12


class StatusLine(QWidget):
    """undo_wanted()  the undo offered beside what was just done"""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(28)
        self._risks = QLabel(self)
        self._reviews = QLabel(self)
        self._measures = QLabel(self)
        self._said = QLabel(self)
        self._undo = QPushButton(_("Undo"), self)
        self._undo.setProperty("look", "quiet")
        self._undo.setToolTip(_("Undo (Ctrl+Z)"))
        self._undo.clicked.connect(self.undo_wanted)
        self._file = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(20)
        for label in (self._risks, self._reviews, self._measures):
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self._said)
        row.addWidget(self._undo)
        row.addStretch(1)
        row.addWidget(self._file)
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(_SECONDS * 1000)
        self._fading.timeout.connect(self.hush)
        self.hush()

    def show_tally(self, tally: Tally, shown: int) -> None:
        all_risks = ngettext("{n} risk", "{n} risks", tally.risks).replace(
            str(tally.risks), number_text(tally.risks)
        )
        self._risks.setText(
            all_risks
            if shown == tally.risks
            else _("{all}, {n} shown").format(all=all_risks, n=number_text(shown))
        )
        late = tally.overdue_reviews
        self._reviews.setText(ngettext("{n} review overdue", "{n} reviews overdue", late))
        late = tally.overdue_measures
        self._measures.setText(ngettext("{n} measure overdue", "{n} measures overdue", late))

    def show_file(self, *, encrypted: bool) -> None:
        self._file.setText(_("Saved · Encrypted") if encrypted else _("Saved · Not encrypted"))
        self._file.setToolTip(_("Every change is in the file as soon as a field is left."))

    def say(self, sentence: str, *, undoable: bool = False) -> None:
        """Show a sentence for a while, with an undo beside it where it was something done."""
        self._said.setText(sentence)
        self._said.setAccessibleName(sentence)
        self._undo.setVisible(undoable)
        self._fading.start()

    def hush(self) -> None:
        self._said.clear()
        self._undo.hide()

    @property
    def said(self) -> str:
        return self._said.text()
