"""Marks on the matrix never overlap, never leave their cell and never get lost."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ui.matrix.layout import Rect, lay_out

REST = 30.0
cells = st.tuples(st.integers(1, 5), st.integers(1, 5))
labels = st.lists(st.floats(30, 70), max_size=30)
risks = st.dictionaries(cells, labels, max_size=6)
sizes = st.tuples(st.floats(0, 2000), st.floats(0, 1400))


def placed(size, widths, more=None):
    numbered, last = {}, 0
    for cell, wanted in widths.items():
        numbered[cell] = [(last + n + 1, width) for n, width in enumerate(wanted)]
        last += len(wanted)
    return lay_out(size, (5, 5), numbered, REST, more or {}), numbered


def inside(rect: Rect, cell: Rect) -> bool:
    return (
        rect.x >= cell.x - 0.01
        and rect.y >= cell.y - 0.01
        and rect.right <= cell.right + 0.01
        and rect.bottom <= cell.bottom + 0.01
    )


@given(sizes, risks)
def test_nothing_overlaps_and_nothing_leaves_its_cell(size, widths):
    layout, numbered = placed(size, widths)
    cell_of = {risk: cell for cell, wanted in numbered.items() for risk, _width in wanted}
    for mark in layout.marks:
        assert inside(mark.rect, layout.cells[cell_of[mark.risk_id]])
    for rest in layout.rests:
        assert inside(rest.rect, layout.cells[rest.cell])
    everything = [mark.rect for mark in layout.marks] + [rest.rect for rest in layout.rests]
    assert not any(one.overlaps(other) for one, other in combinations(everything, 2))
    assert not any(one.overlaps(other) for one, other in combinations(layout.cells.values(), 2))


@given(sizes, risks)
def test_every_risk_is_a_mark_or_counted(size, widths):
    layout, numbered = placed(size, widths)
    shown = [mark.risk_id for mark in layout.marks]
    counted = [risk for rest in layout.rests for risk in rest.risk_ids]
    wanted = [risk for group in numbered.values() for risk, _width in group]
    assert sorted(shown + counted) == sorted(wanted)
    assert sum(rest.number for rest in layout.rests) == len(counted)


def test_a_cell_with_room_needs_no_count():
    layout, _numbered = placed((1000, 700), {(3, 3): [44.0, 44.0, 44.0]})
    assert len(layout.marks) == 3
    assert layout.rests == ()


def test_risks_that_are_only_counted_are_in_the_count():
    layout, _numbered = placed((1000, 700), {(3, 3): [44.0] * 60}, {(3, 3): 940})
    (rest,) = layout.rests
    assert rest.number + len(layout.marks) == 1000
    assert rest.cell == (3, 3)


def test_likelihood_rises_upward_and_impact_to_the_right():
    layout, _numbered = placed((1000, 700), {})
    assert layout.cells[5, 1].bottom <= layout.cells[1, 1].y
    assert layout.cells[1, 1].right <= layout.cells[1, 5].x
    assert layout.box((2, 4, 3, 5)) == layout.cells[2, 3].united(layout.cells[4, 5])


def test_a_step_over_the_edge_stays_on_the_grid():
    layout, _numbered = placed((1000, 700), {})
    assert layout.neighbour((5, 5), 1, 1) == (5, 5)
    assert layout.neighbour((1, 1), -1, -1) == (1, 1)
    assert layout.neighbour((2, 2), 1, 0) == (3, 2)


def test_places_are_found_by_point():
    layout, _numbered = placed((1000, 700), {(3, 3): [44.0] * 60})
    (mark, *_others), (rest,) = layout.marks, layout.rests
    assert layout.mark_at(mark.rect.x + 1, mark.rect.y + 1) == mark
    assert layout.rest_at(rest.rect.x + 1, rest.rect.y + 1) == rest
    assert layout.cell_at(mark.rect.x + 1, mark.rect.y + 1) == (3, 3)
    assert layout.cell_at(0, 0) is None
