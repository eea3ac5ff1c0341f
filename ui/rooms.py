"""What all rooms of the window have in common: they read anew when something they show changed."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from riskreg.changes import ChangeSet
from ui.workspace import Workspace


class Room(QWidget):
    """A page over one open register.

    ``concerns`` names the kinds whose changes it shows. It reads at once while it is seen and when
    it is next shown otherwise, so that rooms nobody looks at cost nothing.
    """

    concerns: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._stale = True
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        workspace.bus.changed.connect(self._on_changed)
        workspace.bus.reloaded.connect(self._on_reloaded)

    def refresh(self) -> None:
        """Read what is shown anew, keeping what is selected."""
        raise NotImplementedError

    @property
    def stale(self) -> bool:
        """Whether something it shows changed while nobody saw it."""
        return self._stale

    def bring_up_to_date(self) -> None:
        """Read anew if something changed since the last time."""
        if self._stale:
            self._stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        self.bring_up_to_date()
        super().showEvent(event)

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.kinds() & self.concerns:
            self._on_reloaded()

    @Slot()
    def _on_reloaded(self) -> None:
        self._stale = True
        if self.isVisible():
            self.bring_up_to_date()


def labelled(control: QWidget, name: str, description: str = "") -> None:
    """Give a control the name a screen reader says, and a tool tip if there is more to tell."""
    control.setAccessibleName(name)
    if description:
        control.setToolTip(description)
        control.setAccessibleDescription(description)


def restyle(widget: QWidget, name: str, value: QObject | str | bool) -> None:
    """Set a property the style sheet looks at, and let the sheet look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
