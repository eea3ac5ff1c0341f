"""Scoring: a judgement is filled in, recorded, and stands in the list of those made before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from riskreg import scoring
from riskreg.commands import AdoptAssessment
from riskreg.errors import UserError
from riskreg.model import Assessment
from riskreg.terms import confidence_sentence, label
from riskreg.words import _, date_text
from ui.risks.columns import band_word, level_word
from ui.risks.dossier import Dossier
from ui.risks.scoring_form import Draft, ScoringForm
from ui.risks.tab import Tab, clear
from ui.texts import escaped
from ui.values import value_text
from ui.workspace import Workspace


class AssessmentTab(Tab):
    """What is being filled in for one risk is kept while another is looked at."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._drafts: dict[int, Draft] = {}
        self._risk_id = 0
        self.form = ScoringForm(workspace.reader.settings().criteria, self.inner)
        self.column.addWidget(self.form)
        self.record = QPushButton(_("Record assessment"), self.inner)
        self.record.setProperty("look", "primary")
        self.record.setToolTip(_("It becomes the one that counts for its kind"))
        self.record.clicked.connect(self._record)
        self._discard = QPushButton(_("Discard"), self.inner)
        self._discard.setToolTip(_("Go back to what was recorded last"))
        self._discard.clicked.connect(self._forget)
        self.form.changed.connect(self._show_state)
        row = QHBoxLayout()
        row.addWidget(self.record)
        row.addWidget(self._discard)
        row.addStretch(1)
        self.column.addLayout(row)
        self.rule()
        self.heading(_("Assessments so far"))
        self._earlier = QVBoxLayout()
        self._earlier.setSpacing(8)
        self.column.addLayout(self._earlier)
        self.column.addStretch(1)
        self._dossier: Dossier | None = None
        self._show_state()

    def show_dossier(self, dossier: Dossier) -> None:
        if self._risk_id and self._risk_id != dossier.risk.id and self.form.is_typed_over():
            self._drafts[self._risk_id] = self.form.draft()
        fresh = self._risk_id != dossier.risk.id
        self._risk_id = dossier.risk.id
        self._dossier = dossier
        if fresh or not self.form.is_typed_over():
            self.form.show_dossier(dossier)
            kept = self._drafts.pop(dossier.risk.id, None)
            if kept is not None:
                self.form.show_draft(kept)
        else:
            self.form.show_evidence(dossier)
        self._show_earlier(dossier)
        self._show_state()

    def _show_state(self) -> None:
        self._discard.setEnabled(self.form.is_typed_over())

    def _record(self) -> None:
        try:
            command = self.form.command(self._risk_id, self.workspace.register.person)
        except UserError as error:
            self.workspace.tell(error)
            return
        self.form.settle()
        outcome = self.workspace.do(command)
        if outcome is None:
            self.form.unsettle()
        elif outcome.changes is not None:
            self.workspace.bus.did.emit(outcome.changes.label)

    def _forget(self) -> None:
        self.form.settle()
        if self._dossier is not None:
            self.form.show_dossier(self._dossier)
        self._show_state()

    def _show_earlier(self, dossier: Dossier) -> None:
        clear(self._earlier)
        latest = sorted(dossier.assessments, key=lambda a: (a.on, a.id), reverse=True)
        for assessment in latest:
            self._earlier.addWidget(self._card(assessment, dossier))
        if not latest:
            none = QLabel(_("None yet: this risk is unscored."), self.inner)
            none.setProperty("look", "muted")
            self._earlier.addWidget(none)

    def _card(self, assessment: Assessment, dossier: Dossier) -> QWidget:
        card = QFrame(self.inner)
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(3)
        head = [label(assessment.kind), date_text(assessment.on), assessment.assessor]
        if assessment.adopted:
            head.append(_("counts"))
        _line(column, " · ".join(filter(None, head)), "heading")
        _line(column, escaped(_judged(assessment, dossier)))
        if assessment.confidence is not None:
            _line(column, escaped(confidence_sentence(assessment.confidence)), "muted")
        for text in (assessment.rationale_likelihood, assessment.rationale_impact):
            if text.strip():
                _line(column, escaped(text), "small")
        cited = sorted({dossier.name_of(evidence_id) for evidence_id in assessment.cited})
        if cited:
            words = _("Rests on {sources}").format(sources=", ".join(cited))
            _line(column, escaped(words), "small")
        if not assessment.adopted:
            adopt = QPushButton(_("Let this one count"), card)
            adopt.setProperty("look", "quiet")
            adopt.clicked.connect(lambda: self.workspace.do(AdoptAssessment(assessment.id)))
            column.addWidget(adopt, 0, Qt.AlignmentFlag.AlignLeft)
        return card


def _line(column: QVBoxLayout, rich: str, look: str = "") -> None:
    line = QLabel(rich)
    line.setTextFormat(Qt.TextFormat.RichText)
    line.setWordWrap(True)
    if look:
        line.setProperty("look", look)
    column.addWidget(line)


def _judged(assessment: Assessment, dossier: Dossier) -> str:
    """'High · Likely, 45 – 60 – 70 % · impact 4' from what was rated."""
    criteria = dossier.settings.criteria
    found = scoring.score(assessment, criteria)
    parts = [level_word(found.level if found else None, criteria)]
    if assessment.likelihood is not None:
        word = band_word(assessment.likelihood.best, criteria)
        parts.append(f"{word}, {value_text(assessment.likelihood)}")
    impact = scoring.overall_impact(assessment.impacts)
    if impact is not None:
        names = ", ".join(criteria.dimension_name(key) for key in impact.dimensions)
        parts.append(_("impact {level} ({names})").format(level=impact.best, names=names))
    return " · ".join(parts)
