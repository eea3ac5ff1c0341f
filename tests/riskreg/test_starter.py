"""The starter register: complete, graded, answered, and true to its own rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from riskreg.model import Assessment, Evidence, Risk, Source
from riskreg.quality import findings
from riskreg.query import RiskFilter, Sort
from riskreg.starter import new_settings, starter_entities
from riskreg.terms import Marking, Stance
from tests.samples import TODAY, CountingIds, Opened

ENTITIES = starter_entities(CountingIds().next, "Ann")
RISKS = [e for e in ENTITIES if isinstance(e, Risk)]
SOURCES = {e.id: e for e in ENTITIES if isinstance(e, Source)}
EVIDENCE = [e for e in ENTITIES if isinstance(e, Evidence)]
ASSESSMENTS = [e for e in ENTITIES if isinstance(e, Assessment)]


def evidence_of(risk: Risk) -> list[Evidence]:
    return [e for e in EVIDENCE if e.risk_id == risk.id]


def test_it_holds_at_least_the_fifteen_subjects() -> None:
    assert len(RISKS) >= 15
    assert [r.code for r in RISKS] == [f"R-{n:03d}" for n in range(1, len(RISKS) + 1)]


def test_every_passage_is_what_stands_in_its_source() -> None:
    for e in EVIDENCE:
        assert SOURCES[e.source_id].text[e.start : e.end] == e.excerpt


@pytest.mark.parametrize("risk", RISKS, ids=lambda r: r.code)
def test_every_risk_is_a_whole_statement_with_evidence(risk: Risk) -> None:
    for field in ("cause", "event", "consequence", "vector", "asset", "owner", "summary"):
        assert getattr(risk, field).strip(), field
    assert risk.sectors
    assert evidence_of(risk)
    assert risk.claim_status
    assert risk.gaps


def test_an_allegation_without_an_answer_is_told_by_the_check(
    starter_file: Path, open_desk: Callable[..., Opened]
) -> None:
    told = {
        finding.risk_id
        for finding in findings(open_desk(starter_file).store.snapshot(), TODAY)
        if finding.code == "QF-04"
    }
    held = open_desk(starter_file).store.snapshot()
    unanswered = {
        risk.id
        for risk in held.risks
        if not {e.stance for e in held.evidence_of[risk.id]} & {Stance.DENIAL, Stance.OUTCOME}
        and {e.stance for e in held.evidence_of[risk.id]} & {Stance.SUPPORTS}
    }
    looked_for = {risk.id for risk in held.risks if risk.answer_sought_on is not None}
    assert unanswered
    assert told == unanswered - looked_for


def test_terms_are_those_of_the_registers_own_lists() -> None:
    settings = new_settings("Test")
    for risk in RISKS:
        assert set(risk.sectors) <= set(settings.sectors)
        assert risk.vector in settings.vectors
    keys = {d.key for d in settings.criteria.dimensions}
    assert {i.dimension for a in ASSESSMENTS for i in a.impacts} <= keys


def test_every_assessment_gives_its_reasons_and_cites_its_own_risk() -> None:
    risk_of = {e.id: e.risk_id for e in EVIDENCE}
    for a in ASSESSMENTS:
        assert a.rationale_likelihood.strip()
        assert a.rationale_impact.strip()
        assert a.confidence is not None
        assert {risk_of[cited] for cited in a.cited} <= {a.risk_id}


def test_nothing_is_marked_stricter_than_the_register() -> None:
    limit = Marking.AMBER_STRICT
    marked: tuple[Risk | Source | Evidence, ...] = (*RISKS, *SOURCES.values(), *EVIDENCE)
    assert all(limit.allows(entity.marking) for entity in marked)


def test_loaded_into_a_file_it_is_clean(
    starter_file: Path, open_desk: Callable[..., Opened]
) -> None:
    here = open_desk(starter_file)
    assert list(here.store.problems()) == []
    assert here.store.count(RiskFilter()) == len(RISKS)
    rows = here.store.risk_rows(here.store.risk_ids(RiskFilter(), Sort()))
    assert rows[0].level is not None
    assert [r.level for r in rows if r.level] == sorted(
        (r.level for r in rows if r.level), reverse=True
    )
