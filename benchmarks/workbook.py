"""The workbook of 10,000 risks against openpyxl's write-only mode writing the same cells.

Both run in turn in one process. openpyxl gets the values ready made
and writes them without any format, list, colour or lock; the export also makes them from the
register, and is a finished workbook.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from benchmarks.timing import Line, paired, ratio_line
from reports import export
from riskreg.criteria import default_criteria
from riskreg.exporting import ExportRequest, Format
from riskreg.model import Assessment, Evidence, Impact, Likelihood, Measure, Risk, Settings, Source
from riskreg.snapshot import Snapshot
from riskreg.terms import Confidence, Stance

RISKS = 10_000
TURNS = 5
DAY = date(2026, 10, 12)


def register(count: int) -> Snapshot:
    """``count`` scored risks, each with a passage and a measure."""
    text = "The largest quay takes four of five boxes from one carrier, a lecturer said in autumn. "
    source = Source(id=1, code="S-001", title="One carrier, one quay", text=text * 40)
    sources = count // 20
    risk = Risk(
        id=1,
        code="R-001",
        title="A terminal depends on one carrier",
        summary=text * 2,
        cause="four fifths of the boxes coming from one carrier",
        event="move its ships elsewhere within a season",
        vector="dependency on a single supplier",
        asset="the container terminal",
        consequence="a loss of work and of room to negotiate",
        sectors=("ports", "logistics and transport"),
        owner="Ministry of Mobility",
        review_on=date(2026, 12, 20),
        gaps="How long the contract runs.",
    )
    score = Assessment(
        id=1,
        risk_id=1,
        assessor="A. Analyst",
        on=DAY,
        impacts=tuple(
            Impact(key, 2, 3, 4) for key in ("critical_infrastructure", "economic_potential")
        ),
        confidence=Confidence.LOW,
        rationale_likelihood=text,
        rationale_impact=text,
        adopted=True,
    )
    passage = Evidence(
        id=1, risk_id=1, source_id=1, start=0, end=80, excerpt=text[:80], stance=Stance.SUPPORTS
    )
    measure = Measure(id=1, risk_id=1, title="Win a second carrier", owner="Port", due=DAY)
    ids = range(1, count + 1)
    return Snapshot(
        settings=Settings(title="Benchmark", criteria=default_criteria()),
        sources=tuple(
            replace(source, id=4 * count + n, code=f"S-{n:03d}") for n in range(1, sources + 1)
        ),
        risks=tuple(replace(risk, id=n, code=f"R-{n:03d}") for n in ids),
        assessments=tuple(
            replace(
                score,
                id=count + n,
                risk_id=n,
                likelihood=Likelihood(n % 50, n % 50 + 20, n % 50 + 40),
            )
            for n in ids
        ),
        evidence=tuple(
            replace(passage, id=2 * count + n, risk_id=n, source_id=4 * count + 1 + n % sources)
            for n in ids
        ),
        measures=tuple(replace(measure, id=3 * count + n, risk_id=n) for n in ids),
    )


def cells_of(path: Path) -> dict[str, list[list[Any]]]:
    """The values and formulas of a workbook, by sheet."""
    book = load_workbook(path, read_only=True)
    found = {s.title: [list(row) for row in s.iter_rows(values_only=True)] for s in book}
    book.close()
    return found


def write_only(cells: dict[str, list[list[Any]]], target: Path) -> None:
    """What openpyxl does at its leanest."""
    book = Workbook(write_only=True)
    for name, rows in cells.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(target)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def lines() -> Iterator[Line]:
    whole = register(RISKS)
    request = ExportRequest(format=Format.XLSX, day=DAY)
    with tempfile.TemporaryDirectory() as folder:
        mine, other = Path(folder) / "ours.xlsx", Path(folder) / "theirs.xlsx"
        export(whole, request, mine)
        cells = cells_of(mine)
        measured = paired(
            lambda: seconds(lambda: export(whole, request, mine)),
            lambda: seconds(lambda: write_only(cells, other)),
            TURNS,
        )
    yield ratio_line("workbook of 10,000 risks ÷ openpyxl write-only", measured, 1.3)


if __name__ == "__main__":
    for line in lines():
        print(line)
