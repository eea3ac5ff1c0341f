"""Blocks of rows: what a page is built of, and how it breaks over pages.

A row stands in columns and may carry a hairline; a block is a heading with rows under it. A
block breaks between rows or inside one, takes its heads along and never leaves them alone at the
foot of a page. ``Block`` is a reportlab flowable, so any of reportlab's templates can lay it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol, cast

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from reports import style
from reports.content.parts import LevelMark
from reports.pdf.canvas import LONGEST, Mark, PackCanvas
from reports.pdf.fonts import BOLD
from reports.pdf.looks import colour

#: A block that is to stay whole is broken if it is higher: a continued page has less room.
_KEPT = 700.0
#: A row no higher than this is not broken over pages.
_WHOLE = 150.0
#: With so many rows before it, the last row takes one along to the next page.
_COMPANY = 2


class Cell(Protocol):
    """What stands in a column of a row."""

    def measure(self, width: float) -> float:
        """The height it takes in ``width``."""
        ...

    def split(self, width: float, height: float) -> tuple[Cell, Cell] | None:
        """What fits ``height`` and the rest; None where it cannot be taken apart there."""
        ...

    def draw(self, canvas: PackCanvas, x: float, top: float, width: float) -> None: ...


@dataclass(slots=True)
class Chip:
    """The word of a level on its colour, as high as a line of the text beside it."""

    level: LevelMark
    word: str
    size: float
    leading: float
    width: float
    right: bool = False

    def measure(self, width: float) -> float:  # noqa: ARG002 - a chip keeps its own width
        return self.leading

    def split(self, width: float, height: float) -> None:  # noqa: ARG002 - it cannot be split
        return None

    def draw(self, canvas: PackCanvas, x: float, top: float, width: float) -> None:
        wide = min(self.width, width)
        high = self.size * 1.62
        x += width - wide if self.right else 0
        foot = top - self.leading / 2 - high / 2
        canvas.setFillColor(colour(self.level.fill))
        canvas.setStrokeColor(colour(style.RULE))
        canvas.setLineWidth(0.4)
        canvas.roundRect(x, foot, wide, high, 1.6, stroke=1, fill=1)
        canvas.setFillColor(colour(self.level.ink))
        canvas.setFont(BOLD, self.size)
        canvas.drawCentredString(x + wide / 2, foot + high / 2 - 0.357 * self.size, self.word)


@dataclass(slots=True)
class PageNumber:
    """The page a bookmark stands on, filled in when all pages are known."""

    key: str
    font: str
    size: float
    leading: float
    colour: Color

    def measure(self, width: float) -> float:  # noqa: ARG002 - a number takes one line
        return self.leading

    def split(self, width: float, height: float) -> None:  # noqa: ARG002 - it cannot be split
        return None

    def draw(self, canvas: PackCanvas, x: float, top: float, width: float) -> None:
        baseline = top - self.leading / 2 - 0.357 * self.size
        canvas.number_later(self.key, x + width, baseline, self.font, self.size, self.colour)
        canvas.link(self.key, x, baseline, width, self.size)


class Placed(NamedTuple):
    """A cell with the left edge and width of its column."""

    x: float
    width: float
    cell: Cell


@dataclass(slots=True)
class Row:
    """Cells side by side, with room above and below and perhaps a line underneath.

    A row that ``follows`` is not parted from the one before it. One row may stand in many blocks,
    so a row is not changed once it is made: ``lowered`` gives another.
    """

    cells: Sequence[Placed]
    above: float = 0
    below: float = 0
    rule: Color | None = None
    rule_width: float = 0.5
    mark: Mark | None = None
    follows: bool = False
    _height: float = field(default=-1.0, repr=False, init=False)

    def height(self) -> float:
        if self._height < 0:
            tallest = max((p.cell.measure(p.width) for p in self.cells), default=0.0)
            self._height = self.above + tallest + self.below
        return self._height

    def lowered(self, by: float) -> Row:
        """The row with more room above."""
        return replace(self, above=self.above + by)

    def split(self, height: float) -> tuple[Row, Row] | None:
        """The row as far as ``height`` reaches, and the rest of it; short rows stay whole."""
        if self.height() <= _WHOLE:
            return None
        room = height - self.above - self.below
        fits: list[Placed] = []
        rests: list[Placed] = []
        for placed in self.cells:
            if placed.cell.measure(placed.width) <= room:
                fits.append(placed)
                continue
            parts = placed.cell.split(placed.width, room)
            if parts is None:
                return None
            fits.append(placed._replace(cell=parts[0]))
            rests.append(placed._replace(cell=parts[1]))
        if not rests:
            return None
        return (
            Row(fits, self.above, self.below, mark=self.mark),
            Row(rests, self.above, self.below, self.rule, self.rule_width),
        )

    def draw(self, canvas: PackCanvas, top: float, left: float, right: float) -> None:
        bottom = top - self.height()
        if self.mark is not None:
            canvas.place_mark(self.mark, top)
        for placed in self.cells:
            placed.cell.draw(canvas, left + placed.x, top - self.above, placed.width)
        if self.rule is not None:
            canvas.setStrokeColor(self.rule)
            canvas.setLineWidth(self.rule_width)
            canvas.line(left, bottom, right, bottom)


class Aside(NamedTuple):
    """What stands to the right of a block's rows: where from, how wide, and itself."""

    x: float
    width: float
    cell: Cell


