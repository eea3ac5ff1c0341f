"""The history room: who changed what, when, from what to what; values can be restored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QUrl

from riskreg.commands import (
    AddMeasure,
    DeleteRisks,
    EditMeasure,
    EditRisk,
    EditSettings,
    EditSource,
    RecordActor,
)
from riskreg.criteria import default_criteria
from riskreg.model import ActorRole, Risk
from riskreg.ports import AuditEntry
from riskreg.terms import RiskStatus
from tests.ui.rooms import (  # noqa: F401 - fixtures are found by being here
    Stage,
    show,
    stage_fixture,
    starter_fixture,
    strictly,
)
from ui.history.page import HistoryPage
from ui.history.telling import Teller, restoring, steps_of

pytestmark = strictly


@pytest.fixture
def risk_id(stage) -> int:
    return stage.opened.risk("Scanners at ports", owner="FPS Finance")


@pytest.fixture
def page(qtbot, stage, risk_id) -> HistoryPage:
    room = show(qtbot, HistoryPage(stage.workspace))
    stage.watch(room.model)
    return room


def edit(stage: Stage, risk_id: int, field: str, value: object) -> None:
    seen = getattr(stage.reader.get(Risk, risk_id), field)
    assert stage.workspace.do(EditRisk(risk_id, field, seen, value)) is not None


def newest(stage: Stage) -> AuditEntry:
    return stage.reader.audit(limit=50)[0]


def test_a_change_is_told_from_what_to_what_as_it_happens(stage, page, risk_id):
    edit(stage, risk_id, "owner", "FPS Mobility")
    entry = page.model.entries[0]
    assert entry.title == "R-001 Scanners at ports"
    assert entry.facts == ("owner: FPS Finance → FPS Mobility",)
    assert entry.head.endswith("Ann · edited")
    page.steps.setCurrentIndex(page.model.index(0))
    words = page.detail.toPlainText()
    assert "FPS Finance" in words
    assert "FPS Mobility" in words


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("review_on", date(2027, 2, 1), "review on: nothing → 1 Feb 2027"),
        ("status", RiskStatus.IN_REVIEW, "status: Draft → In review"),
        ("tags", ("ports", "x-ray"), "tags: nothing → ports; x-ray"),
        ("summary", "One\nTwo <b>", "summary: nothing → One; Two <b>"),
    ],
)
def test_values_are_told_as_words(stage, page, risk_id, field, value, line):
    edit(stage, risk_id, field, value)
    assert page.model.entries[0].facts == (line,)


def test_names_stand_for_ids(stage, page, risk_id):
    actor_id = stage.opened.do(RecordActor("Carrier"))
    edit(stage, risk_id, "actors", (ActorRole(actor_id, "operates it"),))
    assert page.model.entries[0].facts == ("actors: nothing → Carrier – operates it",)
    first = stage.opened.source("A", "Original")
    copy = stage.opened.source("B", "Copy")
    stage.workspace.do(EditSource(copy, "derives_from", None, first))
    assert page.model.entries[0].facts == ("derives from: nothing → S-001 Original",)


def test_a_value_is_restored_by_its_link_and_that_is_undone(stage, page, risk_id):
    edit(stage, risk_id, "owner", "FPS Mobility")
    page.steps.setCurrentIndex(page.model.index(0))
    assert "Restore the value from before" in page.detail.toPlainText()
    page.detail.anchorClicked.emit(QUrl("restore:0"))
    assert stage.reader.get(Risk, risk_id).owner == "FPS Finance"
    assert stage.said == ["Edit owner of R-001"]
    stage.opened.register.undo()
    assert stage.reader.get(Risk, risk_id).owner == "FPS Mobility"


def test_a_value_from_long_ago_is_restored_over_what_stands_now(stage, page, risk_id):
    edit(stage, risk_id, "owner", "Second")
    entry = newest(stage)
    edit(stage, risk_id, "owner", "Third")
    page.restore(entry)
    assert stage.reader.get(Risk, risk_id).owner == "FPS Finance"


def test_what_already_stands_cannot_be_restored(stage, page, risk_id):
    edit(stage, risk_id, "owner", "Second")
    entry = newest(stage)
    edit(stage, risk_id, "owner", "FPS Finance")
    assert restoring(stage.reader, entry) is None
    page.steps.setCurrentIndex(page.model.index(1))
    assert "Restore" not in page.detail.toPlainText()
    page.restore(entry)
    assert stage.reader.get(Risk, risk_id).owner == "FPS Finance"


def test_nothing_is_restored_in_what_is_gone(stage, page, risk_id):
    edit(stage, risk_id, "owner", "Second")
    entry = newest(stage)
    stage.workspace.do(DeleteRisks((risk_id,)))
    assert restoring(stage.reader, entry) is None


def test_a_restored_list_has_its_types_again(stage, page, risk_id):
    actor_id = stage.opened.do(RecordActor("Carrier"))
    edit(stage, risk_id, "actors", (ActorRole(actor_id, "x"),))
    edit(stage, risk_id, "actors", ())
    page.restore(newest(stage))
    assert stage.reader.get(Risk, risk_id).actors == (ActorRole(actor_id, "x"),)


def test_what_came_and_went_is_told_whole(stage, page, risk_id):
    stage.opened.do(AddMeasure(risk_id, "Inventory", {"owner": "Customs"}))
    stage.workspace.do(DeleteRisks((risk_id,)))
    entry = page.model.entries[0]
    assert entry.head.endswith("deleted")
    assert entry.facts == ("risk R-001 taken out", "measure Inventory taken out")
    page.steps.setCurrentIndex(page.model.index(0))
    words = page.detail.toPlainText()
    assert "Inventory" in words
    assert "Customs" in words
    stage.opened.register.undo()
    assert page.model.entries[0].head.endswith("took back")


def test_a_new_yardstick_is_told_by_its_name(stage, page):
    own = default_criteria()
    stage.workspace.do(EditSettings(1, "criteria", own, replace(own, name="House scale")))
    assert page.model.entries[0].facts == ("criteria: Five by five, 2026 → House scale",)


def test_history_is_filtered_by_person_deed_field_and_value(qtbot, stage, page, risk_id, open_desk):
    edit(stage, risk_id, "owner", "FPS Mobility")
    edit(stage, risk_id, "place", "Liège")
    other = open_desk(stage.workspace.path, person="Ben")
    other.register.execute(EditRisk(risk_id, "asset", "", "Scanner hall"))
    stage.workspace.bus.reloaded.emit()
    for asked, line in (
        ("ben", "asset: nothing → Scanner hall"),
        ("liege", "place: nothing → Liège"),
        ("owner mobil", "owner: FPS Finance → FPS Mobility"),
    ):
        page.filter.setText(asked)
        assert [e.facts for e in page.model.entries] == [(line,)]


def test_older_steps_are_read_on_demand_and_stay(qtbot, stage, risk_id):
    for number in range(210):
        edit(stage, risk_id, "place", f"{number}")
    page = show(qtbot, HistoryPage(stage.workspace))
    assert len(page.model.entries) == 200
    assert page.more.isVisible()
    page.more.click()
    assert len(page.model.entries) == 212
    assert not page.more.isVisible()
    edit(stage, risk_id, "place", "last")
    assert len({entry.id for entry in page.model.entries}) == 213


def test_steps_that_were_missed_leave_no_gap(stage, risk_id, qtbot):
    page = show(qtbot, HistoryPage(stage.workspace))
    page.hide()
    for number in range(250):
        edit(stage, risk_id, "place", f"{number}")
    page.show()
    assert len(page.model.entries) == 200
    page.more.click()
    assert len(page.model.entries) == 252


def test_the_step_that_is_read_stays_chosen_when_new_ones_come(stage, page, risk_id):
    edit(stage, risk_id, "owner", "Second")
    page.steps.setCurrentIndex(page.model.index(0))
    edit(stage, risk_id, "place", "Liège")
    assert page.steps.currentIndex().row() == 1
    assert "Second" in page.detail.toPlainText()


def test_hostile_text_is_only_text(stage, page, risk_id):
    edit(stage, risk_id, "owner", "<b>&amp;</b>\x00]]>")
    page.steps.setCurrentIndex(page.model.index(0))
    assert "<b>&amp;</b>␀]]>" in page.detail.toPlainText()


def test_a_very_long_text_is_told_by_its_length(stage, page, risk_id):
    edit(stage, risk_id, "summary", "x" * 100_000)
    page.steps.setCurrentIndex(page.model.index(0))
    assert "… (100,000 characters in all)" in page.detail.toPlainText()


def test_a_measure_is_called_by_its_title(stage, page, risk_id):
    made = stage.opened.do(AddMeasure(risk_id, "Inventory"))
    stage.workspace.do(EditMeasure(made, "owner", "", "Customs"))
    teller = Teller(stage.reader)
    assert teller.about(newest(stage)) == "measure Inventory"


def test_every_record_of_the_starter_register_can_be_told(starter):
    teller = Teller(starter.reader)
    steps = steps_of(starter.reader.audit(limit=10_000))
    assert steps
    for step in steps:
        assert all(teller.lines(step))
        for entry in step.entries:
            assert entry.field or teller.whole(entry)
