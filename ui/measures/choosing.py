"""Choosing a risk by its code or words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from riskreg.ports import Reader
from riskreg.words import _
from ui.entries import ENTRY_ROLE, Entry, entry_list
from ui.material.finding import find_risks
from ui.texts import one_line

_SHOWN = 60


class RiskChooser(QDialog):
    """A field and the risks that answer to it.

    chosen(object)  the id of the risk; nothing on Escape
    """

    chosen = Signal(object)

    def __init__(self, reader: Reader, first: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._first = first
        self.setWindowTitle(_("New measure"))
        self.resize(520, 420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(QLabel(_("Which risk is the measure against?")))
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Code or words of a risk"))
        self.field.setAccessibleName(_("Risk"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        layout.addWidget(self.field)
        self.listing, self.model = entry_list(_("Risks found"))
        self.listing.clicked.connect(self._on_clicked)
        self.listing.activated.connect(self._on_clicked)
        layout.addWidget(self.listing, 1)
        self._search("")

    def _search(self, typed: str) -> None:
        first = [self._first] if self._first is not None else []
        self.model.set_entries(
            [
                Entry(id=risk.id, head=risk.code, title=one_line(risk.title))
                for risk in find_risks(self._reader, first, typed, _SHOWN)
            ]
        )
        self.listing.setCurrentIndex(self.model.index(0))

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.accept()
        self.chosen.emit(index.data(ENTRY_ROLE).id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self.listing.currentIndex().row()
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                place = min(max(row + step, 0), self.model.rowCount() - 1)
                self.listing.setCurrentIndex(self.model.index(place))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if row >= 0:
                    self._on_clicked(self.listing.currentIndex())
                return True
        return super().eventFilter(watched, event)
