"""Two windows on one file: nothing is overwritten unseen, nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from riskreg.commands import (
    AddMeasure,
    CloseRisks,
    DeleteRisks,
    DeleteSource,
    EditRisk,
    EditSource,
    FileEvidence,
    Passage,
    RecordActor,
    RecordRisk,
)
from riskreg.errors import Conflict, NotThere, UserError
from riskreg.model import ActorRole, Evidence, Measure, Risk, Source
from riskreg.query import RiskFilter, Sort
from riskreg.terms import RiskStatus, Stance
from tests.samples import Opened

Pair = tuple[Opened, Opened]


@pytest.fixture
def pair(register_file: Path, open_desk: Callable[..., Opened]) -> Pair:
    return open_desk(register_file, "Ann"), open_desk(register_file, "Bob")


def test_the_second_write_to_a_field_is_refused_with_both_values(pair: Pair) -> None:
    ann, bob = pair
    risk_id = ann.risk("Scanners")
    ann.register.execute(EditRisk(risk_id, "title", "Scanners", "Scanners at ports"))
    with pytest.raises(Conflict) as caught:
        bob.register.execute(EditRisk(risk_id, "title", "Scanners", "Scanners at airports"))
    assert caught.value.field == "title"
    assert caught.value.theirs == "Scanners at ports"
    assert caught.value.yours == "Scanners at airports"
    assert bob.store.get(Risk, risk_id).title == "Scanners at ports"
    assert bob.register.undo_label is None
    assert {e.person for e in bob.store.audit(entity_id=risk_id)} == {"Ann"}


def test_writes_to_different_fields_both_survive(pair: Pair) -> None:
    ann, bob = pair
    risk_id = ann.risk("Scanners")
    ann.register.execute(EditRisk(risk_id, "title", "Scanners", "Scanners at ports"))
    bob.register.execute(EditRisk(risk_id, "owner", "", "Customs"))
    risk = ann.store.get(Risk, risk_id)
    assert (risk.title, risk.owner, risk.version) == ("Scanners at ports", "Customs", 3)


def test_the_same_write_twice_is_no_conflict(pair: Pair) -> None:
    ann, bob = pair
    risk_id = ann.risk("Scanners")
    ann.register.execute(EditRisk(risk_id, "owner", "", "Customs"))
    assert bob.register.execute(EditRisk(risk_id, "owner", "", "Customs")).changes is None


def test_a_write_planned_on_an_old_row_is_planned_anew(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob = pair
    risk_id = ann.risk("Scanners")
    write, between = bob.store.write, [True]

    def write_after_ann(changes: object) -> None:
        if between:
            between.clear()
            ann.register.execute(EditRisk(risk_id, "title", "Scanners", "Scanners at ports"))
        write(changes)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(bob.store, "write", write_after_ann)
    bob.register.execute(EditRisk(risk_id, "owner", "", "Customs"))
    risk = ann.store.get(Risk, risk_id)
    assert (risk.title, risk.owner) == ("Scanners at ports", "Customs")


def test_a_field_changed_between_planning_and_writing_is_a_conflict(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob = pair
    risk_id = ann.risk("Scanners")
    write, between = bob.store.write, [True]

    def write_after_ann(changes: object) -> None:
        if between:
            between.clear()
            ann.register.execute(EditRisk(risk_id, "title", "Scanners", "theirs"))
        write(changes)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(bob.store, "write", write_after_ann)
    with pytest.raises(Conflict):
        bob.register.execute(EditRisk(risk_id, "title", "Scanners", "yours"))
    assert ann.store.get(Risk, risk_id).title == "theirs"


def test_a_foreign_change_is_told_once_and_ones_own_never(pair: Pair) -> None:
    ann, bob = pair
    assert not bob.store.changed_elsewhere()
    ann.risk()
    assert not ann.store.changed_elsewhere()
    assert bob.store.changed_elsewhere()
    assert not bob.store.changed_elsewhere()


def test_undo_after_a_foreign_edit_of_the_same_field_is_refused(pair: Pair) -> None:
    ann, bob = pair
    risk_id = ann.risk("Scanners")
    ann.register.execute(EditRisk(risk_id, "owner", "", "Customs"))
    ann.register.execute(EditRisk(risk_id, "title", "Scanners", "Mine"))
    bob.register.execute(EditRisk(risk_id, "title", "Mine", "Bob's"))
    with pytest.raises(Conflict) as caught:
        ann.register.undo()
    assert (caught.value.field, caught.value.theirs) == ("title", "Bob's")
    assert ann.store.get(Risk, risk_id).title == "Bob's"
    # What could not be taken back is given up; the next undo goes on with the step before.
    ann.register.undo()
    risk = ann.store.get(Risk, risk_id)
    assert (risk.title, risk.owner) == ("Bob's", "")


def test_undo_leaves_a_foreign_edit_of_another_field_alone(pair: Pair) -> None:
    ann, bob = pair
    risk_id = ann.risk("Scanners")
    ann.register.execute(EditRisk(risk_id, "title", "Scanners", "Mine"))
    bob.register.execute(EditRisk(risk_id, "owner", "", "Customs"))
    ann.register.undo()
    risk = bob.store.get(Risk, risk_id)
    assert (risk.title, risk.owner) == ("Scanners", "Customs")
    ann.register.redo()
    assert bob.store.get(Risk, risk_id).title == "Mine"


def test_taking_back_a_new_risk_that_somebody_else_worked_on_is_refused(pair: Pair) -> None:
    ann, bob = pair
    risk_id = ann.risk("Scanners")
    bob.register.execute(EditRisk(risk_id, "owner", "", "Customs"))
    with pytest.raises(Conflict):
        ann.register.undo()
    assert bob.store.get(Risk, risk_id).owner == "Customs"


def test_taking_back_what_somebody_else_built_on_says_so(pair: Pair) -> None:
    ann, bob = pair
    risk_id = ann.risk("Scanners")
    measure_id = bob.do(AddMeasure(risk_id, "Tender clause"))
    with pytest.raises(Conflict, match="changed by somebody else since"):
        ann.register.undo()
    assert bob.store.get(Measure, measure_id).risk_id == risk_id
    assert list(ann.store.problems()) == []


def test_deleting_takes_along_what_somebody_else_added_meanwhile(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob = pair
    risk_id = ann.risk("Scanners")
    write, between = ann.store.write, [True]

    def write_after_bob(changes: object) -> None:
        if between:
            between.clear()
            bob.do(AddMeasure(risk_id, "Tender clause"))
        write(changes)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(ann.store, "write", write_after_bob)
    ann.register.execute(DeleteRisks((risk_id,)))
    assert bob.store.measure_rows() == []
    assert list(bob.store.problems()) == []
    ann.register.undo()
    assert [row.measure.title for row in bob.store.measure_rows()] == ["Tender clause"]


def test_what_somebody_else_deleted_is_no_longer_there(pair: Pair) -> None:
    ann, bob = pair
    risk_id, source_id = ann.risk(), ann.source()
    bob.register.execute(DeleteRisks((risk_id,)))
    for command in (
        EditRisk(risk_id, "owner", "", "Customs"),
        CloseRisks((risk_id,)),
        DeleteRisks((risk_id,)),
        FileEvidence(risk_id, Passage(source_id, 0, 3), Stance.SUPPORTS),
        AddMeasure(risk_id, "Tender clause"),
    ):
        with pytest.raises(NotThere):
            ann.register.execute(command)
    assert list(ann.store.problems()) == []


def test_a_risk_cannot_name_an_actor_that_is_not_there(pair: Pair) -> None:
    ann, _bob = pair
    risk_id = ann.risk()
    with pytest.raises(NotThere):
        ann.register.execute(EditRisk(risk_id, "actors", (), (ActorRole(99),)))
    with pytest.raises(NotThere):
        ann.register.execute(RecordRisk("T", {"actors": (ActorRole(99),)}))
    with pytest.raises(NotThere):
        ann.register.execute(RecordActor("A", {"parent_id": 99}))
    with pytest.raises(NotThere):
        ann.source(derives_from=99)
    with pytest.raises(NotThere):
        ann.register.execute(EditSource(ann.source(), "derives_from", None, 99))


def test_both_windows_make_risks_with_codes_of_their_own(pair: Pair) -> None:
    ann, bob = pair
    for turn in range(5):
        ann.risk(f"Ann {turn}")
        bob.risk(f"Bob {turn}")
    rows = ann.store.risk_rows(ann.store.risk_ids(RiskFilter(), Sort()))
    assert sorted(row.code for row in rows) == [f"R-{n:03d}" for n in range(1, 11)]


def test_two_programs_that_write_at_once_never_give_a_code_twice(register_file: Path) -> None:
    child = Path(__file__).with_name("busy_writer.py")
    writers = [
        subprocess.Popen(
            [sys.executable, str(child), str(register_file), name, "25"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("Ann", "Bob")
    ]
    told = [writer.communicate(timeout=120) for writer in writers]
    assert [error for _out, error in told] == ["", ""]
    codes = [code for out, _error in told for code in out.split()]
    assert len(codes) == 50
    assert sorted(codes) == [f"R-{n:03d}" for n in range(1, 51)]


def test_a_code_is_not_used_again_after_undo_delete_and_reopening(
    register_file: Path, open_desk: Callable[..., Opened]
) -> None:
    ann = open_desk(register_file)
    ann.risk("first")
    ann.register.undo()
    second = ann.risk("second")
    assert ann.store.get(Risk, second).code == "R-002"
    ann.register.execute(DeleteRisks((second,)))
    ann.store.close()
    bob = open_desk(register_file)
    assert bob.store.get(Risk, bob.risk("third")).code == "R-003"
    source = bob.source()
    bob.register.execute(DeleteSource(source))
    assert bob.store.get(Source, bob.source()).code == "S-002"


def test_redo_gives_a_deleted_risk_its_own_code_back(desk: Opened) -> None:
    risk_id = desk.risk()
    desk.register.undo()
    desk.register.redo()
    assert desk.store.get(Risk, risk_id).code == "R-001"


def test_a_file_locked_by_another_program_is_one_sentence(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob = pair
    with bob.store._reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    with ann.store._writing(), pytest.raises(UserError, match="try again in a moment"):
        bob.risk()
    bob.risk()
    assert bob.store.count(RiskFilter()) == 1


def test_closing_risks_closes_them_all_in_one_step(desk: Opened) -> None:
    ids = (desk.risk("a"), desk.risk("b"))
    desk.register.execute(CloseRisks(ids))
    assert desk.store.count(RiskFilter(statuses=(RiskStatus.CLOSED,))) == 2
    desk.register.undo()
    assert desk.store.count(RiskFilter(statuses=(RiskStatus.CLOSED,))) == 0


def test_evidence_and_citations_follow_a_deleted_source_and_come_back(desk: Opened) -> None:
    risk_id, source_id = desk.risk(), desk.source()
    evidence_id = desk.evidence(risk_id, source_id)
    desk.assess(risk_id, cited=(evidence_id,))
    whole = desk.store.snapshot()
    desk.register.execute(DeleteSource(source_id))
    assert desk.store.find(Evidence, evidence_id) is None
    assert desk.store.snapshot().assessments[0].cited == ()
    desk.register.undo()
    assert desk.store.snapshot().assessments[0].cited == (evidence_id,)
    assert desk.store.snapshot().evidence == whole.evidence
