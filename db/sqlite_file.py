"""SQLite's own: a register as one file. Connecting, pragmas, passphrase, error codes."""

from __future__ import annotations

import os
import re
import shutil
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from db.damage import Damaged
from db.draft import take_name
from riskreg.errors import PassphraseNeeded, UserError
from riskreg.words import _

#: "RREG": tells our files from other SQLite files.
APPLICATION_ID = 0x52524547

_MAGIC = b"SQLite format 3\x00"
_PAGE = 4096


class NotARegister(UserError):
    """The file is something else, or damaged beyond opening."""


def key_of(passphrase: str) -> str:
    """A passphrase as it is used: however the keyboard composed its accents, it is the same key.

    PassphraseNeeded for one that cannot be a key: an empty one would leave the file open to all.
    """
    key = unicodedata.normalize("NFC", passphrase)
    if not key or "\x00" in key or any("\ud800" <= letter <= "\udfff" for letter in key):
        raise PassphraseNeeded(
            _("A passphrase has at least one character, and none that cannot be written down.")
        )
    return key


def engine_for(path: Path, passphrase: str | None) -> Engine:
    """An engine with one connection to the file. Nothing is created: the file must be there."""

    def connect() -> Any:
        connection = driver.connect(
            f"{path.resolve().as_uri()}?mode=rw",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        if passphrase is not None:
            # What is wrong is told by us; SQLCipher would write to standard error besides.
            connection.execute("PRAGMA cipher_log_level = NONE")
            quoted = passphrase.replace("'", "''")
            connection.execute(f"PRAGMA key = '{quoted}'")
            _try_passphrase(connection, path)
        for pragma in (
            "busy_timeout = 4000",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "cache_size = -8000",
            "recursive_triggers = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite://", creator=connect, module=driver, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine


def _try_passphrase(connection: Any, path: Path) -> None:
    """The first read shows whether the key fits; SQLCipher cannot tell a wrong key from damage."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.DatabaseError as error:
        if "not a database" in str(error):
            raise PassphraseNeeded(
                _("The passphrase does not open {path}.").format(path=path)
            ) from None
        raise


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def refuse_taken(path: Path) -> None:
    """UserError where something of that name is there, be it a link that leads nowhere."""
    if path.exists() or path.is_symlink():
        raise UserError(_("{path} already exists; nothing was changed.").format(path=path))


def make_empty(path: Path) -> None:
    """An empty file where a register will be; it must not be there yet."""
    path.parent.mkdir(parents=False, exist_ok=True)
    with path.open("xb"):
        pass


@contextmanager
def writing_place(path: Path) -> Iterator[None]:
    """Turn what the operating system says against a new file at ``path`` into one sentence."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL character
        raise UserError(
            _("{path} cannot be written there: {reason}.").format(
                path=path, reason=reason_of(error)
            )
        ) from error


def reason_of(error: OSError | ValueError) -> str:
    """What the operating system says, as a clause."""
    return (getattr(error, "strerror", None) or str(error)).rstrip(".").lower()


def inspect(path: Path) -> bool:
    """Look at a file before opening it: whether it needs a passphrase.

    UserError, in one sentence, for what cannot be a register: not there, a folder, empty, text,
    cut short.
    """
    try:
        found = path.stat()
        size = found.st_size
        if stat.S_ISDIR(found.st_mode):
            raise NotARegister(_("{path} is a folder, not a register.").format(path=path))
        if not stat.S_ISREG(found.st_mode):  # reading from a pipe might wait for ever
            raise NotARegister(_("{path} is not an ordinary file.").format(path=path))
        has_log = _log_of(path)
        with path.open("rb") as file:
            head = file.read(4096)
    except (FileNotFoundError, ValueError):  # ValueError: a name with a NUL character
        raise NotARegister(_("There is no file {path}.").format(path=path)) from None
    except OSError as error:
        raise UserError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=reason_of(error))
        ) from error
    if size == 0:
        raise NotARegister(_("{path} is empty, not a register.").format(path=path))
    if head.startswith(_MAGIC):
        _refuse_truncated(path, head, size, has_log)
        _refuse_foreign(path, head)
        return False
    if size % _PAGE or _looks_like_text(head):
        raise NotARegister(_("{path} is not a register, or has been cut short.").format(path=path))
    return True


