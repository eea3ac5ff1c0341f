"""The window: opening and closing, rooms, undo, banner, messages, bugs, what it remembers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

import main
from riskreg.commands import EditRisk, EditSettings
from riskreg.errors import Conflict, UserError
from riskreg.model import SETTINGS_ID
from riskreg.terms import Marking
from tests import samples
from tests.ui.window_pieces import bench_of, choose, stored, strictly, type_into
from ui.app import Appearance, render, snapshot_window
from ui.frame.conflict import ConflictDialog, Way, settle
from ui.frame.dialogs import NewRegisterDialog, PassphraseDialog, ShortcutsDialog
from ui.frame.faults import hook
from ui.frame.memory import Memory
from ui.frame.rooms import ROOMS
from ui.main_window import MainWindow
from ui.theme import DARK, LIGHT, fix_theme, theme_of

pytestmark = strictly


def leave(window: MainWindow) -> None:
    bench_of(window).risks.table.setFocus()


# -- opening and closing ----------------------------------------------------------------------


def test_the_window_with_its_frame_fits_the_screen(empty_window: MainWindow) -> None:
    room = empty_window.screen().availableSize()
    empty_window._fit_screen()
    assert empty_window.height() < room.height()
    assert empty_window.width() == max(empty_window.minimumWidth(), room.width() - 4)


def test_return_presses_the_button_of_the_start_page_the_keyboard_is_on(
    qtbot: Any, empty_window: MainWindow
) -> None:
    wanted: list[str] = []
    empty_window.start.open_wanted.disconnect()
    empty_window.start.open_wanted.connect(lambda: wanted.append("open"))
    empty_window.start.open_button.setFocus()
    qtbot.keyClick(empty_window.start.open_button, Qt.Key.Key_Return)
    assert wanted == ["open"]


def test_without_a_register_the_start_page_offers_the_ways_in(empty_window: MainWindow) -> None:
    start = empty_window.start
    assert start.isVisible()
    assert start.new_button.isVisible()
    assert start.starter_button.isVisible()
    assert start.open_button.isVisible()
    assert not empty_window.actions_["new_risk"].isEnabled()


def test_a_register_once_opened_is_among_the_recent_ones(
    window: MainWindow, starter_file: Path, memory: Memory
) -> None:
    window.close_register()
    assert window.start.isVisible()
    assert memory.recent() == [starter_file.resolve()]
    wanted: list[Path] = []
    window.start.path_wanted.connect(wanted.append)
    button = window.start._recent.itemAt(0).widget()  # type: ignore[union-attr] # one is listed
    assert isinstance(button, QAbstractButton)
    button.click()
    assert wanted == [starter_file.resolve()]
    assert window.workbench is not None


@pytest.mark.parametrize("content", [b"", b"just a text\n"], ids=["empty", "text"])
def test_what_is_no_register_is_told_in_one_sentence_and_nothing_opens(
    empty_window: MainWindow, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "no.riskreg"
    path.write_bytes(content)
    assert not empty_window.open_path(path)
    assert "no.riskreg" in empty_window.messages.sentence
    assert empty_window.messages.isVisible()
    assert empty_window.workbench is None
    assert path.read_bytes() == content


def test_an_encrypted_register_asks_until_the_passphrase_fits(
    empty_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret.riskreg"
    main.outside().create(path, "Secret", False, "horse")
    asked: list[str] = []
    answers = ["donkey", "horse"]

    def ask(name: str, problem: str) -> str:
        asked.append(problem)
        return answers.pop(0)

    monkeypatch.setattr(empty_window, "ask_passphrase", ask)
    assert empty_window.open_path(path)
    assert asked[0] == ""
    assert "does not open" in asked[1]
    assert bench_of(empty_window).status._file.text() == "Saved · Encrypted"


def test_the_passphrase_dialog_says_why_it_asks_again(qtbot: Any, dressed: Appearance) -> None:
    dialog = PassphraseDialog("x.riskreg", "The passphrase does not open x.riskreg.")
    qtbot.addWidget(dialog)
    assert not dialog.problem.isHidden()
    assert dialog.line.echoMode() is QLineEdit.EchoMode.Password


def test_a_new_register_with_starter_content_is_made_and_opened(
    empty_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_in(dialog: NewRegisterDialog) -> int:
        dialog.title.setText("Grain")
        dialog.place.setText(str(tmp_path / "grain"))
        return 1

    monkeypatch.setattr(NewRegisterDialog, "exec", fill_in)
    empty_window.start.starter_button.click()
    assert (tmp_path / "grain.riskreg").is_file()
    assert bench_of(empty_window).workspace.reader.settings().title == "Grain"
    assert len(bench_of(empty_window).risks.model.ids) >= 15


def test_two_different_passphrases_are_told_in_the_dialog(
    qtbot: Any, dressed: Appearance, tmp_path: Path
) -> None:
    dialog = NewRegisterDialog(tmp_path, starter=False)
    qtbot.addWidget(dialog)
    dialog.encrypted.setChecked(True)
    dialog.passphrase.setText("horse")
    dialog.again.setText("donkey")
    dialog.make.click()
    assert dialog.problem.text() == "The two passphrases differ."
    assert dialog.result() == 0
    dialog.again.setText("horse")
    dialog.make.click()
    assert dialog.wanted().passphrase == "horse"


# -- rooms and frame --------------------------------------------------------------------------


def test_the_banner_shows_the_strictest_marking_of_the_content(window: MainWindow) -> None:
    bench = bench_of(window)
    risk = choose(window, 0)
    bench.workspace.do(EditRisk(risk.id, "marking", risk.marking, Marking.RED))
    assert bench.banner.marking is Marking.RED
    assert "TLP:RED" in bench.banner.accessibleName()


def test_the_title_of_the_register_stands_in_banner_and_window(window: MainWindow) -> None:
    bench = bench_of(window)
    now = bench.workspace.reader.settings().title
    bench.workspace.do(EditSettings(SETTINGS_ID, "title", now, "Grain"))
    assert "Grain · starter.riskreg" in bench.banner.accessibleName()
    assert window.windowTitle() == "Grain – riskreg"


def test_every_room_opens_by_its_shortcut_and_is_made_only_then(
    qtbot: Any, window: MainWindow
) -> None:
    bench = bench_of(window)
    assert set(bench._pages) == {"risks"}
    for room in ROOMS:
        window.actions_[f"room:{room.key}"].trigger()
        assert bench.room == room.key
        assert bench.stack.currentWidget() is bench._pages[room.key]
        assert bench.rail._buttons[room.key].isChecked()
        assert bench.inspector.isVisible() == room.inspected


def test_the_rail_counts_what_the_register_holds(window: MainWindow) -> None:
    bench = bench_of(window)
    tally = bench.workspace.reader.tally(bench.workspace.today)
    assert bench.rail._buttons["risks"].accessibleName() == f"Risks, {tally.risks}"
    assert bench.rail._buttons["material"].accessibleName() == f"Material, {tally.sources}"


def test_every_action_is_in_a_menu_and_shows_its_shortcut(window: MainWindow) -> None:
    in_menus = set()
    for menu in window.menuBar().actions():
        in_menus |= {a.text() for a in menu.menu().actions()}  # type: ignore[attr-defined] # QAction
    for action in window.actions_._all.values():
        assert action.text() in in_menus
        assert action.shortcut().toString()
        assert action.shortcut().toString() in action.toolTip()


def test_shortcuts_are_not_given_twice(window: MainWindow) -> None:
    given = [k.toString() for a in window.actions_._all.values() for k in a.shortcuts()]
    assert len(given) == len(set(given))


def test_every_control_says_what_it_is(window: MainWindow) -> None:
    bench = bench_of(window)
    for key in ("summary", "assessment", "evidence", "measures", "history"):
        bench.inspector.show_tab(key)
    summary: Any = bench.inspector.tab("summary")
    summary.unfold()
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)
    nameless = [
        widget
        for widget in (*bench.risks.findChildren(QWidget), *bench.inspector.findChildren(QWidget))
        if isinstance(widget, kinds)
        and not widget.objectName().startswith("qt_")
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and "QTabBar" not in type(widget.parent()).__name__
        and not isinstance(widget.parent(), QComboBox)
    ]
    assert nameless == []


def test_help_lists_every_shortcut(qtbot: Any, window: MainWindow) -> None:
    dialog = ShortcutsDialog(window.actions_.with_shortcut(), window)
    qtbot.addWidget(dialog)
    assert len(window.actions_.with_shortcut()) > 15


def test_what_the_rooms_can_do_is_reached_from_the_menu_in_any_room(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = bench_of(window)
    asked: list[str] = []

    def ask(*_words: object) -> tuple[list[str], str]:
        asked.append(bench.room)
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask)
    window.actions_["add_material"].trigger()
    bench.show_room("risks")
    QGuiApplication.clipboard().setText("Pasted words about a hub.")
    window.actions_["paste_material"].trigger()
    assert asked == ["material"]
    assert bench.room == "material"
    assert bench.page.source_id is not None  # type: ignore[attr-defined] # the material page
    bench.show_room("risks")
    actors = bench.workspace.reader.tally(bench.workspace.today).actors
    window.actions_["new_actor"].trigger()
    assert bench.room == "actors"
    assert bench.workspace.reader.tally(bench.workspace.today).actors == actors + 1


# -- undo -------------------------------------------------------------------------------------


def test_undo_and_redo_name_what_they_turn(window: MainWindow) -> None:
    risk = choose(window, 0)
    bench_of(window).workspace.do(EditRisk(risk.id, "owner", risk.owner, "X"))
    undo, redo = window.actions_["undo"], window.actions_["redo"]
    assert undo.text() == f"&Undo “Edit owner of {risk.code}”"
    assert not redo.isEnabled()
    undo.trigger()
    assert stored(window, risk.id).owner == risk.owner
    assert redo.text() == f"&Redo “Edit owner of {risk.code}”"
    redo.trigger()
    assert stored(window, risk.id).owner == "X"


def test_ctrl_z_takes_back_unsaved_typing_first_and_then_what_was_done(
    qtbot: Any, window: MainWindow
) -> None:
    risk = choose(window, 0)
    bench_of(window).workspace.do(EditRisk(risk.id, "owner", risk.owner, "X"))
    title = bench_of(window).inspector.title
    type_into(qtbot, title, "ab")
    while title.toPlainText() != risk.title:
        before = title.toPlainText()
        qtbot.keyClick(title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert title.toPlainText() != before
    assert stored(window, risk.id).owner == "X"
    qtbot.keyClick(title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stored(window, risk.id).owner == risk.owner


def test_undo_of_what_somebody_changed_since_is_refused_in_one_sentence(
    window: MainWindow, starter_file: Path, open_desk: Callable[..., samples.Opened]
) -> None:
    risk = choose(window, 0)
    bench_of(window).workspace.do(EditRisk(risk.id, "owner", risk.owner, "Mine"))
    open_desk(starter_file).register.execute(EditRisk(risk.id, "owner", "Mine", "Theirs"))
    window.undo()
    assert "changed by somebody else" in window.messages.sentence
    assert stored(window, risk.id).owner == "Theirs"


# -- two windows on one file ------------------------------------------------------------------


def test_what_another_window_writes_is_seen_within_a_second(
    qtbot: Any, window: MainWindow, starter_file: Path, open_desk: Callable[..., samples.Opened]
) -> None:
    risk = choose(window, 0)
    open_desk(starter_file).register.execute(EditRisk(risk.id, "title", risk.title, "Elsewhere"))
    title = bench_of(window).inspector.title
    qtbot.waitUntil(lambda: title.toPlainText() == "Elsewhere", timeout=4000)


def test_the_conflict_dialog_shows_both_values_and_keeps_theirs_unless_told(
    qtbot: Any, dressed: Appearance
) -> None:
    conflict = Conflict("…", "owner", "Theirs", "Mine")
    dialog = ConflictDialog(conflict)
    qtbot.addWidget(dialog)
    assert [t.toPlainText() for t in dialog.findChildren(QPlainTextEdit)] == ["Theirs", "Mine"]
    dialog.reject()
    assert dialog.way is Way.KEEP_THEIRS
    dialog.write_mine.click()
    assert dialog.way is Way.WRITE_MINE


def test_mine_can_be_copied_instead(qapp: Any) -> None:
    conflict = Conflict("…", "owner", "Theirs", "Mine")
    command = EditRisk(1, "owner", "Old", "Mine")
    assert settle(command, conflict, lambda _conflict: Way.COPY_MINE) is None
    assert qapp.clipboard().text() == "Mine"
    again = settle(command, conflict, lambda _conflict: Way.WRITE_MINE)
    assert again == EditRisk(1, "owner", "Theirs", "Mine")


# -- leaving ----------------------------------------------------------------------------------


def test_closing_the_window_saves_the_field_being_typed(
    qtbot: Any, window: MainWindow, starter_file: Path, open_desk: Callable[..., samples.Opened]
) -> None:
    risk = choose(window, 0)
    type_into(qtbot, bench_of(window).inspector.title, "Typed and closed")
    window.close()
    from riskreg.model import Risk

    assert open_desk(starter_file).store.get(Risk, risk.id).title == "Typed and closed"


def test_a_refused_value_keeps_the_window_open_once(qtbot: Any, window: MainWindow) -> None:
    choose(window, 0)
    summary: Any = bench_of(window).inspector.tab("summary")
    field = summary.unfold().by_name["review_on"]
    type_into(qtbot, field, "31/02/2027")
    assert not window.close()
    assert "is not a date" in window.messages.sentence
    assert window.workbench is not None
    assert window.close()


def test_columns_and_the_inspector_are_as_they_were_left(
    qtbot: Any, window: MainWindow, starter_file: Path, memory: Memory
) -> None:
    menu = bench_of(window).risks.table.columns_menu()
    next(a for a in menu.actions() if a.text() == "Status").trigger()
    assert not bench_of(window).risks.table.isColumnHidden(9)
    window.actions_["inspector"].trigger()
    assert bench_of(window).inspector.isHidden()
    window.close_register()
    window.open_path(starter_file)
    assert not bench_of(window).risks.table.isColumnHidden(9)
    assert bench_of(window).inspector.isHidden()


# -- look -------------------------------------------------------------------------------------


def test_the_window_follows_the_system_from_light_to_dark(
    window: MainWindow, dressed: Appearance
) -> None:
    assert theme_of(window) is LIGHT
    fix_theme(DARK)
    dressed.dress()
    assert theme_of(window) is DARK
    ground = window.grab().toImage().pixelColor(80, window.height() - 60)  # the rail
    assert ground.lightness() < 128
    fix_theme(LIGHT)
    dressed.dress()
    assert theme_of(window) is LIGHT


def test_pictures_of_window_and_matrix_are_made_without_a_display(
    qapp: Any, starter_file: Path, tmp_path: Path
) -> None:
    window_png, matrix_png = tmp_path / "window.png", tmp_path / "matrix.png"
    snapshot_window(main.outside(), starter_file, window_png, matrix_png)
    for path in (window_png, matrix_png):
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1440, 900)
    assert window_png.read_bytes() != matrix_png.read_bytes()


def test_a_picture_of_what_is_no_register_is_refused(qapp: Any, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="gone"):
        render(main.outside(), tmp_path / "gone.riskreg", {"risks": tmp_path / "x.png"})
    assert not [window for window in QApplication.topLevelWidgets() if window.isVisible()]


# -- bugs -------------------------------------------------------------------------------------


def test_a_bug_is_logged_and_told_once_with_the_place_of_the_log(tmp_path: Path) -> None:
    told: list[str] = []
    log = tmp_path / "logs" / "riskreg.log"
    on_exception = hook(told.append, lambda: log)
    try:
        raise ZeroDivisionError("a bug")
    except ZeroDivisionError as error:
        on_exception(type(error), error, error.__traceback__)
    assert len(told) == 1
    assert str(log) in told[0]
    assert "ZeroDivisionError: a bug" in log.read_text("utf-8")


def test_a_bug_while_a_bug_is_told_is_only_logged(tmp_path: Path) -> None:
    log = tmp_path / "riskreg.log"
    told: list[str] = []

    def tell(sentence: str) -> None:
        told.append(sentence)
        second = ValueError("another")
        on_exception(ValueError, second, None)

    on_exception = hook(tell, lambda: log)
    on_exception(KeyError, KeyError("first"), None)
    assert len(told) == 1
    assert "another" in log.read_text("utf-8")


def test_nothing_heavy_is_loaded_before_the_first_window() -> None:
    import subprocess

    code = (
        "import sys, main, ui.app\n"
        "main.outside()\n"
        "heavy = ['babel', 'alembic', 'openpyxl', 'reportlab', 'numpy', 'ui.material.page',"
        " 'ui.briefings.page', 'ui.history.page', 'platformdirs']\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_many_calls_into_qt_do_not_use_up_none() -> None:
    """PySide6 6.12 under Python 3.11 takes a reference from None with every such call."""
    import subprocess

    code = (
        "import ui\n"
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "for _ in range(100_000):\n"
        "    thing.setObjectName('x')\n"
        "print('alive')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "alive"
