"""Entities to plain JSON values and back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from riskreg.codec import fits, from_plain, hints, to_plain
from riskreg.model import KIND_BY_NAME, KINDS, Entity, Risk, Settings, kind_name
from riskreg.terms import Marking, RiskStatus
from tests import samples
from tests.riskreg import strategies


@given(entities=strategies.registers())
def test_every_entity_survives_json(entities: tuple[Entity, ...]) -> None:
    for entity in entities:
        text = json.dumps(to_plain(entity), ensure_ascii=False, allow_nan=False)
        assert from_plain(type(entity), json.loads(text)) == entity


@given(settings=strategies.settings_entities())
def test_settings_survive_json_with_their_criteria(settings: Settings) -> None:
    text = json.dumps(to_plain(settings), ensure_ascii=False, allow_nan=False)
    assert from_plain(Settings, json.loads(text)) == settings


def test_the_plain_form_is_the_one_described() -> None:
    risk = Risk(
        id=7,
        code="R-007",
        title="T",
        tags=("a",),
        status=RiskStatus.IN_REVIEW,
        marking=Marking.AMBER_STRICT,
        review_on=date(2026, 12, 20),
    )
    plain = to_plain(risk)
    assert plain["status"] == "in review"
    assert plain["marking"] == "TLP:AMBER+STRICT"
    assert plain["review_on"] == "2026-12-20"
    assert plain["tags"] == ["a"]
    assert plain["identified_on"] is None


def test_absent_fields_take_their_default() -> None:
    assert from_plain(Risk, {"id": 1, "code": "R-001", "title": "T"}) == Risk(
        id=1, code="R-001", title="T"
    )


def test_what_has_no_plain_form_is_a_bug_and_looks_like_one() -> None:
    with pytest.raises(TypeError):
        to_plain(object())


def test_kinds_are_known_by_name() -> None:
    assert {kind_name(kind): kind for kind in KINDS} == KIND_BY_NAME


@given(entities=strategies.registers())
def test_every_value_of_an_entity_fits_its_field(entities: tuple[Entity, ...]) -> None:
    for entity in (*entities, samples.settings()):
        for name, hint in hints(type(entity)).items():
            assert fits(hint, getattr(entity, name)), name


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", None),
        ("title", 5),
        ("status", "active"),
        ("status", Marking.RED),
        ("tags", ["a"]),
        ("tags", ("a", 5)),
        ("tags", "abc"),
        ("review_on", "2026-12-20"),
        ("version", True),
        ("version", 1.0),
    ],
)
def test_a_value_of_another_type_does_not_fit(field: str, value: Any) -> None:
    assert not fits(hints(Risk)[field], value)
