"""Search over everything: results while typing, and where Enter leads."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from riskreg.query import RiskFilter
from tests.ui.window_pieces import bench_of, strictly, type_into
from ui.frame.search_popup import SearchPopup
from ui.main_window import MainWindow

pytestmark = strictly


@pytest.fixture
def search(window: MainWindow) -> SearchPopup:
    window.actions_["find"].trigger()
    return bench_of(window).search


def kinds(search: SearchPopup) -> list[str]:
    """The kinds found, each once, in order."""
    return list(dict.fromkeys(line.hit.kind for line in search.model.lines if line.hit))


def go_to(qtbot: Any, search: SearchPopup, kind: str) -> Any:
    """Walk down to the first hit of a kind."""
    for _step in search.model.lines:
        line = search.model.lines[search.list.currentIndex().row()]
        if line.hit is not None and line.hit.kind == kind:
            return line.hit
        qtbot.keyClick(search.line, Qt.Key.Key_Down)
    raise AssertionError(kind)


def test_ctrl_k_opens_it_and_esc_gives_the_focus_back(qtbot: Any, window: MainWindow) -> None:
    table = bench_of(window).risks.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    search = bench_of(window).search
    assert search.isVisible()
    assert search.line.hasFocus()
    qtbot.keyClick(search.line, Qt.Key.Key_Escape)
    assert not search.isVisible()
    assert table.hasFocus()


def test_it_finds_while_typing_whatever_the_case_and_the_accents(
    qtbot: Any, search: SearchPopup
) -> None:
    type_into(qtbot, search.line, "LIEG")
    found = [line.hit.title for line in search.model.lines if line.hit]
    assert any("Liège" in title for title in found)
    assert kinds(search)[:2] == ["risk", "source"]


def test_groups_are_named_and_passed_over_by_the_arrow_keys(
    qtbot: Any, search: SearchPopup
) -> None:
    tester = QAbstractItemModelTester(
        search.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    type_into(qtbot, search.line, "liege")
    assert search.model.lines[0].words == "Risks"
    for _step in range(len(search.model.lines) * 2):
        qtbot.keyClick(search.line, Qt.Key.Key_Down)
        assert search.model.lines[search.list.currentIndex().row()].can_be_chosen
    qtbot.keyClick(search.line, Qt.Key.Key_Up)
    tester.deleteLater()


def test_enter_on_a_risk_chooses_it(qtbot: Any, window: MainWindow, search: SearchPopup) -> None:
    type_into(qtbot, search.line, "hikvision")
    hit = go_to(qtbot, search, "risk")
    qtbot.keyClick(search.line, Qt.Key.Key_Return)
    assert not search.isVisible()
    assert bench_of(window).risks.table.current_id() == hit.id
    assert bench_of(window).inspector.risk_id == hit.id


def test_a_risk_outside_the_filter_is_shown_all_the_same(
    qtbot: Any, window: MainWindow, search: SearchPopup
) -> None:
    bench_of(window).risks.show_filter(RiskFilter(unscored=True))
    type_into(qtbot, search.line, "hikvision")
    hit = go_to(qtbot, search, "risk")
    qtbot.keyClick(search.line, Qt.Key.Key_Return)
    assert bench_of(window).risks.table.current_id() == hit.id


def test_enter_on_a_source_goes_to_it_in_the_material(
    qtbot: Any, window: MainWindow, search: SearchPopup
) -> None:
    wanted: list[tuple[int, str]] = []
    bench_of(window).workspace.bus.words_wanted.connect(lambda s, w: wanted.append((s, w)))
    type_into(qtbot, search.line, "liege")
    hit = go_to(qtbot, search, "source")
    qtbot.keyClick(search.line, Qt.Key.Key_Return)
    assert wanted[0] == (hit.id, "liege")
    assert bench_of(window).room == "material"


def test_all_risks_with_the_words_are_counted_and_shown_as_a_filter(
    qtbot: Any, window: MainWindow, search: SearchPopup
) -> None:
    type_into(qtbot, search.line, "liege")
    wanted = RiskFilter(text="liege")
    n = bench_of(window).workspace.reader.count(wanted)
    last = f"Show all {n} risks with these words"
    qtbot.waitUntil(lambda: search.model.lines[-1].words == last)
    search._step(1, start=len(search.model.lines) - 2)
    qtbot.keyClick(search.line, Qt.Key.Key_Return)
    assert bench_of(window).risks.model.filter == wanted
    assert len(bench_of(window).risks.model.ids) == n


def test_where_nothing_is_found_it_says_so(qtbot: Any, search: SearchPopup) -> None:
    type_into(qtbot, search.line, "qqqq")
    assert search._nothing.isVisible()
    assert search.model.lines == []


def test_markup_and_control_characters_in_the_words_do_no_harm(
    qtbot: Any, search: SearchPopup
) -> None:
    for text in ('"', "<b>", "a*b", "NEAR(", "'; --", "]]>"):
        type_into(qtbot, search.line, text)
    assert search.isVisible()
