"""A conflict is settled alike wherever the field stands: in a form, in a cell, in the inspector."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTableView, QWidget

from riskreg.commands import Command, EditActor, EditMeasure, EditRisk, EditSource
from riskreg.model import Actor, Entity, Measure, Source
from tests import samples
from tests.journeys.conftest import OpenWindow
from tests.journeys.driver import K, Person
from tests.ui.window_pieces import strictly
from ui.actors.page import ActorsPage
from ui.frame.conflict import ConflictDialog
from ui.material.page import MaterialPage
from ui.measures.page import MeasuresPage
from ui.risks.columns import INDEX

pytestmark = strictly


@dataclass
class Place:
    """Where somebody types: the editor, and the field of the entity that it edits."""

    editor: QWidget
    command: type[Command]
    entity: Entity
    field: str
    table: QTableView | None = None

    @property
    def seen(self) -> Any:
        return getattr(self.entity, self.field)


def in_material(person: Person) -> Place:
    person.go(3)
    page = person.room(MaterialPage)
    person.click(page.head.fold)
    editor = person.click_into(page.head.texts["publisher"])
    return Place(editor, EditSource, person.reader.get(Source, page.source_id), "publisher")


def beside_actors(person: Person) -> Place:
    person.go(4)
    page = person.room(ActorsPage)
    actor = person.reader.get(Actor, page.model.rows[0].id)
    return Place(person.click_into(page.details.note), EditActor, actor, "note")


def among_actors(person: Person) -> Place:
    person.go(4)
    page = person.room(ActorsPage)
    actor = person.reader.get(Actor, page.model.rows[2].id)
    editor = person.open_cell(page.table, 2, 2)
    return Place(editor, EditActor, actor, "country", page.table)


def among_measures(person: Person) -> Place:
    person.go(5)
    page = person.room(MeasuresPage)
    measure = person.reader.get(Measure, page.model.rows[2].measure.id)
    return Place(person.open_cell(page.table, 2, 2), EditMeasure, measure, "owner", page.table)


def among_risks(person: Person) -> Place:
    editor = person.open_cell(person.table, 0, INDEX["owner"])
    return Place(editor, EditRisk, person.risks()[0], "owner", person.table)


def in_the_inspector(person: Person) -> Place:
    tab = person.show_tab("summary")
    person.click(tab._fold)
    editor = person.click_into(tab.details.by_name["place"])
    return Place(editor, EditRisk, person.risks()[0], "place")


_PLACES = (
    in_material,
    beside_actors,
    among_actors,
    among_measures,
    among_risks,
    in_the_inspector,
)


@pytest.mark.parametrize("button", ["keep_theirs", "write_mine"])
@pytest.mark.parametrize("go_there", _PLACES, ids=lambda place: place.__name__)
def test_both_values_are_shown_once_and_the_chosen_one_stands_in_the_field(
    open_window: OpenWindow,
    open_desk: Callable[..., samples.Opened],
    starter_file: Path,
    go_there: Callable[[Person], Place],
    button: str,
) -> None:
    person = open_window(starter_file)
    place = go_there(person)
    person.replace("mine")
    make: Any = place.command
    theirs = make(place.entity.id, place.field, place.seen, "theirs")
    open_desk(starter_file, "Bob").register.execute(theirs)
    shown: list[list[str]] = []

    def settle(dialog: ConflictDialog) -> None:
        shown.append([t.toPlainText() for t in dialog.findChildren(QPlainTextEdit)])
        getattr(dialog, button).click()

    with person.answering(ConflictDialog, settle):
        person.key(K.Key_Return)
    kept = "theirs" if button == "keep_theirs" else "mine"
    assert shown == [["theirs", "mine"]]
    assert getattr(person.reader.get(type(place.entity), place.entity.id), place.field) == kept
    assert person.told == ""
    if place.table is not None:
        assert place.table.currentIndex().data() == kept
        assert not isinstance(person.focus(), QLineEdit)  # the cell is closed
    else:
        assert isinstance(place.editor, QLineEdit)
        assert place.editor.text() == kept
        assert not place.editor.property("wrong")
