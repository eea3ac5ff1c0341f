"""Content of a report: what it says, in which words, and what it must never say."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from reports.content import Content, build
from reports.content.parts import RiskPage
from riskreg.model import Actor, ActorRole, Risk
from riskreg.snapshot import Snapshot
from riskreg.terms import ActorKind, Confidence, Marking, RiskStatus
from tests.reports import samples


def content(whole: Snapshot | None = None, limit: Marking | None = None) -> Content:
    return build(whole or samples.register(), samples.request(limit=limit))


def page(code: str, whole: Snapshot | None = None) -> RiskPage:
    return next(p for p in content(whole).risks if p.code == code)


def only_risk(**values: Any) -> RiskPage:
    """The page of a register with one risk."""
    given = {"id": 1, "code": "R-001", "title": "One"} | values
    return page("R-001", Snapshot(settings=samples.settings(), risks=(Risk(**given),)))


def strings(value: Any) -> list[str]:
    """All texts in a content, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in strings(item)]
    if is_dataclass(value):
        return [text for f in fields(value) for text in strings(getattr(value, f.name))]
    return []


def test_likelihood_and_confidence_never_share_a_sentence() -> None:
    whole = content()
    words = {band.term.lower() for band in whole.method.likelihood.entries}
    checked = 0
    told = [*whole.bottom_line, *(s for j in whole.key_judgements for s in j.sentences)]
    for risk in whole.risks:
        for judged in filter(None, (risk.inherent, risk.current, risk.target)):
            told += [judged.likelihood_text, judged.confidence_text, judged.short_text]
    for text in told:
        for sentence in re.split(r"(?<=[.!?])\s", text):
            has_likelihood = "likelihood" in sentence.lower() or any(
                w in sentence.lower() for w in words
            )
            checked += has_likelihood
            assert not (has_likelihood and "confidence" in sentence.lower()), sentence
    assert checked > 5


def test_a_likelihood_is_a_word_a_range_and_a_horizon() -> None:
    now = page("R-001").current
    assert now is not None
    assert now.likelihood_text == "Likely, 55–80 %, within 24 months."
    assert (
        now.impact_text == "4, large: critical infrastructure and essential services. Range 3 to 5."
    )
    assert now.confidence_text == "Confidence in this judgement is low."


def test_an_unscored_risk_is_listed_apart_and_has_no_level() -> None:
    whole = content()
    assert [row.code for row in whole.priority] == ["R-001", "R-002"]
    assert [row.code for row in whole.unscored] == ["R-003"]
    assert whole.unscored[0].level is None
    assert whole.unscored[0].level_word == "Unscored"
    codes = [code for row in whole.matrix.rows for cell in row for code in cell.codes]
    assert sorted(codes) == ["R-001", "R-002"]
    assert "1 unscored" in whole.bottom_line[0]


def test_a_closed_risk_stands_neither_on_the_matrix_nor_among_the_priorities() -> None:
    whole = samples.register()
    risks = tuple(
        replace(r, status=RiskStatus.CLOSED) if r.code == "R-001" else r for r in whole.risks
    )
    told = content(replace(whole, risks=risks))
    assert [row.code for row in told.closed] == ["R-001", "R-004"]
    assert [row.code for row in told.priority] == ["R-002"]
    assert "R-001" not in [c for row in told.matrix.rows for cell in row for c in cell.codes]


def test_priority_is_level_then_impact_then_likelihood() -> None:
    whole = samples.register()
    made = (
        samples.assessment(1, 1, (10, 15, 19), {"defence": (4, 4, 4)}),  # moderate, impact 4
        samples.assessment(2, 2, (60, 70, 79), {"defence": (2, 2, 2)}),  # moderate, impact 2
        samples.assessment(3, 3, (81, 90, 95), {"defence": (2, 2, 2)}),  # moderate, likelier
        samples.assessment(4, 4, (1, 2, 3), {"defence": (5, 5, 5)}),  # high
    )
    risks = tuple(replace(r, status=RiskStatus.ACTIVE) for r in whole.risks)
    told = content(replace(whole, risks=risks, assessments=made))
    assert [row.code for row in told.priority] == ["R-004", "R-001", "R-003", "R-002"]


def test_unknown_grades_are_called_unknown() -> None:
    first, second = page("R-001").supporting
    assert (first.grade, first.unknown_text) == ("C3", "")
    assert (second.grade, second.unknown_text) == ("F6", "unknown")


def test_copies_of_one_story_count_as_one_origin() -> None:
    assert page("R-001").supporting_text == "2 passages, 1 origin"
    assert "All support goes back to one origin." in content().key_judgements[0].sentences


def test_interested_parties_are_marked() -> None:
    denial = page("R-001").answers[0]
    assert denial.interested
    assert [line.interested for line in content().sources] == [False, False, False, True]


