"""The table of risks: ids in order, and rows fetched in blocks as the view asks for them."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from riskreg.commands import EditRisk
from riskreg.criteria import Criteria
from riskreg.errors import UserError
from riskreg.model import Risk, parse_date
from riskreg.query import RiskFilter, RiskRow, Sort, SortColumn, is_overdue
from riskreg.words import _
from ui.risks.columns import COLUMNS, display, edited, spoken
from ui.texts import tool_tip
from ui.theme import Theme
from ui.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex

#: Rows fetched at once, and how many such blocks are kept. A screen shows fewer than 64 rows.
BLOCK = 64
KEPT = 24

#: The whole row, for delegates.
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ROLES = frozenset(
    (_DISPLAY, _EDIT, _FOREGROUND, _TOOL_TIP, int(Qt.ItemDataRole.AccessibleTextRole), ROW_ROLE)
)
_QUIET = frozenset(("code", "movement", "evidence"))
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class RiskTableModel(QAbstractTableModel):
    """Ids are ordered and filtered in the database; there is no proxy over it.

    sorted_anew(Sort)  the order changed through the header
    """

    sorted_anew = Signal(object)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._danger, self._muted = QColor(theme.danger), QColor(theme.muted)
        self._shown: dict[int, tuple[str, ...]] = {}
        self._ids = array("q")
        self._blocks: OrderedDict[int, list[RiskRow | None]] = OrderedDict()
        self._filter = RiskFilter()
        self._sort = Sort()
        self._criteria = workspace.reader.settings().criteria
        self._ids = array("q", self._fetched_ids())

    # -- what it shows ------------------------------------------------------------------------

    @property
    def filter(self) -> RiskFilter:
        return self._filter

    @property
    def sort_order(self) -> Sort:
        return self._sort

    @property
    def criteria(self) -> Criteria:
        return self._criteria

    @property
    def ids(self) -> Sequence[int]:
        """Ids of the risks shown, in order."""
        return self._ids

    def set_theme(self, theme: Theme) -> None:
        self._danger, self._muted = QColor(theme.danger), QColor(theme.muted)
        self._repaint()

    def set_filter(self, wanted: RiskFilter) -> None:
        self._filter = wanted
        self.refresh()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; the database does it."""
        wanted = Sort(COLUMNS[column].sort, order is Qt.SortOrder.DescendingOrder)
        if wanted != self._sort:
            self._sort = wanted
            self.refresh()
            self.sorted_anew.emit(wanted)

    def refresh(self) -> None:
        """Read ids and rows anew. Where the same risks are shown, what was selected stays so."""
        self._criteria = self._workspace.reader.settings().criteria
        ids = array("q", self._fetched_ids())
        if ids == self._ids:
            self._forget()
            self._repaint()
        elif len(ids) == len(self._ids) and set(ids) == set(self._ids):
            self._reorder(ids)
        else:
            self.beginResetModel()
            self._ids = ids
            self._forget()
            self.endResetModel()

    def _fetched_ids(self) -> Sequence[int]:
        return self._workspace.reader.risk_ids(self._filter, self._sort)

    def _forget(self) -> None:
        self._blocks.clear()
        self._shown.clear()

    def _reorder(self, ids: array[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        wanted = {self._ids[index.row()] for index in held}
        places = {risk_id: ids.index(risk_id) for risk_id in wanted}
        moved = [self.index(places[self._ids[i.row()]], i.column()) for i in held]
        self._ids = ids
        self._forget()
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _repaint(self) -> None:
        if self._ids:
            last = self.index(len(self._ids) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def known_owners(self) -> list[str]:
        """Owners to offer while one is typed."""
        return list(self._workspace.reader.facets().owners)

    # -- rows ---------------------------------------------------------------------------------

    def place_of(self, risk_id: int) -> int | None:
        """The row number of a risk, or None where it is not shown."""
        try:
            return self._ids.index(risk_id)
        except ValueError:
            return None

    def row(self, place: int) -> RiskRow | None:
        """The row at a place; None if the risk was deleted elsewhere in the meantime."""
        block, offset = divmod(place, BLOCK)
        rows = self._blocks.get(block)
        if rows is None:
            rows = self._fetch(block)
        else:
            self._blocks.move_to_end(block)
        return rows[offset]

    def _fetch(self, block: int) -> list[RiskRow | None]:
        ids = list(self._ids[block * BLOCK : (block + 1) * BLOCK])
        found = {row.id: row for row in self._workspace.reader.risk_rows(ids)}
        rows = [found.get(risk_id) for risk_id in ids]
        self._blocks[block] = rows
        if len(self._blocks) > KEPT:
            self._blocks.popitem(last=False)
        return rows

    # -- Qt's questions -----------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column.key == "movement" else _(column.title)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _(column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # Asked some hundred times for one screen, for roles that mean nothing here as well.
        if role not in _ROLES or not index.isValid():
            return None
        place, section = index.row(), index.column()
        row = self.row(place)
        if row is None:
            return "…" if role == _DISPLAY else None
        if role == _DISPLAY:
            return self._texts(row)[section]
        if role == ROW_ROLE:
            return row
        column = COLUMNS[section]
        if role == _FOREGROUND:
            return self._ink(row, column.key)
        if role == _EDIT:
            return edited(row, column.field) if column.field else None
        words = spoken(row, column.key, self._criteria, self._workspace.today)
        return tool_tip(words) if role == _TOOL_TIP else words

    def _texts(self, row: RiskRow) -> tuple[str, ...]:
        """What the cells of a row show, kept as long as the row's block is."""
        texts = self._shown.get(row.id)
        if texts is None:
            today = self._workspace.today
            texts = tuple(display(row, c.key, self._criteria, today) for c in COLUMNS)
            if len(self._shown) > BLOCK * KEPT:
                self._shown.clear()
            self._shown[row.id] = texts
        return texts

    def _ink(self, row: RiskRow, key: str) -> QColor | None:
        if key == "review" and is_overdue(row, self._workspace.today):
            return self._danger
        return self._muted if key in _QUIET else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if COLUMNS[index.column()].field:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write a field through its command, against the value this table shows."""
        row = self.row(index.row()) if index.isValid() else None
        column = COLUMNS[index.column()] if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or row is None or column is None or not column.field:
            return False
        return self.edit(row.id, column.field, edited(row, column.field), value)

    def still_holds(self, risk_id: int, field: str, seen: Any) -> bool:
        """Whether a field is stored as it was seen."""
        risk = self._workspace.reader.find(Risk, risk_id)
        return risk is None or getattr(risk, field) == seen

    def edit(self, risk_id: int, field: str, seen: Any, value: Any) -> bool:
        """Write ``field`` of a risk where it is no longer what was ``seen``; False if refused."""
        try:
            wanted = parse_date(value) if field == "review_on" and type(value) is str else value
        except UserError as error:
            self._workspace.tell(error)
            return False
        if wanted == seen:
            return True
        return self._workspace.do(EditRisk(risk_id, field, seen, wanted)) is not None


def sort_column(sort: SortColumn) -> int:
    """The column of the table that sorts by ``sort``."""
    return next((n for n, column in enumerate(COLUMNS) if column.sort is sort), 0)
