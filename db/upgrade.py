"""Creating, opening and upgrading registers. The schema's revisions are Alembic's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from db import rows, sqlite_file, sqlite_search, sqlite_triggers
from db.draft import draft_of, remove, sweep
from db.loading import load
from db.store import SqlStore
from db.tables import metadata
from riskreg.errors import PassphraseNeeded, UserError
from riskreg.model import Settings
from riskreg.words import _

#: The revisions of the schema, oldest first. The last is the one this program writes.
REVISIONS = ("0001", "0002")


class NewerRegister(UserError):
    """The file was written by a newer version of the program."""


def create(path: Path, passphrase: str | None, begin: Callable[[SqlStore], None]) -> None:
    """Make a register at ``path``; ``begin`` writes its first content.

    All or nothing: it is made under another name and takes its own when it is whole. UserError
    where a file is already there or none can be made.
    """
    key = None if passphrase is None else sqlite_file.key_of(passphrase)
    draft = draft_of(path)
    with sqlite_file.writing_place(path):
        sqlite_file.refuse_taken(path)
        sweep(path)
        remove(draft)
        sqlite_file.make_empty(draft)
    try:
        with sqlite_file.sentences(path):
            engine = sqlite_file.engine_for(draft, key)
            try:
                _create_schema(engine)
                begin(SqlStore(engine, path, key))
                sqlite_file.flush(engine)  # on closing, a full disk would not be told
            finally:
                engine.dispose()
        sqlite_file.settle(draft, path)
    finally:
        remove(draft)


def _create_schema(engine: Engine) -> None:
    with engine.execution_options(writing=True).begin() as connection:
        sqlite_file.set_identity(connection)
        metadata.create_all(connection)
        for statement in (*sqlite_search.statements(), *sqlite_triggers.statements()):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"
        )
        connection.execute(
            text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": REVISIONS[-1]}
        )


def open_register(path: Path, passphrase: str | None = None) -> SqlStore:
    """Open a register; one of an older version is backed up beside itself, then upgraded.

    UserError in one sentence for everything that is no register, is damaged, is newer than this
    program, lies where nothing can be written, or wants another passphrase (PassphraseNeeded).
    """
    encrypted = sqlite_file.inspect(path)
    if encrypted and not passphrase:
        raise PassphraseNeeded(
            _("{path} is encrypted, or not a register; its passphrase is needed.").format(path=path)
        )
    key = sqlite_file.key_of(passphrase) if encrypted and passphrase else None
    with sqlite_file.sentences(path):
        engine = sqlite_file.engine_for(path, key)
        try:
            with engine.begin() as connection:
                sqlite_file.check_identity(connection, path)
                revision = _revision(connection, path)
            if revision != REVISIONS[-1]:
                engine = _upgraded(engine, path, key)
            return SqlStore(engine, path, key)
        except BaseException:
            engine.dispose()
            raise


def _revision(connection: Connection, path: Path) -> str:
    found = None
    if inspect(connection).has_table("alembic_version"):
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is None:
        raise sqlite_file.NotARegister(
            _("{path} is not a whole register. Go back to a backup.").format(path=path)
        )
    if found not in REVISIONS:
        raise NewerRegister(
            _(
                "{path} was written by a newer version of this program (schema {revision}); "
                "it was not touched."
            ).format(path=path, revision=found)
        )
    return str(found)


def _upgraded(engine: Engine, path: Path, passphrase: str | None) -> Engine:
    sqlite_file.flush(engine)
    engine.dispose()
    sqlite_file.copy_beside(path, "before-upgrade")
    engine = sqlite_file.engine_for(path, passphrase)
    with engine.execution_options(writing=True).begin() as connection:
        migrate(connection, REVISIONS[-1])
        rebuild(connection)
    return engine


def rebuild(connection: Connection) -> None:
    """Compute anew what follows from the entities: the full-text index and the risk rows."""
    for kind in sqlite_search.SEARCHED:
        sqlite_search.index(connection, load(connection, kind))
    settings = load(connection, Settings)
    rows.refresh_all(connection, settings[0].criteria)


def migrate(connection: Connection, revision: str) -> None:
    """Bring the schema to ``revision`` inside the transaction of ``connection``."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
