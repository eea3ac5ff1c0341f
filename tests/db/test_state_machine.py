"""Anything a person can do, in any order, against a real file and a plain model of it.

The same commands go to a register in a SQLite file and to one in a dictionary. Both must agree
after every step; taking everything back must lead to the beginning, doing it again to the end.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from db.upgrade import open_register
from riskreg.commands import (
    AddMeasure,
    AddSource,
    AdoptAssessment,
    Assess,
    CloseRisks,
    Command,
    DeleteActor,
    DeleteMeasure,
    DeleteRisks,
    DeleteSource,
    DuplicateRisk,
    EditActor,
    EditEvidence,
    EditMeasure,
    EditRisk,
    EditSettings,
    EditSource,
    FileEvidence,
    Fill,
    Passage,
    RecordActor,
    RecordRisk,
    RecordRiskFromPassage,
    WithdrawEvidence,
)
from riskreg.errors import UserError
from riskreg.model import (
    Actor,
    ActorRole,
    Assessment,
    Entity,
    Evidence,
    Measure,
    Risk,
    Source,
    Translation,
)
from riskreg.query import RiskFilter, Sort
from riskreg.register import Register
from riskreg.snapshot import Snapshot
from riskreg.terms import (
    AssessmentKind,
    Confidence,
    Marking,
    MeasureStatus,
    Reliability,
    RiskStatus,
    Stance,
)
from tests.memory_store import MemoryStore
from tests.riskreg.strategies import impacts, likelihoods, lists, texts, titles
from tests.samples import CountingIds, FixedClock

_DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31))

#: Fields a person can edit, with what may stand in them.
_RISK_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": texts(),
    "owner": texts(),
    "sectors": lists(),
    "tags": lists(),
    "status": st.sampled_from(RiskStatus),
    "marking": st.sampled_from(Marking),
    "review_on": _DAYS,
    "translations": st.builds(Translation, st.just("nl"), texts()).map(lambda one: (one,)),
}
_SOURCE_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": texts(),
    "reliability": st.sampled_from(Reliability),
    "interested_party": st.booleans(),
    "marking": st.sampled_from(Marking),
    "published": _DAYS,
}
_EVIDENCE_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "stance": st.sampled_from(Stance),
    "credibility": st.integers(0, 7),
    "note": texts(),
}
_MEASURE_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": texts(),
    "status": st.sampled_from(MeasureStatus),
    "due": _DAYS,
}
_ACTOR_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": texts(),
    "aliases": lists(),
    "share_percent": st.none() | st.floats(-1, 101),
    "erase_on": _DAYS,
}


def without_versions(snapshot: Snapshot) -> dict[int, Entity]:
    groups: tuple[tuple[Entity, ...], ...] = (
        (snapshot.settings,),
        snapshot.actors,
        snapshot.sources,
        snapshot.risks,
        snapshot.evidence,
        snapshot.assessments,
        snapshot.measures,
    )
    return {e.id: replace(e, version=0) for group in groups for e in group}


Rule = TypeVar("Rule", bound=Callable[..., None])


def has(*kinds: type[Entity]) -> Callable[[Rule], Rule]:
    """A rule for a register that holds something of each of these kinds."""
    return precondition(lambda machine: all(machine.model.all(kind) for kind in kinds))


class RegisterMachine(RuleBasedStateMachine):
    template: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(shutil.copy(self.template, Path(self.folder.name) / "r.riskreg"))
        self.store = open_register(self.path)
        self.register = Register(self.store, FixedClock(), CountingIds(), "Ann")
        self.model = MemoryStore(self.store.settings())
        self.twin = Register(self.model, FixedClock(), CountingIds(), "Ann")  # type: ignore[arg-type]  # commands read no lists
        self.begun = self.store.snapshot()
        self.codes: dict[str, int] = {}

    # -- doing ----------------------------------------------------------------------------

    def both(self, command: Command) -> None:
        """Carry a command out here and there; both succeed, or both refuse in the same words."""
        answers: list[tuple[Any, ...]] = []
        for register in (self.register, self.twin):
            try:
                made = register.execute(command)
                answers.append((made.made, made.changes is None, register.undo_label))
            except UserError as error:
                answers.append((type(error), str(error), register.undo_label))
        assert answers[0] == answers[1], command

    def any(self, data: st.DataObject, kind: type[Any]) -> Any:
        """One entity of a kind, as it stands."""
        return data.draw(st.sampled_from(self.model.all(kind)), label=kind.__name__)

    def edit(
        self, data: st.DataObject, command: Any, entity: Entity, fields: dict[str, Any]
    ) -> None:
        field = data.draw(st.sampled_from(sorted(fields)))
        value = data.draw(fields[field], label=field)
        self.both(command(entity.id, field, getattr(entity, field), value))

    @initialize(text=texts(60).filter(bool), title=titles())
    def begin_with_one_source(self, text: str, title: str) -> None:
        self.both(AddSource(title, {"text": text}))

    @rule(title=texts(), owner=texts())
    def record_risk(self, title: str, owner: str) -> None:
        self.both(RecordRisk(title, {"owner": owner}))

    @has(Risk)
    @rule(data=st.data())
    def edit_risk(self, data: st.DataObject) -> None:
        self.edit(data, EditRisk, self.any(data, Risk), _RISK_FIELDS)

    @has(Risk, Actor)
    @rule(data=st.data(), role=texts())
    def name_an_actor(self, data: st.DataObject, role: str) -> None:
        risk, actor = self.any(data, Risk), self.any(data, Actor)
        roles = (*risk.actors, ActorRole(actor.id, role))
        self.both(EditRisk(risk.id, "actors", risk.actors, roles))

    @has(Risk)
    @rule(data=st.data())
    def duplicate_risk(self, data: st.DataObject) -> None:
        self.both(DuplicateRisk(self.any(data, Risk).id))

    @has(Risk)
    @rule(data=st.data())
    def close_risks(self, data: st.DataObject) -> None:
        self.both(CloseRisks(self.some_risks(data)))

    @has(Risk)
    @rule(data=st.data())
    def delete_risks(self, data: st.DataObject) -> None:
        self.both(DeleteRisks(self.some_risks(data)))

    def some_risks(self, data: st.DataObject) -> tuple[int, ...]:
        ids = [r.id for r in self.model.all(Risk)]
        return tuple(data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3)))

    @rule(data=st.data(), title=texts(), text=texts(60), interested=st.booleans())
    def add_source(self, data: st.DataObject, title: str, text: str, interested: bool) -> None:
        known = [None, *(s.id for s in self.model.all(Source))]
        origin = data.draw(st.sampled_from(known))
        values = {"text": text, "interested_party": interested, "derives_from": origin}
        self.both(AddSource(title, values))

    @has(Source)
    @rule(data=st.data())
    def edit_source(self, data: st.DataObject) -> None:
        self.edit(data, EditSource, self.any(data, Source), _SOURCE_FIELDS)

    @has(Source)
    @rule(data=st.data())
    def trace_a_source(self, data: st.DataObject) -> None:
        source, origin = self.any(data, Source), self.any(data, Source)
        self.both(EditSource(source.id, "derives_from", source.derives_from, origin.id))

    @has(Source)
    @rule(data=st.data())
    def delete_source(self, data: st.DataObject) -> None:
        self.both(DeleteSource(self.any(data, Source).id))

    def passage(self, data: st.DataObject) -> Passage:
        source = self.any(data, Source)
        start = data.draw(st.integers(0, max(0, len(source.text) - 1)))
        return Passage(source.id, start, data.draw(st.integers(start, len(source.text))))

    @has(Risk, Source)
    @rule(data=st.data(), stance=st.sampled_from(Stance), note=texts())
    def file_evidence(self, data: st.DataObject, stance: Stance, note: str) -> None:
        risk = self.any(data, Risk)
        self.both(FileEvidence(risk.id, self.passage(data), stance, 3, note))

    @has(Source)
    @rule(data=st.data(), title=titles())
    def record_risk_from_passage(self, data: st.DataObject, title: str) -> None:
        self.both(RecordRiskFromPassage(title, self.passage(data)))

    @has(Evidence)
    @rule(data=st.data())
    def edit_evidence(self, data: st.DataObject) -> None:
        self.edit(data, EditEvidence, self.any(data, Evidence), _EVIDENCE_FIELDS)

    @has(Evidence)
    @rule(data=st.data())
    def withdraw_evidence(self, data: st.DataObject) -> None:
        self.both(WithdrawEvidence(self.any(data, Evidence).id))

    @has(Risk)
    @rule(
        data=st.data(),
        kind=st.sampled_from(AssessmentKind),
        on=_DAYS,
        likelihood=st.none() | likelihoods(),
        impacts=impacts(),
        confidence=st.none() | st.sampled_from(Confidence),
        adopt=st.booleans(),
    )
    def assess(self, data: st.DataObject, **values: Any) -> None:
        risk = self.any(data, Risk)
        known = [e.id for e in self.model.related(Evidence, "risk_id", risk.id)]
        cited = data.draw(st.lists(st.sampled_from(known), unique=True)) if known else []
        self.both(Assess(risk.id, cited=tuple(cited), **values))

    @has(Assessment)
    @rule(data=st.data())
    def adopt_assessment(self, data: st.DataObject) -> None:
        self.both(AdoptAssessment(self.any(data, Assessment).id))

    @has(Risk)
    @rule(data=st.data(), title=texts(), due=_DAYS)
    def add_measure(self, data: st.DataObject, title: str, due: date | None) -> None:
        self.both(AddMeasure(self.any(data, Risk).id, title, {"due": due}))

    @has(Measure)
    @rule(data=st.data())
    def edit_measure(self, data: st.DataObject) -> None:
        self.edit(data, EditMeasure, self.any(data, Measure), _MEASURE_FIELDS)

    @has(Measure)
    @rule(data=st.data())
    def delete_measure(self, data: st.DataObject) -> None:
        self.both(DeleteMeasure(self.any(data, Measure).id))

    @rule(data=st.data(), name=texts())
    def record_actor(self, data: st.DataObject, name: str) -> None:
        parent = data.draw(st.sampled_from([None, *(a.id for a in self.model.all(Actor))]))
        self.both(RecordActor(name, {"parent_id": parent}))

    @has(Actor)
    @rule(data=st.data())
    def edit_actor(self, data: st.DataObject) -> None:
        self.edit(data, EditActor, self.any(data, Actor), _ACTOR_FIELDS)

    @has(Actor)
    @rule(data=st.data())
    def buy_an_actor(self, data: st.DataObject) -> None:
        actor, parent = self.any(data, Actor), self.any(data, Actor)
        self.both(EditActor(actor.id, "parent_id", actor.parent_id, parent.id))

    @has(Actor)
    @rule(data=st.data())
    def delete_actor(self, data: st.DataObject) -> None:
        self.both(DeleteActor(self.any(data, Actor).id))

    @rule(first=st.integers(1, 3))
    def fill(self, first: int) -> None:
        number = max(self.model.last_number(Risk), self.store.last_number(Risk))
        base = 10**6 + 1000 * number
        risks = [
            Risk(id=base + n, code=f"R-{number + n:03d}", title=f"Brought {n}")
            for n in range(1, first + 1)
        ]
        measures = [Measure(id=base + 500 + r.id, risk_id=r.id, title="Ask") for r in risks]
        self.both(Fill("a list", (*risks, *measures)))

    @rule(title=titles(), criteria=st.booleans())
    def edit_settings(self, title: str, criteria: bool) -> None:
        now = self.model.settings()
        if not criteria:
            self.both(EditSettings(1, "title", now.title, title))
            return
        turned = replace(now.criteria, grid=tuple(reversed(now.criteria.grid)))
        self.both(EditSettings(1, "criteria", now.criteria, turned))

    @rule()
    def undo(self) -> None:
        assert (self.register.undo() is None) == (self.twin.undo() is None)

    @rule()
    def redo(self) -> None:
        assert (self.register.redo() is None) == (self.twin.redo() is None)

    @rule()
    def close_and_open_again(self) -> None:
        self.store.close()
        self.store = open_register(self.path)
        # A person who comes back begins with nothing to undo; the test keeps what was done.
        self.register._store = self.store

    # -- what always holds ----------------------------------------------------------------

    @invariant()
    def file_and_model_agree(self) -> None:
        assert self.store.snapshot() == self.model.snapshot()

    @invariant()
    def rows_are_what_the_entities_say(self) -> None:
        ids = self.store.risk_ids(RiskFilter(), Sort())
        rows = {row.id: row for row in self.store.risk_rows(ids)}
        assert rows == dict(self.store.snapshot().rows)

    @invariant()
    def a_code_always_means_the_same_entity(self) -> None:
        coded: list[Risk | Source] = [*self.model.all(Risk), *self.model.all(Source)]
        for entity in coded:
            assert self.codes.setdefault(entity.code, entity.id) == entity.id

    def teardown(self) -> None:
        try:
            self.everything_can_be_taken_back_and_done_again()
            assert list(self.store.problems()) == []
        finally:
            self.store.close()
            self.folder.cleanup()

    def everything_can_be_taken_back_and_done_again(self) -> None:
        while self.register.redo() is not None:
            pass
        end = without_versions(self.store.snapshot())
        while self.register.undo() is not None:
            pass
        assert without_versions(self.store.snapshot()) == without_versions(self.begun)
        assert list(self.store.problems()) == []
        while self.register.redo() is not None:
            pass
        assert without_versions(self.store.snapshot()) == end


def test_file_and_model_agree_whatever_is_done_and_undone(
    empty_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RegisterMachine, "template", empty_template, raising=False)
    run_state_machine_as_test(RegisterMachine, settings=settings(stateful_step_count=40))
