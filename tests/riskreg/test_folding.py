"""Text as search sees it."""

from __future__ import annotations

import pytest
from hypothesis import given

from riskreg.folding import finds, first_found, fold, sort_key, tokens
from tests.riskreg.strategies import texts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Liège, LIÈGE; liege", ["liege", "liege", "liege"]),
        ("TLP:AMBER+STRICT", ["tlp", "amber", "strict"]),
        ("snake_case", ["snake", "case"]),
        ("华为5G设备", ["华", "为", "5g", "设", "备"]),
        ("Straße & Œuvre", ["strasse", "oeuvre"]),
        ("한국어", [fold("한국어")]),
        ("عربي", ["عربي"]),
        ("𠀀𠀁", ["𠀀", "𠀁"]),
        ("R-007", ["r", "007"]),
        ("a\x00b", ["a", "b"]),
        ("\ud800", []),
        ("🏴‍☠️ \u202e", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_a_query_finds_beginnings_of_words_in_any_order() -> None:
    words = tokens("Scanners at the port of Zeebrugge")
    assert finds("zee scan", words)
    assert not finds("brugge", words)
    assert not finds("scan airport", words)
    assert finds("", words)


@given(text=texts())
def test_accents_and_case_never_matter(text: str) -> None:
    assert fold(text) == fold(fold(text))
    assert tokens(text) == tokens(text.casefold())


def test_what_sorts_together_is_what_reads_together() -> None:
    assert sorted(["Zoo", "élan", "Apple", "elbe", "Ångström"], key=sort_key) == [
        "Ångström",
        "Apple",
        "élan",
        "elbe",
        "Zoo",
    ]


@pytest.mark.parametrize(
    ("query", "text", "word"),
    [
        ("liege", "The hub at Liège", "Liège"),
        ("LIÈGE", "At Lie\u0300ge.", "Lie\u0300ge"),
        ("port", "Support of a port_terminal", "port"),
        ("x quay", "One quay", "quay"),
        ("设", "华为5G设备", "华为5G设备"),
        ("strasse", "🛰️ Straße", "Straße"),
    ],
)
def test_the_place_of_a_word_is_one_in_the_text_as_written(query, text, word):
    start = text.index(word) if word != "port" else text.index("port_")
    assert first_found(query, text) == (start, start + len(word))


def test_a_query_without_words_is_found_nowhere():
    assert first_found("…", "One … two") is None
    assert first_found("three", "One … two") is None
