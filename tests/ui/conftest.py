"""The real window over real registers, offscreen, with nobody's settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

import main
from ui.app import Appearance
from ui.frame.memory import Memory
from ui.main_window import MainWindow
from ui.theme import LIGHT, fix_theme


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Appearance]:
    """The application in its light theme."""
    fix_theme(LIGHT)
    look = Appearance(qapp)
    yield look
    fix_theme(None)
    look.deleteLater()


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def empty_window(qtbot: Any, dressed: Appearance, memory: Memory) -> Iterator[MainWindow]:
    """A window with no register open: the start page."""
    made = MainWindow(main.outside(), "A. Analyst", memory)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    if made.workbench is not None:
        made.close_register()


@pytest.fixture
def window(empty_window: MainWindow, starter_file: Path) -> MainWindow:
    """A window on a copy of the starter register."""
    assert empty_window.open_path(starter_file)
    return empty_window
