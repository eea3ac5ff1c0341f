"""The marking banner: the TLP label on black at both ends, the register's name between."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskreg.terms import Marking
from riskreg.words import _
from ui.texts import one_line

_HEIGHT = 26
_MARGIN = 14


class Banner(QWidget):
    """Painted, so that no theme can change it: TLP 2.0 wants its colours on black."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marking = Marking.CLEAR
        self._name = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_register(self, marking: Marking, title: str, file_name: str) -> None:
        self._marking = marking
        self._name = " · ".join(filter(None, (one_line(title), one_line(file_name))))
        self.setAccessibleName(
            _("Marking {marking}, register {name}").format(marking=marking.value, name=self._name)
        )
        self.setToolTip(_("The strictest marking of what this register holds"))
        self.update()

    @property
    def marking(self) -> Marking:
        return self._marking

    def sizeHint(self) -> QSize:
        return QSize(400, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt hands it over
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#000000"))
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(self._marking.colour))
        room = self.rect().adjusted(_MARGIN, 0, -_MARGIN, 0)
        label = self._marking.value
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label)
        taken = painter.fontMetrics().horizontalAdvance(label) + 2 * _MARGIN
        painter.setFont(self.font())
        painter.setPen(QColor("#c8ced6"))
        middle = room.adjusted(taken, 0, -taken, 0)
        name = painter.fontMetrics().elidedText(
            self._name, Qt.TextElideMode.ElideMiddle, middle.width()
        )
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, name)
        painter.end()
