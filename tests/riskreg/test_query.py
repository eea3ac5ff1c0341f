"""What a row says of a risk."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from riskreg.criteria import default_criteria
from riskreg.model import Assessment, Evidence, Impact, Likelihood, Measure, Risk, Source
from riskreg.query import (
    Movement,
    RiskFilter,
    adopted,
    code_number,
    is_measure_overdue,
    is_overdue,
    movement,
    risk_row,
    risk_texts,
)
from riskreg.terms import AssessmentKind, MeasureStatus, RiskStatus, Stance
from tests.samples import TODAY

CRITERIA = default_criteria()
RISK = Risk(id=1, code="R-001", title="T")


def judged(key: int, day: int, impact: int | None, **values: Any) -> Assessment:
    given: dict[str, Any] = {
        "likelihood": Likelihood(50, 60, 70),
        "impacts": () if impact is None else (Impact("defence", impact, impact, impact),),
        "adopted": False,
    }
    return Assessment(id=key, risk_id=1, on=date(2026, 1, day), **(given | values))


def test_the_adopted_assessment_counts_even_when_a_later_one_is_there() -> None:
    chosen = judged(1, 1, 3, adopted=True)
    assert adopted([chosen, judged(2, 2, 5)], AssessmentKind.CURRENT) is chosen
    assert adopted([chosen], AssessmentKind.TARGET) is None
    assert adopted([], AssessmentKind.CURRENT) is None


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        ([], 3, Movement.NEW),
        ([3], 3, Movement.SAME),
        ([2], 5, Movement.UP),
        ([5], 2, Movement.DOWN),
        ([None], 3, Movement.NEW),
        ([2, None], 5, Movement.UP),
        ([5, 2], 5, Movement.UP),
        ([], None, Movement.NONE),
        ([3], None, Movement.NONE),
    ],
)
def test_movement_is_against_the_scored_assessment_before(
    before: list[int | None], now: int | None, moved: Movement
) -> None:
    earlier = [judged(n + 1, n + 1, impact) for n, impact in enumerate(before)]
    assert movement([*earlier, judged(9, 20, now, adopted=True)], CRITERIA) is moved


def test_other_kinds_of_assessment_do_not_move_a_risk() -> None:
    inherent = judged(1, 1, 5, kind=AssessmentKind.INHERENT, adopted=True)
    assert movement([inherent, judged(2, 2, 3, adopted=True)], CRITERIA) is Movement.NEW


def test_a_risk_without_an_adopted_assessment_is_unscored() -> None:
    row = risk_row(RISK, [judged(1, 1, 5)], [], [], {}, CRITERIA)
    assert (row.level, row.impact, row.likelihood_best, row.box) == (None, None, None, None)
    assert row.movement is Movement.NONE


def test_a_half_rated_risk_shows_no_half_a_score() -> None:
    only_likely = judged(1, 1, None, adopted=True)
    row = risk_row(RISK, [only_likely], [], [], {}, CRITERIA)
    assert (row.level, row.likelihood_level, row.likelihood_best, row.impact) == (
        None,
        None,
        None,
        None,
    )


def test_a_row_counts_what_speaks_for_against_and_in_answer() -> None:
    source = Source(id=9, code="S-001", title="S", text="x")
    stances = [
        Stance.SUPPORTS,
        Stance.SUPPORTS,
        Stance.CONTRADICTS,
        Stance.DENIAL,
        Stance.OUTCOME,
        Stance.CONTEXT,
    ]
    evidence = [
        Evidence(id=n, risk_id=1, source_id=9, start=0, end=1, excerpt="x", stance=stance)
        for n, stance in enumerate(stances, start=20)
    ]
    row = risk_row(RISK, [], evidence, [], {9: source}, CRITERIA)
    assert (row.supports, row.contradicts, row.answers, row.origins) == (2, 1, 2, 1)


def test_a_row_tells_the_next_due_date_of_what_is_still_open() -> None:
    def measure(key: int, status: MeasureStatus, due: date | None) -> Measure:
        return Measure(id=key, risk_id=1, title="M", status=status, due=due)

    measures = [
        measure(1, MeasureStatus.DONE, date(2020, 1, 1)),
        measure(2, MeasureStatus.UNDER_WAY, date(2027, 1, 1)),
        measure(3, MeasureStatus.PLANNED, date(2026, 12, 1)),
        measure(4, MeasureStatus.PLANNED, None),
        measure(5, MeasureStatus.DROPPED, date(2020, 1, 1)),
    ]
    row = risk_row(RISK, [], [], measures, {}, CRITERIA)
    assert (row.open_measures, row.next_due) == (3, date(2026, 12, 1))
    late = [m.id for m in measures if is_measure_overdue(m, date(2027, 6, 1))]
    assert late == [2, 3]
    assert not is_measure_overdue(measures[1], date(2027, 1, 1))


@pytest.mark.parametrize(
    ("review", "status", "late"),
    [
        (date(2026, 10, 11), RiskStatus.ACTIVE, True),
        (date(2026, 10, 12), RiskStatus.ACTIVE, False),
        (date(2026, 10, 11), RiskStatus.CLOSED, False),
        (None, RiskStatus.ACTIVE, False),
    ],
)
def test_a_review_is_overdue_from_the_day_after(
    review: date | None, status: RiskStatus, late: bool
) -> None:
    risk = Risk(id=1, code="R-001", title="T", review_on=review, status=status)
    row = risk_row(risk, [], [], [], {}, CRITERIA)
    assert is_overdue(row, TODAY) is late
    assert RiskFilter(overdue=True, today=TODAY).matches(row, []) is late


def test_codes_have_numbers() -> None:
    assert [code_number(c) for c in ("R-007", "S-1000", "R-1")] == [7, 1000, 1]


def test_search_looks_through_every_text_of_a_risk() -> None:
    names = [
        name
        for name in Risk.__dataclass_fields__
        if Risk.__dataclass_fields__[name].type == "str" and name != "code"
    ]
    texts: dict[str, Any] = {name: f"text of {name}" for name in names}
    risk = Risk(id=1, code="R-001", **texts)
    for name in names:
        assert f"text of {name}" in risk_texts(risk), name
