"""A room over a real register, with what it says to the rest of the window written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

import main
from riskreg.errors import UserError
from tests import samples
from ui.bus import Bus
from ui.workspace import Workspace

#: Whatever Qt warns of is a failure; that the offscreen plugin has no size hints is not ours.
strictly = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("propagateSizeHints", "QFontDatabase"),
]


@dataclass
class Stage:
    """A workspace; what was told to the person, and what went over the bus, in order."""

    opened: samples.Opened
    workspace: Workspace
    told: list[str] = field(default_factory=list)
    chosen: list[int] = field(default_factory=list)
    wanted: list[Any] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    testers: list[QAbstractItemModelTester] = field(default_factory=list)

    @property
    def reader(self) -> Any:
        return self.workspace.reader

    def watch(self, model: QAbstractItemModel) -> None:
        """Hold a model to the rules of Qt from here on; what breaks them is a Qt warning."""
        mode = QAbstractItemModelTester.FailureReportingMode.Warning
        self.testers.append(QAbstractItemModelTester(model, mode))


Opener = Callable[..., samples.Opened]


def stage_over(opened: samples.Opened, path: Path) -> Stage:
    bus = Bus()
    workspace = Workspace(opened.register, bus, main.outside(), path)
    stage = Stage(opened, workspace)

    def tell(error: UserError) -> None:
        stage.told.append(str(error))

    workspace.tell = tell
    opened.register.subscribe(bus.changed.emit)
    bus.risk_chosen.connect(stage.chosen.append)
    bus.risks_wanted.connect(stage.wanted.append)
    bus.page_wanted.connect(stage.pages.append)
    bus.said.connect(stage.said.append)
    bus.did.connect(stage.said.append)
    return stage


@pytest.fixture(name="stage")
def stage_fixture(qtbot: Any, register_file: Path, open_desk: Opener) -> Stage:
    """An empty register."""
    return stage_over(open_desk(register_file), register_file)


@pytest.fixture(name="starter")
def starter_fixture(qtbot: Any, starter_file: Path, open_desk: Opener) -> Stage:
    """The starter register."""
    return stage_over(open_desk(starter_file), starter_file)


def show(qtbot: Any, room: Any, width: int = 1132, height: int = 760) -> Any:
    """Show a room as large as it stands in a window of 1280 × 800."""
    qtbot.addWidget(room)
    room.resize(width, height)
    with qtbot.waitExposed(room):
        room.show()
    room.activateWindow()
    return room


def texts(model: QAbstractItemModel, column: int) -> list[str]:
    """What a column of a table shows, from the top."""
    return [str(model.index(row, column).data()) for row in range(model.rowCount(QModelIndex()))]


def enter(qtbot: Any, editor: Any) -> None:
    """Return in the editor of a cell; Qt hands the text over with the next event."""
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def open_editor(table: Any, kind: type[Any]) -> Any:
    """The editor that is open in a table; None if there is none."""
    found = [e for e in table.viewport().findChildren(kind) if e.isVisible()]
    return found[-1] if found else None
