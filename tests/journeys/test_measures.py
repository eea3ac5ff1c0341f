"""Agreeing measures: added to a risk, given a day, told when that day is over."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from riskreg.model import Measure
from riskreg.terms import MeasureStatus
from riskreg.words import date_text
from tests.journeys.conftest import OpenWindow
from tests.journeys.driver import K, Person
from tests.ui.window_pieces import strictly
from ui.measures.choosing import RiskChooser
from ui.measures.page import MeasuresPage

pytestmark = strictly

_TITLE, _OWNER, _DUE, _STATUS = 0, 2, 3, 4


@pytest.fixture
def person(open_window: OpenWindow, starter_file: Path) -> Person:
    return open_window(starter_file)


def overdue(person: Person) -> str:
    """What the status line says of measures."""
    return person.bench.status._measures.text()


def test_a_measure_is_added_dated_overdue_and_done(person: Person) -> None:
    code = person.risks()[0].code
    late_before = person.reader.tally(person.bench.workspace.today).overdue_measures
    person.go(5)
    room = person.room(MeasuresPage)
    person.click(room.add_button)
    chooser = room.findChild(RiskChooser)
    assert chooser is not None
    person.wait(chooser.isActiveWindow)
    person.picture("choose-risk")
    person.write(code)
    person.key(K.Key_Return)
    person.write("Second carrier under contract")
    person.key(K.Key_Return)
    (row,) = (r for r in person.reader.measure_rows() if r.measure.title.startswith("Second"))
    assert row.risk_code == code
    assert row.measure.status is MeasureStatus.PLANNED

    today = person.bench.workspace.today
    yesterday = today - timedelta(days=1)
    place = room.model.row_of(row.measure.id)
    assert place is not None
    editor = person.open_cell(room.table, place, _DUE)
    assert isinstance(editor, QLineEdit)
    person.replace("yesterday")
    person.key(K.Key_Return)
    assert person.told == "'yesterday' is not a date; write it as 2026-12-20 or 20/12/2026."
    again = person.focus()
    assert isinstance(again, QLineEdit)
    assert again.text() == "yesterday"
    assert room.table.viewport().rect().contains(again.geometry())
    person.picture("bad-due")
    person.replace(yesterday.isoformat())
    person.key(K.Key_Return)
    assert person.reader.get(Measure, row.measure.id).due == yesterday
    assert person.told == ""
    late = late_before + 1
    assert overdue(person) == (
        f"{late} measure overdue" if late == 1 else f"{late} measures overdue"
    )
    place = room.model.row_of(row.measure.id)
    assert place is not None
    assert room.model.index(place, _DUE).data() == f"{date_text(yesterday)} overdue"
    person.picture("overdue")
    shown = room.table.visualRect(room.model.index(place, _DUE))
    assert room.table.viewport().rect().contains(shown)

    person.open_cell(room.table, place, _DUE)
    person.replace((today + timedelta(days=400)).isoformat())
    person.key(K.Key_Return)
    assert person.reader.tally(today).overdue_measures == late_before
    assert overdue(person).startswith(f"{late_before} ")
    person.undo()
    assert overdue(person).startswith(f"{late} ")
