"""Levels and aggregation: pure functions from assessments and criteria to numbers and words.

Rules are those of the register's method: a level is looked up in the grid, never a product;
what is unrated stays unrated; the overall impact is the highest dimension.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riskreg.criteria import Criteria
from riskreg.model import Assessment, Evidence, Impact, Source
from riskreg.terms import Stance

#: Stands in ``kin`` for an origin that does not count as independent.
NO_ORIGIN = 0


@dataclass(frozen=True, slots=True)
class ImpactRange:
    """Overall impact: levels low ≤ best ≤ high, and the dimensions that reach ``best``."""

    low: int
    best: int
    high: int
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Where a rated assessment stands on the matrix.

    ``likelihood_levels`` and ``impact`` span the box; ``level`` is the rank of the best estimate,
    ``lowest`` and ``highest`` the ranks at the ends of the box.
    """

    likelihood_level: int
    likelihood_low: int
    likelihood_high: int
    impact: ImpactRange
    level: int
    lowest: int
    highest: int


def likelihood_level(percent: float, criteria: Criteria) -> int:
    """The level of a best estimate in per cent.

    With the default criteria: 1 below 20, 2 from 20, 3 from 45, 4 from 55, 5 from 80.
    """
    return criteria.band_of(percent).level


def overall_impact(impacts: Iterable[Impact]) -> ImpactRange | None:
    """The highest rated dimension, for low, best and high apart; None when none is rated."""
    rated = list(impacts)
    if not rated:
        return None
    best = max(i.best for i in rated)
    return ImpactRange(
        low=max(i.low for i in rated),
        best=best,
        high=max(i.high for i in rated),
        dimensions=tuple(i.dimension for i in rated if i.best == best),
    )


def score(assessment: Assessment | None, criteria: Criteria) -> Score | None:
    """The score of an assessment; None while likelihood or every impact is unrated: *unscored*."""
    if assessment is None or assessment.likelihood is None:
        return None
    impact = overall_impact(assessment.impacts)
    if impact is None:
        return None
    low, best, high = (
        likelihood_level(p, criteria)
        for p in (
            assessment.likelihood.low,
            assessment.likelihood.best,
            assessment.likelihood.high,
        )
    )
    return Score(
        likelihood_level=best,
        likelihood_low=low,
        likelihood_high=high,
        impact=impact,
        level=grid_level(best, impact.best, criteria),
        lowest=grid_level(low, impact.low, criteria),
        highest=grid_level(high, impact.high, criteria),
    )


def grid_level(likelihood: int, impact: int, criteria: Criteria) -> int:
    """The rank in the register's grid for likelihood level (row) and impact level (column)."""
    return criteria.grid[likelihood - 1][impact - 1]


def origin_of(source_id: int, sources: Mapping[int, Source]) -> int:
    """The root of ``derives_from``; a loop (which should not be) ends at its smallest id."""
    seen: list[int] = []
    here = source_id
    while here not in seen:
        seen.append(here)
        source = sources.get(here)
        if source is None or source.derives_from is None or source.derives_from not in sources:
            return here
        here = source.derives_from
    return min(seen[seen.index(here) :])


def independent_origins(
    evidence: Iterable[Evidence],
    sources: Mapping[int, Source],
    kin: Mapping[int, int] | None = None,
) -> int:
    """Distinct origins among the sources of supporting evidence, interested parties apart.

    Copies and retellings of one story count once; a retelling of what an interested party says
    is no independent origin either. ``kin`` names, for sources whose origin is not among
    ``sources``, the one that stands for their family (NO_ORIGIN: an interested party's).
    """
    known = kin or {}
    roots = {
        origin_of(e.source_id, sources)
        for e in evidence
        if e.stance is Stance.SUPPORTS
        and e.source_id in sources
        and not sources[e.source_id].interested_party
    }
    families = {known.get(root, root) for root in roots if not sources[root].interested_party}
    return len(families - {NO_ORIGIN})
