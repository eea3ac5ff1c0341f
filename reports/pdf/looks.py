"""The looks of text in the briefing pack, after the shared style."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reportlab.lib.colors import Color, HexColor

from reports import style
from reports.pdf.fonts import BOLD, ITALIC, REGULAR


class Look(NamedTuple):
    """A font, its size and the distance of lines in points, and a colour."""

    font: str
    size: float
    leading: float
    colour: Color

    @property
    def strong(self) -> Look:
        return self._replace(font=BOLD)


@cache
def colour(code: str) -> Color:
    """A colour from '#rrggbb'."""
    return HexColor(code)


INK, MUTED, ACCENT, ALERT = map(colour, (style.INK, style.MUTED, style.ACCENT, style.ALERT))
HAIRLINE, RULE = map(colour, (style.HAIRLINE, style.RULE))

BODY = Look(REGULAR, 9.2, 13.4, INK)
JOINT = BODY._replace(colour=MUTED)
LEAD = Look(REGULAR, 10.6, 16.4, INK)
LABEL = Look(BOLD, 8.8, 13.4, MUTED)
TABLE = Look(REGULAR, 8.3, 11.6, INK)
TABLE_SMALL = Look(REGULAR, 7.2, 10, MUTED)
QUOTE = Look(ITALIC, 8.3, 11.6, INK)
COLUMN = Look(BOLD, 8.0, 11.6, MUTED)
NOTE = Look(REGULAR, 7.4, 10, MUTED)
KICKER = Look(REGULAR, 7.9, 11, MUTED)
CONTINUED = Look(REGULAR, 7.9, 20, MUTED)
TITLE = Look(BOLD, 15.8, 20.5, INK)
SECTION = Look(BOLD, 18, 24, INK)
HEAD = Look(BOLD, 9.2, 13, ACCENT)
COVER_TITLE = Look(BOLD, 28, 35, INK)
COVER_LINE = Look(REGULAR, 11, 17, MUTED)
CONTENTS = Look(REGULAR, 10, 15, INK)
