"""The briefing pack: content to a PDF file.

The same content gives the same bytes, wherever, whenever and in whatever locale it is printed.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from dataclasses import dataclass

from reports.content.parts import Content
from reports.pdf import back, front
from reports.pdf.block import Block, Mark
from reports.pdf.front import Part
from reports.pdf.matrix import keep_small_grid
from reports.pdf.press import Press, Running
from reports.pdf.risk import RiskSetter
from reports.pdf.setting import Setter
from riskreg.exporting import Progress, no_progress
from riskreg.words import _, speaking

__all__ = ["PdfDocument", "render", "running_of", "story"]


@dataclass(frozen=True, slots=True)
class PdfDocument:
    """A finished file, and what the person who exports should know about it."""

    bytes: builtins.bytes
    notes: tuple[str, ...] = ()


def render(content: Content, progress: Progress = no_progress) -> PdfDocument:
    """The briefing pack of ``content``. ``progress`` may raise Cancelled, between any two pages."""
    with speaking(content.language):
        setter = Setter()
        press = Press(running_of(content, setter))
        press.new_page()
        keep_small_grid(press.canvas, content.matrix)
        chapters = list(_chapters(setter, content))
        for done, blocks in enumerate(chapters):
            progress(done, len(chapters))
            press.new_page()
            for block in blocks:
                press.place(block)
        data = press.finish()
        progress(len(chapters), len(chapters))
        return PdfDocument(data, (*content.notes, *setter.typist.notes()))


def running_of(content: Content, setter: Setter | None = None) -> Running:
    """What stands on every page of the pack and in the properties of its file."""
    line = (setter or Setter()).typist.line
    return Running(
        marking=content.marking,
        footer=line(content.footer, _("title of the register")),
        hash_text=content.hash_text,
        hash_hex=content.hash_hex,
        title=line(content.title, _("title of the register")),
        author=line(content.organisation, _("organisation")),
        language=content.language,
        day=content.day,
    )


def story(content: Content) -> list[list[Block]]:
    """The blocks of a pack, chapter by chapter, each starting a page: reportlab flowables."""
    with speaking(content.language):
        return [list(blocks) for blocks in _chapters(Setter(), content)]


def _chapters(setter: Setter, content: Content) -> Iterator[Iterator[Block]]:
    """What starts on a new page, in order; blocks are made only when they are printed."""
    parts = [
        Part("bottom-line", _("Bottom line")),
        *([Part("key-judgements", _("Key judgements"))] if content.key_judgements else []),
        Part("matrix", _("Matrix")),
        Part("priority", _("Priority table")),
        *([Part("risks", _("Risks"))] if content.risks else []),
        Part("measures", _("Measures")),
        Part("sources", _("Sources")),
        Part("method", _("Method and yardstick")),
    ]
    yield front.cover(setter, content, parts)
    yield front.summary(setter, content, "bottom-line", "key-judgements")
    yield front.matrix(setter, content, "matrix")
    yield front.priority(setter, content, "priority")
    risks = RiskSetter(setter, content.matrix, {s.number: s.code for s in content.sources})
    for place, page in enumerate(content.risks):
        blocks = risks.blocks(page)
        yield blocks if place else _first(blocks, Mark("risks", _("Risks"), 0))
    yield back.measures(setter, content, "measures")
    yield back.sources(setter, content, "sources")
    yield back.method(setter, content, "method")


def _first(blocks: Iterator[Block], mark: Mark) -> Iterator[Block]:
    """The blocks, the first of them with one more mark before its own."""
    for place, block in enumerate(blocks):
        if not place:
            block.marks = [mark, *block.marks]
        yield block
