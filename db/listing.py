"""Lists for the screens: sources, actors, measures, facets, tallies and what search found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from db import sqlite_search
from db import tables as t
from db.loading import load, load_in
from db.rows import overdue
from riskreg.folding import first_found, fold
from riskreg.model import (
    Actor,
    Assessment,
    Entity,
    Evidence,
    Measure,
    Risk,
    Source,
    kind_name,
)
from riskreg.ports import ActorRow, Facets, Hit, MeasureRow, SourceRow, Tally
from riskreg.query import measure_rank
from riskreg.terms import Marking, MeasureStatus
from riskreg.words import _

_OPEN = [s.value for s in MeasureStatus if s.is_open]


def _pairs(connection: Connection, query: Select[Any]) -> dict[int, Any]:
    return {row[0]: row[1] for row in connection.execute(query)}


def source_rows(connection: Connection) -> list[SourceRow]:
    """Sources without their text, newest first."""
    sources = load(connection, Source, without_text=True)
    passages = _pairs(
        connection, select(t.evidence.c.source_id, func.count()).group_by(t.evidence.c.source_id)
    )
    codes = {s.id: s.code for s in sources}
    return [
        SourceRow(
            source=s,
            passages=passages.get(s.id, 0),
            retells=codes.get(s.derives_from, "") if s.derives_from is not None else "",
        )
        for s in reversed(sources)
    ]


def actor_rows(connection: Connection) -> list[ActorRow]:
    """Actors by name."""
    actors = load(connection, Actor)
    risks = _pairs(
        connection, select(t.risk_actor.c.actor_id, func.count()).group_by(t.risk_actor.c.actor_id)
    )
    names = {a.id: a.name for a in actors}
    return [
        ActorRow(
            id=a.id,
            name=a.name,
            kind=a.kind.value,
            country=a.country,
            aliases=a.aliases,
            owner=names.get(a.parent_id, "") if a.parent_id is not None else "",
            risks=risks.get(a.id, 0),
        )
        for a in sorted(actors, key=lambda a: (fold(a.name), a.id))
    ]


def measure_rows(connection: Connection) -> list[MeasureRow]:
    """Measures by status and due date, with their risk."""
    measures = load(connection, Measure)
    named = select(t.risk.c.id, t.risk.c.code, t.risk.c.title)
    risks = {row.id: row for row in connection.execute(named)}
    return [
        MeasureRow(m, risks[m.risk_id].code, risks[m.risk_id].title)
        for m in sorted(measures, key=measure_rank)
    ]


def facets(connection: Connection) -> Facets:
    """What filter menus offer."""

    def distinct(column: Any) -> tuple[str, ...]:
        found = connection.execute(select(column).distinct()).scalars().all()
        return tuple(sorted((v for v in found if v), key=fold))

    actors = connection.execute(
        select(t.actor.c.id, t.actor.c.name).where(
            t.actor.c.id.in_(select(t.risk_actor.c.actor_id))
        )
    ).all()
    return Facets(
        sectors=distinct(t.risk_sector.c.sector),
        owners=distinct(t.risk_row.c.owner),
        tags=distinct(t.risk_tag.c.tag),
        actors=tuple(sorted(((a.id, a.name) for a in actors), key=lambda a: fold(a[1]))),
    )


def tally(connection: Connection, today: date) -> Tally:
    """Numbers for the rail and the status line."""

    def number(table: Any, *conditions: Any) -> int:
        query = select(func.count()).select_from(table).where(*conditions)
        return int(connection.execute(query).scalar_one())

    markings = {
        *connection.execute(select(t.risk_row.c.marking).distinct()).scalars(),
        *connection.execute(select(t.source.c.marking).distinct()).scalars(),
    }
    highest = max((Marking(m) for m in markings), key=lambda m: m.rank, default=Marking.CLEAR)
    late = and_(t.measure.c.status.in_(_OPEN), t.measure.c.due < today)
    return Tally(
        risks=number(t.risk_row),
        sources=number(t.source),
        actors=number(t.actor),
        measures=number(t.measure),
        passages=number(t.evidence),
        overdue_reviews=number(t.risk_row, overdue(today)),
        overdue_measures=number(t.measure, late),
        unscored=number(t.risk_row, t.risk_row.c.level.is_(None)),
        highest_marking=highest.value,
    )


def search(connection: Connection, query: str, limit: int) -> list[Hit]:
    """Where every word of ``query`` begins some word, at most ``limit`` hits a kind."""
    hits: list[Hit] = []
    for kind in sqlite_search.SEARCHED:
        ids = sqlite_search.found_ids(connection, kind, query, limit)
        order = {entity_id: place for place, entity_id in enumerate(ids)}
        entities = sorted(load_in(connection, kind, "id", ids), key=lambda e: order[e.id])
        codes = _risk_codes(connection, entities)
        hits += [_hit(entity, query, codes) for entity in entities]
    return hits


def _risk_codes(connection: Connection, entities: list[Any]) -> dict[int, str]:
    ids = sorted({e.risk_id for e in entities if hasattr(e, "risk_id")})
    if not ids:
        return {}
    return _pairs(connection, select(t.risk.c.id, t.risk.c.code).where(t.risk.c.id.in_(ids)))


def _hit(entity: Entity, query: str, codes: dict[int, str]) -> Hit:
    kind, extract = kind_name(type(entity)), ""
    if isinstance(entity, Risk):
        return Hit(kind, entity.id, entity.code, entity.title, entity.summary, entity.id)
    if isinstance(entity, Source):
        extract = _around(entity.text, query)
        return Hit(kind, entity.id, entity.code, entity.title, extract, source_id=entity.id)
    if isinstance(entity, Actor):
        return Hit(kind, entity.id, "", entity.name, ", ".join(entity.aliases))
    if isinstance(entity, Measure):
        code = codes.get(entity.risk_id, "")
        return Hit(kind, entity.id, code, entity.title, entity.owner, entity.risk_id)
    if isinstance(entity, Evidence):
        extract = _around(entity.excerpt, query)
        code = codes.get(entity.risk_id, "")
        return Hit(kind, entity.id, code, extract, "", entity.risk_id, entity.source_id)
    assert isinstance(entity, Assessment)
    texts = f"{entity.rationale_likelihood} {entity.rationale_impact}"
    code = codes.get(entity.risk_id, "")
    return Hit(kind, entity.id, code, _around(texts, query), "", entity.risk_id)


def _around(text: str, query: str, width: int = 120) -> str:
    """A stretch of ``text`` around the first word that ``query`` found."""
    found = first_found(query, text)
    start = max(0, found[0] - width // 3) if found else 0
    if found and start:
        start = text.find(" ", start, found[0]) + 1 or start
    piece = " ".join(text[start : start + width].split())
    return ("… " if start else "") + piece + (" …" if start + width < len(text) else "")


def misplaced_passages(connection: Connection) -> Iterator[str]:
    """Passages that are not what stands in their source."""
    for source in load(connection, Source, t.source.c.id.in_(select(t.evidence.c.source_id))):
        for e in load_in(connection, Evidence, "source_id", [source.id]):
            if source.text[e.start : e.end] != e.excerpt:
                yield _("A passage filed from {code} is not what stands there.").format(
                    code=source.code
                )
