"""Everything of a workbook but its cells: sheets, locks, lists, colours, print set-up, names.

openpyxl describes it; the rows are put in afterwards, one by one, into the place it leaves.
"""

from __future__ import annotations

from datetime import datetime, time

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.content.sheets import Field, Fill, Kind, Sheet
from reports.content.workbook import Book
from reports.workbook import formulas
from reports.workbook.canvas import Canvas
from reports.workbook.cells import escaped
from reports.workbook.layout import PAGES, widths
from reports.workbook.longtexts import WIDTHS as LONG_WIDTHS
from reports.workbook.names import Names, list_name, quoted
from reports.workbook.styles import FONT, PERCENT_EXACT
from reports.workbook.tables import Table
from riskreg.words import _

_A4 = 9

#: What leaves room for the marking beside it; Excel refuses a footer of more than 255 in all.
_FOOTER_TITLE = 60


def new_workbook(book: Book) -> Workbook:
    """A workbook with the sheets of ``book`` in their order, empty, and its properties."""
    workbook = Workbook()
    first = workbook.worksheets[0]
    first.title = book.names["readme"]
    for key in list(book.names)[1:]:
        workbook.create_sheet(book.names[key])
    moment = datetime.combine(book.day, time())
    workbook.properties = DocumentProperties(
        title=escaped_text(book.title),
        subject=book.marking.value,
        creator=escaped_text(book.organisation),
        language=book.language,
        created=moment,
        modified=moment,
    )
    for sheet in workbook.worksheets:
        _paper(sheet, book)
    return workbook


