"""The three sheets laid out by hand: Read me, Matrix and Criteria."""

from __future__ import annotations

from dataclasses import replace

from reports.content.judging import capital
from reports.content.parts import Scale
from reports.content.workbook import Book, List
from reports.workbook import formulas
from reports.workbook.canvas import Canvas
from reports.workbook.cells import Formula
from reports.workbook.longtexts import LongTexts
from reports.workbook.names import (
    GRID_ROWS,
    LEVEL_GRID,
    LIKELIHOOD_FROM,
    Names,
    list_name,
)
from reports.workbook.styles import (
    BLACK,
    BLUE,
    GREY,
    PALE,
    PERCENT,
    PERCENT_EXACT,
    QUIET,
    WHITE,
    Look,
    Palette,
    on,
)

_HEADING = Look(size=18, bold=True, down="center", wrap=False)
_SECTION = Look(size=12, bold=True, ink=BLUE, down="center", wrap=False)
_HEAD = Look(bold=True, ink=WHITE, fill=BLUE, line=True, down="center")
_BODY = Look(line=True)
_PLAIN = Look()
_NUMBER = Look(line=True, across="center")

_README_WIDTHS = (2.0, 30.0, 100.0)


def read_me(book: Book, palette: Palette, long: LongTexts) -> Canvas:
    """Marking, title, what is in here, how to fill it in, what the colours mean."""
    canvas = Canvas(book.names["readme"], palette, long, _README_WIDTHS)
    words = book.readme
    banner = Look(
        size=14, bold=True, fill=BLACK, ink=book.marking.colour.lstrip("#"), down="center", indent=1
    )
    canvas.put(1, 2, words.marking, replace(banner, wrap=False))
    canvas.put(1, 3, words.marking_meaning, replace(banner, size=10, bold=False))
    canvas.heights[1] = 30
    canvas.across(3, 2, 3, words.heading, replace(_HEADING, wrap=True))
    canvas.across(4, 2, 3, words.kicker, Look(ink=QUIET))
    row = _section(canvas, 6, words.sheets_title)
    for name, about in words.sheets:
        reference = canvas.put(row, 2, name, Look(ink="0B5394", link=True, line=True))
        canvas.links[reference] = name
        canvas.put(row, 3, about, _BODY)
        row += 1
    row = _section(canvas, row + 1, words.steps_title)
    for place, step in enumerate(words.steps, start=1):
        canvas.put(row, 2, place, Look(bold=True, across="right", indent=1, ink=BLUE))
        canvas.put(row, 3, step, _PLAIN)
        row += 1
    row = _section(canvas, row + 1, words.legend_title)
    _legend(book, canvas, row)
    return canvas


def _section(canvas: Canvas, row: int, title: str, columns: int = 3) -> int:
    canvas.across(row, 2 if columns == 3 else 1, columns, title, _SECTION)
    canvas.heights[row] = 24
    return row + 1


def _legend(book: Book, canvas: Canvas, row: int) -> None:
    words = book.readme
    swatch = Look(bold=True, line=True, across="center", down="center")
    lines = [
        (words.filled_in[0], replace(swatch, fill=BLUE, ink=WHITE), words.filled_in[1]),
        (words.fixed[0], replace(swatch, fill=GREY, ink=WHITE), words.fixed[1]),
        *((mark.word, on(swatch, mark.fill, mark.ink), text) for mark, text in words.levels),
        (words.unscored[0], unscored_look(swatch), words.unscored[1]),
        (words.check[0], check_look(swatch), words.check[1]),
    ]
    for place, (word, look, meaning) in enumerate(lines, start=row):
        canvas.put(place, 2, word, look)
        canvas.put(place, 3, meaning, replace(_BODY, down="center"))
        canvas.heights[place] = 18


def unscored_look(look: Look) -> Look:
    """How *unscored* looks: no colour of any level."""
    return replace(look, fill=WHITE, ink=QUIET, italic=True, bold=False)


def check_look(look: Look) -> Look:
    """How a value to look at again looks: white on black, like no level."""
    return replace(look, fill="262626", ink=WHITE, bold=True)


