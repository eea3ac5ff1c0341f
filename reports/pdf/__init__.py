"""The briefing pack: content to a PDF file.

The same content gives the same bytes, wherever, whenever and in whatever locale it is printed.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reports.content.parts import Content
from reports.pdf import back, front
from reports.pdf.block import Block
from reports.pdf.canvas import Mark, Running
from reports.pdf.front import Part
from reports.pdf.matrix import keep_small_grid
from reports.pdf.press import Press
from reports.pdf.risk import RiskSetter
from reports.pdf.setting import Setter
from riskreg.exporting import Progress, no_progress
from riskreg.labels import field_label
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
        keep_small_grid(press.canvas, content.matrix)
        chapters = list(_chapters(setter, content))
        for done, chapter in enumerate(chapters):
            progress(done, len(chapters))
            press.begin(setter.typist.line(chapter.title, *chapter.where))
            for block in chapter.blocks:
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
        return [list(chapter.blocks) for chapter in _chapters(Setter(), content)]


class _Chapter(NamedTuple):
    """What starts on a new page; its blocks are made only when they are printed.

    ``where`` names the place of its title for the notes.
    """

    title: str
    blocks: Iterator[Block]
    where: tuple[str, ...] = ()


def _chapters(setter: Setter, content: Content) -> Iterator[_Chapter]:
    """The chapters in their order."""
    bottom = Part("bottom-line", _("Bottom line"))
    judgements = Part("key-judgements", _("Key judgements"))
    matrix = Part("matrix", _("Matrix"))
    priority = Part("priority", _("Priority table"))
    risks = Part("risks", _("Risks"))
    measures = Part("measures", _("Measures"))
    sources = Part("sources", _("Sources"))
    method = Part("method", _("Method and yardstick"))
    listed = [bottom, judgements, matrix, priority, risks, measures, sources, method]
    missing = set()
    if not content.key_judgements:
        missing.add(judgements)
    if not content.risks:
        missing.add(risks)
    listed = [part for part in listed if part not in missing]
    yield _Chapter(_("Cover"), front.cover(setter, content, listed))
    yield _Chapter(bottom.title, front.summary(setter, content, bottom.key, judgements.key))
    yield _Chapter(matrix.title, front.matrix(setter, content, matrix.key))
    yield _Chapter(priority.title, front.priority(setter, content, priority.key))
    pages = RiskSetter(setter, content.matrix, {s.number: s.code for s in content.sources})
    for place, page in enumerate(content.risks):
        blocks = pages.blocks(page)
        if not place:
            blocks = _first(blocks, Mark(risks.key, risks.title, 0))
        where = (page.code, field_label("title"))
        yield _Chapter(f"{page.code} {page.title}", blocks, where)
    yield _Chapter(measures.title, back.measures(setter, content, measures.key))
    yield _Chapter(sources.title, back.sources(setter, content, sources.key))
    yield _Chapter(method.title, back.method(setter, content, method.key))


def _first(blocks: Iterator[Block], mark: Mark) -> Iterator[Block]:
    """The blocks, the first of them with one more mark before its own."""
    for place, block in enumerate(blocks):
        if not place:
            block.marks = [mark, *block.marks]
        yield block
