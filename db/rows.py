"""The table of risk rows: kept with every write, read by tables, matrix and filters."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    false,
    func,
    insert,
    or_,
    select,
)

from db import sqlite_search
from db import tables as t
from db.damage import reading_values
from db.loading import chunks, family, load_in, with_origins
from db.mapping import dumps
from riskreg.changes import ChangeSet
from riskreg.criteria import Criteria
from riskreg.folding import sort_key, tokens
from riskreg.model import Assessment, Evidence, Measure, Risk, Settings, Source
from riskreg.query import (
    Movement,
    RiskFilter,
    RiskRow,
    Sort,
    SortColumn,
    movement_rank,
    risk_row,
    status_rank,
)
from riskreg.terms import Marking, RiskStatus

_ROW = t.risk_row.c

#: What a column is sorted by; each is nullable and empty comes last.
_SORTED_BY: dict[SortColumn, tuple[Any, ...]] = {
    column: tuple(_ROW[name] for name in t.SORTED_BY[column.value]) for column in SortColumn
}

_WANTED: BindParameter[Any] = bindparam("wanted", expanding=True)
_FORGET = delete(t.risk_row).where(_ROW.risk_id.in_(_WANTED))
_WINDOW = select(t.risk_row).where(_ROW.risk_id.in_(_WANTED))


def refresh(connection: Connection, changes: ChangeSet, criteria: Criteria) -> None:
    """Compute anew the rows of every risk a change set touches."""
    if any(_changes_criteria(change) for change in changes):
        refresh_all(connection, criteria)
    else:
        written = {c.id: c.after for c in changes if isinstance(c.after, Risk)}
        ids = _concerned(connection, changes) | changes.touched(Risk)
        _refresh(connection, ids, criteria, written)


def refresh_all(connection: Connection, criteria: Criteria) -> None:
    """Compute every row anew: the criteria changed, or the table did."""
    _refresh(connection, set(connection.execute(select(t.risk.c.id)).scalars()), criteria)


def _refresh(
    connection: Connection,
    ids: set[int],
    criteria: Criteria,
    written: Mapping[int, Risk] = MappingProxyType({}),
) -> None:
    """``written`` are risks that have just been written and need not be read again."""
    for some in chunks(sorted(ids)):
        connection.execute(_FORGET, {"wanted": list(some)})
        rows = [_to_columns(row) for row in compute(connection, some, criteria, written)]
        if rows:
            connection.execute(insert(t.risk_row), rows)


def _changes_criteria(change: Any) -> bool:
    before, after = change.before, change.after
    return (
        isinstance(before, Settings)
        and isinstance(after, Settings)
        and before.criteria != after.criteria
    )


def _concerned(connection: Connection, changes: ChangeSet) -> set[int]:
    ids: set[int] = set()
    for change in changes:
        for side in (change.before, change.after):
            if isinstance(side, Evidence | Assessment | Measure):
                ids.add(side.risk_id)
    sources = {c.id for c in changes if c.kind is Source and c.before and c.after}
    if sources:
        query = select(t.evidence.c.risk_id).where(
            t.evidence.c.source_id.in_(sorted(family(connection, sources)))
        )
        ids |= set(connection.execute(query).scalars())
    return ids


def compute(
    connection: Connection,
    ids: Sequence[int],
    criteria: Criteria,
    written: Mapping[int, Risk] = MappingProxyType({}),
) -> list[RiskRow]:
    """Rows from the entities themselves, by the domain's own rule."""
    unread = [risk_id for risk_id in ids if risk_id not in written]
    risks = [written[risk_id] for risk_id in ids if risk_id in written]
    risks += load_in(connection, Risk, "id", unread)
    assessments: dict[int, list[Assessment]] = {}
    for a in load_in(connection, Assessment, "risk_id", ids):
        assessments.setdefault(a.risk_id, []).append(a)
    evidence: dict[int, list[Evidence]] = {}
    passages = load_in(connection, Evidence, "risk_id", ids)
    for e in passages:
        evidence.setdefault(e.risk_id, []).append(e)
    measures: dict[int, list[Measure]] = {}
    for m in load_in(connection, Measure, "risk_id", ids):
        measures.setdefault(m.risk_id, []).append(m)
    sources = with_origins(connection, {e.source_id for e in passages})
    with reading_values():
        return [
            risk_row(
                risk,
                assessments.get(risk.id, []),
                evidence.get(risk.id, []),
                measures.get(risk.id, []),
                sources,
                criteria,
            )
            for risk in risks
        ]


def _to_columns(row: RiskRow) -> dict[str, Any]:
    return {
        "risk_id": row.id,
        "code": row.code,
        "number": row.number,
        "title": row.title,
        "owner": row.owner,
        "status": row.status.value,
        "marking": row.marking.value,
        "vector": row.vector,
        "sectors": dumps(row.sectors),
        "actor_ids": dumps(row.actor_ids),
        "tags": dumps(row.tags),
        "review_on": row.review_on,
        "level": row.level,
        "movement": row.movement.value,
        "likelihood_level": row.likelihood_level,
        "likelihood_best": row.likelihood_best,
        "impact": row.impact,
        "box": dumps(row.box) if row.box else None,
        "confidence": row.confidence,
        "supports": row.supports,
        "contradicts": row.contradicts,
        "answers": row.answers,
        "origins": row.origins,
        "open_measures": row.open_measures,
        "next_due": row.next_due,
        "title_key": sort_key(row.title) or None,
        "owner_key": sort_key(row.owner) or None,
        "sector_key": (sort_key(row.sectors[0]) or None) if row.sectors else None,
        "status_rank": status_rank(row.status),
        "movement_rank": movement_rank(row.movement),
        "marking_rank": row.marking.rank,
    }


