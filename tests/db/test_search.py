"""Search: without case and accents, by the beginnings of words, and never a crash."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.commands import (
    AddMeasure,
    DeleteActor,
    DeleteMeasure,
    DeleteRisks,
    DeleteSource,
    EditMeasure,
    EditRisk,
    RecordActor,
    WithdrawEvidence,
)
from riskreg.folding import finds, fold, tokens
from riskreg.model import Risk
from riskreg.query import RiskFilter, Sort
from tests.db.test_round_trip import fresh
from tests.riskreg.strategies import HOSTILE, texts, titles
from tests.samples import Opened


def found(desk: Opened, query: str) -> set[tuple[str, int]]:
    return {(hit.kind, hit.id) for hit in desk.store.search(query)}


def risks_found(desk: Opened, query: str) -> set[int]:
    return {hit.id for hit in desk.store.search(query) if hit.kind == "risk"}


@pytest.mark.parametrize("query", ["liege", "Liège", "LIÈGE", "lie\u0300ge", "LIEGE", "li", "Lièg"])
def test_a_word_is_found_without_its_case_and_accents(desk: Opened, query: str) -> None:
    risk_id = desk.risk("The hub at Liège airport")
    desk.risk("The port of Antwerp")
    assert risks_found(desk, query) == {risk_id}


def test_zeebrugge_is_found_wherever_it_stands(desk: Opened) -> None:
    titled = desk.risk("Terminal at Zeebrugge")
    placed = desk.risk("Terminal", place="Zeebrugge")
    tagged = desk.risk("Terminal", tags=("ZEEBRUGGE",))
    desk.risk("Terminal", place="Brugge")
    assert risks_found(desk, "zeebrugge") == {titled, placed, tagged}


def test_every_word_of_a_query_must_be_there(desk: Opened) -> None:
    both = desk.risk("Scanners at the port")
    desk.risk("Scanners at the airport")
    desk.risk("Cranes at the port")
    assert risks_found(desk, "port scan") == {both}


def test_only_beginnings_of_words_are_found(desk: Opened) -> None:
    desk.risk("The airport")
    assert risks_found(desk, "port") == set()
    assert risks_found(desk, "air") != set()


@pytest.mark.parametrize(
    ("written", "query"),
    [
        ("华为设备", "华为"),
        ("华为设备", "设备"),
        ("フィリピン", "フィ"),
        ("Ørsted", "orsted"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("ﬁnance", "finance"),
        ("İstanbul", "istanbul"),
        ("Москва", "МОСК"),
        ("Αθήνα", "αθηνα"),
        ("5G", "5g"),
        ("R-001", "r-001"),
        ("e\u0301lan", "élan"),
    ],
)
def test_other_scripts_and_letters_are_found(desk: Opened, written: str, query: str) -> None:
    risk_id = desk.risk(f"About {written} here")
    assert risk_id in risks_found(desk, query)


@pytest.mark.parametrize(
    "query",
    [*HOSTILE, "", "   ", '"', '""', "*", "NEAR(", "NEAR(a b)", "-", "title:", "a OR b", "NOT",
     "AND", "^x", "(", ")", "{a b}:c", "+", "\x00", "a\x00", "🏴", "'", ";", "\ud800", "x" * 50_000,
     "a " * 5000, "(" * 5000],
)  # fmt: skip
def test_no_query_breaks_and_none_finds_what_is_not_there(desk: Opened, query: str) -> None:
    desk.risk("Quite something else")
    desk.source("Something entirely different.", title="Unrelated")
    assert found(desk, query) == set()
    wanted = RiskFilter(text=query)
    assert len(desk.store.risk_ids(wanted, Sort())) == (0 if tokens(query) else 1)


def test_a_long_pasted_sentence_is_a_query_like_any(desk: Opened) -> None:
    words = [f"word{n}" for n in range(3000)]
    risk_id = desk.risk("Long", summary=" ".join(words))
    assert risks_found(desk, " ".join(reversed(words))) == {risk_id}
    assert risks_found(desk, " ".join(words) + " missing") == set()


@given(title=titles(), summary=texts(), query=texts())
def test_search_finds_a_risk_exactly_when_its_words_say_so(
    empty_template: object, title: str, summary: str, query: str
) -> None:
    with fresh(empty_template) as here:  # type: ignore[arg-type]  # a fixture's path
        risk_id = here.risk(title, summary=summary)
        words = tokens("R-001") + tokens(title) + tokens(summary)
        expected = {risk_id} if tokens(query) and finds(query, words) else set()
        assert risks_found(here, query) == expected
        for word in words:
            assert risks_found(here, word) == {risk_id}


@given(text=st.text())
def test_folding_is_done_once_and_for_all(text: str) -> None:
    assert tokens(" ".join(tokens(text))) == tokens(text)
    assert fold(fold(text)) == fold(text)
    assert finds(text, tokens(text))


def test_the_index_follows_an_edit_an_undo_and_a_redo(desk: Opened) -> None:
    risk_id = desk.risk("Cameras")
    desk.register.execute(EditRisk(risk_id, "title", "Cameras", "Scanners"))
    assert (risks_found(desk, "cameras"), risks_found(desk, "scanners")) == (set(), {risk_id})
    desk.register.undo()
    assert (risks_found(desk, "cameras"), risks_found(desk, "scanners")) == ({risk_id}, set())
    desk.register.redo()
    assert (risks_found(desk, "cameras"), risks_found(desk, "scanners")) == (set(), {risk_id})


def test_the_index_forgets_what_is_deleted_with_all_that_belongs_to_it(desk: Opened) -> None:
    source_id = desk.source("Zeebrugge text", title="Zeebrugge article")
    risk_id = desk.risk("Zeebrugge risk")
    desk.evidence(risk_id, source_id, end=9)
    desk.assess(risk_id, rationale_likelihood="Zeebrugge rationale")
    desk.do(AddMeasure(risk_id, "Zeebrugge measure"))
    before = found(desk, "zeebrugge")
    assert {kind for kind, _id in before} == {
        "risk",
        "source",
        "evidence",
        "assessment",
        "measure",
    }
    desk.register.execute(DeleteRisks((risk_id,)))
    assert found(desk, "zeebrugge") == {("source", source_id)}
    desk.register.undo()
    assert found(desk, "zeebrugge") == before
    desk.register.execute(DeleteSource(source_id))
    assert {kind for kind, _id in found(desk, "zeebrugge")} == {"risk", "assessment", "measure"}


def test_measures_actors_and_evidence_leave_the_index_too(desk: Opened) -> None:
    risk_id, source_id = desk.risk("R"), desk.source("Text here")
    evidence_id = desk.evidence(risk_id, source_id)
    measure_id = desk.do(AddMeasure(risk_id, "Tender clause"))
    actor_id = desk.do(RecordActor("Acme", {"aliases": ("Apex",)}))
    assert ("actor", actor_id) in found(desk, "apex")
    desk.register.execute(EditMeasure(measure_id, "title", "Tender clause", "Audit"))
    assert found(desk, "tender") == set()
    assert found(desk, "audit") == {("measure", measure_id)}
    desk.register.execute(DeleteMeasure(measure_id))
    desk.register.execute(DeleteActor(actor_id))
    desk.register.execute(WithdrawEvidence(evidence_id))
    assert found(desk, "audit") == set()
    assert found(desk, "acme") == set()
    assert found(desk, "text") == {("source", source_id)}


def test_a_hit_shows_the_words_around_what_was_found(desk: Opened) -> None:
    text = "Lorem ipsum. " * 40 + "The terminal at Liège was sold. " + "Dolor sit. " * 40
    desk.source(text, title="Article")
    (hit,) = desk.store.search("liege")
    assert "Liège was sold" in hit.extract
    assert hit.extract.startswith("… ")
    assert hit.extract.endswith(" …")
    assert (hit.kind, hit.code, hit.title) == ("source", "S-001", "Article")


def test_a_risk_named_so_comes_before_one_that_only_mentions_it(desk: Opened) -> None:
    mentions = desk.risk("Cranes", summary="also about scanners")
    named = desk.risk("Scanners")
    hits = [hit.id for hit in desk.store.search("scanners")]
    assert hits == [named, mentions]
    assert [hit.id for hit in desk.store.search("scanners", limit=1)] == [named]


def test_an_index_that_lost_or_kept_an_entry_is_found_by_the_check(desk: Opened) -> None:
    risk_id = desk.risk("Scanners")
    with desk.store._writing() as connection:
        connection.exec_driver_sql(f"DELETE FROM search_risk WHERE rowid = {risk_id}")
    assert len(list(desk.store.problems())) == 1
    desk.register.execute(EditRisk(risk_id, "title", "Scanners", "Scanners at ports"))
    assert list(desk.store.problems()) == []
    with desk.store._writing() as connection:
        connection.exec_driver_sql("INSERT INTO search_risk(rowid, title) VALUES (77, 'ghost')")
    assert len(list(desk.store.problems())) == 1
    assert desk.store.find(Risk, 77) is None
