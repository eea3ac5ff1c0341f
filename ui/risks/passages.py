"""A passage as the inspector shows it: a coloured edge with its letter, its source, its words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from riskreg.model import Evidence, Source
from riskreg.terms import Stance, credibility_label, label
from riskreg.words import _, date_text
from ui.texts import beginning, escaped, one_line
from ui.theme import theme_of

_EDGE = 3
_EXCERPT = 600


def source_line(evidence: Evidence, source: Source | None) -> str:
    """'S supports · The Weekly, 5 Dec 2023 · C3': stance, source, date, grade."""
    stance = evidence.stance
    words = label(stance).lower()
    parts = [f"{stance.letter} {words}"]
    if source is not None:
        published = date_text(source.published) or source.published_note
        parts.append(", ".join(filter(None, (source.publisher or source.title, published))))
        parts.append(f"{source.reliability.value}{evidence.credibility}")
    return " · ".join(one_line(part) for part in parts if part)


def grade_sentence(evidence: Evidence, source: Source | None) -> str:
    """The grade in words."""
    credibility = credibility_label(evidence.credibility)
    if source is None:
        return credibility
    return _("{source}: {reliability}; the passage: {credibility}").format(
        source=source.code, reliability=label(source.reliability), credibility=credibility
    )


class PassageCard(QWidget):
    """One passage. A click or Enter goes to it in its source.

    opened()  it was clicked
    """

    opened = Signal()

    def __init__(
        self, evidence: Evidence, source: Source | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._stance: Stance = evidence.stance
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        line = source_line(evidence, source)
        self.setAccessibleName(f"{line}. {evidence.excerpt[:_EXCERPT]}")
        self.setToolTip(
            f"<p>{escaped(grade_sentence(evidence, source))}</p>"
            f"<p>{escaped(_('Click to read it in its source.'))}</p>"
        )
        head = QLabel(line, self)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setProperty("look", "small")
        head.setWordWrap(True)
        words = evidence.excerpt.strip()
        body = QLabel(escaped(beginning(words, _EXCERPT)), self)
        body.setTextFormat(Qt.TextFormat.RichText)
        body.setWordWrap(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_EDGE + 9, 2, 2, 2)
        self.column.setSpacing(2)
        self.column.addWidget(head)
        self.column.addWidget(body)
        if evidence.note.strip():
            note = QLabel(escaped(beginning(evidence.note, _EXCERPT)), self)
            note.setTextFormat(Qt.TextFormat.RichText)
            note.setProperty("look", "small")
            note.setWordWrap(True)
            self.column.addWidget(note)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt hands it over
        theme = theme_of(self)
        painter = QPainter(self)
        if self.hasFocus():
            painter.fillRect(self.rect(), QColor(theme.hover))
        colour = QColor(theme.stance(self._stance))
        painter.fillRect(QRectF(0, 0, _EDGE, self.height()), colour)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)
