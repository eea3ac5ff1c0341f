"""What a reviewer would object to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from riskreg.model import (
    Assessment,
    Entity,
    Evidence,
    Impact,
    Likelihood,
    Measure,
    Risk,
    Source,
)
from riskreg.quality import Finding, findings
from riskreg.terms import MeasureStatus, RiskStatus, Stance
from tests.riskreg.test_snapshot import snapshot
from tests.samples import TODAY

RISK = Risk(id=1, code="R-001", title="T", owner="Customs", review_on=date(2027, 1, 1))
SOURCES = (
    Source(id=21, code="S-001", title="A", text="x"),
    Source(id=22, code="S-002", title="B", text="x", derives_from=21),
    Source(id=23, code="S-003", title="C", text="x"),
)
SCORED = Assessment(
    id=31,
    risk_id=1,
    on=TODAY,
    likelihood=Likelihood(40, 60, 70),
    impacts=(Impact("defence", 3, 3, 3),),
    adopted=True,
)


def evidence(key: int, source_id: int, stance: Stance = Stance.SUPPORTS) -> Evidence:
    return Evidence(
        id=key, risk_id=1, source_id=source_id, start=0, end=1, excerpt="x", stance=stance
    )


SOUND: tuple[Entity, ...] = (
    RISK,
    *SOURCES,
    SCORED,
    evidence(41, 21),
    evidence(42, 23),
    evidence(43, 23, Stance.DENIAL),
)


def found(*entities: Entity) -> list[Finding]:
    return list(findings(snapshot(*entities), TODAY))


def codes(*entities: Entity) -> set[str]:
    return {finding.code for finding in found(*entities)}


def sound_with(**values: Any) -> tuple[Entity, ...]:
    return tuple(replace(e, **values) if e is RISK else e for e in SOUND)


def test_a_sound_risk_has_no_findings() -> None:
    assert found(*SOUND) == []


def test_a_risk_nobody_owns_is_told() -> None:
    assert codes(*sound_with(owner="  ")) == {"QF-01"}


def test_a_risk_without_evidence_is_told() -> None:
    assert codes(RISK, SCORED) == {"QF-02"}


def test_support_from_one_origin_alone_is_told() -> None:
    entities = (RISK, *SOURCES, SCORED, evidence(41, 21), evidence(42, 22))
    assert codes(*entities, evidence(43, 23, Stance.OUTCOME)) == {"QF-03"}


def test_an_allegation_without_an_answer_is_told_until_one_was_sought() -> None:
    entities = SOUND[:-1]
    assert codes(*entities) == {"QF-04"}
    sought = replace(RISK, answer_sought_on=TODAY)
    assert codes(*(sought if e is RISK else e for e in entities)) == set()


@pytest.mark.parametrize("stance", [Stance.DENIAL, Stance.OUTCOME])
def test_a_denial_or_an_outcome_is_an_answer(stance: Stance) -> None:
    assert codes(*SOUND[:-1], evidence(44, 21, stance)) == set()


def test_an_unscored_risk_is_told() -> None:
    assert codes(*(e for e in SOUND if e is not SCORED)) == {"QF-05"}


def test_an_overdue_review_is_told_with_its_date() -> None:
    (finding,) = found(*sound_with(review_on=date(2026, 10, 11)))
    assert finding.code == "QF-06"
    assert "11 Oct 2026" in finding.sentence
    assert codes(*sound_with(review_on=TODAY)) == set()


def test_an_overdue_measure_is_told_by_name() -> None:
    late = Measure(id=51, risk_id=1, title="Tender clause", due=date(2026, 10, 1))
    done = replace(late, id=52, status=MeasureStatus.DONE, title="Audit")
    (finding,) = found(*SOUND, late, done)
    assert finding.code == "QF-07"
    assert "Tender clause" in finding.sentence
    assert "Audit" not in finding.sentence


def test_a_closed_risk_is_left_in_peace() -> None:
    assert found(replace(RISK, status=RiskStatus.CLOSED, owner="")) == []


def test_findings_stand_with_their_risk_in_the_order_of_codes() -> None:
    risks = [
        Risk(id=key, code=f"R-{key:03d}", title="T", review_on=date(2027, 1, 1)) for key in (1, 2)
    ]
    listed = found(*risks)
    assert [f.risk_code for f in listed] == sorted(f.risk_code for f in listed)
    assert {f.risk_id for f in listed} == {1, 2}
    assert all(f.sentence.endswith(".") for f in listed)
