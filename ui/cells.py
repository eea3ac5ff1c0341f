"""Delegates for tables over short lists: chosen or typed cells, nothing lost when refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.rows import ROW_ROLE, Column, Index, RowModel
from ui.texts import NO_LIMIT, with_typed
from ui.theme import theme_of


class CellDelegate(QStyledItemDelegate):
    """Edits a cell of a ``RowModel``; what stands out is painted in the colour of danger.

    A text that was not touched is not written. One that is refused comes back into the editor.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._refused: tuple[QPersistentModelIndex, str] | None = None

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        column, row = _cell(index)
        if column.danger is not None and column.danger(row):
            danger = QColor(theme_of(self._view).danger)
            option.palette.setColor(QPalette.ColorRole.Text, danger)
            option.palette.setColor(QPalette.ColorRole.HighlightedText, danger)
            option.font.setBold(True)
        if column.bold:
            option.font.setBold(True)

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt hands it over
        index: Index,
    ) -> QWidget:
        choices = _choices(index)
        name = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        if choices is None:
            line = QLineEdit(parent)
            line.setMaxLength(NO_LIMIT)
            line.setAccessibleName(name)
            return line
        box = QComboBox(parent)
        box.setAccessibleName(name)
        box.addItems([words for _value, words in choices])
        box.activated.connect(self._on_chosen)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        held = _held(index)
        if isinstance(editor, QComboBox):
            values = [value for value, _words in _choices(index) or ()]
            editor.setCurrentIndex(values.index(held) if held in values else -1)
        elif isinstance(editor, QLineEdit):
            editor.setText(str(held))
            editor.setProperty("shown", editor.text())
            refused, self._refused = self._refused, None
            if refused is not None and refused[0] == index:
                editor.setText(refused[1])
                editor.setProperty("wrong", True)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            choices = _choices(index) or ()
            if editor.currentIndex() >= 0 and choices[editor.currentIndex()][0] != _held(index):
                model.setData(index, choices[editor.currentIndex()][0])
            return
        assert isinstance(editor, QLineEdit)
        shown, typed = editor.property("shown"), editor.text()
        if typed == shown:
            return
        seen = str(_held(index))
        place = QPersistentModelIndex(index)
        if model.setData(index, with_typed(seen, shown, typed)) or not place.isValid():
            return
        if str(_held(model.index(place.row(), place.column()))) == seen:
            # Otherwise a conflict was settled, and theirs stands in the cell now.
            self._refused = (place, typed)
            QTimer.singleShot(0, self, self._edit_again)

    def _edit_again(self) -> None:
        if self._refused is not None and self._refused[0].isValid():
            place = self._refused[0]
            self._view.edit(place.model().index(place.row(), place.column()))

    def _on_chosen(self) -> None:
        editor = self.sender()
        if isinstance(editor, QComboBox):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)


def _cell(index: Index) -> tuple[Column[Any], Any]:
    """The column and the row of a cell."""
    model = index.model()
    assert isinstance(model, RowModel)
    return model.columns[index.column()], index.data(ROW_ROLE)


# Values are asked of the column, not of the model: Qt hands an enumeration back as a mere string.


def _choices(index: Index) -> Sequence[tuple[Any, str]] | None:
    column, row = _cell(index)
    return column.choices(row) if column.choices else None


def _held(index: Index) -> Any:
    column, row = _cell(index)
    return column.value(row) if column.value else column.text(row)
