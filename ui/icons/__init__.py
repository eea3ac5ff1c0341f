"""Icons of our own drawing, on a 16-pixel grid, tinted with a colour of the theme."""

from __future__ import annotations

from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

#: Sizes drawn ready: 16 for menus and buttons, at one, two and three times; 64 for the program.
_SIZES = (16, 32, 48, 64)


def icon(name: str, colour: str, disabled: str = "") -> QIcon:
    """The icon ``name`` with its lines in ``colour`` (#rrggbb), in ``disabled`` when it is off."""
    drawing = (resources.files("ui.icons") / f"{name}.svg").read_text("utf-8")
    made = QIcon()
    _add(made, drawing, colour, QIcon.Mode.Normal)
    if disabled:
        _add(made, drawing, disabled, QIcon.Mode.Disabled)
    return made


def _add(made: QIcon, drawing: str, colour: str, mode: QIcon.Mode) -> None:
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    for size in _SIZES:
        pixmap = QPixmap(QSize(size, size))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        made.addPixmap(pixmap, mode)
