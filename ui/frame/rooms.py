"""The rooms of the window, in the order of the rail. Each is made when it is first shown."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from riskreg.words import N_

if TYPE_CHECKING:
    from riskreg.ports import Tally
    from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Room:
    """``page`` is where the class of the page is found; ``counted`` its number in a Tally.

    ``inspected``: whether the chosen risk stands beside it.
    """

    key: str
    title: str
    shortcut: str
    page: tuple[str, str]
    counted: str = ""
    inspected: bool = False

    def make(self, workspace: Workspace, parent: QWidget) -> QWidget:
        """The page itself; its module is loaded only now, since start-up time counts."""
        module, name = self.page
        page: QWidget = getattr(importlib.import_module(module), name)(workspace, parent)
        return page

    def count(self, tally: Tally) -> int | None:
        return getattr(tally, self.counted) if self.counted else None


ROOMS = [
    Room("risks", N_("Risks"), "Ctrl+1", ("ui.risks.page", "RisksPage"), "risks", True),
    Room("matrix", N_("Matrix"), "Ctrl+2", ("ui.matrix.page", "MatrixPage"), "", True),
    Room("material", N_("Material"), "Ctrl+3", ("ui.material.page", "MaterialPage"), "sources"),
    Room("actors", N_("Actors"), "Ctrl+4", ("ui.actors.page", "ActorsPage"), "actors"),
    Room("measures", N_("Measures"), "Ctrl+5", ("ui.measures.page", "MeasuresPage"), "measures"),
    Room("briefings", N_("Briefings"), "Ctrl+6", ("ui.briefings.page", "BriefingsPage")),
    Room("history", N_("History"), "Ctrl+7", ("ui.history.page", "HistoryPage")),
]
