"""The matrix as a vector drawing: the large one with the codes, the small one beside a risk.

It can be read without colour: every cell carries the word or the number of its level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, Rect, String

from reports import style
from reports.content.parts import Box, Cell, Matrix
from reports.pdf.fonts import BOLD, REGULAR, Meter
from reports.pdf.looks import INK, MUTED, colour

if TYPE_CHECKING:
    from reports.pdf.press import PackCanvas

_HALF_CAPITAL = 0.357
#: Name of the form that holds the small grid: printed once, shown on every risk page.
_SMALL_GRID = "small_grid"


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cells of a matrix lie: origin at the lower left of cell (1, 1), in points."""

    left: float
    foot: float
    wide: float
    high: float
    gap: float

    def corner(self, likelihood: float, impact: float) -> tuple[float, float]:
        """Lower left of a cell."""
        return (
            self.left + (impact - 1) * (self.wide + self.gap),
            self.foot + (likelihood - 1) * (self.high + self.gap),
        )

    def centre(self, likelihood: int, impact: int) -> tuple[float, float]:
        x, y = self.corner(likelihood, impact)
        return x + self.wide / 2, y + self.high / 2

    def span(self, box: Box) -> tuple[float, float, float, float]:
        """x, y, width and height that enclose the cells of a range."""
        x, y = self.corner(box.likelihood_low, box.impact_low)
        far_x, far_y = self.corner(box.likelihood_high, box.impact_high)
        return x, y, far_x + self.wide - x, far_y + self.high - y


def _cells(drawing: Drawing, matrix: Matrix, grid: Grid) -> None:
    for row in matrix.rows:
        for cell in row:
            x, y = grid.corner(cell.likelihood, cell.impact)
            drawing.add(
                Rect(
                    x,
                    y,
                    grid.wide,
                    grid.high,
                    rx=1.5,
                    ry=1.5,
                    fillColor=colour(cell.level.fill),
                    strokeColor=colour(style.RULE),
                    strokeWidth=0.25,
                )
            )


# -- the small one ----------------------------------------------------------------------------

_SIDE, _GAP, _AXIS = 25.0, 1.2, 14.0


def small_size(matrix: Matrix) -> tuple[float, float]:
    """Width and height of the small matrix with its axes."""
    rows, columns = len(matrix.rows), len(matrix.impact_words)
    return (
        _AXIS + columns * (_SIDE + _GAP) - _GAP,
        _AXIS + rows * (_SIDE + _GAP) - _GAP,
    )


def _small_grid() -> Grid:
    return Grid(_AXIS, _AXIS, _SIDE, _SIDE, _GAP)


def small_drawing(matrix: Matrix) -> Drawing:
    """The small grid with the numbers of its axes and of its levels, without any risk."""
    grid = _small_grid()
    drawing = Drawing(*small_size(matrix))
    _cells(drawing, matrix, grid)
    for row in matrix.rows:
        for cell in row:
            x, y = grid.corner(cell.likelihood, cell.impact)
            drawing.add(
                String(
                    x + grid.wide - 2.4,
                    y + 2.4,
                    str(cell.level.rank),
                    fontName=REGULAR,
                    fontSize=5.4,
                    fillColor=colour(cell.level.ink),
                    textAnchor="end",
                )
            )
    for number in range(1, len(matrix.rows) + 1):
        _x, y = grid.centre(number, 1)
        drawing.add(_axis_number(_AXIS - 6, y - _HALF_CAPITAL * 7, number))
    for number in range(1, len(matrix.impact_words) + 1):
        x, _y = grid.centre(1, number)
        drawing.add(_axis_number(x, _AXIS - 9, number))
    return drawing


def _axis_number(x: float, y: float, number: int) -> String:
    return String(
        x, y, str(number), fontName=REGULAR, fontSize=7, fillColor=MUTED, textAnchor="middle"
    )


def keep_small_grid(canvas: PackCanvas, matrix: Matrix) -> None:
    """Put the small grid into the file once, for all risk pages to show."""
    width, height = small_size(matrix)
    canvas.beginForm(_SMALL_GRID, 0, 0, width, height)
    renderPDF.draw(small_drawing(matrix), canvas, 0, 0)
    canvas.endForm()


