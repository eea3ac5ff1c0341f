"""What the workbook holds: its sheets, its lists, its yardstick and the words of its first page.

Texts are worded in the language in force while this is built and while rows are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports.content.build import report_marking
from reports.content.judging import capital, level_mark, unscored_word
from reports.content.method import choices, marking_meaning, method
from reports.content.parts import Choices, LevelMark, Method
from reports.content.risk import withheld_names
from reports.content.rows import (
    Tally,
    evidence_rows,
    measure_rows,
    rated_dimensions,
    register_rows,
    source_rows,
    told_here,
    yes_no,
)
from reports.content.sheets import (
    Sheet,
    evidence_fields,
    measure_fields,
    register_fields,
    source_fields,
)
from riskreg.criteria import Criteria
from riskreg.exporting import ExportRequest
from riskreg.model import Settings
from riskreg.snapshot import Snapshot
from riskreg.terms import CREDIBILITIES, Marking, RiskStatus, label
from riskreg.words import _, date_text, number_text, pgettext

#: Rows for new entries below the recorded ones, on each data sheet.
EMPTY_ROWS = 200


@dataclass(frozen=True, slots=True)
class List:
    """What may stand in a column."""

    key: str
    title: str
    values: tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMe:
    """The words of the first page."""

    heading: str
    kicker: str
    marking: str
    marking_meaning: str
    sheets_title: str
    sheets: tuple[tuple[str, str], ...]
    steps_title: str
    steps: tuple[str, ...]
    legend_title: str
    filled_in: tuple[str, str]
    fixed: tuple[str, str]
    levels: tuple[tuple[LevelMark, str], ...]
    unscored: tuple[str, str]
    check: tuple[str, str]


@dataclass(frozen=True, slots=True)
class MatrixWords:
    """The words of the Matrix sheet."""

    note: str
    likelihood: str
    impact: str
    level: str
    count: str
    closed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A whole workbook but for the rows, which its sheets give one by one."""

    title: str
    organisation: str
    language: str
    marking: Marking
    day: date
    names: dict[str, str]
    readme: ReadMe
    sheets: tuple[Sheet, ...]
    criteria: Criteria
    method: Method
    lists: tuple[List, ...]
    dimensions: tuple[str, ...]
    levels: tuple[LevelMark, ...]
    unscored: str
    check: str
    closed: str
    matrix: MatrixWords
    tally: Tally
    notes: tuple[str, ...]

    def sheet(self, key: str) -> Sheet:
        return next(s for s in self.sheets if s.key == key)


def book(seen: Snapshot, request: ExportRequest) -> Book:
    """The workbook of ``seen``, which is already narrowed to the audience of ``request``."""
    criteria = seen.settings.criteria
    names = sheet_names()
    tally = Tally()
    sheets = _sheets(seen, request.day, names, tally)
    marking = report_marking(seen, request.max_marking)
    levels = tuple(level_mark(level.rank, criteria) for level in criteria.levels)
    return Book(
        title=seen.settings.title,
        organisation=seen.settings.organisation,
        language=request.language,
        marking=marking,
        day=request.day,
        names=names,
        readme=_readme(seen.settings, marking, request.day, names, sheets, levels),
        sheets=sheets,
        criteria=criteria,
        method=method(criteria),
        lists=_lists(choices(seen.settings), criteria),
        dimensions=tuple(rated_dimensions(seen)),
        levels=levels,
        unscored=unscored_word(),
        check=check_word(),
        closed=label(RiskStatus.CLOSED),
        matrix=_matrix_words(),
        tally=tally,
        notes=withheld_names(seen, request.day),
    )


def check_word() -> str:
    """What stands where a level would, while what was typed cannot be one."""
    return pgettext("instead of a level", "Check")


def _matrix_words() -> MatrixWords:
    return MatrixWords(
        note=_("Open risks by likelihood and impact of the best estimate, counted live."),
        likelihood=_("Likelihood"),
        impact=_("Impact"),
        level=_("Level"),
        count=_("Open risks"),
        closed=_("Closed, not on the matrix"),
    )


def sheet_names() -> dict[str, str]:
    """Names of the sheets, by key, in their order."""
    return {
        "readme": _("Read me"),
        "register": capital(pgettext("sheet", "Register")),
        "matrix": _("Matrix"),
        "measures": _("Measures"),
        "evidence": capital(_("evidence")),
        "sources": _("Sources"),
        "criteria": _("Criteria"),
        "long_texts": _("Long texts"),
    }


def _sheets(seen: Snapshot, day: date, names: dict[str, str], tally: Tally) -> tuple[Sheet, ...]:
    dimensions = rated_dimensions(seen)
    told = any(told_here(r) for r in seen.risks)
    return (
        Sheet(
            key="register",
            name=names["register"],
            about=_("One row for each risk. This is where you add and correct."),
            fields=register_fields(dimensions, _("Translated title") if told else ""),
            count=len(seen.risks),
            rows=lambda: register_rows(seen, dimensions, day, tally),
        ),
        Sheet(
            key="measures",
            name=names["measures"],
            about=_("What is done about each risk, by whom and until when."),
            fields=measure_fields(),
            count=len(seen.measures),
            rows=lambda: measure_rows(seen),
        ),
        Sheet(
            key="evidence",
            name=names["evidence"],
            about=_("Passages of the sources: for and against, denials and outcomes."),
            fields=evidence_fields(),
            count=len(seen.evidence),
            rows=lambda: evidence_rows(seen),
        ),
        Sheet(
            key="sources",
            name=names["sources"],
            about=_("The documents behind the passages, with their grades and origins."),
            fields=source_fields(),
            count=len(seen.sources),
            rows=lambda: source_rows(seen),
        ),
    )


def _readme(
    settings: Settings,
    marking: Marking,
    day: date,
    names: dict[str, str],
    sheets: tuple[Sheet, ...],
    levels: tuple[LevelMark, ...],
) -> ReadMe:
    about = {s.key: f"{s.about} {_rows_text(s.count)}" for s in sheets}
    about["matrix"] = _("How many open risks stand where, counted live from the register.")
    about["criteria"] = _("The yardstick: bands, anchor sentences, level grid and all lists.")
    return ReadMe(
        heading=settings.title,
        kicker=" · ".join(
            part
            for part in (settings.organisation, _("Workbook"), date_text(day, long=True))
            if part
        ),
        marking=marking.value,
        marking_meaning=capital(marking_meaning(marking)) + ".",
        sheets_title=_("What is in here"),
        sheets=tuple(
            (names[key], about[key])
            for key in ("register", "matrix", "measures", "evidence", "sources", "criteria")
        ),
        steps_title=_("How to fill it in"),
        steps=_steps(names),
        legend_title=_("What the colours mean"),
        filled_in=(
            _("Blue heading"),
            _("Please fill in. Cells offer a list where there is one, and say what is wanted."),
        ),
        fixed=(_("Grey heading"), _("Worked out or fixed: these cells are locked.")),
        levels=tuple(
            (mark, _("Level {rank} of {count}").format(rank=mark.rank, count=len(levels)))
            for mark in levels
        ),
        unscored=(
            unscored_word(),
            _("Likelihood or every impact is missing. It counts neither as low nor as high."),
        ),
        check=(
            check_word(),
            _("What was typed cannot be a likelihood or an impact. Please look again."),
        ),
    )


def _rows_text(count: int) -> str:
    return _("Rows: {count}.").format(count=number_text(count))


def _steps(names: dict[str, str]) -> tuple[str, ...]:
    return (
        _("Correct what is there by typing over it. The locked code ties a row to its risk."),
        _(
            "Add a risk in the first empty row of the sheet {register}; its code stays empty until "
            "it is recorded."
        ).format(register=names["register"]),
        _(
            "Likelihood is in per cent: low, best estimate and high. Impact is a level in each "
            "dimension it touches; leave out what you cannot rate."
        ),
        _(
            "The level follows by itself from the grid on the sheet {criteria}. Say in the two "
            "rationales why."
        ).format(criteria=names["criteria"]),
        _("Confidence tells how good your basis is, not how likely the risk is."),
        _("Put a semicolon between several sectors, legal hooks or tags."),
        _(
            "The sheets are protected against slips only: there is no password. Printing leaves "
            "out empty rows."
        ),
        _("Send the whole workbook back, under the same marking."),
    )


def _lists(words: Choices, criteria: Criteria) -> tuple[List, ...]:
    return (
        List("statuses", _("Status"), words.statuses),
        List("responses", _("Response"), words.responses),
        List("confidences", _("Confidence"), words.confidences),
        List("measure_statuses", _("Status of a measure"), words.measure_statuses),
        List("stances", _("Stance"), words.stances),
        List("source_kinds", _("Kind of source"), words.source_kinds),
        List("reliabilities", _("Reliability"), words.reliabilities),
        List("credibilities", _("Credibility"), CREDIBILITIES),
        List("markings", _("Marking"), words.markings),
        List("yes_no", _("Yes or no"), (yes_no(True), yes_no(False))),
        List("sectors", _("Sectors"), words.sectors),
        List("vectors", _("Vectors"), words.vectors),
        List("impact_levels", _("Impact"), tuple(range(1, len(criteria.impact_words) + 1))),
    )
