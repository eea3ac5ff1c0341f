"""Criteria: likelihood bands, impact dimensions with anchors, level grid. Data, not code.

The default lies in ``riskreg/data/criteria_default.toml`` and travels inside each register, so
that an old register keeps the yardstick it was scored with.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from riskreg.codec import from_plain
from riskreg.errors import Invalid
from riskreg.words import _

#: Impacts are given in this many levels.
IMPACT_LEVELS = 5


@dataclass(frozen=True, slots=True)
class Band:
    """One likelihood level: ``low`` ≤ p < ``high`` in per cent (the last one includes 100)."""

    level: int
    word: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Dimension:
    """One impact dimension with one anchor sentence for each level, lowest first."""

    key: str
    name: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelName:
    """A level of risk: its word and its colours (#rrggbb) for fill and text on it."""

    rank: int
    word: str
    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """The yardstick of a register.

    ``grid[l - 1][i - 1]`` is the rank of the level of likelihood level ``l`` and impact ``i``.
    ``weights[i - 1]`` is what impact level ``i`` weighs in the simulation.
    """

    name: str
    scale_name: str
    bands: tuple[Band, ...]
    impact_words: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
    grid: tuple[tuple[int, ...], ...]
    levels: tuple[LevelName, ...]
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        numbers = [band.level for band in self.bands]
        if (
            not self.bands
            or len(self.grid) != len(self.bands)
            or numbers != list(range(1, len(numbers) + 1))
        ):
            raise Invalid(_("The level grid needs one row for each likelihood level."))
        if len(self.impact_words) != IMPACT_LEVELS or any(
            len(row) != IMPACT_LEVELS for row in self.grid
        ):
            raise Invalid(_("The level grid needs one column for each impact level."))
        known = {level.rank for level in self.levels}
        if any(cell not in known for row in self.grid for cell in row):
            raise Invalid(_("The level grid names a level that the criteria do not describe."))
        if len(self.weights) != len(self.impact_words):
            raise Invalid(_("The criteria need one weight for each impact level."))
        edges = [band.low for band in self.bands] + [self.bands[-1].high]
        if edges != sorted(set(edges)) or any(a.high != b.low for a, b in pairwise(self.bands)):
            raise Invalid(_("Likelihood bands must follow each other without gap or overlap."))

    def band_of(self, percent: float) -> Band:
        """The band a best estimate falls into; a cut belongs to the band above it."""
        for band in reversed(self.bands):
            if percent >= band.low:
                return band
        return self.bands[0]

    def level(self, rank: int) -> LevelName:
        """The name and colours of a level by rank."""
        return next(level for level in self.levels if level.rank == rank)

    def dimension(self, key: str) -> Dimension | None:
        """The dimension with ``key``, or None where the criteria do not (or no longer) have it."""
        return next((d for d in self.dimensions if d.key == key), None)

    def dimension_name(self, key: str) -> str:
        found = self.dimension(key)
        return _(found.name) if found else key


def lint(grid: tuple[tuple[int, ...], ...]) -> list[str]:
    """What is wrong with a level grid as a yardstick, as sentences (Cox 2008; DOMAIN: Method)."""
    found = []
    if not is_monotone(grid):
        found.append(_("The grid falls somewhere where likelihood or impact rises."))
    ranks = {cell for row in grid for cell in row}
    if len(ranks) > 2 and _lowest_beside_highest(grid):
        found.append(_("The lowest and the highest level stand beside each other in the grid."))
    return found


def is_monotone(grid: tuple[tuple[int, ...], ...]) -> bool:
    """Whether no step towards more likelihood or more impact lowers the level."""
    along_rows = all(a <= b for row in grid for a, b in pairwise(row))
    along_columns = all(
        a <= b for lower, upper in pairwise(grid) for a, b in zip(lower, upper, strict=True)
    )
    return along_rows and along_columns


def _lowest_beside_highest(grid: tuple[tuple[int, ...], ...]) -> bool:
    ranks = [cell for row in grid for cell in row]
    ends = {min(ranks), max(ranks)}
    beside = [{a, b} for row in grid for a, b in pairwise(row)]
    for lower, upper in pairwise(grid):
        beside += [{a, b} for a, b in zip(lower, upper, strict=True)]
    return ends in beside


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("riskreg") / "data" / name).read_text("utf-8"))


@cache
def default_criteria() -> Criteria:
    """The yardstick a new register starts with (DESIGN: five levels cut at 20, 45, 55, 80 %)."""
    return from_plain(Criteria, _data("criteria_default.toml"))


@cache
def taxonomy(name: str) -> tuple[str, ...]:
    """The terms of one list of ``taxonomies.toml``: 'sectors', 'vectors' or 'legal_hooks'."""
    return tuple(_data("taxonomies.toml")[name])
