"""SQLite's own: the full-text index (filled after every upgrade) and the append-only triggers."""

from __future__ import annotations

from alembic import op

from db import sqlite_search, sqlite_triggers

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for statement in (*sqlite_search.statements(), *sqlite_triggers.statements()):
        op.get_bind().exec_driver_sql(statement)
