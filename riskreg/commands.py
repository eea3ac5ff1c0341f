"""What a user can intend: one frozen dataclass each, imperative, planning changes on a desk.

A command that edits carries what its user *saw*. When the register holds something else by now,
planning ends in a Conflict with both values and nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, ClassVar, TypeVar

from riskreg.codec import fits, hints
from riskreg.desk import Desk
from riskreg.errors import Conflict, Invalid
from riskreg.labels import field_label
from riskreg.model import (
    CODE_LETTERS,
    Actor,
    Assessment,
    Entity,
    Evidence,
    Impact,
    Likelihood,
    Measure,
    Risk,
    Settings,
    Source,
)
from riskreg.query import code_number
from riskreg.terms import AssessmentKind, Confidence, RiskStatus, Stance
from riskreg.words import _, ngettext

E = TypeVar("E", bound=Entity)
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did.

    ``label`` is for the undo menu, ``subject`` for the record, ``made`` the id of what it created
    (None if nothing).
    """

    label: str
    subject: str
    made: int | None = None


class Command:
    """Something a user intends."""

    @property
    def action(self) -> str:
        """The command's name in snake_case, as the audit trail keeps it."""
        name = type(self).__name__
        return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")

    def plan(self, desk: Desk) -> Done:
        """Put the changes on the desk; UserError where the intention cannot be met."""
        raise NotImplementedError


def subject_of(entity: Entity) -> str:
    """How the record names an entity: 'R-007 Scanners at ports'."""
    if isinstance(entity, Risk | Source):
        return f"{entity.code} {entity.title}"
    if isinstance(entity, Actor):
        return entity.name
    if isinstance(entity, Measure | Settings):
        return entity.title
    return ""


# -- editing one field ------------------------------------------------------------------------

_FIXED = {"id", "code", "version", "risk_id", "source_id", "text", "sha256"}
_FIXED |= {"start", "end", "excerpt"}


@dataclass(frozen=True)
class Edit(Command):
    """Set ``field`` of an entity from the value the user saw to a new one."""

    id: int
    field: str
    seen: Any
    value: Any
    kind: ClassVar[type[Entity]]

    def plan(self, desk: Desk) -> Done:
        if self.field in _FIXED or self.field not in {f.name for f in fields(self.kind)}:
            raise Invalid(
                _("{field} cannot be edited.").format(field=field_label(self.field)), self.field
            )
        if not fits(hints(self.kind)[self.field], self.value):
            raise Invalid(
                _("{value!r} cannot stand in {field}.").format(
                    value=self.value, field=field_label(self.field)
                ),
                self.field,
            )
        entity = desk.get(self.kind, self.id)
        now = getattr(entity, self.field)
        if now not in (self.seen, self.value):
            raise Conflict(
                _("Somebody else changed this field in the meantime. Nothing was overwritten."),
                self.field,
                theirs=now,
                yours=self.value,
            )
        changed = replace(entity, **{self.field: self.value})
        self.check(desk, changed)
        desk.put(changed)
        name = getattr(entity, "code", "") or subject_of(changed)
        label = _("Edit {field} of {name}").format(field=field_label(self.field), name=name)
        return Done(label, _subject_with_risk(desk, changed))

    def check(self, desk: Desk, changed: Any) -> None:
        """Refuse what only the register as a whole can tell is wrong."""


def _subject_with_risk(desk: Desk, entity: Entity) -> str:
    if isinstance(entity, Evidence | Assessment | Measure):
        risk = desk.find(Risk, entity.risk_id)
        return " · ".join(filter(None, (subject_of(risk) if risk else "", subject_of(entity))))
    return subject_of(entity)


@dataclass(frozen=True)
class EditSettings(Edit):
    kind = Settings


@dataclass(frozen=True)
class EditRisk(Edit):
    kind = Risk

    def check(self, desk: Desk, changed: Risk) -> None:
        for role in changed.actors if self.field == "actors" else ():
            desk.get(Actor, role.actor_id)


@dataclass(frozen=True)
class EditSource(Edit):
    kind = Source

    def check(self, desk: Desk, changed: Source) -> None:
        if self.field == "derives_from":
            _refuse_loop(desk, changed, "derives_from", _("A source cannot derive from itself."))


@dataclass(frozen=True)
class EditEvidence(Edit):
    kind = Evidence


@dataclass(frozen=True)
class EditActor(Edit):
    kind = Actor

    def check(self, desk: Desk, changed: Actor) -> None:
        if self.field == "parent_id":
            _refuse_loop(desk, changed, "parent_id", _("An actor cannot own itself."))


@dataclass(frozen=True)
class EditMeasure(Edit):
    kind = Measure


def _refuse_loop(desk: Desk, entity: Source | Actor, pointer: str, sentence: str) -> None:
    here, passed = getattr(entity, pointer), set[int]()
    while here is not None and here not in passed:  # a circle may have been brought in
        if here == entity.id:
            raise Invalid(sentence, pointer)
        passed.add(here)
        here = getattr(desk.get(type(entity), here), pointer)


# -- risks ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RecordRisk(Command):
    """A new risk. ``values`` are further fields of Risk; marking and day have their defaults."""

    title: str
    values: Values = field(default_factory=dict)

    def plan(self, desk: Desk) -> Done:
        risk = _new_risk(desk, self.title, self.values)
        return Done(_("New risk {code}").format(code=risk.code), subject_of(risk), risk.id)


def _new_risk(desk: Desk, title: str, values: Values) -> Risk:
    given = {"marking": desk.settings().marking, "identified_on": desk.today, **values}
    risk = Risk(id=desk.new_id(), code=desk.new_code(Risk), title=title, **given)
    for role in risk.actors:
        desk.get(Actor, role.actor_id)
    desk.add(risk)
    return risk


