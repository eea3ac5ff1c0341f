"""Values that check themselves: what cannot be is refused in one sentence, all else is kept."""

from __future__ import annotations

import math
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.errors import Invalid
from riskreg.model import (
    Actor,
    ActorRole,
    Assessment,
    Evidence,
    Impact,
    Likelihood,
    Measure,
    Risk,
    Source,
    Translation,
    parse_date,
)
from riskreg.terms import Marking, Stance
from tests import samples
from tests.riskreg.strategies import HOSTILE

DAY = date(2026, 10, 12)


def refusal(make: Any, **values: Any) -> Invalid:
    with pytest.raises(Invalid) as caught:
        make(**values)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return caught.value


@pytest.mark.parametrize(
    "value", [140, -1, 100.0001, -0.001, math.nan, math.inf, -math.inf, "140", "60 %", None, [60]]
)
def test_a_likelihood_beyond_0_to_100_is_refused(value: Any) -> None:
    for values in ((value, 50, 60), (40, value, 60), (40, 50, value)):
        refused = refusal(Likelihood, low=values[0], best=values[1], high=values[2])
        assert refused.field == "likelihood"
    assert "0 and 100" in str(refused)


def test_140_per_cent_is_refused_with_the_value() -> None:
    assert "; 140 % does" in str(refusal(Likelihood, low=10, best=140, high=100))
    assert "; 140 % does" in str(refusal(Likelihood, low=10.0, best=140.0, high=100.0))
    assert "; 100.0001 % does" in str(refusal(Likelihood, low=10.0, best=20.0, high=100.0001))


@pytest.mark.parametrize("values", [(60, 50, 70), (40, 70, 60), (70, 60, 50), (50, 49.999, 50)])
def test_a_range_that_runs_backwards_is_refused(values: tuple[float, float, float]) -> None:
    assert "low over best to high" in str(
        refusal(Likelihood, low=values[0], best=values[1], high=values[2])
    )


def test_a_range_may_be_a_point_and_reach_both_ends() -> None:
    assert Likelihood(0, 0, 0).low == 0
    assert Likelihood(0, 50, 100).high == 100
    assert Likelihood(100, 100, 100).best == 100


@pytest.mark.parametrize("value", [7, 0, 6, -1, 3.0, 2.5, "3", None, True, math.nan])
def test_an_impact_beyond_1_to_5_is_refused(value: Any) -> None:
    for low, best, high in ((value, 3, 5), (1, value, 5), (1, 3, value)):
        refused = refusal(Impact, dimension="defence", low=low, best=best, high=high)
        assert refused.field == "impacts"


@pytest.mark.parametrize("value", [0, -24, 601, 24.0, "24", None, True])
def test_a_horizon_that_is_no_number_of_months_is_refused(value: Any) -> None:
    assert refusal(Assessment, id=1, risk_id=2, on=DAY, horizon_months=value).field == (
        "horizon_months"
    )
    assert refusal(samples.settings, horizon_months=value).field == "horizon_months"


@pytest.mark.parametrize("value", [9, 0, 7, -1, 2.5, "3", None])
def test_a_credibility_beyond_1_to_6_is_refused(value: Any) -> None:
    assert refusal(evidence, credibility=value).field == "credibility"


def evidence(**values: Any) -> Evidence:
    given: dict[str, Any] = {"start": 0, "end": 3, "excerpt": "One", "stance": Stance.SUPPORTS}
    return Evidence(id=1, risk_id=2, source_id=3, **(given | values))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (4, 3), (-1, 3)])
def test_an_empty_passage_is_refused(start: int, end: int) -> None:
    refusal(evidence, start=start, end=end)


@pytest.mark.parametrize(
    "written",
    ["31/02/2026", "2026-02-31", "31.02.2026", "29/02/2026", "00/01/2026", "2026-13-01", "tomorrow",
     "12/10", "12/10/26", "2026", "1/2/3/2026", "2026-10-12T09:00", "١٢/١٠", "9999999999-1-1",
     "--", "0000-01-01", "12/10/2026 09:00", "2026-1O-12"],
)  # fmt: skip
def test_a_day_that_is_not_in_the_calendar_is_refused(written: str) -> None:
    refused = refusal(lambda: parse_date(written, "review_on"))
    assert refused.field == "review_on"
    assert written in str(refused)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-12-20", date(2026, 12, 20)),
        ("20/12/2026", date(2026, 12, 20)),
        ("20.12.2026", date(2026, 12, 20)),
        ("1/2/2026", date(2026, 2, 1)),
        (" 2026-12-20 ", date(2026, 12, 20)),
        ("29/02/2028", date(2028, 2, 29)),
        ("", None),
        ("   ", None),
    ],
)
def test_a_day_is_read_as_it_is_usually_written(written: str, day: date | None) -> None:
    assert parse_date(written) == day


