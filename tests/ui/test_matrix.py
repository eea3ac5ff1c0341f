"""The matrix shows each scored risk where it stands, and the unscored ones apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from riskreg.commands import Assess, DeleteRisks, EditSettings
from riskreg.criteria import Band, default_criteria
from riskreg.errors import UserError
from riskreg.model import Impact, Likelihood, Risk
from riskreg.query import RiskFilter
from tests.ui.rooms import (  # noqa: F401 - fixtures are found by being here
    Stage,
    show,
    stage_fixture,
    starter_fixture,
    strictly,
)
from ui.matrix.mini import MiniMatrix, describe
from ui.matrix.page import MatrixPage

pytestmark = strictly


def code(here: Stage, risk_id: int) -> str:
    return here.reader.get(Risk, risk_id).code


def at(rect) -> QPoint:
    return QPoint(int(rect.x + rect.width / 2), int(rect.y + rect.height / 2))


def mark_of(page: MatrixPage, risk_id: int):
    return next(m for m in page.grid.geometry_of_risks.marks if m.risk_id == risk_id)


def scored(here: Stage, title: str = "Risk", best: float = 60, impact: int = 3) -> int:
    risk_id = here.opened.risk(title)
    here.opened.assess(risk_id, best, impact)
    return risk_id


def test_a_risk_stands_in_the_cell_of_its_levels(qtbot, stage):
    risk_id = scored(stage, best=60, impact=3)
    page = show(qtbot, MatrixPage(stage.workspace))
    layout = page.grid.geometry_of_risks
    centre = at(mark_of(page, risk_id).rect)
    assert layout.cell_at(centre.x(), centre.y()) == (4, 3)
    assert page.count.text() == "1 scored risk on the matrix"


def test_a_mark_moves_with_its_assessment_and_goes_with_its_risk(qtbot, stage):
    risk_id = scored(stage, best=60, impact=3)
    page = show(qtbot, MatrixPage(stage.workspace))
    stage.workspace.do(
        Assess(
            risk_id,
            likelihood=Likelihood(5, 10, 15),
            impacts=(Impact("democratic_order", 5, 5, 5),),
        )
    )
    centre = at(mark_of(page, risk_id).rect)
    assert page.grid.geometry_of_risks.cell_at(centre.x(), centre.y()) == (1, 5)
    stage.workspace.do(DeleteRisks((risk_id,)))
    assert page.grid.geometry_of_risks.marks == ()
    stage.opened.register.undo()
    assert len(page.grid.geometry_of_risks.marks) == 1


def test_unscored_risks_are_listed_apart(qtbot, stage):
    page = show(qtbot, MatrixPage(stage.workspace))
    assert page.grid.geometry_of_risks.marks == ()
    stage.watch(page.unscored_model)
    risk_id = stage.opened.risk("No score yet")
    assert [e.title for e in page.unscored_model.entries] == ["No score yet"]
    page.unscored.clicked.emit(page.unscored_model.index(0))
    assert stage.chosen == [risk_id]


def test_many_unscored_risks_are_counted_and_shown_in_the_table(qtbot, stage):
    for number in range(62):
        stage.opened.risk(f"Risk {number}")
    page = show(qtbot, MatrixPage(stage.workspace))
    assert len(page.unscored_model.entries) == 60
    assert page.all_button.text() == "Show all 62 in the table"
    page.all_button.click()
    assert stage.wanted == [RiskFilter(unscored=True)]


def test_a_click_on_a_cell_asks_for_its_risks(qtbot, stage):
    page = show(qtbot, MatrixPage(stage.workspace))
    cell = page.grid.geometry_of_risks.cells[4, 3]
    qtbot.mouseClick(page.grid, Qt.MouseButton.LeftButton, pos=at(cell))
    assert stage.wanted == [RiskFilter(cell=(4, 3))]


def test_a_click_on_a_mark_chooses_the_risk_and_shows_its_range(qtbot, stage):
    risk_id = scored(stage)
    page = show(qtbot, MatrixPage(stage.workspace))
    before = page.grid.grab().toImage()
    qtbot.mouseClick(page.grid, Qt.MouseButton.LeftButton, pos=at(mark_of(page, risk_id).rect))
    assert stage.chosen == [risk_id]
    assert stage.wanted == []
    assert page.grid.selected == risk_id
    assert page.grid.grab().toImage() != before


def test_a_risk_chosen_elsewhere_shows_its_range_here(qtbot, stage):
    risk_id = scored(stage)
    page = show(qtbot, MatrixPage(stage.workspace))
    stage.workspace.bus.risk_chosen.emit(risk_id)
    assert page.grid.selected == risk_id
    stage.workspace.bus.risk_chosen.emit(0)
    assert page.grid.selected is None


def test_cells_are_reached_by_keyboard(qtbot, stage):
    risk_id = scored(stage, best=95, impact=2)
    page = show(qtbot, MatrixPage(stage.workspace))
    page.grid.setFocus(Qt.FocusReason.OtherFocusReason)
    unmarked = page.grid.grab().toImage()
    page.grid.clearFocus()
    page.grid.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.grid.grab().toImage() != unmarked
    qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    assert page.grid.cursor_cell == (5, 2)
    qtbot.keyClick(page.grid, Qt.Key.Key_Space)
    assert stage.chosen == [risk_id]
    qtbot.keyClick(page.grid, Qt.Key.Key_Down)
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert stage.wanted == [RiskFilter(cell=(4, 2))]


def test_a_full_cell_counts_the_rest_and_lists_it(qtbot, stage):
    ids = [scored(stage, f"Risk & {number}") for number in range(70)]
    page = show(qtbot, MatrixPage(stage.workspace), 900, 560)
    layout = page.grid.geometry_of_risks
    (rest,) = layout.rests
    assert rest.number + len(layout.marks) == 70
    menu = page.grid.list_of(rest)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[-1] == "Show all 70 risks in the table"
    first = rest.risk_ids[0]
    assert words[0].startswith(code(stage, first))
    assert "&&" in words[0]
    menu.actions()[0].trigger()
    assert stage.chosen == [first]
    menu.actions()[-1].trigger()
    assert stage.wanted == [RiskFilter(cell=(4, 3))]
    assert first in ids


def test_a_register_with_another_grid_is_drawn_with_it(qtbot, stage):
    own = default_criteria()
    smaller = replace(
        own,
        bands=(Band(1, "rare", 0, 50), Band(2, "frequent", 50, 100)),
        impact_words=("slight", "felt", "grave", "dire", "fatal"),
        grid=((1, 1, 2, 3, 3), (1, 2, 3, 3, 4)),
    )
    stage.workspace.do(EditSettings(1, "criteria", own, smaller))
    page = show(qtbot, MatrixPage(stage.workspace))
    assert set(page.grid.geometry_of_risks.cells) == {
        (row, column) for row in (1, 2) for column in (1, 2, 3, 4, 5)
    }


def test_the_picture_holds_the_grid_and_the_legend(qtbot, starter, tmp_path):
    page = show(qtbot, MatrixPage(starter.workspace))
    page.save_png(tmp_path / "matrix.png")
    picture = QImage(str(tmp_path / "matrix.png"))
    assert picture.width() >= 2 * page.grid.width()
    colours = {
        picture.pixelColor(x, y).name().upper()
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
    }
    assert {level.fill.upper() for level in default_criteria().levels} <= colours


def test_a_picture_that_cannot_be_written_is_told_in_a_sentence(qtbot, starter, tmp_path):
    page = show(qtbot, MatrixPage(starter.workspace))
    with pytest.raises(UserError, match="cannot be written"):
        page.save_png(tmp_path / "no folder" / "matrix.png")


def test_the_small_matrix_says_in_words_what_it_shows(qtbot):
    mini = MiniMatrix()
    qtbot.addWidget(mini)
    empty = mini.grab().toImage()
    mini.set_score(default_criteria(), (3, 4), (2, 4, 3, 5))
    assert mini.grab().toImage() != empty
    assert mini.accessibleDescription() == (
        "Likelihood 3 of 5, impact 4 of 5: High. "
        "The range reaches from likelihood 2 to 4 and from impact 3 to 5."
    )
    assert describe(default_criteria(), (3, 4), (3, 3, 4, 4)).endswith("High.")
    mini.set_score(default_criteria(), None, None)
    assert mini.accessibleDescription().startswith("Unscored")


def test_an_unseen_room_reads_only_when_it_is_shown(qtbot, stage):
    page = MatrixPage(stage.workspace)
    qtbot.addWidget(page)
    scored(stage)
    assert page.stale
    assert page.grid.geometry_of_risks.marks == ()
    page.resize(1200, 800)  # room for the mark itself in any font
    page.show()
    assert not page.stale
    assert len(page.grid.geometry_of_risks.marks) == 1