def matrix(book: Book, palette: Palette, long: LongTexts) -> Canvas:
    """The grid with live counts, likelihood upward, impact to the right; a count by level."""
    words = book.matrix
    count = len(book.criteria.impact_words)
    widths = (30.0, 5.0, *(17.0 for _place in range(max(count, len(book.levels) + 2))))
    canvas = Canvas(book.names["matrix"], palette, long, widths)
    canvas.put(1, 1, book.names["matrix"], _HEADING)
    canvas.heights[1] = 30
    canvas.across(2, 1, 2 + count, words.note, replace(_PLAIN, ink=QUIET, wrap=False))
    canvas.put(4, 1, words.likelihood, replace(_SECTION, down="bottom"))
    row = 5
    for band in reversed(book.criteria.bands):
        _matrix_row(book, canvas, row, band.level)
        row += 2
    axis = Look(bold=True, across="center", down="center")
    canvas.across(row, 1, 2, words.impact, replace(_SECTION, across="right"))
    for impact, entry in enumerate(book.method.impact.entries, start=1):
        canvas.put(row, 2 + impact, impact, axis)
        canvas.put(row + 1, 2 + impact, entry.term, Look(across="center", ink=QUIET))
    _level_counts(book, canvas, row + 3)
    return canvas


def _matrix_row(book: Book, canvas: Canvas, row: int, likelihood: int) -> None:
    """Two rows of cells: the count above, the word of the level below."""
    entry = book.method.likelihood.entries[likelihood - 1]
    canvas.put(row, 1, entry.term, Look(bold=True, across="right", down="bottom"))
    canvas.put(row + 1, 1, entry.meaning, Look(ink=QUIET, across="right", size=9))
    canvas.put(row, 2, likelihood, Look(bold=True, across="center", down="bottom"))
    for impact, rank in enumerate(book.criteria.grid[likelihood - 1], start=1):
        mark = next(m for m in book.levels if m.rank == rank)
        now = book.tally.cells[likelihood, impact]
        counted = Formula(
            formulas.count_open(book.closed, likelihood_level=str(likelihood), impact=str(impact)),
            now,
        )
        big = Look(size=18, bold=True, across="center", down="bottom", number_format='0;-0;"·"')
        canvas.put(row, 2 + impact, counted, on(big, mark.fill, mark.ink))
        small = Look(size=9, across="center", down="top")
        canvas.put(row + 1, 2 + impact, mark.word, on(small, mark.fill, mark.ink))
    canvas.heights[row] = 32
    canvas.heights[row + 1] = 20


def _level_counts(book: Book, canvas: Canvas, row: int) -> None:
    """Open risks by level, highest first, beside each other; closed ones apart."""
    words, tally = book.matrix, book.tally
    canvas.put(row, 1, words.count, replace(_SECTION, across="right"))
    look = replace(_NUMBER, bold=True, down="center")
    counted = [
        (mark.word, on(look, mark.fill, mark.ink), tally.levels[mark.rank])
        for mark in reversed(book.levels)
    ]
    counted.append((book.unscored, unscored_look(look), tally.unscored))
    counted.append((book.check, check_look(look), 0))
    for column, (word, shown, now) in enumerate(counted, start=3):
        canvas.put(row, column, word, shown)
        live = Formula(formulas.count_open(book.closed, level=formulas.text(word)), now)
        canvas.put(row + 1, column, live, replace(look, size=14))
    canvas.put(row + 3, 1, words.closed, Look(ink=QUIET, across="right", down="center"))
    closed = Formula(formulas.count_closed(book.closed), tally.closed)
    canvas.put(row + 3, 3, closed, replace(look, bold=False))
    canvas.heights |= {row: 24, row + 1: 26, row + 3: 22}


def criteria(book: Book, palette: Palette, long: LongTexts, names: Names) -> Canvas:
    """The yardstick, and the lists that cells offer; ``names`` learns where they stand."""
    width = 1 + len(book.criteria.impact_words)
    widths = (32.0, *(31.0 for _place in range(width - 1)))
    canvas = Canvas(book.names["criteria"], palette, long, widths)
    canvas.put(1, 1, book.names["criteria"], _HEADING)
    canvas.heights[1] = 30
    canvas.across(2, 1, width, book.method.name, replace(_PLAIN, ink=QUIET, wrap=False))
    row = _bands(book, canvas, names, _section(canvas, 4, book.method.likelihood.title, width))
    row = _anchors(book, canvas, _section(canvas, row + 1, book.method.impact.title, width))
    row = _grid(book, canvas, names, _section(canvas, row + 1, book.method.levels.title, width))
    canvas.breaks.append(row)
    for scale in (book.method.confidence, book.method.reliability, book.method.credibility):
        row = _scale(canvas, _section(canvas, row + 1, scale.title, width), scale, width)
    for scale in (book.method.stances, book.method.markings):
        row = _scale(canvas, _section(canvas, row + 1, scale.title, width), scale, width)
    row += 1
    canvas.breaks.append(row - 1)
    beside = max(width - 1, 1)
    for first in range(0, len(book.lists), beside):
        row = _list_band(canvas, names, row, book.lists[first : first + beside])
    return canvas


