"""What an audience may see: nothing above its marking, and how much was left out."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.codec import to_plain
from riskreg.model import (
    Actor,
    ActorRole,
    Assessment,
    Entity,
    Evidence,
    Impact,
    Likelihood,
    Measure,
    Risk,
    Source,
)
from riskreg.snapshot import Snapshot, Withheld, evidence_marking, within_marking
from riskreg.terms import Marking, Stance
from tests import samples
from tests.riskreg import strategies

SECRET = "Quillwort"
DAY = date(2026, 10, 12)


def risk(key: int, marking: Marking = Marking.GREEN, **values: Any) -> Risk:
    given: dict[str, Any] = {"title": f"Risk {key}", **values}
    return Risk(id=key, code=f"R-{key:03d}", marking=marking, **given)


def source(key: int, marking: Marking = Marking.CLEAR, **values: Any) -> Source:
    given: dict[str, Any] = {"title": f"Source {key}", "text": "A passage.", **values}
    return Source(id=key, code=f"S-{key:03d}", marking=marking, **given)


def passage(key: int, risk_id: int, source_id: int, **values: Any) -> Evidence:
    given: dict[str, Any] = {"excerpt": "A", "stance": Stance.SUPPORTS, **values}
    return Evidence(id=key, risk_id=risk_id, source_id=source_id, start=0, end=1, **given)


def snapshot(*entities: Entity) -> Snapshot:
    def of(kind: type[Any]) -> tuple[Any, ...]:
        return tuple(e for e in entities if type(e) is kind)

    return Snapshot(
        settings=samples.settings(),
        actors=of(Actor),
        sources=of(Source),
        risks=of(Risk),
        evidence=of(Evidence),
        assessments=of(Assessment),
        measures=of(Measure),
    )


def everything_said(seen: Snapshot) -> str:
    parts = [getattr(seen, f.name) for f in fields(seen) if f.name != "kin"]
    rows = [str(row) for row in seen.rows.values()]
    return json.dumps(to_plain(parts), ensure_ascii=False) + "".join(rows)


def a_register_with_secrets() -> Snapshot:
    return snapshot(
        Actor(id=501, name=f"{SECRET} Holding", country=SECRET),
        Actor(id=502, name="Open Carrier"),
        source(201),
        source(202, Marking.RED, title=SECRET, text=SECRET, publisher=SECRET, address=SECRET),
        source(203, derives_from=202),
        source(204, title=f"only behind the secret {SECRET}"),
        risk(1, actors=(ActorRole(502, "carrier"),)),
        risk(2, Marking.RED, title=SECRET, actors=(ActorRole(501, SECRET),), tags=(SECRET,)),
        passage(301, 1, 201),
        passage(302, 1, 202, excerpt=SECRET, note=SECRET),
        passage(303, 1, 203, marking=Marking.AMBER_STRICT, excerpt=SECRET),
        passage(304, 1, 203),
        passage(305, 2, 204, note=SECRET),
        Assessment(id=401, risk_id=1, on=DAY, cited=(301, 302)),
        Assessment(id=402, risk_id=2, on=DAY, rationale_impact=SECRET),
        Measure(id=601, risk_id=1, title="Tender clause"),
        Measure(id=602, risk_id=2, title=SECRET),
    )


@pytest.mark.parametrize("limit", [Marking.CLEAR, Marking.GREEN, Marking.AMBER])
def test_nothing_marked_higher_is_left(limit: Marking) -> None:
    seen, _withheld = within_marking(a_register_with_secrets(), limit)
    assert SECRET not in everything_said(seen)
    assert all(limit.allows(r.marking) for r in seen.risks)
    assert all(limit.allows(s.marking) for s in seen.sources)
    for e in seen.evidence:
        assert limit.allows(evidence_marking(e, seen.source_by_id[e.source_id]))


def test_what_is_withheld_is_counted_by_kind() -> None:
    _seen, withheld = within_marking(a_register_with_secrets(), Marking.GREEN)
    assert withheld == Withheld(risks=1, sources=2, evidence=3, assessments=1, measures=1, actors=1)
    assert withheld.total == 9


def test_counts_are_those_of_what_is_left() -> None:
    whole = a_register_with_secrets()
    seen, _withheld = within_marking(whole, Marking.GREEN)
    assert whole.rows[1].supports == 4
    assert seen.rows[1].supports == 2
    assert set(seen.rows) == {1}


def test_no_pointer_leads_to_what_is_gone() -> None:
    seen, _withheld = within_marking(a_register_with_secrets(), Marking.GREEN)
    assert seen.source_by_id[203].derives_from is None
    assert seen.assessments[0].cited == (301,)
    assert 202 not in seen.source_by_id


def test_the_whole_is_seen_where_nothing_is_marked_higher() -> None:
    whole = a_register_with_secrets()
    seen, withheld = within_marking(whole, Marking.RED)
    assert withheld.total == 0
    assert replace(seen, kin={}) == whole
    assert seen.rows == whole.rows


def test_retellings_of_a_withheld_origin_still_count_once() -> None:
    whole = snapshot(
        source(201, Marking.RED),
        source(202, derives_from=201),
        source(203, derives_from=201),
        source(204, derives_from=203),
        source(205),
        risk(1),
        *(passage(300 + n, 1, 200 + n) for n in range(1, 6)),
    )
    assert whole.rows[1].origins == 2
    seen, _withheld = within_marking(whole, Marking.GREEN)
    assert seen.rows[1].supports == 4
    assert seen.rows[1].origins == 2


def test_retellings_of_a_withheld_interested_party_still_do_not_count() -> None:
    whole = snapshot(
        source(201, Marking.RED, interested_party=True),
        source(202, derives_from=201),
        source(203, derives_from=202),
        risk(1),
        *(passage(300 + n, 1, 200 + n) for n in range(1, 4)),
    )
    assert whole.rows[1].origins == 0
    seen, _withheld = within_marking(whole, Marking.GREEN)
    assert seen.rows[1].origins == 0


def test_a_retelling_in_the_middle_that_is_withheld_does_not_part_the_family() -> None:
    whole = snapshot(
        source(201),
        source(202, Marking.RED, derives_from=201),
        source(203, derives_from=202),
        risk(1),
        *(passage(300 + n, 1, 200 + n) for n in range(1, 4)),
    )
    seen, _withheld = within_marking(whole, Marking.GREEN)
    assert seen.source_by_id[203].derives_from is None
    assert seen.rows[1].origins == 1


def test_a_passage_is_never_less_protected_than_its_source() -> None:
    assert evidence_marking(passage(1, 1, 1), source(1, Marking.RED)) is Marking.RED
    secret = passage(1, 1, 1, marking=Marking.AMBER)
    assert evidence_marking(secret, source(1, Marking.GREEN)) is Marking.AMBER


def test_the_owner_of_a_visible_actor_is_visible() -> None:
    whole = snapshot(
        Actor(id=501, name="Group"),
        Actor(id=502, name="Carrier", parent_id=501),
        Actor(id=503, name=SECRET, parent_id=501),
        risk(1, actors=(ActorRole(502, "carrier"),)),
        risk(2, Marking.RED, actors=(ActorRole(503, "owner"),)),
    )
    seen, withheld = within_marking(whole, Marking.GREEN)
    assert [a.name for a in seen.actors] == ["Group", "Carrier"]
    assert withheld.actors == 1


def test_marking_is_cut_once_and_for_all() -> None:
    once, _withheld = within_marking(a_register_with_secrets(), Marking.AMBER)
    twice, more = within_marking(once, Marking.AMBER)
    assert replace(twice, kin={}) == replace(once, kin={})
    assert more.total == 0


@given(entities=strategies.registers(most=4), limit=st.sampled_from(Marking))
def test_whatever_the_register_what_is_left_hangs_together(
    entities: tuple[Entity, ...], limit: Marking
) -> None:
    whole = snapshot(*entities)
    seen, withheld = within_marking(whole, limit)
    risks, sources = {r.id for r in seen.risks}, set(seen.source_by_id)
    evidence = {e.id for e in seen.evidence}
    for e in seen.evidence:
        assert e.risk_id in risks
        assert limit.allows(evidence_marking(e, whole.source_by_id[e.source_id]))
        assert e.source_id in sources
    assert all(s.derives_from is None or s.derives_from in sources for s in seen.sources)
    assert all(set(a.cited) <= evidence and a.risk_id in risks for a in seen.assessments)
    assert all(m.risk_id in risks for m in seen.measures)
    actors = set(seen.actor_by_id)
    assert all(role.actor_id in actors for r in seen.risks for role in r.actors)
    assert all(a.parent_id is None or a.parent_id in actors for a in seen.actors)
    for risk_id in risks:
        # Withholding can only take support away, never make one story look like two.
        assert seen.rows[risk_id].origins <= whole.rows[risk_id].origins
    shown = sum(
        len(group)
        for group in (
            seen.risks,
            seen.sources,
            seen.evidence,
            seen.assessments,
            seen.measures,
            seen.actors,
        )
    )
    assert shown + withheld.total == len(entities)


def test_the_score_of_a_visible_risk_is_not_changed_by_what_is_withheld() -> None:
    whole = snapshot(
        source(201, Marking.RED),
        risk(1),
        passage(301, 1, 201),
        Assessment(
            id=401,
            risk_id=1,
            on=DAY,
            likelihood=Likelihood(10, 60, 90),
            impacts=(Impact("defence", 2, 4, 5),),
            cited=(301,),
            adopted=True,
        ),
    )
    seen, _withheld = within_marking(whole, Marking.GREEN)
    assert seen.rows[1].level == whole.rows[1].level == 3
    assert seen.rows[1].box == whole.rows[1].box
