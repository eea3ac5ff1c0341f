"""Keeps the row one works on in sight: when it moves with the order, when the table gets lower."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView


class InSight(QObject):
    """Belongs to a table whose model is set. A row that was out of sight is left there."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._seen = False
        model = view.model()
        model.layoutAboutToBeChanged.connect(self._look)
        model.layoutChanged.connect(self._follow)
        view.viewport().installEventFilter(self)

    def _is_seen(self, place: QRect) -> bool:
        current = self._view.currentIndex()
        return current.isValid() and place.intersects(self._view.visualRect(current))

    @Slot()
    def _look(self) -> None:
        self._seen = self._is_seen(self._view.viewport().rect())

    @Slot()
    def _follow(self) -> None:
        current = self._view.currentIndex()
        if self._seen and current.isValid():
            self._view.scrollTo(current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and event.type() is QEvent.Type.Resize:
            self._seen = self._is_seen(QRect(QPoint(0, 0), event.oldSize()))
            QTimer.singleShot(0, self, self._follow)  # when the table knows its new size
        return super().eventFilter(watched, event)
