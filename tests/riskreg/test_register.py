"""The only door to writing: execute, undo, redo, subscribe."""

from __future__ import annotations

from dataclasses import replace

import pytest

from riskreg.changes import Change, ChangeSet, same
from riskreg.clock import SystemClock, SystemIds
from riskreg.commands import DeleteRisks, EditRisk, RecordRisk
from riskreg.errors import Conflict, Invalid, Stale
from riskreg.model import Risk
from riskreg.register import ATTEMPTS, Register
from tests import samples
from tests.memory_store import MemoryStore
from tests.samples import CountingIds, FixedClock


def new_register() -> tuple[Register, MemoryStore]:
    store = MemoryStore(samples.settings(version=1))
    return Register(store, FixedClock(), CountingIds(), "Ann"), store  # type: ignore[arg-type]  # commands read no lists


def test_nothing_is_there_to_undo_or_redo_at_first() -> None:
    register, _store = new_register()
    assert register.undo() is None
    assert register.redo() is None
    assert (register.undo_label, register.redo_label) == (None, None)


def test_undo_and_redo_name_what_they_would_do() -> None:
    register, store = new_register()
    made = register.execute(RecordRisk("Scanners")).made
    assert made is not None
    register.execute(EditRisk(made, "title", "Scanners", "Cameras"))
    assert (register.undo_label, register.redo_label) == ("Edit title of R-001", None)
    register.undo()
    assert (register.undo_label, register.redo_label) == ("New risk R-001", "Edit title of R-001")
    register.undo()
    assert store.all(Risk) == []
    register.redo()
    register.redo()
    assert store.get(Risk, made).title == "Cameras"
    assert (register.undo_label, register.redo_label) == ("Edit title of R-001", None)


def test_something_new_leaves_nothing_to_redo() -> None:
    register, _store = new_register()
    register.execute(RecordRisk("Scanners"))
    register.undo()
    register.execute(RecordRisk("Cameras"))
    assert register.redo() is None


def test_what_changes_nothing_is_not_recorded_and_leaves_redo_alone() -> None:
    register, store = new_register()
    made = register.execute(RecordRisk("Scanners")).made
    assert made is not None
    register.execute(EditRisk(made, "title", "Scanners", "Cameras"))
    register.undo()
    steps = len(store.written)
    assert register.execute(EditRisk(made, "title", "Scanners", "Scanners")).changes is None
    assert len(store.written) == steps
    assert register.redo_label == "Edit title of R-001"


def test_listeners_are_told_what_changed_until_they_stop() -> None:
    register, _store = new_register()
    told: list[ChangeSet] = []
    stop = register.subscribe(told.append)
    outcome = register.execute(RecordRisk("Scanners"))
    register.undo()
    register.redo()
    assert [changes.action for changes in told] == ["record_risk", "undo", "redo"]
    assert told[0] is outcome.changes
    assert told[0].touched(Risk) == {outcome.made}
    assert told[0].kinds() == {"risk"}
    assert told[1].undoes == told[0].id
    stop()
    register.execute(RecordRisk("Cameras"))
    assert len(told) == 3


def test_a_listener_may_leave_while_it_is_told() -> None:
    register, _store = new_register()
    told: list[str] = []

    def once(changes: ChangeSet) -> None:
        told.append("once")
        stop()

    stop = register.subscribe(once)
    register.subscribe(lambda changes: told.append("always"))
    register.execute(RecordRisk("a"))
    register.execute(RecordRisk("b"))
    assert told == ["once", "always", "always"]


def test_a_refused_command_is_told_to_nobody_and_cannot_be_undone() -> None:
    register, store = new_register()
    told: list[ChangeSet] = []
    register.subscribe(told.append)
    with pytest.raises(Invalid):
        register.execute(RecordRisk(""))
    assert told == store.written == []
    assert register.undo_label is None


def test_a_store_that_is_always_ahead_ends_in_a_conflict(monkeypatch: pytest.MonkeyPatch) -> None:
    register, store = new_register()
    tries = []

    def stale(changes: ChangeSet) -> None:
        tries.append(changes)
        raise Stale("always")

    monkeypatch.setattr(store, "write", stale)
    with pytest.raises(Conflict, match="Try again"):
        register.execute(RecordRisk("Scanners"))
    assert len(tries) == ATTEMPTS
    assert register.undo_label is None


def test_an_undo_that_somebody_elses_change_forbids_is_given_up() -> None:
    register, store = new_register()
    made = register.execute(RecordRisk("Scanners")).made
    assert made is not None
    store.entities[made] = replace(store.get(Risk, made), owner="somebody else's", version=2)
    register.execute(RecordRisk("Cameras"))
    register.undo()
    with pytest.raises(Conflict):
        register.undo()
    assert register.undo_label is None
    assert register.redo_label == "New risk R-002"


def test_undo_of_a_deletion_brings_back_what_was_deleted() -> None:
    register, store = new_register()
    made = register.execute(RecordRisk("Scanners", {"tags": ("a",)})).made
    assert made is not None
    before = store.get(Risk, made)
    register.execute(DeleteRisks((made,)))
    register.undo()
    assert same(store.get(Risk, made), before)


def test_each_step_carries_who_when_and_its_own_number() -> None:
    register, store = new_register()
    register.execute(RecordRisk("Scanners"))
    register.person = "Bob"
    register.execute(RecordRisk("Cameras"))
    one, two = store.written
    assert (one.person, two.person) == ("Ann", "Bob")
    assert one.at < two.at
    assert one.id != two.id
    assert (one.subject, one.label) == ("R-001 Scanners", "New risk R-001")


def test_a_change_turned_round_twice_is_itself() -> None:
    before = Risk(id=1, code="R-001", title="a", version=3)
    after = replace(before, title="b", tags=("x",), version=4)
    change = Change(before, after)
    assert change.inverse.inverse == change
    assert [(d.field, d.before, d.after) for d in change.diff()] == [
        ("title", "a", "b"),
        ("tags", (), ("x",)),
    ]
    assert Change(None, after).diff() == Change(before, None).diff() == []
    with pytest.raises(ValueError, match="needs a side"):
        Change(None, None)


def test_system_ids_are_new_positive_rising_and_fit_into_json() -> None:
    ids = SystemIds()
    made = [ids.next() for _ in range(20_000)]
    assert made == sorted(set(made))
    assert made[0] > 0
    assert made[-1] < 2**53


def test_the_system_clock_knows_its_zone() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() is not None
    assert abs((clock.today() - clock.now().date()).days) <= 1