class Block(Flowable):
    """Rows under a head.

    ``head`` stands once; ``repeat`` again on every page the block runs on to. ``wide`` is how far
    lines are drawn (None: the whole width). With ``keep`` the block goes to the next page whole,
    unless it is longer than a page.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        *,
        head: Sequence[Row] = (),
        repeat: Sequence[Row] = (),
        before: float = 0,
        marks: Sequence[Mark] = (),
        wide: float | None = None,
        aside: Aside | None = None,
        keep: bool = False,
    ) -> None:
        super().__init__()
        self.rows = rows
        self.head = head
        self.repeat = repeat
        self.before = before
        self.marks = marks
        self.wide = wide
        self.aside = aside
        self.keep = keep

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab's name
        return self.before

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's
        self.width = aW
        self.height = sum(row.height() for row in (*self.head, *self.repeat, *self.rows))
        if self.aside is not None:
            self.height = max(self.height, self.aside.cell.measure(self.aside.width))
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803, ARG002 - reportlab's
        parts = self.broken(aH)
        return list(parts) if parts else []

    def broken(self, height: float) -> tuple[Block, Block] | None:
        """What fits ``height`` and the rest; None where nothing but heads would fit."""
        if self.keep and self.wrap(0, 0)[1] <= _KEPT:
            return None
        if self.aside is not None and self.aside.cell.measure(self.aside.width) > height:
            return None
        heads = sum(row.height() for row in (*self.head, *self.repeat))
        if heads > LONGEST / 2:
            whole = [*self.head, *self.repeat, *self.rows]
            return self._with(whole, head=(), repeat=())._parts(height)
        return self._parts(height - heads)

    def _with(self, rows: Sequence[Row], *, head: Sequence[Row], repeat: Sequence[Row]) -> Block:
        return Block(
            rows,
            head=head,
            repeat=repeat,
            before=self.before,
            marks=self.marks,
            wide=self.wide,
            aside=self.aside,
        )

    def _parts(self, room: float) -> tuple[Block, Block] | None:
        """The rows that fill ``room`` under the heads, and the others."""
        taken = 0
        while taken < len(self.rows) and self.rows[taken].height() <= room:
            room -= self.rows[taken].height()
            taken += 1
        parts = self.rows[taken].split(room) if taken < len(self.rows) else None
        if parts is None:
            if _COMPANY < taken == len(self.rows) - 1:
                taken -= 1  # a last row does not go over alone
            together = taken
            while 0 < together < len(self.rows) and self.rows[together].follows:
                together -= 1
            # Where what should stay together is longer than half a page, no page may hold it.
            if together or sum(row.height() for row in self.rows[:taken]) <= LONGEST / 2:
                taken = together
        here, there = list(self.rows[:taken]), list(self.rows[taken:])
        if parts is not None:
            here.append(parts[0])
            there[0] = parts[1]
        if not here or not there:
            return None
        first = self._with(here, head=self.head, repeat=self.repeat)
        return first, Block(there, repeat=self.repeat, before=self.before, wide=self.wide)

    def draw(self) -> None:
        canvas = cast(PackCanvas, self.canv)
        for mark in self.marks:
            canvas.place_mark(mark, self.height)
        top = self.height
        right = self.width if self.wide is None else self.wide
        for row in (*self.head, *self.repeat, *self.rows):
            row.draw(canvas, top, 0, right)
            top -= row.height()
        if self.aside is not None:
            self.aside.cell.draw(canvas, self.aside.x, self.height, self.aside.width)
