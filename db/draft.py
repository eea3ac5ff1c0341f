"""A new register's unfinished file: each program its own, and what a killed one left goes."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

_SUFFIXES = ("", "-wal", "-shm", "-journal")


def draft_of(path: Path) -> Path:
    """Where this program makes the register that will be ``path``; two never share a place."""
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def remove(draft: Path) -> None:
    """Take a draft away, with the logs beside it."""
    for suffix in _SUFFIXES:
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def sweep(path: Path) -> None:
    """Take away the drafts of ``path`` whose program has ended."""
    pattern = re.compile(rf"\.{re.escape(path.name)}\.([0-9]{{1,9}})\.new")
    for beside in path.parent.iterdir():
        found = pattern.fullmatch(beside.name)
        if found and not _runs(int(found[1])):
            with suppress(OSError):  # on Windows one that is open stays
                remove(beside)


def _runs(process: int) -> bool:
    if sys.platform == "win32":  # asking would end it, and what is open cannot be deleted anyway
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process != os.getpid()


def take_name(draft: Path, path: Path) -> None:
    """Give a finished draft its name. FileExistsError if that was taken meanwhile."""
    if sys.platform == "win32":
        draft.rename(path)
        return
    try:
        path.hardlink_to(draft)  # unlike renaming, it never takes another file's place
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists() or path.is_symlink():
            raise FileExistsError from None
        draft.rename(path)
    else:
        draft.unlink()
