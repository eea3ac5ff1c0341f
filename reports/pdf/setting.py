"""Setting words: from content to cells, rows and blocks in the looks of the pack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reports.content.parts import LevelMark
from reports.pdf import looks
from reports.pdf.block import Aside, Block, Cell, Chip, PageNumber, Placed, Row
from reports.pdf.canvas import WIDTH, Mark
from reports.pdf.fonts import BOLD, Meter, Typist
from reports.pdf.looks import Look
from reports.pdf.text import Piece, Text

GUTTER = 8.0
_CHIP_PADDING = 14.0


class Column(NamedTuple):
    """A column of a table: its head, its width in points, whether it is ranged right."""

    title: str
    width: float
    right: bool = False


class Setter:
    """Sets words for one pack, with one typist (what cannot be printed) and one meter (widths)."""

    def __init__(self) -> None:
        self.typist = Typist()
        self.meter = Meter()
        # What is the same on a thousand pages is set once.
        self._heads: dict[tuple[str, float], Row] = {}
        self._column_heads: dict[tuple[Column, ...], Row] = {}
        self._labels: dict[str, Text] = {}

    def piece(self, typed: str, look: Look, *where: str, target: str = "") -> Piece:
        return Piece(self.typist.text(typed, *where), look, target)

    def text(
        self, typed: str, look: Look, *where: str, right: bool = False, target: str = ""
    ) -> Text:
        """One text in one look; ``where`` names its place for the notes."""
        return Text(self.meter, (self.piece(typed, look, *where, target=target),), right=right)

    def pieces(self, pieces: Iterable[Piece]) -> Text:
        """A text of several looks."""
        return Text(self.meter, [p for p in pieces if p.text])

    def note_numbers(self, numbers: Sequence[int], codes: Sequence[str], look: Look) -> list[Piece]:
        """Raised numbers that lead to the sources they stand for."""
        raised = look._replace(size=look.size * 0.68, colour=looks.ACCENT)
        pieces = []
        for place, (number, code) in enumerate(zip(numbers, codes, strict=True)):
            if place:
                pieces.append(Piece(", ", raised, rise=look.size * 0.36))
            pieces.append(Piece(str(number), raised, code, look.size * 0.36))
        return pieces

    def chip(self, level: LevelMark | None, word: str, look: Look, *, right: bool = False) -> Cell:
        """A level on its colour; the bare word where there is no level."""
        if level is None:
            return self.text(word, look, right=right)
        printed = self.typist.text(word)
        width = self.meter.of(BOLD)(printed) * look.size + _CHIP_PADDING
        return Chip(level, printed, look.size, look.leading, width, right)

    def page_number(self, key: str, look: Look) -> PageNumber:
        return PageNumber(key, look.font, look.size, look.leading, looks.MUTED)

    def head_row(self, title: str, extra: str = "", width: float = WIDTH) -> Row:
        """A small heading over a hairline, perhaps with a few words in grey beside it."""
        if not extra and (title, width) in self._heads:
            return self._heads[title, width]
        pieces = [Piece(title, looks.HEAD)]
        if extra:
            pieces.append(Piece("  " + extra, looks.TABLE._replace(size=8.6, colour=looks.MUTED)))
        row = Row(
            [Placed(0, width, self.pieces(pieces))], below=3.4, rule=looks.HAIRLINE, rule_width=0.6
        )
        if not extra:
            self._heads[title, width] = row
        return row

    def paragraph(
        self,
        cell: Cell,
        title: str = "",
        extra: str = "",
        *,
        before: float = 12,
        width: float = WIDTH,
    ) -> Block:
        """Running text, with or without a small heading."""
        head = [self.head_row(title, extra, width)] if title else []
        return Block(
            [Row([Placed(0, width, cell)], above=5 if title else 0)], head=head, before=before
        )

    def section(self, title: str, key: str, intro: str = "", *, level: int = 0) -> Block:
        """The heading of a part of the pack, at the top of a page."""
        rows = [
            Row(
                [Placed(0, WIDTH, self.text(title, looks.SECTION))],
                below=8,
                rule=looks.INK,
                rule_width=1.1,
            )
        ]
        if intro:
            grey = looks.BODY._replace(colour=looks.MUTED)
            rows.append(Row([Placed(0, WIDTH, self.text(intro, grey))], above=8))
        return Block(rows, marks=[Mark(key, title, level)], before=22)

    def table(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell | None]],
        *,
        title: str = "",
        extra: str = "",
        before: float = 12,
        pad: float = 3.8,
        keep: bool = False,
    ) -> Block:
        """Rows in columns with hairlines between them; the column heads come again on each page."""
        places = _places(columns)
        body = [
            Row(
                [
                    Placed(x, column.width, cell)
                    for x, column, cell in zip(places, columns, cells, strict=True)
                    if cell is not None
                ],
                above=pad,
                below=pad,
                rule=looks.HAIRLINE,
            )
            for cells in rows
        ]
        return Block(
            body,
            head=[self.head_row(title, extra)] if title else [],
            repeat=[self._column_head(tuple(columns), places)]
            if any(column.title for column in columns)
            else [],
            before=before,
            keep=keep,
        )

    def _column_head(self, columns: tuple[Column, ...], places: Sequence[float]) -> Row:
        row = self._column_heads.get(columns)
        if row is None:
            heads = [
                Placed(x, column.width, self.text(column.title, looks.COLUMN, right=column.right))
                for x, column in zip(places, columns, strict=True)
            ]
            row = Row(heads, above=5, below=3.4, rule=looks.RULE, rule_width=0.8)
            self._column_heads[columns] = row
        return row

    def _label(self, label: str) -> Text:
        text = self._labels.get(label)
        if text is None:
            text = self._labels[label] = self.text(label, looks.LABEL)
        return text

    def labelled(
        self,
        pairs: Iterable[tuple[str, Cell]],
        *,
        title: str = "",
        label_width: float = 84,
        width: float = WIDTH,
        before: float = 13,
        pad: float = 2.2,
        rule: bool = False,
    ) -> Block:
        """Labels at the left, what they stand for at the right."""
        rows = [
            Row(
                [
                    Placed(0, label_width - GUTTER, self._label(label)),
                    Placed(label_width, width - label_width, cell),
                ],
                above=pad,
                below=pad,
                rule=looks.HAIRLINE if rule else None,
            )
            for label, cell in pairs
        ]
        if title and rows:
            rows[0] = rows[0].lowered(3)
        head = [self.head_row(title, width=width)] if title else []
        return Block(rows, head=head, before=before, wide=width)


def beside(left: Sequence[Block], aside: Aside | None, wide: float) -> Block:
    """Several blocks as one column with something at its right; their heads become rows."""
    rows: list[Row] = []
    for block in left:
        first = [*block.head, *block.repeat, *block.rows]
        if rows and first:
            first[0] = first[0].lowered(block.before)
        rows += first
    return Block(rows, wide=wide, aside=aside)


def _places(columns: Sequence[Column]) -> list[float]:
    places, x = [], 0.0
    for column in columns:
        places.append(x)
        x += column.width + GUTTER
    return places
