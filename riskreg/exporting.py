"""What the window and the command line ask of an exporter, and what they get back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from riskreg.errors import UserError
from riskreg.ports import AuditEntry
from riskreg.snapshot import Snapshot, Withheld
from riskreg.terms import Marking
from riskreg.words import _


class Format(StrEnum):
    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


class Cancelled(Exception):
    """The user asked to stop; what was there before is still there."""


#: Told (steps done, steps in all) as work goes on; may raise Cancelled.
Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """For callers who do not watch."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """For whom: up to which marking (None: all there is), in which language, dated when.

    ``history`` yields the audit trail where the whole of a register is asked for (JSON only); it
    is never given to an audience from which something is withheld.
    """

    format: Format
    day: date
    language: str = "en"
    max_marking: Marking | None = None
    history: Callable[[], Iterable[AuditEntry]] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was made: what was withheld in numbers, and notes the user should read (characters no
    font holds, texts too long for a cell, …), one sentence each."""

    withheld: Withheld
    notes: tuple[str, ...] = ()


#: Exports a snapshot to a file (replaced only when the new one is whole). ``-`` is not for here.
Exporter = Callable[[Snapshot, ExportRequest, Path, Progress], ExportResult]


def refuse_own_place(register: Path, target: Path) -> None:
    """UserError where ``target`` is the register itself, or a file that is kept beside it.

    Told by where both lie, so that a link or another way of writing the path is no way round.
    """
    own, place = Path(os.path.realpath(register)), Path(os.path.realpath(target))
    kept = {os.path.normcase(f"{own}{suffix}") for suffix in ("", "-wal", "-shm", "-journal")}
    if os.path.normcase(place) in kept or _is_one_file(own, place):
        raise UserError(
            _("{target} belongs to the register itself; name another file.").format(target=target)
        )


def _is_one_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there, or cannot be looked at: then it is no known file
        return False
