"""SQLite's own: the full-text index (FTS5), one table a kind, over folded words.

Text is folded and cut into words by ``riskreg.folding`` before it comes here, so the index finds
exactly what the filter in Python finds. The tables hold no copy of the text (contentless); their
rowid is the entity's id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, text
from sqlalchemy.sql.elements import TextClause

from riskreg.folding import tokens
from riskreg.labels import kind_label
from riskreg.model import Actor, Assessment, Entity, Evidence, Measure, Risk, Source, kind_name
from riskreg.query import risk_texts
from riskreg.words import _

#: Kinds that can be found, in the order in which hits are shown.
SEARCHED: tuple[type[Entity], ...] = (Risk, Source, Actor, Measure, Evidence, Assessment)


def statements() -> Iterator[str]:
    """What creates the index."""
    for kind in SEARCHED:
        yield (
            f"CREATE VIRTUAL TABLE search_{kind_name(kind)} USING fts5(title, body, content='', "
            "contentless_delete=1, tokenize='ascii', prefix='1 2 3')"
        )
        yield (
            f"INSERT INTO search_{kind_name(kind)}(search_{kind_name(kind)}, rank) "
            "VALUES ('secure-delete', 1)"
        )


def _texts(entity: Entity) -> tuple[list[str], list[str]]:
    """What names an entity, and all the rest of its words."""
    if isinstance(entity, Risk):
        naming = [entity.code, entity.title]
        return naming, risk_texts(entity)[len(naming) :]
    if isinstance(entity, Source):
        return [entity.code, entity.title, entity.publisher], [
            entity.author,
            entity.published_note,
            entity.address,
            entity.file_name,
            entity.text,
        ]
    if isinstance(entity, Actor):
        return [entity.name, *entity.aliases], [entity.country, entity.note]
    if isinstance(entity, Measure):
        return [entity.title], [entity.owner, entity.expected_effect, entity.cost, entity.note]
    if isinstance(entity, Evidence):
        return [], [entity.excerpt, entity.note]
    if isinstance(entity, Assessment):
        return [], [entity.rationale_likelihood, entity.rationale_impact, entity.assessor]
    return [], []


def index(connection: Connection, entities: Iterable[Entity]) -> None:
    """Put entities into the index, in place of what it held of them."""
    rows: dict[type[Entity], list[dict[str, object]]] = {}
    for entity in entities:
        if type(entity) in SEARCHED:
            title, body = _texts(entity)
            rows.setdefault(type(entity), []).append(
                {
                    "id": entity.id,
                    "title": " ".join(tokens(" ".join(title))),
                    "body": " ".join(tokens("\n".join(body))),
                }
            )
    for kind, some in rows.items():
        name = f"search_{kind_name(kind)}"
        connection.execute(
            text(f"INSERT OR REPLACE INTO {name}(rowid, title, body) VALUES (:id, :title, :body)"),
            some,
        )


def forget(connection: Connection, entities: Iterable[Entity]) -> None:
    """Take entities out of the index."""
    for entity in entities:
        if type(entity) in SEARCHED:
            name = f"search_{kind_name(type(entity))}"
            connection.execute(text(f"DELETE FROM {name} WHERE rowid = :id"), {"id": entity.id})


def match_expression(query: str) -> str | None:
    """An FTS5 query: every word as a prefix. None where the query holds no word."""
    words = tokens(query)
    return " ".join(f'"{word}"*' for word in words) or None


def found_ids(connection: Connection, kind: type[Entity], query: str, limit: int) -> list[int]:
    """Ids of one kind that hold every word: those named so first, then by age."""
    expression = match_expression(query)
    if expression is None:
        return []
    statement = text(
        f"SELECT rowid FROM search_{kind_name(kind)} WHERE search_{kind_name(kind)} "
        "MATCH :query ORDER BY rowid LIMIT :limit"
    )
    named = {"query": f"title : ({expression})", "limit": limit}
    found = list(connection.execute(statement, named).scalars())
    if len(found) < limit:
        anywhere = {"query": expression, "limit": limit}
        found += [i for i in connection.execute(statement, anywhere).scalars() if i not in found]
    return found[:limit]


def risk_condition(query: str) -> TextClause | None:
    """A condition on ``risk_row.risk_id`` for a filter's text; None where it asks nothing."""
    expression = match_expression(query)
    if expression is None:
        return None
    return text(
        "risk_row.risk_id IN (SELECT rowid FROM search_risk WHERE search_risk MATCH :words)"
    ).bindparams(words=expression)


def problems(connection: Connection) -> Iterator[str]:
    """Entities the index does not know, and what it knows that is gone, by kind."""
    for kind in SEARCHED:
        name = kind_name(kind)
        missing = connection.execute(
            text(f"SELECT count(*) FROM {name} WHERE id NOT IN (SELECT rowid FROM search_{name})")
        ).scalar_one()
        if missing:
            yield _("The search index lacks entries of the kind {kind}: {n}.").format(
                kind=kind_label(name), n=missing
            )
        stray = connection.execute(
            text(f"SELECT count(*) FROM search_{name} WHERE rowid NOT IN (SELECT id FROM {name})")
        ).scalar_one()
        if stray:
            sentence = _("The search index holds entries that are gone, of the kind {kind}: {n}.")
            yield sentence.format(kind=kind_label(name), n=stray)
