"""The columns of the risks table: title, width, what they sort by and what can be edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from riskreg.criteria import Criteria
from riskreg.query import Movement, RiskRow, SortColumn, is_overdue
from riskreg.terms import Marking, RiskStatus, label
from riskreg.words import N_, _, date_text, ngettext, number_text
from ui.texts import one_line


@dataclass(frozen=True, slots=True)
class Column:
    """``title`` is a message of the catalogue; ``field`` the field of Risk edited in place."""

    key: str
    title: str
    sort: SortColumn
    width: int
    field: str = ""
    hidden: bool = False


COLUMNS = (
    Column("code", N_("Code"), SortColumn.CODE, 60),
    Column("level", N_("Level"), SortColumn.LEVEL, 96),
    Column("movement", N_("Movement"), SortColumn.MOVEMENT, 36),
    Column("title", N_("Risk"), SortColumn.TITLE, 260, "title"),
    Column("owner", N_("Owner"), SortColumn.OWNER, 102, "owner"),
    Column("likelihood", N_("Likelihood"), SortColumn.LIKELIHOOD, 118),
    Column("evidence", N_("Evidence"), SortColumn.EVIDENCE, 94),
    Column("review", N_("Review"), SortColumn.REVIEW, 76, "review_on"),
    Column("sector", N_("Sector"), SortColumn.SECTOR, 150, hidden=True),
    Column("status", N_("Status"), SortColumn.STATUS, 92, "status", hidden=True),
    Column("marking", N_("Marking"), SortColumn.MARKING, 128, hidden=True),
)

#: Widths where the table has room for them.
ROOMY = {"level": 108, "owner": 150, "likelihood": 156, "evidence": 146, "review": 92}

INDEX = {column.key: number for number, column in enumerate(COLUMNS)}

MOVEMENT_MARKS = {
    Movement.UP: "▲",
    Movement.SAME: "=",
    Movement.DOWN: "▼",
    Movement.NEW: "●",
    Movement.NONE: "",
}
_MOVEMENT_WORDS = {
    Movement.UP: N_("Higher than at the assessment before"),
    Movement.SAME: N_("As high as at the assessment before"),
    Movement.DOWN: N_("Lower than at the assessment before"),
    Movement.NEW: N_("Assessed for the first time"),
    Movement.NONE: N_("Not scored yet"),
}


def movement_words(moved: Movement) -> str:
    return _(_MOVEMENT_WORDS[moved])


def level_word(rank: int | None, criteria: Criteria) -> str:
    """'High' in the current language; 'Unscored' for None."""
    return _("Unscored") if rank is None else _(criteria.level(rank).word)


def band_word(percent: float | None, criteria: Criteria) -> str:
    """'Roughly even chance' for 50; '—' for None."""
    if percent is None:
        return "—"
    word = _(criteria.band_of(percent).word)
    return word[:1].upper() + word[1:]


def evidence_words(row: RiskRow) -> str:
    """'3 for · 1 against · 2 ans': what stands for, against, and answers the allegation."""
    parts = [_("{n} for").format(n=row.supports)]
    if row.contradicts:
        parts.append(_("{n} ag").format(n=row.contradicts))
    if row.answers:
        parts.append(_("{n} ans").format(n=row.answers))
    return " · ".join(parts)


def evidence_sentence(row: RiskRow) -> str:
    """The same in full, for the tool tip and for screen readers."""
    parts = [
        ngettext("{n} passage for it", "{n} passages for it", row.supports),
        ngettext("{n} against it", "{n} against it", row.contradicts),
        ngettext("{n} answer or outcome", "{n} answers or outcomes", row.answers),
        ngettext("{n} independent origin", "{n} independent origins", row.origins),
    ]
    return ", ".join(parts)


def short_date(day: date | None, today: date) -> str:
    """'14 Jan' within a year of today, with the year beyond."""
    if day is None:
        return "—"
    whole = date_text(day)
    near = abs((day - today).days) < 330
    return whole.removesuffix(str(day.year)).rstrip() if near else whole


def display(row: RiskRow, key: str, criteria: Criteria, today: date) -> str:
    """What a cell shows."""
    match key:
        case "code":
            return row.code
        case "level":
            return level_word(row.level, criteria)
        case "movement":
            return MOVEMENT_MARKS[row.movement]
        case "title":
            return one_line(row.title)
        case "owner":
            return one_line(row.owner) or "—"
        case "likelihood":
            return band_word(row.likelihood_best, criteria)
        case "evidence":
            return evidence_words(row)
        case "review":
            return _("overdue") if is_overdue(row, today) else short_date(row.review_on, today)
        case "sector":
            return one_line(", ".join(row.sectors)) or "—"
        case "status":
            return label(row.status)
        case _:
            return row.marking.value


def spoken(row: RiskRow, key: str, criteria: Criteria, today: date) -> str:
    """What a cell says in full: its tool tip and its text for a screen reader."""
    match key:
        case "movement":
            return movement_words(row.movement)
        case "title":
            return row.title
        case "owner":
            return row.owner
        case "likelihood" if row.likelihood_best is not None:
            word = band_word(row.likelihood_best, criteria)
            return _("{word}: {percent} % as the best estimate").format(
                word=word, percent=number_text(row.likelihood_best)
            )
        case "evidence":
            return evidence_sentence(row)
        case "review" if row.review_on is not None:
            late = is_overdue(row, today)
            sentence = _("Review was due on {day}") if late else _("Review on {day}")
            return sentence.format(day=date_text(row.review_on))
        case "sector":
            return ", ".join(row.sectors)
        case _:
            return display(row, key, criteria, today)


def edited(row: RiskRow, field: str) -> str | date | RiskStatus | Marking | None:
    """The value of the field a cell edits."""
    value: str | date | RiskStatus | Marking | None = getattr(row, field)
    return value