@dataclass(frozen=True, slots=True)
class SmallMatrix:
    """A cell with the small grid, a dot for the best estimate and a dashed box for the range."""

    matrix: Matrix
    box: Box | None

    def measure(self, width: float) -> float:  # noqa: ARG002 - its size is fixed
        return small_size(self.matrix)[1]

    def split(self, width: float, height: float) -> None:  # noqa: ARG002 - it cannot be split
        return None

    def draw(self, canvas: PackCanvas, x: float, top: float, width: float) -> None:
        wide, high = small_size(self.matrix)
        canvas.saveState()
        canvas.translate(x + width - wide, top - high)
        canvas.doForm(_SMALL_GRID)
        if self.box is not None:
            grid = _small_grid()
            draw_range(canvas, grid, self.box, outset=0.6)
            canvas.setFillColor(INK)
            canvas.setStrokeColor(colour(style.PAPER))
            canvas.setLineWidth(0.8)
            canvas.circle(*grid.centre(self.box.likelihood, self.box.impact), 5.2, fill=1)
        canvas.restoreState()


def draw_range(canvas: PackCanvas, grid: Grid, box: Box, outset: float) -> None:
    """A dashed box round the cells of a range: black on white, seen on every colour."""
    x, y, width, height = grid.span(box)
    x, y, width, height = x - outset, y - outset, width + 2 * outset, height + 2 * outset
    canvas.setLineWidth(1.5)
    canvas.setStrokeColor(colour(style.PAPER))
    canvas.roundRect(x, y, width, height, 2)
    canvas.setLineWidth(0.9)
    canvas.setStrokeColor(INK)
    canvas.setDash(3, 2)
    canvas.roundRect(x, y, width, height, 2)
    canvas.setDash()


# -- the large one ----------------------------------------------------------------------------

_CODE_SIZE, _CODE_LINE, _WORD_SIZE = 7.0, 10.6, 6.4
_LARGE_HIGH, _LARGE_GAP, _LARGE_AXIS, _LARGE_FOOT = 80.0, 2.0, 64.0, 42.0


