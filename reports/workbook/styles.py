"""How cells look: a palette that hands out the numbers of formats, each made once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from reports.workbook.cells import Style

FONT = "Calibri"

#: One blue for headings to fill in, one grey for what is fixed; both carry white text at ≥ 4.5:1.
BLUE, GREY = "1F4E79", "595959"
INK, QUIET, PALE, LINE, BLACK, WHITE = "1A1A1A", "595959", "F2F2F2", "BFBFBF", "000000", "FFFFFF"

#: Number formats: a percentage that is typed as one, and dates in the order of each language.
PERCENT = '0" "%'
PERCENT_EXACT = '0.0#######" "%'
WHOLE = "0"
TEXT = "@"
DATES = {
    "en": "[$-809]d mmm yyyy",
    "nl": "[$-813]d mmm yyyy",
    "fr": "[$-80C]d mmm yyyy",
    "de": "[$-407]d. mmm yyyy",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell looks like, and whether one may type in it. Colours are RRGGBB."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    link: bool = False
    ink: str = INK
    fill: str = ""
    line: bool = False
    wrap: bool = True
    across: str = "left"
    down: str = "top"
    indent: int = 0
    number_format: str = "General"
    open: bool = False


class Palette:
    """Formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._sheet = workbook.worksheets[0]
        self._made: dict[Look, Style] = {}

    def style(self, look: Look) -> Style:
        """The numbers of ``look``."""
        made = self._made.get(look)
        if made is None:
            made = Style(plain=self._number(look, False), quoted=self._number(look, True))
            self._made[look] = made
        return made

    def _number(self, look: Look, quoted: bool) -> int:
        cell = Cell(self._sheet, row=1, column=1)  # belongs to no row: only its format is wanted
        cell.font = Font(
            name=FONT,
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            color=look.ink,
            underline="single" if look.link else None,
        )
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill)
        if look.line:
            side = Side(style="thin", color=LINE)
            cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.alignment = Alignment(
            horizontal=look.across, vertical=look.down, wrap_text=look.wrap, indent=look.indent
        )
        cell.protection = Protection(locked=not look.open)
        cell.number_format = look.number_format
        cell.quotePrefix = quoted
        return int(cell.style_id)


def on(look: Look, fill: str, ink: str) -> Look:
    """``look`` in the colours of a level (#rrggbb)."""
    return replace(look, fill=fill.lstrip("#"), ink=ink.lstrip("#"))
