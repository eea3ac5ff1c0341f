"""SQLite's own: triggers that keep the audit trail append-only."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from riskreg.words import _

_TABLES = ("audit_set", "audit_row")


def statements() -> Iterator[str]:
    """One trigger a table and verb; each refuses with a sentence."""
    for table in _TABLES:
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
            )


def problems(connection: Connection) -> Iterator[str]:
    """Whether a trigger is missing or was changed."""
    query = text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
    present = set(connection.execute(query).scalars())
    if not present.issuperset(statements()):
        yield _("The protection of the audit trail was taken off.")
