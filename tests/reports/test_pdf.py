"""The briefing pack, read back with another program than the one that printed it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reports.content import build
from reports.pdf import PdfDocument, render
from reports.pdf.press import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from riskreg.exporting import Cancelled
from riskreg.snapshot import Snapshot
from riskreg.terms import Marking
from tests.reports import hostile, samples
from tests.reports.pdf_reading import (
    Bookmark,
    bookmarks,
    boxes,
    page_texts,
    properties,
    squeezed,
    unpacked,
    whole_text,
)

ROOT = Path(__file__).parents[2]


def printed(
    whole: Snapshot | None = None, *, limit: Marking | None = None, language: str = "en"
) -> PdfDocument:
    request = samples.request(limit=limit, language=language)
    return render(build(whole or samples.register(), request))


@pytest.fixture(scope="module")
def pack() -> bytes:
    return printed().bytes


def test_every_part_of_the_pack_is_there(pack: bytes) -> None:
    text = whole_text(pack)
    for words in (
        "Foreign influence – Norland",
        "Office for Economic Security",
        "Bottom line",
        "Key judgements",
        "Priority table",
        "Terminal depends on one carrier",
        "What supports it 2 passages, 1 origin",
        "Answers and outcomes",
        "Why this score",
        "The contract can be ended within months.",
        "Win a second carrier",
        "What we do not know",
        "How long the contract runs.",
        "derives from S-001",
        "Method and yardstick",
        "What the impact levels mean",
        "never a product",
    ):
        assert words in text


def test_marking_and_page_x_of_y_stand_on_every_page(pack: bytes) -> None:
    texts = page_texts(pack)
    for number, text in enumerate(texts, start=1):
        assert text.count("TLP:AMBER") >= 2
        assert f"page {number} of {len(texts)}" in text
        assert "Foreign influence – Norland · Draft · 12 October 2026" in text
        assert build(samples.register(), samples.request()).hash_text in text


def test_bookmarks_are_nested_and_lead_to_their_pages(pack: bytes) -> None:
    found = bookmarks(pack)
    titles = [(b.level, b.title) for b in found]
    assert (0, "Risks") in titles
    assert titles[titles.index((0, "Risks")) + 1] == (1, "R-001 Terminal depends on one carrier")
    assert (1, "R-004 Old tender for cameras") in titles
    texts = page_texts(pack)
    for bookmark in found:
        if bookmark.level == 0 and bookmark.title not in ("Cover", "Risks"):
            assert bookmark.title in texts[bookmark.page]


def test_the_contents_give_the_page_each_part_begins_on(pack: bytes) -> None:
    cover = page_texts(pack)[0]
    for bookmark in bookmarks(pack):
        if bookmark.level == 0 and bookmark.title != "Cover":
            assert f"{bookmark.title} {bookmark.page + 1}" in _numbers_in_place(cover, bookmark)


def _numbers_in_place(cover: str, bookmark: Bookmark) -> str:
    """Page numbers are printed last, in the order of the contents: put them behind their titles."""
    titles = cover.split("Contents", 2)[-1]
    numbers = cover.rsplit(" of ", 1)[-1].split()[1:]
    parts = ["Bottom line", "Key judgements", "Matrix", "Priority table", "Risks", "Measures"]
    parts += ["Sources", "Method and yardstick"]
    assert all(part in titles for part in parts)
    return " ".join(f"{part} {number}" for part, number in zip(parts, numbers, strict=True))


def test_the_file_says_what_it_is(pack: bytes) -> None:
    said = properties(pack)
    assert said["Title"] == "Foreign influence – Norland"
    assert said["Author"] == "Office for Economic Security"
    assert said["Subject"] == "TLP:AMBER"
    assert said["CreationDate"].startswith("D:20261012")
    assert b"/Lang" in unpacked(pack)


def test_only_noto_sans_is_used_and_it_is_embedded(pack: bytes) -> None:
    everything = unpacked(pack)
    assert b"+NotoSans-Regular" in everything
    assert b"/FontFile2" in everything
    assert b"Helvetica" not in everything


def test_a_denial_is_printed_beside_its_allegation(pack: bytes) -> None:
    text = next(t for t in page_texts(pack) if "What supports it 2 passages" in t)
    allegation = text.index("four of five boxes")
    assert 0 < text.index("Denial. “We share no data with any government.”") - allegation < 600
    assert "Outcome. “The case was closed.”" in text
    assert "interested party" in text


def test_where_there_is_no_answer_the_page_says_so(pack: bytes) -> None:
    text = next(t for t in page_texts(pack) if "R-002 · Customs and border" in t)
    assert "No answer recorded. Looked for on 12 September 2026." in text


def test_likelihood_and_confidence_stand_in_lines_of_their_own(pack: bytes) -> None:
    text = next(t for t in page_texts(pack) if "R-001 · Ports" in t)
    assert "Likelihood Likely, 55–80 %, within 24 months. Impact 4, large" in text
    assert "Confidence Confidence in this judgement is low." in text


def test_unknown_grades_are_printed_as_unknown(pack: bytes) -> None:
    assert "F6 unknown" in whole_text(pack)


def test_a_passage_comes_back_as_the_same_characters() -> None:
    text = 'He said: "50 % – no more (Ž, ő, ж, α)"; it\'s “open”.'
    whole = hostile.everywhere(text)
    assert squeezed(f"Said: {text}") in squeezed(whole_text(printed(whole).bytes))


def test_the_same_content_gives_the_same_bytes(pack: bytes) -> None:
    assert printed().bytes == pack


@pytest.mark.parametrize(
    "place",
    [{"TZ": "Pacific/Kiritimati"}, {"LC_ALL": "C", "LANG": "C"}, {"SOURCE_DATE_EPOCH": "9"}],
)
def test_bytes_depend_on_no_clock_place_or_locale(pack: bytes, place: dict[str, str]) -> None:
    program = (
        "import sys; from reports.content import build; from reports.pdf import render;"
        "from tests.reports import samples;"
        "sys.stdout.buffer.write(render(build(samples.register(), samples.request())).bytes)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "123", **place},
        capture_output=True,
        check=True,
    )
    assert done.stdout == pack


def test_nothing_above_the_limit_is_anywhere_in_the_file() -> None:
    whole = samples.with_secret(samples.register())
    secret = samples.SECRET
    told = unpacked(printed(whole).bytes)
    assert secret.encode() in told  # so that the search below means something
    seen = printed(whole, limit=Marking.AMBER)
    everything = unpacked(seen.bytes)
    for hidden in (secret, "R-090", "S-090"):
        assert hidden.encode() not in everything
        assert hidden.encode("utf-16-be") not in everything
        assert hidden not in whole_text(seen.bytes)
    assert all("TLP:RED" not in text for text in page_texts(seen.bytes)[:-3])
    assert not any(secret in note for note in seen.notes)


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_every_language_prints_without_a_note(language: str) -> None:
    document = printed(language=language)
    assert not [note for note in document.notes if "U+" in note]
    assert "2026" in page_texts(document.bytes)[0]


def test_progress_counts_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    render(
        build(samples.register(), samples.request()),
        lambda done, total: told.append((done, total)),
    )
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > len(samples.register().risks)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_rendering_stops_when_it_is_cancelled() -> None:
    def stop(done: int, total: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        render(build(samples.register(), samples.request()), stop)


def test_an_empty_register_prints() -> None:
    text = whole_text(printed(Snapshot(settings=samples.settings())).bytes)
    assert "This report holds no risks." in text
    assert "No source is recorded." in text


def test_a_matrix_too_full_for_its_cells_lists_every_code() -> None:
    whole = hostile.many(120)
    text = whole_text(printed(whole).bytes)
    assert "120 in all" in text
    listed = text[text.index("All risks by cell") :]
    for number in range(1, 121):
        assert f"R-{number:03d}" in listed


def test_the_matrix_can_be_read_without_colour(pack: bytes) -> None:
    text = next(t for t in page_texts(pack) if "Each code stands in the cell" in t)
    grid = samples.settings().criteria.grid
    words = {1: "Low", 2: "Moderate", 3: "High", 4: "Very high"}
    cells = [words[rank] for row in grid for rank in row]
    for word in words.values():
        found = len(re.findall(rf"\b{word}\b", text)) - 1  # once more in the legend
        assert found == cells.count(word)
    assert "roughly even chance" in text
    assert "catastrophic" in text
    assert "1 unscored risk is not on the matrix." in text


def test_risks_that_share_a_range_share_its_box() -> None:
    text = whole_text(printed(hostile.many(4)).bytes)
    assert "Boxes, from the outside in: R-001 = R-002 = R-003 = R-004." in text


def test_an_interested_party_and_an_origin_are_shown_in_the_list_of_sources(pack: bytes) -> None:
    text = next(t for t in page_texts(pack) if "The raised numbers" in t)
    assert "F reliability unknown derives from S-001" in text
    assert "D not usually reliable interested party" in text


def test_a_heading_is_never_left_alone_at_the_foot_of_a_page() -> None:
    heads = (
        "Judgement",
        "What supports it",
        "Grade Finding Source",
        "Answers and outcomes",
        "What contradicts it",
        "Context",
        "Why this score",
        "Measures",
        "Measure Owner Due Status",
        "What we do not know",
        "Particulars",
    )
    whole = samples.register()
    for lines in range(60):
        first = replace(whole.risks[0], summary="A line that is somewhat long.\n" * lines)
        texts = page_texts(printed(replace(whole, risks=(first, *whole.risks[1:]))).bytes)
        for text in texts:
            foot = text.index("Foreign influence – Norland · Draft")
            assert not text[:foot].rstrip().endswith(heads), f"{lines} lines: {text[:foot][-80:]}"


def test_the_heads_of_a_long_table_stand_on_each_of_its_pages() -> None:
    texts = page_texts(printed(hostile.many(60)).bytes)
    pages = [
        text for text in texts if re.search(r"\d+ Risk number \d+", text) and "Origins" in text
    ]
    assert len(pages) >= 3
    assert all("Level Risk Likelihood Impact Confidence Origins Page" in text for text in pages)


def test_no_line_of_text_runs_over_the_margins(pack: bytes) -> None:
    left, right = MARGIN - 1, PAGE_WIDTH - MARGIN + 1
    for page in boxes(pack):
        for x0, y0, x1, y1 in page:
            assert left <= x0 <= x1 <= right
            assert 0 <= y0 <= y1 <= PAGE_HEIGHT
