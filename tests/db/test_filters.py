"""Filters and orders in SQL are those of the domain in Python."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.commands import Fill
from riskreg.folding import sort_key, tokens
from riskreg.model import Entity, Risk
from riskreg.query import (
    RiskFilter,
    RiskRow,
    Sort,
    SortColumn,
    movement_rank,
    risk_texts,
    status_rank,
)
from riskreg.snapshot import Snapshot
from riskreg.terms import Marking, RiskStatus
from tests.db.test_round_trip import fresh
from tests.riskreg import strategies
from tests.samples import TODAY, Opened

_ALL = tuple(SortColumn)

#: What a column goes by, most telling first; None is empty and comes last either way.
_KEYS: dict[SortColumn, Callable[[RiskRow], tuple[Any, ...]]] = {
    SortColumn.CODE: lambda row: (row.number,),
    SortColumn.LEVEL: lambda row: (row.level, row.impact, row.likelihood_best),
    SortColumn.TITLE: lambda row: (sort_key(row.title) or None,),
    SortColumn.OWNER: lambda row: (sort_key(row.owner) or None,),
    SortColumn.SECTOR: lambda row: ((sort_key(row.sectors[0]) or None) if row.sectors else None,),
    SortColumn.LIKELIHOOD: lambda row: (row.likelihood_best,),
    SortColumn.IMPACT: lambda row: (row.impact,),
    SortColumn.EVIDENCE: lambda row: (row.supports, row.answers),
    SortColumn.STATUS: lambda row: (status_rank(row.status),),
    SortColumn.REVIEW: lambda row: (row.review_on,),
    SortColumn.MARKING: lambda row: (row.marking.rank,),
    SortColumn.MOVEMENT: lambda row: (movement_rank(row.movement),),
}


def in_order(rows: list[RiskRow], sort: Sort) -> list[int]:
    """Ids in order, by stable sorts from the least telling key to the first."""
    ordered = sorted(rows, key=lambda row: row.number)
    for place in reversed(range(len(_KEYS[sort.column](ordered[0])) if ordered else 0)):
        given_rows = [r for r in ordered if _KEYS[sort.column](r)[place] is not None]
        empty = [r for r in ordered if _KEYS[sort.column](r)[place] is None]
        given_rows.sort(key=lambda r: _KEYS[sort.column](r)[place], reverse=sort.descending)
        ordered = given_rows + empty
    return [row.id for row in ordered]


@st.composite
def filters(draw: st.DrawFn, snapshot: Snapshot) -> RiskFilter:
    """Filters that ask for what is there as often as for what is not."""
    rows = list(snapshot.rows.values())

    def some(values: list[Any]) -> tuple[Any, ...]:
        held = [*dict.fromkeys(values), "not there"]
        return tuple(draw(st.lists(st.sampled_from(held), max_size=2)))

    words = [w for risk in snapshot.risks for text in risk_texts(risk) for w in tokens(text)]
    text = draw(st.just("") | strategies.texts() | st.sampled_from([*words, ""]))
    asks = [f for f in ("levels", "lists", "cell", "rest") if draw(st.booleans())]
    return RiskFilter(
        text=text,
        levels=tuple(draw(st.lists(st.integers(1, 4), max_size=2))) if "levels" in asks else (),
        unscored=draw(st.none() | st.booleans()) if "levels" in asks else None,
        sectors=some([s for r in rows for s in r.sectors]) if "lists" in asks else (),
        owners=some([r.owner for r in rows]) if "lists" in asks else (),
        tags=some([t for r in rows for t in r.tags]) if "rest" in asks else (),
        vectors=some([r.vector for r in rows]) if "rest" in asks else (),
        actor_ids=some([a for r in rows for a in r.actor_ids])[:-1] if "rest" in asks else (),
        statuses=tuple(draw(st.lists(st.sampled_from(RiskStatus), max_size=3))),
        max_marking=draw(st.none() | st.sampled_from(Marking)),
        cell=draw(st.tuples(st.integers(1, 5), st.integers(1, 5))) if "cell" in asks else None,
        overdue=draw(st.booleans()),
        today=draw(st.none() | st.dates()),
    )


@given(entities=strategies.registers(most=4), data=st.data())
def test_a_filter_finds_in_sql_what_it_matches_in_python(
    empty_template: Path, entities: tuple[Entity, ...], data: st.DataObject
) -> None:
    with fresh(empty_template) as here:
        here.register.execute(Fill("sample", entities))
        snapshot = here.store.snapshot()
        for _turn in range(4):
            wanted = data.draw(filters(snapshot))
            matching = {
                risk.id
                for risk in snapshot.risks
                if wanted.matches(
                    snapshot.rows[risk.id],
                    [word for text in risk_texts(risk) for word in tokens(text)],
                )
            }
            assert set(here.store.risk_ids(wanted, Sort())) == matching
            assert here.store.count(wanted) == len(matching)


@given(entities=strategies.registers(most=5))
def test_every_column_sorts_in_sql_as_it_does_in_python(
    empty_template: Path, entities: tuple[Entity, ...]
) -> None:
    with fresh(empty_template) as here:
        here.register.execute(Fill("sample", entities))
        rows = list(here.store.snapshot().rows.values())
        for column in _ALL:
            for descending in (False, True):
                sort = Sort(column, descending)
                assert here.store.risk_ids(RiskFilter(), sort) == in_order(rows, sort), sort


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", _ALL)
def test_the_starter_register_sorts_alike_in_sql_and_in_python(
    starter_file: Path, open_desk: Callable[..., Opened], column: SortColumn, descending: bool
) -> None:
    here = open_desk(starter_file)
    sort = Sort(column, descending)
    rows = list(here.store.snapshot().rows.values())
    assert here.store.risk_ids(RiskFilter(), sort) == in_order(rows, sort)


def test_what_is_unscored_comes_last_either_way(desk: Opened) -> None:
    high, low, unscored = desk.risk("A"), desk.risk("B"), desk.risk("C")
    desk.assess(high, 90, 5)
    desk.assess(low, 10, 1)
    order = desk.store.risk_ids
    assert order(RiskFilter(), Sort(SortColumn.LEVEL, True)) == [high, low, unscored]
    assert order(RiskFilter(), Sort(SortColumn.LEVEL, False)) == [low, high, unscored]


def test_codes_sort_by_number_not_by_letter(desk: Opened) -> None:
    risks = [Risk(id=n, code=f"R-{n:03d}", title="T") for n in (999, 1000, 2, 10, 1001)]
    desk.register.execute(Fill("some", tuple(risks)))
    wanted = [2, 10, 999, 1000, 1001]
    assert desk.store.risk_ids(RiskFilter(), Sort(SortColumn.CODE, False)) == wanted


def test_a_title_sorts_without_regard_to_case_and_accents(desk: Opened) -> None:
    ids = [desk.risk(title) for title in ("élan", "Elbe", "apple", "Zoo", "Österreich")]
    order = desk.store.risk_ids(RiskFilter(), Sort(SortColumn.TITLE, False))
    assert order == [ids[2], ids[0], ids[1], ids[4], ids[3]]


def test_an_empty_sector_counts_as_none(desk: Opened) -> None:
    empty, ports = desk.risk(sectors=("",)), desk.risk(sectors=("ports",))
    assert desk.store.risk_ids(RiskFilter(), Sort(SortColumn.SECTOR, False)) == [ports, empty]


def test_overdue_without_a_day_finds_nothing(desk: Opened) -> None:
    desk.risk(review_on=date(2020, 1, 1))
    assert desk.store.risk_ids(RiskFilter(overdue=True), Sort()) == []


def test_a_closed_risk_is_not_overdue(desk: Opened) -> None:
    late = desk.risk(review_on=date(2020, 1, 1))
    desk.risk(review_on=date(2020, 1, 1), status=RiskStatus.CLOSED)
    desk.risk(review_on=TODAY)
    assert desk.store.risk_ids(RiskFilter(overdue=True, today=TODAY), Sort()) == [late]


def test_a_filter_that_asks_nothing_finds_all(desk: Opened) -> None:
    desk.risk()
    assert RiskFilter().is_empty
    assert RiskFilter(today=TODAY).is_empty
    assert not RiskFilter(unscored=False).is_empty
    assert desk.store.count(RiskFilter()) == 1
    assert desk.store.count(RiskFilter(text=" *-\x00 ")) == 1
