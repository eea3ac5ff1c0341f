"""The inspector: reading a risk, and saving each field when it is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from riskreg.commands import EditRisk, RecordActor
from riskreg.model import ActorRole, Assessment, Evidence, Impact, Likelihood, Measure
from riskreg.query import RiskFilter
from riskreg.terms import AssessmentKind, Confidence, MeasureStatus, Response, Stance
from tests import samples
from tests.ui.window_pieces import bench_of, choose, stored, strictly, type_into
from ui.main_window import MainWindow
from ui.risks.assessment_tab import AssessmentTab
from ui.risks.details import Details
from ui.risks.evidence_tab import EvidenceTab
from ui.risks.fields import DateField, TextField
from ui.risks.history_tab import HistoryTab
from ui.risks.measures_tab import MeasuresTab
from ui.risks.passages import PassageCard
from ui.risks.summary_tab import SummaryTab

pytestmark = strictly


def shown(widget: QWidget) -> str:
    """All words of labels in a widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def tab(window: MainWindow, key: str) -> Any:
    inspector = bench_of(window).inspector
    inspector.show_tab(key)
    return inspector.tab(key)


def details(window: MainWindow) -> Details:
    summary = tab(window, "summary")
    assert isinstance(summary, SummaryTab)
    return summary.unfold()


def leave(window: MainWindow) -> None:
    bench_of(window).risks.table.setFocus()


def answered(window: MainWindow) -> Any:
    """Choose a risk with an answer beside its allegation."""
    bench = bench_of(window)
    rows = bench.workspace.reader.risk_rows(bench.risks.model.ids)
    row = next(r for r in rows if r.answers and r.supports and r.level is not None)
    bench.risks.table.choose(row.id)
    return row


def test_the_summary_shows_answers_beside_the_allegation(window: MainWindow) -> None:
    row = answered(window)
    summary = tab(window, "summary")
    letters = [card.accessibleName()[0] for card in summary.findChildren(PassageCard)]
    assert "S" in letters
    assert {"D", "O"} & set(letters)
    assert f"{row.supports} for" in shown(summary)


def test_confidence_stands_in_a_sentence_without_likelihood(window: MainWindow) -> None:
    answered(window)
    summary = tab(window, "summary")
    lines = [x.text() for x in summary.findChildren(QLabel) if x.text().startswith("Confidence")]
    assert len(lines) == 1
    assert "likely" not in lines[0]
    assert "%" not in lines[0]


def test_an_unscored_risk_has_no_default_number(window: MainWindow) -> None:
    bench_of(window).risks.show_filter(RiskFilter(unscored=True))
    summary = tab(window, "summary")
    assert summary._pill.accessibleName() == "Level: Unscored"
    assert "not rated" in summary._likelihood.text()


def test_a_title_typed_in_the_inspector_is_saved_when_left(qtbot: Any, window: MainWindow) -> None:
    risk = choose(window, 0)
    title = bench_of(window).inspector.title
    type_into(qtbot, title, "Typed in the inspector")
    assert stored(window, risk.id).title == risk.title
    leave(window)
    assert stored(window, risk.id).title == "Typed in the inspector"


def test_a_field_left_without_typing_keeps_odd_characters(qtbot: Any, window: MainWindow) -> None:
    risk = choose(window, 0)
    odd = "a\r\nb\x00c\u00a0d\u2028e\u202ef😀"
    bench_of(window).workspace.do(EditRisk(risk.id, "cause", risk.cause, odd))
    field = details(window).by_name["cause"]
    assert isinstance(field, TextField)
    version = stored(window, risk.id).version
    field.setFocus()
    leave(window)
    assert stored(window, risk.id).version == version
    field.setFocus()
    field.moveCursor(field.textCursor().MoveOperation.End)
    qtbot.keyClicks(field, "!")
    leave(window)
    assert stored(window, risk.id).cause == odd + "!"


def test_a_hundred_thousand_characters_are_kept(qtbot: Any, window: MainWindow) -> None:
    risk = choose(window, 0)
    bench_of(window).workspace.do(EditRisk(risk.id, "gaps", risk.gaps, "x" * 100_000))
    field = details(window).by_name["gaps"]
    assert isinstance(field, TextField)
    field.setFocus()
    qtbot.keyClicks(field, "y")
    leave(window)
    assert stored(window, risk.id).gaps == "y" + "x" * 100_000


