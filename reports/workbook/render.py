"""From the content of a workbook to its bytes."""

from __future__ import annotations

from typing import BinaryIO

from reports.content.workbook import Book
from reports.workbook import pages, shell
from reports.workbook.canvas import Canvas
from reports.workbook.longtexts import WIDTHS as LONG_WIDTHS
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
        package.rows[sheet.name] = Rows(
            f"{table.last_letter}{table.last_row}", lambda table=table: table.rows(steps.one)
        )
    _name_columns(tables, book, names)
    criteria = Canvas(book.names["criteria"], palette, long, pages.criteria_widths(book))
    pages.criteria(book, criteria, names)
    read_me = Canvas(book.names["readme"], palette, long, pages.README_WIDTHS)
    pages.read_me(book, read_me)
    for canvas in (criteria, read_me):
        shell.lay_out_canvas(workbook[canvas.name], canvas)
        package.rows[canvas.name] = Rows(f"{canvas.last_letter}{canvas.last_row}", canvas.rows)
    ...
    return (*book.notes, *long.notes())
