"""The canvas of a pack: pages with open places that are filled when their numbers are known.

Page totals and page numbers of what is ahead are known only at the end. They are left open while
pages are laid and printed on to the finished pages afterwards, so a pack is laid out once.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reportlab import rl_config
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from reports.pdf.fonts import REGULAR
from reports.pdf.looks import MUTED
from riskreg.terms import Marking
from riskreg.words import _

# Streams as bytes and not as text: a quarter less to write, and sooner done.
rl_config.useA85 = 0

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 42.0
BAR = 18.0
#: The height of a page for blocks.
LONGEST = 740.0
#: Upper and lower edge of what blocks may fill.
TOP, BOTTOM = PAGE_HEIGHT - BAR - 24, PAGE_HEIGHT - BAR - 24 - LONGEST
WIDTH = PAGE_WIDTH - 2 * MARGIN
_FOOT_LINE = BAR + 11
_FOOT_SIZE = 7.4
#: Room kept between the two ends of the footer.
_FOOT_GAP = 12.0
#: Bookmarks show at most so much of a title; its page has all of it.
_LONGEST_BOOKMARK = 150


class Mark(NamedTuple):
    """A place to jump to. ``level`` is its depth in the bookmarks; None keeps it out of them."""

    key: str
    title: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page, and in the properties of the file."""

    marking: Marking
    footer: str
    hash_text: str
    hash_hex: str
    title: str
    author: str
    language: str
    day: date


class _Late(NamedTuple):
    """A page number to be printed when it is known: on which page, where and how."""

    page: int
    key: str
    right: float
    baseline: float
    font: str
    size: float
    colour: Color


class PackCanvas(Canvas):
    """A canvas that knows on which page each bookmark lies and can print that later."""

    def __init__(self, stream: io.BytesIO, running: Running) -> None:
        super().__init__(
            stream,
            pagesize=A4,
            pageCompression=1,
            invariant=1,
            initialFontName=REGULAR,  # type: ignore[arg-type]  # the stubs take it for a number
            lang=running.language,
        )
        self._page_of: dict[str, int] = {}
        self._late: list[_Late] = []
        self.setTitle(running.title)
        self.setAuthor(running.author)
        self.setSubject(running.marking.value)
        self.setCreator("riskreg")
        self.setProducer("riskreg")
        # Neither clock nor time zone nor SOURCE_DATE_EPOCH may reach the file: its identifier
        # comes from its content and its date is that of the report.
        document = self._doc  # type: ignore[attr-defined]  # not in the stubs
        document.signature = hashlib.md5(running.hash_hex.encode(), usedforsecurity=False)
        stamp = f"D:{running.day:%Y%m%d}000000+00'00'"
        self.setDateFormatter(lambda *_moment: stamp)

    def place_mark(self, mark: Mark, y: float) -> None:
        """Make ``mark`` a target for links, and a bookmark where it has a level."""
        self.bookmarkHorizontal(mark.key, 0, y)
        self._page_of[mark.key] = self.getPageNumber()
        if mark.level is not None:
            self.addOutlineEntry(
                _shortened(mark.title, _LONGEST_BOOKMARK), mark.key, mark.level, closed=False
            )

    def link(self, key: str, x: float, baseline: float, width: float, size: float) -> None:
        """Make a stretch of text lead to the mark ``key``."""
        foot, head = baseline - 0.25 * size, baseline + 0.9 * size
        self.linkRect("", key, (x, foot, x + width, head), relative=1, thickness=0)

    def number_later(
        self, key: str, right: float, baseline: float, font: str, size: float, ink: Color
    ) -> None:
        """Print the page number of ``key`` here, ranged right, once it is known."""
        x, y = self.absolutePosition(right, baseline)
        self._late.append(_Late(self.getPageNumber(), key, x, y, font, size, ink))

    def finish(self, running: Running) -> None:
        """Print what was left open on to the finished pages, and close the file."""
        # reportlab keeps finished pages until the file is written; their streams can be added to.
        pages = self._doc.Pages.pages  # type: ignore[attr-defined]  # not in the stubs
        open_numbers: dict[int, list[_Late]] = {}
        for late in self._late:
            open_numbers.setdefault(late.page, []).append(late)
        for number, page in enumerate(pages, start=1):
            self._code: list[str] = []
            self._print_footer(running, number, len(pages))
            for late in open_numbers.get(number, ()):
                self.setFont(late.font, late.size)
                self.setFillColor(late.colour)
                self.drawRightString(late.right, late.baseline, str(self._page_of[late.key]))
            page.stream += "\n".join(self._code) + "\n"
        self._code = []
        self.save()

    def _print_footer(self, running: Running, number: int, total: int) -> None:
        right = " · ".join(
            filter(
                None,
                (
                    running.hash_text,
                    _("page {number} of {total}").format(number=number, total=total),
                ),
            )
        )
        self.setFont(REGULAR, _FOOT_SIZE)
        self.setFillColor(MUTED)
        room = WIDTH - _FOOT_GAP - pdfmetrics.stringWidth(right, REGULAR, _FOOT_SIZE)
        self.drawString(MARGIN, _FOOT_LINE, fitted(running.footer, room, _FOOT_SIZE))
        self.drawRightString(PAGE_WIDTH - MARGIN, _FOOT_LINE, right)


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def fitted(text: str, room: float, size: float) -> str:
    """``text`` if it is no wider than ``room``, else its beginning and an ellipsis."""
    text = _shortened(text, 400)
    while pdfmetrics.stringWidth(text, REGULAR, size) > room:
        text = text[:-2] + "…"
    return text
