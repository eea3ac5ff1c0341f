"""Recording, duplicating, closing and deleting risks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from riskreg.commands.base import Command, Done, Values, subject_of
from riskreg.desk import Desk
from riskreg.model import (
    Actor,
    Assessment,
    Entity,
    Evidence,
    Measure,
    Risk,
)
from riskreg.terms import RiskStatus
from riskreg.words import _, ngettext


@dataclass(frozen=True)
class RecordRisk(Command):
    """A new risk. ``values`` are further fields of Risk; marking and day have their defaults."""

    title: str
    values: Values = field(default_factory=dict)

    def plan(self, desk: Desk) -> Done:
        risk = new_risk(desk, self.title, self.values)
        return Done(_("New risk {code}").format(code=risk.code), subject_of(risk), risk.id)


def new_risk(desk: Desk, title: str, values: Values) -> Risk:
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
