"""Changes: what a command plans, the store writes, undo turns round and the screen is told of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from riskreg.model import Entity, kind_name


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """One field of one entity, from what to what (Python values)."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One entity before and after. ``before`` None: it appears; ``after`` None: it goes."""

    before: Entity | None
    after: Entity | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a change needs a side")

    @property
    def entity(self) -> Entity:
        """The side that exists, the later one where both do."""
        side = self.after if self.after is not None else self.before
        assert side is not None
        return side

    @property
    def kind(self) -> type[Entity]:
        return type(self.entity)

    @property
    def id(self) -> int:
        return self.entity.id

    @property
    def inverse(self) -> Change:
        return Change(before=self.after, after=self.before)

    def diff(self) -> list[FieldDiff]:
        """The fields that differ, ``version`` apart. Empty for an appearance or a going."""
        if self.before is None or self.after is None:
            return []
        return [
            FieldDiff(f.name, getattr(self.before, f.name), getattr(self.after, f.name))
            for f in fields(self.after)
            if f.name != "version" and getattr(self.before, f.name) != getattr(self.after, f.name)
        ]


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one command did, in one transaction.

    ``action`` is the command's name in snake_case, ``subject`` what it was about ('R-007 Scanners
    …'), ``label`` the words for a menu ("New risk R-007"). ``undoes`` is the id of the change set
    this one turns round, or None.
    """

    id: int
    at: datetime
    person: str
    action: str
    subject: str
    label: str
    changes: tuple[Change, ...]
    undoes: int | None = None

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def touched(self, kind: type[Entity]) -> set[int]:
        """Ids of the entities of one kind in this set."""
        return {change.id for change in self.changes if change.kind is kind}

    def kinds(self) -> set[str]:
        """Names of the kinds in this set: what a screen looks at to know if it is concerned."""
        return {kind_name(change.kind) for change in self.changes}


def same(one: Entity, other: Entity) -> bool:
    """Whether two entities are equal but for their version."""
    return replace(one, version=0) == replace(other, version=0)
