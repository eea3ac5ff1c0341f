"""Lists with a few lines to an entry: sources, passages, unscored risks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from riskreg.terms import Stance
from ui.texts import tool_tip
from ui.theme import theme_of

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)

_PAD = 12
_GAP = 2

#: The lines of so many entries are kept.
_KEPT = 4000
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: a bold title, muted facts, and a body of at most ``body_lines`` lines.

    ``head`` stands small above the title, with the edge of ``stance`` where there is one. The tool
    tip shows all of it.
    """

    id: int
    title: str
    facts: tuple[str, ...] = ()
    body: str = ""
    head: str = ""
    stance: Stance | None = None

    @property
    def words(self) -> str:
        """All of it as text, for a screen reader and the tool tip."""
        return "\n".join(part for part in (self.head, self.title, *self.facts, self.body) if part)


class EntryModel(QAbstractListModel):
    """Entries in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    @property
    def entries(self) -> Sequence[Entry]:
        return self._entries

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these from now on; nothing happens where nothing changed."""
        wanted = list(entries)
        if [e.id for e in wanted] == [e.id for e in self._entries]:
            changed = [i for i, e in enumerate(wanted) if e != self._entries[i]]
            self._entries = wanted
            for row in changed:
                self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._entries = wanted
        self.endResetModel()

    def place_of(self, entity_id: int) -> QModelIndex:
        """The index of an entry; an invalid one where it is not shown."""
        places = (i for i, e in enumerate(self._entries) if e.id == entity_id)
        return self.index(next(places, -1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(entry.words)
        return entry if role == ENTRY_ROLE else None


class EntryDelegate(QStyledItemDelegate):
    """Paints entries as wide as their list."""

    def __init__(
        self, view: QListView, title_lines: int = 2, body_lines: int = 4, fact_lines: int = 2
    ) -> None:
        super().__init__(view)
        self._view = view
        self._title_lines = title_lines
        self._body_lines = body_lines
        self._fact_lines = fact_lines
        self._kept: dict[Entry, list[tuple[QFont, str, str]]] = {}
        self._kept_for: tuple[int, str] = (0, "")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        height = sum(
            QFontMetrics(font).height() + _GAP
            for font, _role, _line in self._lines(index.data(ENTRY_ROLE), option.font, width)
        )
        return QSize(width, height + 2 * _PAD - 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        theme = theme_of(self._view)
        painter.save()
        self._paint_ground(painter, option, entry)
        rect: QRect = option.rect
        y = rect.top() + _PAD - 2
        colours = {"text": theme.text, "muted": theme.muted, "head": theme.muted}
        for font, role, line in self._lines(entry, option.font, rect.width()):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(colours[role]))
            inside = QRect(rect.left() + _PAD + 2, y, rect.width() - 2 * _PAD, metrics.height())
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), line)
            y += metrics.height() + _GAP
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        theme, rect = theme_of(self._view), QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.hover))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(theme.line)
        )
        if entry.stance is not None:
            edge = QRectF(rect.left() + 4, rect.top() + 8, 3, rect.height() - 17)
            painter.fillRect(edge, QColor(theme.stance(entry.stance)))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _lines(self, entry: Entry, font: QFont, width: int) -> list[tuple[QFont, str, str]]:
        """The lines of an entry with font and role; kept while width and font stay the same."""
        key = (width, font.key())
        if key != self._kept_for:
            self._kept_for = key
            self._kept.clear()
        if len(self._kept) > _KEPT:
            self._kept.clear()
        if entry not in self._kept:
            self._kept[entry] = self._set_lines(entry, font, width)
        return self._kept[entry]

    def _set_lines(self, entry: Entry, font: QFont, width: int) -> list[tuple[QFont, str, str]]:
        room = width - 2 * _PAD
        # Copies: the font of an option lives no longer than the option.
        plain, bold, small = QFont(font), QFont(font), QFont(font)
        bold.setBold(True)
        small.setPointSizeF(font.pointSizeF() * 0.92)
        lines = [(small, "head", line) for line in wrapped(entry.head, small, room, 2)]
        lines += [
            (bold, "text", line) for line in wrapped(entry.title, bold, room, self._title_lines)
        ]
        for fact in entry.facts:
            lines += [
                (small, "muted", line) for line in wrapped(fact, small, room, self._fact_lines)
            ]
        lines += [
            (plain, "text", line) for line in wrapped(entry.body, plain, room, self._body_lines)
        ]
        return lines


def wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """``text`` in lines no wider than ``width``; the last ends in … if there is more."""
    # No more than can be seen is laid out: a passage may be a whole article.
    seen = most * max(width // 2, 80)
    flat = " ".join(text[:seen].split())
    metrics = QFontMetrics(font)
    if not flat or (len(text) <= seen and metrics.horizontalAdvance(flat) <= width):
        return [flat] if flat else []
    layout = QTextLayout(flat, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    ends: list[int] = []
    while len(ends) <= most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    units = flat.encode("utf-16-le")
    starts = [0, *ends]
    lines = [
        units[2 * a : 2 * b].decode("utf-16-le", "ignore").strip()
        for a, b in zip(starts, ends, strict=False)
    ]
    if len(lines) > most or len(text) > seen:
        rest = " ".join(lines[most - 1 :])
        lines = [
            *lines[: most - 1],
            metrics.elidedText(rest + " …", Qt.TextElideMode.ElideRight, width),
        ]
    return lines


def entry_list(name: str, parent: Any = None) -> tuple[QListView, EntryModel]:
    """A list view over an empty entry model, with the delegate that paints it."""
    view = QListView(parent)
    model = EntryModel(view)
    view.setModel(model)
    view.setItemDelegate(EntryDelegate(view))
    view.setAccessibleName(name)
    # Only a list that wraps words is laid out anew when its width changes, and heights go with it.
    view.setWordWrap(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setMouseTracking(True)
    return view, model
