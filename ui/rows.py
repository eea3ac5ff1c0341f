"""Tables over short lists of values: measures, actors. Sorted here, edited through commands.

The register's own table of risks is not one of them: it may be far too long for a list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from riskreg.commands import Command
from riskreg.errors import UserError
from ui.texts import one_line, tool_tip
from ui.workspace import Workspace

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = int(Qt.ItemDataRole.UserRole)

_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column.

    ``text`` is what a cell shows, ``key`` what it is sorted by. ``edit`` makes the command that
    sets the cell to a typed text or chosen value (UserError where it cannot be), ``value`` is what
    its editor begins with. ``danger`` says whether a cell stands out as overdue.
    """

    title: str
    text: Callable[[R], str]
    key: Callable[[R], Any]
    width: int
    edit: Callable[[R, Any], Command] | None = None
    value: Callable[[R], Any] | None = None
    choices: Callable[[R], Sequence[tuple[Any, str]]] | None = None
    danger: Callable[[R], bool] | None = None
    tip: Callable[[R], str] | None = None
    right: bool = False
    bold: bool = False


class RowModel(QAbstractTableModel, Generic[R]):
    """A sorted list of rows. ``id_of`` names a row through all changes.

    ``set_rows`` moves, inserts and removes rather than begin anew, so that the selection and an
    open editor stay where they are. What an edit is refused for is told through the workspace;
    ``refused`` keeps what was typed so that the editor can show it again.
    """

    def __init__(
        self,
        workspace: Workspace,
        columns: Sequence[Column[R]],
        id_of: Callable[[R], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._columns = tuple(columns)
        self._id_of = id_of
        self._rows: list[R] = []
        self._sorted_by = 0
        self._descending = False

    @property
    def columns(self) -> tuple[Column[R], ...]:
        return self._columns

    @property
    def rows(self) -> Sequence[R]:
        """The rows as they stand in the table."""
        return self._rows

    def row_of(self, entity_id: int) -> int | None:
        """Where the row with an id stands, or None."""
        places = (i for i, row in enumerate(self._rows) if self._id_of(row) == entity_id)
        return next(places, None)

    # -- Qt's questions -----------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.right)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractTableModel.CheckIndexOption.IndexIsValid):
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        answer = _ANSWERS.get(role)
        return answer(row, column) if answer else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._columns[index.column()].edit is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        edit = self._columns[index.column()].edit
        if edit is None:
            return False
        try:
            command = edit(self._rows[index.row()], value)
        except UserError as error:
            self._workspace.tell(error)
            return False
        return self._workspace.do(command) is not None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = max(column, 0)
        self._descending = order is Qt.SortOrder.DescendingOrder
        self._arrange(self._in_order(self._rows))

    # -- new content --------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows from now on."""
        wanted = {self._id_of(row): row for row in rows}
        for place in reversed(range(len(self._rows))):
            if self._id_of(self._rows[place]) not in wanted:
                self.beginRemoveRows(_NOWHERE, place, place)
                del self._rows[place]
                self.endRemoveRows()
        self._rows = [wanted[self._id_of(row)] for row in self._rows]
        held = {self._id_of(row) for row in self._rows}
        fresh = [row for row in rows if self._id_of(row) not in held]
        if fresh:
            self.beginInsertRows(_NOWHERE, len(self._rows), len(self._rows) + len(fresh) - 1)
            self._rows += fresh
            self.endInsertRows()
        self._arrange(self._in_order(self._rows))
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _in_order(self, rows: Sequence[R]) -> list[R]:
        key = self._columns[self._sorted_by].key
        # What is empty comes last either way, as everywhere in the register.
        given = [row for row in rows if key(row) not in (None, "")]
        empty = [row for row in rows if key(row) in (None, "")]
        return sorted(given, key=key, reverse=self._descending) + empty

    def _arrange(self, rows: list[R]) -> None:
        before = [self._id_of(row) for row in self._rows]
        after = [self._id_of(row) for row in rows]
        if before == after:
            return
        self.layoutAboutToBeChanged.emit()
        place = {entity_id: i for i, entity_id in enumerate(after)}
        old = self.persistentIndexList()
        new = [self.index(place[before[i.row()]], i.column()) for i in old]
        self._rows = rows
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()


def _alignment(right: bool) -> int:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _edit_value(row: Any, column: Column[Any]) -> Any:
    return column.value(row) if column.value else column.text(row)


def _tip(row: Any, column: Column[Any]) -> str:
    return tool_tip(column.tip(row) if column.tip else column.text(row))


_ANSWERS: dict[int, Callable[[Any, Column[Any]], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda row, column: one_line(column.text(row)),
    Qt.ItemDataRole.EditRole: _edit_value,
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.TextAlignmentRole: lambda _row, column: _alignment(column.right),
    ROW_ROLE: lambda row, _column: row,
}
