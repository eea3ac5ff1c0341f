"""A list to tick values in, with a line to find them by typing: what a filter chip opens."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from riskreg.folding import finds, tokens
from riskreg.words import _
from ui.texts import one_line

_ROWS = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A value and its word."""

    value: Hashable
    word: str


class ChoicePopup(QFrame):
    """Opens below its chip; every tick takes effect at once; Esc closes.

    ticked(tuple)  the values ticked now, in the order of the list
    """

    ticked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("look", "popup")
        self.setAccessibleName(name)
        self._find = QLineEdit(self)
        self._find.setPlaceholderText(_("Find"))
        self._find.setAccessibleName(_("Find in {name}").format(name=name))
        self._find.textEdited.connect(self._narrow)
        self._find.installEventFilter(self)
        self._list = QListWidget(self)
        self._list.setAccessibleName(name)
        self._list.itemChanged.connect(self._on_change)
        self._list.itemClicked.connect(self._toggle)
        self._list.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._find)
        column.addWidget(self._list)
        self._filling = False

    def offer(self, choices: Sequence[Choice], ticked: Sequence[Hashable], place: QPoint) -> None:
        """Show the list at ``place`` of the screen."""
        self._filling = True
        self._list.clear()
        for choice in choices:
            item = QListWidgetItem(one_line(choice.word))
            item.setData(Qt.ItemDataRole.UserRole, choice.value)
            # The whole row ticks, not the box alone: see _toggle.
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            on = choice.value in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._filling = False
        self._find.clear()
        self._find.setVisible(len(choices) > _ROWS)
        self._size(len(choices))
        self.move(place)
        self.show()
        self._list.setCurrentRow(0)
        (self._find if self._find.isVisible() else self._list).setFocus()

    def _size(self, count: int) -> None:
        row = max(self._list.sizeHintForRow(0), 20)
        self._list.setFixedHeight(row * max(1, min(count, _ROWS)) + 4)
        self.setFixedWidth(max(180, min(360, self._list.sizeHintForColumn(0) + 48)))
        self.adjustSize()

    def _on_change(self, _item: QListWidgetItem) -> None:
        if not self._filling:
            self.ticked.emit(self._ticked())

    def _ticked(self) -> tuple[Hashable, ...]:
        items = (self._list.item(row) for row in range(self._list.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _toggle(self, item: QListWidgetItem) -> None:
        on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def _narrow(self, text: str) -> None:
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(not finds(text, tokens(item.text())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if watched is self._find and event.key() == Qt.Key.Key_Down:
            self._list.setFocus()
            return True
        ticks = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self._list and event.key() in ticks:
            self._toggle(self._list.currentItem())
            return True
        return super().eventFilter(watched, event)
