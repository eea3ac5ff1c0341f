"""The measures room: what is owed, by whom, until when."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyleOptionViewItem

from riskreg.commands import AddMeasure, EditMeasure
from riskreg.model import Measure
from riskreg.terms import MeasureStatus
from tests.ui.rooms import (  # noqa: F401 - fixtures are found by being here
    Stage,
    enter,
    open_editor,
    show,
    stage_fixture,
    starter_fixture,
    strictly,
    texts,
)
from ui.measures.choosing import RiskChooser
from ui.measures.page import MeasuresPage, Wanted
from ui.theme import LIGHT

pytestmark = strictly

TITLE, RISK, OWNER, DUE, STATUS, COST, EFFECT = range(7)


def measure(stage: Stage, title: str, risk_id: int | None = None, **values) -> int:
    return stage.opened.do(AddMeasure(risk_id or stage.opened.risk(), title, values))


def held(stage: Stage, measure_id: int) -> Measure:
    return stage.reader.get(Measure, measure_id)


def editor(page: MeasuresPage, row: int, column: int):
    index = page.model.index(row, column)
    page.table.setCurrentIndex(index)
    page.table.edit(index)
    kind = QComboBox if column == STATUS else QLineEdit
    return open_editor(page.table, kind)


def reopened(page: MeasuresPage):
    """The editor that came back with what was refused in it."""
    line = open_editor(page.table, QLineEdit)
    return line if line is not None and line.property("wrong") else None


@pytest.fixture
def page(qtbot, stage) -> MeasuresPage:
    risk_id = stage.opened.risk("Scanners at ports")
    measure(stage, "Later", risk_id, due=date(2027, 3, 1), owner="FPS Finance")
    measure(stage, "Late", risk_id, due=date(2026, 1, 4), cost="=1+1")
    measure(stage, "Done", risk_id, status=MeasureStatus.DONE, due=date(2025, 1, 1))
    measure(stage, "No date", risk_id)
    room = show(qtbot, MeasuresPage(stage.workspace))
    stage.watch(room.model)
    return room


def test_open_measures_stand_first_with_the_most_urgent_on_top(page):
    assert texts(page.model, TITLE) == ["Late", "Later", "No date"]
    assert texts(page.model, DUE) == ["4 Jan 2026 overdue", "1 Mar 2027", ""]
    assert texts(page.model, RISK) == ["R-001"] * 3


def test_chips_show_open_overdue_done_or_all(qtbot, page):
    expected = {
        Wanted.OVERDUE: ["Late"],
        Wanted.DONE: ["Done"],
        Wanted.ALL: ["Done", "Late", "Later", "No date"],
        Wanted.OPEN: ["Late", "Later", "No date"],
    }
    for number, wanted in enumerate(Wanted):
        page._chips.button(number).click()
        assert texts(page.model, TITLE) == expected[wanted]


def test_what_is_empty_comes_last_whichever_way_it_is_sorted(page):
    page.table.sortByColumn(DUE, Qt.SortOrder.DescendingOrder)
    assert texts(page.model, TITLE) == ["Later", "Late", "No date"]
    page.table.sortByColumn(TITLE, Qt.SortOrder.DescendingOrder)
    assert texts(page.model, TITLE) == ["No date", "Later", "Late"]


def test_what_is_overdue_stands_out_and_says_so(page):
    option = QStyleOptionViewItem()
    delegate = page.table.itemDelegate()
    delegate.initStyleOption(option, page.model.index(0, DUE))
    assert option.palette.color(QPalette.ColorRole.Text).name() == LIGHT.danger
    option = QStyleOptionViewItem()
    delegate.initStyleOption(option, page.model.index(1, DUE))
    assert option.palette.color(QPalette.ColorRole.Text).name() != LIGHT.danger


def test_a_cell_is_edited_in_place(qtbot, stage, page):
    line = editor(page, 1, OWNER)
    assert line.text() == "FPS Finance"
    line.clear()
    qtbot.keyClicks(line, "Customs")
    enter(qtbot, line)
    assert texts(page.model, OWNER)[1] == "Customs"
    assert stage.opened.register.undo_label == "Edit owner of Later"


def test_an_edit_that_moves_the_row_keeps_it_selected(qtbot, stage, page):
    line = editor(page, 0, DUE)
    assert line.text() == "2026-01-04"
    line.setText("31.12.2030")
    enter(qtbot, line)
    assert texts(page.model, TITLE) == ["Later", "Late", "No date"]
    assert page.table.chosen()[0].measure.title == "Late"


def test_a_date_that_is_none_is_told_and_stays_in_the_editor(qtbot, stage, page):
    line = editor(page, 0, DUE)
    line.setText("31/02/2027")
    enter(qtbot, line)
    assert stage.told == ["'31/02/2027' is not a date; write it as 2026-12-20 or 20/12/2026."]
    qtbot.waitUntil(lambda: reopened(page) is not None)
    again = reopened(page)
    assert again.text() == "31/02/2027"
    again.setText("1/2/2027")
    enter(qtbot, again)
    assert "1 Feb 2027" in texts(page.model, DUE)


def test_a_measure_without_a_title_is_refused(qtbot, stage, page):
    line = editor(page, 0, TITLE)
    line.clear()
    enter(qtbot, line)
    assert stage.told == ["A measure needs a title."]
    qtbot.waitUntil(lambda: reopened(page) is not None)


def test_the_status_is_chosen_from_the_list(qtbot, stage, page):
    box = editor(page, 0, STATUS)
    assert box.currentText() == "Planned"
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert texts(page.model, TITLE) == ["Later", "No date"]
    page.show_only(Wanted.DONE)
    assert "Late" in texts(page.model, TITLE)


def test_an_untouched_cell_is_not_written(qtbot, stage, page):
    odd = measure(stage, "Odd", cost="a\x00b\nc")
    place = page.model.row_of(odd)
    before = held(stage, odd)
    line = editor(page, place, COST)
    enter(qtbot, line)
    assert held(stage, odd) == before


def test_typing_beside_odd_characters_leaves_them_as_they_are(qtbot, stage, page):
    odd = measure(stage, "Odd", cost="a\x00b")
    line = editor(page, page.model.row_of(odd), COST)
    line.setCursorPosition(len(line.text()))
    qtbot.keyClicks(line, "!")
    enter(qtbot, line)
    assert held(stage, odd).cost == "a\x00b!"


def test_a_change_by_somebody_else_is_not_overwritten_unseen(qtbot, stage, page, open_desk):
    late = page.model.rows[0].measure
    line = editor(page, 0, OWNER)
    other = open_desk(stage.workspace.path, person="Ben")
    other.register.execute(EditMeasure(late.id, "owner", "", "Theirs"))
    line.setText("Mine")
    enter(qtbot, line)
    assert held(stage, late.id).owner == "Theirs"
    assert stage.told == [
        "Somebody else changed this field in the meantime. Nothing was overwritten."
    ]


def test_a_measure_is_added_to_a_risk_found_by_words(qtbot, stage, page):
    wanted = stage.opened.risk("Cameras in ministries")
    page.add_button.click()
    chooser = page.findChild(RiskChooser)
    qtbot.keyClicks(chooser.field, "camer")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    row = next(r for r in page.model.rows if r.measure.risk_id == wanted)
    line = open_editor(page.table, QLineEdit)
    qtbot.keyClicks(line, "Inventory of cameras")
    enter(qtbot, line)
    assert held(stage, row.measure.id).title == "Inventory of cameras"


def test_choosing_no_risk_adds_nothing(qtbot, stage, page):
    page.add_button.click()
    chooser = page.findChild(RiskChooser)
    qtbot.keyClicks(chooser.field, "nothing like it")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chooser.isVisible()
    qtbot.keyClick(chooser.field, Qt.Key.Key_Escape)
    assert len(stage.reader.measure_rows()) == 4


def test_selected_measures_are_deleted_and_come_back(qtbot, stage, page):
    page.table.selectAll()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert texts(page.model, TITLE) == []
    assert page.empty.isVisible()
    assert stage.said == ["3 measures deleted"]
    stage.opened.register.undo()
    assert len(texts(page.model, TITLE)) == 1


def test_the_code_of_the_risk_leads_to_it(qtbot, stage, page):
    rect = page.table.visualRect(page.model.index(0, RISK))
    viewport = page.table.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=rect.center())
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=rect.center() + QPoint(1, 0))
    assert stage.chosen == [page.model.rows[0].measure.risk_id]
    assert stage.pages == ["risks"]


def test_return_opens_the_risk_or_the_editor(qtbot, stage, page):
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(0, RISK))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert stage.pages == ["risks"]
    page.table.setCurrentIndex(page.model.index(0, OWNER))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert open_editor(page.table, QLineEdit)


def test_measures_are_filtered_by_words(page):
    page.filter.setText("financ")
    assert texts(page.model, TITLE) == ["Later"]
    page.filter.setText("nothing like it")
    assert page.empty.text() == "No measure answers to this filter; All shows every one."


def test_hostile_text_is_shown_as_typed(stage, page):
    page.filter.setText("late")
    assert texts(page.model, COST)[0] == "=1+1"
