"""The actors room: names, owners and the risks each touches."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from riskreg.commands import EditActor, RecordActor, RecordRisk
from riskreg.model import Actor, ActorRole
from riskreg.query import RiskFilter
from riskreg.terms import ActorKind
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
from ui.actors.page import ActorsPage

pytestmark = strictly

NAME, KIND, COUNTRY, ALIASES, OWNER, RISKS = range(6)


def actor(stage: Stage, name: str, **values) -> int:
    return stage.opened.do(RecordActor(name, values))


def held(stage: Stage, actor_id: int) -> Actor:
    return stage.reader.get(Actor, actor_id)


def editor(page: ActorsPage, row: int, column: int):
    index = page.model.index(row, column)
    page.table.setCurrentIndex(index)
    page.table.edit(index)
    kind = QComboBox if column in (KIND, OWNER) else QLineEdit
    return open_editor(page.table, kind)


@pytest.fixture
def group(stage) -> int:
    return actor(stage, "Group", country="CN", aliases=("The Group", "Group Co., Ltd"))


@pytest.fixture
def page(qtbot, stage, group) -> ActorsPage:
    carrier = actor(stage, "Carrier", parent_id=group, share_percent=80.0)
    stage.opened.do(RecordRisk("Terminal", {"actors": (ActorRole(carrier, "operates it"),)}))
    room = show(qtbot, ActorsPage(stage.workspace))
    stage.watch(room.model)
    return room


def test_actors_are_listed_with_owner_and_risks(page):
    assert texts(page.model, NAME) == ["Carrier", "Group"]
    assert texts(page.model, OWNER) == ["Group", ""]
    assert texts(page.model, RISKS) == ["1", "0"]
    assert texts(page.model, ALIASES) == ["", "The Group; Group Co., Ltd"]


def test_other_names_are_typed_with_semicolons(qtbot, stage, page, group):
    line = editor(page, 1, ALIASES)
    line.setText("The Group;  Group Co., Ltd ; G")
    enter(qtbot, line)
    assert held(stage, group).aliases == ("The Group", "Group Co., Ltd", "G")


def test_the_same_other_name_twice_is_refused(qtbot, stage, page, group):
    line = editor(page, 1, ALIASES)
    line.setText("G; G")
    enter(qtbot, line)
    assert len(stage.told) == 1
    assert held(stage, group).aliases == ("The Group", "Group Co., Ltd")


def test_kind_and_owner_are_chosen(qtbot, stage, page, group):
    box = editor(page, 1, KIND)
    box.setCurrentIndex(list(ActorKind).index(ActorKind.STATE_BODY))
    box.activated.emit(box.currentIndex())
    assert held(stage, group).kind is ActorKind.STATE_BODY
    box = editor(page, 0, OWNER)
    assert box.currentText() == "Group"
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert texts(page.model, OWNER) == ["", ""]


def test_a_ring_of_owners_is_refused(qtbot, stage, page, group):
    box = editor(page, 1, OWNER)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert stage.told == ["An actor cannot own itself."]
    assert held(stage, group).parent_id is None


def test_the_owner_is_told_apart_from_another_of_the_same_name(qtbot, stage, page, group):
    twin = actor(stage, "Group")
    row = next(i for i, r in enumerate(page.model.rows) if r.name == "Carrier")
    carrier = page.model.rows[row].id
    box = editor(page, row, OWNER)
    names = [r.id for r in page._rows if r.id != carrier]
    box.setCurrentIndex(names.index(twin) + 1)
    box.activated.emit(box.currentIndex())
    assert stage.told == []
    assert held(stage, carrier).parent_id == twin


def test_a_click_on_the_number_shows_the_risks(qtbot, stage, page):
    viewport = page.table.viewport()
    for row in (0, 1):
        rect = page.table.visualRect(page.model.index(row, RISKS))
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=rect.center())
    assert stage.wanted == [RiskFilter(actor_ids=(page.model.rows[0].id,))]


def test_a_new_actor_is_named_at_once(qtbot, stage, page):
    page.add_button.click()
    line = open_editor(page.table, QLineEdit)
    qtbot.keyClicks(line, "Port authority")
    enter(qtbot, line)
    assert "Port authority" in texts(page.model, NAME)


def test_a_deleted_actor_leaves_its_risks_and_comes_back(qtbot, stage, page):
    carrier = page.model.rows[0].id
    page.table.selectRow(0)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert texts(page.model, NAME) == ["Group"]
    assert stage.said == ["Delete actor Carrier"]
    stage.opened.register.undo()
    assert held(stage, carrier).name == "Carrier"
    assert texts(page.model, RISKS) == ["1", "0"]


def test_the_chosen_actor_is_told_with_its_roles(qtbot, stage, page):
    page.table.selectRow(0)
    (entry,) = page.details.risk_model.entries
    assert entry.head == "R-001 · operates it"
    page.details.risks.clicked.emit(page.details.risk_model.index(0))
    assert stage.chosen == [entry.id]
    assert page.details.share.text() == "80"


@pytest.mark.parametrize(("typed", "share"), [("51,5 %", 51.5), ("", None), ("100", 100.0)])
def test_a_share_is_typed_in_per_cent(qtbot, stage, page, typed, share):
    page.table.selectRow(0)
    field = page.details.share
    field.setFocus()
    field.selectAll()
    field.setText(typed)
    field.setModified(True)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert held(stage, page.model.rows[0].id).share_percent == share


@pytest.mark.parametrize("typed", ["many", "140", "-1"])
def test_a_share_that_cannot_be_is_refused_and_stays_as_typed(qtbot, stage, page, typed):
    page.table.selectRow(0)
    field = page.details.share
    field.setText(typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert len(stage.told) == 1
    assert field.text() == typed
    assert held(stage, page.model.rows[0].id).share_percent == 80.0


def test_the_grounds_for_naming_are_asked_of_persons_only(qtbot, stage, page, group):
    page.table.selectRow(1)
    assert not page.details.erase_on.isVisible()
    stage.workspace.do(EditActor(group, "kind", ActorKind.COMPANY, ActorKind.PERSON))
    assert page.details.erase_on.isVisible()
    page.details.erase_on.setText("2027-01-01")
    qtbot.keyClick(page.details.erase_on, Qt.Key.Key_Return)
    assert held(stage, group).erase_on == date(2027, 1, 1)


def test_what_is_typed_belongs_to_the_actor_it_was_typed_for(qtbot, stage, page, group):
    page.table.selectRow(1)
    note = page.details.note
    note.setFocus()
    qtbot.keyClicks(note, "State-owned")
    page.table.selectRow(0)
    assert held(stage, group).note == "State-owned"
    assert note.text() == ""


def test_actors_are_filtered_by_any_of_their_names(page):
    page.filter.setText("ltd")
    assert texts(page.model, NAME) == ["Group"]
    page.filter.setText("zz")
    assert page.empty.isVisible()


def test_the_starter_register_is_shown_whole(qtbot, starter):
    room = show(qtbot, ActorsPage(starter.workspace))
    assert len(room.model.rows) == starter.reader.tally(starter.workspace.today).actors