class LargeMatrix:
    """A cell with the whole matrix: the word of each level, the code of each risk.

    A cell of the grid that cannot hold all its codes says how many there are in all; ``listed``
    then asks for the codes to be printed below, so that none is missing.
    """

    def __init__(self, matrix: Matrix, meter: Meter, width: float, more: str) -> None:
        self.matrix = matrix
        self._meter = meter
        self._more = more
        columns = len(matrix.impact_words)
        wide = (width - _LARGE_AXIS - (columns - 1) * _LARGE_GAP) / columns
        self.grid = Grid(_LARGE_AXIS, _LARGE_FOOT, wide, _LARGE_HIGH, _LARGE_GAP)
        self.width = width
        self.height = _LARGE_FOOT + len(matrix.rows) * (_LARGE_HIGH + _LARGE_GAP)

    @property
    def listed(self) -> bool:
        """Whether some cell holds more codes than it can show."""
        return any(len(self._fitting(c)) < len(c.codes) for row in self.matrix.rows for c in row)

    def measure(self, width: float) -> float:  # noqa: ARG002 - its size is fixed
        return self.height

    def split(self, width: float, height: float) -> None:  # noqa: ARG002 - it cannot be split
        return None

    def draw(self, canvas: PackCanvas, x: float, top: float, width: float) -> None:  # noqa: ARG002
        canvas.saveState()
        canvas.translate(x, top - self.height)
        drawing = Drawing(self.width, self.height)
        _cells(drawing, self.matrix, self.grid)
        self._axes(drawing)
        renderPDF.draw(drawing, canvas, 0, 0)
        for place, box in enumerate(self.matrix.boxes):
            draw_range(canvas, self.grid, box, outset=-1.2 - 2.2 * place)
        for row in self.matrix.rows:
            for cell in row:
                self._codes(canvas, cell)
        canvas.restoreState()

    def _axes(self, drawing: Drawing) -> None:
        matrix, grid = self.matrix, self.grid
        for row in matrix.rows:
            for cell in row:
                x, y = grid.corner(cell.likelihood, cell.impact)
                drawing.add(
                    String(
                        x + grid.wide - 5,
                        y + 5,
                        cell.level.word,
                        fontName=REGULAR,
                        fontSize=_WORD_SIZE,
                        fillColor=colour(cell.level.ink),
                        textAnchor="end",
                    )
                )
        for number, word in enumerate(matrix.likelihood_words, start=1):
            _x, y = grid.centre(number, 1)
            self._axis_label(drawing, grid.left - 8, y, number, word, "end")
        for number, word in enumerate(matrix.impact_words, start=1):
            x, _y = grid.centre(1, number)
            self._axis_label(drawing, x, grid.foot - 14, number, word, "middle")
        top = self.height - _LARGE_GAP
        drawing.add(_title(0, top + 4, matrix.likelihood_title, "start"))
        drawing.add(_title(self.width, 2, matrix.impact_title, "end"))

    def _axis_label(
        self, drawing: Drawing, x: float, y: float, number: int, word: str, anchor: str
    ) -> None:
        drawing.add(
            String(x, y, str(number), fontName=BOLD, fontSize=8, fillColor=INK, textAnchor=anchor)
        )
        for place, line in enumerate(self._wrapped(word), start=1):
            drawing.add(
                String(
                    x,
                    y - 9 * place,
                    line,
                    fontName=REGULAR,
                    fontSize=7,
                    fillColor=MUTED,
                    textAnchor=anchor,
                )
            )

    def _wrapped(self, words: str) -> list[str]:
        """An axis word in lines that fit beside the grid."""
        measure = self._meter.of(REGULAR)
        lines: list[str] = []
        for word in words.split():
            if lines and measure(f"{lines[-1]} {word}") * 7 <= _LARGE_AXIS - 12:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def _fitting(self, cell: Cell) -> Sequence[str]:
        """The codes of a cell that it has room for, one line kept for their number."""
        columns, lines = self._room(cell)
        if len(cell.codes) <= columns * lines:
            return cell.codes
        return cell.codes[: columns * (lines - 1)]

    def _room(self, cell: Cell) -> tuple[int, int]:
        widest = max((self._pill(code) for code in cell.codes), default=1.0)
        columns = max(1, int((self.grid.wide - 6 + 3) // (widest + 3)))
        return columns, int((self.grid.high - 16) // _CODE_LINE)

    def _pill(self, code: str) -> float:
        return self._meter.of(BOLD)(code) * _CODE_SIZE + 5

    def _codes(self, canvas: PackCanvas, cell: Cell) -> None:
        if not cell.codes:
            return
        columns, _lines = self._room(cell)
        left, foot = self.grid.corner(cell.likelihood, cell.impact)
        widest = max(self._pill(code) for code in cell.codes)
        shown = self._fitting(cell)
        for place, code in enumerate(shown):
            line, column = divmod(place, columns)
            x = left + 4 + column * (widest + 3)
            y = foot + self.grid.high - 4 - (line + 1) * _CODE_LINE
            self._mark(canvas, code, x, y, self._pill(code))
        if len(shown) < len(cell.codes):
            canvas.setFillColor(colour(cell.level.ink))
            canvas.setFont(BOLD, _CODE_SIZE)
            canvas.drawString(left + 5, foot + 5, self._more.format(n=len(cell.codes)))

    @staticmethod
    def _mark(canvas: PackCanvas, code: str, x: float, y: float, wide: float) -> None:
        canvas.setFillColor(colour(style.PAPER))
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.4)
        canvas.roundRect(x, y, wide, _CODE_LINE - 1.6, 2, fill=1)
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, _CODE_SIZE)
        canvas.drawCentredString(x + wide / 2, y + 2.1, code)
        canvas.link(code, x, y + 2.1, wide, _CODE_SIZE)


def _title(x: float, y: float, text: str, anchor: str) -> String:
    return String(x, y, text, fontName=BOLD, fontSize=8, fillColor=INK, textAnchor=anchor)
