"""The reading pane: one source's text with its paragraphs numbered and its passages marked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from riskreg.terms import Stance
from riskreg.words import _
from ui.material.highlights import (
    GUTTER_LEFT,
    GUTTER_RIGHT,
    Chip,
    Highlight,
    PagePainter,
    with_lanes,
)
from ui.material.offsets import ShownText, paragraph_numbers
from ui.texts import tool_tip
from ui.theme import theme_of

#: Characters on a line: as many as the eye follows back without losing its place.
_MEASURE = 70
_LINE_HEIGHT = 142
_PARAGRAPH_GAP = 10
_FLASH_MS = 1400
_KEYS = {stance.letter: stance for stance in Stance}


class ReadingPane(QTextEdit):
    """Text to read and select from, by mouse and keyboard. It cannot be changed here.

    selected(bool)            a passage was selected (True) or the selection let go (False)
    stance_typed(Stance)      the letter of a stance was typed over a selection
    column_moved(int, int)    how much stands free at the left and right of the text column
    filing_wanted()           Return was typed over a selection
    highlight_chosen(object)  a passage already filed was clicked: its evidence id
    """

    selected = Signal(bool)
    stance_typed = Signal(object)
    filing_wanted = Signal()
    column_moved = Signal(int, int)
    highlight_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ShownText("")
        self._page: QTextDocument | None = None
        self._numbers: list[int] = []
        self._highlights: list[Highlight] = []
        self._chips: list[Chip] = []
        self._lit: int | None = None
        self._hovered: int | None = None
        self._selecting = False
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setAccessibleName(_("Text of the source"))
        # The pane is a page, not a field: the frame the style sheet gives to fields goes.
        self.setStyleSheet("QTextEdit, QTextEdit:focus { border: none; padding: 0px; }")
        self.viewport().setMouseTracking(True)
        self._flash_timer = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._flash_timer.timeout.connect(self._end_flash)
        self.set_text("")

    # -- content ------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The source's text, character by character as it is stored."""
        return self._shown.text

    def set_text(self, text: str) -> None:
        """Show a text from its beginning, without any highlights."""
        self._shown = ShownText(text)
        self._numbers = paragraph_numbers(self._shown.shown)
        self._highlights, self._chips, self._lit, self._hovered = [], [], None, None
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        document.setDefaultFont(font)
        frame = document.rootFrame().frameFormat()
        frame.setMargin(0)
        frame.setLeftMargin(GUTTER_LEFT)
        frame.setRightMargin(GUTTER_RIGHT)
        frame.setTopMargin(8)
        frame.setBottomMargin(40)
        document.rootFrame().setFrameFormat(frame)
        cursor = QTextCursor(document)
        block = QTextBlockFormat()
        block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(_PARAGRAPH_GAP)
        cursor.setBlockFormat(block)
        cursor.insertText(self._shown.shown)
        self.setDocument(document)
        if self._page is not None:
            self._page.deleteLater()
        self._page = document
        self._fit()

    def set_highlights(self, highlights: list[Highlight]) -> None:
        """Mark these passages; offsets count characters of the text."""
        places = [
            h.at(self._shown.to_document(h.start), self._shown.to_document(h.end))
            for h in highlights
        ]
        self._highlights = with_lanes(places)
        self.viewport().update()

    def passage(self) -> tuple[int, int] | None:
        """(start, end) of the selection in characters of the text; None without a selection."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._shown.passage(cursor.selectionStart(), cursor.selectionEnd())

    def select(self, start: int, end: int) -> None:
        """Select text[start:end], as the mouse would."""
        cursor = self.textCursor()
        cursor.setPosition(self._shown.to_document(start))
        cursor.setPosition(self._shown.to_document(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._tell_selection()

    def let_go(self) -> None:
        """Select nothing; the caret stays where the selection ended."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def reveal(self, offset: int, evidence_id: int | None = None) -> None:
        """Scroll to a place in the text and let the passage with this id flash."""
        self.show_words((offset, offset))
        self._lit = evidence_id
        if evidence_id is not None:
            self._flash_timer.start()
        self.viewport().update()

    def show_words(self, span: tuple[int, int]) -> None:
        """Scroll to some words and select them, without asking what to file them as."""
        cursor = self.textCursor()
        cursor.setPosition(self._shown.to_document(span[0]))
        cursor.setPosition(self._shown.to_document(span[1]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 4)

    @property
    def flashing(self) -> int | None:
        """The evidence id of the passage that is flashing."""
        return self._lit

    def selection_rect(self) -> QRectF:
        """Where the selection is, in coordinates of this pane."""
        cursor = self.textCursor()
        ends = []
        for position in (cursor.selectionStart(), cursor.selectionEnd()):
            at = QTextCursor(self.document())
            at.setPosition(position)
            ends.append(QRectF(self.cursorRect(at)))
        united = ends[0].united(ends[1])
        return united.translated(QPointF(self.viewport().pos()))

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt names it
        """What Ctrl+C copies: the passage as it is stored, as plain text."""
        data = QMimeData()
        passage = self.passage()
        if passage is not None:
            data.setText(self._shown.text[passage[0] : passage[1]])
        return data

    # -- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        blocks = self._visible_blocks()
        page = PagePainter(self, theme_of(self), self._highlights, self._lit or self._hovered)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._chips = page.paint_grounds(painter, blocks)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page.paint_margins(painter, blocks, self._numbers, self._chips)
        painter.end()

    def _visible_blocks(self) -> list[tuple[QTextBlock, QPointF]]:
        """Paragraphs in sight with the place of each one's layout in the viewport."""
        layout = self.document().documentLayout()
        top = self.verticalScrollBar().value()
        at_top = layout.hitTest(QPointF(GUTTER_LEFT + 1, top), Qt.HitTestAccuracy.FuzzyHit)
        block = self.document().findBlock(max(at_top, 0))
        seen = []
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            if rect.top() - top > self.viewport().height():
                break
            seen.append((block, block.layout().position() - QPointF(0, top)))
            block = block.next()
        return seen

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Lines as wide as the measure, in the middle of what room there is."""
        metrics = QFontMetricsF(self.document().defaultFont())
        wanted = GUTTER_LEFT + round(_MEASURE * metrics.averageCharWidth()) + GUTTER_RIGHT
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2
        width = max(min(wanted, room), GUTTER_LEFT + GUTTER_RIGHT + 120)
        if self.lineWrapColumnOrWidth() != width:
            self._wrap_at(width)
        left = max((room - width) // 2, 0)
        self.setViewportMargins(left, 0, 0, 0)
        self.column_moved.emit(left + GUTTER_LEFT, max(self.width() - left - width, 20))

    def _wrap_at(self, width: int) -> None:
        """Break lines anew and keep the words at the top of the view where they are."""
        bar = self.verticalScrollBar()
        scrolled = bar.value() > 0
        top = self.cursorForPosition(QPoint(0, 0)) if scrolled else QTextCursor()
        before = self.cursorRect(top).top() if scrolled else 0
        self.setLineWrapColumnOrWidth(width)
        if scrolled:
            bar.setValue(bar.value() + self.cursorRect(top).top() - before)

    def _end_flash(self) -> None:
        self._lit = None
        self.viewport().update()

    # -- mouse and keyboard -------------------------------------------------------------------

    def _highlight_at(self, point: QPoint) -> Highlight | None:
        """The shortest passage under a point of the viewport, by its chip or its words."""
        for chip in self._chips:
            if chip.rect.contains(QPointF(point)):
                return chip.highlight
        layout = self.document().documentLayout()
        place = QPointF(point) + QPointF(0, self.verticalScrollBar().value())
        position = layout.hitTest(place, Qt.HitTestAccuracy.ExactHit)
        found = [h for h in self._highlights if h.first <= position < h.last]
        return min(found, key=lambda h: h.last - h.first, default=None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        on_chip = any(chip.rect.contains(event.position()) for chip in self._chips)
        shape = Qt.CursorShape.PointingHandCursor if on_chip else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        found = self._highlight_at(point) if on_chip else None
        hovered = found.evidence_id if found else None
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self.textCursor().hasSelection():
            self._tell_selection()
            return
        self._tell_selection()
        found = self._highlight_at(event.position().toPoint())
        if found is not None:
            self.highlight_chosen.emit(found.evidence_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        stance = _KEYS.get(event.text().upper()) if plain and event.text() else None
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.textCursor().hasSelection() and stance is not None:
            self.stance_typed.emit(stance)
        elif enter and self.textCursor().hasSelection():
            self.filing_wanted.emit()
        elif enter:
            self._choose_at_caret()
        elif event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            self.let_go()
            self._tell_selection()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Shift or not self.textCursor().hasSelection():
            self._tell_selection()

    def _choose_at_caret(self) -> None:
        position = self.textCursor().position()
        found = [h for h in self._highlights if h.first <= position < h.last]
        if found:
            shortest = min(found, key=lambda h: h.last - h.first)
            self.highlight_chosen.emit(shortest.evidence_id)

    def _tell_selection(self) -> None:
        now = self.textCursor().hasSelection()
        if now or self._selecting:
            self._selecting = now
            self.selected.emit(now)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._highlight_at(event.pos())
            QToolTip.showText(event.globalPos(), tool_tip(found.words) if found else "", self)
            return True
        return super().viewportEvent(event)
