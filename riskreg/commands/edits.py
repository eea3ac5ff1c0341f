"""Setting one field of one entity, from the value its user saw."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar

from riskreg.codec import fits, hints
from riskreg.commands.base import Command, Done, subject_of, subject_with_risk
from riskreg.desk import Desk
from riskreg.errors import Conflict, Invalid
from riskreg.labels import field_label
from riskreg.model import (
    Actor,
    Entity,
    Evidence,
    Measure,
    Risk,
    Settings,
    Source,
)
from riskreg.words import _

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
        return Done(label, subject_with_risk(desk, changed))

    def check(self, desk: Desk, changed: Any) -> None:
        """Refuse what only the register as a whole can tell is wrong."""


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
