"""Entities into the file and out again, unchanged."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from riskreg.commands import EditSettings, Fill
from riskreg.model import KINDS, Entity, Risk, Settings
from riskreg.query import RiskFilter, Sort
from tests.riskreg import strategies
from tests.samples import Opened, open_at


@contextmanager
def fresh(template: Path) -> Iterator[Opened]:
    """A register of its own for each example hypothesis makes."""
    with tempfile.TemporaryDirectory() as folder:
        here = open_at(Path(shutil.copy(template, Path(folder) / "r.riskreg")))
        try:
            yield here
        finally:
            here.store.close()


@given(entities=strategies.registers())
def test_every_entity_comes_back_as_it_was_written(
    empty_template: Path, entities: tuple[Entity, ...]
) -> None:
    with fresh(empty_template) as here:
        here.register.execute(Fill("sample", entities))
        for entity in entities:
            assert here.store.get(type(entity), entity.id) == replace(entity, version=1)
        assert list(here.store.problems()) == []


@given(entities=strategies.registers())
def test_a_snapshot_holds_exactly_what_was_written(
    empty_template: Path, entities: tuple[Entity, ...]
) -> None:
    with fresh(empty_template) as here:
        here.register.execute(Fill("sample", entities))
        whole = here.store.snapshot()
        groups = (whole.actors, whole.sources, whole.risks, whole.evidence)
        groups += (whole.assessments, whole.measures)  # type: ignore[assignment]  # one more tuple of entities
        read = {e.id: replace(e, version=0) for group in groups for e in group}
        assert read == {e.id: e for e in entities}


@given(entities=strategies.registers())
def test_rows_kept_in_the_file_are_those_computed_from_the_entities(
    empty_template: Path, entities: tuple[Entity, ...]
) -> None:
    with fresh(empty_template) as here:
        here.register.execute(Fill("sample", entities))
        rows = here.store.risk_rows(here.store.risk_ids(RiskFilter(), Sort()))
        assert {row.id: row for row in rows} == dict(here.store.snapshot().rows)


@given(wanted=strategies.settings_entities())
def test_settings_come_back_as_they_were_written(empty_template: Path, wanted: Settings) -> None:
    with fresh(empty_template) as here:
        for field in ("title", "organisation", "marking", "language", "sectors", "vectors"):
            seen = getattr(here.store.settings(), field)
            here.register.execute(EditSettings(1, field, seen, getattr(wanted, field)))
        seen_months = here.store.settings().horizon_months
        months = wanted.horizon_months
        here.register.execute(EditSettings(1, "horizon_months", seen_months, months))
        assert replace(here.store.settings(), version=0) == wanted


def test_a_hundred_thousand_characters_stay_whole(desk: Opened) -> None:
    text = "Ž\x00\u202e🏴" * 25_000
    risk_id = desk.risk(text, summary=text, tags=(text,))
    source_id = desk.source(text)
    assert desk.store.get(Risk, risk_id).title == text
    assert desk.store.get(Risk, risk_id).tags == (text,)
    evidence_id = desk.evidence(risk_id, source_id, end=len(text))
    kinds = {kind.__name__: kind for kind in KINDS}
    assert getattr(desk.store.get(kinds["Evidence"], evidence_id), "excerpt", "") == text
    assert list(desk.store.problems()) == []


def test_more_entities_than_one_query_holds_come_back_whole(desk: Opened) -> None:
    risks = tuple(
        Risk(id=5000 + n, code=f"R-{n + 1:03d}", title=f"Risk {n}", tags=(f"t{n}", "all"))
        for n in range(1203)
    )
    desk.register.execute(Fill("many", risks))
    assert desk.store.snapshot().risks == tuple(replace(r, version=1) for r in risks)
    ids = desk.store.risk_ids(RiskFilter(tags=("all",)), Sort())
    assert len(desk.store.risk_rows(ids)) == 1203


def test_rows_of_risks_that_are_gone_are_passed_over(desk: Opened) -> None:
    risk_id = desk.risk()
    assert [row.id for row in desk.store.risk_rows([5, risk_id, 6])] == [risk_id]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_there_is_none(desk: Opened, kind: type[Entity]) -> None:
    assert desk.store.find(kind, 424242) is None
