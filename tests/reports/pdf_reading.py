"""Reading a PDF back with another program than the one that wrote it."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

import pypdfium2 as pdfium

#: What pdfium reports for a hyphen at the end of a line.
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})


@dataclass(frozen=True)
class Bookmark:
    level: int
    title: str
    page: int


def page_texts(data: bytes) -> list[str]:
    """The text of each page, spaces and line breaks as one space."""
    with pdfium.PdfDocument(data) as document:
        texts = []
        for page in document:
            read = page.get_textpage()
            texts.append(" ".join(read.get_text_range().translate(_HYPHENS).split()))
            read.close()
            page.close()
        return texts


def boxes(data: bytes) -> list[list[tuple[float, float, float, float]]]:
    """For each page the rectangles its text fills: left, bottom, right, top in points."""
    with pdfium.PdfDocument(data) as document:
        pages = []
        for page in document:
            read = page.get_textpage()
            pages.append([read.get_rect(n) for n in range(read.count_rects())])
            read.close()
            page.close()
        return pages


def whole_text(data: bytes) -> str:
    return " ".join(page_texts(data))


def squeezed(text: str) -> str:
    """``text`` without any white space, for what may be broken over lines anywhere."""
    return "".join(text.split())


def bookmarks(data: bytes) -> list[Bookmark]:
    with pdfium.PdfDocument(data) as document:
        found = []
        for entry in document.get_toc():
            target = entry.get_dest()
            assert target is not None
            found.append(Bookmark(entry.level, entry.get_title(), target.get_index()))
        return found


def properties(data: bytes) -> dict[str, str]:
    with pdfium.PdfDocument(data) as document:
        return dict(document.get_metadata_dict())


def unpacked(data: bytes) -> bytes:
    """The file with every compressed stream unpacked behind it: all that anyone could find."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    return data + b"".join(_inflated(stream) for stream in streams)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream
