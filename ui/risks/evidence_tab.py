"""The passages of a risk: stance, grade and note of each can be changed, each can be withdrawn."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from riskreg.commands import EditEvidence, WithdrawEvidence
from riskreg.labels import field_label
from riskreg.model import Evidence
from riskreg.terms import CREDIBILITIES, Marking, Stance, credibility_label
from riskreg.words import _
from ui.risks.dossier import Dossier
from ui.risks.fields import ChoiceField, Field, Save, TextField, terms
from ui.risks.passages import PassageCard
from ui.risks.tab import Tab, clear
from ui.workspace import Workspace


class EvidenceTab(Tab):
    """One block a passage, oldest first."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.blocks: dict[int, EvidenceBlock] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.column.addLayout(self._list)
        self._empty = QLabel(
            _(
                "No passage is filed for this risk yet. Go to Material, select a passage and say "
                "what it does to this risk."
            ),
            self.inner,
        )
        self._empty.setProperty("look", "muted")
        self._empty.setWordWrap(True)
        self.column.addWidget(self._empty)
        self.column.addStretch(1)

    def show_dossier(self, dossier: Dossier) -> None:
        if list(self.blocks) != [e.id for e in dossier.evidence]:
            clear(self._list)
            self.blocks = {
                e.id: EvidenceBlock(self.workspace, self.inner) for e in dossier.evidence
            }
            for block in self.blocks.values():
                self._list.addWidget(block)
            self.fields = [field for block in self.blocks.values() for field in block.fields]
        for evidence in dossier.evidence:
            self.blocks[evidence.id].show_evidence(evidence, dossier)
        self._empty.setVisible(not dossier.evidence)


class EvidenceBlock(QFrame):
    """One passage with what can be said about it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._evidence: Evidence | None = None
        self._card: PassageCard | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        tell = workspace.tell
        self.stance = ChoiceField(
            field_label("stance"), self._saver("stance"), tell, terms(Stance), self
        )
        grades: list[tuple[Any, str]] = [
            (grade, f"{grade} {credibility_label(grade)}") for grade in CREDIBILITIES
        ]
        self.credibility = ChoiceField(
            field_label("credibility"), self._saver("credibility"), tell, grades, self
        )
        self.marking = ChoiceField(
            field_label("marking"), self._saver("marking"), tell, terms(Marking), self
        )
        self.note = TextField(field_label("note"), self._saver("note"), tell, self, (1, 6))
        self.note.setPlaceholderText(_("Note"))
        choices = QHBoxLayout()
        choices.setSpacing(6)
        choices.addWidget(self.stance, 2)
        choices.addWidget(self.credibility, 3)
        self._column.addLayout(choices)
        self._column.addWidget(self.note)
        self.withdraw = QPushButton(_("Withdraw"), self)
        self.withdraw.setProperty("look", "quiet")
        self.withdraw.setToolTip(_("Take this passage away from the risk; undo brings it back"))
        self.withdraw.clicked.connect(self._withdraw)
        self._read = QPushButton(_("Read"), self)
        self._read.setProperty("look", "quiet")
        self._read.setToolTip(_("Read the passage in its source"))
        self._read.clicked.connect(self._open)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.marking, 1)
        row.addWidget(self._read)
        row.addWidget(self.withdraw)
        self._column.addLayout(row)

    @property
    def fields(self) -> list[Field]:
        return [self.stance, self.credibility, self.marking, self.note]

    def _saver(self, name: str) -> Save:
        def save(evidence_id: int, seen: Any, value: Any) -> bool:
            return self._workspace.do(EditEvidence(evidence_id, name, seen, value)) is not None

        return save

    def show_evidence(self, evidence: Evidence, dossier: Dossier) -> None:
        self._evidence = evidence
        bare = PassageCard(_without_note(evidence), dossier.sources.get(evidence.source_id), self)
        bare.opened.connect(self._open)
        if self._card is not None:
            self._column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._card = bare
        self._column.insertWidget(0, bare)
        self.stance.show_value(evidence.id, evidence.stance)
        self.credibility.show_value(evidence.id, evidence.credibility)
        self.marking.show_value(evidence.id, evidence.marking)
        self.note.show_value(evidence.id, evidence.note)

    def _open(self) -> None:
        if self._evidence is not None:
            bus = self._workspace.bus
            bus.passage_wanted.emit(self._evidence.source_id, self._evidence.id)

    def _withdraw(self) -> None:
        if self._evidence is None:
            return
        outcome = self._workspace.do(WithdrawEvidence(self._evidence.id))
        if outcome is not None and outcome.changes is not None:
            self._workspace.bus.did.emit(outcome.changes.label)


def _without_note(evidence: Evidence) -> Evidence:
    """The note has its own field here."""
    return replace(evidence, note="")
