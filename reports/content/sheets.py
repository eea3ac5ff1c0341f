"""The four data sheets of the workbook: their columns, and the rows of a snapshot in them.

Rows are made one by one as they are asked for, so that a register of any size passes through in
bounded memory. A value is None where nothing is recorded; computed columns carry the value the
workbook's own formula comes to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reports.content.judging import capital
from riskreg.labels import field_label
from riskreg.words import _

Value = str | float | date | None
Row = tuple[Value, ...]


class Kind(StrEnum):
    """What a column holds, and so how it looks and what may be typed in it."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"  # a fraction: 0.6 for 60 %
    DATE = "date"
    WHOLE = "whole"  # months of a horizon
    WORD = "word"  # a level of risk by its word
    LIKELIHOOD = "likelihood"  # computed: the likelihood level
    OVERALL = "overall"  # computed: the overall impact
    LEVEL = "level"  # computed: the level of risk
    TITLE = "title"  # the title of the risk named in the row


class Fill(StrEnum):
    """Where whoever receives the workbook may type."""

    NEVER = "never"
    NEW = "new rows"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column. ``choices`` names a list of the Criteria sheet ('' for none).

    ``strict`` says whether what is not on the list is refused; ``hint`` is shown while a cell is
    filled in, ``refusal`` when what was typed cannot stand.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    fill: Fill = Fill.ALWAYS
    choices: str = ""
    strict: bool = True
    hint: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of ``count`` rows; ``about`` says in a sentence what they are."""

    key: str
    name: str
    about: str
    fields: tuple[Field, ...]
    count: int
    rows: Callable[[], Iterator[Row]]

    def position(self, key: str) -> int:
        """The place of a column, from 1."""
        return next(i for i, f in enumerate(self.fields, start=1) if f.key == key)


def named(key: str) -> str:
    """The heading of a column that shows the field ``key``: 'Review on'."""
    return capital(field_label(key))


def register_fields(dimensions: Mapping[str, str], told_in: str) -> tuple[Field, ...]:
    """Columns of the Register sheet; ``told_in`` heads a translated title ('': there is none)."""
    return (
        Field(key="code", title=named("code"), fill=Fill.NEVER),
        Field(key="level", title=_("Level"), kind=Kind.LEVEL, fill=Fill.NEVER),
        Field(key="title", title=named("title"), hint=_("What the risk is, in one line.")),
        *((Field(key="title_told", title=told_in, fill=Fill.NEVER),) if told_in else ()),
        *_statement_fields(),
        *_place_fields(),
        *_likelihood_fields(),
        *(_impact_field(key, name) for key, name in dimensions.items()),
        *_judgement_fields(),
        *_basis_fields(),
        *_follow_up_fields(),
    )


def _statement_fields() -> tuple[Field, ...]:
    return (
        Field(key="cause", title=named("cause"), hint=_("Because of …")),
        Field(key="event", title=named("event"), hint=_("… an actor may …")),
        Field(key="asset", title=named("asset"), hint=_("… affecting …")),
        Field(key="consequence", title=named("consequence"), hint=_("… leading to …")),
        Field(key="summary", title=named("summary")),
    )


def _place_fields() -> tuple[Field, ...]:
    chosen = _("Choose from the list.")
    return (
        Field(
            key="vector",
            title=named("vector"),
            choices="vectors",
            strict=False,
            hint=_("Choose from the list, or write another."),
        ),
        Field(
            key="sectors",
            title=named("sectors"),
            choices="sectors",
            strict=False,
            hint=_("Choose from the list; write several with a semicolon between them."),
        ),
        Field(key="actors", title=named("actors"), fill=Fill.NEW),
        Field(key="place", title=named("place")),
        Field(key="owner", title=named("owner"), hint=_("The organisation or role that answers.")),
        _list_field("status", "statuses", chosen),
        _list_field("response", "responses", chosen),
        _list_field("marking", "markings", chosen),
    )


def _list_field(key: str, choices: str, hint: str) -> Field:
    return Field(
        key=key,
        title=named(key),
        choices=choices,
        hint=hint,
        refusal=_("This is not on the list. Choose one of the words offered."),
    )


def _likelihood_fields() -> tuple[Field, ...]:
    hint = _("In per cent, from 0 to 100; low ≤ best ≤ high.")
    refusal = _("A likelihood lies between 0 and 100 per cent.")
    titles = {
        "likelihood_low": _("Likelihood, low"),
        "likelihood_best": _("Likelihood, best estimate"),
        "likelihood_high": _("Likelihood, high"),
    }
    return (
        *(
            Field(key=key, title=title, kind=Kind.PERCENT, hint=hint, refusal=refusal)
            for key, title in titles.items()
        ),
        Field(
            key="likelihood_level",
            title=_("Likelihood level"),
            kind=Kind.LIKELIHOOD,
            fill=Fill.NEVER,
        ),
    )


def _impact_field(key: str, name: str) -> Field:
    return Field(
        key=f"impact_{key}",
        title=_("Impact: {dimension}").format(dimension=name),
        kind=Kind.NUMBER,
        choices="impact_levels",
        hint=_(
            "The level that fits, by the sentences on the sheet Criteria; empty where it is "
            "not rated."
        ),
        refusal=_("An impact is one of the levels on the sheet Criteria, or empty."),
    )


def _judgement_fields() -> tuple[Field, ...]:
    return (
        Field(key="impact", title=_("Overall impact"), kind=Kind.OVERALL, fill=Fill.NEVER),
        Field(key="impact_ranges", title=_("Impact ranges"), fill=Fill.NEVER),
        _list_field(
            "confidence", "confidences", _("How good the basis is; not how likely the risk is.")
        ),
        Field(
            key="horizon_months",
            title=named("horizon_months"),
            kind=Kind.WHOLE,
            hint=_("The months the likelihood looks ahead."),
            refusal=_("A horizon is a number of months from 1 to 600."),
        ),
        Field(key="assessor", title=named("assessor")),
        _date_field("assessed_on", _("Assessed on")),
        Field(key="rationale_likelihood", title=named("rationale_likelihood")),
        Field(key="rationale_impact", title=named("rationale_impact")),
    )


def _date_field(key: str, title: str) -> Field:
    return Field(
        key=key,
        title=title,
        kind=Kind.DATE,
        hint=_("A date."),
        refusal=_("This is not a date. Write day, month and year as your computer shows them."),
    )


def _basis_fields() -> tuple[Field, ...]:
    counted = {
        "supports": _("Passages in support"),
        "contradicts": _("Passages against"),
        "answers": _("Denials and outcomes"),
        "origins": _("Independent origins"),
    }
    return (
        Field(key="claim_status", title=named("claim_status")),
        Field(key="outcome", title=named("outcome")),
        Field(key="gaps", title=named("gaps")),
        _date_field("answer_sought_on", named("answer_sought_on")),
        *(
            Field(key=key, title=title, kind=Kind.NUMBER, fill=Fill.NEVER)
            for key, title in counted.items()
        ),
    )


def _follow_up_fields() -> tuple[Field, ...]:
    return (
        Field(key="inherent", title=_("Inherent level"), kind=Kind.WORD, fill=Fill.NEVER),
        Field(key="target", title=_("Target level"), kind=Kind.WORD, fill=Fill.NEVER),
        Field(key="open_measures", title=_("Open measures"), kind=Kind.NUMBER, fill=Fill.NEVER),
        Field(key="next_due", title=_("Next measure due"), kind=Kind.DATE, fill=Fill.NEVER),
        _date_field("identified_on", named("identified_on")),
        _date_field("review_on", named("review_on")),
        Field(
            key="legal_hooks",
            title=named("legal_hooks"),
            hint=_("Several with a semicolon between them."),
        ),
        Field(key="tags", title=named("tags"), hint=_("Several with a semicolon between them.")),
    )


def _risk_fields() -> tuple[Field, ...]:
    """The two columns that tie a row to its risk."""
    return (
        Field(
            key="risk",
            title=named("risk_id"),
            fill=Fill.NEW,
            choices="risk_codes",
            strict=False,
            hint=_("The code of the risk; for a new risk its title."),
        ),
        Field(key="risk_title", title=_("Title of the risk"), kind=Kind.TITLE, fill=Fill.NEVER),
    )


def _record_field() -> Field:
    return Field(key="record", title=_("Record"), fill=Fill.NEVER)


def measure_fields() -> tuple[Field, ...]:
    """Columns of the Measures sheet."""
    return (
        *_risk_fields(),
        Field(key="title", title=capital(_("measure")), hint=_("What is to be done.")),
        Field(key="owner", title=named("owner"), hint=_("Who does it.")),
        _date_field("due", named("due")),
        _list_field("status", "measure_statuses", _("Choose from the list.")),
        Field(key="cost", title=named("cost")),
        Field(
            key="expected_effect",
            title=named("expected_effect"),
            hint=_("What it should change, on likelihood or on impact."),
        ),
        Field(key="note", title=named("note")),
        _record_field(),
    )


def evidence_fields() -> tuple[Field, ...]:
    """Columns of the Evidence sheet. A passage stays as it stands in its source."""
    return (
        *_risk_fields(),
        _list_field("stance", "stances", _("What the passage does to the risk.")),
        Field(key="excerpt", title=named("excerpt"), fill=Fill.NEW, hint=_("The passage itself.")),
        Field(key="note", title=named("note")),
        Field(
            key="source",
            title=named("source_id"),
            fill=Fill.NEW,
            choices="source_codes",
            strict=False,
            hint=_("The code of the source; for a new source its title."),
        ),
        Field(key="source_title", title=_("Title of the source"), fill=Fill.NEVER),
        Field(key="grade", title=_("Grade"), fill=Fill.NEVER),
        Field(
            key="credibility",
            title=named("credibility"),
            kind=Kind.NUMBER,
            choices="credibilities",
            hint=_("From 1 to 6; 6 means unknown."),
            refusal=_("Credibility is a grade from 1 to 6."),
        ),
        Field(key="grade_text", title=_("What the grade says"), fill=Fill.NEVER),
        Field(key="interested", title=named("interested_party"), fill=Fill.NEVER),
        Field(key="cited", title=_("Cited in the assessment"), fill=Fill.NEVER),
        _list_field("marking", "markings", _("Choose from the list.")),
        Field(key="start", title=_("From character"), kind=Kind.NUMBER, fill=Fill.NEVER),
        Field(key="end", title=_("To character"), kind=Kind.NUMBER, fill=Fill.NEVER),
        _record_field(),
    )


def source_fields() -> tuple[Field, ...]:
    """Columns of the Sources sheet."""
    return (
        Field(key="code", title=named("code"), fill=Fill.NEVER),
        Field(key="title", title=named("title")),
        Field(key="publisher", title=named("publisher")),
        Field(key="author", title=named("author")),
        _date_field("published", named("published")),
        Field(key="published_note", title=named("published_note")),
        _list_field("kind", "source_kinds", _("Choose from the list.")),
        _list_field("reliability", "reliabilities", _("From A to F; F means unknown.")),
        _list_field("interested_party", "yes_no", _("Whether it speaks in a matter of its own.")),
        Field(
            key="derives_from",
            title=named("derives_from"),
            choices="source_codes",
            strict=False,
            hint=_("The code of the source whose story this one retells."),
        ),
        Field(key="passages", title=_("Passages"), kind=Kind.NUMBER, fill=Fill.NEVER),
        Field(key="risks", title=_("Risks"), fill=Fill.NEVER),
        Field(key="language", title=named("language")),
        _date_field("accessed", named("accessed")),
        Field(key="address", title=named("address")),
        Field(key="file_name", title=named("file_name"), fill=Fill.NEVER),
        Field(key="sha256", title=named("sha256"), fill=Fill.NEVER),
        _list_field("marking", "markings", _("Choose from the list.")),
    )
