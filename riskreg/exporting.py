"""What the window and the command line ask of an exporter, and what they get back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from riskreg.ports import AuditEntry
from riskreg.snapshot import Snapshot, Withheld
from riskreg.terms import Marking


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
