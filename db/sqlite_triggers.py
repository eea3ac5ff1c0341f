"""SQLite's own: triggers that keep the audit trail append-only."""

from __future__ import annotations

from collections.abc import Iterator

_TABLES = ("audit_set", "audit_row")


def statements() -> Iterator[str]:
    """One trigger a table and verb; each refuses with a sentence."""
    for table in _TABLES:
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
            )
