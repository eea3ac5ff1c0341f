"""Reading material and filing passages of it as evidence, by mouse and by keyboard."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication

from riskreg.commands import AddSource, DeleteSource, EditSource, FileEvidence, Passage
from riskreg.model import Evidence, Risk, Source
from riskreg.terms import Marking, Reliability, SourceKind, Stance
from tests.ui.rooms import (  # noqa: F401 - fixtures are found by being here
    Stage,
    show,
    stage_fixture,
    starter_fixture,
    strictly,
)
from ui.material.adding import AddedDialog
from ui.material.highlights import Highlight, stacked, with_lanes
from ui.material.page import MaterialPage

pytestmark = strictly

TEXT = (
    " The hub at Liège was watched 🛰️ for years.\r\n\r\n"
    "Its owner denies it:\tnothing was passed on.\x00 Scanners followed.\n"
    "No proof was found, said the service."
)


def opened(qtbot, stage: Stage, text: str = TEXT, **values) -> tuple[MaterialPage, int]:
    source_id = stage.opened.source(text, "Hub watched", **values)
    page = show(qtbot, MaterialPage(stage.workspace))
    assert page.source_id == source_id
    return page, source_id


def select(page: MaterialPage, words: str) -> tuple[int, int]:
    start = page.pane.text.index(words)
    page.pane.select(start, start + len(words))
    return start, start + len(words)


def evidence(stage: Stage, source_id: int) -> list[Evidence]:
    return stage.reader.related(Evidence, "source_id", source_id)


def place(page: MaterialPage, offset: int) -> QPoint:
    """Where a character of the text stands in the pane."""
    cursor = QTextCursor(page.pane.document())
    cursor.setPosition(page.pane._shown.to_document(offset))
    return page.pane.cursorRect(cursor).center()


# -- filing -----------------------------------------------------------------------------------


def test_a_passage_is_filed_from_the_keyboard_alone(qtbot, stage):
    risk_id = stage.opened.risk("Scanners at ports")
    stage.opened.risk("Something else")
    page, source_id = opened(qtbot, stage)
    page.pane.setFocus()
    cursor = page.pane.textCursor()
    cursor.setPosition(page.pane._shown.to_document(TEXT.index("Scanners")))
    page.pane.setTextCursor(cursor)
    for _step in range(len("Scanners followed.")):
        qtbot.keyClick(page.pane, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyRelease(page.pane, Qt.Key.Key_Shift)
    assert page.bar.isVisible()
    qtbot.keyClick(page.pane, Qt.Key.Key_D)
    assert page.bar.stance is Stance.DENIAL
    assert QApplication.focusWidget() is page.bar.field
    qtbot.keyClicks(page.bar.field, "scann")
    qtbot.keyClick(page.bar.field, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Return)
    (filed,) = evidence(stage, source_id)
    assert filed.risk_id == risk_id
    assert filed.excerpt == "Scanners followed." == TEXT[filed.start : filed.end]
    assert (filed.stance, filed.credibility) == (Stance.DENIAL, 3)
    assert not page.bar.isVisible()
    assert QApplication.focusWidget() is page.pane
    assert stage.said == ["Evidence from S-001 for R-001"]


@pytest.mark.parametrize(
    "words",
    [
        "🛰️ for",
        "years.\r\n\r\nIts",
        "it:\tnothing",
        "on.\x00 Scan",
        TEXT,
    ],
)
def test_any_passage_arrives_character_by_character(qtbot, stage, words):
    stage.opened.risk("A risk")
    page, source_id = opened(qtbot, stage)
    start, end = select(page, words)
    page.bar.field.setText("R-1")
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Return)
    (filed,) = evidence(stage, source_id)
    assert (filed.start, filed.end, filed.excerpt) == (start, end, words)


def test_a_passage_is_selected_and_filed_with_the_mouse(qtbot, stage):
    stage.opened.risk("Hub")
    page, source_id = opened(qtbot, stage)
    viewport = page.pane.viewport()
    first, last = TEXT.index("watched"), TEXT.index("watched") + len("watched")
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place(page, first))
    qtbot.mouseMove(viewport, place(page, last))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place(page, last))
    assert page.bar.isVisible()
    item = page.bar.found.item(0)
    spot = page.bar.found.visualItemRect(item).center()
    qtbot.mouseClick(page.bar.found.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    (filed,) = evidence(stage, source_id)
    assert filed.excerpt == "watched"
    assert filed.credibility == 6


def test_a_new_risk_is_recorded_from_a_passage_with_the_words_typed(qtbot, stage):
    page, source_id = opened(qtbot, stage)
    select(page, "The hub at Liège")
    qtbot.keyClicks(page.bar.field, "Hub data")
    assert page.bar.found.currentItem().text() == "new   “Hub data” from this passage"
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Return)
    assert page.bar.field.text() == "Hub data"
    assert page.bar.field.selectedText() == "Hub data"
    qtbot.keyClicks(page.bar.field, "Parcel data at the hub")
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Return)
    (filed,) = evidence(stage, source_id)
    risk = stage.reader.get(Risk, filed.risk_id)
    assert risk.title == "Parcel data at the hub"
    assert filed.excerpt == "The hub at Liège"
    stage.opened.register.undo()
    assert evidence(stage, source_id) == []
    assert page.passage_model.entries == []


def test_a_new_risk_needs_a_title(qtbot, stage):
    page, source_id = opened(qtbot, stage)
    select(page, "hub")
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Return)
    assert not page.bar.file_button.isEnabled()
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Return)
    assert evidence(stage, source_id) == []
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Escape)
    assert page.bar.found.isVisible()
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Escape)
    assert not page.bar.isVisible()
    assert page.pane.passage() is not None


def test_arrows_choose_among_the_risks_found(qtbot, stage):
    ids = [stage.opened.risk(f"Hub {n}") for n in (1, 2, 3)]
    page, source_id = opened(qtbot, stage)
    select(page, "watched")
    page.bar.field.setFocus()
    qtbot.keyClicks(page.bar.field, "hub")
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Down)
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Return)
    (filed,) = evidence(stage, source_id)
    assert filed.risk_id == ids[1]


@pytest.mark.parametrize("typed", ["R-002", "r2", "2", " 002 "])
def test_a_risk_is_found_by_its_code(qtbot, stage, typed):
    stage.opened.risk("First")
    wanted = stage.opened.risk("Second")
    page, source_id = opened(qtbot, stage)
    select(page, "watched")
    page.bar.field.setText(typed)
    page.bar.file_button.click()
    assert evidence(stage, source_id)[0].risk_id == wanted


def test_risks_of_this_source_are_offered_first_then_the_highest(qtbot, stage):
    low, high, own = (stage.opened.risk(title) for title in ("Low", "High", "Own"))
    stage.opened.assess(low, 10, 1)
    stage.opened.assess(high, 90, 5)
    page, source_id = opened(qtbot, stage)
    filed_here = stage.opened.do(FileEvidence(own, Passage(source_id, 1, 5), Stance.SUPPORTS))
    assert filed_here
    select(page, "watched")
    offered = [page.bar.found.item(n).text()[:5] for n in range(page.bar.found.count() - 1)]
    assert offered == ["R-003", "R-002", "R-001"]


def test_letters_pick_the_stance_and_digits_the_credibility(qtbot, stage):
    page, _source_id = opened(qtbot, stage)
    select(page, "watched")
    page.bar.field.setFocus()
    for stance in Stance:
        qtbot.keyClick(page.bar.field, ord(stance.letter), Qt.KeyboardModifier.AltModifier)
        assert page.bar.stance is stance
    for grade in (1, 2, 3, 4, 5, 6):
        qtbot.keyClick(page.bar.field, ord(str(grade)), Qt.KeyboardModifier.AltModifier)
        assert page.bar.credibility == grade
    assert page.bar.field.text() == ""


def test_a_refused_filing_is_told_and_the_bar_stays(qtbot, stage):
    risk_id = stage.opened.risk("Hub")
    page, source_id = opened(qtbot, stage)
    select(page, "watched")
    command = FileEvidence(risk_id, Passage(source_id, 0, 10_000), Stance.SUPPORTS)
    page.bar.filed.emit(command)
    assert stage.told == ["The passage does not lie in the text of S-001."]
    assert page.bar.isVisible()


def test_letting_the_selection_go_closes_the_bar(qtbot, stage):
    page, _source_id = opened(qtbot, stage)
    select(page, "watched")
    assert page.bar.isVisible()
    page.pane.setFocus()
    qtbot.keyClick(page.pane, Qt.Key.Key_Escape)
    assert not page.bar.isVisible()


def test_the_bar_never_leaves_the_pane(qtbot, stage):
    page, _source_id = opened(qtbot, stage, "\n".join(f"Line {n} of many." for n in range(200)))
    for words in ("Line 0", "Line 100 of", "Line 199 of many."):
        select(page, words)
        assert page.pane.rect().contains(page.bar.geometry())


# -- highlights -------------------------------------------------------------------------------


def filed(stage: Stage, source_id: int, words: str, stance: Stance, risk: str) -> Evidence:
    text = stage.reader.get(Source, source_id).text
    start = text.index(words)
    made = stage.opened.do(
        FileEvidence(
            stage.opened.risk(risk), Passage(source_id, start, start + len(words)), stance, 2
        )
    )
    return stage.reader.get(Evidence, made)


def test_highlights_stay_and_are_drawn_in_the_colours_of_their_stance(qtbot, stage):
    page, source_id = opened(qtbot, stage)
    before = page.pane.grab().toImage()
    filed(stage, source_id, "watched", Stance.SUPPORTS, "Hub")
    filed(stage, source_id, "denies it", Stance.DENIAL, "Hub again")
    after = page.pane.grab().toImage()
    assert after != before
    again = show(qtbot, MaterialPage(stage.workspace))
    assert [e.head for e in again.passage_model.entries] == [
        "S  Supports · 2 probably true",
        "D  Denial · 2 probably true",
    ]
    seen = {after.pixelColor(x, y).name() for x in range(after.width()) for y in range(200)}
    assert {"#dcebf7", "#f6e8c8", "#1f6fb2", "#7a5200"} <= seen


def test_a_click_on_a_highlight_chooses_its_risk(qtbot, stage):
    page, source_id = opened(qtbot, stage)
    passage = filed(stage, source_id, "was watched", Stance.SUPPORTS, "Hub")
    inner = filed(stage, source_id, "watched", Stance.CONTEXT, "Inner")
    viewport = page.pane.viewport()
    spot = place(page, passage.start + 1)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    assert stage.chosen == [passage.risk_id]
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place(page, inner.start + 2))
    assert stage.chosen[-1] == inner.risk_id
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place(page, len(TEXT) - 3))
    assert len(stage.chosen) == 2


def test_the_label_in_the_margin_is_clicked_too(qtbot, stage):
    page, source_id = opened(qtbot, stage)
    passage = filed(stage, source_id, "watched", Stance.SUPPORTS, "Hub")
    page.pane.grab()
    (chip,) = page.pane._chips
    spot = chip.rect.center().toPoint()
    qtbot.mouseClick(page.pane.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert stage.chosen == [passage.risk_id]


def test_return_on_a_highlight_chooses_its_risk(qtbot, stage):
    page, source_id = opened(qtbot, stage)
    passage = filed(stage, source_id, "watched", Stance.SUPPORTS, "Hub")
    page.pane.setFocus()
    page.pane.reveal(passage.start + 1)
    qtbot.keyClick(page.pane, Qt.Key.Key_Return)
    assert stage.chosen == [passage.risk_id]


def test_overlapping_highlights_have_edges_beside_each_other():
    def highlight(number, first, last):
        return Highlight(number, 1, first, last, Stance.SUPPORTS, "R-001").at(first, last)

    lanes = {
        h.evidence_id: h.lane
        for h in with_lanes([highlight(1, 0, 50), highlight(2, 10, 20), highlight(3, 15, 30)])
    }
    assert len(set(lanes.values())) == 3
    apart = with_lanes([highlight(1, 0, 10), highlight(2, 10, 20)])
    assert [h.lane for h in apart] == [0, 0]


def test_labels_in_the_margin_never_overlap():
    tops = stacked([0.0, 0.0, 5.0, 100.0])
    assert tops[-1] == 100.0
    assert all(later - earlier >= 17 for earlier, later in pairwise(tops))


def test_a_passage_asked_for_elsewhere_is_found_and_flashes(qtbot, stage):
    text = "\n".join(f"Paragraph {n} of a long article." for n in range(400))
    other = stage.opened.source("Short.", "Other")
    long = stage.opened.source(text, "Long")
    passage = filed(stage, long, "Paragraph 333", Stance.OUTCOME, "Hub")
    page = show(qtbot, MaterialPage(stage.workspace))
    page.show_source(other)
    stage.workspace.bus.passage_wanted.emit(long, passage.id)
    assert page.source_id == long
    assert page.pane.flashing == passage.id
    assert page.pane.viewport().rect().contains(place(page, passage.start))
    assert page.passages.currentIndex().row() == 0
    qtbot.waitUntil(lambda: page.pane.flashing is None, timeout=4000)


def test_a_passage_is_asked_for_though_the_filter_hides_its_source(qtbot, stage):
    source_id = stage.opened.source("Text.", "Hidden")
    page = show(qtbot, MaterialPage(stage.workspace))
    page.filter.setText("nothing like it")
    assert page.source_model.entries == []
    stage.workspace.bus.passage_wanted.emit(source_id, 0)
    assert page.source_id == source_id
    assert page.filter.text() == ""


def test_a_click_on_a_passage_finds_it_and_return_opens_its_risk(qtbot, stage):
    page, source_id = opened(qtbot, stage)
    stage.watch(page.passage_model)
    passage = filed(stage, source_id, "No proof", Stance.OUTCOME, "Hub")
    page.passages.clicked.emit(page.passage_model.index(0))
    assert page.pane.flashing == passage.id
    page.passages.activated.emit(page.passage_model.index(0))
    assert stage.chosen == [passage.risk_id]
    assert stage.pages == ["risks"]


def test_a_passage_is_withdrawn_with_delete_and_comes_back_by_undo(qtbot, stage):
    page, source_id = opened(qtbot, stage)
    filed(stage, source_id, "watched", Stance.SUPPORTS, "Hub")
    page.passages.setCurrentIndex(page.passage_model.index(0))
    page.passages.setFocus()
    qtbot.keyClick(page.passages, Qt.Key.Key_Delete)
    assert evidence(stage, source_id) == []
    assert page.passage_model.entries == []
    stage.opened.register.undo()
    assert len(page.passage_model.entries) == 1


def test_what_is_copied_is_the_passage_as_it_is_stored(qtbot, stage):
    page, _source_id = opened(qtbot, stage)
    select(page, "years.\r\n\r\nIts owner denies it:\tnothing was passed on.\x00")
    page.pane.copy()
    assert QGuiApplication.clipboard().text() == (
        "years.\r\n\r\nIts owner denies it:\tnothing was passed on.\x00"
    )


def test_markup_in_a_text_is_only_text(qtbot, stage):
    page, _source_id = opened(qtbot, stage, "<b>bold</b> <a href='x'>y</a> &amp; ]]>")
    assert page.pane.toPlainText() == "<b>bold</b> <a href='x'>y</a> &amp; ]]>"


# -- the list and the head --------------------------------------------------------------------


def test_sources_are_listed_with_what_they_retell(qtbot, stage):
    first = stage.opened.source("A", "Original", publisher="Weekly", language="nl")
    stage.opened.source("B", "Copy", derives_from=first, reliability=Reliability.C)
    page = show(qtbot, MaterialPage(stage.workspace))
    stage.watch(page.source_model)
    copy, original = page.source_model.entries
    assert copy.facts[1] == "S-002 · no passage · retells S-001"
    assert original.facts[0] == "Weekly · nl · undated · F"
    page.filter.setText("weekl")
    assert [e.title for e in page.source_model.entries] == ["Original"]


def test_source_details_are_written_when_the_field_is_left(qtbot, stage):
    page, source_id = opened(qtbot, stage)
    page.head.fold.click()
    publisher = page.head.texts["publisher"]
    publisher.setFocus()
    qtbot.keyClicks(publisher, "Weekly X")
    assert stage.reader.get(Source, source_id).publisher == ""
    page.head.texts["author"].setFocus()
    assert stage.reader.get(Source, source_id).publisher == "Weekly X"
    day = page.head.dates["published"]
    day.setFocus()
    qtbot.keyClicks(day, "5/10/2023")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert stage.reader.get(Source, source_id).published.isoformat() == "2023-10-05"
    assert "5 Oct 2023" in page.head._facts.text()


def test_a_date_that_is_none_is_told_once_and_stays_as_typed(qtbot, stage):
    page, source_id = opened(qtbot, stage)
    page.head.fold.click()
    day = page.head.dates["published"]
    day.setFocus()
    qtbot.keyClicks(day, "31/02/2023")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    page.head.texts["author"].setFocus()
    assert len(stage.told) == 1
    assert "is not a date" in stage.told[0]
    assert day.text() == "31/02/2023"
    assert stage.reader.get(Source, source_id).published is None


def test_a_refused_date_does_not_follow_to_another_source(qtbot, stage):
    first = stage.opened.source("A", "First")
    page, second = opened(qtbot, stage)
    page.head.fold.click()
    day = page.head.dates["published"]
    day.setFocus()
    qtbot.keyClicks(day, "soon")
    page.show_source(first)
    assert day.text() == ""
    assert len(stage.told) == 1
    assert stage.reader.get(Source, second).published is None


def test_choices_of_a_source_are_written_at_once(qtbot, stage):
    other = stage.opened.source("O", "Origin")
    page, source_id = opened(qtbot, stage)
    head = page.head
    for field, value in (
        (head.reliability, Reliability.C),
        (head.kind, SourceKind.COURT),
        (head.marking, Marking.GREEN),
        (head.origin, other),
    ):
        field.choose(value)
    head.interested.click()
    source = stage.reader.get(Source, source_id)
    assert source.reliability is Reliability.C
    assert source.kind is SourceKind.COURT
    assert source.marking is Marking.GREEN
    assert source.derives_from == other
    assert source.interested_party
    assert "reliability C, fairly reliable" in head._facts.text()


def test_a_loop_of_origins_is_refused_and_the_choice_goes_back(qtbot, stage):
    page, source_id = opened(qtbot, stage)
    copy = stage.opened.source("B", "Copy", derives_from=source_id)
    origin = page.head.origin
    origin.choose(copy)
    assert stage.told == ["A source cannot derive from itself."]
    assert origin.value is None


def test_details_nobody_touched_are_not_written(qtbot, stage):
    page, source_id = opened(qtbot, stage)
    odd = "a\x00b\u202e\r\nc"
    stage.workspace.do(EditSource(source_id, "author", "", odd))
    page.head.fold.click()
    author = page.head.texts["author"]
    author.setFocus()
    page.head.texts["publisher"].setFocus()
    assert stage.reader.get(Source, source_id).author == odd


def test_what_is_being_typed_survives_a_change_elsewhere(qtbot, stage):
    page, source_id = opened(qtbot, stage)
    page.head.fold.click()
    author = page.head.texts["author"]
    author.setFocus()
    qtbot.keyClicks(author, "Half a na")
    stage.workspace.do(EditSource(source_id, "publisher", "", "Weekly"))
    assert author.text() == "Half a na"


def test_another_source_is_shown_only_after_the_open_field_is_written(qtbot, stage):
    first = stage.opened.source("A", "First")
    page, second = opened(qtbot, stage)
    page.head.fold.click()
    author = page.head.texts["author"]
    author.setFocus()
    qtbot.keyClicks(author, "Ann")
    page.show_source(first)
    assert stage.reader.get(Source, second).author == "Ann"
    assert stage.reader.get(Source, first).author == ""


def test_a_deleted_source_goes_with_its_passages_and_comes_back(qtbot, stage):
    other = stage.opened.source("A", "Other")
    page, source_id = opened(qtbot, stage)
    filed(stage, source_id, "watched", Stance.SUPPORTS, "Hub")
    page.sources.setFocus()
    qtbot.keyClick(page.sources, Qt.Key.Key_Delete)
    assert page.source_id == other
    stage.opened.register.undo()
    stage.workspace.bus.passage_wanted.emit(source_id, 0)
    assert len(page.passage_model.entries) == 1


def test_a_register_without_material_says_so(qtbot, stage):
    page = show(qtbot, MaterialPage(stage.workspace))
    assert page.stack.currentIndex() == 0
    source_id = stage.opened.source("A")
    assert page.source_id == source_id
    stage.workspace.do(DeleteSource(source_id))
    assert page.stack.currentIndex() == 0


def test_a_source_without_text_has_nothing_to_select(qtbot, stage):
    stage.workspace.do(AddSource("Not held"))
    page = show(qtbot, MaterialPage(stage.workspace))
    page.pane.selectAll()
    qtbot.keyClick(page.pane, Qt.Key.Key_S)
    assert not page.bar.isVisible()


# -- adding -----------------------------------------------------------------------------------


def test_one_good_file_is_read_in_and_shown(qtbot, stage, tmp_path):
    page = show(qtbot, MaterialPage(stage.workspace))
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode())
    page.add([path])
    assert page.pane.text == TEXT
    assert stage.said == ["1 file was read in."]


def test_files_that_cannot_be_read_are_listed_with_the_reason(qtbot, stage, tmp_path):
    page = show(qtbot, MaterialPage(stage.workspace))
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Fine & <b>well</b>", "utf-8")
    bad.write_bytes(b"\xff\xfe")
    page.add([bad, good, tmp_path / "missing.txt"])
    dialog = page.findChild(AddedDialog)
    assert dialog.isVisible()
    words = dialog.listing.toPlainText()
    assert "bad.txt is not UTF-8 at byte 1" in words
    assert "missing.txt is not there" in words
    assert "Fine & <b>well</b>" in words
    assert page.pane.text == "Fine & <b>well</b>"
    assert len(stage.reader.source_rows()) == 1
    dialog.accept()


def test_files_are_dropped_on_the_room(qtbot, stage, tmp_path):
    page = show(qtbot, MaterialPage(stage.workspace))
    path = tmp_path / "dropped.txt"
    path.write_text("Dropped.", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    page.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert page.pane.text == "Dropped."


def test_a_pasted_text_becomes_a_source(qtbot, stage):
    page = show(qtbot, MaterialPage(stage.workspace))
    QGuiApplication.clipboard().setText("Pasted title\n\xa0body with a fixed space")
    page.paste_button.click()
    assert page.pane.text == "Pasted title\n\xa0body with a fixed space"
    assert stage.reader.get(Source, page.source_id).title == "Pasted title"


def test_an_empty_clipboard_is_told_in_a_sentence(qtbot, stage):
    page = show(qtbot, MaterialPage(stage.workspace))
    QGuiApplication.clipboard().setText("  ")
    page.paste_button.click()
    assert stage.told == ["There is no text to paste; copy the article's text first."]
    assert stage.reader.source_rows() == []


MATERIAL = Path(__file__).parents[2].parent / "shared" / "material"


@pytest.mark.skipif(not MATERIAL.is_dir(), reason="the articles are not beside this checkout")
def test_every_word_of_the_articles_can_be_filed(qtbot, stage, tmp_path):
    page = show(qtbot, MaterialPage(stage.workspace))
    for article in sorted(MATERIAL.glob("*.txt")):
        page.add([Path(shutil.copy(article, tmp_path))])
        text = article.read_bytes().decode()
        assert page.pane.text == text
        page.pane.selectAll()
        assert page.pane.passage() == (0, len(text))
        for start in range(0, len(text) - 40, 97):
            page.pane.select(start, start + 37)
            assert page.pane.passage() == (start, start + 37)
