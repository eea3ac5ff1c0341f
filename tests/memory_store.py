"""A store in a dictionary: the plain second opinion on what a register holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from riskreg.changes import ChangeSet
from riskreg.errors import NotThere, Stale
from riskreg.model import (
    CODE_LETTERS,
    SETTINGS_ID,
    Actor,
    Assessment,
    Entity,
    Evidence,
    Measure,
    Risk,
    Settings,
    Source,
)
from riskreg.query import code_number
from riskreg.snapshot import Snapshot

E = TypeVar("E", bound=Entity)


class MemoryStore:
    """As much of ``riskreg.ports.Store`` as commands, undo and redo need."""

    def __init__(self, *entities: Entity) -> None:
        self.entities: dict[int, Entity] = {e.id: e for e in entities}
        self.written: list[ChangeSet] = []
        self._numbers: dict[type[Entity], int] = {}

    def all(self, kind: type[E]) -> list[E]:
        return sorted((e for e in self.entities.values() if type(e) is kind), key=lambda e: e.id)

    def settings(self) -> Settings:
        return self.get(Settings, SETTINGS_ID)

    def find(self, kind: type[E], entity_id: int) -> E | None:
        found = self.entities.get(entity_id)
        return found if isinstance(found, kind) else None

    def get(self, kind: type[E], entity_id: int) -> E:
        found = self.find(kind, entity_id)
        if found is None:
            raise NotThere("gone")
        return found

    def by_code(self, kind: type[E], code: str) -> E | None:
        return next((e for e in self.all(kind) if getattr(e, "code", None) == code), None)

    def related(self, kind: type[E], field: str, entity_id: int) -> list[E]:
        return [e for e in self.all(kind) if getattr(e, field) == entity_id]

    def risks_of_actor(self, actor_id: int) -> list[Risk]:
        return [r for r in self.all(Risk) if actor_id in {a.actor_id for a in r.actors}]

    def last_number(self, kind: type[Entity]) -> int:
        return self._numbers.get(kind, 0)

    def write(self, changes: ChangeSet) -> None:
        for change in changes:
            held = self.entities.get(change.id)
            if (held.version if held else None) != (
                change.before.version if change.before else None
            ):
                raise Stale(str(change.id))
        for change in changes:
            if change.after is None:
                del self.entities[change.id]
            else:
                version = change.before.version + 1 if change.before else 1
                self.entities[change.id] = replace(change.after, version=version)
                if change.kind in CODE_LETTERS:
                    number = code_number(getattr(change.after, "code", ""))
                    self._numbers[change.kind] = max(self.last_number(change.kind), number)
        self.written.append(changes)

    def snapshot(self) -> Snapshot:
        return Snapshot(
            settings=self.settings(),
            actors=tuple(self.all(Actor)),
            sources=tuple(sorted(self.all(Source), key=lambda s: code_number(s.code))),
            risks=tuple(sorted(self.all(Risk), key=lambda r: code_number(r.code))),
            evidence=tuple(self.all(Evidence)),
            assessments=tuple(sorted(self.all(Assessment), key=lambda a: (a.risk_id, a.on, a.id))),
            measures=tuple(self.all(Measure)),
        )
