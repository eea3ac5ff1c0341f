"""What is selected in the reading pane is exactly what is filed."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from ui.material.offsets import ShownText, paragraph_numbers, shown_line

ODD = (
    "a é\t\n\r\x00\x0b\x1f\x7f\x85\u0301\u200d\u202e\u2028\u2029"
    "\ufdd0\ufdd1\ufffc\ufeff\ufffe🛰️👩🏽\U0010ffff\xa0"
)
texts = st.lists(
    st.one_of(st.sampled_from(["\r\n", "\n\r", *ODD]), st.characters(exclude_categories=["Cs"])),
    max_size=40,
).map("".join)


def document_of(text: str) -> tuple[ShownText, QTextDocument]:
    shown = ShownText(text)
    document = QTextDocument()
    document.setPlainText(shown.shown)
    return shown, document


@given(texts)
@example("\r\n\r\n")
@example("🛰️\r\nx")
def test_the_document_has_as_many_units_as_the_map_says(qapp, text):
    shown, document = document_of(text)
    assert document.characterCount() - 1 == shown.units


@settings(max_examples=300)
@given(texts, st.data())
def test_any_selection_is_exactly_a_slice_of_the_source(qapp, text, data):
    shown, document = document_of(text)
    ends = st.integers(0, shown.units)
    first, last = data.draw(ends), data.draw(ends)
    cursor = QTextCursor(document)
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    first, last = cursor.selectionStart(), cursor.selectionEnd()
    start, end = shown.passage(first, last)
    whole = ShownText(text[start:end])
    units = document.toRawText().encode("utf-16-le")
    assert shown.to_document(start) in (first, first - 1)
    assert shown.to_document(end) in (last, last + 1)
    seen = units[2 * shown.to_document(start) : 2 * shown.to_document(end)]
    assert seen == whole.shown.replace("\n", "\u2029").encode("utf-16-le")


@given(texts)
def test_every_place_in_the_source_is_found_again(text):
    shown = ShownText(text)
    for offset in range(len(text) + 1):
        inside_a_line_end = text[offset - 1 : offset + 1] == "\r\n" and offset > 0
        expected = offset - 1 if inside_a_line_end else offset
        assert shown.to_source(shown.to_document(offset)) == expected


@given(texts)
def test_places_keep_their_order(text):
    shown = ShownText(text)
    places = [shown.to_document(offset) for offset in range(len(text) + 1)]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] == shown.units


def test_half_a_character_selects_the_whole_one():
    shown = ShownText("a🛰b")
    assert shown.passage(2, 3) == (1, 2)
    assert shown.passage(1, 2) == (1, 2)


def test_a_line_end_is_filed_as_it_stands_in_the_source():
    shown = ShownText("one\r\ntwo")
    assert shown.passage(2, 5) == (2, 6)
    assert shown.text[2:6] == "e\r\nt"


def test_control_characters_are_seen_as_pictures():
    assert ShownText("a\x00b\x1b").shown == "a␀b␛"
    assert shown_line("one\r\ntwo\x00") == "one two␀"


def test_blank_paragraphs_have_no_number():
    assert paragraph_numbers("one\n\n \ntwo") == [1, 0, 0, 2]