def test_every_field_of_a_risk_can_be_edited(window: MainWindow) -> None:
    choose(window, 0)
    import dataclasses

    from riskreg.model import Risk

    fixed = {"id", "code", "version", "title", "translations"}
    names = {f.name for f in dataclasses.fields(Risk)} - fixed
    assert set(details(window).by_name) == names


def test_an_impossible_date_stays_in_its_field_as_typed(qtbot: Any, window: MainWindow) -> None:
    risk = choose(window, 0)
    field = details(window).by_name["review_on"]
    assert isinstance(field, DateField)
    type_into(qtbot, field, "31/02/2027")
    leave(window)
    assert "is not a date" in window.messages.sentence
    assert field.text() == "31/02/2027"
    assert field.property("wrong") is True
    type_into(qtbot, field, "20.12.2027")
    leave(window)
    assert stored(window, risk.id).review_on == date(2027, 12, 20)
    assert field.property("wrong") is False


def test_what_is_being_typed_is_saved_to_its_own_risk_when_another_is_chosen(
    qtbot: Any, window: MainWindow
) -> None:
    first = choose(window, 0)
    field = details(window).by_name["place"]
    type_into(qtbot, field, "Port of Antwerp")  # type: ignore[arg-type] # a LineField
    second = bench_of(window).risks.model.ids[1]
    bench_of(window).workspace.bus.risk_chosen.emit(second)
    assert stored(window, first.id).place == "Port of Antwerp"
    assert stored(window, second).place != "Port of Antwerp"


def test_choices_terms_and_actors_are_written_when_chosen(window: MainWindow) -> None:
    risk = choose(window, 0)
    bench = bench_of(window)
    made = bench.workspace.do(RecordActor("Grain Holding"))
    assert made is not None
    assert made.made is not None
    form = details(window)
    response: Any = form.by_name["response"]
    response.setCurrentIndex(response._values.index(Response.SHARE))
    response.activated.emit(response.currentIndex())
    assert stored(window, risk.id).response is Response.SHARE
    sectors: Any = form.by_name["sectors"]
    sectors._on_ticked((*risk.sectors, "energy"))
    assert stored(window, risk.id).sectors == (*risk.sectors, "energy")
    actors: Any = form.by_name["actors"]
    actors.put(stored(window, risk.id).actors)
    actors._add(actors._adding.findData(made.made))
    assert stored(window, risk.id).actors[-1] == ActorRole(made.made)


def test_tags_are_one_a_line(qtbot: Any, window: MainWindow) -> None:
    risk = choose(window, 0)
    field = details(window).by_name["tags"]
    assert isinstance(field, TextField)
    type_into(qtbot, field, "grain, bulk\nports")
    leave(window)
    assert stored(window, risk.id).tags == ("grain, bulk", "ports")


def test_a_translation_is_written_beside_the_others(qtbot: Any, window: MainWindow) -> None:
    risk = choose(window, 0)
    title, _summary = details(window)._translations["fr"]
    type_into(qtbot, title, "Dépendance")
    leave(window)
    held = {t.language: t for t in stored(window, risk.id).translations}
    assert held["fr"].title == "Dépendance"
    assert {t.language for t in risk.translations} <= set(held)


def rate(form: Any) -> None:
    for line, text in zip(form.likelihood.lines, ("30", "48", "65"), strict=True):
        line.setText(text)
    key, rating = next(iter(form.impacts.items()))
    assert key
    rating.boxes[1].setCurrentIndex(4)
    rating.boxes[1].activated.emit(4)


