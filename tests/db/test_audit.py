"""The audit trail: complete, append-only, and telling when somebody tampered with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import given

from db.upgrade import open_register
from riskreg.codec import to_plain
from riskreg.commands import (
    CloseRisks,
    DeleteRisks,
    EditRisk,
    EditSettings,
    Fill,
    RecordActor,
    RecordRisk,
)
from riskreg.model import Risk
from riskreg.ports import AuditEntry
from riskreg.starter import starter_entities
from tests.db.test_round_trip import fresh
from tests.riskreg.strategies import texts
from tests.samples import CountingIds, Opened


def raw(path: Path, *statements: str) -> None:
    """Do to a file what no program of ours does."""
    connection = driver.connect(str(path), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def entries(desk: Opened, entity_id: int) -> list[AuditEntry]:
    return desk.store.audit(entity_id=entity_id)


def test_a_changed_field_is_recorded_with_person_time_before_and_after(desk: Opened) -> None:
    risk_id = desk.risk("Scanners")
    desk.register.execute(EditRisk(risk_id, "owner", "", "Customs"))
    entry = entries(desk, risk_id)[0]
    assert (entry.person, entry.action, entry.kind) == ("Ann", "edit_risk", "risk")
    assert (entry.field, entry.before, entry.after) == ("owner", "", "Customs")
    assert entry.at.tzinfo is not None
    assert entry.at.date() == datetime(2026, 10, 12, tzinfo=UTC).date()
    assert (entry.code, entry.subject) == ("R-001", "R-001 Scanners")


def test_what_came_and_what_went_is_recorded_whole(desk: Opened) -> None:
    risk_id = desk.risk("Scanners", tags=("a", "b"))
    desk.register.execute(DeleteRisks((risk_id,)))
    went, came = entries(desk, risk_id)
    assert (came.field, came.before) == ("", None)
    assert came.after["title"] == "Scanners"
    assert came.after["tags"] == ["a", "b"]
    assert (went.after, went.before["code"]) == (None, "R-001")


def test_a_list_is_recorded_as_a_list(desk: Opened) -> None:
    risk_id = desk.risk(sectors=("ports",))
    desk.register.execute(EditRisk(risk_id, "sectors", ("ports",), ("energy", "ports")))
    entry = entries(desk, risk_id)[0]
    assert (entry.before, entry.after) == (["ports"], ["energy", "ports"])


def test_undo_is_itself_recorded_and_says_what_it_undoes(desk: Opened) -> None:
    risk_id = desk.risk("Scanners")
    made = desk.register.execute(EditRisk(risk_id, "title", "Scanners", "Cameras")).changes
    desk.register.undo()
    desk.register.redo()
    redo, undo, edit, _creation = entries(desk, risk_id)
    assert made is not None
    assert (undo.action, undo.undoes, undo.before, undo.after) == (
        "undo",
        made.id,
        "Cameras",
        "Scanners",
    )
    assert (redo.action, redo.before, redo.after) == ("redo", "Scanners", "Cameras")
    assert edit.undoes is None


@given(text=texts())
def test_any_text_is_recorded_as_typed(empty_template: Path, text: str) -> None:
    with fresh(empty_template) as here:
        risk_id = here.risk("T")
        here.register.execute(EditRisk(risk_id, "cause", "", text))
        if text:
            assert entries(here, risk_id)[0].after == text
        assert list(here.store.problems()) == []


def test_what_belongs_to_a_risk_stands_in_its_history(desk: Opened) -> None:
    risk_id, other = desk.risk(), desk.risk()
    desk.assess(risk_id)
    desk.evidence(risk_id, desk.source())
    desk.assess(other)
    kinds = [entry.kind for entry in desk.store.audit(risk_id=risk_id)]
    assert kinds == ["evidence", "assessment", "risk"]


def test_history_comes_in_pages_without_gap_or_repeat(desk: Opened) -> None:
    ids = tuple(desk.risk(f"Risk {n}") for n in range(7))
    desk.register.execute(CloseRisks(ids))
    desk.register.undo()
    everything = desk.store.audit(limit=10_000)
    pages: list[AuditEntry] = []
    before = None
    while page := desk.store.audit(before=before, limit=3):
        pages += page
        before = page[-1].set_id
    assert pages == everything


def test_a_step_larger_than_a_page_is_told_whole(desk: Opened) -> None:
    desk.risk("before")
    desk.register.execute(Fill("starter", tuple(starter_entities_from(2))))
    desk.risk("after")
    count = len(desk.store.audit(limit=10_000))
    pages: list[AuditEntry] = []
    before = None
    while page := desk.store.audit(before=before, limit=5):
        pages += page
        before = page[-1].set_id
    assert len(pages) == count


def starter_entities_from(first: int) -> list[Risk]:
    return [Risk(id=7000 + n, code=f"R-{first + n:03d}", title=f"Risk {n}") for n in range(40)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_row SET after = '\"other\"'",
        "UPDATE audit_set SET person = 'Nobody'",
        "DELETE FROM audit_row",
        "DELETE FROM audit_set",
        "REPLACE INTO audit_set SELECT * FROM audit_set",
        "INSERT OR REPLACE INTO audit_row SELECT * FROM audit_row",
    ],
)
def test_the_file_itself_refuses_to_change_the_trail(
    register_file: Path, open_desk: Callable[..., Opened], statement: str
) -> None:
    desk = open_desk(register_file)
    desk.risk()
    connection = driver.connect(str(register_file), isolation_level=None)
    connection.execute("PRAGMA recursive_triggers = ON")
    with pytest.raises(driver.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()
    assert list(desk.store.problems()) == []


def dropping(table: str, verb: str) -> str:
    return f"DROP TRIGGER audit_{table}_refuses_{verb}"


@pytest.mark.parametrize(
    "statements",
    [
        (dropping("row", "update"), "UPDATE audit_row SET after = '\"x\"' WHERE field = 'owner'"),
        (dropping("row", "update"), "UPDATE audit_row SET before = NULL WHERE field = 'owner'"),
        (dropping("row", "update"), "UPDATE audit_row SET field = 'asset' WHERE field = 'owner'"),
        (dropping("row", "update"), "UPDATE audit_row SET risk_id = 5 WHERE field = 'owner'"),
        (
            dropping("row", "update"),
            "UPDATE audit_row SET salt = NULL, after = '\"x\"' WHERE field = 'owner'",
        ),
        (dropping("set", "update"), "UPDATE audit_set SET person = 'Bob' WHERE position = 2"),
        (dropping("set", "update"), "UPDATE audit_set SET at = '2020-01-01T00:00:00+00:00'"),
        (dropping("set", "update"), "UPDATE audit_set SET undoes = 5 WHERE position = 2"),
        (dropping("row", "delete"), "DELETE FROM audit_row WHERE field = 'owner'"),
        (
            dropping("set", "delete"),
            dropping("row", "delete"),
            "DELETE FROM audit_row WHERE set_id = (SELECT id FROM audit_set WHERE position = 2)",
            "DELETE FROM audit_set WHERE position = 2",
        ),
        (
            dropping("set", "delete"),
            dropping("row", "delete"),
            "DELETE FROM audit_row WHERE set_id = (SELECT id FROM audit_set WHERE position = 1)",
            "DELETE FROM audit_set WHERE position = 1",
        ),
        (
            dropping("set", "delete"),
            dropping("row", "delete"),
            "DELETE FROM audit_row WHERE set_id IN (SELECT id FROM audit_set WHERE position = 3)",
            "DELETE FROM audit_set WHERE position = 3",
        ),
        (dropping("set", "delete"), dropping("row", "delete"), "DELETE FROM audit_set"),
        (dropping("row", "update"),),
    ],
)
def test_tampering_with_the_trail_is_found(
    register_file: Path, open_desk: Callable[..., Opened], statements: tuple[str, ...]
) -> None:
    desk = open_desk(register_file)
    risk_id = desk.risk("Scanners")
    desk.register.execute(EditRisk(risk_id, "owner", "", "Customs"))
    desk.store.close()
    raw(register_file, *statements)
    assert list(open_desk(register_file).store.problems()) != []


def test_a_tampered_trail_does_not_keep_the_register_from_being_read(
    register_file: Path, open_desk: Callable[..., Opened]
) -> None:
    desk = open_desk(register_file)
    risk_id = desk.risk("Scanners")
    desk.store.close()
    raw(register_file, dropping("set", "update"), "UPDATE audit_set SET person = 'Bob'")
    assert open_desk(register_file).store.get(Risk, risk_id).title == "Scanners"


def test_a_value_erased_by_law_does_not_break_the_chain(
    register_file: Path, open_desk: Callable[..., Opened]
) -> None:
    desk = open_desk(register_file)
    risk_id = desk.risk("Scanners")
    desk.register.execute(EditRisk(risk_id, "owner", "", "A person"))
    desk.store.close()
    store = open_register(register_file)
    trigger = _trigger_sql(register_file, "audit_row_refuses_update")
    store.close()
    raw(
        register_file,
        dropping("row", "update"),
        "UPDATE audit_row SET salt = NULL, before = NULL, after = NULL WHERE field = 'owner'",
        trigger,
    )
    again = open_desk(register_file)
    assert list(again.store.problems()) == []
    assert again.store.audit(entity_id=risk_id)[0].after is None


def _trigger_sql(path: Path, name: str) -> str:
    connection = driver.connect(str(path))
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    connection.close()
    return str(sql)


def test_an_entity_changed_behind_the_programs_back_is_found(
    register_file: Path, open_desk: Callable[..., Opened]
) -> None:
    desk = open_desk(register_file)
    risk_id = desk.risk("Scanners")
    desk.store.close()
    raw(register_file, f"UPDATE risk SET title = 'Cameras' WHERE id = {risk_id}")
    assert list(open_desk(register_file).store.problems()) != []


def test_a_passage_moved_behind_the_programs_back_is_found(
    register_file: Path, open_desk: Callable[..., Opened]
) -> None:
    desk = open_desk(register_file)
    evidence_id = desk.evidence(desk.risk(), desk.source("One. Two."))
    desk.store.close()
    raw(register_file, f"UPDATE evidence SET start = start + 1 WHERE id = {evidence_id}")
    sentences = list(open_desk(register_file).store.problems())
    assert any("S-001" in sentence for sentence in sentences)


def test_every_command_of_a_session_stands_in_the_whole_trail(desk: Opened) -> None:
    desk.register.execute(RecordRisk("One"))
    desk.register.execute(RecordActor("Acme"))
    desk.register.execute(EditSettings(1, "organisation", "", "Office"))
    actions = [entry.action for entry in desk.store.whole_audit()]
    assert actions == ["create_register", "record_risk", "record_actor", "edit_settings"]


def test_the_starter_register_is_recorded_whole(desk: Opened) -> None:
    entities = starter_entities(CountingIds().next)
    desk.register.execute(Fill("starter", entities))
    recorded = {e.entity_id: e.after for e in desk.store.whole_audit() if e.action == "fill"}
    assert recorded == {e.id: to_plain(e) for e in entities}
    assert list(desk.store.problems()) == []
