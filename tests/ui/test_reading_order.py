"""Tab goes through the window as one reads it; F6 from one part of it to the next."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.window_pieces import bench_of, choose, focused, strictly
from ui.frame.rooms import ROOMS
from ui.main_window import MainWindow

pytestmark = strictly


def tab(qtbot: Any, *, back: bool = False) -> QWidget:
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    held = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(focused(), key, held)
    return focused()


def test_tab_goes_from_the_table_to_the_title_and_the_tabs_of_the_chosen_risk(
    qtbot: Any, window: MainWindow
) -> None:
    bench = bench_of(window)
    choose(window, 0)
    bench.risks.table.setFocus()
    assert tab(qtbot) is bench.inspector.title
    assert tab(qtbot) is bench.inspector.tab_bar
    assert tab(qtbot, back=True) is bench.inspector.title
    assert tab(qtbot, back=True) is bench.risks.table
    assert tab(qtbot, back=True) is bench.risks.search_button


def test_tab_comes_round_to_where_it_began_and_stands_on_what_is_seen(
    qtbot: Any, window: MainWindow
) -> None:
    start = focused()
    seen: list[QWidget] = []
    while not seen or focused() is not start:
        seen.append(tab(qtbot))
        assert seen[-1].isVisible()
        assert len(seen) < 200
    assert len(set(map(id, seen))) == len(seen)


def test_evidence_to_rest_on_is_reached_before_the_assessment_is_recorded(
    qtbot: Any, window: MainWindow
) -> None:
    bench = bench_of(window)
    choose(window, 0)
    bench.inspector.show_tab("assessment")
    page: Any = bench.inspector.tab("assessment")
    page.record.setFocus()
    assert page.form.isAncestorOf(tab(qtbot, back=True))


def test_f6_goes_round_rail_room_and_inspector_and_comes_back_to_the_same_control(
    qtbot: Any, window: MainWindow
) -> None:
    bench = bench_of(window)
    choose(window, 2)
    bench.risks.table.setFocus()
    window.actions_["next_part"].trigger()
    assert bench.inspector.isAncestorOf(focused())
    bench.inspector.tab_bar.setFocus()
    window.actions_["next_part"].trigger()
    assert bench.rail.isAncestorOf(focused())
    window.actions_["next_part"].trigger()
    assert focused() is bench.risks.table
    window.actions_["next_part"].trigger()
    assert focused() is bench.inspector.tab_bar


def test_without_the_inspector_f6_passes_it_by(window: MainWindow) -> None:
    bench = bench_of(window)
    bench.set_inspector(False)
    bench.risks.table.setFocus()
    window.actions_["next_part"].trigger()
    assert bench.rail.isAncestorOf(focused())


@pytest.mark.parametrize("key", [room.key for room in ROOMS])
def test_going_to_a_room_by_its_keys_puts_the_keyboard_into_it(
    window: MainWindow, key: str
) -> None:
    bench = bench_of(window)
    for other in ("risks", "briefings"):
        window.actions_[f"room:{other}"].trigger()
        window.actions_[f"room:{key}"].trigger()
        assert bench.stack.currentWidget().isAncestorOf(focused())


def test_the_arrows_go_from_room_to_room_on_the_rail(qtbot: Any, window: MainWindow) -> None:
    bench = bench_of(window)
    bench.rail.button("matrix").setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert bench.room == "matrix"
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert bench.room == "material"
    assert bench.rail.isAncestorOf(focused())


def test_a_click_on_the_rail_puts_the_keyboard_into_the_room(
    qtbot: Any, window: MainWindow
) -> None:
    bench = bench_of(window)
    qtbot.mouseClick(bench.rail.button("measures"), Qt.MouseButton.LeftButton)
    assert bench.room == "measures"
    assert bench.stack.currentWidget().isAncestorOf(focused())