def test_an_assessment_is_filled_in_and_recorded(qtbot: Any, window: MainWindow) -> None:
    bench = bench_of(window)
    bench.risks.show_filter(RiskFilter(unscored=True))
    risk_id = bench.risks.table.current_id()
    page = tab(window, "assessment")
    assert isinstance(page, AssessmentTab)
    form = page.form
    rate(form)
    assert form.likelihood.word.text() == "Roughly even chance"
    rating = next(iter(form.impacts.values()))
    assert rating.anchor.text().startswith("4, large: ")
    form.confidence.setCurrentIndex(form.confidence.findData(Confidence.LOW))
    form.rationale_likelihood.setPlainText("Because the expert says so.")
    next(iter(form._cited.values())).setChecked(True)
    page.record.click()
    made = bench.workspace.reader.related(Assessment, "risk_id", risk_id)[-1]
    assert made.likelihood == Likelihood(30, 48, 65)
    assert made.impacts == (Impact(next(iter(form.impacts)), 4, 4, 4),)
    assert made.confidence is Confidence.LOW
    assert made.assessor == "A. Analyst"
    assert made.adopted
    assert len(made.cited) == 1
    assert "recorded" not in window.messages.sentence
    bench.risks.show_filter(RiskFilter())
    row = bench.workspace.reader.risk_rows([risk_id])[0]
    assert row.level is not None


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (("140", "150", "160"), "between 0 and 100"),
        (("60", "40", "70"), "from low over best to high"),
        (("30", "", "70"), "lowest, best and highest"),
        (("a", "b", "c"), "'a' is not a number"),
    ],
)
def test_impossible_likelihoods_are_refused_in_one_sentence(
    window: MainWindow, texts: tuple[str, str, str], sentence: str
) -> None:
    risk = choose(window, 0)
    page = tab(window, "assessment")
    before = len(bench_of(window).workspace.reader.related(Assessment, "risk_id", risk.id))
    for line, text in zip(page.form.likelihood.lines, texts, strict=True):
        line.setText(text)
    page.record.click()
    assert sentence in window.messages.sentence
    assert page.form.likelihood.typed_texts() == texts
    after = len(bench_of(window).workspace.reader.related(Assessment, "risk_id", risk.id))
    assert after == before


def test_an_impact_range_that_runs_backwards_is_refused(window: MainWindow) -> None:
    choose(window, 0)
    page = tab(window, "assessment")
    rating = next(iter(page.form.impacts.values()))
    rating.show_rating((5, 3, 4))
    page.record.click()
    assert "from low over best to high" in window.messages.sentence


def test_an_assessment_half_filled_in_waits_while_another_risk_is_looked_at(
    window: MainWindow,
) -> None:
    first = choose(window, 0)
    page = tab(window, "assessment")
    page.form.rationale_impact.setPlainText("half a thought")
    choose(window, 1)
    assert page.form.rationale_impact.toPlainText() != "half a thought"
    bench_of(window).risks.table.choose(first.id)
    assert page.form.rationale_impact.toPlainText() == "half a thought"


def test_another_assessment_can_be_made_to_count(window: MainWindow) -> None:
    risk = choose(window, 0)
    bench = bench_of(window)
    page = tab(window, "assessment")
    page.form.rationale_impact.setPlainText("a newer view")
    page.record.click()
    adopt = [b for b in page.findChildren(QPushButton) if b.text() == "Let this one count"]
    assert adopt
    adopt[0].click()
    counted = [
        a
        for a in bench.workspace.reader.related(Assessment, "risk_id", risk.id)
        if a.kind is AssessmentKind.CURRENT and a.adopted
    ]
    assert len(counted) == 1
    assert counted[0].rationale_impact != "a newer view"


def test_stance_and_note_of_a_passage_are_edited_and_it_can_be_withdrawn(
    qtbot: Any, window: MainWindow
) -> None:
    answered(window)
    bench = bench_of(window)
    page = tab(window, "evidence")
    assert isinstance(page, EvidenceTab)
    evidence_id, block = next(iter(page.blocks.items()))
    block.stance.setCurrentIndex(block.stance._values.index(Stance.CONTEXT))
    block.stance.activated.emit(block.stance.currentIndex())
    type_into(qtbot, block.note, "Only background")
    leave(window)
    held = bench.workspace.reader.get(Evidence, evidence_id)
    assert (held.stance, held.note) == (Stance.CONTEXT, "Only background")
    block.withdraw.click()
    assert bench.workspace.reader.find(Evidence, evidence_id) is None
    window.undo()
    assert bench.workspace.reader.find(Evidence, evidence_id) is not None