@given(day=st.dates())
def test_every_day_is_read_back_from_its_iso_form(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@given(text=st.text(max_size=20))
def test_no_text_makes_reading_a_date_fail_otherwise(text: str) -> None:
    with suppress(Invalid):
        assert isinstance(parse_date(text), date | None)


HALF = "a\ud800b"


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: Risk(id=1, code="R-001", title=HALF), "title"),
        (lambda: Risk(id=1, code="R-001", title="T", tags=("fine", HALF)), "tags"),
        (lambda: Risk(id=1, code="R-001", title="T", actors=(ActorRole(2, HALF),)), "actors"),
        (
            lambda: Risk(id=1, code="R-001", title="T", translations=(Translation("nl", HALF),)),
            "translations",
        ),
        (lambda: Source(id=1, code="S-001", title="T", text=HALF), "text"),
        (lambda: Source(id=1, code="S-001", title="T", file_name="\udcff.txt"), "file_name"),
        (lambda: Actor(id=1, name="A", aliases=(HALF,)), "aliases"),
        (lambda: Measure(id=1, risk_id=2, title=HALF), "title"),
        (lambda: Assessment(id=1, risk_id=2, on=DAY, rationale_impact=HALF), "rationale_impact"),
        (lambda: Assessment(id=1, risk_id=2, on=DAY, impacts=(Impact(HALF, 1, 1, 1),)), "impacts"),
        (lambda: evidence(note=HALF), "note"),
        (lambda: samples.settings(organisation=HALF), "organisation"),
        (lambda: samples.settings(sectors=(HALF,)), "sectors"),
    ],
)
def test_half_a_character_is_refused_wherever_it_stands(make: Any, field: str) -> None:
    refused = refusal(make)
    assert refused.field == field
    assert "half of a character" in str(refused)
    str(refused).encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_any_other_text_is_kept_as_typed(text: str) -> None:
    assert Risk(id=1, code="R-001", title="T", summary=text, tags=(text,)).summary == text


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\u00a0"])
def test_what_is_listed_needs_a_name(blank: str) -> None:
    assert refusal(Risk, id=1, code="R-001", title=blank).field == "title"
    assert refusal(Source, id=1, code="S-001", title=blank).field == "title"
    assert refusal(Measure, id=1, risk_id=2, title=blank).field == "title"
    assert refusal(Actor, id=1, name=blank).field == "name"


def test_nothing_stands_twice_in_a_list() -> None:
    twice = ("a", "a")
    for field in ("sectors", "tags", "legal_hooks"):
        assert refusal(Risk, id=1, code="R-001", title="T", **{field: twice}).field == field
    roles = (ActorRole(1, "owner"), ActorRole(1, "supplier"))
    assert refusal(Risk, id=1, code="R-001", title="T", actors=roles).field == "actors"
    both = (Translation("nl", "a"), Translation("nl", "b"))
    assert refusal(Risk, id=1, code="R-001", title="T", translations=both).field == "translations"
    assert refusal(Actor, id=1, name="A", aliases=twice).field == "aliases"
    scored = (Impact("defence", 1, 1, 1), Impact("defence", 2, 2, 2))
    assert refusal(Assessment, id=1, risk_id=2, on=DAY, impacts=scored).field == "impacts"
    assert refusal(Assessment, id=1, risk_id=2, on=DAY, cited=(4, 4)).field == "cited"


def test_nothing_comes_from_or_owns_itself() -> None:
    assert refusal(Source, id=1, code="S-001", title="T", derives_from=1).field == "derives_from"
    assert refusal(Actor, id=1, name="A", parent_id=1).field == "parent_id"


@pytest.mark.parametrize("share", [-1, 100.5, math.nan, math.inf, "half"])
def test_a_share_beyond_0_to_100_is_refused(share: Any) -> None:
    assert refusal(Actor, id=1, name="A", share_percent=share).field == "share_percent"


@pytest.mark.parametrize(
    ("written", "marking"),
    [
        ("TLP:AMBER", Marking.AMBER),
        ("amber", Marking.AMBER),
        (" tlp:amber+strict ", Marking.AMBER_STRICT),
        ("RED", Marking.RED),
        ("clear", Marking.CLEAR),
    ],
)
def test_a_marking_is_read_as_people_write_it(written: str, marking: Marking) -> None:
    assert Marking.parse(written) is marking


@pytest.mark.parametrize("written", ["", "TLP:WHITE", "SECRET", "TLP:", "TLP:TLP:RED"])
def test_an_unknown_marking_is_refused_with_the_known_ones(written: str) -> None:
    assert "TLP:AMBER+STRICT" in str(refusal(lambda: Marking.parse(written)))


def test_markings_stand_in_order_and_a_limit_lets_through_what_is_no_stricter() -> None:
    order = [Marking.CLEAR, Marking.GREEN, Marking.AMBER, Marking.AMBER_STRICT, Marking.RED]
    assert [m.rank for m in order] == [0, 1, 2, 3, 4]
    for limit in order:
        for other in order:
            assert limit.allows(other) == (order.index(other) <= order.index(limit))


@pytest.mark.parametrize(
    "text", ["1/99999999999999999999/2026", "1_0/1/2026", "+202-01-01", "9" * 5000, "٣/١/٢٠٢٦"]
)
def test_what_only_a_machine_would_take_for_a_date_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        parse_date(text)


@pytest.mark.parametrize("value", [10**400, -(10**400), True, float("nan"), float("inf")])
def test_a_likelihood_that_is_no_number_of_per_cent_is_refused(value: float) -> None:
    with pytest.raises(Invalid):
        Likelihood(value, value, value)
