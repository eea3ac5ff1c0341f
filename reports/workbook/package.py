"""The file itself: openpyxl's description of a workbook and our rows, put together in one archive.

Every entry carries the same date and the same settings, so that the same content gives the same
bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.xml.functions import tostring

_NO_ROWS = b"<sheetData />"
_BLOCK = 256 * 1024


@dataclass(slots=True)
class Rows:
    """Rows of one sheet: where they end, and how to make them. ``last`` is the last cell."""

    last: str
    make: Callable[[], Iterable[str]]


@dataclass(slots=True)
class Package:
    """Rows by the name of their sheet."""

    rows: dict[str, Rows] = field(default_factory=dict)

    def write(self, workbook: Workbook, stream: BinaryIO, left_out: Callable[[], str]) -> None:
        """Write ``workbook`` with its rows to ``stream``.

        Sheets are written in the order of ``rows``. After all but the last, ``left_out`` says
        which sheet is not needed after all ('' for none).
        """
        entries = _described(workbook)
        paths = {sheet.title: sheet.path.lstrip("/") for sheet in workbook.worksheets}
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, rows in self.rows.items():
                if name != left_out():
                    _write_sheet(archive, paths[name], entries[paths[name]], rows)
            if gone := left_out():
                del workbook[gone]
                entries = _described(workbook)
            for path, content in entries.items():
                if path not in paths.values():
                    with archive.open(_entry(path), "w") as out:
                        out.write(content)


def _described(workbook: Workbook) -> dict[str, bytes]:
    """The parts openpyxl makes of a workbook without cells, by path."""
    properties = tostring(workbook.properties.to_tree())
    whole = io.BytesIO()
    workbook.save(whole)
    with zipfile.ZipFile(whole) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # openpyxl enters the moment of writing here; ours is the day of the report.
    parts["docProps/core.xml"] = properties
    return parts


def _write_sheet(archive: zipfile.ZipFile, path: str, described: bytes, rows: Rows) -> None:
    before, empty, after = described.partition(_NO_ROWS)
    assert empty, "openpyxl leaves a place for the rows"
    before = before.replace(b'<dimension ref="A1:A1" />', f'<dimension ref="A1:{rows.last}" />'.encode())
    with archive.open(_entry(path), "w", force_zip64=True) as out:
        out.write(before + b"<sheetData>")
        for block in _blocks(rows.make()):
            out.write(block)
        out.write(b"</sheetData>" + after)


def _blocks(rows: Iterable[str]) -> Iterator[bytes]:
    """Rows gathered to pieces worth compressing."""
    gathered: list[str] = []
    size = 0
    for row in rows:
        gathered.append(row)
        size += len(row)
        if size >= _BLOCK:
            yield "".join(gathered).encode()
            gathered, size = [], 0
    yield "".join(gathered).encode()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the same on every platform
    return entry