def test_a_click_on_a_passage_asks_for_its_place_in_the_source(
    qtbot: Any, window: MainWindow
) -> None:
    answered(window)
    card = tab(window, "summary").findChildren(PassageCard)[0]
    wanted: list[tuple[int, int]] = []
    bench = bench_of(window)
    bench.workspace.bus.passage_wanted.disconnect(bench._show_passage)
    bench.workspace.bus.passage_wanted.connect(lambda s, e: wanted.append((s, e)))
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert bench.inspector.dossier is not None
    evidence = bench.inspector.dossier.evidence[0]
    assert wanted == [(evidence.source_id, evidence.id)]


def test_a_measure_is_added_edited_and_deleted(qtbot: Any, window: MainWindow) -> None:
    risk = choose(window, 0)
    bench = bench_of(window)
    page = tab(window, "measures")
    assert isinstance(page, MeasuresTab)
    before = set(page.blocks)
    type_into(qtbot, page.new_title, "Ask the carrier")
    qtbot.keyClick(page.new_title, Qt.Key.Key_Return)
    (made,) = set(page.blocks) - before
    block = page.blocks[made]
    type_into(qtbot, block.due, "2027-03-01")
    leave(window)
    block.status.setCurrentIndex(block.status._values.index(MeasureStatus.UNDER_WAY))
    block.status.activated.emit(block.status.currentIndex())
    held = bench.workspace.reader.get(Measure, made)
    assert held.risk_id == risk.id
    assert held.title == "Ask the carrier"
    assert held.due == date(2027, 3, 1)
    assert held.status is MeasureStatus.UNDER_WAY
    block.delete.click()
    assert bench.workspace.reader.find(Measure, made) is None


def test_the_history_tells_from_what_to_what_and_restores(window: MainWindow) -> None:
    risk = choose(window, 0)
    bench = bench_of(window)
    bench.workspace.do(EditRisk(risk.id, "owner", risk.owner, "Somebody else"))
    page = tab(window, "history")
    assert isinstance(page, HistoryTab)
    assert f"{risk.owner} → Somebody else" in shown(page)
    restore = [b for b in page.findChildren(QPushButton) if b.accessibleName() == "Restore owner"]
    restore[0].click()
    assert stored(window, risk.id).owner == risk.owner


def test_typing_is_not_overwritten_by_news_and_ends_in_a_conflict_with_both_values(
    qtbot: Any,
    window: MainWindow,
    starter_file: Path,
    open_desk: Callable[..., samples.Opened],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ui.frame.conflict import Way

    risk = choose(window, 0)
    field: Any = details(window).by_name["place"]
    type_into(qtbot, field, "Mine")
    open_desk(starter_file).register.execute(EditRisk(risk.id, "place", risk.place, "Theirs"))
    bench_of(window).look_elsewhere()
    assert field.text() == "Mine"
    seen: list[tuple[object, object]] = []
    ways = [Way.KEEP_THEIRS, Way.WRITE_MINE]

    def ask(conflict: Any) -> Way:
        seen.append((conflict.theirs, conflict.yours))
        return ways.pop(0)

    monkeypatch.setattr(window, "ask_way", ask)
    leave(window)
    assert seen == [("Theirs", "Mine")]
    assert stored(window, risk.id).place == "Theirs"
    assert field.text() == "Theirs"
    type_into(qtbot, field, "Mine again")
    open_desk(starter_file).register.execute(EditRisk(risk.id, "place", "Theirs", "Newer"))
    leave(window)
    assert seen[-1] == ("Newer", "Mine again")
    assert stored(window, risk.id).place == "Mine again"


def test_no_tab_is_cut_off_however_much_there_is_to_count(window: MainWindow) -> None:
    inspector = bench_of(window).inspector
    choose(window, 0)
    bar = inspector.tab_bar
    for place in range(bar.count()):
        bar.setTabText(place, bar.tabText(place) + " 1,234")
    inspector._fit_tabs()
    QApplication.processEvents()
    last = bar.tabRect(bar.count() - 1)
    assert bar.mapTo(inspector, last.topRight()).x() <= inspector.width()
