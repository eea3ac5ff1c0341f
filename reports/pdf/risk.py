"""One risk on its page: what is claimed, how it is judged, what speaks for and against it.

Denials and outcomes stand right under the allegation they answer; where none is recorded the page
says so. Likelihood and confidence are two lines, never one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reports.content.parts import Finding, Judgement, Matrix, RiskPage
from reports.pdf import looks
from reports.pdf.block import Aside, Block, Cell, Placed, Row
from reports.pdf.canvas import WIDTH, Mark
from reports.pdf.matrix import AXIS, SmallMatrix, small_size
from reports.pdf.setting import GUTTER, Column, Setter, beside
from reports.pdf.text import Piece, Text
from riskreg.labels import field_label
from riskreg.words import _, pgettext

if TYPE_CHECKING:
    from reports.pdf.canvas import PackCanvas

_ASIDE = 158.0
_LEFT = WIDTH - _ASIDE - 20
_GRADE, _SOURCE = 58.0, 120.0
_FINDING = WIDTH - _GRADE - _SOURCE - 2 * GUTTER


class RiskSetter:
    """Sets risk pages. ``codes`` are the codes of sources by note number."""

    def __init__(self, setter: Setter, matrix: Matrix, codes: dict[int, str]) -> None:
        self._set = setter
        self._matrix = matrix
        self._codes = codes
        keys = [
            _("Dot: best estimate. Box: range. Likelihood upward, impact to the right."),
            " · ".join(_together(f"{level.rank} {level.word}") for level in matrix.levels),
        ]
        self._legend = "\n".join(keys)

    def blocks(self, page: RiskPage) -> Iterator[Block]:
        """The blocks of one risk, from the top of its page downward."""
        yield self._title(page)
        yield self._judgement(page)
        yield from self._basis(page)
        yield from self._reasons(page)
        yield from self._measures(page)
        if page.gaps.strip():
            yield self._paragraph(page, "gaps", page.gaps, _("What we do not know"))
        yield from self._facts(page)

    def _paragraph(self, page: RiskPage, field: str, typed: str, title: str) -> Block:
        text = self._set.text(typed, looks.BODY, page.code, field_label(field))
        return self._set.paragraph(text, title)

    def _title(self, page: RiskPage) -> Block:
        setter = self._set
        rows = [
            Row([Placed(0, WIDTH, setter.text(page.kicker, looks.KICKER, page.code))], below=3),
            Row(
                [
                    Placed(
                        0,
                        WIDTH - 60,
                        setter.text(page.title, looks.TITLE, page.code, field_label("title")),
                    )
                ],
                below=6,
            ),
        ]
        title = setter.typist.line(f"{page.code} {page.title}", page.code, field_label("title"))
        return Block(rows, marks=[Mark(page.code, title, 1)])

    def _judgement(self, page: RiskPage) -> Block:
        setter = self._set
        box = page.current.box if page.current else None
        wide = _LEFT if box else WIDTH
        left = []
        if page.statement:
            runs = [
                setter.piece(
                    run.text, looks.BODY if run.field else looks.JOINT, page.code, _("risk")
                )
                for run in page.statement
            ]
            left.append(setter.paragraph(setter.pieces(runs), width=wide))
        if page.summary.strip():
            summary = setter.text(page.summary, looks.BODY, page.code, field_label("summary"))
            left.append(setter.paragraph(summary, before=7, width=wide))
        left.append(
            setter.labelled(
                self._judgement_lines(page), title=_("Judgement"), width=wide, label_width=98
            )
        )
        if box is None:
            return beside(left, None, wide)
        drawing = _WithLegend(
            SmallMatrix(self._matrix, box), setter.text(self._legend, looks.NOTE, page.code)
        )
        aside = Aside(WIDTH - _ASIDE, _ASIDE, drawing)
        return beside(left, aside, wide)

    def _judgement_lines(self, page: RiskPage) -> Iterator[tuple[str, Cell]]:
        setter, now = self._set, page.current
        yield (
            _("Level"),
            _Beside(
                setter.chip(page.level, page.level_word, looks.BODY),
                setter.text(page.movement_text, looks.BODY),
            ),
        )
        if page.claim_status.strip():
            yield (
                _("Claim"),
                setter.text(page.claim_status, looks.BODY, page.code, field_label("claim_status")),
            )
        if now is not None:
            yield _("Likelihood"), setter.text(now.likelihood_text, looks.BODY, page.code)
            yield _("Impact"), setter.text(now.impact_text, looks.BODY, page.code)
            yield _("Confidence"), setter.text(now.confidence_text, looks.BODY)
        else:
            yield _("Assessment"), setter.text(_("No assessment has been adopted."), looks.BODY)
        for other in (page.inherent, page.target):
            if other is not None:
                yield other.kind_label, self._other(other)

    def _other(self, other: Judgement) -> Cell:
        small = looks.TABLE._replace(leading=looks.BODY.leading)
        return _Beside(
            self._set.chip(other.level, other.level_word, looks.BODY),
            self._set.text(other.short_text, small),
        )

    # -- the basis ----------------------------------------------------------------------------

    def _basis(self, page: RiskPage) -> Iterator[Block]:
        if page.supporting:
            yield self._findings(
                page, page.supporting, _("What supports it"), page.supporting_text, heads=True
            )
        else:
            nothing = self._set.text(
                _("No passage of the material is filed in support."), looks.BODY
            )
            yield self._set.paragraph(nothing, _("What supports it"))
        yield self._answers(page)
        if page.contradicting:
            yield self._findings(page, page.contradicting, _("What contradicts it"))
        if page.context:
            yield self._findings(page, page.context, _("Context"))

    def _columns(self, *, heads: bool) -> list[Column]:
        titles = (_("Grade"), _("Finding"), _("Source")) if heads else ("", "", "")
        widths = (_GRADE, _FINDING, _SOURCE)
        return [Column(title, width) for title, width in zip(titles, widths, strict=True)]

    def _findings(
        self,
        page: RiskPage,
        findings: Sequence[Finding],
        title: str,
        extra: str = "",
        *,
        heads: bool = False,
    ) -> Block:
        return self._set.table(
            self._columns(heads=heads),
            [self._finding(page, finding) for finding in findings],
            title=title,
            extra=extra,
        )

    def _answers(self, page: RiskPage) -> Block:
        rows: list[list[Cell | None]] = [
            self._finding(page, finding, lead=True) for finding in page.answers
        ]
        setter = self._set
        if page.outcome.strip():
            pieces = [
                Piece(_("What was established.") + " ", looks.TABLE.strong),
                setter.piece(page.outcome, looks.TABLE, page.code, field_label("outcome")),
            ]
            rows.append([None, setter.pieces(pieces), None])
        told = [] if page.answers else [Piece(page.answers_text + " ", looks.TABLE.strong)]
        told.append(Piece(page.answer_note, looks.TABLE))
        if any(piece.text for piece in told):
            rows.append([None, setter.pieces(told), None])
        return setter.table(self._columns(heads=False), rows, title=_("Answers and outcomes"))

    def _finding(
        self, page: RiskPage, finding: Finding, *, lead: bool = False
    ) -> list[Cell | None]:
        setter = self._set
        grade = [Piece(finding.grade, looks.TABLE)]
        if finding.unknown_text:
            grade.append(Piece("\n" + finding.unknown_text, looks.TABLE_SMALL))
        words: list[Piece] = []
        if lead:
            words.append(Piece(f"{finding.stance_label}. ", looks.TABLE.strong))
        where = (page.code, _("passage from {code}").format(code=finding.source_code))
        if finding.note.strip():
            words.append(setter.piece(finding.note, looks.TABLE, *where))
            words.append(Piece("\n", looks.TABLE))
        words += [
            Piece(pgettext("quote opens", "“"), looks.QUOTE),
            setter.piece(finding.excerpt, looks.QUOTE, *where),
            Piece(pgettext("quote closes", "”"), looks.QUOTE),
        ]
        source = [
            setter.piece(finding.source_text, looks.TABLE, finding.source_code),
            *setter.note_numbers([finding.number], [finding.source_code], looks.TABLE),
        ]
        if finding.interested:
            source.append(Piece("\n" + _("interested party"), looks.TABLE_SMALL))
        return [setter.pieces(grade), setter.pieces(words), setter.pieces(source)]

    # -- reasons, measures, the rest ----------------------------------------------------------

    def _reasons(self, page: RiskPage) -> Iterator[Block]:
        now = page.current
        if now is None:
            return
        reasons = [
            ("rationale_likelihood", _("Likelihood"), now.rationale_likelihood),
            ("rationale_impact", _("Impact"), now.rationale_impact),
        ]
        pairs: list[tuple[str, Cell]] = [
            (label, self._set.text(typed, looks.BODY, page.code, field_label(field)))
            for field, label, typed in reasons
            if typed.strip()
        ]
        if now.impacts:
            pairs.append((_("Dimensions"), self._dimensions(page, now)))
        if now.cited:
            codes = [self._codes[number] for number in now.cited]
            cited = [Piece(_("Cited sources"), looks.TABLE)]
            cited += self._set.note_numbers(now.cited, codes, looks.TABLE)
            pairs.append((_("Evidence"), self._set.pieces(cited)))
        by = [now.on_text] + ([now.assessor] if now.assessor.strip() else [])
        pairs.append(
            (_("Assessed"), self._set.text(", ".join(by), looks.TABLE, page.code, _("assessor")))
        )
        yield self._set.labelled(pairs, title=_("Why this score"), label_width=98)

    def _dimensions(self, page: RiskPage, now: Judgement) -> Cell:
        """Each rated dimension with its level and the sentence that level stands for."""
        where = (page.code, _("impact"))
        pieces: list[Piece] = []
        for line in now.impacts:
            name = ("\n" if pieces else "") + _("{label}: ").format(label=line.name)
            words = f"{line.text}. {line.anchor}" if line.anchor else line.text
            pieces.append(self._set.piece(name, looks.TABLE.strong, *where))
            pieces.append(self._set.piece(words, looks.TABLE, *where))
        return self._set.pieces(pieces)

    def _measures(self, page: RiskPage) -> Iterator[Block]:
        setter = self._set
        if not page.measures:
            nothing = setter.text(_("No measure is recorded."), looks.BODY)
            yield setter.paragraph(nothing, _("Measures"))
            return
        where = (page.code, _("measure"))
        rows: list[list[Cell | None]] = []
        for line in page.measures:
            more = " · ".join(
                part for part in (line.expected_effect, line.cost, line.note) if part.strip()
            )
            title = [setter.piece(line.title, looks.TABLE, *where)]
            if more:
                title.append(setter.piece("\n" + more, looks.TABLE_SMALL, *where))
            rows.append(
                [
                    setter.pieces(title),
                    setter.text(line.owner, looks.TABLE, *where),
                    due_cell(setter, line.due_text, overdue=line.overdue),
                    setter.text(line.status_label, looks.TABLE),
                ]
            )
        owner, due, status = 96.0, 60.0, 58.0
        columns = [
            Column(_("Measure"), WIDTH - owner - due - status - 3 * GUTTER),
            Column(_("Owner"), owner),
            Column(_("Due"), due),
            Column(_("Status"), status),
        ]
        yield setter.table(columns, rows, title=_("Measures"))

    def _facts(self, page: RiskPage) -> Iterator[Block]:
        """What else is recorded, in running words."""
        if not page.facts:
            return
        pieces: list[Piece] = []
        for place, (label, words) in enumerate(page.facts):
            if place:
                pieces.append(Piece("   ", looks.TABLE))
            pieces.append(Piece(_together(_("{label}: ").format(label=label)), looks.COLUMN))
            pieces.append(self._set.piece(words + ".", looks.TABLE, page.code, label))
        yield self._set.paragraph(self._set.pieces(pieces), _("Particulars"))


def _together(words: str) -> str:
    """``words`` for one line, not to be broken at a space."""
    return words.replace(" ", "\u00a0")


def due_cell(setter: Setter, due_text: str, *, overdue: bool) -> Text:
    """A due date; one that has passed says so."""
    if not overdue:
        return setter.text(due_text, looks.TABLE)
    alert = looks.TABLE.strong._replace(colour=looks.ALERT)
    return setter.pieces([Piece(due_text, alert), Piece("\n" + _("overdue"), looks.TABLE_SMALL)])


class _Beside:
    """A chip with words to its right, as one cell."""

    def __init__(self, chip: Cell, words: Text) -> None:
        self._chip = chip
        self._words = words

    def _indent(self) -> float:
        return float(getattr(self._chip, "width", 40.0)) + 7

    def measure(self, width: float) -> float:
        return max(self._chip.measure(width), self._words.measure(width - self._indent()))

    def split(self, width: float, height: float) -> None:  # noqa: ARG002 - a few lines at most
        return None

    def draw(self, canvas: PackCanvas, x: float, top: float, width: float) -> None:
        self._chip.draw(canvas, x, top, width)
        self._words.draw(canvas, x + self._indent(), top, width - self._indent())


class _WithLegend:
    """The small matrix with its legend underneath, as one cell."""

    def __init__(self, drawing: SmallMatrix, legend: Text) -> None:
        self._drawing = drawing
        self._legend = legend

    def measure(self, width: float) -> float:
        return self._drawing.measure(width) + 6 + self._legend.measure(self._room())

    def _room(self) -> float:
        return small_size(self._drawing.matrix)[0] - AXIS

    def split(self, width: float, height: float) -> None:  # noqa: ARG002 - it cannot be split
        return None

    def draw(self, canvas: PackCanvas, x: float, top: float, width: float) -> None:
        self._drawing.draw(canvas, x, top, width)
        wide = small_size(self._drawing.matrix)[0]
        lower = top - self._drawing.measure(width) - 6
        self._legend.draw(canvas, x + width - wide + AXIS, lower, self._room())
