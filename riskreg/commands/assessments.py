"""Recording judgements and adopting the one that counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from riskreg.commands.base import Command, Done, subject_of
from riskreg.desk import Desk
from riskreg.errors import Invalid
from riskreg.model import (
    Assessment,
    Evidence,
    Impact,
    Likelihood,
    Risk,
)
from riskreg.terms import AssessmentKind, Confidence
from riskreg.words import _


@dataclass(frozen=True)
class Assess(Command):
    """Record a judgement. Adopted, it is the one that counts for its kind from now on."""

    risk_id: int
    kind: AssessmentKind = AssessmentKind.CURRENT
    assessor: str = ""
    on: date | None = None
    likelihood: Likelihood | None = None
    horizon_months: int = 24
    impacts: tuple[Impact, ...] = ()
    confidence: Confidence | None = None
    rationale_likelihood: str = ""
    rationale_impact: str = ""
    cited: tuple[int, ...] = ()
    adopt: bool = True

    def plan(self, desk: Desk) -> Done:
        risk = desk.get(Risk, self.risk_id)
        known = {d.key for d in desk.settings().criteria.dimensions}
        for impact in self.impacts:
            if impact.dimension not in known:
                raise Invalid(
                    _("{name!r} is not an impact dimension of this register.").format(
                        name=impact.dimension
                    ),
                    "impacts",
                )
        for evidence_id in self.cited:
            if desk.get(Evidence, evidence_id).risk_id != risk.id:
                raise Invalid(_("An assessment cites evidence of its own risk only."), "cited")
        assessment = Assessment(
            id=desk.new_id(),
            risk_id=risk.id,
            kind=self.kind,
            assessor=self.assessor,
            on=self.on or desk.today,
            likelihood=self.likelihood,
            horizon_months=self.horizon_months,
            impacts=self.impacts,
            confidence=self.confidence,
            rationale_likelihood=self.rationale_likelihood,
            rationale_impact=self.rationale_impact,
            cited=self.cited,
            adopted=self.adopt,
        )
        if self.adopt:
            _set_aside_adopted(desk, risk.id, self.kind)
        desk.add(assessment)
        return Done(_("Assess {code}").format(code=risk.code), subject_of(risk), assessment.id)


@dataclass(frozen=True)
class AdoptAssessment(Command):
    """Let another recorded judgement be the one that counts."""

    assessment_id: int

    def plan(self, desk: Desk) -> Done:
        chosen = desk.get(Assessment, self.assessment_id)
        risk = desk.get(Risk, chosen.risk_id)
        _set_aside_adopted(desk, risk.id, chosen.kind)
        desk.put(replace(chosen, adopted=True))
        label = _("Adopt an assessment of {code}").format(code=risk.code)
        return Done(label, subject_of(risk))


def _set_aside_adopted(desk: Desk, risk_id: int, kind: AssessmentKind) -> None:
    for earlier in desk.related(Assessment, "risk_id", risk_id):
        if earlier.kind is kind and earlier.adopted:
            desk.put(replace(earlier, adopted=False))
