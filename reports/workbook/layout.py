"""Widths of columns, in characters, and how many pages across a sheet prints.

The register is one topic a page: its groups of columns are equally wide, and code, level and
title are repeated beside each of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.content.sheets import Kind, Sheet

_BY_KIND = {
    Kind.TEXT: 30.0,
    Kind.NUMBER: 10.0,
    Kind.PERCENT: 11.5,
    Kind.DATE: 13.0,
    Kind.WHOLE: 10.0,
    Kind.WORD: 12.0,
    Kind.LIKELIHOOD: 11.5,
    Kind.OVERALL: 10.0,
    Kind.LEVEL: 12.0,
    Kind.TITLE: 30.0,
}

#: A dimension: wide enough for the longest word of its name.
_IMPACT = 14.0

_BY_COLUMN = {
    "register": {
        "code": 8.0,
        "title": 36.0,
        "cause": 34.0,
        "event": 34.0,
        "asset": 28.0,
        "consequence": 34.0,
        "summary": 38.0,
        "vector": 22.0,
        "sectors": 24.0,
        "actors": 38.0,
        "place": 18.0,
        "owner": 22.0,
        "status": 12.0,
        "response": 13.0,
        "marking": 19.0,
        "impact_ranges": 30.0,
        "confidence": 14.0,
        "assessor": 16.0,
        "rationale_likelihood": 42.5,
        "rationale_impact": 42.5,
        "claim_status": 40.0,
        "outcome": 37.5,
        "gaps": 37.5,
        "legal_hooks": 36.0,
        "tags": 26.0,
    },
    "measures": {
        "risk": 9.0,
        "title": 46.0,
        "owner": 22.0,
        "status": 14.0,
        "cost": 18.0,
        "expected_effect": 36.0,
        "note": 30.0,
        "record": 19.0,
    },
    "evidence": {
        "risk": 9.0,
        "stance": 13.0,
        "excerpt": 70.0,
        "note": 40.0,
        "source": 9.0,
        "source_title": 34.0,
        "grade": 8.0,
        "credibility": 11.0,
        "grade_text": 24.0,
        "interested": 11.0,
        "cited": 12.0,
        "marking": 18.0,
        "record": 19.0,
    },
    "sources": {
        "code": 9.0,
        "title": 44.0,
        "publisher": 24.0,
        "author": 22.0,
        "published_note": 20.0,
        "kind": 19.0,
        "reliability": 11.0,
        "interested_party": 11.0,
        "derives_from": 10.0,
        "risks": 24.0,
        "language": 10.0,
        "address": 44.0,
        "file_name": 28.0,
        "sha256": 36.0,
        "marking": 18.0,
    },
}


@dataclass(frozen=True, slots=True)
class Page:
    """How a sheet goes on paper: columns that stay in view and are repeated, pages across."""

    fixed: int
    across: int


PAGES = {
    "register": Page(fixed=3, across=6),
    "measures": Page(fixed=2, across=1),
    "evidence": Page(fixed=2, across=2),
    "sources": Page(fixed=2, across=2),
}

#: Points of one line of body text, and the tallest row; what is longer is read in its cell.
LINE = 14.0
TALLEST_ROW = 400.0

#: Characters of ordinary text to a unit of width, and what a line loses by breaking between words.
_FITTING, _LOST = 1.2, 2


def widths(sheet: Sheet) -> list[float]:
    """The width of each column of a data sheet."""
    own = _BY_COLUMN[sheet.key]
    return [
        own.get(f.key, _IMPACT if f.key.startswith("impact_") else _BY_KIND[f.kind])
        for f in sheet.fields
    ]


def lines(text: str, width: float, size: float = 10) -> int:
    """About how many lines ``text`` takes in a column; rather one too many than one too few."""
    room = max(int((width * _FITTING - _LOST) * 10 / size), 1)
    return sum(-(-max(_breadth(line), 1) // room) for line in text.split("\n"))


def _breadth(line: str) -> int:
    """Characters of a line, those of East Asian scripts counted twice."""
    return len(line) if line.isascii() else len(line) + sum(c >= "\u1100" for c in line)
