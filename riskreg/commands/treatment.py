"""Measures against risks, and the actors behind them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from riskreg.commands.base import Command, Done, Values, subject_with_risk
from riskreg.desk import Desk
from riskreg.model import (
    Actor,
    Measure,
    Risk,
)
from riskreg.words import _


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
        return Done(label, subject_with_risk(desk, measure), measure.id)


@dataclass(frozen=True)
class DeleteMeasure(Command):
    measure_id: int

    def plan(self, desk: Desk) -> Done:
        measure = desk.get(Measure, self.measure_id)
        desk.remove(measure)
        label = _("Delete measure {title}").format(title=measure.title)
        return Done(label, subject_with_risk(desk, measure))


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
        return Done(_("Add actor {name}").format(name=actor.name), actor.name, actor.id)


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
