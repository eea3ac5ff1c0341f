"""The matrix as a vector drawing: the large one with the codes, the small one beside a risk.

It can be read without colour: every cell carries the word or the number of its level.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports import style
from reports.content.parts import Box, Cell, Matrix
from reports.pdf.fonts import BOLD, REGULAR, Meter
from reports.pdf.looks import INK, MUTED, colour

if TYPE_CHECKING:
    from reports.pdf.canvas import PackCanvas

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


def _print_cells(canvas: PackCanvas, matrix: Matrix, grid: Grid) -> None:
    canvas.setStrokeColor(colour(style.RULE))
    canvas.setLineWidth(0.25)
    for row in matrix.rows:
        for cell in row:
            x, y = grid.corner(cell.likelihood, cell.impact)
            canvas.setFillColor(colour(cell.level.fill))
            canvas.roundRect(x, y, grid.wide, grid.high, 1.5, fill=1)


# -- the small one ----------------------------------------------------------------------------

_SIDE, _GAP, AXIS, _SMALL_WIDTH = 25.0, 1.2, 14.0, 146.0


def small_size(matrix: Matrix) -> tuple[float, float]:
    """Width and height of the small matrix with its axes."""
    grid = _small_grid(matrix)
    x, y = grid.corner(len(matrix.rows), len(matrix.impact_words))
    return x + grid.wide, y + grid.high


def _small_grid(matrix: Matrix) -> Grid:
    columns = len(matrix.impact_words)
    side = min(_SIDE, (_SMALL_WIDTH - AXIS) / columns - _GAP)
    return Grid(AXIS, AXIS, side, side, _GAP)


def keep_small_grid(canvas: PackCanvas, matrix: Matrix) -> None:
    """Put the small grid, without any risk, into the file once, for all risk pages to show."""
    grid = _small_grid(matrix)
    canvas.beginForm(_SMALL_GRID, 0, 0, *small_size(matrix))
    _print_cells(canvas, matrix, grid)
    canvas.setFont(REGULAR, 5.4)
    for row in matrix.rows:
        for cell in row:
            x, y = grid.corner(cell.likelihood, cell.impact)
            canvas.setFillColor(colour(cell.level.ink))
            canvas.drawRightString(x + grid.wide - 2.4, y + 2.4, str(cell.level.rank))
    canvas.setFont(REGULAR, 7)
    canvas.setFillColor(MUTED)
    for number in range(1, len(matrix.rows) + 1):
        _x, y = grid.centre(number, 1)
        canvas.drawCentredString(AXIS - 6, y - _HALF_CAPITAL * 7, str(number))
    for number in range(1, len(matrix.impact_words) + 1):
        x, _y = grid.centre(1, number)
        canvas.drawCentredString(x, AXIS - 9, str(number))
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
            grid = _small_grid(self.matrix)
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


def ranges(matrix: Matrix) -> list[tuple[Box, list[str]]]:
    """The ranges to draw, each once, with the codes of the risks that share it."""
    shared: dict[tuple[int, int, int, int], tuple[Box, list[str]]] = {}
    for box in matrix.boxes:
        edges = (box.likelihood_low, box.likelihood_high, box.impact_low, box.impact_high)
        shared.setdefault(edges, (box, []))[1].append(box.code)
    return list(shared.values())


# -- the large one ----------------------------------------------------------------------------

_CODE_SIZE, _CODE_LINE, _WORD_SIZE = 7.0, 10.6, 6.4
_LARGE_HIGH, _LARGE_GAP, _LARGE_AXIS, _LARGE_FOOT = 80.0, 2.0, 64.0, 42.0
#: The grid is never higher than this, however many likelihood levels it has.
_LARGE_MOST = 520.0


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
        high = min(_LARGE_HIGH, _LARGE_MOST / len(matrix.rows) - _LARGE_GAP)
        self.grid = Grid(_LARGE_AXIS, _LARGE_FOOT, wide, high, _LARGE_GAP)
        self.width = width
        self.height = _LARGE_FOOT + len(matrix.rows) * (high + _LARGE_GAP)

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
        _print_cells(canvas, self.matrix, self.grid)
        self._print_words(canvas)
        self._print_axes(canvas)
        for place, (box, _codes) in enumerate(ranges(self.matrix)):
            draw_range(canvas, self.grid, box, outset=-1.2 - 2.2 * place)
        for row in self.matrix.rows:
            for cell in row:
                self._codes(canvas, cell)
        canvas.restoreState()

    def _print_words(self, canvas: PackCanvas) -> None:
        canvas.setFont(REGULAR, _WORD_SIZE)
        for row in self.matrix.rows:
            for cell in row:
                x, y = self.grid.corner(cell.likelihood, cell.impact)
                canvas.setFillColor(colour(cell.level.ink))
                canvas.drawRightString(x + self.grid.wide - 13, y + 13, cell.level.word)

    def _print_axes(self, canvas: PackCanvas) -> None:
        matrix, grid = self.matrix, self.grid
        for number, word in enumerate(matrix.likelihood_words, start=1):
            _x, y = grid.centre(number, 1)
            self._axis_label(canvas.drawRightString, canvas, grid.left - 8, y + 2, number, word)
        for number, word in enumerate(matrix.impact_words, start=1):
            x, _y = grid.centre(1, number)
            self._axis_label(canvas.drawCentredString, canvas, x, grid.foot - 12, number, word)
        canvas.setFont(BOLD, 8)
        canvas.setFillColor(INK)
        canvas.drawString(0, self.height + 6, matrix.likelihood_title)
        canvas.drawRightString(self.width, 0, matrix.impact_title)

    def _axis_label(
        self,
        put: Callable[[float, float, str], object],
        canvas: PackCanvas,
        x: float,
        y: float,
        number: int,
        word: str,
    ) -> None:
        """A level's number and, under it, its word; ``put`` ranges them."""
        canvas.setFont(BOLD, 8)
        canvas.setFillColor(INK)
        put(x, y, str(number))
        canvas.setFont(REGULAR, 7)
        canvas.setFillColor(MUTED)
        for place, line in enumerate(self._wrapped(word), start=1):
            put(x, y - 9 * place, line)

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
        columns = max(1, int((self.grid.wide - 26 + 3) // (widest + 3)))
        return columns, int((self.grid.high - 34) // _CODE_LINE)

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
            x = left + 13 + column * (widest + 3)
            y = foot + self.grid.high - 12 - (line + 1) * _CODE_LINE
            self._mark(canvas, code, x, y, self._pill(code))
        if len(shown) < len(cell.codes):
            canvas.setFillColor(colour(cell.level.ink))
            canvas.setFont(BOLD, _CODE_SIZE)
            canvas.drawString(left + 13, foot + 13, self._more.format(n=len(cell.codes)))

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
