"""The audit trail: who changed what, when, from what to what; chained, append-only."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, desc, func, insert, select

from db import tables as t
from db.damage import reading_values
from db.mapping import dumps
from riskreg.changes import Change, ChangeSet
from riskreg.codec import to_plain
from riskreg.model import Risk, kind_name
from riskreg.ports import AuditEntry
from riskreg.words import _


def record(connection: Connection, changes: ChangeSet) -> None:
    """Append a change set to the chain."""
    last = connection.execute(
        select(t.audit_set.c.position, t.audit_set.c.digest)
        .order_by(desc(t.audit_set.c.position))
        .limit(1)
    ).first()
    position, previous = (last.position, last.digest) if last else (0, "")
    rows = [row for change in changes for row in _rows(change)]
    for number, row in enumerate(rows):
        row.update(set_id=changes.id, position=number)
        row["digest"] = _row_digest(row)
    head = {
        "id": changes.id,
        "position": position + 1,
        "at": changes.at.isoformat(),
        "person": changes.person,
        "action": changes.action,
        "subject": changes.subject,
        "undoes": changes.undoes,
    }
    digest = _set_digest(previous, head, [row["digest"] for row in rows])
    connection.execute(insert(t.audit_set), {**head, "digest": digest})
    connection.execute(insert(t.audit_row), rows)


def _rows(change: Change) -> Iterator[dict[str, Any]]:
    entity = change.entity
    shared = {
        "kind": kind_name(change.kind),
        "entity_id": entity.id,
        "risk_id": entity.id if isinstance(entity, Risk) else getattr(entity, "risk_id", None),
        "code": getattr(entity, "code", ""),
    }
    if change.before is None or change.after is None:
        yield {
            **shared,
            "field": "",
            "before": dumps(to_plain(change.before)) if change.before else None,
            "after": dumps(to_plain(change.after)) if change.after else None,
            "salt": secrets.token_hex(16),
        }
        return
    for diff in change.diff():
        yield {
            **shared,
            "field": diff.field,
            "before": dumps(to_plain(diff.before)),
            "after": dumps(to_plain(diff.after)),
            "salt": secrets.token_hex(16),
        }


def _row_digest(row: Any) -> str:
    parts = [
        row["salt"],
        row["kind"],
        row["entity_id"],
        row["risk_id"],
        row["code"],
        row["field"],
        row["before"],
        row["after"],
    ]
    return hashlib.sha256(dumps(parts).encode()).hexdigest()


def _is_erased(row: Any) -> bool:
    return row["salt"] is None and row["before"] is None and row["after"] is None


def _set_digest(previous: str, head: dict[str, Any], rows: list[str]) -> str:
    return hashlib.sha256(dumps([previous, head, rows]).encode()).hexdigest()


def entries(
    connection: Connection,
    *,
    risk_id: int | None = None,
    entity_id: int | None = None,
    before: int | None = None,
    limit: int = 200,
) -> list[AuditEntry]:
    """Recorded changes, newest first: about ``limit`` rows, never part of a change set.

    ``before`` is the id of the change set to go on from. A first change set with more rows than
    ``limit`` comes whole.
    """
    query = _joined()
    if risk_id is not None:
        query = query.where(t.audit_row.c.risk_id == risk_id)
    if entity_id is not None:
        query = query.where(t.audit_row.c.entity_id == entity_id)
    if before is not None:
        onward = select(t.audit_set.c.position).where(t.audit_set.c.id == before)
        query = query.where(t.audit_set.c.position < onward.scalar_subquery())
    query = query.order_by(desc(t.audit_set.c.position), t.audit_row.c.position)
    found = [_entry(row) for row in connection.execute(query.limit(limit + 1))]
    if len(found) <= limit:
        return found
    last = found[-1].set_id
    whole = [e for e in found if e.set_id != last]
    if whole:
        return whole
    return [_entry(row) for row in connection.execute(query.where(t.audit_set.c.id == last))]


def _joined() -> Any:
    return select(
        t.audit_set.c.id.label("set_id"),
        t.audit_set.c.at,
        t.audit_set.c.person,
        t.audit_set.c.action,
        t.audit_set.c.subject,
        t.audit_set.c.undoes,
        t.audit_row.c.kind,
        t.audit_row.c.entity_id,
        t.audit_row.c.code,
        t.audit_row.c.field,
        t.audit_row.c.before,
        t.audit_row.c.after,
    ).join_from(t.audit_set, t.audit_row, t.audit_row.c.set_id == t.audit_set.c.id)


def every(connection: Connection) -> Iterator[AuditEntry]:
    """The whole trail, oldest first."""
    query = _joined().order_by(t.audit_set.c.position, t.audit_row.c.position)
    for row in connection.execute(query):
        yield _entry(row)


def _entry(row: Any) -> AuditEntry:
    with reading_values():
        return AuditEntry(
            set_id=row.set_id,
            at=datetime.fromisoformat(row.at),
            person=row.person,
            action=row.action,
            subject=row.subject,
            undoes=row.undoes,
            kind=row.kind,
            entity_id=row.entity_id,
            code=row.code,
            field=row.field,
            before=None if row.before is None else json.loads(row.before),
            after=None if row.after is None else json.loads(row.after),
        )


def problems(connection: Connection) -> Iterator[str]:
    """Where the chain does not hold."""
    rows_by_set: dict[int, list[str]] = {}
    for row in connection.execute(
        select(t.audit_row).order_by(t.audit_row.c.set_id, t.audit_row.c.position)
    ).mappings():
        if _row_digest(row) != row["digest"] and not _is_erased(row):
            sentence = _("The audit trail was altered: a record of {code} {field} does not add up.")
            yield sentence.format(code=row["code"], field=row["field"])
        rows_by_set.setdefault(row["set_id"], []).append(row["digest"])
    previous, expected = "", 1
    for head in connection.execute(select(t.audit_set).order_by(t.audit_set.c.position)).mappings():
        plain = {key: head[key] for key in head if key != "digest"}
        if head["position"] != expected:
            yield _("The audit trail has a gap before step {n}.").format(n=head["position"])
        if _set_digest(previous, plain, rows_by_set.get(head["id"], [])) != head["digest"]:
            yield _("The audit trail was altered at step {n} ({at}).").format(
                n=head["position"], at=head["at"]
            )
        previous, expected = head["digest"], head["position"] + 1


def length(connection: Connection) -> int:
    """How many change sets are on record."""
    return int(connection.execute(select(func.count()).select_from(t.audit_set)).scalar_one())
