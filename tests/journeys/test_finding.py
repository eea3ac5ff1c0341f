"""Finding one's way: from the matrix to the table, from a word to the place it stands."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF

from riskreg.query import RiskFilter
from tests.journeys.conftest import OpenWindow
from tests.journeys.driver import CTRL, SHIFT, K, Person
from tests.ui.window_pieces import strictly
from ui.material.page import MaterialPage
from ui.matrix.page import MatrixPage

pytestmark = strictly

TEXT = (
    "Parcels under watch\n\n"
    + "".join(f"Paragraph {n} tells of parcels, ships and quays at length.\n\n" for n in range(60))
    + "The hub at Liège was named “a point of attention” by the service.\n\n"
    + "".join(f"Paragraph {n} tells of other things again.\n\n" for n in range(60))
)


def test_a_click_on_a_cell_of_the_matrix_filters_the_table_until_the_chip_is_cleared(
    open_window: OpenWindow, starter_file: Path
) -> None:
    person = open_window(starter_file)
    all_risks = list(person.bench.risks.model.ids)
    rows = person.reader.risk_rows(all_risks)
    cell = next((r.likelihood_level, r.impact) for r in rows if r.level)
    expected = {r.id for r in rows if (r.likelihood_level, r.impact) == cell}
    assert len(expected) < len(all_risks)

    person.go(2)
    grid = person.room(MatrixPage).grid
    rect = grid.geometry_of_risks.cells[cell]
    corner = QPointF(rect.right - 4, rect.bottom - 4)
    assert grid.geometry_of_risks.mark_at(corner.x(), corner.y()) is None
    person.click(grid, corner.toPoint())

    assert person.bench.room == "risks"
    assert {r.id for r in person.risks()} == expected
    chip = person.bench.risks.filter_bar._extra["cell"]
    assert chip.text() == f"Cell: likelihood {cell[0]}, impact {cell[1]}  ×"
    assert f"{len(expected)} shown" in person.bench.status._risks.text()
    person.picture("cell-filter")
    person.click(chip, QPoint(chip.width() - 8, chip.height() // 2))
    assert not chip.isVisible()
    assert list(person.bench.risks.model.ids) == all_risks
    assert person.bench.risks.model.filter == RiskFilter()


def paste_article(person: Person, text: str) -> None:
    from PySide6.QtWidgets import QApplication

    person.go(3)
    QApplication.clipboard().setText(text)
    person.click(person.room(MaterialPage).paste_button)


def test_a_word_without_its_accents_is_found_in_a_source_and_return_goes_to_it(
    open_window: OpenWindow, register_file: Path
) -> None:
    person = open_window(register_file)
    paste_article(person, TEXT)
    paste_article(person, "Something else\n\nAbout another thing.\n")
    person.go(1)
    person.key(K.Key_K, CTRL)
    person.write("liege")
    hits = [line.hit for line in person.bench.search.model.lines if line.hit]
    assert [(hit.kind, hit.code) for hit in hits] == [("source", "S-001")]
    assert "Liège" in hits[0].extract
    person.picture("search")
    person.key(K.Key_Return)

    page = person.room(MaterialPage)
    assert page.pane.text == TEXT
    assert person.focus() is page.pane
    span = page.pane.passage()
    assert span is not None
    assert TEXT[slice(*span)] == "Liège"
    assert not page.bar.isVisible()
    assert page.pane.viewport().rect().contains(page.pane.cursorRect())
    person.picture("found-in-text")


def test_a_filed_passage_is_found_and_return_goes_to_it(
    open_window: OpenWindow, register_file: Path
) -> None:
    person = open_window(register_file)
    paste_article(person, TEXT)
    page = person.room(MaterialPage)
    start = TEXT.index("The hub at Liège")
    page.pane.reveal(start)
    person.click_into(page.pane)
    page.pane.reveal(start)
    person.key(K.Key_Right, SHIFT, CTRL, times=4)
    person.key(K.Key_O)
    person.write("Hub data")
    person.key(K.Key_Return)
    person.key(K.Key_Return)
    (passage,) = person.reader.snapshot().evidence
    assert passage.excerpt == "The hub at Liège "
    page.pane.reveal(0)
    person.go(1)
    person.key(K.Key_K, CTRL)
    person.write("liege hub")
    lines = person.bench.search.model.lines
    place = next(n for n, line in enumerate(lines) if line.hit and line.hit.kind == "evidence")
    while person.bench.search.list.currentIndex().row() != place:
        person.key(K.Key_Down)
    person.key(K.Key_Return)
    assert page.isVisible()
    assert page.pane.flashing == passage.id
    assert page.pane.viewport().rect().contains(page.pane.cursorRect())
