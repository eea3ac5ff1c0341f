"""A small sheet laid out freely: cells put where they belong, then read as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from reports.workbook import cells
from reports.workbook.cells import CellValue
from reports.workbook.layout import LINE, TALLEST_ROW, lines
from reports.workbook.longtexts import LongTexts
from reports.workbook.styles import Look, Palette

#: Bold type runs wider than plain.
_BOLD = 1.12


@dataclass(slots=True)
class Canvas:
    """Cells by (row, column), both from 1. ``widths`` are in characters.

    Rows are as high as their texts need, or as ``heights`` (points) asks for where that is more.
    A page ends after each row of ``breaks``. ``links`` lead from a cell to a sheet by its name.
    """

    name: str
    palette: Palette
    long: LongTexts
    widths: tuple[float, ...]
    placed: dict[tuple[int, int], str] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    _needed: dict[int, float] = field(default_factory=dict)

    def put(self, row: int, column: int, value: CellValue, look: Look) -> str:
        """Put ``value`` in a cell and say which it is: 'B4'."""
        return self._put(row, column, value, look, self.widths[column - 1])

    def across(self, row: int, first: int, last: int, value: CellValue, look: Look) -> str:
        """Put ``value`` over several cells of a row."""
        for column in range(first + 1, last + 1):
            self.put(row, column, None, look)
        reference = self._put(row, first, value, look, sum(self.widths[first - 1 : last]))
        self.merged.append(f"{reference}:{get_column_letter(last)}{row}")
        return reference

    def _put(self, row: int, column: int, value: CellValue, look: Look, width: float) -> str:
        reference = f"{get_column_letter(column)}{row}"
        if isinstance(value, str):
            value = self.long.fitted(value, (self.name, reference), "")
            size = look.size * (_BOLD if look.bold else 1)
            count = lines(value, width, size) if look.wrap else 1
            high = min(count * LINE * look.size / 10 + 3, TALLEST_ROW)
            self._needed[row] = max(self._needed.get(row, 0), high)
        self.placed[row, column] = cells.cell(reference, value, self.palette.style(look))
        return reference

    @property
    def last_row(self) -> int:
        return max((row for row, _column in self.placed), default=1)

    def last_cell(self) -> str:
        return f"{get_column_letter(max((c for _row, c in self.placed), default=1))}{self.last_row}"

    def rows(self) -> Iterator[str]:
        """The rows as XML, from the top."""
        by_row: dict[int, list[tuple[int, str]]] = {row: [] for row in self.heights}
        for (row, column), made in self.placed.items():
            by_row.setdefault(row, []).append((column, made))
        for row in sorted(by_row):
            made_cells = (made for _column, made in sorted(by_row[row]))
            height = max(self.heights.get(row, 0), self._needed.get(row, 0))
            yield cells.row(row, made_cells, height, fixed=row in self.heights)
