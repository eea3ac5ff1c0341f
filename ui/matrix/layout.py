"""Where everything stands on the matrix: pure geometry, no painting.

Marks are laid out in rows inside their cell without overlap. A cell that cannot hold its risks
shows as many as fit and a count of the rest, which opens a list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Cell = tuple[int, int]
Box = tuple[int, int, int, int]

#: Room for the words at the left and below, and between cells.
AXIS_LEFT = 148.0
AXIS_BOTTOM = 52.0
TOP = 10.0
RIGHT = 10.0
GAP = 3.0

#: A mark, the room around it, and the line at the top of a cell that its level's word takes.
MARK_HEIGHT = 20.0
MARK_GAP = 4.0
PADDING = 7.0
WORD_HEIGHT = 18.0

_MIN_CELL = 24.0


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in pixels, from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def overlaps(self, other: Rect) -> bool:
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def united(self, other: Rect) -> Rect:
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


@dataclass(frozen=True, slots=True)
class Mark:
    """A risk in its cell, by id."""

    rect: Rect
    risk_id: int


@dataclass(frozen=True, slots=True)
class Rest:
    """The risks of a cell that found no room in it: those known by id, and how many in all."""

    rect: Rect
    cell: Cell
    risk_ids: tuple[int, ...]
    number: int


@dataclass(frozen=True, slots=True)
class MatrixLayout:
    """The cells by (likelihood level, impact level) with the marks and rests in them."""

    rows: int
    columns: int
    cells: Mapping[Cell, Rect]
    marks: tuple[Mark, ...]
    rests: tuple[Rest, ...]

    def cell_at(self, x: float, y: float) -> Cell | None:
        return next((cell for cell, rect in self.cells.items() if rect.contains(x, y)), None)

    def mark_at(self, x: float, y: float) -> Mark | None:
        return next((mark for mark in self.marks if mark.rect.contains(x, y)), None)

    def rest_at(self, x: float, y: float) -> Rest | None:
        return next((rest for rest in self.rests if rest.rect.contains(x, y)), None)

    def box(self, box: Box) -> Rect:
        """The rectangle of a range: (lowest, highest likelihood, lowest, highest impact)."""
        low, high, least, most = box
        return self.cells[low, least].united(self.cells[high, most])

    def neighbour(self, cell: Cell, up: int, right: int) -> Cell:
        """The cell so many steps up and to the right, or as far as the grid goes."""
        return (
            min(max(cell[0] + up, 1), self.rows),
            min(max(cell[1] + right, 1), self.columns),
        )


def lay_out(
    size: tuple[float, float],
    grid: tuple[int, int],
    risks: Mapping[Cell, Sequence[tuple[int, float]]],
    rest_width: float,
    more: Mapping[Cell, int],
) -> MatrixLayout:
    """Place a grid of (rows, columns) and its risks into ``size`` (width, height in pixels).

    ``risks`` holds for each cell its risks in order, as (id, width of the label); ``rest_width``
    is the width of a count; ``more`` are risks of a cell that are counted only.
    Rows run upward: likelihood 1 is the lowest.
    """
    rows, columns = grid
    width = max((size[0] - AXIS_LEFT - RIGHT) / columns, _MIN_CELL)
    height = max((size[1] - AXIS_BOTTOM - TOP) / rows, _MIN_CELL)
    cells = {
        (row, column): Rect(
            AXIS_LEFT + (column - 1) * width + GAP / 2,
            TOP + (rows - row) * height + GAP / 2,
            width - GAP,
            height - GAP,
        )
        for row in range(1, rows + 1)
        for column in range(1, columns + 1)
    }
    marks: list[Mark] = []
    rests: list[Rest] = []
    for cell, wanted in risks.items():
        counted = more.get(cell, 0)
        placed, rest = _fill(cells[cell], wanted, rest_width, counted)
        marks += placed
        if rest is not None:
            left = tuple(risk_id for risk_id, _width in wanted[len(placed) :])
            rests.append(Rest(rest, cell, left, len(left) + counted))
    return MatrixLayout(rows, columns, cells, tuple(marks), tuple(rests))


def _fill(
    cell: Rect, wanted: Sequence[tuple[int, float]], rest_width: float, more: int
) -> tuple[list[Mark], Rect | None]:
    """As many marks as fit; where not all do, the last place is for the count of the others."""
    widths = [width for _risk, width in wanted]
    places = _places(cell, widths)
    if len(places) == len(wanted) and not more:
        ids = [risk_id for risk_id, _width in wanted]
        return [Mark(rect, risk_id) for rect, risk_id in zip(places, ids, strict=True)], None
    for shown in range(len(places), 0, -1):
        rects = _places(cell, [*widths[:shown], rest_width])
        if len(rects) == shown + 1:
            return [Mark(rects[i], wanted[i][0]) for i in range(shown)], rects[shown]
    # A cell too small for any mark still says that there is something in it.
    alone = _places(cell, [rest_width])
    return [], alone[0] if alone else _squeezed(cell, rest_width)


def _places(cell: Rect, widths: Sequence[float]) -> list[Rect]:
    """Places in reading order below the word of the cell, until one no longer fits."""
    left, right = cell.x + PADDING, cell.right - PADDING
    x, y = left, cell.y + WORD_HEIGHT + 4
    places: list[Rect] = []
    for width in widths:
        if x > left and x + width > right:
            x, y = left, y + MARK_HEIGHT + MARK_GAP
        if x + width > right or y + MARK_HEIGHT > cell.bottom - PADDING / 2:
            break
        places.append(Rect(x, y, width, MARK_HEIGHT))
        x += width + MARK_GAP
    return places


def _squeezed(cell: Rect, width: float) -> Rect:
    width = min(width, cell.width)
    height = min(MARK_HEIGHT, cell.height)
    return Rect(
        cell.x + (cell.width - width) / 2, cell.y + (cell.height - height) / 2, width, height
    )
