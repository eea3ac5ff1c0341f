"""What tests of the window have in common."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from riskreg.model import Risk
from ui.frame.workbench import Workbench
from ui.main_window import MainWindow

#: Whatever Qt warns of is a failure; what the offscreen plugin cannot do is not ours.
strictly = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore(
        "propagateSizeHints",
        "QFontDatabase",
        "This plugin does not support raise",
        "This plugin does not support grabbing",
    ),
]


def bench_of(window: MainWindow) -> Workbench:
    assert window.workbench is not None
    return window.workbench


def risk_at(window: MainWindow, place: int) -> Risk:
    """The risk in a row of the table, as stored."""
    bench = bench_of(window)
    return bench.workspace.reader.get(Risk, bench.risks.model.ids[place])


def stored(window: MainWindow, risk_id: int) -> Risk:
    return bench_of(window).workspace.reader.get(Risk, risk_id)


def choose(window: MainWindow, place: int) -> Risk:
    """Choose the risk in a row."""
    risk = risk_at(window, place)
    assert bench_of(window).risks.table.choose(risk.id)
    return risk


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_into(qtbot: Any, widget: QWidget, text: str) -> None:
    """Replace what a field holds by typing."""
    widget.setFocus()
    widget.selectAll()  # type: ignore[attr-defined] # every editor of text has it
    for character in text:
        if character == "\n":
            qtbot.keyClick(widget, Qt.Key.Key_Return)
        elif character.isascii():
            qtbot.keyClicks(widget, character)
        else:  # a key of a keyboard QTest does not know
            none, unknown = Qt.KeyboardModifier.NoModifier, Qt.Key.Key_unknown
            pressed = QKeyEvent(QEvent.Type.KeyPress, unknown, none, character)
            QApplication.sendEvent(widget, pressed)