def test_where_no_answer_is_recorded_the_page_says_so_and_when_one_was_sought() -> None:
    risk = page("R-002")
    assert risk.answers_text == "No answer recorded."
    assert risk.answer_note == "Looked for on 12 September 2026."
    assert page("R-001").answers_text == "1 denial, 1 outcome"


def test_key_judgements_carry_the_status_of_the_claim_and_the_answer_to_it() -> None:
    first, second = content().key_judgements
    assert "Status of the claim: Alleged by one lecturer; not contested in fact." in first.sentences
    assert "In answer, the record holds: 1 denial, 1 outcome." in first.sentences
    assert "No answer to it is recorded." in second.sentences


def test_a_person_without_a_recorded_need_is_given_by_role() -> None:
    told = content()
    assert not any("Jane Placeholder" in text for text in strings(told))
    assert told.risks[0].actors[1].text == "spokesperson"
    assert "1 person is given by role" in told.notes[0]


@pytest.mark.parametrize(
    ("erase_on", "named"), [(None, True), (date(2027, 1, 1), True), (samples.DAY, False)]
)
def test_a_person_is_named_with_need_and_legal_basis_until_the_day_of_erasure(
    erase_on: date | None, named: bool
) -> None:
    person = Actor(
        id=9,
        name="Jane Placeholder",
        kind=ActorKind.PERSON,
        necessity="cited by name in a judgment",
        legal_basis="public interest",
        erase_on=erase_on,
    )
    risk = Risk(id=1, code="R-001", title="One", actors=(ActorRole(9, "director"),))
    whole = Snapshot(settings=samples.settings(), actors=(person,), risks=(risk,))
    text = page("R-001", whole).actors[0].text
    assert text == ("Jane Placeholder (director)" if named else "director")


def test_nothing_above_the_limit_is_in_the_content() -> None:
    whole = samples.with_secret(samples.register())
    assert any(samples.SECRET in text for text in strings(content(whole)))
    seen = content(whole, Marking.AMBER)
    assert not any(samples.SECRET in text for text in strings(seen))
    # and no count gives away that something is gone
    assert seen.risks == content(limit=Marking.AMBER).risks
    assert seen.bottom_line == content(limit=Marking.AMBER).bottom_line


@pytest.mark.parametrize(
    ("limit", "marking"),
    [(None, Marking.AMBER), (Marking.RED, Marking.AMBER), (Marking.GREEN, Marking.GREEN)],
)
def test_a_report_is_marked_as_high_as_what_is_in_it(
    limit: Marking | None, marking: Marking
) -> None:
    assert content(limit=limit).marking is marking


def test_a_report_of_everything_is_never_marked_below_its_register() -> None:
    empty = Snapshot(settings=samples.settings(marking=Marking.AMBER_STRICT))
    assert content(empty).marking is Marking.AMBER_STRICT
    assert content(empty, Marking.GREEN).marking is Marking.CLEAR


def test_the_hash_depends_on_the_content_and_on_nothing_else() -> None:
    whole = samples.register()
    assert content(whole).hash_hex == content(whole).hash_hex
    assert re.fullmatch("[0-9a-f]{4} [0-9a-f]{4}", content(whole).hash_text)
    first = replace(whole.risks[0], gaps="How long the contract runs?")
    changed = replace(whole, risks=(first, *whole.risks[1:]))
    assert content(changed).hash_hex != content(whole).hash_hex


def test_a_title_is_given_in_the_language_of_the_report_where_it_is_recorded() -> None:
    german = build(samples.register(), samples.request(language="de"))
    assert german.risks[0].title == "Terminal hängt an einer Reederei"
    assert german.risks[0].recorded_title == "Terminal depends on one carrier"
    assert german.risks[1].title == "Scanners at the border come from one maker"
    assert "2026" in german.day_text
    assert "Oktober" in german.day_text


def test_overdue_measures_are_counted_against_the_day_of_the_report() -> None:
    assert content().bottom_line[-1] == "2 measures are open; overdue on 12 October 2026: 1."
    assert [m.overdue for m in content().measures] == [True, False]


def test_an_unstated_confidence_is_said_to_be_unstated() -> None:
    whole = samples.register()
    made = samples.assessment(1, 1, None, {}, confidence=None)
    now = page("R-001", replace(whole, assessments=(made,))).current
    assert now is not None
    assert now.level_word == "Unscored"
    assert now.likelihood_text == "Likelihood is not rated."
    assert now.impact_text == "Impact is not rated."
    assert now.confidence_text == "Confidence in this judgement is not stated."


def test_every_confidence_has_a_meaning_on_the_method_pages() -> None:
    told = content().method
    assert len(told.confidence.entries) == len(Confidence)
    assert all(entry.meaning for entry in told.confidence.entries)
    assert any("never a product" in entry.meaning for entry in told.paragraphs)


def test_an_empty_register_makes_a_report_that_says_so() -> None:
    told = content(Snapshot(settings=samples.settings()))
    assert told.bottom_line == ("This report holds no risks.",)
    assert told.key_judgements == ()
