"""What commands share: the plan, what was done, and how the record names things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from riskreg.desk import Desk
from riskreg.model import (
    Actor,
    Assessment,
    Entity,
    Evidence,
    Measure,
    Risk,
    Settings,
    Source,
)

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


def subject_with_risk(desk: Desk, entity: Entity) -> str:
    if isinstance(entity, Evidence | Assessment | Measure):
        risk = desk.find(Risk, entity.risk_id)
        return " · ".join(filter(None, (subject_of(risk) if risk else "", subject_of(entity))))
    return subject_of(entity)
