"""How passages stand out in a text: ground, edge and letter by stance, risk code in the margin.

Each stance has its own ground, its own edge (colour and line style) and its letter, so that it is
told apart without colours too. Edges of passages that overlap run beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextBlock
from PySide6.QtWidgets import QWidget

from riskreg.terms import Stance
from ui.theme import Theme

#: Room for paragraph numbers at the left and for letters and risk codes at the right.
GUTTER_LEFT = 56
GUTTER_RIGHT = 104

_CHIP_HEIGHT = 17.0
_CHIP_GAP = 2.0
_LANE = 3.0

_LINES = {
    Stance.SUPPORTS: Qt.PenStyle.SolidLine,
    Stance.CONTRADICTS: Qt.PenStyle.DashLine,
    Stance.DENIAL: Qt.PenStyle.DashDotLine,
    Stance.OUTCOME: Qt.PenStyle.SolidLine,
    Stance.CONTEXT: Qt.PenStyle.DotLine,
}

Blocks = Sequence[tuple[QTextBlock, QPointF]]


@dataclass(frozen=True, slots=True)
class Highlight:
    """One passage: ``start`` to ``end`` in the source, ``first`` to ``last`` in the document.

    ``lane`` is the place of its edge among those it overlaps, ``words`` what a tool tip says.
    """

    evidence_id: int
    risk_id: int
    start: int
    end: int
    stance: Stance
    code: str
    words: str = ""
    first: int = 0
    last: int = 0
    lane: int = 0

    def at(self, first: int, last: int) -> Highlight:
        """The same passage at its place in the document."""
        return replace(self, first=first, last=last)


@dataclass(frozen=True, slots=True)
class Chip:
    """The label of a passage in the margin."""

    rect: QRectF
    highlight: Highlight


def with_lanes(highlights: Sequence[Highlight]) -> list[Highlight]:
    """Passages from the longest to the shortest, each in the lowest lane that is free."""
    placed: list[Highlight] = []
    for highlight in sorted(highlights, key=lambda h: (h.first - h.last, h.first, h.evidence_id)):
        taken = {
            other.lane
            for other in placed
            if other.first < highlight.last and highlight.first < other.last
        }
        lane = next(n for n in range(len(placed) + 1) if n not in taken)
        placed.append(replace(highlight, lane=lane))
    return placed


def stacked(wanted: Sequence[float]) -> list[float]:
    """Tops of labels that would stand at ``wanted`` (ascending), moved down until none overlap."""
    tops: list[float] = []
    for top in wanted:
        free = tops[-1] + _CHIP_HEIGHT + _CHIP_GAP if tops else top
        tops.append(max(top, free))
    return tops


class PagePainter:
    """Paints what stands under and beside the text of a page."""

    def __init__(
        self, page: QWidget, theme: Theme, highlights: Sequence[Highlight], lit: int | None
    ) -> None:
        self._theme = theme
        self._highlights = highlights
        self._lit = lit
        self._small = QFont(page.font())
        self._small.setPointSizeF(page.font().pointSizeF() * 0.82)
        self._letter = QFont(self._small)
        self._letter.setPointSizeF(page.font().pointSizeF() * 0.7)
        self._letter.setBold(True)

    def paint_grounds(self, painter: QPainter, blocks: Blocks) -> list[Chip]:
        """Paint under the text; returns where the labels in the margin go."""
        starts: list[tuple[float, Highlight]] = []
        pieces = list(self._pieces(blocks))
        for highlight, _begins, rect in pieces:
            painter.fillRect(rect, QColor(self._theme.stance_ground(highlight.stance)))
        for highlight, begins, rect in pieces:
            self._paint_edge(painter, highlight, rect)
            if begins:
                self._paint_letter(painter, highlight, rect)
                starts.append((rect.top(), highlight))
        starts.sort(key=lambda start: (start[0], start[1].first, start[1].evidence_id))
        right = max((_text_right(block, at) for block, at in blocks), default=0.0)
        tops = stacked([top for top, _highlight in starts])
        return [
            Chip(QRectF(right + 14, top + 2, self._chip_width(h), _CHIP_HEIGHT), h)
            for top, (_wanted, h) in zip(tops, starts, strict=True)
        ]

    def paint_margins(
        self, painter: QPainter, blocks: Blocks, numbers: Sequence[int], chips: Sequence[Chip]
    ) -> None:
        """Paragraph numbers at the left, labels at the right."""
        painter.setFont(self._small)
        painter.setPen(QColor(self._theme.muted))
        for block, at in blocks:
            number = numbers[block.blockNumber()]
            line = block.layout().lineAt(0)
            if number and line.isValid():
                beside = QRectF(0, at.y() + line.y(), GUTTER_LEFT - 18, line.height())
                side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(beside, side, str(number))
        for chip in chips:
            self._paint_chip(painter, chip)

    def _pieces(self, blocks: Blocks) -> Iterator[tuple[Highlight, bool, QRectF]]:
        """Stretches of passages line by line; the flag marks a passage's first stretch."""
        for highlight in self._highlights:
            for block, at in blocks:
                begin = highlight.first - block.position()
                finish = highlight.last - block.position()
                if begin >= block.length() or finish <= 0:
                    continue
                first = True
                for rect in _stretches(block, at, max(begin, 0), min(finish, block.length() - 1)):
                    yield highlight, first and begin >= 0, rect
                    first = False

    def _paint_edge(self, painter: QPainter, highlight: Highlight, rect: QRectF) -> None:
        colour = QColor(self._theme.stance(highlight.stance))
        lit = highlight.evidence_id == self._lit
        pen = QPen(colour, 3.0 if lit else 2.0, _LINES[highlight.stance])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        y = rect.bottom() + highlight.lane * _LANE
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        if highlight.stance is Stance.OUTCOME:
            painter.setPen(QPen(colour, 1.0))
            painter.drawLine(QPointF(rect.left(), y - 3), QPointF(rect.right(), y - 3))
        if lit:
            painter.setPen(QPen(QColor(self._theme.accent), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect)

    def _paint_letter(self, painter: QPainter, highlight: Highlight, rect: QRectF) -> None:
        painter.setFont(self._letter)
        painter.setPen(QColor(self._theme.stance(highlight.stance)))
        above = QPointF(rect.left(), rect.top() - 1)
        painter.drawText(above, highlight.stance.letter)

    def _chip_width(self, highlight: Highlight) -> float:
        words = f"{highlight.stance.letter} {highlight.code}"
        bold = QFont(self._small)
        bold.setBold(True)
        return QFontMetricsF(bold).horizontalAdvance(words) + 12

    def _paint_chip(self, painter: QPainter, chip: Chip) -> None:
        highlight = chip.highlight
        colour = QColor(self._theme.stance(highlight.stance))
        lit = highlight.evidence_id == self._lit
        painter.setPen(QPen(colour, 2.0 if lit else 1.0))
        painter.setBrush(QColor(self._theme.stance_ground(highlight.stance)))
        painter.drawRoundedRect(chip.rect, 4, 4)
        bold = QFont(self._small)
        bold.setBold(True)
        inside = chip.rect.adjusted(6, 0, -2, 0)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colour)
        painter.setFont(bold)
        painter.drawText(inside, middle, highlight.stance.letter)
        step = QFontMetricsF(bold).horizontalAdvance(highlight.stance.letter + " ")
        painter.setPen(QColor(self._theme.text))
        painter.setFont(self._small)
        painter.drawText(inside.adjusted(step, 0, 4, 0), middle, highlight.code)


def _text_right(block: QTextBlock, at: QPointF) -> float:
    line = block.layout().lineAt(0)
    return at.x() + line.x() + line.width() if line.isValid() else 0.0


def _stretches(block: QTextBlock, at: QPointF, begin: int, finish: int) -> Iterator[QRectF]:
    """Rectangles of the characters ``begin`` to ``finish`` of a paragraph, one a line."""
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(begin, line.textStart())
        last = min(finish, line.textStart() + line.textLength())
        if first >= last:
            continue
        one, other = _x(line.cursorToX(first)), _x(line.cursorToX(last))
        yield QRectF(
            at.x() + min(one, other), at.y() + line.y(), max(abs(other - one), 3.0), line.height()
        )


def _x(place: object) -> float:
    """PySide hands ``cursorToX`` back with the position it snapped to."""
    return float(place[0] if isinstance(place, tuple) else place)  # type: ignore[arg-type]
