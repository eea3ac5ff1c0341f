"""The view on the risks table: fixed heights and widths, editing, keys and the header's menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from riskreg.words import _
from ui.in_sight import InSight
from ui.risks.columns import COLUMNS, INDEX, ROOMY
from ui.risks.delegates import (
    DateDelegate,
    LevelDelegate,
    OwnerDelegate,
    StatusDelegate,
    TypedDelegate,
)
from ui.risks.model import RiskTableModel, sort_column

ROW_HEIGHT = 36
HEADER_HEIGHT = 32
#: What a cell keeps free around its words.
_AROUND = 24

#: From this width on every column can be as wide as its words; below it they take two lines.
_ROOM = 1000
#: What two lines keep free above and below them.
_ABOVE_AND_BELOW = 6


class RiskTable(QTableView):
    """Rows of risks; several can be selected, one is current.

    menu_wanted(QPoint)  a context menu is asked for at a place of the screen
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, model: RiskTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._risks = model
        self._own_columns = False
        self._fitting = False
        self.setAccessibleName(_("Risks"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._set_up_rows()
        self._set_up_columns()
        self._delegates: list[QStyledItemDelegate] = []
        self._set_up_delegates()
        InSight(self)

    def _set_up_rows(self) -> None:
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setMinimumSectionSize(ROW_HEIGHT)

    def _set_up_columns(self) -> None:
        header = self.horizontalHeader()
        header.setFixedHeight(HEADER_HEIGHT)
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(28)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, column in enumerate(COLUMNS):
            self.setColumnWidth(place, column.width)
            self.setColumnHidden(place, column.hidden)
        header.setSectionResizeMode(INDEX["title"], QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(
            sort_column(self._risks.sort_order.column), Qt.SortOrder.DescendingOrder
        )
        self.setSortingEnabled(True)
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(lambda *_places: self.keep_columns())
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)

    def _set_up_delegates(self) -> None:
        special: dict[str, Callable[[], QStyledItemDelegate]] = {
            "level": lambda: LevelDelegate(self),
            "title": lambda: TypedDelegate("title", self),
            "owner": lambda: OwnerDelegate("owner", self),
            "review": lambda: DateDelegate("review_on", self),
            "status": lambda: StatusDelegate("status", self),
        }
        for place, column in enumerate(COLUMNS):
            if column.key in special:
                delegate = special[column.key]()
                self._delegates.append(delegate)
                self.setItemDelegateForColumn(place, delegate)

    # -- columns ------------------------------------------------------------------------------

    @property
    def has_own_columns(self) -> bool:
        """Whether the user arranged the columns; until then they follow the room there is."""
        return self._own_columns

    def keep_columns(self) -> None:
        """Leave the columns as they are from here on: the user arranged them."""
        self._own_columns = True

    @property
    def sorted_as(self) -> str:
        """The order of the rows as one word, 'owner' or '-owner' for descending."""
        order = self._risks.sort_order
        return f"-{order.column.value}" if order.descending else order.column.value

    def sort_as(self, word: str) -> None:
        """Sort as ``sorted_as`` once said; a word that names no column changes nothing."""
        for place, column in enumerate(COLUMNS):
            if column.sort.value == word.removeprefix("-"):
                falling, rising = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
                self.sortByColumn(place, falling if word.startswith("-") else rising)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows(event.size().width())
        if not self._own_columns:
            self._fit_columns(event.size().width())

    def _fit_rows(self, room: int) -> None:
        two_lines = 2 * self.fontMetrics().lineSpacing() + _ABOVE_AND_BELOW
        height = ROW_HEIGHT if room >= _ROOM else max(ROW_HEIGHT, two_lines)
        if height != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(height)

    def _fit_columns(self, room: int) -> None:
        self._fitting = True
        for place, column in enumerate(COLUMNS):
            wide = ROOMY.get(column.key, column.width) if room >= _ROOM else column.width
            if column.key == "review":
                wide = max(wide, self._width_of_overdue())
            if column.key != "title":
                self.setColumnWidth(place, wide)
        self._fitting = False

    def _width_of_overdue(self) -> int:
        """The one word that must never be cut is longer in some languages than any date."""
        bold = QFont(self.font())
        bold.setBold(True)
        return QFontMetrics(bold).horizontalAdvance(_("overdue")) + _AROUND

    def _on_resized(self, section: int, _before: int, _now: int) -> None:
        by_hand = QApplication.mouseButtons() is not Qt.MouseButton.NoButton
        if by_hand and not self._fitting and COLUMNS[section].key != "title":
            self._own_columns = True

    def columns_menu(self) -> QMenu:
        """The menu that shows and hides columns."""
        menu = QMenu(self)
        for place, column in enumerate(COLUMNS):
            if column.key == "title":
                continue
            action = QAction(_(column.title), menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(place))
            action.toggled.connect(lambda shown, at=place: self._show_column(at, shown))
            menu.addAction(action)
        return menu

    def _show_column(self, place: int, shown: bool) -> None:
        self._own_columns = True
        self.setColumnHidden(place, not shown)

    def _offer_columns(self, place: QPoint) -> None:
        menu = self.columns_menu()
        menu.exec(self.horizontalHeader().mapToGlobal(place))
        menu.deleteLater()

    # -- which risks --------------------------------------------------------------------------

    def current_id(self) -> int:
        """The risk of the current row; 0 where there is none."""
        place = self.currentIndex().row()
        return self._risks.ids[place] if 0 <= place < len(self._risks.ids) else 0

    def selected_ids(self) -> tuple[int, ...]:
        """The selected risks in the order shown."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._risks.ids[place] for place in chosen)

    def choose(self, risk_id: int, column: str = "title") -> bool:
        """Make a risk the current and only selected one; False where it is not shown."""
        place = self._risks.place_of(risk_id)
        if place is None:
            return False
        index = self._risks.index(place, INDEX[column])
        flags = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        return True

    def choose_place(self, place: int) -> None:
        """Make the risk at a place current; the last one where there are fewer."""
        if self._risks.ids:
            self.choose(self._risks.ids[max(0, min(place, len(self._risks.ids) - 1))])

    def edit_title(self, risk_id: int) -> None:
        """Open the title of a risk for typing."""
        if self.choose(risk_id):
            self.edit(self.currentIndex())

    # -- keys ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and not COLUMNS[max(0, self.currentIndex().column())].field:
            self.setCurrentIndex(self.currentIndex().siblingAtColumn(INDEX["title"]))
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def closeEditor(  # noqa: N802 - Qt's name
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        focus = QApplication.focusWidget()
        stays = focus is None or focus is editor or self.isAncestorOf(focus)
        super().closeEditor(editor, hint)
        if stays:  # otherwise the person clicked into something else
            self.setFocus()
