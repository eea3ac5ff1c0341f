"""What search found, as a list grouped by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from riskreg.ports import Hit
from riskreg.words import N_, _
from ui.texts import one_line
from ui.theme import theme_of

Index = QModelIndex | QPersistentModelIndex

_GROUPS = {
    "risk": N_("Risks"),
    "source": N_("Material"),
    "actor": N_("Actors"),
    "measure": N_("Measures"),
    "evidence": N_("Passages"),
    "assessment": N_("Assessments"),
}

LINE_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: the name of a group (no hit), a hit, or "show all" (``everything``)."""

    words: str
    hit: Hit | None = None
    everything: bool = False

    @property
    def can_be_chosen(self) -> bool:
        return self.hit is not None or self.everything


class HitModel(QAbstractListModel):
    """Groups in the order in which search returns them."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def show_hits(self, hits: list[Hit], everything: str = "") -> None:
        """``everything`` is the sentence of the last line, '' for none."""
        lines: list[Line] = []
        group = ""
        for hit in hits:
            if hit.kind != group:
                group = hit.kind
                lines.append(Line(_(_GROUPS[group])))
            lines.append(Line(_words(hit), hit))
        if everything:
            lines.append(Line(everything, everything=True))
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    @property
    def lines(self) -> list[Line]:
        return self._lines

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        return line if role == LINE_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self._lines[index.row()].can_be_chosen:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _words(hit: Hit) -> str:
    return " ".join(filter(None, (hit.code, one_line(hit.title), one_line(hit.extract))))


class HitDelegate(QStyledItemDelegate):
    """Code, title and, below, the words around what was found."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(LINE_ROLE)
        height = option.fontMetrics.height()
        if line.hit is not None and line.hit.extract:
            return QSize(100, 2 * height + 12)
        return QSize(100, height + (12 if line.can_be_chosen else 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        theme = theme_of(option.widget)
        painter.save()
        room = QRect(option.rect).adjusted(12, 4, -12, -4)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(QRect(option.rect).adjusted(4, 1, -4, -1), 4, 4)
        if line.hit is None:
            self._heading(painter, option, line, room)
        else:
            self._hit(painter, option, line.hit, room)
        painter.restore()

    def _heading(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, room: QRect
    ) -> None:
        theme = theme_of(option.widget)
        font = QFont(option.font)
        font.setBold(not line.everything)
        font.setPointSizeF(font.pointSizeF() * (1.0 if line.everything else 0.88))
        painter.setFont(font)
        painter.setPen(QColor(theme.on_soft if line.everything else theme.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, line.words)

    def _hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit, room: QRect) -> None:
        theme = theme_of(option.widget)
        metrics = option.fontMetrics
        top = QRect(room.left(), room.top(), room.width(), metrics.height() + 2)
        painter.setFont(option.font)
        left = 0
        if hit.code:
            painter.setPen(QColor(theme.muted))
            painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, hit.code)
            left = max(56, metrics.horizontalAdvance(hit.code) + 10)
        painter.setPen(QColor(theme.text))
        title = top.adjusted(left, 0, 0, 0)
        elide = Qt.TextElideMode.ElideRight
        words = metrics.elidedText(one_line(hit.title), elide, title.width())
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, words)
        if hit.extract:
            below = title.translated(0, metrics.height())
            painter.setPen(QColor(theme.muted))
            words = metrics.elidedText(one_line(hit.extract), elide, below.width())
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, words)
