"""What a reviewer would object to: findings on a register, each with a code and a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from riskreg.model import Risk
from riskreg.query import RiskRow, is_measure_overdue, is_overdue
from riskreg.snapshot import Snapshot
from riskreg.terms import RiskStatus
from riskreg.words import _, date_text


class Severity(StrEnum):
    """Whether a finding would embarrass in a briefing, or is only worth knowing."""

    SERIOUS = "serious"
    NOTABLE = "notable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One objection to one risk. ``code`` is stable: QF-01 and so on."""

    code: str
    severity: Severity
    risk_id: int
    risk_code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Case:
    snapshot: Snapshot
    risk: Risk
    row: RiskRow
    today: date


def _no_owner(case: _Case) -> str | None:
    return None if case.risk.owner.strip() else _("Nobody owns this risk.")


def _no_evidence(case: _Case) -> str | None:
    if case.snapshot.evidence_of[case.risk.id]:
        return None
    return _("No evidence is filed for this risk.")


def _single_origin(case: _Case) -> str | None:
    if case.row.supports > 1 and case.row.origins == 1:
        return _("All supporting passages go back to one origin.")
    return None


def _no_answer(case: _Case) -> str | None:
    if case.row.supports and not case.row.answers and case.risk.answer_sought_on is None:
        return _("No answer to the allegation is recorded, nor that one was looked for.")
    return None


def _unscored(case: _Case) -> str | None:
    return _("The risk is unscored.") if case.row.level is None else None


def _review_overdue(case: _Case) -> str | None:
    if not is_overdue(case.row, case.today):
        return None
    return _("The review was due on {day}.").format(day=date_text(case.risk.review_on))


def _measure_overdue(case: _Case) -> str | None:
    late = [m for m in case.snapshot.measures_of[case.risk.id] if is_measure_overdue(m, case.today)]
    if not late:
        return None
    titles = "; ".join(m.title for m in late)
    return _("Overdue: {measures}.").format(measures=titles)


_CHECKS: tuple[tuple[str, Severity, Callable[[_Case], str | None]], ...] = (
    ("QF-01", Severity.SERIOUS, _no_owner),
    ("QF-02", Severity.SERIOUS, _no_evidence),
    ("QF-03", Severity.NOTABLE, _single_origin),
    ("QF-04", Severity.SERIOUS, _no_answer),
    ("QF-05", Severity.NOTABLE, _unscored),
    ("QF-06", Severity.NOTABLE, _review_overdue),
    ("QF-07", Severity.NOTABLE, _measure_overdue),
)


def findings(snapshot: Snapshot, today: date) -> Iterator[Finding]:
    """All objections, risk by risk in the order of their codes; closed risks are left in peace."""
    for risk in snapshot.risks:
        if risk.status is RiskStatus.CLOSED:
            continue
        case = _Case(snapshot, risk, snapshot.rows[risk.id], today)
        for code, severity, check in _CHECKS:
            sentence = check(case)
            if sentence is not None:
                yield Finding(code, severity, risk.id, risk.code, sentence)
