"""Entities out of their tables, in few queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Select, literal, select

from db import tables as t
from db.mapping import MAPPINGS, grouped
from riskreg.model import Entity, Source

E = TypeVar("E", bound=Entity)

#: How many ids go into one IN list.
CHUNK = 500


def chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def load(
    connection: Connection,
    kind: type[E],
    condition: ColumnElement[bool] | None = None,
    *,
    without_text: bool = False,
) -> list[E]:
    """Entities of a kind that meet ``condition`` (all, without one), by id: oldest first.

    ``without_text`` leaves the text of sources '' where only their facts are needed.
    """
    mapping = MAPPINGS[kind]
    columns: list[Any] = list(mapping.table.c)
    if without_text and kind is Source:
        columns = [c for c in columns if c.name != "text"] + [literal("").label("text")]
    own = select(*columns).order_by(mapping.table.c.id)
    if condition is not None:
        own = own.where(condition)
    rows = connection.execute(own).all()
    if not rows:
        return []
    lists = {
        m.field: grouped(connection.execute(_list_query(m, mapping.table, condition, rows)), m)
        for m in mapping.lists
    }
    empty: tuple[Any, ...] = ()
    entities = [
        mapping.entity(row, {name: items.get(row.id, empty) for name, items in lists.items()})
        for row in rows
    ]
    return cast("list[E]", entities)


def _list_query(
    mapping: Any, owner: Any, condition: ColumnElement[bool] | None, rows: Sequence[Any]
) -> Select[Any]:
    key = mapping.table.c[mapping.owner]
    query = select(mapping.table).order_by(key, mapping.table.c.position)
    if len(rows) <= CHUNK:
        return query.where(key.in_([row.id for row in rows]))
    if condition is None:
        return query
    return query.where(key.in_(select(owner.c.id).where(condition)))


def load_by_ids(
    connection: Connection, kind: type[E], ids: Sequence[int], *, without_text: bool = False
) -> list[E]:
    found: list[E] = []
    column = MAPPINGS[kind].table.c.id
    for some in chunks(ids):
        found += load(connection, kind, column.in_(some), without_text=without_text)
    return found


def load_one(connection: Connection, kind: type[E], entity_id: int) -> E | None:
    found = load(connection, kind, MAPPINGS[kind].table.c.id == entity_id)
    return found[0] if found else None


def with_origins(connection: Connection, source_ids: set[int]) -> dict[int, Source]:
    """Sources without their text, and those they derive from, to the roots."""
    known: dict[int, Source] = {}
    wanted = set(source_ids)
    while wanted:
        for source in load_by_ids(connection, Source, sorted(wanted), without_text=True):
            known[source.id] = source
        wanted = {
            s.derives_from for s in known.values() if s.derives_from is not None
        } - known.keys()
    return known


def family(connection: Connection, source_ids: set[int]) -> set[int]:
    """These sources and all that derive from them."""
    members = set(source_ids)
    newest = members
    while newest:
        found: set[int] = set()
        for some in chunks(sorted(newest)):
            query = select(t.source.c.id).where(t.source.c.derives_from.in_(some))
            found |= set(connection.execute(query).scalars())
        newest = found - members
        members |= newest
    return members
