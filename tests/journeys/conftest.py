"""Windows for journeys: real ones, over real files, each with its own memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

import main
from tests.journeys.driver import Person
from ui.app import Appearance
from ui.frame.memory import Memory
from ui.main_window import MainWindow
from ui.theme import LIGHT, fix_theme

OpenWindow = Callable[..., Person]


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Appearance]:
    """The application dressed as at work, in its light theme."""
    fix_theme(LIGHT)
    dressed = Appearance(qapp)
    yield dressed
    fix_theme(None)
    dressed.deleteLater()


@pytest.fixture
def open_window(
    qtbot: Any, look: Appearance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenWindow]:
    """Opens windows, on a file or on the start page; each person has a memory of their own."""
    windows: list[MainWindow] = []

    def opened(path: Path | None = None, name: str = "A. Analyst") -> Person:
        kept = QSettings(str(tmp_path / f"{name}.ini"), QSettings.Format.IniFormat)
        window = MainWindow(main.outside(), name, Memory(kept))
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        if path is not None:
            assert window.open_path(path), window.messages.sentence
        person = Person(qtbot, window, monkeypatch)
        person.settle()
        return person

    yield opened
    for window in windows:
        if window.workbench is not None:
            window.close_register()
