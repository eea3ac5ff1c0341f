"""The form a judgement is filled in with. It holds no rule: the model refuses the impossible."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from riskreg.commands import Assess
from riskreg.criteria import Criteria
from riskreg.model import Assessment
from riskreg.terms import AssessmentKind, Confidence, confidence_meaning, label
from riskreg.words import _
from ui.risks.dossier import Dossier
from ui.risks.ratings import ImpactRating, LikelihoodRating
from ui.risks.tab import clear
from ui.texts import one_line, tool_tip


@dataclass(frozen=True, slots=True)
class Draft:
    """A judgement being filled in: texts of the spin boxes as typed, ratings as chosen."""

    kind: AssessmentKind
    likelihood: tuple[str, str, str]
    horizon: int
    impacts: dict[str, tuple[int, int, int]]
    confidence: Confidence | None
    rationale_likelihood: str
    rationale_impact: str
    cited: tuple[int, ...]


class ScoringForm(QWidget):
    """changed()  something was filled in"""

    changed = Signal()

    def __init__(self, criteria: Criteria, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed_over = False
        self._dossier: Dossier | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._build_top(criteria)
        self._build_impacts(criteria)
        self._build_reasons()

    # -- building -----------------------------------------------------------------------------

    def _heading(self, words: str) -> QLabel:
        heading = QLabel(words, self)
        heading.setProperty("look", "heading")
        self._column.addSpacing(6)
        self._column.addWidget(heading)
        return heading

    def _build_top(self, criteria: Criteria) -> None:
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(_("Kind of assessment"))
        for kind in (AssessmentKind.CURRENT, AssessmentKind.INHERENT, AssessmentKind.TARGET):
            self.kind.addItem(label(kind), kind)
        self.kind.activated.connect(lambda _place: self._show_kind())
        self._kind_words = QLabel(self)
        self._kind_words.setProperty("look", "small")
        self._kind_words.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.kind)
        row.addWidget(self._kind_words, 1)
        self._column.addLayout(row)
        self._heading(_("Likelihood, in per cent"))
        self.likelihood = LikelihoodRating(criteria, self)
        self.likelihood.changed.connect(self._on_change)
        self._column.addWidget(self.likelihood)
        self.horizon = QSpinBox(self)
        self.horizon.setRange(1, 600)
        self.horizon.setAccessibleName(_("Horizon in months"))
        self.horizon.valueChanged.connect(lambda _months: self._on_change())
        across = QHBoxLayout()
        across.setSpacing(6)
        across.addWidget(self.likelihood.word)
        across.addWidget(QLabel(_("within"), self))
        across.addWidget(self.horizon)
        across.addWidget(QLabel(_("months"), self))
        across.addStretch(1)
        self._column.addLayout(across)

    def _build_impacts(self, criteria: Criteria) -> None:
        self._heading(_("Impact: low – best – high, 1 to 5"))
        self.impacts: dict[str, ImpactRating] = {}
        for dimension in criteria.dimensions:
            rating = ImpactRating(dimension, criteria.impact_words, self)
            rating.changed.connect(self._on_change)
            self.impacts[dimension.key] = rating
            self._column.addWidget(rating)

    def _build_reasons(self) -> None:
        self._heading(_("Confidence: how good the basis is"))
        self.confidence = QComboBox(self)
        self.confidence.setAccessibleName(_("Confidence"))
        self.confidence.addItem(_("Not stated"), None)
        for confidence in Confidence:
            self.confidence.addItem(label(confidence), confidence)
        self.confidence.activated.connect(lambda _place: self._on_change())
        self._confidence_words = QLabel(self)
        self._confidence_words.setProperty("look", "small")
        self._confidence_words.setWordWrap(True)
        self._column.addWidget(self.confidence)
        self._column.addWidget(self._confidence_words)
        self._heading(_("Rationale for the likelihood"))
        self.rationale_likelihood = self._text(_("Rationale for the likelihood"))
        self._heading(_("Rationale for the impact"))
        self.rationale_impact = self._text(_("Rationale for the impact"))
        self._heading(_("Rests on"))
        self._cited: dict[int, QCheckBox] = {}
        self._cited_column = QVBoxLayout()
        self._column.addLayout(self._cited_column)

    def _text(self, name: str) -> QPlainTextEdit:
        text = QPlainTextEdit(self)
        text.setAccessibleName(name)
        text.setTabChangesFocus(True)
        text.setFixedHeight(76)
        text.textChanged.connect(self._on_change)
        self._column.addWidget(text)
        return text

    # -- state --------------------------------------------------------------------------------

    def is_typed_over(self) -> bool:
        """Whether anything was filled in that is not recorded."""
        return self._typed_over

    def settle(self) -> None:
        """What is filled in counts as recorded from here on."""
        self._typed_over = False

    def unsettle(self) -> None:
        """It was not recorded after all."""
        self._typed_over = True
        self.changed.emit()

    def _on_change(self) -> None:
        self._typed_over = True
        self._show_confidence()
        self.changed.emit()

    def _show_confidence(self) -> None:
        chosen: Confidence | None = self.confidence.currentData()
        words = confidence_meaning(Confidence(chosen)) if chosen else ""
        self._confidence_words.setText(words[:1].upper() + words[1:])
        self._confidence_words.setVisible(bool(words))

    def _kind(self) -> AssessmentKind:
        return AssessmentKind(self.kind.currentData())

    def _show_kind(self) -> None:
        """Another kind: begin from what counts for it, unless something was filled in."""
        if self._dossier is not None and not self._typed_over:
            self._fill(self._dossier.adopted(self._kind()))
        self._name_kind()

    def _name_kind(self) -> None:
        words = {
            AssessmentKind.INHERENT: _("before any measure"),
            AssessmentKind.CURRENT: _("with the measures in place"),
            AssessmentKind.TARGET: _("after the measures planned"),
        }
        self._kind_words.setText(words[self._kind()])

    def show_dossier(self, dossier: Dossier) -> None:
        """Begin from the assessment of this kind that counts, or from nothing."""
        self._dossier = dossier
        self.show_evidence(dossier)
        self._fill(dossier.adopted(self._kind()))
        self._name_kind()

    def show_evidence(self, dossier: Dossier) -> None:
        """List the passages that can be cited; ticks stay."""
        self._dossier = dossier
        ticked = {eid for eid, box in self._cited.items() if box.isChecked()}
        clear(self._cited_column)
        self._cited = {}
        for evidence in dossier.evidence:
            source = dossier.sources.get(evidence.source_id)
            code = source.code if source is not None else "?"
            words = f"{evidence.stance.letter} {code}  {one_line(evidence.excerpt.strip())}"
            box = QCheckBox(_shortened(words), self)
            box.setToolTip(tool_tip(evidence.excerpt.strip()))
            box.setAccessibleName(words)
            box.setChecked(evidence.id in ticked)
            box.toggled.connect(lambda _on: self._on_change())
            self._cited[evidence.id] = box
            self._cited_column.addWidget(box)
        if not dossier.evidence:
            none = QLabel(_("No passage is filed for this risk yet."), self)
            none.setProperty("look", "small")
            self._cited_column.addWidget(none)

    def _fill(self, assessment: Assessment | None) -> None:
        months = self._dossier.settings.horizon_months if self._dossier is not None else 24
        if assessment is None:
            self.show_draft(Draft(self._kind(), ("", "", ""), months, {}, None, "", "", ()))
        else:
            rated = assessment.likelihood
            self.show_draft(
                Draft(
                    assessment.kind,
                    LikelihoodRating.texts(rated),
                    assessment.horizon_months,
                    {i.dimension: (i.low, i.best, i.high) for i in assessment.impacts},
                    assessment.confidence,
                    assessment.rationale_likelihood,
                    assessment.rationale_impact,
                    assessment.cited,
                )
            )
        self._typed_over = False

    def show_draft(self, draft: Draft) -> None:
        """Show a judgement as it was being filled in."""
        with QSignalBlocker(self):
            self.kind.setCurrentIndex(self.kind.findData(draft.kind))
            self.likelihood.show_texts(draft.likelihood)
            self.horizon.setValue(draft.horizon)
            for key, rating in self.impacts.items():
                rating.show_rating(draft.impacts.get(key))
            self.confidence.setCurrentIndex(self.confidence.findData(draft.confidence))
            self.rationale_likelihood.setPlainText(draft.rationale_likelihood)
            self.rationale_impact.setPlainText(draft.rationale_impact)
            for evidence_id, box in self._cited.items():
                box.setChecked(evidence_id in draft.cited)
        self._typed_over = True
        self._show_confidence()

    def draft(self) -> Draft:
        """What is filled in now."""
        return Draft(
            self._kind(),
            self.likelihood.typed_texts(),
            self.horizon.value(),
            {key: r.levels() for key, r in self.impacts.items() if r.is_rated()},
            self._confidence(),
            _plain(self.rationale_likelihood),
            _plain(self.rationale_impact),
            tuple(eid for eid, box in self._cited.items() if box.isChecked()),
        )

    def _confidence(self) -> Confidence | None:
        chosen = self.confidence.currentData()
        return Confidence(chosen) if chosen else None

    def command(self, risk_id: int, assessor: str) -> Assess:
        """The judgement as a command. UserError, in one sentence, for what cannot be."""
        draft = self.draft()
        return Assess(
            risk_id,
            kind=draft.kind,
            assessor=assessor,
            likelihood=self.likelihood.value(),
            horizon_months=draft.horizon,
            impacts=tuple(r.value() for r in self.impacts.values() if r.is_rated()),
            confidence=draft.confidence,
            rationale_likelihood=draft.rationale_likelihood,
            rationale_impact=draft.rationale_impact,
            cited=draft.cited,
        )


def _plain(text: QPlainTextEdit) -> str:
    return text.document().toRawText().replace("\u2029", "\n")


def _shortened(text: str, longest: int = 36) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
