"""Changing risks: in the table, in the inspector, many at once; a value brought back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTextBrowser

from riskreg.changes import same
from riskreg.model import Risk
from riskreg.snapshot import Snapshot
from riskreg.terms import RiskStatus
from tests import samples
from tests.journeys.conftest import OpenWindow
from tests.journeys.driver import CTRL, SHIFT, K, Person
from tests.ui.window_pieces import strictly
from ui.history.page import HistoryPage
from ui.risks.columns import INDEX

pytestmark = strictly

OpenDesk = Callable[..., samples.Opened]


def on_disk(open_desk: OpenDesk, path: Path, risk_id: int) -> Risk:
    """A risk as another program reads it from the file now."""
    return open_desk(path).store.get(Risk, risk_id)


# -- in the table -----------------------------------------------------------------------------


def test_title_owner_and_review_date_are_changed_in_the_table(
    open_window: OpenWindow, starter_file: Path, open_desk: OpenDesk
) -> None:
    person = open_window(starter_file)
    risk = person.risks()[1]

    person.open_cell(person.table, 1, INDEX["title"])
    person.replace("Cameras that phone home")
    person.key(K.Key_Return)
    assert on_disk(open_desk, starter_file, risk.id).title == "Cameras that phone home"

    person.open_cell(person.table, 1, INDEX["owner"])
    person.replace("FPS Interior")
    person.key(K.Key_Return)
    person.open_cell(person.table, 1, INDEX["review"])
    person.replace("20/12/2031")
    person.key(K.Key_Return)
    now = on_disk(open_desk, starter_file, risk.id)
    assert (now.owner, now.review_on) == ("FPS Interior", date(2031, 12, 20))
    shown = [person.table.model().index(1, INDEX[key]).data() for key in ("title", "owner")]
    assert shown == ["Cameras that phone home", "FPS Interior"]
    assert person.told == ""


def test_a_bad_date_is_told_in_one_sentence_and_stays_as_typed(
    open_window: OpenWindow, starter_file: Path, open_desk: OpenDesk
) -> None:
    person = open_window(starter_file)
    risk = person.risks()[0]
    editor = person.open_cell(person.table, 0, INDEX["review"])
    assert isinstance(editor, QLineEdit)
    person.replace("31/02/2027")
    person.key(K.Key_Return)
    assert person.told == "'31/02/2027' is not a date; write it as 2026-12-20 or 20/12/2026."
    person.picture("bad-date")
    assert editor.isVisible()
    assert editor.text() == "31/02/2027"
    assert editor.fontMetrics().horizontalAdvance(editor.text()) < editor.width() - 16
    assert on_disk(open_desk, starter_file, risk.id).review_on == risk.review_on
    person.replace("28/02/2027")
    person.key(K.Key_Return)
    assert on_disk(open_desk, starter_file, risk.id).review_on == date(2027, 2, 28)
    assert person.told == ""


def test_a_click_elsewhere_saves_the_cell_and_goes_there(
    open_window: OpenWindow, starter_file: Path
) -> None:
    person = open_window(starter_file)
    person.open_cell(person.table, 0, INDEX["title"])
    person.replace("Left by a click")
    person.click_into(person.inspector.title)
    assert person.risks()[0].title == "Left by a click"
    assert person.inspector.title.toPlainText() == "Left by a click"


# -- in the inspector -------------------------------------------------------------------------


def test_an_edit_in_the_inspector_is_on_disk_when_its_field_is_left(
    open_window: OpenWindow, starter_file: Path, open_desk: OpenDesk
) -> None:
    person = open_window(starter_file)
    risk = person.risks()[0]
    person.click_cell(person.table, 0, INDEX["title"])
    person.click_into(person.inspector.title)
    person.replace("One carrier runs the quay")
    assert on_disk(open_desk, starter_file, risk.id).title == risk.title
    person.key(K.Key_Tab)
    assert on_disk(open_desk, starter_file, risk.id).title == "One carrier runs the quay"

    summary = person.show_tab("summary")
    person.click(summary._fold)
    fields = summary.details.by_name
    person.picture("fields")
    assert not fields["summary"].visibleRegion().isEmpty()
    for name, typed in (
        ("cause", "the port sold\nits last quay"),
        ("consequence", "queues"),
        ("place", "Zeebrugge"),
        ("owner", "Port of Norland"),
        ("tags", "quay\ncarrier"),
        ("gaps", "who owns the cranes"),
    ):
        person.click_into(fields[name])
        person.replace(typed)
        person.key(K.Key_Tab)
        value: Any = getattr(on_disk(open_desk, starter_file, risk.id), name)
        assert value == (("quay", "carrier") if name == "tags" else typed)
        assert person.told == ""

    person.click_into(fields["review_on"])
    person.replace("1/2/2032")
    person.choose(fields["status"], "Monitoring")  # the way there leaves the date
    now = on_disk(open_desk, starter_file, risk.id)
    assert (now.review_on, now.status) == (date(2032, 2, 1), RiskStatus.MONITORING)


# -- many at once -----------------------------------------------------------------------------


def as_one(snapshot: Snapshot) -> dict[int, Any]:
    """Everything in a register by id."""
    kinds = (snapshot.risks, snapshot.evidence, snapshot.assessments, snapshot.measures)
    return {entity.id: entity for kind in kinds for entity in kind}


def test_deleted_risks_come_back_whole_and_their_codes_are_never_given_again(
    open_window: OpenWindow, starter_file: Path
) -> None:
    person = open_window(starter_file)
    header = person.table.horizontalHeader()
    person.click(header.viewport(), _middle_of(header, INDEX["code"]))
    if person.risks()[0].code == "R-001":
        person.click(header.viewport(), _middle_of(header, INDEX["code"]))
    whole = person.reader.snapshot()
    last = whole.risks[-1].code
    doomed = person.risks()[:3]
    assert doomed[0].code == last
    assert all(whole.evidence_of[risk.id] for risk in doomed)

    person.click_cell(person.table, 0, INDEX["title"])
    person.click_cell(person.table, 2, INDEX["title"], SHIFT)
    person.key(K.Key_Delete)
    assert [r.code for r in person.reader.snapshot().risks] == [
        r.code for r in whole.risks[: len(whole.risks) - 3]
    ]
    assert person.bench.status.said == "Deleted 3 risks"
    person.picture("deleted")

    person.key(K.Key_N, CTRL)
    person.write("Another one")
    person.key(K.Key_Return)
    (fresh,) = (r for r in person.risks() if r.title == "Another one")
    assert fresh.code == f"R-{int(last[2:]) + 1:03d}"

    person.undo()
    person.undo()
    assert person.menu_words("undo") == "Undo “Delete 3 risks”"
    person.undo()
    now, before = as_one(person.reader.snapshot()), as_one(whole)
    assert now.keys() == before.keys()
    assert all(same(now[key], before[key]) for key in before)
    person.redo()
    person.undo()
    assert as_one(person.reader.snapshot()).keys() == before.keys()

    person.key(K.Key_N, CTRL)
    person.key(K.Key_Escape)
    codes = [r.code for r in person.reader.snapshot().risks]
    assert codes[-1] == f"R-{int(last[2:]) + 2:03d}"
    assert len(set(codes)) == len(codes)


def _middle_of(header: Any, column: int) -> Any:
    from PySide6.QtCore import QPoint

    across = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    return QPoint(across, header.height() // 2)


# -- the history ------------------------------------------------------------------------------


def click_link(person: Person, browser: QTextBrowser, words: str) -> None:
    found = browser.document().find(words)
    assert not found.isNull(), f"{words} is not offered"
    found.setPosition(found.selectionStart() + 2)
    person.click(browser.viewport(), browser.cursorRect(found).center())


def test_a_value_is_restored_from_the_history(open_window: OpenWindow, starter_file: Path) -> None:
    person = open_window(starter_file)
    risk = person.risks()[0]
    person.open_cell(person.table, 0, INDEX["owner"])
    person.replace("Nobody")
    person.key(K.Key_Return)
    assert person.reader.get(Risk, risk.id).owner == "Nobody"

    person.go(7)
    room = person.room(HistoryPage)
    newest = room.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "A. Analyst" in newest
    assert "Nobody" in newest
    person.picture("history")
    click_link(person, room.detail, "Restore the value from before")
    assert person.reader.get(Risk, risk.id).owner == risk.owner
    assert person.menu_words("undo") == f"Undo “Edit owner of {risk.code}”"
    person.picture("restored")
    person.undo()
    assert person.reader.get(Risk, risk.id).owner == "Nobody"
    assert room.model.rowCount() >= 3
