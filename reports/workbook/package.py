"""The file itself: openpyxl's description of a workbook and our rows, put together in one archive.

Every entry carries the same date and the same settings, so that the same content gives the same
bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.xml.functions import tostring

#: Where openpyxl leaves room for rows (some of which hold nothing but a link), and its size.
_ROWS = re.compile(rb"(<sheetData />|<sheetData>.*?</sheetData>)", re.DOTALL)
_SIZE = re.compile(rb'<dimension ref="[^"]*" />')
_BLOCK = 256 * 1024


@dataclass(slots=True)
class Rows:
    """Rows of one sheet: the last cell, and how to make them. Both are asked when it is written."""

    last: Callable[[], str]
    make: Callable[[], Iterable[str]]


@dataclass(slots=True)
class Package:
    """Rows by the name of their sheet."""

    rows: dict[str, Rows] = field(default_factory=dict)

    def write(self, workbook: Workbook, stream: BinaryIO, unused: Callable[[], set[str]]) -> None:
        """Write ``workbook`` with its rows to ``stream``, sheets in the order of ``rows``.

        ``unused`` is asked once the others are written: which sheets are not needed after all.
        """
        described = _described(workbook)
        paths = {sheet.title: sheet.path.lstrip("/") for sheet in workbook.worksheets}
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, rows in self.rows.items():
                if name not in unused():
                    _write_sheet(archive, paths[name], described[paths[name]], rows)
            for name in unused():
                del workbook[name]
            # Only now are all formats known that the rows use.
            for path, content in _described(workbook).items():
                if path not in paths.values():
                    with archive.open(_entry(path), "w") as out:
                        out.write(content)


def _described(workbook: Workbook) -> dict[str, bytes]:
    """The parts openpyxl makes of a workbook without cells, by path."""
    whole = io.BytesIO()
    workbook.save(whole)
    with zipfile.ZipFile(whole) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # openpyxl enters the moment of writing; ours is the day of the report.
    workbook.properties.modified = workbook.properties.created
    parts["docProps/core.xml"] = tostring(workbook.properties.to_tree())
    return parts


def _write_sheet(archive: zipfile.ZipFile, path: str, described: bytes, rows: Rows) -> None:
    before, _place, after = _ROWS.split(described, maxsplit=1)
    before = _SIZE.sub(f'<dimension ref="A1:{rows.last()}" />'.encode(), before)
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
