"""Text on a page: runs in several looks, broken into lines that fit a width.

Lines are broken at spaces, after a hyphen or slash between letters, and anywhere in a word that
is wider than the whole line, so that nothing is ever cut. Spaces and line breaks stay as typed
(those at a break hang over the edge). A text that meets the end of a page gives its lines away
without being broken anew, so that the time it takes grows with its length only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from reports.pdf.canvas import PackCanvas
from reports.pdf.fonts import Meter
from reports.pdf.looks import Look


class Piece(NamedTuple):
    """A run of text in one look. ``target`` is a bookmark it links to, ``rise`` lifts it."""

    text: str
    look: Look
    target: str = ""
    rise: float = 0


#: Part of a line: index of its piece, text, width.
Segment: TypeAlias = tuple[int, str, float]
Line: TypeAlias = tuple[list[Segment], float]

_TOLERANCE = 1e-6
_BREAKING = " \u2000-\u2006\u2008-\u200a\u205f"
_TOKEN = re.compile(f"\n|[{_BREAKING}]+|[^\n{_BREAKING}]+")
_SOFT_BREAK = re.compile(r"(?<=[^\W\d_][-/—])(?=[^\W\d_])")

#: Half the height of capitals in Noto Sans, in units of the size.
_HALF_CAPITAL = 0.357

#: A page never begins or ends with fewer lines of a text than this.
_COMPANY = 2


class _Filler:
    """Fills lines of one width with words and the spaces between them."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.lines: list[Line] = []
        self._line: list[Segment] = []
        self._used = 0.0
        self._gap: list[Segment] = []
        self._gap_width = 0.0

    def space(self, segment: Segment) -> None:
        self._gap.append(segment)
        self._gap_width += segment[2]

    def word(self, parts: list[Segment]) -> None:
        """Add what must stay together."""
        width = sum(part[2] for part in parts)
        if self._used + self._gap_width + width > self.width + _TOLERANCE:
            if self._line:
                self.end_line()
            self._drop_gap()
        self._line += self._gap
        self._line += parts
        self._used += self._gap_width + width
        self._drop_gap()

    def end_line(self) -> None:
        self.lines.append((_merged(self._line), self._used))
        self._line, self._used = [], 0.0
        self._drop_gap()

    def _drop_gap(self) -> None:
        self._gap, self._gap_width = [], 0.0


def _merged(segments: list[Segment]) -> list[Segment]:
    """Neighbours of one piece as one segment."""
    merged: list[Segment] = []
    start = 0
    for end in range(1, len(segments) + 1):
        if end == len(segments) or segments[end][0] != segments[start][0]:
            run = segments[start:end]
            merged.append((run[0][0], "".join(s[1] for s in run), sum(s[2] for s in run)))
            start = end
    return merged


class Text:
    """Pieces set in lines of one distance, ranged left or right."""

    __slots__ = ("_lines", "_meter", "_width", "leading", "pieces", "right", "size")

    def __init__(self, meter: Meter, pieces: Sequence[Piece], *, right: bool = False) -> None:
        self.pieces = tuple(pieces)
        self.right = right
        if len(self.pieces) == 1:  # by far the most; a pack has tens of thousands
            look = self.pieces[0].look
            self.leading, self.size = look.leading, look.size
        else:
            self.leading = max((p.look.leading for p in pieces), default=0.0)
            self.size = max((p.look.size for p in pieces if not p.rise), default=0.0)
        self._meter = meter
        self._lines: list[Line] = []
        self._width = -1.0

    def measure(self, width: float) -> float:
        """The height in lines of ``width``."""
        if width != self._width:
            self._lines = self._broken(width)
            self._width = width
        return len(self._lines) * self.leading

    def split(self, width: float, height: float) -> tuple[Text, Text] | None:
        """What fits ``height`` and the rest; None where too few lines would stand alone."""
        self.measure(width)
        fitting = int(height / self.leading + _TOLERANCE) if self.leading else 0
        fitting = min(fitting, len(self._lines) - _COMPANY)
        if fitting < _COMPANY:
            return None
        return self._part(self._lines[:fitting]), self._part(self._lines[fitting:])

    def _part(self, lines: list[Line]) -> Text:
        part = Text(self._meter, self.pieces, right=self.right)
        part._lines, part._width = lines, self._width
        return part

    def _broken(self, width: float) -> list[Line]:
        segments = []
        for place, piece in enumerate(self.pieces):
            if "\n" in piece.text:
                break
            measured = self._meter.of(piece.look.font)(piece.text) * piece.look.size
            segments.append((place, piece.text, measured))
        used = sum(s[2] for s in segments)
        if len(segments) == len(self.pieces) and used <= width + _TOLERANCE:
            return [(segments, used)] if segments else []
        return self._filled(width)

    def _filled(self, width: float) -> list[Line]:
        filler = _Filler(width)
        word: list[Segment] = []
        for place, piece in enumerate(self.pieces):
            for token in _TOKEN.findall(piece.text):
                if token == "\n":
                    self._add_word(filler, word)
                    word = []
                    filler.end_line()
                elif token[0].isspace() and token.isspace() and "\u00a0" not in token:
                    self._add_word(filler, word)
                    word = []
                    filler.space(self._segment(place, token))
                else:
                    first, *others = _SOFT_BREAK.split(token)
                    word.append(self._segment(place, first))
                    for other in others:
                        self._add_word(filler, word)
                        word = [self._segment(place, other)]
        self._add_word(filler, word)
        filler.end_line()
        return filler.lines

    def _segment(self, place: int, text: str) -> Segment:
        look = self.pieces[place].look
        return (place, text, self._meter.of(look.font)(text) * look.size)

    def _add_word(self, filler: _Filler, word: list[Segment]) -> None:
        if not word:
            return
        if sum(part[2] for part in word) <= filler.width + _TOLERANCE:
            filler.word(word)
            return
        for place, text, _width in word:
            for character in text:
                filler.word([self._segment(place, character)])

    def draw(self, canvas: PackCanvas, x: float, top: float, width: float) -> None:
        """Print the lines with the upper edge of the first at ``top``."""
        self.measure(width)
        out = canvas.beginText()
        baseline = top - self.leading / 2 - _HALF_CAPITAL * self.size
        look: Look | None = None
        for segments, used in self._lines:
            here = x + (width - used if self.right else 0)
            out.setTextOrigin(here, baseline)
            for place, text, measured in segments:
                piece = self.pieces[place]
                if piece.look is not look:
                    look = piece.look
                    out.setFont(look.font, look.size, self.leading)
                    out.setFillColor(look.colour)
                if piece.rise:
                    out.setRise(piece.rise)
                out.textOut(text)
                if piece.rise:
                    out.setRise(0)
                if piece.target:
                    canvas.link(piece.target, here, baseline + piece.rise, measured, look.size)
                here += measured
            baseline -= self.leading
        canvas.drawText(out)
