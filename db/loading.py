"""Entities out of their tables, in few queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    literal,
    select,
)

from db import tables as t
from db.damage import reading_values
from db.mapping import MAPPINGS, ListMapping, grouped
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
    query = _own(kind, without_text)
    if condition is not None:
        query = query.where(condition)
    owners = select(MAPPINGS[kind].table.c.id)
    if condition is not None:
        owners = owners.where(condition)
    with reading_values():
        return _assembled(connection, kind, connection.execute(query).all(), owners)


def load_in(
    connection: Connection,
    kind: type[E],
    column: str,
    values: Sequence[Any],
    *,
    without_text: bool = False,
) -> list[E]:
    """Entities of a kind whose ``column`` is one of ``values``, by id: oldest first.

    The statements are made once, because an edit runs a dozen of them.
    """
    found: list[E] = []
    query = _own_in(cast(Any, kind), column, without_text)
    for some in chunks(values):
        with reading_values():
            rows = connection.execute(query, {"wanted": list(some)}).all()
            found += _assembled(connection, kind, rows, None)
    return found


def load_one(connection: Connection, kind: type[E], entity_id: int) -> E | None:
    found = load_in(connection, kind, "id", [entity_id])
    return found[0] if found else None


def _own(kind: Any, without_text: bool) -> Select[Any]:
    table = MAPPINGS[kind].table
    columns: list[Any] = list(table.c)
    if without_text and kind is Source:
        columns = [c for c in columns if c.name != "text"] + [literal("").label("text")]
    return select(*columns).order_by(table.c.id)


@cache
def _own_in(kind: Any, column: str, without_text: bool) -> Select[Any]:
    wanted: BindParameter[Any] = bindparam("wanted", expanding=True)
    return _own(kind, without_text).where(MAPPINGS[kind].table.c[column].in_(wanted))


@cache
def _lists_in(kind: Any) -> tuple[tuple[ListMapping, Select[Any]], ...]:
    wanted: BindParameter[Any] = bindparam("wanted", expanding=True)
    return tuple(
        (items, _items(items).where(items.table.c[items.owner].in_(wanted)))
        for items in MAPPINGS[kind].lists
    )


def _items(items: ListMapping) -> Select[Any]:
    return select(items.table).order_by(items.table.c[items.owner], items.table.c.position)


def _assembled(
    connection: Connection, kind: type[E], rows: Sequence[Row[Any]], owners: Select[Any] | None
) -> list[E]:
    """Entities from their rows; their lists are fetched by id, or by ``owners`` for many."""
    if not rows:
        return []
    mapping = MAPPINGS[kind]
    lists: dict[str, dict[int, tuple[Any, ...]]] = {}
    for items, query in _lists_in(cast(Any, kind)):
        if owners is None or len(rows) <= CHUNK:
            found = connection.execute(query, {"wanted": [row.id for row in rows]})
        else:
            found = connection.execute(_items(items).where(items.table.c[items.owner].in_(owners)))
        lists[items.field] = grouped(found, items)
    empty: tuple[Any, ...] = ()
    entities = [
        mapping.entity(row, {name: held.get(row.id, empty) for name, held in lists.items()})
        for row in rows
    ]
    return cast("list[E]", entities)


def with_origins(connection: Connection, source_ids: set[int]) -> dict[int, Source]:
    """Sources without their text, and those they derive from, to the roots."""
    known: dict[int, Source] = {}
    asked: set[int] = set()  # in a damaged file one may derive from what is not there
    wanted = set(source_ids)
    while wanted:
        for source in load_in(connection, Source, "id", sorted(wanted), without_text=True):
            known[source.id] = source
        asked |= wanted
        wanted = {s.derives_from for s in known.values() if s.derives_from is not None} - asked
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