def escaped_text(text: str) -> str:
    """``text`` for a property: as in a cell, but openpyxl itself writes the entities."""
    plain = escaped(text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _paper(sheet: Worksheet, book: Book) -> None:
    """A4 across, as wide as the page, the marking above and below every page."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.print_options.horizontalCentered = False
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.75
    margins.header = margins.footer = 0.3
    sheet.sheet_view.showGridLines = False
    above, below = HeaderFooterItem(), HeaderFooterItem()
    for part in (above.center, below.center):
        part.text, part.font, part.size = book.marking.value, f"{FONT},Bold", 11
    above.left.text, above.left.size = "&A", 9
    below.left.text, below.left.size = _footer_title(book.title), 9
    below.right.text = _("page {page} of {pages}").format(page="&P", pages="&N")
    below.right.size = 9
    sheet.oddHeader, sheet.oddFooter = above, below


def _footer_title(title: str) -> str:
    """The title on one line, its end left out where a footer has no room; Read me has it whole."""
    line = " ".join("".join(c if c.isprintable() else " " for c in title).split())
    short = line if len(line) <= _FOOTER_TITLE else line[: _FOOTER_TITLE - 1] + "…"
    return short.replace("&", "&&") or " "


def lay_out_canvas(sheet: Worksheet, canvas: Canvas, *, one_page: bool) -> None:
    """Widths, merged cells, links and print area of a sheet laid out by hand."""
    sheet.page_setup.fitToHeight = int(one_page)
    for column, width in enumerate(canvas.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for reference in canvas.merged:
        sheet.merged_cells.add(reference)
    for reference, name in canvas.links.items():
        link = Hyperlink(ref=reference, location=f"{quoted(name)}!A1", display=name)
        sheet[reference].hyperlink = link
    for row in canvas.breaks:
        sheet.row_breaks.append(Break(id=row))
    sheet.print_area = f"A1:{canvas.last_cell()}"
    _protect(sheet)


def lay_out_table(sheet: Worksheet, data: Sheet, table: Table, book: Book) -> None:
    """Heading kept in view, filter, lists, colours, locks and print area of a data sheet."""
    for letter, width in zip(table.letter_of.values(), widths(data), strict=True):
        sheet.column_dimensions[letter].width = width
    page = PAGES[data.key]
    sheet.freeze_panes = f"{get_column_letter(page.fixed + 1)}2"
    sheet.auto_filter.ref = f"A1:{table.last_cell()}"
    sheet.print_title_rows = "1:1"
    sheet.print_title_cols = f"A:{get_column_letter(page.fixed)}"
    sheet.page_setup.fitToWidth = page.across
    # Only what is recorded: empty rows would come out as blank pages. A form without any
    # entry prints its first empty rows.
    sheet.print_area = f"A1:{table.last_cell().rstrip('0123456789')}{1 + (data.count or 20)}"
    for field in data.fields:
        _offer(sheet, field, f"{table.letter_of[field.key]}2", table)
    _colour(sheet, data, table, book)
    _protect(sheet)


def lay_out_long_texts(sheet: Worksheet) -> None:
    """Heading kept in view and repeated; the texts stand there to be read."""
    for letter, width in zip("ABCDEF", LONG_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    _protect(sheet)


def _protect(sheet: Worksheet) -> None:
    """Against slips: no password, and what does no harm stays allowed."""
    lock = sheet.protection
    lock.sheet = True
    # In this part of the format, False means that it is *not* forbidden.
    lock.formatCells = lock.formatColumns = lock.formatRows = False
    lock.autoFilter = lock.sort = False


def _offer(sheet: Worksheet, field: Field, first: str, table: Table) -> None:
    """What may be typed in a column, with a word of help and a word where it cannot stand."""
    if field.fill is Fill.NEVER or not (field.hint or field.choices or field.refusal):
        return
    rule = _rule(field)
    rule.allow_blank = True
    rule.showErrorMessage = bool(field.refusal)
    if field.refusal:
        rule.errorStyle = "stop"
        rule.errorTitle = field.title[:32]
        rule.error = field.refusal
    rule.showInputMessage = bool(field.hint)
    if field.hint:
        rule.promptTitle = field.title[:32]
        rule.prompt = field.hint
    column = table.letter_of[field.key]
    rule.add(f"{first}:{column}{table.last_row}")
    sheet.add_data_validation(rule)


def _rule(field: Field) -> DataValidation:
    if field.choices:
        return DataValidation(type="list", formula1=list_name(field.choices))
    if field.kind is Kind.PERCENT:
        return DataValidation(type="decimal", operator="between", formula1="0", formula2="1")
    if field.kind is Kind.WHOLE:
        return DataValidation(type="whole", operator="between", formula1="1", formula2="600")
    if field.kind is Kind.DATE:
        return DataValidation(type="date", operator="greaterThanOrEqual", formula1="61")
    return DataValidation(type=None)


def _colour(sheet: Worksheet, data: Sheet, table: Table, book: Book) -> None:
    """Colours of levels by their words, on recorded and on empty rows; ranges that cannot be."""
    for field in data.fields:
        if field.kind in (Kind.LEVEL, Kind.WORD):
            column = table.letter_of[field.key]
            _colour_levels(sheet, f"{column}2:{column}{table.last_row}", book)
    if "likelihood_low" in table.letter_of:
        low, best, high = (table.letter_of[f"likelihood_{end}"] for end in ("low", "best", "high"))
        cells = f"{low}2:{high}{table.last_row}"
        wrong = formulas.out_of_order(f"${low}2", f"${best}2", f"${high}2")
        sheet.conditional_formatting.add(
            cells, Rule(type="expression", formula=[wrong], dxf=_coloured("FFFFFF", "262626"))
        )
        # A fraction of a per cent that somebody types is shown, not rounded away.
        fraction = DifferentialStyle(numFmt=NumberFormat(numFmtId=200, formatCode=PERCENT_EXACT))
        sheet.conditional_formatting.add(
            cells,
            Rule(type="expression", formula=[formulas.has_fraction(f"{low}2")], dxf=fraction),
        )


def _colour_levels(sheet: Worksheet, cells: str, book: Book) -> None:
    looks = [(m.word, _coloured(m.ink.lstrip("#"), m.fill.lstrip("#"))) for m in book.levels]
    looks.append((book.unscored, _coloured("595959", "FFFFFF", scored=False)))
    looks.append((book.check, _coloured("FFFFFF", "262626")))
    for word, look in looks:
        rule = Rule(type="cellIs", operator="equal", formula=[formulas.text(word)], dxf=look)
        sheet.conditional_formatting.add(cells, rule)


def _coloured(ink: str, fill: str, *, scored: bool = True) -> DifferentialStyle:
    """Colours for a rule. In these, the colour of a solid fill is that of its background."""
    return DifferentialStyle(
        font=Font(color=ink, bold=scored, italic=not scored),
        fill=PatternFill(bgColor=fill, fill_type="solid"),
    )


def add_names(workbook: Workbook, names: Names) -> None:
    """Write down which cells each name stands for."""
    for name, place in names.places.items():
        workbook.defined_names[name] = DefinedName(name, attr_text=place)
