"""The briefing of 1,000 one-page risks against reportlab laying out the same flowables.

Both run in turn in one process. reportlab's own template gets the blocks ready made and puts them
on bare pages; the pack also makes the blocks, prints bars, footers and page numbers.
"""

from __future__ import annotations

import gc
import io
import time
from collections.abc import Callable, Iterator
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate

from benchmarks.timing import Line, paired, ratio_line
from benchmarks.workbook import register
from reports.content import Content, build
from reports.pdf import render, running_of, story
from reports.pdf.canvas import BOTTOM, MARGIN, TOP, WIDTH, PackCanvas
from reports.pdf.matrix import keep_small_grid
from riskreg.exporting import ExportRequest, Format

RISKS = 1_000
TURNS = 3
DAY = date(2026, 10, 12)


def flowables(content: Content) -> list[Flowable]:
    found: list[Flowable] = []
    for chapter in story(content):
        found += [*chapter, PageBreak()]
    return found


def lay_out(content: Content, ready: list[Flowable]) -> None:
    """reportlab's template, with frames of the size of ours and nothing else on the page."""
    stream = io.BytesIO()
    frame = Frame(MARGIN, BOTTOM, WIDTH, TOP - BOTTOM, 0, 0, 0, 0)

    def first_page(canvas: PackCanvas, document: BaseDocTemplate) -> None:
        if document.page == 1:
            keep_small_grid(canvas, content.matrix)

    template = BaseDocTemplate(stream, pagesize=A4)
    template.addPageTemplates([PageTemplate("bare", [frame], onPage=first_page)])
    template.build(ready, canvasmaker=lambda *_, **__: PackCanvas(stream, running_of(content)))


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()  # of this process alone: others on the machine do not count
    work()
    return time.process_time() - start


def theirs(content: Content) -> float:
    ready = flowables(content)
    return seconds(lambda: lay_out(content, ready))


def lines() -> Iterator[Line]:
    content = build(register(RISKS), ExportRequest(format=Format.PDF, day=DAY))
    measured = paired(lambda: seconds(lambda: render(content)), lambda: theirs(content), TURNS)
    yield ratio_line("briefing of 1,000 risks ÷ reportlab, same flowables", measured, 1.25)


if __name__ == "__main__":
    for line in lines():
        print(line)