def _refuse_truncated(path: Path, head: bytes, size: int, has_log: bool) -> None:
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(head[28:32], "big")
    if size >= page and has_log:
        return  # a program was killed while it moved the log into the file; SQLite mends that
    if size < 100 or page < 512 or size < page * pages:
        raise NotARegister(
            _(
                "{path} has been cut short: {size} of {whole} bytes are there. Go back to a backup."
            ).format(path=path, size=size, whole=page * pages)
        )


def _log_of(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.is_file() and log.stat().st_size > 0


def _refuse_foreign(path: Path, head: bytes) -> None:
    """Told from the header, because connecting would already write to the file."""
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise _foreign(path)


def _foreign(path: Path) -> NotARegister:
    return NotARegister(
        _("{path} is a database of another program, not a register.").format(path=path)
    )


def _looks_like_text(head: bytes) -> bool:
    printable = sum(32 <= byte < 127 or byte in (9, 10, 13) for byte in head)
    return printable > 0.9 * len(head)


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn what SQLite says is wrong into one sentence about the register at ``path``."""
    try:
        yield
    except DBAPIError as error:
        sentence = _sentence(str(error.orig), path)
        if sentence is None:
            raise
        raise sentence from error
    except driver.Error as error:
        sentence = _sentence(str(error), path)
        if sentence is None:
            raise
        raise sentence from error
    except (Damaged, UnicodeDecodeError) as error:  # the latter quotes damaged bytes in a message
        raise _damaged(path) from error


def identity(path: Path) -> tuple[int, int] | None:
    """What tells the file at ``path`` from any other that may come to lie there; None for none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def require(path: Path, file: tuple[int, int] | None) -> None:
    """Refuse to go on where the file that was opened no longer lies at ``path``.

    An open file can be deleted or moved on most systems, and what is written then is lost with it.
    """
    if identity(path) != file:
        raise UserError(
            _(
                "{path} was moved, deleted or replaced while it was open; nothing was written. "
                "Put it back, or open it anew."
            ).format(path=path)
        )


def _damaged(path: Path) -> NotARegister:
    return NotARegister(
        _("{path} is damaged or not a register. Go back to a backup.").format(path=path)
    )


def _sentence(message: str, path: Path) -> UserError | None:
    known = (
        (
            r"disk is full|disk I/O error",
            _("There is no room left for {path}; nothing was written."),
        ),
        (
            r"readonly|unable to open",
            _("{path} lies in a place that cannot be written; copy it elsewhere first."),
        ),
        (r"locked|busy", _("Another program is writing to {path}; try again in a moment.")),
    )
    for pattern, sentence in known:
        if re.search(pattern, message, re.IGNORECASE):
            return UserError(sentence.format(path=path))
    damage = r"malformed|corrupt|not a database|hmac|not decode|no such (table|column)"
    if re.search(damage, message, re.IGNORECASE):
        return _damaged(path)
    return None


def check_identity(connection: Connection, path: Path) -> None:
    """Whether the file is one of ours; a wrong passphrase shows earlier, when connecting."""
    found = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if found != APPLICATION_ID:
        raise _foreign(path)


def set_identity(connection: Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def data_version(connection: Connection) -> int:
    """A number that changes when another connection wrote to the file."""
    return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())


def integrity(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with the file."""
    rows = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    lines = [line for row in rows if row != "ok" for line in str(row).splitlines()]
    found = [line for line in lines if not line.startswith("***")]
    stray = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    sentence = _("A row of {table} points to one that is gone.")
    return found + [sentence.format(table=row[0]) for row in stray]


def flush(engine: Engine) -> None:
    """Move everything from the write-ahead log into the file itself; an error where it cannot."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        told = cursor.fetchone()  # (whether somebody was in the way, frames, frames moved)
        if told is None or told[0]:
            raise driver.OperationalError("database is locked")
    finally:
        connection.close()


def settle(draft: Path, path: Path) -> None:
    """Give a finished, closed file its name, unless the name was taken meanwhile."""
    with writing_place(path):
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        try:
            take_name(draft, path)
        except FileExistsError:
            refuse_taken(path)
            raise


def copy_beside(path: Path, word: str) -> Path:
    """A copy of a closed register beside itself, under a name not yet taken."""
    for number in range(1, 1000):
        suffix = "" if number == 1 else f"-{number}"
        copy = path.with_name(f"{path.stem}.{word}{suffix}{path.suffix}")
        if not copy.exists():
            break
    try:
        shutil.copy2(path, copy)
        with copy.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError as error:
        copy.unlink(missing_ok=True)
        raise UserError(
            _("No backup could be made beside {path}: {reason}.").format(
                path=path, reason=reason_of(error)
            )
        ) from error
    return copy
