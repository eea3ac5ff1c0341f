"""Texts longer than a cell can hold: the cell says where the whole stands, a sheet holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.workbook import cells
from reports.workbook.styles import BLUE, TEXT, WHITE, Look, Palette
from riskreg.words import _, ngettext

#: UTF-16 units of a text in one row: fewer than a cell holds, for readers that count otherwise.
PIECE = 32_000

WIDTHS = (18.0, 12.0, 28.0, 8.0, 8.0, 110.0)
_HEIGHT = 120.0


@dataclass(frozen=True, slots=True)
class _LongText:
    sheet: str
    cell: str
    field: str
    pieces: tuple[str, ...]
    first_row: int


class LongTexts:
    """Collects texts that do not fit while sheets are written; then writes its own sheet."""

    def __init__(self, sheet_name: str) -> None:
        self._name = sheet_name
        self._texts: dict[tuple[str, str], _LongText] = {}
        self._next = 2

    def last_cell(self) -> str:
        return f"F{self._next - 1}"

    def fitted(self, text: str, place: tuple[str, str], field: str) -> str:
        """``text`` if a cell holds it; else where the whole of it is, and as much as fits.

        ``place`` is the name of the sheet and the cell; asked again for it, the answer is the same.
        """
        if cells.units(text) <= cells.CELL_LIMIT:
            return text
        kept = self._texts.get(place)
        if kept is None:
            kept = _LongText(*place, field, tuple(_pieces(text)), self._next)
            self._texts[place] = kept
            self._next += len(kept.pieces)
        first, last = kept.first_row, kept.first_row + len(kept.pieces) - 1
        pointer = _("[The whole text is on the sheet {sheet}, rows {first} to {last}.] ").format(
            sheet=self._name, first=first, last=last
        )
        return pointer + cells.first_units(text, cells.CELL_LIMIT - cells.units(pointer))

    def notes(self) -> tuple[str, ...]:
        """A sentence for the person who exports, if anything was too long."""
        if not self._texts:
            return ()
        told = ngettext(
            "{n} text is longer than a cell can hold",
            "{n} texts are longer than a cell can hold",
            len(self._texts),
        )
        return (
            _("{told}; the whole stands on the sheet {sheet}.").format(told=told, sheet=self._name),
        )

    def rows(self, palette: Palette) -> Iterator[str]:
        """The rows of the sheet as XML."""
        heading = palette.style(Look(bold=True, ink=WHITE, fill=BLUE, line=True, down="center"))
        body = palette.style(Look(line=True, number_format=TEXT))
        number = palette.style(Look(line=True, across="center"))
        titles = (_("Sheet"), _("Cell"), _("Field"), _("Part"), _("Of"), _("Text"))
        yield cells.row(
            1,
            (
                cells.cell(f"{letter}1", title, heading)
                for letter, title in zip("ABCDEF", titles, strict=True)
            ),
            30,
            fixed=True,
        )
        place = 1
        for text in self._texts.values():
            for part, piece in enumerate(text.pieces, start=1):
                place += 1
                yield cells.row(
                    place,
                    (
                        cells.cell(f"A{place}", text.sheet, body),
                        cells.cell(f"B{place}", text.cell, body),
                        cells.cell(f"C{place}", text.field, body),
                        cells.cell(f"D{place}", part, number),
                        cells.cell(f"E{place}", len(text.pieces), number),
                        cells.cell(f"F{place}", piece, body),
                    ),
                    _HEIGHT,
                    fixed=True,
                )


def _pieces(text: str) -> Iterator[str]:
    rest = text
    while rest:
        piece = cells.first_units(rest, PIECE)
        yield piece
        rest = rest[len(piece) :]
