"""The pages at the front: cover, bottom line and key judgements, matrix, priority table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase import pdfmetrics

from reports import style
from reports.content.parts import Content, Matrix, PriorityRow
from reports.pdf import looks
from reports.pdf.block import Block, Cell, Placed, Row
from reports.pdf.canvas import WIDTH, Mark
from reports.pdf.fonts import BOLD
from reports.pdf.matrix import LargeMatrix, ranges
from reports.pdf.setting import GUTTER, Column, Setter
from reports.pdf.text import Piece
from riskreg.labels import field_label
from riskreg.terms import Marking
from riskreg.words import _

if TYPE_CHECKING:
    from reports.pdf.canvas import PackCanvas


class Part(NamedTuple):
    """A part of the pack: its bookmark and its title."""

    key: str
    title: str


def cover(setter: Setter, content: Content, parts: Sequence[Part]) -> Iterator[Block]:
    """Whose it is, title, edition, how it is marked, and the contents."""
    lines = [
        (content.organisation, looks.COVER_LINE.strong, 8.0),
        (content.title, looks.COVER_TITLE, 12.0),
        (_("Briefing pack"), looks.COVER_LINE, 1.0),
        (f"{content.edition} · {content.day_text}", looks.COVER_LINE, 1.0),
        (_("Content {hash}").format(hash=content.hash_text), looks.COVER_LINE, 24.0),
    ]
    rows = [
        Row([Placed(0, WIDTH, setter.text(typed, look, _("cover")))], below=below)
        for typed, look, below in lines
        if typed.strip()
    ]
    rows[0] = rows[0].lowered(96)
    marking = setter.text(content.marking_meaning, looks.COVER_LINE)
    badge = Badge(content.marking)
    rows.append(Row([Placed(0, badge.width, badge), Placed(badge.width + 12, 340, marking)]))
    yield Block(rows, marks=[Mark("cover", _("Cover"), 0)])
    yield contents(setter, parts)


class Badge:
    """A marking as TLP 2.0 asks for it: its colour on black."""

    def __init__(self, marking: Marking) -> None:
        self._marking = marking
        self.width = pdfmetrics.stringWidth(marking.value, BOLD, 11) + 18

    def measure(self, width: float) -> float:  # noqa: ARG002 - its size is fixed
        return 17

    def split(self, width: float, height: float) -> None:  # noqa: ARG002 - it cannot be split
        return None

    def draw(self, canvas: PackCanvas, x: float, top: float, width: float) -> None:
        canvas.setFillColor(looks.colour(style.BAR))
        canvas.rect(x, top - 18.5, width, 20, stroke=0, fill=1)
        canvas.setFillColor(looks.colour(self._marking.colour))
        canvas.setFont(BOLD, 11)
        canvas.drawCentredString(x + width / 2, top - 8.5 - 0.357 * 11, self._marking.value)


def contents(setter: Setter, parts: Sequence[Part]) -> Block:
    rows = [
        Row(
            [
                Placed(
                    0,
                    WIDTH - 50,
                    setter.text(part.title, looks.CONTENTS, target=part.key),
                ),
                Placed(WIDTH - 40, 40, setter.page_number(part.key, looks.CONTENTS)),
            ],
            above=3.5,
            below=3.5,
            rule=looks.HAIRLINE,
        )
        for part in parts
    ]
    return Block(rows, head=[setter.head_row(_("Contents"))], before=70)


def summary(setter: Setter, content: Content, key: str, judgements_key: str) -> Iterator[Block]:
    """The bottom line and the key judgements, on a page of their own."""
    yield setter.section(_("Bottom line"), key)
    for place, sentence in enumerate(content.bottom_line):
        yield setter.paragraph(
            setter.text(sentence, looks.LEAD, _("bottom line")), before=5 if place else 12
        )
    if not content.key_judgements:
        return
    yield setter.section(_("Key judgements"), judgements_key)
    for place, judgement in enumerate(content.key_judgements, start=1):
        where = (judgement.code, _("key judgement"))
        rows = [
            Row(
                [
                    Placed(0, 20, setter.text(str(place), looks.LEAD.strong)),
                    Placed(
                        22,
                        WIDTH - 22 - 78,
                        setter.pieces(
                            [
                                setter.piece(judgement.title, looks.LEAD.strong, *where),
                                Piece("  ", looks.BODY),
                                Piece(
                                    judgement.code,
                                    looks.BODY._replace(colour=looks.ACCENT),
                                    judgement.code,
                                ),
                            ]
                        ),
                    ),
                    Placed(
                        WIDTH - 70,
                        70,
                        setter.chip(judgement.level, judgement.level.word, looks.BODY, right=True),
                    ),
                ],
                above=8,
            ),
            Row(
                [
                    Placed(
                        22,
                        WIDTH - 22 - 78,
                        setter.text(" ".join(judgement.sentences), looks.BODY, *where),
                    )
                ],
                above=1,
                below=8,
                rule=looks.HAIRLINE,
            ),
        ]
        yield Block(rows, keep=True)


def matrix(setter: Setter, content: Content, key: str) -> Iterator[Block]:
    """The matrix over the whole width, and the codes in words where a cell is too full."""
    intro = _(
        "Each code stands in the cell of its best estimate. Dashed boxes show the ranges of the "
        "risks in the key judgements."
    )
    yield setter.section(_("Matrix"), key, intro)
    large = LargeMatrix(_printable(setter, content.matrix), setter.meter, WIDTH, _("{n} in all"))
    yield Block([Row([Placed(0, WIDTH, large)], above=26)])
    legend = "   ".join(f"{level.rank} {level.word}" for level in content.matrix.levels)
    told = [_("Levels: {levels}.").format(levels=legend), content.matrix_note]
    if content.matrix.boxes:
        codes = ", ".join(" = ".join(shared) for _box, shared in ranges(content.matrix))
        told.insert(1, _("Boxes, from the outside in: {codes}.").format(codes=codes))
    yield setter.paragraph(setter.text("\n".join(filter(None, told)), looks.NOTE), before=16)
    if large.listed:
        yield _listed(setter, content)


def _printable(setter: Setter, matrix: Matrix) -> Matrix:
    """The matrix with words the fonts can print; a drawing takes them as they are."""

    def word(typed: str) -> str:
        return setter.typist.line(typed, _("criteria"))

    return replace(
        matrix,
        likelihood_words=tuple(map(word, matrix.likelihood_words)),
        impact_words=tuple(map(word, matrix.impact_words)),
        rows=tuple(
            tuple(replace(c, level=replace(c.level, word=word(c.level.word))) for c in row)
            for row in matrix.rows
        ),
    )


def _listed(setter: Setter, content: Content) -> Block:
    """Every cell of the matrix with all its codes, for grids too full to show them."""
    cells = [c for row in reversed(content.matrix.rows) for c in reversed(row) if c.codes]
    rows: list[list[Cell | None]] = [
        [
            setter.text(f"{c.likelihood} × {c.impact}", looks.TABLE),
            setter.text(c.level.word, looks.TABLE),
            setter.text(", ".join(c.codes), looks.TABLE),
        ]
        for c in cells
    ]
    columns = [
        Column(_("Likelihood × impact"), 84),
        Column(_("Level"), 60),
        Column(_("Risks"), WIDTH - 144 - 2 * GUTTER),
    ]
    return setter.table(columns, rows, title=_("All risks by cell"))


def priority(setter: Setter, content: Content, key: str) -> Iterator[Block]:
    """Scored risks from the highest level down; unscored and closed ones apart."""
    intro = _("By level, then by impact, then by likelihood. No order is meant among equals.")
    yield setter.section(_("Priority table"), key, intro)
    if content.priority:
        yield _priority_table(setter, content.priority)
    else:
        yield setter.paragraph(setter.text(_("No open risk is scored."), looks.BODY))
    if content.unscored:
        yield _short_table(setter, content.unscored, _("Unscored"), _("listed by code"))
    if content.closed:
        yield _short_table(setter, content.closed, _("Closed"), _("listed by code"))


def _risk_cell(setter: Setter, row: PriorityRow) -> Cell:
    """Code and title."""
    return setter.pieces(
        [
            Piece(row.code, looks.TABLE._replace(colour=looks.ACCENT), row.code),
            Piece("  ", looks.TABLE),
            setter.piece(row.title, looks.TABLE.strong, row.code, field_label("title")),
        ]
    )


def _claim_cell(setter: Setter, row: PriorityRow) -> Cell | None:
    """The status of the claim and the owner; None where neither is recorded."""
    owner = _("Owner: {name}").format(name=row.owner) if row.owner.strip() else ""
    parts = [(row.claim_status, "claim_status"), (owner, "owner")]
    pieces: list[Piece] = []
    for typed, field in parts:
        if typed.strip():
            break_ = "\n" if pieces else ""
            pieces.append(
                setter.piece(break_ + typed, looks.TABLE_SMALL, row.code, field_label(field))
            )
    return setter.pieces(pieces) if pieces else None


def _with_claims(setter: Setter, table: Block, rows: Sequence[PriorityRow], left: float) -> Block:
    """The table with the status of each claim under its risk, as wide as the table allows."""
    body: list[Row] = []
    for line, row in zip(table.rows, rows, strict=True):
        claim = _claim_cell(setter, row)
        if claim is None:
            body.append(line)
        else:
            below = Row(
                [Placed(left, WIDTH - left, claim)], below=4.4, rule=line.rule, follows=True
            )
            body += [replace(line, rule=None, below=0.6), below]
    table.rows = body
    return table


def _priority_table(setter: Setter, rows: Sequence[PriorityRow]) -> Block:
    fixed = [54.0, 84.0, 62.0, 52.0, 44.0, 26.0]
    columns = [
        Column(_("Level"), fixed[0]),
        Column(_("Risk"), WIDTH - sum(fixed) - len(fixed) * GUTTER),
        Column(_("Likelihood"), fixed[1]),
        Column(_("Impact"), fixed[2]),
        Column(_("Confidence"), fixed[3]),
        Column(_("Origins"), fixed[4], right=True),
        Column(_("Page"), fixed[5], right=True),
    ]
    cells: list[list[Cell | None]] = [
        [
            setter.chip(row.level, row.level_word, looks.TABLE),
            _risk_cell(setter, row),
            setter.text(row.likelihood_text, looks.TABLE),
            setter.text(row.impact_text, looks.TABLE),
            setter.text(row.confidence_word, looks.TABLE),
            setter.text(str(row.origins), looks.TABLE, right=True),
            setter.page_number(row.code, looks.TABLE),
        ]
        for row in rows
    ]
    return _with_claims(setter, setter.table(columns, cells), rows, fixed[0] + GUTTER)


def _short_table(setter: Setter, rows: Sequence[PriorityRow], title: str, extra: str) -> Block:
    columns = [
        Column(_("Risk"), WIDTH - 70 - 26 - 2 * GUTTER),
        Column(_("Status"), 70),
        Column(_("Page"), 26, right=True),
    ]
    cells: list[list[Cell | None]] = [
        [
            _risk_cell(setter, row),
            setter.text(row.status_label, looks.TABLE),
            setter.page_number(row.code, looks.TABLE),
        ]
        for row in rows
    ]
    table = setter.table(columns, cells, title=title, extra=extra, before=22)
    return _with_claims(setter, table, rows, 0)
