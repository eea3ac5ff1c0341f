"""The view of a table over a short list: sorted by its headers, edited in its cells."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.cells import CellDelegate
from ui.in_sight import InSight
from ui.rows import ROW_ROLE, Index, RowModel

_ROW_HEIGHT = 33
_HEADER_HEIGHT = 30


class RowTable(QTableView):
    """A table of whole rows. F2, a double click or typing edits; ``stretch`` takes the rest."""

    def __init__(
        self,
        model: RowModel[Any],
        name: str,
        stretch: int,
        sorted_by: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(_HEADER_HEIGHT)
        header.setMinimumSectionSize(48)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, column in enumerate(model.columns):
            header.resizeSection(number, column.width)
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicatorClearable(False)
        self.setSortingEnabled(True)
        self.sortByColumn(sorted_by, Qt.SortOrder.AscendingOrder)
        InSight(self)

    def chosen(self) -> list[Any]:
        """The selected rows, in the order of the table."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        model = self.model()
        return [model.index(row, 0).data(ROW_ROLE) for row in rows]

    def show_row(self, place: int, column: int = 0) -> None:
        """Stand on a row and bring it into sight."""
        index = self.model().index(place, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def edit_cell(self, index: Index) -> None:
        """Open the editor of a cell."""
        self.edit(self.model().index(index.row(), index.column()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.state() is not QAbstractItemView.State.EditingState:
            # Everywhere in the program Return opens what one stands on; F2 edits.
            index = self.currentIndex()
            if index.isValid():
                self.activated.emit(index)
            return
        super().keyPressEvent(event)
