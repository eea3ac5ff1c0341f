"""The matrix room: the grid with its risks, a legend, and the unscored ones apart."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from riskreg.criteria import Criteria
from riskreg.errors import UserError
from riskreg.query import RiskFilter, RiskRow, Sort, SortColumn
from riskreg.words import _, ngettext, number_text
from ui.entries import ENTRY_ROLE, Entry, entry_list
from ui.matrix.grid import MatrixGrid
from ui.matrix.layout import AXIS_LEFT, Cell
from ui.rooms import Room, labelled
from ui.texts import one_line
from ui.theme import theme_of
from ui.workspace import Workspace

_BY_CODE = Sort(SortColumn.CODE, False)

#: So many risks of a cell are read; further ones are counted.
_READ = 60

_SIDE, _NARROW_SIDE = 220, 168


class MatrixPage(Room):
    """All risks on the grid of the register's criteria."""

    concerns = frozenset({"risk", "assessment", "settings"})

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._chosen = 0
        criteria = workspace.reader.settings().criteria
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        middle = QHBoxLayout()
        middle.setContentsMargins(16, 12, 8, 12)
        middle.setSpacing(12)
        self.grid = MatrixGrid(criteria)
        self.grid.cell_chosen.connect(self._on_cell)
        self.grid.risk_chosen.connect(workspace.bus.risk_chosen)
        middle.addWidget(self.grid, 1)
        self._side = self._unscored()
        middle.addWidget(self._side)
        layout.addLayout(middle, 1)
        self.legend = Legend(criteria)
        below = QHBoxLayout()
        below.setContentsMargins(16 + int(AXIS_LEFT), 0, 16, 12)
        below.addWidget(self.legend)
        below.addStretch()
        layout.addLayout(below)
        self.grid.setFocus()
        workspace.bus.risk_chosen.connect(self._on_risk_chosen)

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("look", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        self.count = QLabel()
        row.addWidget(self.count)
        row.addStretch()
        self.picture_button = QPushButton(_("Save picture…"))
        labelled(self.picture_button, _("Save picture"), _("Save the matrix as a PNG picture"))
        self.picture_button.clicked.connect(self.choose_picture)
        row.addWidget(self.picture_button)
        return bar

    def _unscored(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._unscored_title = QLabel()
        self._unscored_title.setProperty("look", "heading")
        self._unscored_title.setContentsMargins(14, 8, 0, 0)
        layout.addWidget(self._unscored_title)
        self.unscored, self.unscored_model = entry_list(_("Unscored risks"))
        self.unscored.clicked.connect(self._on_unscored)
        self.unscored.activated.connect(self._on_unscored_opened)
        layout.addWidget(self.unscored)
        self.all_button = QPushButton()
        self.all_button.setProperty("look", "quiet")
        self.all_button.clicked.connect(self._on_all_unscored)
        layout.addWidget(self.all_button)
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Beside the inspector in a small window the grid needs the room more.
        self._side.setFixedWidth(_SIDE if self.width() >= 900 else _NARROW_SIDE)
        super().resizeEvent(event)

    def refresh(self) -> None:
        """Place the risks anew. Of a cell only so many are read as can be shown and listed."""
        reader = self.workspace.reader
        criteria = reader.settings().criteria
        shown: list[int] = []
        more: dict[Cell, int] = {}
        scored = 0
        for row, ranks in enumerate(criteria.grid, start=1):
            for column in range(1, len(ranks) + 1):
                ids = reader.risk_ids(RiskFilter(cell=(row, column)), _BY_CODE)
                scored += len(ids)
                shown += ids[:_READ]
                if len(ids) > _READ:
                    more[row, column] = len(ids) - _READ
        self.grid.set_risks(criteria, reader.risk_rows(shown), more)
        self._mark_chosen()
        self.legend.set_criteria(criteria)
        self.count.setText(
            ngettext("{n} scored risk on the matrix", "{n} scored risks on the matrix", scored)
        )
        self._show_unscored()

    def _show_unscored(self) -> None:
        reader = self.workspace.reader
        ids = reader.risk_ids(RiskFilter(unscored=True), _BY_CODE)
        self._side.setVisible(bool(ids))
        self._unscored_title.setText(_("Unscored · {n}").format(n=number_text(len(ids))))
        self.unscored_model.set_entries([_entry(row) for row in reader.risk_rows(ids[:_READ])])
        self.all_button.setVisible(len(ids) > _READ)
        self.all_button.setText(_("Show all {n} in the table").format(n=number_text(len(ids))))

    def save_png(self, path: Path) -> None:
        """Write the matrix with its legend as a picture; UserError where it cannot be written."""
        self.bring_up_to_date()
        size = self.grid.size()
        foot = size.height() + 8
        size.setHeight(foot + self.legend.height() + 12)
        picture = QPixmap(size * 2)
        picture.setDevicePixelRatio(2)
        picture.fill(QColor(theme_of(self).window))
        self.grid.render(picture, QPoint(0, 0))
        painter = QPainter(picture)
        self.legend.paint_at(painter, int(AXIS_LEFT), foot)
        painter.end()
        if not picture.save(str(path), "PNG"):
            raise UserError(_("{path} cannot be written; choose another place.").format(path=path))

    @Slot()
    def choose_picture(self) -> None:
        """Ask where to, then save the picture."""
        name, _chosen = QFileDialog.getSaveFileName(
            self, _("Save picture"), "matrix.png", _("Pictures (*.png)")
        )
        if not name:
            return
        path = Path(name) if name.lower().endswith(".png") else Path(name + ".png")
        try:
            self.save_png(path)
        except UserError as error:
            self.workspace.tell(error)
        else:
            self.workspace.bus.said.emit(_("Saved {name}").format(name=path.name))

    @Slot(object)
    def _on_cell(self, cell: Cell) -> None:
        self.workspace.bus.risks_wanted.emit(RiskFilter(cell=cell))

    @Slot(object)
    def _on_risk_chosen(self, risk_id: int) -> None:
        self._chosen = risk_id
        self._mark_chosen()

    def _mark_chosen(self) -> None:
        rows = self.workspace.reader.risk_rows([self._chosen]) if self._chosen else []
        self.grid.select(rows[0] if rows else None)

    @Slot()
    def _on_all_unscored(self) -> None:
        self.workspace.bus.risks_wanted.emit(RiskFilter(unscored=True))

    @Slot(QModelIndex)
    def _on_unscored(self, index: QModelIndex) -> None:
        self.workspace.bus.risk_chosen.emit(index.data(ENTRY_ROLE).id)

    @Slot(QModelIndex)
    def _on_unscored_opened(self, index: QModelIndex) -> None:
        self._on_unscored(index)
        self.workspace.bus.page_wanted.emit("risks")


def _entry(row: RiskRow) -> Entry:
    return Entry(id=row.id, title=one_line(row.title), head=row.code)


class Legend(QWidget):
    """The levels with their colours and words, and what the dashed box means."""

    _SWATCH = 14
    _GAP = 6

    def __init__(self, criteria: Criteria, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criteria = criteria
        self.setAccessibleName(_("Legend"))
        self.set_criteria(criteria)

    def set_criteria(self, criteria: Criteria) -> None:
        self._criteria = criteria
        self.setAccessibleDescription(", ".join(_(level.word) for level in criteria.levels))
        metrics = self.fontMetrics()
        width = sum(
            metrics.horizontalAdvance(words) + self._SWATCH + self._GAP + 16
            for words in self._words()
        )
        self.setFixedSize(width, max(metrics.height(), self._SWATCH) + 4)
        self.update()

    def _words(self) -> list[str]:
        levels = sorted(self._criteria.levels, key=lambda level: level.rank)
        return [_(level.word) for level in levels] + [_("range of the chosen risk")]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt hands it over
        painter = QPainter(self)
        self.paint_at(painter, 0, 0)
        painter.end()

    def paint_at(self, painter: QPainter, x: int, y: int) -> None:
        """Paint the legend with its top left corner there."""
        theme = theme_of(self)
        painter.setFont(self.font())
        metrics = self.fontMetrics()
        levels = sorted(self._criteria.levels, key=lambda level: level.rank)
        top = y + (self.height() - self._SWATCH) // 2
        for number, words in enumerate(self._words()):
            if number < len(levels):
                painter.setPen(QColor(theme.strong_line))
                painter.setBrush(QColor(levels[number].fill))
            else:
                pen = painter.pen()
                pen.setColor(QColor(theme.text))
                pen.setStyle(Qt.PenStyle.DashLine)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(x, top, self._SWATCH, self._SWATCH)
            painter.setPen(QColor(theme.text))
            x += self._SWATCH + self._GAP
            baseline = y + (self.height() + metrics.ascent() - metrics.descent()) // 2
            painter.drawText(x, baseline, words)
            x += metrics.horizontalAdvance(words) + 16
