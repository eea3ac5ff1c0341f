"""The rail at the left: one button a room, with its icon and count."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from riskreg.words import _, number_text
from ui.frame.rooms import Room
from ui.icons import icon
from ui.theme import theme_of

_WIDTH = 160


class RailButton(QPushButton):
    """A room: its name at the left, how much it holds at the right."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(_(room.title), parent)
        self._room = room
        self._count: int | None = None
        self._colour = ""
        self.setProperty("look", "rail")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click goes on into the room
        self.setIconSize(QSize(16, 16))
        self.setToolTip(_("{room} ({shortcut})").format(room=_(room.title), shortcut=room.shortcut))
        self.tint()

    def tint(self) -> None:
        theme = theme_of(self)
        colour = theme.on_soft if self.isChecked() else theme.muted
        if colour != self._colour:
            self._colour = colour
            self.setIcon(icon(self._room.key, colour))

    def show_count(self, count: int | None) -> None:
        self._count = count
        name = _(self._room.title)
        self.setAccessibleName(
            name if count is None else _("{room}, {n}").format(room=name, n=number_text(count))
        )
        self.update()

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        super().nextCheckState()
        self.tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_colour"):
            self.tint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count is None:
            return
        theme = theme_of(self)
        painter = QPainter(self)
        font = self.font()
        font.setBold(False)
        font.setPointSizeF(font.pointSizeF() * 0.92)
        painter.setFont(font)
        painter.setPen(QColor(theme.on_soft if self.isChecked() else theme.muted))
        room = QRect(self.rect()).adjusted(0, 0, -10, 0)
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            number_text(self._count),
        )
        painter.end()


class Rail(QWidget):
    """All rooms.

    room_wanted(str)  a room was clicked, by its key
    """

    room_wanted = Signal(str)

    def __init__(self, rooms: list[Room], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(_("Rooms"))
        self._buttons: dict[str, RailButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(2)
        for room in rooms:
            button = RailButton(room, self)
            button.clicked.connect(lambda _on, key=room.key: self.room_wanted.emit(key))
            button.toggled.connect(lambda _on, b=button: b.tint())
            group.addButton(button)
            column.addWidget(button)
            self._buttons[room.key] = button
        column.addStretch(1)

    def show_room(self, key: str) -> None:
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> RailButton:
        return self._buttons[key]

    def show_counts(self, counts: dict[str, int]) -> None:
        for key, button in self._buttons.items():
            button.show_count(counts.get(key))
