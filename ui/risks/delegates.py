"""How cells of the risks table are drawn and edited."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from riskreg.criteria import Criteria
from riskreg.query import RiskRow
from riskreg.terms import RiskStatus, label
from riskreg.words import _
from ui.risks.columns import level_word
from ui.risks.model import ROW_ROLE, RiskTableModel
from ui.texts import NO_LIMIT
from ui.theme import theme_of

Index = QModelIndex | QPersistentModelIndex

#: Frame, padding and caret of a line, in pixels.
_AROUND = 32


def paint_level(
    painter: QPainter, room: QRectF, rank: int | None, criteria: Criteria, outline: QColor
) -> None:
    """A level as a pill with its word; dashed and hollow where the risk is unscored."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = painter.font()
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * 0.92)
    painter.setFont(font)
    if rank is None:
        pen = QPen(outline, 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(outline)
    else:
        level = criteria.level(rank)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(level.fill))
        painter.drawRoundedRect(room, 4, 4)
        painter.setPen(QColor(level.ink))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, level_word(rank, criteria))
    painter.restore()


class LevelDelegate(QStyledItemDelegate):
    """The level as a pill on the ground of its row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        self._pill(painter, option, index)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    def _pill(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        model = index.model()
        if not isinstance(row, RiskRow) or not isinstance(model, RiskTableModel):
            return
        rect = QRectF(option.rect)
        room = QRectF(rect.left() + 6, rect.center().y() - 10, rect.width() - 18, 20)
        outline = QColor(theme_of(option.widget).muted)
        paint_level(painter, room, row.level, model.criteria, outline)


class TypedDelegate(QStyledItemDelegate):
    """Editing in place: what the register refuses stays in the editor, as typed.

    The value written is compared with the one the editor was opened on, so that a change made
    elsewhere meanwhile is a conflict and not overwritten.
    """

    def __init__(self, field: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._risk_id = 0
        self._seen: Any = None
        self._model: RiskTableModel | None = None
        self._writing = False

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt hands it over
        index: Index,
    ) -> QWidget:
        model, row = index.model(), index.data(ROW_ROLE)
        assert isinstance(model, RiskTableModel)
        assert isinstance(row, RiskRow)
        self._model, self._risk_id = model, row.id
        self._seen = getattr(row, self._field)
        return self.editor(parent, model)

    def editor(self, parent: QWidget, model: RiskTableModel) -> QWidget:  # noqa: ARG002 - some do
        line = QLineEdit(parent)
        line.setMaxLength(NO_LIMIT)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: ARG002 - Qt's
        if isinstance(editor, QLineEdit):
            editor.setText(self._seen or "")
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:  # noqa: ARG002
        self.write(editor)

    def write(self, editor: QWidget) -> bool:
        """Write what the editor holds; False, and the editor marked, where it is refused."""
        if self._model is None or (isinstance(editor, QLineEdit) and not editor.isModified()):
            return True
        self._writing = True
        try:
            done = self._model.edit(self._risk_id, self._field, self._seen, self.value_of(editor))
        finally:
            self._writing = False
        # Where it was a conflict and theirs was kept, there is nothing left to type over.
        done = done or not self._model.still_holds(self._risk_id, self._field, self._seen)
        if done and isinstance(editor, QLineEdit):
            editor.setModified(False)
        elif isinstance(editor, QLineEdit):
            editor.setProperty("wrong", True)
            editor.style().unpolish(editor)
            editor.style().polish(editor)
        return done

    def value_of(self, editor: QWidget) -> Any:
        return editor.text() if isinstance(editor, QLineEdit) else None

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if not isinstance(editor, QWidget) or self._writing:
            return False  # while it is written, the focus may go to a dialog about it
        leaving = event.type() is QEvent.Type.FocusOut and not _is_own_popup(editor)
        if _finishes(event) or leaving:
            if not self.write(editor):
                return True
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            return not leaving
        return super().eventFilter(editor, event)


def _finishes(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and (
        event.type() is QEvent.Type.KeyPress
        and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    )


def _is_own_popup(editor: QWidget) -> bool:
    """Whether the focus only went to the list an editor opened."""
    completer = editor.completer() if isinstance(editor, QLineEdit) else None
    offering = isinstance(editor, QComboBox) or completer is not None
    return offering and QApplication.activePopupWidget() is not None


class OwnerDelegate(TypedDelegate):
    """A line that offers the owners known so far."""

    def editor(self, parent: QWidget, model: RiskTableModel) -> QWidget:
        line = super().editor(parent, model)
        assert isinstance(line, QLineEdit)
        line.setCompleter(completer_of(model.known_owners(), line))
        return line


class DateDelegate(TypedDelegate):
    """A date, typed as 2026-12-20 or 20/12/2026; one that is overdue stands out."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        if isinstance(ink, QColor):
            option.palette.setColor(QPalette.ColorRole.HighlightedText, ink)
            option.font.setBold(True)

    def editor(self, parent: QWidget, model: RiskTableModel) -> QWidget:
        line = super().editor(parent, model)
        assert isinstance(line, QLineEdit)
        line.setPlaceholderText(_("2026-12-20"))
        return line

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        super().updateEditorGeometry(editor, option, index)
        # The column is as wide as '14 Jan'; what is typed is longer and has to be seen whole.
        place = editor.geometry()
        needed = editor.fontMetrics().horizontalAdvance("0000-00-00") + _AROUND
        if place.width() < needed:
            place.setLeft(place.right() - needed)
            editor.setGeometry(place)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: ARG002 - Qt's
        if isinstance(editor, QLineEdit):
            editor.setText(self._seen.isoformat() if self._seen else "")
            editor.selectAll()


class StatusDelegate(TypedDelegate):
    """A list of the statuses; choosing one writes it."""

    def editor(self, parent: QWidget, model: RiskTableModel) -> QWidget:  # noqa: ARG002 - as above
        combo = QComboBox(parent)
        for status in RiskStatus:
            combo.addItem(label(status), status)
        combo.activated.connect(lambda _place: self._chosen(combo))
        return combo

    def _chosen(self, combo: QComboBox) -> None:
        self.write(combo)
        self.closeEditor.emit(combo, QAbstractItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: ARG002 - Qt's
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(self._seen))

    def value_of(self, editor: QWidget) -> Any:
        return RiskStatus(editor.currentData()) if isinstance(editor, QComboBox) else None


def completer_of(words: list[str], parent: QObject) -> QCompleter:
    """Offers those of ``words`` that hold what is typed, whatever the case."""
    completer = QCompleter(words, parent)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer
