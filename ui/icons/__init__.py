"""Icons of our own drawing, on a 16-pixel grid, tinted with a colour of the theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

#: Sizes drawn ready: those of menus and buttons, on plain and on dense screens.
_SIZES = (16, 32)
_LARGE = (16, 32, 64, 128)
_FOLDER = Path(__file__).parent


def icon(name: str, colour: str, disabled: str = "") -> QIcon:
    """The icon ``name`` with its lines in ``colour`` (#rrggbb), in ``disabled`` when it is off."""
    drawing = (_FOLDER / f"{name}.svg").read_text("utf-8")
    made = QIcon()
    _add(made, drawing, colour, QIcon.Mode.Normal, _SIZES)
    if disabled:
        _add(made, drawing, disabled, QIcon.Mode.Disabled, _SIZES)
    return made


def program_icon() -> QIcon:
    """The icon of the program, which keeps its own colours."""
    made = QIcon()
    _add(made, (_FOLDER / "program.svg").read_text("utf-8"), "", QIcon.Mode.Normal, _LARGE)
    return made


def _add(made: QIcon, drawing: str, colour: str, mode: QIcon.Mode, sizes: tuple[int, ...]) -> None:
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    for size in sizes:
        pixmap = QPixmap(QSize(size, size))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        made.addPixmap(pixmap, mode)
