"""The register as JSON: everything it holds, in a stable order, for programs and for people.

``register.schema.json`` beside this file describes it. Ids are what pointers use; the code or name
of what is pointed to stands beside each, so that a person can follow it too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from riskreg.codec import to_plain
from riskreg.exporting import ExportRequest, Progress
from riskreg.ports import AuditEntry
from riskreg.snapshot import Snapshot

#: What the first two fields of every file say. The version rises when a reader must be changed.
FORMAT = "riskreg register"
VERSION = 1

#: Marks that change how a line of text looks without being seen: written as escapes.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]")

_Row = dict[str, Any]


def write_json(
    snapshot: Snapshot, request: ExportRequest, stream: BinaryIO, progress: Progress
) -> None:
    """Write ``snapshot``, already narrowed to its audience, to ``stream`` as UTF-8.

    The trail of changes goes in where ``request.history`` hands it over, else ``history`` is null.
    """
    total = _entities(snapshot)
    head = {
        "format": FORMAT,
        "version": VERSION,
        "exported_on": request.day.isoformat(),
        "max_marking": request.max_marking.value if request.max_marking else None,
        "settings": to_plain(snapshot.settings),
    }
    stream.write(_text(head, 0)[:-2].encode())
    done = 0
    for name, rows in _lists(snapshot).items():
        stream.write(f',\n  "{name}": ['.encode())
        for place, row in enumerate(rows()):
            stream.write(f"{',' if place else ''}\n    {_text(row, 4)}".encode())
            done += 1
            progress(done, total)
        stream.write(b"\n  ]")
    _write_history(request, stream)
    stream.write(b"\n}\n")


def _text(value: Any, indent: int) -> str:
    """``value`` as indented JSON whose later lines start ``indent`` further in."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    if not text.isascii():
        text = _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    return text.replace("\n", "\n" + " " * indent) if indent else text


def _entities(snapshot: Snapshot) -> int:
    return sum(
        len(rows)
        for rows in (
            snapshot.actors,
            snapshot.sources,
            snapshot.risks,
            snapshot.evidence,
            snapshot.assessments,
            snapshot.measures,
        )
    )


def _lists(snapshot: Snapshot) -> dict[str, Callable[[], Iterator[_Row]]]:
    return {
        "actors": lambda: _actors(snapshot),
        "sources": lambda: _sources(snapshot),
        "risks": lambda: _risks(snapshot),
        "evidence": lambda: _pointing(snapshot, snapshot.evidence),
        "assessments": lambda: _pointing(snapshot, snapshot.assessments),
        "measures": lambda: _pointing(snapshot, snapshot.measures),
    }


def _actors(snapshot: Snapshot) -> Iterator[_Row]:
    for actor in snapshot.actors:
        parent = snapshot.actor_by_id[actor.parent_id] if actor.parent_id is not None else None
        yield _beside(to_plain(actor), "parent_id", "parent", parent.name if parent else None)


def _sources(snapshot: Snapshot) -> Iterator[_Row]:
    for source in snapshot.sources:
        behind = source.derives_from
        code = snapshot.source_by_id[behind].code if behind is not None else None
        yield _beside(to_plain(source), "derives_from", "derives_from_code", code)


def _risks(snapshot: Snapshot) -> Iterator[_Row]:
    for risk in snapshot.risks:
        row = to_plain(risk)
        row["actors"] = [
            _beside(role, "actor_id", "actor", snapshot.actor_by_id[role["actor_id"]].name)
            for role in row["actors"]
        ]
        yield row


def _pointing(snapshot: Snapshot, entities: Iterable[Any]) -> Iterator[_Row]:
    """What belongs to a risk, with the codes of risk and source beside their ids."""
    codes = {risk.id: risk.code for risk in snapshot.risks}
    for entity in entities:
        row = _beside(to_plain(entity), "risk_id", "risk_code", codes[entity.risk_id])
        if "source_id" in row:
            code = snapshot.source_by_id[row["source_id"]].code
            row = _beside(row, "source_id", "source_code", code)
        yield row


def _beside(row: _Row, key: str, name: str, value: Any) -> _Row:
    """``row`` with ``name`` right after ``key``."""
    placed: _Row = {}
    for own, held in row.items():
        placed[own] = held
        if own == key:
            placed[name] = value
    return placed


def _write_history(request: ExportRequest, stream: BinaryIO) -> None:
    if request.history is None:
        stream.write(b',\n  "history": null')
        return
    stream.write(b',\n  "history": [')
    for place, entry in enumerate(request.history()):
        row = _text(_entry(entry), 4)
        stream.write(f"{',' if place else ''}\n    {row}".encode())
    stream.write(b"\n  ]")


def _entry(entry: AuditEntry) -> _Row:
    return {
        "set_id": entry.set_id,
        "at": entry.at.isoformat(),
        "person": entry.person,
        "action": entry.action,
        "subject": entry.subject,
        "undoes": entry.undoes,
        "kind": entry.kind,
        "entity_id": entry.entity_id,
        "code": entry.code,
        "field": entry.field,
        "before": entry.before,
        "after": entry.after,
    }
