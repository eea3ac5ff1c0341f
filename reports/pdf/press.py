"""The press: pages with their marking bars, filled with blocks one after the other."""

from __future__ import annotations

import io

from reports import style
from reports.pdf.block import Block
from reports.pdf.canvas import (
    BAR,
    BOTTOM,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TOP,
    WIDTH,
    PackCanvas,
    Running,
    fitted,
)
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.looks import CONTINUED, colour
from riskreg.words import _


class Press:
    """Sets blocks on to pages, from top to bottom."""

    def __init__(self, running: Running) -> None:
        self._stream = io.BytesIO()
        self._running = running
        self.canvas = PackCanvas(self._stream, running)
        self._chapter = ""
        self._top = self._y = TOP
        self._print_bars()

    def begin(self, chapter: str) -> None:
        """Go to the top of a fresh page; further pages of the chapter will carry its name."""
        self._chapter = chapter
        if self._y < self._top:
            self.canvas.showPage()
            self._print_bars()
        self._top = self._y = TOP

    def _continue(self) -> None:
        """Go to a further page of the chapter."""
        self.canvas.showPage()
        self._print_bars()
        self.canvas.setFont(REGULAR, CONTINUED.size)
        self.canvas.setFillColor(CONTINUED.colour)
        name = _("{chapter}, continued").format(chapter=self._chapter)
        baseline = TOP - CONTINUED.size
        self.canvas.drawString(MARGIN, baseline, fitted(name, WIDTH, CONTINUED.size))
        self._top = self._y = TOP - CONTINUED.leading

    def place(self, block: Block) -> None:
        """Print a block here, running on to further pages where it must."""
        rest: Block | None = block
        while rest is not None:
            current = rest
            before = 0.0 if self._y == self._top else current.before
            room = self._y - BOTTOM - before
            if current.wrap(WIDTH, room)[1] <= room:
                rest = None
            elif (parts := current.broken(room)) is not None:
                current, rest = parts
            elif self._y < self._top:
                self._continue()
                continue
            else:
                raise AssertionError("a block that fits no page")
            self._y -= before + current.wrap(WIDTH, room)[1]
            current.drawOn(self.canvas, MARGIN, self._y)
            if rest is not None:
                self._continue()

    def finish(self) -> bytes:
        """The finished file."""
        self.canvas.showPage()
        self.canvas.finish(self._running)
        return self._stream.getvalue()

    def _print_bars(self) -> None:
        canvas, label = self.canvas, self._running.marking
        for foot in (PAGE_HEIGHT - BAR, 0.0):
            canvas.setFillColor(colour(style.BAR))
            canvas.rect(0, foot, PAGE_WIDTH, BAR, stroke=0, fill=1)
            canvas.setFillColor(colour(label.colour))
            canvas.setFont(BOLD, 9)
            canvas.drawRightString(PAGE_WIDTH - MARGIN, foot + BAR / 2 - 0.357 * 9, label.value)
