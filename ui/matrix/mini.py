"""A small matrix for a margin: where one risk stands and how far its range reaches."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskreg.criteria import Criteria
from riskreg.words import _
from ui.theme import theme_of

Cell = tuple[int, int]
Box = tuple[int, int, int, int]

_MARGIN = 20.0
_GAP = 2.0


class MiniMatrix(QWidget):
    """The level grid in small with a dot for the best estimate and a dashed box for the range.

    It says in words what it shows (tool tip and accessible description), so that nobody needs the
    colours. Empty until ``set_score`` is called.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criteria: Criteria | None = None
        self._cell: Cell | None = None
        self._box: Box | None = None
        self.setAccessibleName(_("Matrix"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_score(self, criteria: Criteria, cell: Cell | None, box: Box | None) -> None:
        """Show (likelihood level, impact) and (lowest, highest likelihood, lowest, highest impact).

        None for both is an unscored risk: the grid stays empty.
        """
        self._criteria, self._cell, self._box = criteria, cell, box
        words = describe(criteria, cell, box)
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(176, 168)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 116)

    def heightForWidth(self, width: int) -> int:
        return min(width, 220)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt hands it over
        if self._criteria is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grid(painter, self._criteria)
        self._paint_score(painter)

    def _rect(self, likelihood: int, impact: int) -> QRectF:
        assert self._criteria is not None
        rows, columns = len(self._criteria.grid), len(self._criteria.grid[0])
        width = (self.width() - _MARGIN) / columns
        height = (self.height() - _MARGIN) / rows
        return QRectF(
            _MARGIN + (impact - 1) * width + _GAP / 2,
            (rows - likelihood) * height + _GAP / 2,
            width - _GAP,
            height - _GAP,
        )

    def _paint_grid(self, painter: QPainter, criteria: Criteria) -> None:
        theme = theme_of(self)
        small = QFont(self.font())
        small.setPixelSize(10)
        painter.setFont(small)
        for row, ranks in enumerate(criteria.grid, start=1):
            for column, rank in enumerate(ranks, start=1):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(criteria.level(rank).fill))
                painter.drawRoundedRect(self._rect(row, column), 2, 2)
        painter.setPen(QColor(theme.muted))
        middle = Qt.AlignmentFlag.AlignCenter
        for row in range(1, len(criteria.grid) + 1):
            place = self._rect(row, 1)
            painter.drawText(QRectF(0, place.top(), _MARGIN - 4, place.height()), middle, str(row))
        for column in range(1, len(criteria.grid[0]) + 1):
            place = self._rect(1, column)
            below = QRectF(place.left(), place.bottom() + 2, place.width(), _MARGIN - 4)
            painter.drawText(below, middle, str(column))

    def _paint_score(self, painter: QPainter) -> None:
        if self._box is not None:
            low, high, least, most = self._box
            box = self._rect(low, least).united(self._rect(high, most))
            pen = QPen(QColor(theme_of(self).text), 1.6, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._cell is not None:
            centre: QPointF = self._rect(*self._cell).center()
            painter.setPen(QPen(QColor("#ffffff"), 1.4))
            painter.setBrush(QColor("#101418"))
            painter.drawEllipse(centre, 6.0, 6.0)


def describe(criteria: Criteria, cell: Cell | None, box: Box | None) -> str:
    """What a matrix shows of one risk, as a sentence."""
    if cell is None:
        return _("Unscored: this risk does not stand on the matrix yet.")
    likelihood, impact = cell
    sentence = _("Likelihood {l} of {rows}, impact {i} of {columns}: {level}.").format(
        l=likelihood,
        rows=len(criteria.grid),
        i=impact,
        columns=len(criteria.grid[0]),
        level=_(criteria.level(criteria.grid[likelihood - 1][impact - 1]).word),
    )
    if box is None or box == (likelihood, likelihood, impact, impact):
        return sentence
    low, high, least, most = box
    span = _("The range reaches from likelihood {low} to {high} and from impact {least} to {most}.")
    return sentence + " " + span.format(low=low, high=high, least=least, most=most)
