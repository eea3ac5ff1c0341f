"""From the content of a workbook to its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from reports.content.workbook import Book
from reports.workbook import pages, shell
from reports.workbook.canvas import Canvas
from reports.workbook.longtexts import LongTexts
from reports.workbook.names import REGISTER_NAMES, SOURCE_CODES, Names
from reports.workbook.package import Package, Rows
from reports.workbook.styles import Palette
from reports.workbook.tables import Table
from riskreg.exporting import Progress


def render(book: Book, stream: BinaryIO, progress: Progress) -> tuple[str, ...]:
    """Write ``book`` to ``stream`` as .xlsx; what the exporting person should know, in sentences.

    Words are in the language in force, which is that of the book. Rows pass through one by one,
    so memory does not grow with them.
    """
    workbook = shell.new_workbook(book)
    palette = Palette(workbook)
    long = LongTexts(book.names["long_texts"])
    names = Names()
    package = Package()
    steps = _Steps(progress, sum(sheet.count for sheet in book.sheets))
    tables = {sheet.key: Table(sheet, book, palette, long) for sheet in book.sheets}
    for sheet in book.sheets:
        table = tables[sheet.key]
        shell.lay_out_table(workbook[sheet.name], sheet, table, book)
        package.rows[sheet.name] = Rows(table.last_cell, partial(table.rows, steps.one))
    _name_columns(book, tables, names)
    makers: dict[str, Callable[[], Canvas]] = {
        "matrix": partial(pages.matrix, book, palette, long),
        "criteria": partial(pages.criteria, book, palette, long, names),
        "readme": partial(pages.read_me, book, palette, long),
    }
    for key, make in makers.items():
        canvas = make()
        shell.lay_out_canvas(workbook[canvas.name], canvas, one_page=key != "criteria")
        package.rows[canvas.name] = Rows(canvas.last_cell, partial(_rows_of, make))
    shell.lay_out_long_texts(workbook[book.names["long_texts"]])
    package.rows[book.names["long_texts"]] = Rows(long.last_cell, partial(long.rows, palette))
    shell.add_names(workbook, names)
    package.write(workbook, stream, lambda: set() if long.notes() else {book.names["long_texts"]})
    return (*book.notes, *long.notes())


def _rows_of(make: Callable[[], Canvas]) -> Iterator[str]:
    """Rows of a sheet made when its turn comes: the matrix then knows the rows counted before."""
    return make().rows()


def _name_columns(book: Book, tables: dict[str, Table], names: Names) -> None:
    """Columns that formulas and lists of other sheets read, with their empty rows."""
    register, sources = book.sheet("register"), book.sheet("sources")
    for key, name in REGISTER_NAMES.items():
        first, last = tables["register"].column(key)
        names.put(name, register.name, first, last)
    names.put(SOURCE_CODES, sources.name, *tables["sources"].column("code"))


class _Steps:
    """Counts rows for whoever watches."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def one(self) -> None:
        self._done += 1
        self._progress(self._done, self._total)
