"""A risk as one sentence."""

from __future__ import annotations

import pytest

from riskreg.model import Risk
from riskreg.statement import statement
from riskreg.words import speaking


def said(**parts: str) -> str:
    return "".join(run.text for run in statement(Risk(id=1, code="R-001", title="T", **parts)))


def test_a_statement_joins_its_parts_to_one_sentence() -> None:
    told = said(
        cause="customs relies on one maker",
        event="that maker may pass on images.",
        vector="data access",
        asset="container inspection",
        consequence="a view of what is checked and what is not",
    )
    assert told == (
        "Because customs relies on one maker, that maker may pass on images, through data access, "
        "affecting container inspection, leading to a view of what is checked and what is not."
    )


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({}, ""),
        ({"event": "mail may be read"}, "Mail may be read."),
        ({"cause": "locks are old."}, "Because locks are old."),
        ({"asset": "the port"}, "Affecting the port."),
        ({"event": "it may wait…", "consequence": "more..."}, "It may wait…, leading to more...."),
    ],
)
def test_a_statement_is_sensible_when_parts_are_missing(
    parts: dict[str, str], sentence: str
) -> None:
    assert said(**parts) == sentence


def test_the_words_of_the_register_are_told_from_those_that_join_them() -> None:
    runs = statement(Risk(id=1, code="R-001", title="T", cause="Locks are old", asset="the port"))
    assert [run.text for run in runs if run.field] == ["Locks are old", "the port"]
    assert [run.field for run in runs if run.field] == ["cause", "asset"]


def test_braces_in_the_words_of_the_register_stay_as_typed() -> None:
    assert said(cause="{text} is typed", event="{0} may happen") == (
        "Because {text} is typed, {0} may happen."
    )


def test_a_vector_of_the_taxonomy_is_told_in_the_language_of_the_report() -> None:
    with speaking("nl"):
        assert "data access" not in said(cause="x", vector="data access")
        assert "my own way" in said(cause="x", vector="my own way")
