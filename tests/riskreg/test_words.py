"""The catalogues: every word is there in every language, and fits where it goes."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from docs import update_catalogues
from riskreg.terms import ActorKind, SourceKind, label
from riskreg.words import LANGUAGES, date_text, language_of_system, number_text, speaking

HERE = Path(__file__).parents[2]
TRANSLATED = [language for language in LANGUAGES if language != "en"]
_PLACE = re.compile(r"\{[^{}]*\}")


def catalogue(language: str) -> dict[object, object]:
    path = HERE / "riskreg" / "data" / "messages" / f"{language}.po"
    with path.open("rb") as file:
        return {(m.id, m.context): m for m in read_po(file, locale=language) if m.id}


@pytest.fixture(scope="session")
def in_code() -> set[tuple[object, object]]:
    return update_catalogues.in_code()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_has_its_words_in_every_language(
    language: str, in_code: set[tuple[object, object]]
) -> None:
    there = catalogue(language)
    missing = sorted(str(m) for m in in_code - there.keys())
    empty = [
        m.id
        for m in there.values()
        if not (all(m.string) if isinstance(m.string, (list, tuple)) else m.string)
    ]
    assert missing == []
    assert empty == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_places_that_are_filled_in(language: str) -> None:
    for message in catalogue(language).values():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        wanted = set(_PLACE.findall(ids[-1]))
        for string in strings:
            assert set(_PLACE.findall(string)) == wanted, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_menu_word_keeps_one_letter_to_press(language: str) -> None:
    for message in catalogue(language).values():
        if isinstance(message.id, str):
            assert message.string.count("&") == message.id.count("&"), message.id


def test_lists_that_share_a_value_keep_their_own_words() -> None:
    assert label(SourceKind.COMPANY) == "Company statement"
    assert label(ActorKind.COMPANY) == "Company"


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("en", "3 Sept 2026", "1,234.5"),
        ("nl", "3 sep 2026", "1.234,5"),
        ("fr", "3 sept. 2026", "1\u202f234,5"),
        ("de", "3. Sept. 2026", "1.234,5"),
    ],
)
def test_dates_and_numbers_follow_the_language(language: str, day: str, number: str) -> None:
    with speaking(language):
        assert date_text(date(2026, 9, 3)) == day
        assert number_text(1234.5) == number


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"RISKREG_LANGUAGE": "fr", "LANG": "de_DE.UTF-8"}, "fr"),
        ({"LC_ALL": "", "LANG": "nl_BE.UTF-8"}, "nl"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "tr_TR.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
    ],
)
def test_the_program_speaks_the_language_of_the_system_where_it_can(
    environ: dict[str, str], language: str
) -> None:
    assert language_of_system(environ) == language
