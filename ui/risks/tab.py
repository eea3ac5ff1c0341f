"""What every tab of the inspector is: a scrolling column that shows a dossier."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.risks.dossier import Dossier
from ui.risks.fields import Field
from ui.workspace import Workspace


class Tab(QScrollArea):
    """Widgets go into ``column``, fields that save themselves into ``fields`` too."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.fields: list[Field] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner = QWidget(self)
        self.column = QVBoxLayout(self.inner)
        self.column.setContentsMargins(16, 14, 14, 20)
        self.column.setSpacing(10)
        self.setWidget(self.inner)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a risk; called anew whenever anything about it changed."""
        raise NotImplementedError

    def commit(self) -> bool:
        """Save what is being typed; False where it is refused."""
        settled = [field.commit() for field in self.fields]  # all of them, refused ones or not
        return all(settled)

    def heading(self, text: str) -> QLabel:
        """A small heading, added to the column."""
        label = QLabel(text, self.inner)
        label.setProperty("look", "heading")
        self.column.addWidget(label)
        return label

    def rule(self) -> None:
        """A hairline across the column."""
        line = QFrame(self.inner)
        line.setProperty("look", "line")
        self.column.addWidget(line)


def clear(layout: QVBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
