"""The dialog for a conflict: somebody else changed the field first; both values, three ways on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from typing import Any

from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from riskreg.commands import Command, Edit
from riskreg.errors import Conflict
from riskreg.labels import field_label
from riskreg.words import _
from ui.values import value_text


class Way(Enum):
    """How the person settles it."""

    KEEP_THEIRS = auto()
    WRITE_MINE = auto()
    COPY_MINE = auto()


class ConflictDialog(QDialog):
    """Both values side by side. Closing it keeps theirs: nothing is overwritten unseen."""

    def __init__(self, conflict: Conflict, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Somebody else changed this first"))
        self.way = Way.KEEP_THEIRS
        name = field_label(conflict.field)
        sentence = QLabel(
            _(
                "While you were typing, the field “{field}” was changed in another window. "
                "Nothing was overwritten."
            ).format(field=name),
            self,
        )
        sentence.setWordWrap(True)
        values = QHBoxLayout()
        values.setSpacing(16)
        values.addLayout(self._side(_("Theirs, now in the register"), conflict.theirs))
        values.addLayout(self._side(_("Yours, not written"), conflict.yours))
        buttons = QDialogButtonBox(self)
        self.keep_theirs = buttons.addButton(
            _("Keep theirs"), QDialogButtonBox.ButtonRole.RejectRole
        )
        self.write_mine = buttons.addButton(_("Write mine"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy_mine = buttons.addButton(_("Copy mine"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_mine.setToolTip(_("Keep theirs and put yours on the clipboard"))
        self.keep_theirs.setDefault(True)
        self.keep_theirs.clicked.connect(lambda: self._choose(Way.KEEP_THEIRS))
        self.write_mine.clicked.connect(lambda: self._choose(Way.WRITE_MINE))
        self.copy_mine.clicked.connect(lambda: self._choose(Way.COPY_MINE))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(sentence)
        column.addLayout(values)
        column.addWidget(buttons)
        self.resize(620, 320)
        self.keep_theirs.setFocus()

    def _side(self, name: str, value: object) -> QVBoxLayout:
        heading = QLabel(name, self)
        heading.setProperty("look", "heading")
        text = QPlainTextEdit(self)
        text.setReadOnly(True)
        text.setPlainText(value_text(value))
        text.setAccessibleName(name)
        text.setTabChangesFocus(True)
        column = QVBoxLayout()
        column.addWidget(heading)
        column.addWidget(text)
        return column

    def _choose(self, way: Way) -> None:
        self.way = way
        self.accept()


def settle(
    command: Command,
    conflict: Conflict,
    ask: Callable[[Conflict], Way],
) -> Command | None:
    """The command to carry out instead, as the person decides; None where theirs is kept."""
    way = ask(conflict)
    if way is Way.COPY_MINE:
        QApplication.clipboard().setText(value_text(conflict.yours))
    if way is Way.WRITE_MINE and isinstance(command, Edit):
        theirs: Any = conflict.theirs
        return replace(command, seen=theirs)
    return None