def _bands(book: Book, canvas: Canvas, names: Names, row: int) -> int:
    words = book.matrix
    for column, title in enumerate((words.likelihood, words.level, "≥", "<"), start=1):
        canvas.put(row, column, title, _HEAD)
    first = row + 1
    last = book.criteria.bands[-1]
    for band, entry in zip(book.criteria.bands, book.method.likelihood.entries, strict=True):
        row += 1
        canvas.put(row, 1, entry.term, _BODY)
        canvas.put(row, 2, band.level, _NUMBER)
        canvas.put(row, 3, band.low / 100, _percent(band.low))
        if band is not last:
            canvas.put(row, 4, band.high / 100, _percent(band.high))
        else:
            canvas.put(row, 4, None, _BODY)
    names.put(LIKELIHOOD_FROM, canvas.name, f"C{first}", f"C{row}")
    canvas.across(row + 1, 1, 4, book.method.likelihood.note, replace(_PLAIN, ink=QUIET))
    return row + 2


def _percent(percent: float) -> Look:
    whole = percent == int(percent)
    return replace(_NUMBER, number_format=PERCENT if whole else PERCENT_EXACT)


def _grid(book: Book, canvas: Canvas, names: Names, row: int) -> int:
    """Likelihood upward, impact to the right; the level formula looks its words up here."""
    words = book.matrix
    canvas.put(row, 1, f"{words.likelihood} \\ {words.impact}", _HEAD)
    for impact, entry in enumerate(book.method.impact.entries, start=1):
        canvas.put(row, 1 + impact, f"{impact}  {entry.term}", replace(_HEAD, across="center"))
    first = row + 1
    for band in reversed(book.criteria.bands):
        row += 1
        canvas.put(row, 1, band.level, replace(_NUMBER, bold=True))
        for impact, rank in enumerate(book.criteria.grid[band.level - 1], start=1):
            mark = next(m for m in book.levels if m.rank == rank)
            last = canvas.put(row, 1 + impact, mark.word, on(_NUMBER, mark.fill, mark.ink))
    names.put(GRID_ROWS, canvas.name, f"A{first}", f"A{row}")
    names.put(LEVEL_GRID, canvas.name, f"B{first}", last)
    note = book.method.levels.note
    canvas.across(row + 1, 1, 4, note, replace(_PLAIN, ink=QUIET, wrap=False))
    return row + 2


def _anchors(book: Book, canvas: Canvas, row: int) -> int:
    canvas.put(row, 1, "", _HEAD)
    for impact, entry in enumerate(book.method.impact.entries, start=1):
        canvas.put(row, 1 + impact, f"{impact}  {entry.term}", replace(_HEAD, across="center"))
    for anchors in book.method.anchors:
        row += 1
        canvas.put(row, 1, anchors.name, replace(_BODY, bold=True))
        for column, sentence in enumerate(anchors.sentences, start=2):
            canvas.put(row, column, sentence, _BODY)
    return row + 1


def _scale(canvas: Canvas, row: int, scale: Scale, width: int) -> int:
    for entry in scale.entries:
        canvas.put(row, 1, "  ".join(filter(None, (entry.key, entry.term))), _BODY)
        if entry.meaning:
            canvas.across(row, 2, min(4, width), capital(entry.meaning), _BODY)
        row += 1
    if scale.note:
        canvas.across(row, 1, min(4, width), scale.note, replace(_PLAIN, ink=QUIET, wrap=False))
        row += 1
    return row


def _list_band(canvas: Canvas, names: Names, row: int, lists: tuple[List, ...]) -> int:
    """Some lists side by side."""
    for column, offered in enumerate(lists, start=1):
        canvas.put(row, column, offered.title, _HEAD)
        spots = [
            canvas.put(row + place, column, value, replace(_BODY, fill=PALE))
            for place, value in enumerate(offered.values, start=1)
        ]
        # A register without sectors still offers a list: one empty cell.
        spots = spots or [canvas.put(row + 1, column, None, _BODY)]
        names.put(list_name(offered.key), canvas.name, spots[0], spots[-1])
    return row + max(len(offered.values) for offered in lists) + 2
