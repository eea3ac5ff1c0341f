"""Writing a file so that its place holds the finished one or the one from before, never a half."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from riskreg.errors import UserError
from riskreg.words import _

#: What the system calls a place with nothing left: disk, quota, largest size of a file.
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.ETXTBSY}


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become ``target`` when the block ends well.

    They are written beside it, brought to the disk and put in its place in one step. When anything
    fails, or the block raises, ``target`` is what it was and nothing else is left behind.
    UserError says in one sentence why a place cannot be written. A link is followed.
    """
    place = _checked(target)
    part = place.parent / f".riskreg-{secrets.token_hex(6)}.part"
    try:
        with part.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if place.exists():
            part.chmod(stat.S_IMODE(place.stat().st_mode))
        part.replace(place)
    except OSError as error:
        raise _sentence(error, target) from error
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
    _remember_name(place.parent)


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
    with place.open("r+b"):
        pass


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
