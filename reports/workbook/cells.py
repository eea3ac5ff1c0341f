"""Cells and rows as the XML of a sheet (ECMA-376), one row at a time.

Texts are written in place rather than into a table of shared strings: the memory needed does not
grow with the register, and what reads the file gets exactly what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openpyxl.utils import get_column_letter

#: The most UTF-16 units Excel holds in one cell.
CELL_LIMIT = 32_767

#: Days before this one have no serial number that Excel and LibreOffice agree on.
FIRST_DAY = date(1900, 3, 1)
_DAY_ZERO = date(1899, 12, 30).toordinal()

#: What XML cannot hold or would not give back, and what looks like Excel's own escape for it.
_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

#: Typed into a cell, a text that starts so would become a formula or lose its first character.
_QUOTED = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its equals sign, and what it comes to now."""

    text: str
    now: str | float | None


CellValue = str | float | date | Formula | None


@dataclass(frozen=True, slots=True)
class Style:
    """The numbers of a format: ``plain``, and ``quoted`` for texts that must stay texts."""

    plain: int
    quoted: int


def escaped(text: str) -> str:
    """``text`` for the inside of an element, with Excel's ``_xHHHH_`` for what XML cannot hold.

    A literal ``_x0041_`` is written ``_x005F_x0041_``, so that nothing changes its meaning.
    """
    return _SPECIAL.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    return _ENTITIES.get(char) or f"_x{ord(char):04X}_"


def unescaped(text: str) -> str:
    """The text that was written as ``text`` by ``escaped``, once XML is read."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)


def units(text: str) -> int:
    """The length of ``text`` as Excel counts it: in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def first_units(text: str, limit: int) -> str:
    """The longest beginning of ``text`` of at most ``limit`` units; no character is cut in two."""
    piece = text[:limit]
    if units(piece) <= limit:
        return piece
    return piece.encode("utf-16-le")[: limit * 2].decode("utf-16-le", "ignore")


def serial(day: date) -> int:
    """The number that stands for ``day`` in a cell with a date format."""
    return day.toordinal() - _DAY_ZERO


def cell(reference: str, value: CellValue, style: Style) -> str:
    """One cell. An empty text is an empty cell."""
    if value is None or value == "":
        return f'<c r="{reference}" s="{style.plain}"/>'
    if isinstance(value, str):
        number = style.quoted if value.startswith(_QUOTED) else style.plain
        return (
            f'<c r="{reference}" s="{number}" t="inlineStr"><is>'
            f'<t xml:space="preserve">{escaped(value)}</t></is></c>'
        )
    if isinstance(value, Formula):
        return _formula(reference, value, style)
    if isinstance(value, date):
        if value < FIRST_DAY:
            return cell(reference, value.isoformat(), style)
        value = serial(value)
    return f'<c r="{reference}" s="{style.plain}"><v>{value!r}</v></c>'


def _formula(reference: str, formula: Formula, style: Style) -> str:
    now = "" if formula.now is None else formula.now
    kind = ' t="str"' if isinstance(now, str) else ""
    shown = escaped(now) if isinstance(now, str) else repr(now)
    live = f"<f>{escaped(formula.text)}</f><v>{shown}</v>"
    return f'<c r="{reference}" s="{style.plain}"{kind}>{live}</c>'


def row(number: int, cells: Iterable[str], height: float = 0, *, fixed: bool = False) -> str:
    """One row of cells, ``height`` points high (0: one line).

    A row that is not ``fixed`` gets a new height when somebody types in it.
    """
    high = f' ht="{height:g}"' if height else ""
    held = ' customHeight="1"' if fixed else ""
    return f'<row r="{number}"{high}{held}>{"".join(cells)}</row>'


def letters(count: int) -> list[str]:
    """The names of the first ``count`` columns."""
    return [get_column_letter(i) for i in range(1, count + 1)]