@dataclass(frozen=True)
class DuplicateRisk(Command):
    """A copy with its evidence, as a draft. Scores and measures stay: each risk has its own."""

    risk_id: int

    def plan(self, desk: Desk) -> Done:
        original = desk.get(Risk, self.risk_id)
        copy = replace(
            original,
            id=desk.new_id(),
            code=desk.new_code(Risk),
            title=_("{title} (copy)").format(title=original.title),
            status=RiskStatus.DRAFT,
            identified_on=desk.today,
            version=0,
        )
        desk.add(copy)
        for evidence in desk.related(Evidence, "risk_id", original.id):
            desk.add(replace(evidence, id=desk.new_id(), risk_id=copy.id, version=0))
        label = _("Duplicate {code} as {copy}").format(code=original.code, copy=copy.code)
        return Done(label, subject_of(copy), copy.id)


@dataclass(frozen=True)
class CloseRisks(Command):
    """Close risks: they stay in the register and can be opened again."""

    risk_ids: tuple[int, ...]

    def plan(self, desk: Desk) -> Done:
        risks = [desk.get(Risk, risk_id) for risk_id in self.risk_ids]
        for risk in risks:
            desk.put(replace(risk, status=RiskStatus.CLOSED))
        if len(risks) == 1:
            return Done(_("Close {code}").format(code=risks[0].code), subject_of(risks[0]))
        label = ngettext("Close {n} risk", "Close {n} risks", len(risks))
        return Done(label, ", ".join(r.code for r in risks))


@dataclass(frozen=True)
class DeleteRisks(Command):
    """Take risks out with their evidence, assessments and measures. Their codes stay used."""

    risk_ids: tuple[int, ...]

    def plan(self, desk: Desk) -> Done:
        risks = [desk.get(Risk, risk_id) for risk_id in self.risk_ids]
        for risk in risks:
            belonging: tuple[type[Entity], ...] = (Assessment, Evidence, Measure)
            for kind in belonging:
                for entity in desk.related(kind, "risk_id", risk.id):
                    desk.remove(entity)
            desk.remove(risk)
        if len(risks) == 1:
            return Done(_("Delete {code}").format(code=risks[0].code), subject_of(risks[0]))
        label = ngettext("Delete {n} risk", "Delete {n} risks", len(risks))
        return Done(label, ", ".join(r.code for r in risks))


# -- material and evidence --------------------------------------------------------------------


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
        risk = _new_risk(desk, self.title, self.values)
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


# -- assessments ------------------------------------------------------------------------------


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


# -- measures and actors ----------------------------------------------------------------------


@dataclass(frozen=True)
class AddMeasure(Command):
    """A measure against a risk. ``values`` are further fields of Measure."""

    risk_id: int
    title: str
    values: Values = field(default_factory=dict)

    def plan(self, desk: Desk) -> Done:
        risk = desk.get(Risk, self.risk_id)
        measure = Measure(id=desk.new_id(), risk_id=risk.id, title=self.title, **self.values)
        desk.add(measure)
        label = _("New measure for {code}").format(code=risk.code)
        return Done(label, _subject_with_risk(desk, measure), measure.id)


@dataclass(frozen=True)
class DeleteMeasure(Command):
    measure_id: int

    def plan(self, desk: Desk) -> Done:
        measure = desk.get(Measure, self.measure_id)
        desk.remove(measure)
        label = _("Delete measure {title}").format(title=measure.title)
        return Done(label, _subject_with_risk(desk, measure))


@dataclass(frozen=True)
class RecordActor(Command):
    """A new actor. ``values`` are further fields of Actor."""

    name: str
    values: Values = field(default_factory=dict)

    def plan(self, desk: Desk) -> Done:
        actor = Actor(id=desk.new_id(), name=self.name, **self.values)
        if actor.parent_id is not None:
            desk.get(Actor, actor.parent_id)
        desk.add(actor)
        return Done(_("New actor {name}").format(name=actor.name), actor.name, actor.id)


@dataclass(frozen=True)
class DeleteActor(Command):
    """Take an actor out, also from the risks it has a role in and from what it owns."""

    actor_id: int

    def plan(self, desk: Desk) -> Done:
        actor = desk.get(Actor, self.actor_id)
        for risk in desk.risks_of_actor(actor.id):
            left = tuple(a for a in risk.actors if a.actor_id != actor.id)
            desk.put(replace(risk, actors=left))
        for owned in desk.related(Actor, "parent_id", actor.id):
            desk.put(replace(owned, parent_id=None))
        desk.remove(actor)
        return Done(_("Delete actor {name}").format(name=actor.name), actor.name)


# -- many at once -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Fill(Command):
    """Bring ready entities in, as one step: the starter register, an import."""

    what: str
    entities: tuple[Entity, ...]

    def plan(self, desk: Desk) -> Done:
        self._refuse_known(desk)
        for entity in self.entities:
            if isinstance(entity, Settings):
                desk.put(replace(entity, version=desk.settings().version))
            else:
                desk.add(entity)
        return Done(_("Bring in {what}").format(what=self.what), self.what)

    def _refuse_known(self, desk: Desk) -> None:
        """Refuse codes that were given before; numbers above the last one need no look."""
        for kind in CODE_LETTERS:
            last = desk.last_number(kind)
            for entity in self.entities:
                code = getattr(entity, "code", "") if isinstance(entity, kind) else ""
                if code and code_number(code) <= last and desk.by_code(kind, code):
                    raise Invalid(
                        _("{code} is already in the register; nothing was brought in.").format(
                            code=code
                        )
                    )
