"""The one way in: a snapshot and a request become a file or a stream, in any of four formats."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from reports.content import visible
from reports.output import replacing, told_of
from reports.plain.csvfile import write_csv
from reports.plain.jsonfile import write_json
from riskreg.errors import UserError
from riskreg.exporting import ExportRequest, ExportResult, Format, Progress, no_progress
from riskreg.snapshot import Snapshot, Withheld
from riskreg.terms import Marking
from riskreg.words import _, speaking


class NobodyReads(Exception):
    """Whoever was to read a stream went away before its end."""


def export(
    snapshot: Snapshot, request: ExportRequest, target: Path, progress: Progress = no_progress
) -> ExportResult:
    """Write what the audience of ``request`` may see of ``snapshot`` to ``target``.

    The file is replaced only once the new one is whole. UserError where it cannot be written;
    what ``progress`` raises (Cancelled) ends the work and leaves everything as it was.
    """
    with replacing(target) as stream:
        return _write(snapshot, request, stream, progress)


def export_together(
    snapshot: Snapshot, jobs: Sequence[tuple[ExportRequest, Path | BinaryIO]]
) -> tuple[ExportResult, ...]:
    """Write several formats, to files or streams: all files take their places, or none does."""
    results: dict[int, ExportResult] = {}
    # Files first: what goes to a stream cannot be taken back.
    order = sorted(range(len(jobs)), key=lambda place: not isinstance(jobs[place][1], Path))
    with ExitStack() as places:
        streams = {
            n: places.enter_context(replacing(target))
            for n, (_request, target) in enumerate(jobs)
            if isinstance(target, Path)
        }
        for n in order:
            request, target = jobs[n]
            if isinstance(target, Path):
                with told_of(target):
                    results[n] = _write(snapshot, request, streams[n], no_progress)
                    streams[n].flush()
                    os.fsync(streams[n].fileno())
            else:
                results[n] = _to_stream(snapshot, request, target)
    return tuple(results[n] for n in range(len(jobs)))


def _to_stream(snapshot: Snapshot, request: ExportRequest, stream: BinaryIO) -> ExportResult:
    try:
        result = export_to_stream(snapshot, request, stream)
        stream.flush()
    except BrokenPipeError as error:
        raise NobodyReads from error
    except OSError as error:
        raise UserError(
            _("Standard output cannot be written: {reason}.").format(reason=error.strerror)
        ) from error
    return result


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
