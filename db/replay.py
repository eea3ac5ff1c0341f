"""Whether the register holds what its audit trail says: the trail is played again and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from db import tables as t
from db.damage import reading_values
from db.loading import load
from riskreg.codec import to_plain
from riskreg.labels import field_label, kind_label
from riskreg.model import CODE_LETTERS, KINDS, Entity, kind_name
from riskreg.query import code_number
from riskreg.words import _

#: Fields by kind and id, as the trail leaves them. What was erased by law is absent.
Told = dict[tuple[str, int], dict[str, Any]]


def problems(connection: Connection) -> Iterator[str]:
    """Entities that came, went or changed without the trail knowing, one sentence each."""
    with reading_values():
        told = _play(connection)
    for kind in KINDS:
        for entity in load(connection, kind):
            fields = told.pop((kind_name(kind), entity.id), None)
            if fields is None:
                yield _("{name} came into the register without a record.").format(
                    name=_name(entity)
                )
                continue
            held = to_plain(entity)
            wrong = [name for name, value in fields.items() if held.get(name) != value]
            if type(entity.version) is not int or entity.version < 1:
                wrong.append("version")
            if wrong:
                yield _("{name} is not what the audit trail says: {fields}.").format(
                    name=_name(entity), fields=", ".join(map(field_label, wrong))
                )
    for (name, _id), fields in told.items():
        code = fields.get("code") or kind_label(name)
        yield _("{name} left the register without a record.").format(name=code)
    yield from _counters(connection)


def _counters(connection: Connection) -> Iterator[str]:
    """Whether the highest number of each kind is known, so that no code is given twice."""
    given: dict[str, int] = {}
    query = select(t.audit_row.c.kind, t.audit_row.c.code).where(t.audit_row.c.code != "")
    with reading_values():
        for kind, code in connection.execute(query.distinct()):
            given[kind] = max(given.get(kind, 0), code_number(code))
    kept = {row.kind: row.last for row in connection.execute(select(t.code_counter))}
    for kind in map(kind_name, CODE_LETTERS):
        if given.get(kind) != kept.get(kind):
            yield _("The running number of the kind {kind} is not what the trail says.").format(
                kind=kind_label(kind)
            )


def _name(entity: Entity) -> str:
    return getattr(entity, "code", "") or kind_label(kind_name(type(entity)))


def _play(connection: Connection) -> Told:
    told: Told = {}
    query = (
        select(t.audit_row)
        .join_from(t.audit_row, t.audit_set, t.audit_set.c.id == t.audit_row.c.set_id)
        .order_by(t.audit_set.c.position, t.audit_row.c.position)
    )
    for row in connection.execute(query):
        key = (row.kind, row.entity_id)
        erased = row.salt is None
        after = None if row.after is None else json.loads(row.after)
        if row.field == "":
            going = key in told if erased else after is None
            if going:
                told.pop(key, None)
            else:
                told[key] = {k: v for k, v in (after or {}).items() if k != "version"}
        elif erased:
            told.setdefault(key, {}).pop(row.field, None)
        else:
            told.setdefault(key, {})[row.field] = after
    return told
