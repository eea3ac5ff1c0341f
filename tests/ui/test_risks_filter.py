"""The filter chips and what they ask."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from riskreg.query import RiskFilter
from riskreg.terms import Marking, RiskStatus
from tests.ui.window_pieces import bench_of, strictly
from ui.main_window import MainWindow

pytestmark = strictly


def test_ticking_a_level_filters_at_once_and_the_x_clears_it(
    qtbot: Any, window: MainWindow
) -> None:
    bench = bench_of(window)
    bar = bench.risks.filter_bar
    everything = len(bench.risks.model.ids)
    chip = bar._chips["levels"]
    chip.click()
    popup = bar._popups["levels"]
    qtbot.keyClick(popup._list, Qt.Key.Key_Space)
    highest = max(level.rank for level in bench.risks.model.criteria.levels)
    assert bench.risks.model.filter == RiskFilter(levels=(highest,))
    popup.hide()
    assert 0 < len(bench.risks.model.ids) < everything
    assert "×" in chip.text()
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert bench.risks.model.filter.is_empty
    assert len(bench.risks.model.ids) == everything


def test_the_status_line_says_how_many_of_all_are_shown(window: MainWindow) -> None:
    bench = bench_of(window)
    all_of_them = len(bench.risks.model.ids)
    bench.risks.show_filter(RiskFilter(unscored=True))
    shown = len(bench.risks.model.ids)
    assert bench.status._risks.text() == f"{all_of_them} risks, {shown} shown"


@pytest.mark.parametrize(
    "wanted",
    [
        RiskFilter(text="Liège"),
        RiskFilter(cell=(4, 4)),
        RiskFilter(max_marking=Marking.GREEN),
        RiskFilter(statuses=(RiskStatus.ACTIVE,)),
        RiskFilter(vectors=("data access",)),
    ],
    ids=["text", "cell", "marking", "status", "vector"],
)
def test_a_filter_from_elsewhere_is_shown_as_a_chip_that_clears(
    qtbot: Any, window: MainWindow, wanted: RiskFilter
) -> None:
    bench = bench_of(window)
    bench.workspace.bus.risks_wanted.emit(wanted)
    bar = bench.risks.filter_bar
    active = [c for c in (*bar._chips.values(), *bar._extra.values()) if c._active]
    assert len(active) == 1
    assert active[0].isVisible()
    assert len(bench.risks.model.ids) == bench.workspace.reader.count(wanted)
    active[0].cleared.emit()
    assert bench.risks.model.filter.is_empty


def test_overdue_reviews_are_asked_for_in_the_menu_of_the_last_chip(window: MainWindow) -> None:
    bench = bench_of(window)
    menu = bench.risks.filter_bar.more_menu()
    menu.actions()[0].trigger()
    assert bench.risks.model.filter.overdue
    assert bench.risks.model.filter.today == bench.workspace.today
    menu.deleteLater()


def test_where_nothing_matches_the_table_says_so_and_offers_to_clear(window: MainWindow) -> None:
    bench = bench_of(window)
    bench.risks.show_filter(RiskFilter(text="nowhere-to-be-found"))
    assert bench.risks._nothing_words.isVisible()
    bench.risks._nothing_button.click()
    assert bench.risks.model.filter.is_empty
    assert bench.risks.table.isVisible()
