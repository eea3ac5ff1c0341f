"""Words, dates and numbers in the user's language."""

from __future__ import annotations

import enum
import threading
from datetime import UTC, date, datetime

import pytest

from riskreg import terms
from riskreg.errors import UserError
from riskreg.labels import field_label, kind_label
from riskreg.model import KIND_BY_NAME, KINDS
from riskreg.words import (
    LANGUAGES,
    _,
    choose,
    current,
    date_text,
    ngettext,
    number_text,
    speaking,
    time_text,
)

DAY = date(2026, 10, 12)


def test_english_is_spoken_where_nobody_chose() -> None:
    assert current().language == "en"
    assert _("Likelihood nobody translated") == "Likelihood nobody translated"
    assert _("") == ""


def test_another_language_is_spoken_inside_a_block_only() -> None:
    with speaking("de") as words:
        assert words.language == current().language == "de"
    assert current().language == "en"
    with pytest.raises(RuntimeError), speaking("fr"):
        raise RuntimeError
    assert current().language == "en"


def test_each_thread_speaks_its_own_language() -> None:
    heard: list[str] = []

    def elsewhere() -> None:
        heard.append(current().language)
        choose("fr")
        heard.append(current().language)

    with speaking("de"):
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
        assert current().language == "de"
    assert heard == ["en", "fr"]


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UserError, match="en, nl, fr, de"), speaking("xx"):
        pass


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("en", "12 Oct 2026", "12 October 2026"),
        ("nl", "12 okt 2026", "12 oktober 2026"),
        ("fr", "12 oct. 2026", "12 octobre 2026"),
        ("de", "12. Okt. 2026", "12. Oktober 2026"),
    ],
)
def test_a_date_is_written_as_one_reads_it(language: str, short: str, long: str) -> None:
    with speaking(language):
        assert date_text(DAY) == short
        assert date_text(DAY, long=True) == long
        assert date_text(None) == ""


@pytest.mark.parametrize("month", range(1, 13))
def test_english_dates_are_those_of_cldr(month: int) -> None:
    from babel.dates import format_date

    day = date(2026, month, 5)
    assert date_text(day) == format_date(day, "d MMM y", locale="en_GB")
    assert date_text(day, long=True) == format_date(day, "long", locale="en_GB")


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("en", 1000, "1,000"),
        ("en", 0.2, "0.2"),
        ("en", 60.0, "60"),
        ("en", 19.99, "19.99"),
        ("en", -1234.5, "-1,234.5"),
        ("nl", 1000, "1.000"),
        ("nl", 0.2, "0,2"),
        ("de", 1234.5, "1.234,5"),
        ("de", 60.0, "60"),
    ],
)
def test_a_number_has_the_marks_of_its_language(language: str, number: float, text: str) -> None:
    with speaking(language):
        assert number_text(number) == text


def test_a_small_number_is_not_rounded_away_in_any_language() -> None:
    for language in LANGUAGES:
        with speaking(language):
            assert number_text(12.3456).replace(",", ".") == "12.3456"


def test_counted_words_have_two_forms() -> None:
    assert ngettext("{n} risk", "{n} risks", 1) == "1 risk"
    assert ngettext("{n} risk", "{n} risks", 0) == "0 risks"


def test_a_moment_is_told_to_the_minute() -> None:
    text = time_text(datetime(2026, 10, 12, 9, 5, 59, tzinfo=UTC))
    assert text.startswith("1")
    assert text.count(":") == 1


def every_term() -> list[enum.StrEnum]:
    lists = [
        terms.RiskStatus,
        terms.Response,
        terms.AssessmentKind,
        terms.Confidence,
        terms.Stance,
        terms.Reliability,
        terms.SourceKind,
        terms.ActorKind,
        terms.MeasureStatus,
        terms.Marking,
    ]
    return [term for closed in lists for term in closed]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_field_and_kind_has_a_word_in_every_language(language: str) -> None:
    with speaking(language):
        assert all(terms.label(term) for term in every_term())
        assert all(terms.credibility_label(grade) for grade in terms.CREDIBILITIES)
        for level in terms.Confidence:
            assert terms.confidence_sentence(level).endswith(".")
            assert terms.confidence_meaning(level)
        assert all(kind_label(name) for name in KIND_BY_NAME)


def test_every_field_has_a_word_of_its_own() -> None:
    from riskreg.labels import _FIELDS

    named = {name for kind in KINDS for name in kind.__dataclass_fields__}
    hidden = {"id", "version", "risk_id", "source_id"}
    assert named - hidden <= set(_FIELDS)
    assert "_" not in field_label("review_on")


def test_markings_are_never_translated() -> None:
    with speaking("de"):
        assert [terms.label(m) for m in terms.Marking] == [m.value for m in terms.Marking]


def test_stances_have_letters_of_their_own() -> None:
    assert [s.letter for s in terms.Stance] == ["S", "C", "D", "O", "X"]
