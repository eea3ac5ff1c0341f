"""Levels looked up, never multiplied; what is unrated stays unrated; copies count once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.criteria import default_criteria
from riskreg.model import Assessment, Evidence, Impact, Likelihood, Source
from riskreg.scoring import (
    NO_ORIGIN,
    grid_level,
    independent_origins,
    likelihood_level,
    origin_of,
    overall_impact,
    score,
)
from riskreg.terms import Stance
from tests.riskreg.strategies import impacts, likelihoods

CRITERIA = default_criteria()


@pytest.mark.parametrize(
    ("percent", "level"),
    [
        (0, 1),
        (19.99, 1),
        (19.999999999, 1),
        (20, 2),
        (44.99, 2),
        (45, 3),
        (54.99, 3),
        (55, 4),
        (79.99, 4),
        (80, 5),
        (99, 5),
        (100, 5),
    ],
)
def test_a_best_estimate_falls_into_the_band_that_begins_at_or_below_it(
    percent: float, level: int
) -> None:
    assert likelihood_level(percent, CRITERIA) == level


#: DESIGN §5, rows from likelihood 5 down to 1.
GRID = {
    5: "MMHVV",
    4: "LMHHV",
    3: "LMMHV",
    2: "LLMHH",
    1: "LLLMH",
}


@pytest.mark.parametrize("likelihood", range(1, 6))
@pytest.mark.parametrize("impact", range(1, 6))
def test_every_cell_of_the_grid_holds_the_level_of_the_method(likelihood: int, impact: int) -> None:
    expected = "LMHV".index(GRID[likelihood][impact - 1]) + 1
    assert grid_level(likelihood, impact, CRITERIA) == expected


@pytest.mark.parametrize(
    ("percent", "level", "impact", "word"),
    [(19.99, 1, 5, "High"), (20, 2, 5, "High"), (80, 5, 1, "Moderate"), (55, 4, 5, "Very high")],
)
def test_a_score_names_the_level_of_its_cell(
    percent: float, level: int, impact: int, word: str
) -> None:
    found = score(assessment(best=percent, impact=impact), CRITERIA)
    assert found is not None
    assert found.likelihood_level == level
    assert CRITERIA.level(found.level).word == word


def assessment(best: float | None = 60, impact: int | None = 3) -> Assessment:
    return Assessment(
        id=1,
        risk_id=2,
        on=date(2026, 10, 12),
        likelihood=None if best is None else Likelihood(best, best, best),
        impacts=() if impact is None else (Impact("defence", impact, impact, impact),),
    )


def test_what_is_not_fully_rated_is_unscored() -> None:
    assert score(None, CRITERIA) is None
    assert score(assessment(best=None), CRITERIA) is None
    assert score(assessment(impact=None), CRITERIA) is None
    assert score(assessment(best=None, impact=None), CRITERIA) is None
    assert score(assessment(best=0, impact=1), CRITERIA) is not None


def test_the_overall_impact_is_the_highest_dimension_for_each_end_apart() -> None:
    found = overall_impact(
        (Impact("defence", 1, 4, 4), Impact("data", 3, 3, 5), Impact("trust", 2, 4, 4))
    )
    assert found is not None
    assert (found.low, found.best, found.high) == (3, 4, 5)
    assert found.dimensions == ("defence", "trust")


def test_an_unrated_dimension_counts_neither_low_nor_high() -> None:
    assert overall_impact(()) is None
    one = overall_impact((Impact("data", 2, 2, 2),))
    assert one is not None
    assert (one.low, one.best, one.high, one.dimensions) == (2, 2, 2, ("data",))


@given(likelihood=likelihoods(), rated=impacts())
def test_the_best_estimate_lies_within_the_ends_of_its_box(
    likelihood: Likelihood, rated: tuple[Impact, ...]
) -> None:
    found = score(
        Assessment(id=1, risk_id=2, on=date.min, likelihood=likelihood, impacts=rated), CRITERIA
    )
    if not rated:
        assert found is None
        return
    assert found is not None
    assert found.lowest <= found.level <= found.highest
    assert found.likelihood_low <= found.likelihood_level <= found.likelihood_high
    assert found.impact.low <= found.impact.best <= found.impact.high
    assert found.impact.best == max(i.best for i in rated)


# -- origins ------------------------------------------------------------------------------------


def source(key: int, origin: int | None = None, *, interested: bool = False) -> Source:
    return Source(
        id=key,
        code=f"S-{key:03d}",
        title=f"Source {key}",
        derives_from=origin,
        interested_party=interested,
    )


def passage(key: int, source_id: int, stance: Stance = Stance.SUPPORTS) -> Evidence:
    return Evidence(
        id=key, risk_id=1, source_id=source_id, start=0, end=1, excerpt="x", stance=stance
    )


def origins(sources: list[Source], *evidence: Evidence) -> int:
    return independent_origins(evidence, {s.id: s for s in sources})


def test_two_passages_of_one_source_are_one_origin() -> None:
    assert origins([source(1)], passage(10, 1), passage(11, 1)) == 1


def test_two_sources_of_their_own_are_two_origins() -> None:
    assert origins([source(1), source(2)], passage(10, 1), passage(11, 2)) == 2


def test_retellings_of_retellings_count_with_the_first_teller() -> None:
    sources = [source(1), source(2, 1), source(3, 2), source(4, 1)]
    assert origins(sources, passage(10, 2), passage(11, 3), passage(12, 4)) == 1
    assert origins(sources, *(passage(10 + s.id, s.id) for s in sources)) == 1


def test_only_supporting_passages_count() -> None:
    sources = [source(1), source(2), source(3), source(4), source(5)]
    stances = [Stance.SUPPORTS, Stance.CONTRADICTS, Stance.DENIAL, Stance.OUTCOME, Stance.CONTEXT]
    evidence = [passage(10 + n, n + 1, stance) for n, stance in enumerate(stances)]
    assert origins(sources, *evidence) == 1


def test_an_interested_party_is_no_independent_origin_nor_is_who_retells_it() -> None:
    sources = [source(1, interested=True), source(2, 1), source(3)]
    assert origins(sources, passage(10, 1)) == 0
    assert origins(sources, passage(10, 2)) == 0
    assert origins(sources, passage(10, 1), passage(11, 2), passage(12, 3)) == 1


def test_an_interested_party_that_retells_does_not_count_but_its_origin_may() -> None:
    sources = [source(1), source(2, 1, interested=True)]
    assert origins(sources, passage(10, 2)) == 0
    assert origins(sources, passage(10, 1), passage(11, 2)) == 1


def test_a_loop_of_sources_is_one_origin() -> None:
    loop = [source(1, 3), source(2, 1), source(3, 2)]
    assert {origin_of(s.id, {s.id: s for s in loop}) for s in loop} == {1}
    assert origins(loop, passage(10, 1), passage(11, 2), passage(12, 3)) == 1
    outside = [*loop, source(4, 3)]
    assert origins(outside, passage(10, 4), passage(11, 1)) == 1


def test_a_source_whose_origin_is_not_there_is_its_own() -> None:
    assert origins([source(1, 99)], passage(10, 1)) == 1
    assert origins([source(1, 99), source(2, 99)], passage(10, 1), passage(11, 2)) == 2


def test_a_withheld_origin_still_binds_its_family() -> None:
    sources = {s.id: s for s in (source(1), source(2), source(3))}
    evidence = [passage(10, 1), passage(11, 2), passage(12, 3)]
    assert independent_origins(evidence, sources, {1: 1, 2: 1, 3: 3}) == 2
    assert independent_origins(evidence, sources, {1: NO_ORIGIN, 2: NO_ORIGIN, 3: 3}) == 1


@given(
    pointers=st.lists(st.none() | st.integers(1, 8), min_size=8, max_size=8),
    quoted=st.lists(st.integers(1, 8), max_size=8),
)
def test_origins_never_number_more_than_the_sources_quoted(
    pointers: list[int | None], quoted: list[int]
) -> None:
    sources = [
        source(key, None if origin == key else origin)
        for key, origin in enumerate(pointers, start=1)
    ]
    found = origins(sources, *(passage(100 + n, key) for n, key in enumerate(quoted)))
    assert (1 if quoted else 0) <= found <= len(set(quoted))
