"""What a person can intend, and where it is refused."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from riskreg import commands
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
from riskreg.errors import Conflict, Invalid, NotThere, UserError
from riskreg.labels import action_label
from riskreg.model import (
    Actor,
    ActorRole,
    Assessment,
    Evidence,
    Impact,
    Likelihood,
    Measure,
    Risk,
    Source,
)
from riskreg.register import Register
from riskreg.terms import AssessmentKind, Marking, RiskStatus, Stance
from tests import samples
from tests.memory_store import MemoryStore
from tests.samples import TODAY, CountingIds, FixedClock


class Bench:
    """A register in memory with short words for what tests do all the time."""

    def __init__(self) -> None:
        self.store = MemoryStore(samples.settings(marking=Marking.GREEN, version=1))
        self.register = Register(self.store, FixedClock(), CountingIds(), "Ann")  # type: ignore[arg-type]  # commands read no lists

    def do(self, command: Command) -> int:
        made = self.register.execute(command).made
        assert made is not None
        return made

    def risk(self, title: str = "Scanners", **values: Any) -> Risk:
        return self.store.get(Risk, self.do(RecordRisk(title, values)))

    def source(self, text: str = "One. Two.", **values: Any) -> Source:
        return self.store.get(Source, self.do(AddSource("Article", {"text": text, **values})))

    def evidence(self, risk: Risk, source: Source) -> Evidence:
        passage = Passage(source.id, 0, 4)
        made = self.do(FileEvidence(risk.id, passage, Stance.SUPPORTS))
        return self.store.get(Evidence, made)

    def refused(self, command: Command, kind: type[UserError] = Invalid) -> str:
        """The sentence with which a command is refused; nothing is written."""
        before = dict(self.store.entities)
        with pytest.raises(kind) as caught:
            self.register.execute(command)
        assert self.store.entities == before
        sentence = str(caught.value)
        assert sentence.endswith(".")
        return sentence


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_new_risk_has_the_next_code_todays_date_and_the_registers_marking(bench: Bench) -> None:
    bench.risk()
    risk = bench.risk("Cameras", owner="Customs")
    assert (risk.code, risk.title, risk.owner) == ("R-002", "Cameras", "Customs")
    assert (risk.identified_on, risk.marking) == (TODAY, Marking.GREEN)
    assert risk.status is RiskStatus.DRAFT
    assert bench.register.undo_label == "New risk R-002"


def test_a_value_given_with_a_new_risk_wins_over_the_default(bench: Bench) -> None:
    risk = bench.risk(marking=Marking.RED, identified_on=None)
    assert (risk.marking, risk.identified_on) == (Marking.RED, None)


def test_a_risk_without_a_title_is_refused(bench: Bench) -> None:
    bench.refused(RecordRisk("  "))
    assert bench.risk().code == "R-001"


def test_codes_grow_beyond_three_digits(bench: Bench) -> None:
    bench.register.execute(Fill("one", (Risk(id=5, code="R-999", title="T"),)))
    assert bench.risk().code == "R-1000"


def test_a_copy_is_a_draft_with_its_own_code_and_the_same_evidence(bench: Bench) -> None:
    risk = bench.risk(status=RiskStatus.ACTIVE, tags=("a",), owner="Customs")
    evidence = bench.evidence(risk, bench.source())
    bench.do(Assess(risk.id))
    bench.do(AddMeasure(risk.id, "Tender clause"))
    copy = bench.store.get(Risk, bench.do(DuplicateRisk(risk.id)))
    assert (copy.code, copy.title, copy.status) == ("R-002", "Scanners (copy)", RiskStatus.DRAFT)
    assert (copy.tags, copy.owner, copy.version) == (("a",), "Customs", 1)
    (copied,) = bench.store.related(Evidence, "risk_id", copy.id)
    assert replace(copied, id=evidence.id, risk_id=risk.id) == evidence
    assert bench.store.related(Assessment, "risk_id", copy.id) == []
    assert bench.store.related(Measure, "risk_id", copy.id) == []


def test_deleting_a_risk_takes_what_belongs_to_it_and_leaves_the_source(bench: Bench) -> None:
    risk, source = bench.risk(), bench.source()
    bench.evidence(risk, source)
    bench.do(Assess(risk.id))
    bench.do(AddMeasure(risk.id, "Tender clause"))
    bench.register.execute(DeleteRisks((risk.id, risk.id)))
    left = [e for e in bench.store.entities.values() if e.id != 1]
    assert left == [source]


def test_a_menu_names_one_risk_or_counts_several(bench: Bench) -> None:
    one, two = bench.risk(), bench.risk()
    bench.register.execute(CloseRisks((one.id,)))
    assert bench.register.undo_label == "Close R-001"
    bench.register.execute(CloseRisks((one.id, two.id)))
    assert bench.register.undo_label == "Close 2 risks"


def test_closing_what_is_closed_does_nothing(bench: Bench) -> None:
    risk = bench.risk(status=RiskStatus.CLOSED)
    label = bench.register.undo_label
    assert bench.register.execute(CloseRisks((risk.id,))).changes is None
    assert bench.register.undo_label == label


# -- editing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (EditRisk, "code"),
        (EditRisk, "id"),
        (EditRisk, "version"),
        (EditRisk, "nonsense"),
        (EditRisk, "__class__"),
        (EditSource, "text"),
        (EditSource, "sha256"),
        (EditEvidence, "excerpt"),
        (EditEvidence, "start"),
        (EditEvidence, "end"),
        (EditEvidence, "risk_id"),
        (EditEvidence, "source_id"),
        (EditMeasure, "risk_id"),
        (EditActor, "id"),
        (EditSettings, "id"),
    ],
)
def test_what_holds_the_register_together_cannot_be_edited(
    bench: Bench, command: Any, field: str
) -> None:
    risk = bench.risk()
    source = bench.source()
    by_kind = {
        EditRisk: risk.id,
        EditSource: source.id,
        EditEvidence: bench.evidence(risk, source).id,
        EditMeasure: bench.do(AddMeasure(risk.id, "M")),
        EditActor: bench.do(RecordActor("A")),
        EditSettings: 1,
    }
    bench.refused(command(by_kind[command], field, None, "x"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "   "),
        ("title", "a\ud800"),
        ("title", None),
        ("status", "active"),
        ("status", None),
        ("review_on", "31/02/2026"),
        ("tags", ("a", "a")),
        ("tags", ["a"]),
        ("tags", "a"),
        ("actors", ("x",)),
    ],
)
def test_a_value_that_cannot_stand_in_a_field_is_refused(
    bench: Bench, field: str, value: Any
) -> None:
    risk = bench.risk()
    bench.refused(EditRisk(risk.id, field, getattr(risk, field), value))


def test_credibility_nine_and_a_share_of_120_per_cent_are_refused(bench: Bench) -> None:
    evidence = bench.evidence(bench.risk(), bench.source())
    assert "1 to 6" in bench.refused(EditEvidence(evidence.id, "credibility", 6, 9))
    actor = bench.do(RecordActor("Carrier"))
    assert "0 and 100" in bench.refused(EditActor(actor, "share_percent", None, 120.0))


def test_an_edit_names_the_field_and_the_thing_in_the_undo_menu(bench: Bench) -> None:
    risk = bench.risk()
    bench.register.execute(EditRisk(risk.id, "review_on", None, date(2026, 12, 20)))
    assert bench.register.undo_label == "Edit review on of R-001"


def test_an_edit_of_something_gone_says_that_it_is_gone(bench: Bench) -> None:
    assert "risk" in bench.refused(EditRisk(99, "title", "a", "b"), NotThere)


def test_an_edit_from_an_outdated_value_is_a_conflict(bench: Bench) -> None:
    risk = bench.risk()
    with pytest.raises(Conflict) as caught:
        bench.register.execute(EditRisk(risk.id, "title", "What I saw", "Mine"))
    assert (caught.value.theirs, caught.value.yours) == ("Scanners", "Mine")


# -- material -----------------------------------------------------------------------------------


def test_a_passage_becomes_evidence_with_the_sources_own_characters(bench: Bench) -> None:
    source = bench.source("a🏴\u202eb\x00c", marking=Marking.AMBER)
    risk = bench.risk()
    made = bench.do(FileEvidence(risk.id, Passage(source.id, 1, 5), Stance.DENIAL, 2, "note"))
    evidence = bench.store.get(Evidence, made)
    assert evidence.excerpt == "🏴\u202eb\x00"
    assert (evidence.stance, evidence.credibility, evidence.note) == (Stance.DENIAL, 2, "note")
    assert evidence.marking is Marking.AMBER


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 10), (9, 10)])
def test_a_passage_outside_its_text_is_refused(bench: Bench, start: int, end: int) -> None:
    source, risk = bench.source("123456789"), bench.risk()
    passage = Passage(source.id, start, end)
    assert "S-001" in bench.refused(FileEvidence(risk.id, passage, Stance.SUPPORTS))
    bench.refused(RecordRiskFromPassage("T", passage))


def test_a_risk_from_a_passage_is_one_step(bench: Bench) -> None:
    source = bench.source()
    made = bench.do(RecordRiskFromPassage("Scanners", Passage(source.id, 0, 4)))
    (evidence,) = bench.store.related(Evidence, "risk_id", made)
    assert evidence.excerpt == "One."
    bench.register.undo()
    assert not bench.store.all(Risk)
    assert not bench.store.all(Evidence)


def test_sources_cannot_derive_from_each_other_in_a_circle(bench: Bench) -> None:
    one = bench.source()
    two = bench.source(derives_from=one.id)
    three = bench.source(derives_from=two.id)
    bench.refused(EditSource(one.id, "derives_from", None, three.id))
    bench.refused(EditSource(one.id, "derives_from", None, one.id))
    bench.register.execute(EditSource(three.id, "derives_from", two.id, one.id))


def test_a_circle_brought_in_from_elsewhere_can_still_be_mended(bench: Bench) -> None:
    circle = (
        Source(id=11, code="S-001", title="A", derives_from=12),
        Source(id=12, code="S-002", title="B", derives_from=11),
        Source(id=13, code="S-003", title="C"),
    )
    bench.register.execute(Fill("circle", circle))
    bench.refused(EditSource(13, "derives_from", None, 13))
    bench.register.execute(EditSource(13, "derives_from", None, 11))
    bench.register.execute(EditSource(11, "derives_from", 12, None))
    assert bench.store.get(Source, 11).derives_from is None


def test_deleting_a_source_frees_its_retellings_and_citations(bench: Bench) -> None:
    origin = bench.source()
    retelling = bench.source(derives_from=origin.id)
    risk = bench.risk()
    kept, gone = bench.evidence(risk, retelling), bench.evidence(risk, origin)
    assessed = bench.do(Assess(risk.id, cited=(gone.id, kept.id)))
    bench.register.execute(DeleteSource(origin.id))
    assert bench.store.get(Source, retelling.id).derives_from is None
    assert bench.store.get(Assessment, assessed).cited == (kept.id,)
    assert bench.store.find(Evidence, gone.id) is None


def test_withdrawn_evidence_is_no_longer_cited(bench: Bench) -> None:
    risk = bench.risk()
    evidence = bench.evidence(risk, bench.source())
    assessed = bench.do(Assess(risk.id, cited=(evidence.id,)))
    bench.register.execute(WithdrawEvidence(evidence.id))
    assert bench.store.get(Assessment, assessed).cited == ()
    bench.register.undo()
    assert bench.store.get(Assessment, assessed).cited == (evidence.id,)


# -- assessments --------------------------------------------------------------------------------


def test_adopting_a_judgement_sets_the_earlier_one_of_its_kind_aside(bench: Bench) -> None:
    risk = bench.risk()
    first = bench.do(Assess(risk.id))
    target = bench.do(Assess(risk.id, AssessmentKind.TARGET))
    second = bench.do(Assess(risk.id, assessor="Bob"))
    assert [a.id for a in bench.store.all(Assessment) if a.adopted] == [target, second]
    bench.register.execute(AdoptAssessment(first))
    assert [a.id for a in bench.store.all(Assessment) if a.adopted] == [first, target]
    assert bench.register.execute(AdoptAssessment(first)).changes is None


def test_a_judgement_can_be_kept_without_being_adopted(bench: Bench) -> None:
    risk = bench.risk()
    first = bench.do(Assess(risk.id))
    bench.do(Assess(risk.id, adopt=False))
    assert [a.id for a in bench.store.all(Assessment) if a.adopted] == [first]


def test_only_dimensions_of_the_register_can_be_rated(bench: Bench) -> None:
    risk = bench.risk()
    rated = (Impact("weather", 1, 1, 1),)
    assert "'weather'" in bench.refused(Assess(risk.id, impacts=rated))


def test_only_evidence_of_the_same_risk_can_be_cited(bench: Bench) -> None:
    risk, other = bench.risk(), bench.risk()
    evidence = bench.evidence(other, bench.source())
    bench.refused(Assess(risk.id, cited=(evidence.id,)))
    bench.refused(Assess(risk.id, cited=(99,)), NotThere)


def test_an_assessment_is_dated_today_unless_said_otherwise(bench: Bench) -> None:
    risk = bench.risk()
    made = bench.do(Assess(risk.id, likelihood=Likelihood(10, 20, 30)))
    assert bench.store.get(Assessment, made).on == TODAY
    made = bench.do(Assess(risk.id, on=date(2026, 1, 1)))
    assert bench.store.get(Assessment, made).on == date(2026, 1, 1)


# -- actors and measures ------------------------------------------------------------------------


def test_actors_cannot_own_each_other_in_a_circle(bench: Bench) -> None:
    one = bench.do(RecordActor("Group"))
    two = bench.do(RecordActor("Carrier", {"parent_id": one}))
    bench.refused(EditActor(one, "parent_id", None, two))
    bench.refused(RecordActor("Ship", {"parent_id": 99}), NotThere)


def test_a_deleted_actor_leaves_the_risks_and_what_it_owned(bench: Bench) -> None:
    group = bench.do(RecordActor("Group"))
    carrier = bench.do(RecordActor("Carrier", {"parent_id": group}))
    roles = (ActorRole(group, "owner"), ActorRole(carrier, "carrier"))
    risk = bench.risk(actors=roles)
    bench.register.execute(DeleteActor(group))
    assert bench.store.get(Risk, risk.id).actors == roles[1:]
    assert bench.store.get(Actor, carrier).parent_id is None
    bench.register.undo()
    assert bench.store.get(Risk, risk.id).actors == roles
    assert bench.store.get(Actor, carrier).parent_id == group


def test_a_measure_comes_and_goes(bench: Bench) -> None:
    risk = bench.risk()
    made = bench.do(AddMeasure(risk.id, "Tender clause", {"due": TODAY}))
    assert bench.store.get(Measure, made).due == TODAY
    bench.register.execute(DeleteMeasure(made))
    assert bench.store.all(Measure) == []
    bench.refused(DeleteMeasure(made), NotThere)
    bench.refused(AddMeasure(99, "T"), NotThere)


# -- many at once -------------------------------------------------------------------------------


def test_what_is_brought_in_is_one_step(bench: Bench) -> None:
    entities = (Actor(id=5, name="A"), Risk(id=6, code="R-007", title="T"))
    bench.register.execute(Fill("a list", entities))
    assert bench.register.undo_label == "Bring in a list"
    assert bench.risk().code == "R-008"
    bench.register.undo()
    bench.register.undo()
    assert not bench.store.all(Risk)
    assert not bench.store.all(Actor)


def test_settings_can_be_brought_in_too(bench: Bench) -> None:
    bench.register.execute(Fill("settings", (samples.settings(title="Renamed"),)))
    assert bench.store.settings().title == "Renamed"
    bench.register.undo()
    assert bench.store.settings().title == "Foreign influence"


def test_bringing_in_what_is_there_already_is_refused(bench: Bench) -> None:
    entities = (Risk(id=6, code="R-001", title="T"), Source(id=7, code="S-001", title="T"))
    bench.register.execute(Fill("a list", entities))
    bench.refused(Fill("a list", entities))
    assert "R-001" in bench.refused(Fill("codes", (Risk(id=8, code="R-001", title="T"),)))


# -- names --------------------------------------------------------------------------------------


def every_command() -> list[type[Command]]:
    found = [c for _name, c in inspect.getmembers(commands, inspect.isclass)]
    return [c for c in found if issubclass(c, Command) and c not in (Command, commands.Edit)]


@pytest.mark.parametrize("command", every_command())
def test_every_command_has_words_for_the_history(command: type[Command]) -> None:
    action = command.action.fget(command.__new__(command))  # type: ignore[attr-defined]  # a property
    assert action == action.lower()
    assert " " not in action
    assert action_label(action) != action.replace("_", " ") or action in ("redo", "undo")


def test_a_command_that_finds_nothing_writes_nothing(bench: Bench) -> None:
    attempts: list[Callable[[], Command]] = [
        lambda: DuplicateRisk(99),
        lambda: CloseRisks((99,)),
        lambda: DeleteRisks((99,)),
        lambda: DeleteSource(99),
        lambda: FileEvidence(99, Passage(98, 0, 1), Stance.SUPPORTS),
        lambda: RecordRiskFromPassage("T", Passage(98, 0, 1)),
        lambda: WithdrawEvidence(99),
        lambda: Assess(99),
        lambda: AdoptAssessment(99),
        lambda: DeleteActor(99),
    ]
    for attempt in attempts:
        bench.refused(attempt(), NotThere)


@pytest.mark.parametrize(
    "values",
    [
        {"review_on": "31/02/2026"},
        {"status": "no such status"},
        {"tags": ["a list"]},
        {"owner": 5},
        {"review_on": datetime(2026, 1, 1, tzinfo=UTC)},
    ],
)
def test_a_value_of_another_kind_than_its_field_is_refused(
    bench: Bench, values: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        bench.register.execute(RecordRisk("A title", values))


def test_a_moment_is_no_day(bench: Bench) -> None:
    risk = bench.register.execute(RecordRisk("A title")).made
    assert risk is not None
    with pytest.raises(Invalid):
        bench.register.execute(EditRisk(risk, "review_on", None, datetime(2026, 1, 1, tzinfo=UTC)))