def _from_columns(row: Row[Any]) -> RiskRow:
    return RiskRow(
        id=row.risk_id,
        code=row.code,
        number=row.number,
        title=row.title,
        owner=row.owner,
        status=RiskStatus(row.status),
        marking=Marking(row.marking),
        vector=row.vector,
        sectors=tuple(json.loads(row.sectors)),
        actor_ids=tuple(json.loads(row.actor_ids)),
        tags=tuple(json.loads(row.tags)),
        review_on=row.review_on,
        level=row.level,
        movement=Movement(row.movement),
        likelihood_level=row.likelihood_level,
        likelihood_best=row.likelihood_best,
        impact=row.impact,
        box=tuple(json.loads(row.box)) if row.box else None,
        confidence=row.confidence,
        supports=row.supports,
        contradicts=row.contradicts,
        answers=row.answers,
        origins=row.origins,
        open_measures=row.open_measures,
        next_due=row.next_due,
    )


def ids(connection: Connection, wanted: RiskFilter, sort: Sort) -> list[int]:
    """Ids of the wanted risks in order: empty values last either way, equals by code."""
    order = [
        (column.desc() if sort.descending else column.asc()).nulls_last()
        for column in _SORTED_BY[sort.column]
    ]
    if sort.column is not SortColumn.CODE:
        order.append(_ROW.number.asc())
    query = select(_ROW.risk_id).order_by(*order)
    condition = _condition(wanted)
    if condition is not None:
        query = query.where(condition)
    found: Any = connection.execute(query).cursor
    return [risk_id for (risk_id,) in found.fetchall()]  # half the time for 100,000 rows


def window(connection: Connection, ids: Sequence[int]) -> list[RiskRow]:
    """Rows in the order of ``ids``; those that are gone are passed over."""
    found: dict[int, RiskRow] = {}
    for some in chunks(ids):
        with reading_values():
            for row in connection.execute(_WINDOW, {"wanted": list(some)}):
                found[row.risk_id] = _from_columns(row)
    return [found[i] for i in ids if i in found]


def count(connection: Connection, wanted: RiskFilter) -> int:
    query = select(func.count()).select_from(t.risk_row)
    condition = _condition(wanted)
    if condition is not None:
        query = query.where(condition)
    return int(connection.execute(query).scalar_one())


def _condition(wanted: RiskFilter) -> ColumnElement[bool] | None:
    """The filter as SQL. ``RiskFilter.matches`` says the same in Python."""
    parts: list[Any] = []
    for column, values in (
        (_ROW.level, wanted.levels),
        (_ROW.owner, wanted.owners),
        (_ROW.status, tuple(s.value for s in wanted.statuses)),
        (_ROW.vector, wanted.vectors),
    ):
        if values:
            parts.append(column.in_(values))
    for table, column, listed in (
        (t.risk_sector, t.risk_sector.c.sector, wanted.sectors),
        (t.risk_tag, t.risk_tag.c.tag, wanted.tags),
        (t.risk_actor, t.risk_actor.c.actor_id, wanted.actor_ids),
    ):
        if listed:
            parts.append(_ROW.risk_id.in_(select(table.c.risk_id).where(column.in_(listed))))
    if wanted.unscored is not None:
        parts.append(_ROW.level.is_(None) if wanted.unscored else _ROW.level.is_not(None))
    if wanted.max_marking is not None:
        parts.append(_ROW.marking_rank <= wanted.max_marking.rank)
    if wanted.cell is not None:
        parts.append(and_(_ROW.likelihood_level == wanted.cell[0], _ROW.impact == wanted.cell[1]))
    if wanted.overdue:
        parts.append(overdue(wanted.today))
    if tokens(wanted.text):
        parts.append(sqlite_search.risk_condition(wanted.text))
    return and_(*parts) if parts else None


def overdue(today: Any) -> ColumnElement[bool]:
    """Open risks whose review lies in the past; none where no day is given."""
    if today is None:
        return false()
    return and_(_ROW.review_on < today, _ROW.status != RiskStatus.CLOSED.value)


def problems(connection: Connection, criteria: Criteria) -> list[str]:
    """Risks whose row is not what their entities say."""
    wrong = []
    for some in chunks(list(connection.execute(select(t.risk.c.id)).scalars())):
        computed = compute(connection, some, criteria)
        with reading_values():
            found = connection.execute(_WINDOW, {"wanted": list(some)}).mappings()
            kept = {row["risk_id"]: dict(row) for row in found}
        wrong += [row.code for row in computed if kept.get(row.id) != _to_columns(row)]
    stray = select(func.count()).where(or_(_ROW.risk_id.not_in(select(t.risk.c.id))))
    if connection.execute(stray).scalar_one():
        wrong.append("?")
    return wrong
