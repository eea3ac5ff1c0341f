"""The pages at the back: measures tracker, sources, method and yardstick."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from reports.content.parts import Content, Method, Scale, SourceLine
from reports.pdf import looks
from reports.pdf.block import Block, Cell
from reports.pdf.canvas import WIDTH, Mark
from reports.pdf.risk import due_cell
from reports.pdf.setting import GUTTER, Column, Setter
from reports.pdf.text import Piece
from riskreg.labels import field_label
from riskreg.words import _, ngettext


def measures(setter: Setter, content: Content, key: str) -> Iterator[Block]:
    """All measures, open ones first, by due date."""
    yield setter.section(
        _("Measures"), key, _("Open measures come first, by due date.") if content.measures else ""
    )
    if not content.measures:
        yield setter.paragraph(setter.text(_("No measure is recorded."), looks.BODY))
        return
    rows: list[list[Cell | None]] = []
    for line in content.measures:
        where = (line.risk_code, _("measure"))
        title = [setter.piece(line.title, looks.TABLE, *where)]
        if line.expected_effect.strip():
            title.append(setter.piece("\n" + line.expected_effect, looks.TABLE_SMALL, *where))
        rows.append(
            [
                setter.text(
                    line.risk_code,
                    looks.TABLE._replace(colour=looks.ACCENT),
                    target=line.risk_code,
                ),
                setter.pieces(title),
                setter.text(line.owner, looks.TABLE, *where),
                due_cell(setter, line.due_text, overdue=line.overdue),
                setter.text(line.status_label, looks.TABLE),
            ]
        )
    columns = [
        Column(_("Risk"), 38),
        Column(_("Measure"), WIDTH - 38 - 112 - 70 - 60 - 4 * GUTTER),
        Column(_("Owner"), 112),
        Column(_("Due"), 70),
        Column(_("Status"), 60),
    ]
    yield setter.table(columns, rows)


# -- sources ----------------------------------------------------------------------------------


def sources(setter: Setter, content: Content, key: str) -> Iterator[Block]:
    """Every source with its grade and its origin, under the number the pages refer to."""
    intro = _("The raised numbers on the pages of the risks are those of this list.")
    yield setter.section(_("Sources"), key, intro if content.sources else "")
    if not content.sources:
        yield setter.paragraph(setter.text(_("No source is recorded."), looks.BODY))
        return
    widths = (22.0, 36.0, 108.0, 96.0)
    columns = [
        Column(_("No."), widths[0], right=True),
        Column(_("Code"), widths[1]),
        Column(_("Source"), WIDTH - sum(widths) - 4 * GUTTER),
        Column(_("Reliability"), widths[2]),
        Column(_("Used in"), widths[3]),
    ]
    table = setter.table(columns, [_source(setter, line) for line in content.sources])
    for row, line in zip(table.rows, content.sources, strict=True):
        row.mark = Mark(line.code, line.code, None)
    yield table


def _source(setter: Setter, line: SourceLine) -> list[Cell | None]:
    where = (line.code,)
    details = ", ".join(
        part
        for part in (line.author, line.publisher, line.published_text, line.kind_label)
        if part.strip()
    )
    extra = " · ".join(
        part
        for part in (
            line.address,
            line.file_name,
            line.language,
            _("accessed {day}").format(day=line.accessed_text) if line.accessed_text else "",
            line.marking.value,
        )
        if part.strip()
    )
    about = [
        setter.piece(line.title, looks.TABLE.strong, *where, field_label("title")),
        setter.piece("\n" + details, looks.TABLE, *where),
        setter.piece("\n" + extra, looks.TABLE_SMALL, *where),
    ]
    grade = [
        Piece(f"{line.reliability.value}  ", looks.TABLE.strong),
        Piece(line.reliability_text, looks.TABLE),
    ]
    if line.interested:
        grade.append(Piece("\n" + _("interested party"), looks.TABLE))
    if line.derives_from:
        grade.append(
            Piece(
                "\n" + line.derives_text,
                looks.TABLE._replace(colour=looks.ACCENT),
                line.derives_from,
            )
        )
    used = [Piece(ngettext("{n} passage", "{n} passages", line.passages), looks.TABLE)]
    for place, code in enumerate(line.risk_codes):
        used.append(Piece(", " if place else "\n", looks.TABLE))
        used.append(Piece(code, looks.TABLE._replace(colour=looks.ACCENT), code))
    return [
        setter.text(str(line.number), looks.TABLE, right=True),
        setter.text(line.code, looks.TABLE),
        setter.pieces(about),
        setter.pieces(grade),
        setter.pieces(used),
    ]


# -- method -----------------------------------------------------------------------------------


def method(setter: Setter, content: Content, key: str) -> Iterator[Block]:
    """How to read the pack, and the scales it was made with."""
    told = content.method
    yield setter.section(
        _("Method and yardstick"), key, _("Criteria: {name}.").format(name=told.name)
    )
    yield setter.labelled(
        [(entry.term, setter.text(entry.meaning, looks.BODY)) for entry in told.paragraphs],
        label_width=112,
        pad=4,
    )
    yield _scale(setter, told.likelihood)
    yield _pair(setter, told.impact, told.levels)
    yield _grid(setter, content)
    yield _scale(setter, told.confidence)
    yield _pair(setter, told.reliability, told.credibility)
    yield _scale(setter, told.stances)
    yield _scale(setter, told.markings)
    yield _anchors(setter, told)


def _scale(setter: Setter, scale: Scale) -> Block:
    where = (_("criteria"), scale.title)
    keyed = any(entry.key for entry in scale.entries)
    explained = any(entry.meaning for entry in scale.entries)
    columns = [Column("", 22)] if keyed else []
    columns.append(Column("", 150 if explained else WIDTH - 30))
    if explained:
        columns.append(Column("", WIDTH - 150 - (22 + GUTTER if keyed else 0) - GUTTER))
    rows: list[list[Cell | None]] = []
    for entry in scale.entries:
        row: list[Cell | None] = [setter.text(entry.key, looks.TABLE.strong)] if keyed else []
        row.append(setter.text(entry.term, looks.TABLE, *where))
        if explained:
            row.append(setter.text(entry.meaning, looks.TABLE, *where))
        rows.append(row)
    return setter.table(columns, rows, title=scale.title, extra=scale.note, pad=2.8, keep=True)


def _pair(setter: Setter, left: Scale, right: Scale) -> Block:
    """Two scales of single words side by side, with what is to be said of them underneath."""
    half = (WIDTH - 22 * 2 - GUTTER * 3) / 2
    columns = [
        Column("", 22),
        Column(left.title, half),
        Column("", 22),
        Column(right.title, half),
    ]
    rows: list[list[Cell | None]] = []
    for one, other in zip_longest(left.entries, right.entries):
        row: list[Cell | None] = []
        for scale, entry in ((left, one), (right, other)):
            where = (_("criteria"), scale.title)
            row.append(setter.text(entry.key, looks.TABLE.strong) if entry else None)
            row.append(setter.text(entry.term, looks.TABLE, *where) if entry else None)
        rows.append(row)
    notes = [setter.text(scale.note, looks.NOTE) if scale.note else None for scale in (left, right)]
    if any(notes):
        rows.append([None, notes[0], None, notes[1]])
    return setter.table(columns, rows, pad=2.8, keep=True)


def _grid(setter: Setter, content: Content) -> Block:
    """The level grid in words: likelihood down the side, impact across."""
    matrix = content.matrix
    first = 120.0
    each = (WIDTH - first - len(matrix.impact_words) * GUTTER) / len(matrix.impact_words)
    columns = [
        Column(
            _("{likelihood} down, {impact} across").format(
                likelihood=matrix.likelihood_title, impact=matrix.impact_title
            ),
            first,
        )
    ]
    columns += [
        Column(f"{level} {word}", each) for level, word in enumerate(matrix.impact_words, start=1)
    ]
    rows: list[list[Cell | None]] = []
    for level, cells in reversed(list(enumerate(matrix.rows, start=1))):
        label = f"{level} {matrix.likelihood_words[level - 1]}"
        row: list[Cell | None] = [setter.text(label, looks.TABLE)]
        row += [setter.chip(cell.level, cell.level.word, looks.TABLE) for cell in cells]
        rows.append(row)
    return setter.table(columns, rows, title=_("The grid"), pad=2.8, keep=True)


def _anchors(setter: Setter, told: Method) -> Block:
    """What each impact level means in each dimension."""
    first = 88.0
    levels = told.impact.entries
    each = (WIDTH - first - len(levels) * GUTTER) / len(levels)
    small = looks.TABLE._replace(size=7.2, leading=9.8)
    columns = [Column(_("Dimension"), first)]
    columns += [Column(f"{entry.key} {entry.term}", each) for entry in levels]
    rows: list[list[Cell | None]] = []
    for dimension in told.anchors:
        row: list[Cell | None] = [setter.text(dimension.name, small.strong, _("criteria"))]
        row += [setter.text(sentence, small, _("criteria")) for sentence in dimension.sentences]
        rows.append(row)
    return setter.table(columns, rows, title=_("What the impact levels mean"), keep=True)
