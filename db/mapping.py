"""Entities to rows and back. Generic over the kinds: scalars in one row, lists in their tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Table

from db import tables as t
from riskreg.codec import from_plain, hints, to_plain, value_from_plain
from riskreg.criteria import Criteria
from riskreg.model import (
    Actor,
    ActorRole,
    Assessment,
    Entity,
    Evidence,
    Impact,
    Likelihood,
    Measure,
    Risk,
    Settings,
    Source,
    Translation,
)


@dataclass(frozen=True)
class ListMapping:
    """One tuple field in a table of its own. ``item_to_row`` and ``row_to_item`` turn one item."""

    field: str
    table: Table
    item_to_row: Callable[[Any], dict[str, Any]]
    row_to_item: Callable[[Row[Any]], Any]

    @property
    def owner(self) -> str:
        """The column that points to the entity."""
        return str(next(iter(self.table.primary_key.columns)).name)

    def rows(self, entity: Entity) -> list[dict[str, Any]]:
        return [
            {self.owner: entity.id, "position": position, **self.item_to_row(item)}
            for position, item in enumerate(getattr(entity, self.field))
        ]


@dataclass(frozen=True)
class EntityMapping:
    """One kind: its table, its lists, and the fields that are neither plain column nor list."""

    kind: type[Entity]
    table: Table
    lists: tuple[ListMapping, ...] = ()
    #: field -> columns it is spread over, and how.
    spread: Mapping[str, Callable[[Any], dict[str, Any]]] = field(default_factory=dict)
    gather: Mapping[str, Callable[[Row[Any]], Any]] = field(default_factory=dict)

    def row(self, entity: Entity) -> dict[str, Any]:
        """The columns of the entity's own table, ``version`` included as it stands."""
        listed = {m.field for m in self.lists}
        row: dict[str, Any] = {}
        for name in hints(self.kind):
            value = getattr(entity, name)
            if name in listed:
                continue
            if name in self.spread:
                row.update(self.spread[name](value))
            else:
                row[name] = getattr(value, "value", value)
        return row

    def entity(self, row: Row[Any], lists: Mapping[str, tuple[Any, ...]]) -> Entity:
        """The entity from its row and its lists by field name."""
        values: dict[str, Any] = dict(lists)
        for name, hint in hints(self.kind).items():
            if name in values:
                continue
            if name in self.gather:
                values[name] = self.gather[name](row)
            else:
                value = getattr(row, name)
                values[name] = value if value is None else _typed(hint, value)
        return self.kind(**values)


def _typed(hint: Any, value: Any) -> Any:
    """Enumerations come back from their value; everything else the driver has typed already.

    ValueError for bytes, which no column holds: SQLite takes any value in any column.
    """
    if isinstance(value, str):
        return value_from_plain(hint, value)
    if isinstance(value, bytes):
        raise ValueError("bytes in place of a value")
    return value


def _likelihood(value: Likelihood | None) -> dict[str, Any]:
    return {
        "likelihood_low": value.low if value else None,
        "likelihood_best": value.best if value else None,
        "likelihood_high": value.high if value else None,
    }


def _likelihood_of(row: Row[Any]) -> Likelihood | None:
    if row.likelihood_best is None:
        return None
    return Likelihood(row.likelihood_low, row.likelihood_best, row.likelihood_high)


def dumps(value: Any) -> str:
    """Compact JSON of a plain value, readable in any language."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


MAPPINGS: dict[Any, EntityMapping] = {
    Settings: EntityMapping(
        Settings,
        t.settings,
        spread={
            "sectors": lambda v: {"sectors": dumps(v)},
            "vectors": lambda v: {"vectors": dumps(v)},
            "criteria": lambda v: {"criteria": dumps(to_plain(v))},
        },
        gather={
            "sectors": lambda row: tuple(json.loads(row.sectors)),
            "vectors": lambda row: tuple(json.loads(row.vectors)),
            "criteria": lambda row: from_plain(Criteria, json.loads(row.criteria)),
        },
    ),
    Actor: EntityMapping(
        Actor,
        t.actor,
        (
            ListMapping(
                "aliases", t.actor_alias, lambda alias: {"alias": alias}, lambda row: row.alias
            ),
        ),
    ),
    Source: EntityMapping(Source, t.source),
    Risk: EntityMapping(
        Risk,
        t.risk,
        (
            ListMapping("sectors", t.risk_sector, lambda v: {"sector": v}, lambda row: row.sector),
            ListMapping(
                "actors",
                t.risk_actor,
                lambda v: {"actor_id": v.actor_id, "role": v.role},
                lambda row: ActorRole(row.actor_id, row.role),
            ),
            ListMapping("legal_hooks", t.risk_legal_hook, lambda v: {"hook": v}, lambda r: r.hook),
            ListMapping("tags", t.risk_tag, lambda v: {"tag": v}, lambda row: row.tag),
            ListMapping(
                "translations",
                t.risk_translation,
                lambda v: {"language": v.language, "title": v.title, "summary": v.summary},
                lambda row: Translation(row.language, row.title, row.summary),
            ),
        ),
    ),
    Evidence: EntityMapping(Evidence, t.evidence),
    Assessment: EntityMapping(
        Assessment,
        t.assessment,
        (
            ListMapping(
                "impacts",
                t.assessment_impact,
                to_plain,
                lambda row: Impact(row.dimension, row.low, row.best, row.high),
            ),
            ListMapping(
                "cited",
                t.assessment_citation,
                lambda v: {"evidence_id": v},
                lambda row: row.evidence_id,
            ),
        ),
        spread={"likelihood": _likelihood},
        gather={"likelihood": _likelihood_of},
    ),
    Measure: EntityMapping(Measure, t.measure),
}


def grouped(rows: Iterable[Row[Any]], mapping: ListMapping) -> dict[int, tuple[Any, ...]]:
    """List items by owner, from rows ordered by owner and position."""
    lists: dict[int, list[Any]] = {}
    for row in rows:
        lists.setdefault(getattr(row, mapping.owner), []).append(mapping.row_to_item(row))
    return {owner: tuple(items) for owner, items in lists.items()}
