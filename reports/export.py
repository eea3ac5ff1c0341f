"""The one way in: a snapshot and a request become a file or a stream, in any of four formats."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from reports.content import visible
from reports.output import replacing
from reports.plain.csvfile import write_csv
from reports.plain.jsonfile import write_json
from riskreg.errors import UserError
from riskreg.exporting import ExportRequest, ExportResult, Format, Progress, no_progress
from riskreg.snapshot import Snapshot, Withheld
from riskreg.terms import Marking
from riskreg.words import _, speaking


def export(
    snapshot: Snapshot, request: ExportRequest, target: Path, progress: Progress = no_progress
) -> ExportResult:
    """Write what the audience of ``request`` may see of ``snapshot`` to ``target``.

    The file is replaced only once the new one is whole. UserError where it cannot be written;
    what ``progress`` raises (Cancelled) ends the work and leaves everything as it was.
    """
    with replacing(target) as stream:
        return _write(snapshot, request, stream, progress)


def export_to_stream(
    snapshot: Snapshot,
    request: ExportRequest,
    stream: BinaryIO,
    progress: Progress = no_progress,
) -> ExportResult:
    """Write CSV or JSON to a stream that cannot be replaced, such as standard output."""
    if request.format not in (Format.CSV, Format.JSON):
        raise UserError(
            _("Only csv and json can go to standard output; name a file for {format}.").format(
                format=request.format.value
            )
        )
    return _write(snapshot, request, stream, progress)


def _write(
    whole: Snapshot, request: ExportRequest, stream: BinaryIO, progress: Progress
) -> ExportResult:
    seen, withheld = visible(whole, request) if request.max_marking else (whole, Withheld())
    with speaking(request.language):
        match request.format:
            case Format.CSV:
                write_csv(seen, stream, progress)
                notes: tuple[str, ...] = ()
            case Format.JSON:
                notes = _json(seen, request, stream, progress)
            case Format.XLSX:
                notes = _workbook(seen, request, stream, progress)
            case Format.PDF:
                notes = _briefing(whole, request, stream, progress)
    return ExportResult(withheld, notes)


def _json(
    seen: Snapshot, request: ExportRequest, stream: BinaryIO, progress: Progress
) -> tuple[str, ...]:
    """The trail of changes tells of everything that ever was, so it goes to nobody below RED."""
    limit = request.max_marking
    if request.history is None or limit is None or limit.allows(Marking.RED):
        write_json(seen, request, stream, progress)
        return ()
    write_json(seen, replace(request, history=None), stream, progress)
    return (_("The history is left out: it may tell of what is marked higher."),)


def _workbook(
    seen: Snapshot, request: ExportRequest, stream: BinaryIO, progress: Progress
) -> tuple[str, ...]:
    # Loaded when wanted: a window that only shows the register starts without it.
    from reports.content.workbook import book
    from reports.workbook import render

    return render(book(seen, request), stream, progress)


def _briefing(
    whole: Snapshot, request: ExportRequest, stream: BinaryIO, progress: Progress
) -> tuple[str, ...]:
    from reports.content import build
    from reports.pdf import render

    document = render(build(whole, request), progress)
    stream.write(document.bytes)
    return document.notes
