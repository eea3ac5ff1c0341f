"""Files into the register, and what became of each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from riskreg.errors import UserError
from riskreg.model import Source
from riskreg.words import _, ngettext, number_text
from ui.texts import escaped
from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: the source it made, or why it made none."""

    name: str
    source_id: int | None
    words: str


def add_files(workspace: Workspace, paths: Sequence[Path]) -> list[Added]:
    """Read files in, each on its own: what one lacks does not keep the others out."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        return [_add(workspace, path) for path in paths]
    finally:
        QGuiApplication.restoreOverrideCursor()


def _add(workspace: Workspace, path: Path) -> Added:
    try:
        command = workspace.outside.read_material(path)
        # Carried out here rather than through the workspace: its refusals belong to the list.
        made = workspace.register.execute(command).made
    except UserError as error:
        return Added(path.name, None, str(error))
    assert made is not None
    source = workspace.reader.get(Source, made)
    words = _("{code} {title}, {n} characters").format(
        code=source.code, title=source.title, n=number_text(len(source.text))
    )
    return Added(path.name, made, words)


def sentence(outcome: Sequence[Added]) -> str:
    """What became of the files, in one sentence."""
    read = sum(added.source_id is not None for added in outcome)
    left = len(outcome) - read
    parts = []
    if read:
        parts.append(ngettext("{n} file was read in.", "{n} files were read in.", read))
    if left:
        parts.append(ngettext("{n} file was not read.", "{n} files were not read.", left))
    return " ".join(parts)


class AddedDialog(QDialog):
    """The list of what was read, what was not, and why."""

    def __init__(self, outcome: Sequence[Added], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Material"))
        self.resize(640, 360)
        layout = QVBoxLayout(self)
        head = QLabel(sentence(outcome))
        head.setProperty("look", "title")
        head.setWordWrap(True)
        layout.addWidget(head)
        self.listing = QTextBrowser()
        self.listing.setOpenLinks(False)
        self.listing.setAccessibleName(_("What was read, what was not, and why"))
        self.listing.setHtml(_html(outcome))
        layout.addWidget(self.listing)
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setDefault(True)
        buttons.accepted.connect(self.accept)
        layout.addWidget(buttons)


def _html(outcome: Sequence[Added]) -> str:
    groups = (
        (_("Not read"), [added for added in outcome if added.source_id is None]),
        (_("Read in"), [added for added in outcome if added.source_id is not None]),
    )
    parts = []
    for title, group in groups:
        if group:
            parts.append(f"<h4>{escaped(title)}</h4>")
            parts += [
                f"<p><b>{escaped(added.name)}</b><br>{escaped(added.words)}</p>" for added in group
            ]
    return "".join(parts)
