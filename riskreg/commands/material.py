"""Documents and the passages filed from them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from riskreg.commands.base import Command, Done, Values, subject_of
from riskreg.commands.risks import new_risk
from riskreg.desk import Desk
from riskreg.errors import Invalid
from riskreg.model import (
    Assessment,
    Evidence,
    Risk,
    Source,
)
from riskreg.terms import Stance
from riskreg.words import _


@dataclass(frozen=True)
class AddSource(Command):
    """A document joins the material. ``values`` are further fields of Source."""

    title: str
    values: Values = field(default_factory=dict)

    def plan(self, desk: Desk) -> Done:
        given = {"accessed": desk.today, **self.values}
        source = Source(id=desk.new_id(), code=desk.new_code(Source), title=self.title, **given)
        if source.derives_from is not None:
            desk.get(Source, source.derives_from)
        desk.add(source)
        return Done(_("Add {code}").format(code=source.code), subject_of(source), source.id)


@dataclass(frozen=True)
class DeleteSource(Command):
    """Take a document out with the passages filed from it."""

    source_id: int

    def plan(self, desk: Desk) -> Done:
        source = desk.get(Source, self.source_id)
        for evidence in desk.related(Evidence, "source_id", source.id):
            _withdraw(desk, evidence)
        for retelling in desk.related(Source, "derives_from", source.id):
            desk.put(replace(retelling, derives_from=None))
        desk.remove(source)
        return Done(_("Delete {code}").format(code=source.code), subject_of(source))


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source's text, in code points: text[start:end]."""

    source_id: int
    start: int
    end: int


@dataclass(frozen=True)
class FileEvidence(Command):
    """A passage becomes evidence of an existing risk."""

    risk_id: int
    passage: Passage
    stance: Stance
    credibility: int = 6
    note: str = ""

    def plan(self, desk: Desk) -> Done:
        risk = desk.get(Risk, self.risk_id)
        evidence = _file(desk, risk, self.passage, self.stance, self.credibility, self.note)
        source = desk.get(Source, self.passage.source_id)
        label = _("Evidence from {source} for {risk}").format(source=source.code, risk=risk.code)
        return Done(label, f"{subject_of(risk)} · {source.code}", evidence.id)


@dataclass(frozen=True)
class RecordRiskFromPassage(Command):
    """A new risk that begins with one passage as its evidence."""

    title: str
    passage: Passage
    stance: Stance = Stance.SUPPORTS
    credibility: int = 6
    note: str = ""
    values: Values = field(default_factory=dict)

    def plan(self, desk: Desk) -> Done:
        risk = new_risk(desk, self.title, self.values)
        _file(desk, risk, self.passage, self.stance, self.credibility, self.note)
        label = _("New risk {code} from a passage").format(code=risk.code)
        return Done(label, subject_of(risk), risk.id)


def _file(
    desk: Desk, risk: Risk, passage: Passage, stance: Stance, credibility: int, note: str
) -> Evidence:
    source = desk.get(Source, passage.source_id)
    if not 0 <= passage.start < passage.end <= len(source.text):
        raise Invalid(
            _("The passage does not lie in the text of {source}.").format(source=source.code)
        )
    evidence = Evidence(
        id=desk.new_id(),
        risk_id=risk.id,
        source_id=source.id,
        start=passage.start,
        end=passage.end,
        excerpt=source.text[passage.start : passage.end],
        stance=stance,
        credibility=credibility,
        note=note,
        marking=source.marking,
    )
    desk.add(evidence)
    return evidence


@dataclass(frozen=True)
class WithdrawEvidence(Command):
    """Take a passage away from its risk; assessments no longer cite it."""

    evidence_id: int

    def plan(self, desk: Desk) -> Done:
        evidence = desk.get(Evidence, self.evidence_id)
        risk = desk.get(Risk, evidence.risk_id)
        _withdraw(desk, evidence)
        return Done(_("Withdraw evidence from {code}").format(code=risk.code), subject_of(risk))


def _withdraw(desk: Desk, evidence: Evidence) -> None:
    for assessment in desk.related(Assessment, "risk_id", evidence.risk_id):
        if evidence.id in assessment.cited:
            left = tuple(c for c in assessment.cited if c != evidence.id)
            desk.put(replace(assessment, cited=left))
    desk.remove(evidence)
