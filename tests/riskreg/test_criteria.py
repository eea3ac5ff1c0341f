"""The yardstick: data that checks itself, and a lint that tells a bad grid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from riskreg.codec import from_plain, to_plain
from riskreg.criteria import Band, Criteria, default_criteria, is_monotone, lint, taxonomy
from riskreg.errors import Invalid

DEFAULT = default_criteria()


def test_the_default_grid_passes_its_own_lint() -> None:
    assert lint(DEFAULT.grid) == []
    assert is_monotone(DEFAULT.grid)


def test_a_product_of_one_to_five_is_not_the_grid() -> None:
    products = [[low * high for high in range(1, 6)] for low in range(1, 6)]
    ranked = [[DEFAULT.grid[r][c] for c in range(5)] for r in range(5)]
    same = {products[r][c]: set() for r in range(5) for c in range(5)}  # type: ignore[var-annotated]  # sets of ranks
    for r in range(5):
        for c in range(5):
            same[products[r][c]].add(ranked[r][c])
    assert any(len(ranks) > 1 for ranks in same.values())


def test_a_grid_that_falls_is_told() -> None:
    rows = [list(row) for row in DEFAULT.grid]
    rows[2][3] = 1
    assert "falls" in lint(tuple(tuple(row) for row in rows))[0]
    turned = tuple(reversed(DEFAULT.grid))
    assert not is_monotone(turned)


def test_a_grid_where_extremes_meet_is_told() -> None:
    grid = ((1, 1, 3), (1, 2, 3), (1, 2, 3))
    assert "beside each other" in lint(grid)[0]
    assert lint(((1, 2), (1, 2))) == []


def test_every_dimension_has_an_anchor_for_each_level() -> None:
    assert len(DEFAULT.dimensions) == 8
    for dimension in DEFAULT.dimensions:
        assert len(dimension.anchors) == len(DEFAULT.impact_words) == 5
        assert all(anchor.endswith(".") for anchor in dimension.anchors)
        assert len(set(dimension.anchors)) == 5


def test_the_colours_of_levels_can_be_read() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for level in DEFAULT.levels:
        light, dark = sorted((luminance(level.fill), luminance(level.ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, level


@pytest.mark.parametrize(
    "values",
    [
        {"grid": DEFAULT.grid[:4]},
        {"grid": tuple(row[:4] for row in DEFAULT.grid)},
        {"grid": ((9,) * 5,) * 5},
        {"weights": (1.0, 3.0)},
        {"bands": (*DEFAULT.bands[:4], Band(5, "very likely", 85, 100))},
        {"bands": tuple(reversed(DEFAULT.bands))},
        {"bands": (*DEFAULT.bands[:4], Band(5, "very likely", 80, 80))},
        {"bands": (), "grid": ()},
        {"levels": ()},
    ],
)
def test_a_yardstick_that_does_not_fit_together_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as caught:
        replace(DEFAULT, **values)
    assert str(caught.value).endswith(".")


def test_a_yardstick_survives_being_written_down() -> None:
    assert from_plain(Criteria, to_plain(DEFAULT)) == DEFAULT


def test_an_unknown_dimension_keeps_its_key_as_its_name() -> None:
    assert DEFAULT.dimension("gone") is None
    assert DEFAULT.dimension_name("gone") == "gone"
    assert DEFAULT.dimension_name("defence") == "defence"


@pytest.mark.parametrize("name", ["sectors", "vectors", "legal_hooks"])
def test_lists_a_register_starts_with_name_nothing_twice(name: str) -> None:
    terms = taxonomy(name)
    assert terms
    assert len(set(terms)) == len(terms)
    assert all(term.strip() == term for term in terms)
