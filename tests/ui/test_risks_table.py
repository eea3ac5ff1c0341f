"""The risks table: order, columns, editing in place, what is done to selected risks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLineEdit

from riskreg.commands import EditRisk, RecordRisk
from riskreg.model import Risk
from riskreg.query import RiskFilter, Sort, SortColumn
from riskreg.terms import RiskStatus
from tests import samples
from tests.ui.window_pieces import bench_of, choose, focused, risk_at, stored, strictly, type_into
from ui.main_window import MainWindow
from ui.risks.columns import COLUMNS, INDEX
from ui.risks.model import BLOCK, RiskTableModel
from ui.texts import with_typed
from ui.theme import LIGHT
from ui.workspace import Workspace

pytestmark = strictly


def cell(window: MainWindow, place: int, key: str) -> str:
    model = bench_of(window).risks.model
    return str(model.index(place, INDEX[key]).data())


def open_editor(qtbot: Any, window: MainWindow, place: int, key: str) -> Any:
    table = bench_of(window).risks.table
    index = bench_of(window).risks.model.index(place, INDEX[key])
    table.setColumnHidden(INDEX[key], False)
    table.setCurrentIndex(index)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editors = table.viewport().findChildren(QLineEdit) + table.viewport().findChildren(QComboBox)
    assert len(editors) == 1
    return editors[0]


def test_the_model_keeps_the_rules_of_qt_while_risks_come_move_and_go(
    qtbot: Any, window: MainWindow
) -> None:
    bench = bench_of(window)
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(bench.risks.model, mode)
    bench.workspace.do(RecordRisk("One more"))
    bench.risks.table.sortByColumn(INDEX["title"], Qt.SortOrder.AscendingOrder)
    bench.risks.show_filter(RiskFilter(unscored=True))
    bench.risks.show_filter(RiskFilter())
    window.undo()
    tester.deleteLater()


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_a_click_on_a_header_sorts_as_the_register_does(window: MainWindow, column: Any) -> None:
    bench = bench_of(window)
    bench.risks.table.sortByColumn(INDEX[column.key], Qt.SortOrder.AscendingOrder)
    wanted = bench.workspace.reader.risk_ids(RiskFilter(), Sort(column.sort, False))
    assert list(bench.risks.model.ids) == list(wanted)


def test_rows_are_read_in_blocks_and_only_a_few_are_kept(
    open_desk: Callable[..., samples.Opened], register_file: Path, qtbot: Any, window: MainWindow
) -> None:
    desk = open_desk(register_file)
    for number in range(BLOCK * 3):
        desk.register.execute(RecordRisk(f"Risk {number}"))
    source = bench_of(window).workspace
    workspace = Workspace(desk.register, source.bus, source.outside, register_file)
    model = RiskTableModel(workspace, LIGHT)
    assert model.rowCount(QModelIndex()) == BLOCK * 3
    for place in (0, BLOCK * 3 - 1, BLOCK, 5):
        row = model.row(place)
        assert row is not None
        assert row.id == model.ids[place]


def test_the_level_is_a_word_and_unscored_is_no_level(window: MainWindow) -> None:
    bench = bench_of(window)
    bench.risks.show_filter(RiskFilter(unscored=True))
    assert cell(window, 0, "level") == "Unscored"
    assert cell(window, 0, "likelihood") == "—"


def test_an_overdue_review_is_said_in_a_word_and_in_the_danger_colour(window: MainWindow) -> None:
    bench = bench_of(window)
    risk = risk_at(window, 0)
    late = bench.workspace.today - timedelta(days=1)
    bench.workspace.do(EditRisk(risk.id, "review_on", risk.review_on, late))
    bench.workspace.do(EditRisk(risk.id, "status", risk.status, RiskStatus.ACTIVE))
    place = bench.risks.model.place_of(risk.id)
    assert place is not None
    index = bench.risks.model.index(place, INDEX["review"])
    assert index.data() == "overdue"
    assert index.data(Qt.ItemDataRole.ForegroundRole).name() == LIGHT.danger
    assert str(late.year) in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_movement_is_a_mark_that_says_what_it_means(window: MainWindow) -> None:
    model = bench_of(window).risks.model
    index = model.index(0, INDEX["movement"])
    assert index.data() in ("▲", "=", "▼", "●")
    assert "assess" in index.data(Qt.ItemDataRole.AccessibleTextRole).lower()
    header = model.headerData(INDEX["movement"], Qt.Orientation.Horizontal, 3)
    assert header == "Movement"


def test_markup_in_a_title_is_shown_and_not_obeyed(window: MainWindow) -> None:
    risk = risk_at(window, 0)
    title = "=1+1 <b>bold</b> &amp; \x00\t\u202eright"
    bench_of(window).workspace.do(EditRisk(risk.id, "title", risk.title, title))
    place = bench_of(window).risks.model.place_of(risk.id)
    assert place is not None
    index = bench_of(window).risks.model.index(place, INDEX["title"])
    assert "<b>bold</b> &amp; ␀␉" in index.data()
    assert "&lt;b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert stored(window, risk.id).title == title


def test_typing_over_a_title_in_the_table_writes_it(qtbot: Any, window: MainWindow) -> None:
    risk = risk_at(window, 2)
    editor = open_editor(qtbot, window, 2, "title")
    type_into(qtbot, editor, "Another title")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert stored(window, risk.id).title == "Another title"
    assert bench_of(window).workspace.register.undo_label == f"Edit title of {risk.code}"


def test_leaving_an_editor_without_typing_writes_nothing(qtbot: Any, window: MainWindow) -> None:
    risk = risk_at(window, 2)
    odd = "a\x00b\u2028c"
    bench_of(window).workspace.do(EditRisk(risk.id, "title", risk.title, odd))
    place = bench_of(window).risks.model.place_of(risk.id)
    assert place is not None
    editor = open_editor(qtbot, window, place, "title")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert stored(window, risk.id).title == odd
    assert stored(window, risk.id).version == risk.version + 1


def test_an_impossible_date_is_told_and_stays_as_typed(qtbot: Any, window: MainWindow) -> None:
    risk = risk_at(window, 1)
    editor = open_editor(qtbot, window, 1, "review")
    type_into(qtbot, editor, "31/02/2027")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert "'31/02/2027' is not a date" in window.messages.sentence
    assert editor.isVisible()
    assert editor.text() == "31/02/2027"
    assert stored(window, risk.id).review_on == risk.review_on
    type_into(qtbot, editor, "28/02/2027")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert stored(window, risk.id).review_on == date(2027, 2, 28)
    assert window.messages.sentence == ""


def test_an_empty_title_is_refused_in_one_sentence(qtbot: Any, window: MainWindow) -> None:
    risk = risk_at(window, 1)
    editor = open_editor(qtbot, window, 1, "title")
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.messages.sentence == "A risk needs a title."
    assert stored(window, risk.id).title == risk.title
    qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_a_status_chosen_in_the_table_is_written_at_once(qtbot: Any, window: MainWindow) -> None:
    risk = risk_at(window, 0)
    editor = open_editor(qtbot, window, 0, "status")
    editor.setCurrentIndex(editor.findData(RiskStatus.MONITORING))
    editor.activated.emit(editor.currentIndex())
    assert stored(window, risk.id).status is RiskStatus.MONITORING


def test_a_change_made_elsewhere_while_a_cell_is_edited_is_not_overwritten_unseen(
    qtbot: Any,
    window: MainWindow,
    starter_file: Path,
    open_desk: Callable[..., samples.Opened],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ui.frame.conflict import Way

    risk = risk_at(window, 0)
    seen: list[tuple[object, object]] = []

    def ask(conflict: Any) -> Way:
        seen.append((conflict.theirs, conflict.yours))
        return Way.KEEP_THEIRS

    monkeypatch.setattr(window, "ask_way", ask)
    editor = open_editor(qtbot, window, 0, "owner")
    type_into(qtbot, editor, "Mine")
    open_desk(starter_file).register.execute(EditRisk(risk.id, "owner", risk.owner, "Theirs"))
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert seen == [("Theirs", "Mine")]
    assert stored(window, risk.id).owner == "Theirs"


def test_ctrl_n_makes_a_risk_with_its_title_open_for_typing(qtbot: Any, window: MainWindow) -> None:
    before = len(bench_of(window).risks.model.ids)
    window.actions_["new_risk"].trigger()
    editor = focused()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "Grain terminal")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    bench = bench_of(window)
    assert len(bench.risks.model.ids) == before + 1
    assert stored(window, bench.risks.table.current_id()).title == "Grain terminal"
    assert bench.inspector.risk_id == bench.risks.table.current_id()


def test_several_risks_are_deleted_at_once_and_undo_brings_them_back(
    qtbot: Any, window: MainWindow
) -> None:
    bench = bench_of(window)
    table = bench.risks.table
    ids = tuple(bench.risks.model.ids[:3])
    before = [stored(window, i) for i in ids]
    table.choose_place(0)
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for place in (1, 2):
        table.selectionModel().select(bench.risks.model.index(place, 0), flags)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert not set(ids) & set(bench.risks.model.ids)
    assert bench.status.said == "Deleted 3 risks"
    window.undo()
    again = [stored(window, i) for i in ids]
    assert [(r.code, r.title) for r in again] == [(r.code, r.title) for r in before]


def test_after_a_delete_the_next_row_is_chosen_and_the_line_offers_undo(
    qtbot: Any, window: MainWindow
) -> None:
    bench = bench_of(window)
    gone = choose(window, 1)
    follows = bench.risks.model.ids[2]
    bench.risks.table.setFocus()
    qtbot.keyClick(bench.risks.table, Qt.Key.Key_Delete)
    assert bench.status.said == f"Deleted {gone.code}"
    assert bench.risks.table.current_id() == follows
    assert bench.inspector.risk_id == follows
    bench.undo_wanted.emit()
    assert gone.id in bench.risks.model.ids


def test_a_risk_is_duplicated_and_closed(window: MainWindow) -> None:
    bench = bench_of(window)
    original = choose(window, 0)
    window.actions_["duplicate"].trigger()
    copy = stored(window, bench.risks.table.current_id())
    assert copy.id != original.id
    assert copy.title == f"{original.title} (copy)"
    window.actions_["close_risks"].trigger()
    assert stored(window, copy.id).status is RiskStatus.CLOSED


def test_optional_columns_come_and_go_by_the_menu_of_the_header(window: MainWindow) -> None:
    table = bench_of(window).risks.table
    assert table.isColumnHidden(INDEX["sector"])
    menu = table.columns_menu()
    action = next(a for a in menu.actions() if a.text() == "Sector")
    action.trigger()
    assert not table.isColumnHidden(INDEX["sector"])
    menu.deleteLater()


def test_the_order_by_level_puts_unscored_risks_last_either_way(window: MainWindow) -> None:
    bench = bench_of(window)
    unscored = bench.workspace.reader.risk_ids(RiskFilter(unscored=True), Sort())
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        bench.risks.table.sortByColumn(INDEX["level"], order)
        assert list(bench.risks.model.ids[-len(unscored) :]) == list(unscored)
    assert bench.risks.model.sort_order.column is SortColumn.LEVEL


def test_only_the_stretch_typed_over_changes_in_a_text_editors_reshape() -> None:
    seen = "one\r\ntwo\u00a0\x00three\u2028four"
    shown = "one\ntwo\u00a0\x00three\u2028four"
    assert with_typed(seen, shown, shown) == seen
    assert with_typed(seen, shown, shown + "!") == seen + "!"
    assert with_typed(seen, shown, shown.replace("two", "2")) == seen.replace("two", "2")
    assert with_typed("aaa", "aaa", "aa") == "aa"
    assert with_typed("", "", "new") == "new"


def test_a_risk_deleted_elsewhere_leaves_the_table_when_the_window_looks(
    window: MainWindow, starter_file: Path, open_desk: Callable[..., samples.Opened]
) -> None:
    from riskreg.commands import DeleteRisks

    risk = choose(window, 0)
    open_desk(starter_file).register.execute(DeleteRisks((risk.id,)))
    bench_of(window).look_elsewhere()
    assert risk.id not in bench_of(window).risks.model.ids
    assert bench_of(window).inspector.risk_id != risk.id
    assert isinstance(risk, Risk)


def test_in_a_narrow_window_titles_take_two_lines_and_in_a_wide_one_one(
    window: MainWindow,
) -> None:
    table = bench_of(window).risks.table
    line = table.fontMetrics().lineSpacing()
    window.resize(1280, 760)
    narrow = table.rowHeight(0)
    assert narrow >= 2 * line
    window.resize(1900, 1000)
    assert table.rowHeight(0) <= narrow  # a small font has room for two lines in a usual row
    window.resize(1280, 760)
    assert table.rowHeight(0) == narrow
