"""The matrix as a widget: cells, axes, risks as labelled marks; mouse and keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from riskreg.criteria import Criteria, LevelName
from riskreg.query import RiskRow
from riskreg.words import _, ngettext, number_text
from ui.matrix.layout import (
    AXIS_BOTTOM,
    AXIS_LEFT,
    PADDING,
    WORD_HEIGHT,
    Cell,
    MatrixLayout,
    Rect,
    Rest,
    lay_out,
)
from ui.matrix.mini import describe
from ui.texts import one_line, tool_tip
from ui.theme import Theme, theme_of

#: Ink of what stands on the light colours of levels, whatever the theme.
_INK = "#101418"
_PAPER = "#ffffff"

#: So many risks of a full cell are listed one by one.
_LISTED = 30


class MatrixGrid(QWidget):
    """Risks where they stand.

    cell_chosen(object)  a cell was clicked or Return was typed on it: (likelihood, impact)
    risk_chosen(object)  a mark was clicked: the risk's id
    """

    cell_chosen = Signal(object)
    risk_chosen = Signal(object)

    def __init__(self, criteria: Criteria, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criteria = criteria
        self._rows: dict[int, RiskRow] = {}
        self._more: Mapping[Cell, int] = {}
        self._selected: RiskRow | None = None
        self._cursor: Cell | None = None
        # Who works with the mouse needs no frame round a cell.
        self._by_keyboard = False
        self._layout = MatrixLayout(0, 0, {}, (), ())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(480, 360)
        self.setAccessibleName(_("Matrix"))
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(900, 640)

    # -- content ------------------------------------------------------------------------------

    def set_risks(
        self, criteria: Criteria, rows: Sequence[RiskRow], more: Mapping[Cell, int] | None = None
    ) -> None:
        """Show these risks; unscored ones have no place on the grid and are left to others.

        ``more`` says how many further risks stand in a cell that are counted only.
        """
        self._criteria = criteria
        self._rows = {row.id: row for row in rows if row.likelihood_level and row.impact}
        self._more = more or {}
        if self._selected is not None:
            self._selected = self._rows.get(self._selected.id)
        self._arrange()
        self._describe()
        self.update()

    def select(self, row: RiskRow | None) -> None:
        """Show the range of a risk as a dashed box; None shows none."""
        self._selected = row
        self.update()

    @property
    def selected(self) -> int | None:
        """The id of the risk whose range is shown."""
        return self._selected.id if self._selected else None

    @property
    def cursor_cell(self) -> Cell | None:
        """The cell the keyboard is on."""
        return self._cursor

    @property
    def geometry_of_risks(self) -> MatrixLayout:
        """Where cells and marks stand now."""
        return self._layout

    def save_png(self, path: Path) -> bool:
        """Write what is shown as a picture at twice the size of the screen; False if it failed."""
        picture = QPixmap(self.size() * 2)
        picture.setDevicePixelRatio(2)
        picture.fill(QColor(theme_of(self).window))
        self.render(picture, QPoint())
        return picture.save(str(path), "PNG")

    def _cells(self) -> dict[Cell, list[RiskRow]]:
        cells: dict[Cell, list[RiskRow]] = {}
        for row in self._rows.values():
            assert row.likelihood_level is not None
            assert row.impact is not None
            cells.setdefault((row.likelihood_level, row.impact), []).append(row)
        return cells

    def _arrange(self) -> None:
        metrics = QFontMetricsF(self._mark_font())
        cells = self._cells()
        widest = max((self._count(cell, cells) for cell in cells), default=1)
        self._layout = lay_out(
            (self.width(), self.height()),
            (len(self._criteria.grid), len(self._criteria.grid[0])),
            {
                cell: [(r.id, metrics.horizontalAdvance(r.code) + 12) for r in rows]
                for cell, rows in cells.items()
            },
            metrics.horizontalAdvance(f"+{number_text(widest)}") + 14,
            self._more,
        )

    def _count(self, cell: Cell, cells: Mapping[Cell, Sequence[RiskRow]]) -> int:
        return len(cells.get(cell, ())) + self._more.get(cell, 0)

    def _describe(self) -> None:
        cells = self._cells()
        parts = [
            _("{n} risks at likelihood {l}, impact {i}").format(
                n=self._count(cell, cells), l=cell[0], i=cell[1]
            )
            for cell in sorted(cells, reverse=True)
        ]
        self.setAccessibleDescription("; ".join(parts) or _("No risk is scored yet."))

    def _mark_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self.font().pointSizeF() * 0.88)
        font.setBold(True)
        return font

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self.font().pointSizeF() * 0.88)
        return font

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    # -- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt hands it over
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self)
        self._paint_axes(painter, theme)
        for cell, rect in self._layout.cells.items():
            self._paint_cell(painter, cell, rect)
        if self.hasFocus() and self._by_keyboard and self._cursor is not None:
            around = _qt(self._layout.cells[self._cursor])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.text), 3))
            painter.drawRoundedRect(around, 4, 4)
        self._paint_range(painter)
        for mark in self._layout.marks:
            self._paint_mark(painter, mark.rect, mark.risk_id)
        for rest in self._layout.rests:
            self._paint_rest(painter, rest.rect, rest.number)
        painter.end()

    def _level(self, cell: Cell) -> LevelName:
        return self._criteria.level(self._criteria.grid[cell[0] - 1][cell[1] - 1])

    def _paint_cell(self, painter: QPainter, cell: Cell, rect: Rect) -> None:
        level = self._level(cell)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(level.fill))
        painter.drawRoundedRect(_qt(rect), 4, 4)
        painter.setPen(QColor(level.ink))
        painter.setFont(self._small_font())
        words = QRectF(rect.x + PADDING, rect.y + 3, rect.width - 2 * PADDING, WORD_HEIGHT)
        painter.drawText(words, _LEFT, _(level.word))

    def _paint_axes(self, painter: QPainter, theme: Theme) -> None:
        bands = {band.level: band for band in self._criteria.bands}
        for row in range(1, self._layout.rows + 1):
            rect = self._layout.cells[row, 1]
            band = bands[row]
            span = _("{low}–{high} %").format(
                low=number_text(band.low), high=number_text(band.high)
            )
            beside = QRectF(28, rect.y, AXIS_LEFT - 40, rect.height)
            self._paint_label(painter, theme, beside, f"{row}  {_(band.word)}", span, _RIGHT)
        for column in range(1, self._layout.columns + 1):
            rect = self._layout.cells[1, column]
            words = f"{column}  {_(self._criteria.impact_words[column - 1])}"
            below = QRectF(rect.x, rect.bottom + 4, rect.width, 34)
            self._paint_label(painter, theme, below, words, "", _TOP)
        self._paint_titles(painter, theme)

    def _paint_label(
        self, painter: QPainter, theme: Theme, rect: QRectF, words: str, under: str, side: int
    ) -> None:
        painter.setFont(self.font())
        painter.setPen(QColor(theme.text))
        flags = side | int(Qt.TextFlag.TextWordWrap)
        if not under:
            painter.drawText(rect, flags, words)
            return
        height = painter.boundingRect(rect, flags, words).height()
        small = QFontMetricsF(self._small_font()).height()
        top = rect.center().y() - (height + small) / 2
        painter.drawText(QRectF(rect.left(), top, rect.width(), height), flags, words)
        painter.setFont(self._small_font())
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(rect.left(), top + height, rect.width(), small), side, under)

    def _paint_titles(self, painter: QPainter, theme: Theme) -> None:
        title = QFont(self._small_font())
        title.setBold(True)
        painter.setFont(title)
        painter.setPen(QColor(theme.muted))
        first, last = self._layout.cells[1, 1], self._layout.cells[1, self._layout.columns]
        below = QRectF(first.x, first.bottom + AXIS_BOTTOM - 24, last.right - first.x, 20)
        painter.drawText(below, _CENTRE, _("Impact"))
        painter.save()
        top = self._layout.cells[self._layout.rows, 1].y
        painter.translate(12, (top + first.bottom) / 2)
        painter.rotate(-90)
        height = first.bottom - top
        painter.drawText(QRectF(-height / 2, -10, height, 20), _CENTRE, _("Likelihood"))
        painter.restore()

    def _paint_range(self, painter: QPainter) -> None:
        row = self._selected
        if row is None or row.box is None:
            return
        box = _qt(self._layout.box(row.box)).adjusted(1, 1, -1, -1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Dark on white: to be seen on the lightest and on the darkest level.
        painter.setPen(QPen(QColor(_PAPER), 4))
        painter.drawRect(box)
        pen = QPen(QColor(_INK), 2.4, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 2.5])
        painter.setPen(pen)
        painter.drawRect(box)

    def _paint_mark(self, painter: QPainter, rect: Rect, risk_id: int) -> None:
        chosen = risk_id == self.selected
        painter.setPen(QPen(QColor(_PAPER if chosen else _INK), 1.2))
        painter.setBrush(QColor(_INK if chosen else _PAPER))
        painter.drawRoundedRect(_qt(rect), 5, 5)
        painter.setPen(QColor(_PAPER if chosen else _INK))
        painter.setFont(self._mark_font())
        painter.drawText(_qt(rect), _CENTRE, self._rows[risk_id].code)

    def _paint_rest(self, painter: QPainter, rect: Rect, number: int) -> None:
        painter.setPen(QPen(QColor(_PAPER), 1.2))
        painter.setBrush(QColor(_INK))
        radius = rect.height / 2
        painter.drawRoundedRect(_qt(rect), radius, radius)
        painter.setPen(QColor(_PAPER))
        painter.setFont(self._mark_font())
        painter.drawText(_qt(rect), _CENTRE, f"+{number_text(number)}")

    # -- mouse and keyboard -------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        x, y = event.position().x(), event.position().y()
        cell = self._layout.cell_at(x, y)
        self._by_keyboard = False
        if cell is not None:
            self._cursor = cell
        self.update()
        mark, rest = self._layout.mark_at(x, y), self._layout.rest_at(x, y)
        if mark is not None:
            self._choose(mark.risk_id)
        elif rest is not None:
            self.list_of(rest).popup(event.globalPosition().toPoint())
        elif cell is not None:
            self.cell_chosen.emit(cell)

    def list_of(self, rest: Rest) -> QMenu:
        """The risks a count stands for, to choose from; if they are many, the table has them."""
        menu = QMenu(self)
        for risk_id in rest.risk_ids[:_LISTED]:
            row = self._rows[risk_id]
            # In a menu & marks a key; a title's own has to be doubled to be seen.
            words = f"{row.code}   {one_line(row.title)}".replace("&", "&&")
            menu.addAction(words, partial(self._choose, risk_id))
        menu.addSeparator()
        cell = rest.cell
        number = self._count(cell, self._cells())
        words = ngettext("Show {n} risk in the table", "Show all {n} risks in the table", number)
        menu.addAction(words, partial(self.cell_chosen.emit, cell))
        return menu

    def _choose(self, risk_id: int) -> None:
        self.select(self._rows[risk_id])
        self.risk_chosen.emit(risk_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x, y = event.position().x(), event.position().y()
        over = self._layout.cell_at(x, y) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (1, 0),
            Qt.Key.Key_Down: (-1, 0),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Left: (0, -1),
        }
        self._by_keyboard = True
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            start = self._cursor or (1, 1)
            self._cursor = self._layout.neighbour(start, *step) if self._cursor else start
            self.setToolTip("")
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor is not None:
            self.cell_chosen.emit(self._cursor)
        elif event.key() == Qt.Key.Key_Space and self._cursor is not None:
            self._next_in_cell(self._cursor)
        else:
            super().keyPressEvent(event)

    def _next_in_cell(self, cell: Cell) -> None:
        ids = [row.id for row in self._cells().get(cell, [])]
        if ids:
            here = ids.index(self.selected) if self.selected in ids else -1
            self._choose(ids[(here + 1) % len(ids)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if self._cursor is None and self._layout.cells:
            self._cursor = (self._layout.rows, 1)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _tip_at(self, point: QPointF) -> str:
        mark = self._layout.mark_at(point.x(), point.y())
        if mark is not None:
            row = self._rows[mark.risk_id]
            assert row.likelihood_level is not None
            assert row.impact is not None
            words = describe(self._criteria, (row.likelihood_level, row.impact), row.box)
            return tool_tip(f"{row.code} {row.title}\n{words}")
        cell = self._layout.cell_at(point.x(), point.y())
        if cell is None:
            return ""
        number = self._count(cell, self._cells())
        words = _("Likelihood {l}, impact {i}: {level}.").format(
            l=cell[0], i=cell[1], level=_(self._level(cell).word)
        )
        count = ngettext("{n} risk stands here.", "{n} risks stand here.", number)
        return tool_tip(f"{words} {count if number else _('No risk stands here.')}")


_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_TOP = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)


def _qt(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.width, rect.height)
