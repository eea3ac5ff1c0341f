"""Data sheets: heading, recorded rows, and rows for new entries, as XML one row at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from reports.content.sheets import Field, Fill, Kind, Row, Sheet, Value
from reports.content.workbook import EMPTY_ROWS, Book
from reports.workbook import cells, formulas
from reports.workbook.cells import CellValue, Formula, Style
from reports.workbook.layout import LINE, TALLEST_ROW, lines, widths
from reports.workbook.longtexts import LongTexts
from reports.workbook.styles import (
    BLUE,
    DATES,
    GREY,
    PALE,
    PERCENT,
    PERCENT_EXACT,
    TEXT,
    WHITE,
    WHOLE,
    Look,
    Palette,
)
from riskreg.errors import UserError
from riskreg.words import _, number_text

#: The most rows Excel and LibreOffice have on a sheet.
SHEET_ROWS = 1_048_576

_CENTRED = {
    Kind.NUMBER,
    Kind.PERCENT,
    Kind.WHOLE,
    Kind.WORD,
    Kind.LIKELIHOOD,
    Kind.OVERALL,
    Kind.LEVEL,
}


#: Bold type runs wider: headings are measured as if their type were larger.
_HEADING_SIZE = 11.5


@dataclass(frozen=True, slots=True)
class _Column:
    field: Field
    letter: str
    data: Style
    exact: Style
    empty: Style
    formula: str
    width: float


class Table:
    """One data sheet of a workbook, ready to be written."""

    def __init__(self, sheet: Sheet, book: Book, palette: Palette, long: LongTexts) -> None:
        self._sheet = sheet
        self._long = long
        self._palette = palette
        self.last_row = 1 + sheet.count + EMPTY_ROWS
        if self.last_row > SHEET_ROWS:
            raise UserError(
                _(
                    "The sheet {sheet} would need {rows} rows, more than a workbook can hold."
                ).format(sheet=sheet.name, rows=number_text(self.last_row))
            )
        names = cells.letters(len(sheet.fields))
        self.letter_of = {f.key: name for f, name in zip(sheet.fields, names, strict=True)}
        formulae = self._formulae(book)
        self._columns = [
            self._column(f, name, width, formulae.get(f.kind, ""), book.language)
            for f, name, width in zip(sheet.fields, names, widths(sheet), strict=True)
        ]

    def last_cell(self) -> str:
        return f"{self._columns[-1].letter}{self.last_row}"

    def column(self, key: str) -> tuple[str, str]:
        """The first and the last cell of a column below its heading."""
        return f"{self.letter_of[key]}2", f"{self.letter_of[key]}{self.last_row}"

    def rows(self, step: Callable[[], None]) -> Iterator[str]:
        """All rows as XML. ``step`` is called after each recorded one."""
        yield self._heading()
        number = 1
        for number, values in enumerate(self._sheet.rows(), start=2):
            yield self._recorded(number, values)
            step()
        for empty in range(number + 1, self.last_row + 1):
            yield self._empty(empty)

    def _formulae(self, book: Book) -> dict[Kind, str]:
        if self._sheet.key == "register":
            return formulas.register_formulas(
                self._sheet, self.letter_of, book.unscored, book.check
            )
        if "risk" in self.letter_of:
            return {Kind.TITLE: formulas.title_of_risk(f"{self.letter_of['risk']}#")}
        return {}

    def _column(
        self, field: Field, letter: str, width: float, formula: str, language: str
    ) -> _Column:
        def style(may_fill: bool, number_format: str) -> Style:
            return self._palette.style(
                Look(
                    line=True,
                    across=_across(field.kind),
                    bold=field.kind in (Kind.LEVEL, Kind.WORD),
                    fill="" if may_fill else PALE,
                    number_format=number_format,
                    open=may_fill,
                )
            )

        usual = _number_format(field.kind, language)
        always = field.fill is Fill.ALWAYS
        return _Column(
            field=field,
            letter=letter,
            data=style(always, usual),
            exact=style(always, PERCENT_EXACT) if usual == PERCENT else style(always, usual),
            empty=style(field.fill is not Fill.NEVER, usual),
            formula=formula,
            width=width,
        )

    def _heading(self) -> str:
        made = []
        for column in self._columns:
            fill = GREY if column.field.fill is Fill.NEVER else BLUE
            look = Look(
                bold=True,
                ink=WHITE,
                fill=fill,
                line=True,
                across=_across(column.field.kind),
                down="center",
                number_format=TEXT,
            )
            style = self._palette.style(look)
            made.append(cells.cell(f"{column.letter}1", column.field.title, style))
        most = max(lines(c.field.title, c.width, _HEADING_SIZE) for c in self._columns)
        return cells.row(1, made, (most + 1) * LINE, fixed=True)

    def _recorded(self, number: int, values: Row) -> str:
        made = []
        most = 1
        for column, value in zip(self._columns, values, strict=True):
            style = column.data
            if isinstance(value, str):
                if len(value) > column.width or "\n" in value:
                    most = max(most, lines(value, column.width))
                if len(value) * 2 > cells.CELL_LIMIT:
                    place = (self._sheet.name, f"{column.letter}{number}")
                    value = self._long.fitted(value, place, column.field.title)
            elif column.field.kind is Kind.PERCENT and isinstance(value, float):
                style = column.data if _is_whole_percent(value) else column.exact
            made.append(cells.cell(f"{column.letter}{number}", _live(column, number, value), style))
        return cells.row(number, made, min(most * LINE + 2, TALLEST_ROW))

    def _empty(self, number: int) -> str:
        return cells.row(
            number,
            (
                cells.cell(
                    f"{c.letter}{number}",
                    Formula(c.formula.replace("#", str(number)), None) if c.formula else None,
                    c.empty,
                )
                for c in self._columns
            ),
        )


def _across(kind: Kind) -> str:
    return "center" if kind in _CENTRED else "left"


def _number_format(kind: Kind, language: str) -> str:
    if kind is Kind.DATE:
        return DATES[language]
    if kind is Kind.PERCENT:
        return PERCENT
    return TEXT if kind is Kind.TEXT else "General" if kind in _COMPUTED else WHOLE


_COMPUTED = {Kind.LIKELIHOOD, Kind.OVERALL, Kind.LEVEL, Kind.TITLE, Kind.WORD}


def _is_whole_percent(fraction: float) -> bool:
    return round(fraction * 100) / 100 == fraction


def _live(column: _Column, number: int, value: Value) -> CellValue:
    """The value, or the column's formula with the value as what it comes to now.

    The title of a recorded row's risk stands there as text: looking each up would make a large
    workbook slow.
    """
    if not column.formula or column.field.kind is Kind.TITLE:
        return value
    assert not isinstance(value, date), "no computed column holds dates"
    return Formula(column.formula.replace("#", str(number)), value)
