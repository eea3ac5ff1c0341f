"""The desk a command plans on: the register as it will be, before anything is written."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from riskreg.changes import Change
from riskreg.codec import fits, hints
from riskreg.errors import Invalid, NotThere
from riskreg.labels import field_label, kind_label
from riskreg.model import CODE_LETTERS, SETTINGS_ID, Entity, Risk, Settings
from riskreg.ports import Ids, Reader
from riskreg.words import _

E = TypeVar("E", bound=Entity)


class Desk:
    """Reads through to the store, collects planned changes, hands out ids and codes."""

    def __init__(self, reader: Reader, ids: Ids, today: date) -> None:
        self._reader = reader
        self._ids = ids
        self._planned: dict[int, Change] = {}
        self._read: dict[int, Entity] = {}
        self._numbers: dict[type[Entity], int] = {}
        self.today = today

    @property
    def changes(self) -> tuple[Change, ...]:
        """Net changes in the order first planned; what ended as it began is not among them."""
        return tuple(c for c in self._planned.values() if c.before != c.after)

    def new_id(self) -> int:
        return self._ids.next()

    def new_code(self, kind: type[Entity]) -> str:
        """The next code of a kind: R-001, R-002, …, R-1000. Never one that was used before."""
        last = self._numbers.get(kind)
        number = (self._reader.last_number(kind) if last is None else last) + 1
        self._numbers[kind] = number
        return f"{CODE_LETTERS[kind]}-{number:03d}"

    def find(self, kind: type[E], entity_id: int) -> E | None:
        planned = self._planned.get(entity_id)
        if planned is not None:
            return planned.after if isinstance(planned.after, kind) else None
        if entity_id not in self._read:
            found = self._reader.find(kind, entity_id)
            if found is None:
                return None
            self._read[entity_id] = found
        held = self._read[entity_id]
        return held if isinstance(held, kind) else None

    def by_code(self, kind: type[E], code: str) -> E | None:
        """The stored entity with a code."""
        return self._reader.by_code(kind, code)

    def last_number(self, kind: type[Entity]) -> int:
        """The highest number a code of a kind ever had."""
        return self._reader.last_number(kind)

    def get(self, kind: type[E], entity_id: int) -> E:
        """The entity as it will be; NotThere if it is gone or about to go."""
        found = self.find(kind, entity_id)
        if found is None:
            raise NotThere(
                _("This {kind} is no longer in the register.").format(
                    kind=kind_label(kind.__name__.lower())
                )
            )
        return found

    def settings(self) -> Settings:
        return self.get(Settings, SETTINGS_ID)

    def related(self, kind: type[E], pointer: str, entity_id: int) -> list[E]:
        """Entities of ``kind`` whose field ``pointer`` will name ``entity_id``."""
        stored = self._reader.related(kind, pointer, entity_id)
        present = [e for e in stored if e.id not in self._planned]
        for change in self._planned.values():
            after = change.after
            if isinstance(after, kind) and getattr(after, pointer) == entity_id:
                present.append(after)
        return present

    def risks_of_actor(self, actor_id: int) -> list[Risk]:
        """Risks in which an actor will have a role."""
        stored = self._reader.risks_of_actor(actor_id)
        present = [r for r in stored if r.id not in self._planned]
        for change in self._planned.values():
            after = change.after
            if isinstance(after, Risk) and any(a.actor_id == actor_id for a in after.actors):
                present.append(after)
        return present

    def add(self, entity: Entity) -> None:
        """Let a new entity be; Invalid where a value is not of the kind its field holds."""
        for name, hint in hints(type(entity)).items():
            value = getattr(entity, name)
            if not fits(hint, value):
                raise Invalid(
                    _("{value!r} cannot stand in {field}.").format(
                        value=value, field=field_label(name)
                    ),
                    name,
                )
        self._planned[entity.id] = Change(None, entity)

    def put(self, entity: Entity) -> None:
        """Let the entity with this id be ``entity`` from now on."""
        self._planned[entity.id] = Change(self._before(entity), entity)

    def remove(self, entity: Entity) -> None:
        before = self._before(entity)
        if before is None:
            del self._planned[entity.id]
        else:
            self._planned[entity.id] = Change(before, None)

    def _before(self, entity: Entity) -> Entity | None:
        planned = self._planned.get(entity.id)
        return planned.before if planned else self.get(type(entity), entity.id)
