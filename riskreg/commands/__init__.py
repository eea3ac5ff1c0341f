"""What a user can intend: one frozen dataclass each, imperative, planning changes on a desk.

A command that edits carries what its user *saw*. When the register holds something else by now,
planning ends in a Conflict with both values and nothing is written.
"""

from __future__ import annotations

from riskreg.commands.assessments import AdoptAssessment, Assess
from riskreg.commands.base import Command, Done, subject_of
from riskreg.commands.edits import (
    Edit,
    EditActor,
    EditEvidence,
    EditMeasure,
    EditRisk,
    EditSettings,
    EditSource,
)
from riskreg.commands.fill import Fill
from riskreg.commands.material import (
    AddSource,
    DeleteSource,
    FileEvidence,
    Passage,
    RecordRiskFromPassage,
    WithdrawEvidence,
)
from riskreg.commands.risks import CloseRisks, DeleteRisks, DuplicateRisk, RecordRisk
from riskreg.commands.treatment import AddMeasure, DeleteActor, DeleteMeasure, RecordActor

__all__ = [
    "AddMeasure",
    "AddSource",
    "AdoptAssessment",
    "Assess",
    "CloseRisks",
    "Command",
    "DeleteActor",
    "DeleteMeasure",
    "DeleteRisks",
    "DeleteSource",
    "Done",
    "DuplicateRisk",
    "Edit",
    "EditActor",
    "EditEvidence",
    "EditMeasure",
    "EditRisk",
    "EditSettings",
    "EditSource",
    "FileEvidence",
    "Fill",
    "Passage",
    "RecordActor",
    "RecordRisk",
    "RecordRiskFromPassage",
    "WithdrawEvidence",
    "subject_of",
]
