"""Two people at one register file, each in a window of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from riskreg.model import Risk
from tests import samples
from tests.journeys.conftest import OpenWindow
from tests.journeys.driver import K, Person
from tests.ui.window_pieces import strictly
from ui.frame.conflict import ConflictDialog
from ui.risks.columns import INDEX

pytestmark = strictly

#: What the one writes is seen by the other within this, in milliseconds.
_SOON = 2000


@pytest.fixture
def ann(open_window: OpenWindow, starter_file: Path) -> Person:
    """Ann has the register open at another desk."""
    there = open_window(starter_file, "Ann")
    there.elsewhere = True
    return there


@pytest.fixture
def bob(ann: Person, open_window: OpenWindow, starter_file: Path) -> Person:
    return open_window(starter_file, "Bob")


def change_in_table(person: Person, place: int, column: str, text: str) -> None:
    """Open a cell with F2, type over it, Return."""
    person.table.setCurrentIndex(person.table.model().index(place, INDEX[column]))
    person.table.setFocus()
    person.key(K.Key_F2)
    person.replace(text)
    person.key(K.Key_Return)


def begin_title(person: Person, place: int, text: str) -> Risk:
    """Type a title in the inspector without leaving the field; the risk as it was."""
    person.click_cell(person.table, place, INDEX["title"])
    risk = person.risks()[place]
    person.click_into(person.inspector.title)
    person.replace(text)
    return risk


def settled_by(bob: Person, button: str, seen: list[list[str]]) -> Callable[[ConflictDialog], None]:
    def settle(dialog: ConflictDialog) -> None:
        bob.picture(f"conflict-dialog-{button}")
        seen.append([t.toPlainText() for t in dialog.findChildren(QPlainTextEdit)])
        getattr(dialog, button).click()

    return settle


@pytest.mark.parametrize(
    ("button", "kept", "on_clipboard"),
    [
        ("keep_theirs", "By Ann", ""),
        ("write_mine", "By Bob", ""),
        ("copy_mine", "By Ann", "By Bob"),
    ],
)
def test_the_second_to_write_a_field_sees_both_values_and_decides(
    ann: Person, bob: Person, button: str, kept: str, on_clipboard: str
) -> None:
    QApplication.clipboard().clear()
    risk = begin_title(bob, 0, "By Bob")
    change_in_table(ann, 0, "title", "By Ann")
    assert bob.reader.get(Risk, risk.id).title == "By Ann"
    assert bob.inspector.title.toPlainText() == "By Bob"

    seen: list[list[str]] = []
    with bob.answering(ConflictDialog, settled_by(bob, button, seen)):
        bob.key(K.Key_Tab)
    assert seen == [["By Ann", "By Bob"]]
    assert bob.reader.get(Risk, risk.id).title == kept
    assert bob.inspector.title.toPlainText() == kept
    assert bob.table.model().index(0, INDEX["title"]).data() == kept
    assert QApplication.clipboard().text() == on_clipboard
    bob.picture(f"conflict-{button}")
    shown = ann.table.model().index(0, INDEX["title"])
    ann.wait(lambda: shown.data() == kept, _SOON)
    assert ann.told == bob.told == ""


def test_different_fields_of_one_risk_both_survive(ann: Person, bob: Person) -> None:
    risk = begin_title(bob, 0, "By Bob")
    change_in_table(ann, 0, "owner", "Ann’s ministry")
    bob.key(K.Key_Tab)
    now = bob.reader.get(Risk, risk.id)
    assert (now.title, now.owner) == ("By Bob", "Ann’s ministry")
    index = ann.table.model().index
    ann.wait(lambda: index(0, INDEX["title"]).data() == "By Bob", _SOON)
    bob.wait(lambda: bob.table.model().index(0, INDEX["owner"]).data() == now.owner, _SOON)
    assert ann.told == bob.told == ""


def test_each_takes_back_only_what_is_their_own(
    ann: Person, bob: Person, starter_file: Path, open_desk: Callable[..., samples.Opened]
) -> None:
    risk = bob.risks()[0]
    change_in_table(ann, 0, "owner", "Ann’s ministry")
    begin_title(bob, 0, "By Bob")
    bob.key(K.Key_Return)
    bob.undo()
    now = open_desk(starter_file).store.get(Risk, risk.id)
    assert (now.title, now.owner) == (risk.title, "Ann’s ministry")
    assert not bob.window.actions_["undo"].isEnabled()
    assert ann.menu_words("undo") == f"Undo “Edit owner of {risk.code}”"


def test_what_the_one_deletes_while_the_other_types_is_told_and_nothing_is_written(
    ann: Person, bob: Person
) -> None:
    risk = begin_title(bob, 0, "By Bob")
    ann.table.setFocus()
    ann.table.setCurrentIndex(ann.table.model().index(0, INDEX["title"]))
    ann.window.actions_["delete"].trigger()
    assert ann.reader.find(Risk, risk.id) is None
    bob.key(K.Key_Tab)
    assert bob.told == "This risk is no longer in the register."
    bob.wait(lambda: risk.id not in bob.bench.risks.model.ids, _SOON)
    bob.picture("gone-elsewhere")
    assert bob.inspector.risk_id != risk.id
