"""Text of any kind in any field: printed as typed, never cut, never dropped in silence."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from reports.content import build
from reports.pdf import PdfDocument, looks, render
from reports.pdf.block import Block, Placed, Row
from reports.pdf.canvas import LONGEST, WIDTH
from reports.pdf.fonts import Typist
from reports.pdf.setting import Setter
from riskreg.model import Source
from riskreg.snapshot import Snapshot
from riskreg.terms import Stance
from tests.reports import hostile, samples
from tests.reports.pdf_reading import bookmarks, page_texts, squeezed, whole_text


def printed(whole: Snapshot) -> PdfDocument:
    return render(build(whole, samples.request()))


def with_gaps(text: str) -> Snapshot:
    whole = samples.register()
    return replace(whole, risks=(replace(whole.risks[0], gaps=text), *whole.risks[1:]))


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_hostile_text_is_printed_as_typed_in_every_field(text: str) -> None:
    document = printed(hostile.everywhere(text))
    shown = squeezed(whole_text(document.bytes))
    expected = squeezed(Typist().text(text))
    # statement, title, summary, owner, place, claim, outcome, gaps, measures, passage, sources …
    assert shown.count(expected) > 20
    assert squeezed("Said:") + expected in shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x00b", "a‹U+0000›b"),
        ("中文!", "‹U+4E2D U+6587›!"),
        ("\u202eabc\u202c", "‹U+202E›abc‹U+202C›"),
        ("\U0001f600", "‹U+1F600›"),
        ("so\u00adft", "so‹U+00AD›ft"),
        ("\ufeffx", "‹U+FEFF›x"),
        ("ŽőΩж <b> &amp; ]]>", "ŽőΩж <b> &amp; ]]>"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\tb", "a    b"),
    ],
)
def test_what_the_font_lacks_is_printed_as_its_code(typed: str, shown: str) -> None:
    assert Typist().text(typed) == shown


def test_each_character_the_font_lacks_is_told_once_with_its_first_place() -> None:
    whole = samples.register()
    first = replace(whole.risks[0], title="Terminal 中 of 中 and 文", gaps="中 and \x00")
    document = printed(replace(whole, risks=(first, *whole.risks[1:])))
    assert "‹U+4E2D›" in whole_text(document.bytes)
    told = [note for note in document.notes if "U+" in note]
    assert sum("U+4E2D" in note for note in told) == 1
    assert sum("U+6587" in note for note in told) == 1
    assert (
        "The font has no sign for U+0000 in R-001, what we do not know; "
        "its code is printed instead." in told
    )


def test_a_field_of_100_000_characters_flows_over_pages_with_every_word() -> None:
    words = [f"word{number:05d}" for number in range(10_000)]
    text = " ".join(words)
    assert len(text) >= 99_999
    texts = page_texts(printed(with_gaps(text)).bytes)
    shown = " ".join(texts).split()
    kept = [word for word in shown if re.fullmatch(r"word\d+", word)]
    assert kept == words
    assert sum("word0" in page for page in texts) > 10


@pytest.mark.parametrize("character", ["x", "W", "中"])
def test_a_word_of_100_000_characters_is_broken_and_not_cut(character: str) -> None:
    length = 100_000 if character != "中" else 5_000
    shown = squeezed(whole_text(printed(with_gaps(character * length)).bytes))
    printed_as = character if character != "中" else "U+4E2D"
    assert shown.count(printed_as) >= length


def test_100_000_characters_in_every_field_at_once_still_print() -> None:
    begun = time.monotonic()
    texts = page_texts(printed(hostile.everywhere(hostile.LONG)).bytes)
    assert len(texts) > 200
    assert all("TLP:AMBER" in text for text in texts)
    assert time.monotonic() - begun < 120


def test_long_titles_are_shortened_in_bookmarks_and_footers_only() -> None:
    title = "Very long title " * 400
    whole = samples.register()
    document = printed(
        replace(
            whole,
            settings=replace(whole.settings, title=title),
            risks=(replace(whole.risks[0], title=title), *whole.risks[1:]),
        )
    )
    assert all(len(bookmark.title) <= 150 for bookmark in bookmarks(document.bytes))
    texts = page_texts(document.bytes)
    assert sum(text.count("Very long title") for text in texts) > 3 * 400
    assert all("… " in text and "page" in text for text in texts)


def test_line_breaks_in_a_text_stay() -> None:
    with_breaks = printed(with_gaps("first line\nsecond line")).bytes
    assert "first line second line" in whole_text(with_breaks)


MATERIAL = Path(__file__).parents[2].parent / "shared" / "material"


@pytest.mark.skipif(not MATERIAL.is_dir(), reason="the articles are not part of the repository")
def test_passages_of_real_articles_come_back_as_the_same_characters() -> None:
    whole = samples.register()
    sources, passages = [], []
    for number, path in enumerate(sorted(MATERIAL.glob("*.txt"))):
        text = path.read_bytes().decode("utf-8")
        source = Source(id=600 + number, code=f"S-{600 + number}", title=path.name, text=text)
        sources.append(source)
        for start in range(0, len(text) - 400, len(text) // 4):
            excerpt = text[start : start + 400]
            key = 700 + len(passages)
            passages.append(samples.passage(key, 1, source, excerpt, Stance.SUPPORTS))
    assert len(passages) >= 15
    told = replace(
        whole,
        sources=(*whole.sources, *sources),
        evidence=(*whole.evidence, *passages),
    )
    body = " ".join(without_running_words(text) for text in page_texts(printed(told).bytes))
    shown = squeezed(body)
    for passage in passages:
        assert squeezed(Typist().text(passage.excerpt)) in shown


def without_running_words(text: str) -> str:
    """A page's text without bars, footer and the heads that are printed again on each page."""
    inside = text.removeprefix("TLP:AMBER TLP:AMBER ").removeprefix("Grade Finding Source ")
    return inside[: inside.index("Foreign influence – Norland · Draft")]


@pytest.mark.parametrize("tall", range(1, 75))
def test_rows_that_belong_together_are_parted_where_no_page_holds_both(tall: int) -> None:
    setter = Setter()
    title = setter.text("\n".join("x" * tall), looks.BODY)
    claim = setter.text("\n".join("y" * 200), looks.BODY)
    rest: Block | None = Block(
        [Row([Placed(0, 140, title)]), Row([Placed(0, 400, claim)], below=4.4, follows=True)]
    )
    pages = 0
    while rest is not None and rest.wrap(WIDTH, LONGEST)[1] > LONGEST:
        parts = rest.broken(LONGEST)
        assert parts is not None
        assert parts[0].wrap(WIDTH, LONGEST)[1] <= LONGEST
        rest, pages = parts[1], pages + 1
    assert 3 <= pages <= 6
