"""Writing a file so that its place holds the finished one or the one from before, never a half."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from riskreg.errors import UserError
from riskreg.words import _

#: What the system calls a place with nothing left: disk, quota, largest size of a file.
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
#: How a register, or another SQLite file, begins.
_DATABASE = b"SQLite format 3\x00"

_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.ETXTBSY}


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become ``target`` when the block ends well.

    They are written beside it, brought to the disk and put in its place in one step. When anything
    fails, or the block raises, ``target`` is what it was and nothing else is left behind; what a
    killed program left is taken away by the next one that writes in the folder.
    UserError says in one sentence why a place cannot be written. A link is followed.
    """
    place = _checked(target)
    _sweep(place.parent)
    part: Path | None = None
    try:
        part, stream = _new_part(place.parent)
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if place.exists():
            part.chmod(stat.S_IMODE(place.stat().st_mode))
        part.replace(place)
    except OSError as error:
        raise _sentence(error, target) from error
    finally:
        if part is not None:
            with suppress(FileNotFoundError):
                part.unlink()
    _remember_name(place.parent)


@contextmanager
def told_of(target: Path) -> Iterator[None]:
    """Say of ``target`` what goes wrong in the block, where the streams of several are open."""
    try:
        yield
    except OSError as error:
        raise _sentence(error, target) from error


def _new_part(folder: Path) -> tuple[Path, BinaryIO]:
    """A file for unfinished bytes, marked as in use for as long as its stream is open."""
    while True:
        part = folder / f".riskreg-{secrets.token_hex(6)}.part"
        stream = part.open("xb")
        _mark_in_use(stream)
        if os.fstat(stream.fileno()).st_nlink:  # not swept away before it was marked
            return part, stream
        stream.close()


def _sweep(folder: Path) -> None:
    """Take away what programs that were killed have left unfinished in ``folder``."""
    for part in folder.glob(".riskreg-*.part"):
        # Somebody else's, or gone by now: then there is nothing for us to take away.
        with suppress(OSError):
            if not _is_in_use(part):
                part.unlink()


if sys.platform == "win32":

    def _mark_in_use(stream: BinaryIO) -> None:
        """Nothing to do: what is open cannot be deleted there."""

    def _is_in_use(_part: Path) -> bool:
        return False

else:
    import fcntl

    def _mark_in_use(stream: BinaryIO) -> None:
        """Lock it; the system takes the lock away with the program, however that ends."""
        # Without locks on this file system no other program can hold one and sweep either.
        with suppress(OSError):
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX)

    def _is_in_use(part: Path) -> bool:
        """Whether a program holds it. OSError where that cannot be told."""
        handle = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
        return False


def _checked(target: Path) -> Path:
    """Where the bytes will go; UserError for a place of which it is plain that they cannot."""
    place = Path(os.path.realpath(target))
    try:
        if place.is_dir():
            raise UserError(
                _("{target} is a folder; name a file to write in it.").format(target=target)
            )
        if not place.parent.is_dir():
            raise UserError(
                _("There is no folder {folder}; make it first, or name another.").format(
                    folder=target.parent
                )
            )
        if place.exists():
            _check_free(place, target)
    except OSError as error:
        raise _sentence(error, target) from error
    return place


def _check_free(place: Path, target: Path) -> None:
    """Refuse what is no ordinary file, what is write-protected and what is open elsewhere.

    Windows tells of an open file by itself; LibreOffice leaves a lock file beside the document it
    shows, and would later overwrite what is written here.
    """
    if not place.is_file():
        raise UserError(
            _("{target} is not an ordinary file; name another one.").format(target=target)
        )
    lock = place.parent / f".~lock.{place.name}#"
    if lock.exists():
        raise UserError(
            _(
                "{target} is open in another program; close it there, or name another file "
                "(if it is open nowhere, delete {lock})."
            ).format(target=target, lock=lock.name)
        )
    with place.open("r+b") as file:
        if file.read(len(_DATABASE)) == _DATABASE:
            raise UserError(
                _("{target} is a register or another database; name another file.").format(
                    target=target
                )
            )


def _sentence(error: OSError, target: Path) -> UserError:
    if error.errno in _NO_ROOM:
        text = _("There is no room left to write {target}; nothing was changed.")
    elif error.errno in _FORBIDDEN and target.exists():
        text = _(
            "{target} cannot be replaced: it is open in another program or write-protected. "
            "Close it there, or name another file."
        )
    elif error.errno in _FORBIDDEN:
        text = _("You may not write in the folder of {target}; name another place.")
    elif error.errno == errno.EROFS:
        text = _("{target} lies in a place that can only be read; name another.")
    elif error.errno == errno.ENAMETOOLONG:
        text = _("The name {target} is too long for this system; name a shorter one.")
    else:
        text = _("{target} cannot be written: {reason}.")
    return UserError(text.format(target=target, reason=error.strerror or type(error).__name__))


def _remember_name(folder: Path) -> None:
    """Bring the new entry of ``folder`` to the disk, where a system lets a folder be opened."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems cannot do this; the file itself is whole and in its place.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
