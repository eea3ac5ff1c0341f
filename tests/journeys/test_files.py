"""Registers as files: encrypted ones, those handed out, the one of yesterday."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

import main
import ui.app
from tests.journeys.conftest import OpenWindow
from tests.journeys.driver import CTRL, SHIFT, K, Person
from tests.reports import pdf_reading
from tests.ui.window_pieces import strictly
from ui.briefings.page import BriefingsPage
from ui.entries import ENTRY_ROLE
from ui.frame.dialogs import NewRegisterDialog, PassphraseDialog
from ui.main_window import MainWindow
from ui.material.page import MaterialPage
from ui.risks.columns import INDEX

pytestmark = strictly


# -- encrypted --------------------------------------------------------------------------------


def test_an_encrypted_register_opens_with_its_passphrase_only(
    open_window: OpenWindow, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    person = open_window()
    path = tmp_path / "closed.riskreg"

    def fill_in(dialog: NewRegisterDialog) -> None:
        person.replace("Grain and parcels")
        person.key(K.Key_Tab)
        person.replace(str(path))
        person.click(dialog.encrypted)
        person.click_into(dialog.passphrase)
        person.write("blue horse 7")
        person.key(K.Key_Tab)
        person.write("blue horse")
        person.key(K.Key_Return)
        assert dialog.problem.text() == "The two passphrases differ."
        person.picture("passphrases-differ")
        person.replace("blue horse 7")
        person.key(K.Key_Return)

    with person.answering(NewRegisterDialog, fill_in):
        person.key(K.Key_N, CTRL, SHIFT)
    assert person.bench.status._file.text() == "Saved · Encrypted"
    person.key(K.Key_N, CTRL)
    person.write("Scanners at Liège")
    person.key(K.Key_Return)
    person.key(K.Key_W, CTRL)
    for part in tmp_path.glob("closed.riskreg*"):
        content = part.read_bytes()
        assert not content.startswith(b"SQLite format 3")
        assert b"Scanners" not in content
        assert b"parcels" not in content

    person.will_open(path)
    told: list[str] = []

    def answer(typed: str) -> Callable[[PassphraseDialog], None]:
        def act(dialog: PassphraseDialog) -> None:
            told.append(dialog.problem.text())
            person.picture(f"passphrase-{len(told)}")
            person.write(typed)
            person.key(K.Key_Return)

        return act

    with person.answering(PassphraseDialog, answer("red horse"), answer("blue horse 7")):
        person.key(K.Key_O, CTRL)
    assert told == ["", f"The passphrase does not open {path}."]
    assert [r.title for r in person.risks()] == ["Scanners at Liège"]
    assert person.bench.status._file.text() == "Saved · Encrypted"

    person.key(K.Key_W, CTRL)
    with person.answering(PassphraseDialog, lambda dialog: person.key(K.Key_Escape)):
        person.key(K.Key_O, CTRL)
    assert person.window.start.isVisible()
    assert person.told == ""
    assert capfd.readouterr().err == ""


# -- in the way of others ---------------------------------------------------------------------


def test_a_file_that_is_taken_away_is_told_and_what_was_typed_stays(
    open_window: OpenWindow, starter_file: Path
) -> None:
    person = open_window(starter_file)
    risk = person.risks()[0]
    away = starter_file.with_name("away.riskreg")
    starter_file.rename(away)
    editor = person.open_cell(person.table, 0, INDEX["title"])
    person.replace("Typed meanwhile")
    person.key(K.Key_Return)
    assert person.told.startswith(f"{starter_file} was moved, deleted or replaced")
    person.picture("file-gone")
    assert editor.isVisible()
    assert person.risks()[0] == risk
    away.rename(starter_file)
    person.key(K.Key_Return)
    assert person.risks()[0].title == "Typed meanwhile"
    assert person.told == ""


def test_an_export_under_way_ends_well_when_the_register_is_closed(
    open_window: OpenWindow, starter_file: Path, tmp_path: Path
) -> None:
    person = open_window(starter_file)
    person.go(6)
    room = person.room(BriefingsPage)
    target = tmp_path / "briefing.pdf"
    person.will_save_as(target)
    person.qtbot.mouseClick(room.export_button, Qt.MouseButton.LeftButton)
    assert room.busy
    person.key(K.Key_W, CTRL)
    assert person.window.start.isVisible()
    QThreadPool.globalInstance().waitForDone()
    person.settle()
    assert not target.exists() or pdf_reading.page_texts(target.read_bytes())
    assert [p.name for p in tmp_path.iterdir() if "briefing" in p.name] in ([], [target.name])


def test_a_file_that_is_there_already_is_left_alone(
    open_window: OpenWindow, starter_file: Path
) -> None:
    person = open_window(starter_file)

    def fill_in(_dialog: NewRegisterDialog) -> None:
        person.key(K.Key_Tab)
        person.replace(str(starter_file))
        person.key(K.Key_Return)

    with person.answering(NewRegisterDialog, fill_in):
        person.key(K.Key_N, CTRL, SHIFT)
    assert person.told == f"{starter_file} already exists; nothing was changed."
    assert len(person.risks()) >= 15


# -- handed out -------------------------------------------------------------------------------

SECRET = "Zwartewaterzegel"


def plant(person: Person) -> str:
    """A risk marked TLP:RED with a secret in all that belongs to it; its code."""
    person.go(3)
    QApplication.clipboard().setText(f"{SECRET} report\n\nThe {SECRET} source told all.\n")
    page = person.room(MaterialPage)
    person.click(page.paste_button)
    person.click(page.head.fold)
    person.click(page.pane.viewport())
    person.key(K.Key_A, CTRL)
    person.key(K.Key_S)
    person.write(f"{SECRET} leaks")
    person.key(K.Key_Up)
    person.key(K.Key_Return)
    person.key(K.Key_Return)
    (risk,) = (r for r in person.reader.snapshot().risks if SECRET in r.title)
    person.go(1)
    place = person.bench.risks.model.place_of(risk.id)
    assert place is not None
    person.click_cell(person.table, place, INDEX["title"])
    summary = person.show_tab("summary")
    person.click(summary._fold)
    fields = summary.details.by_name
    for name in ("cause", "owner", "tags", "gaps", "outcome"):
        person.click_into(fields[name])
        person.write(f"{SECRET} in {name}")
        person.key(K.Key_Tab)
    person.choose(fields["marking"], "TLP:RED")
    measures = person.show_tab("measures")
    person.click_into(measures.new_title)
    person.write(f"Move {SECRET}")
    person.key(K.Key_Return)
    form = person.show_tab("assessment").form
    person.click_into(form.likelihood.lines[0])
    for percent in ("90", "95", "99"):
        person.write(percent)
        person.key(K.Key_Tab)
    for box in form.impacts["defence"].boxes:
        person.choose(box, "5")
    person.click_into(form.rationale_likelihood)
    person.write(f"{SECRET} said so")
    person.click(person.inspector.tab("assessment").record)
    assert str(person.reader.snapshot()).count(SECRET) >= 10
    return str(risk.code)


def all_bytes(path: Path) -> bytes:
    """Everything anybody could read out of a file."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())
    if path.suffix == ".pdf":
        content = path.read_bytes()
        return pdf_reading.unpacked(content) + pdf_reading.whole_text(content).encode()
    return path.read_bytes()


def test_what_is_marked_higher_is_listed_before_and_is_in_none_of_the_files(
    open_window: OpenWindow, starter_file: Path, tmp_path: Path
) -> None:
    person = open_window(starter_file)
    code = plant(person)
    assert person.bench.banner.marking.value == "TLP:RED"
    person.picture("red-risk")
    person.go(6)
    room = person.room(BriefingsPage)
    person.choose(room.marking, "TLP:GREEN")
    person.wait(lambda: room.list_model.rowCount() > 0)
    listed = [
        room.list_model.index(row).data(ENTRY_ROLE) for row in range(room.list_model.rowCount())
    ]
    heads = [entry.head for entry in listed]
    assert code in heads
    whole = person.reader.snapshot()
    kept = [r.code for r in whole.risks if r.code not in heads]
    assert all(r.marking.rank <= 1 for r in whole.risks if r.code in kept)
    person.picture("withheld")

    for kind, ending in (
        ("Briefing pack (PDF)", "pdf"),
        ("Workbook (Excel)", "xlsx"),
        ("Table of risks (CSV)", "csv"),
        ("Everything, for other programs (JSON)", "json"),
    ):
        target = tmp_path / f"green.{ending}"
        person.choose(room.format, kind)
        person.will_save_as(target)
        person.click(room.export_button)
        person.wait(lambda: not room.busy, 60_000)
        assert "Withheld: " in room.result.text()
        content = all_bytes(target)
        assert SECRET.encode() not in content
        assert SECRET.lower().encode() not in content.lower()
        assert SECRET.encode("utf-16-be") not in content
        assert all(head.encode() not in content for head in heads if head.startswith("R-"))
        if ending in ("csv", "json", "xlsx"):
            assert all(c.encode() in content for c in kept)


# -- yesterday and today ----------------------------------------------------------------------


#: No larger than the screen of a machine without a display allows.
_SIZE = QSize(900, 640)


def in_one_run(path: Path | None, act: Callable[[MainWindow], None]) -> None:
    """Start the program as ``main`` does, do something in its window, close it."""
    trouble: list[BaseException] = []

    def look() -> None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        window = next((w for w in found if w.isVisible() and w.workbench is not None), None)
        if window is None:
            QTimer.singleShot(10, look)
            return
        try:
            act(window)
        except BaseException as error:  # noqa: BLE001 - raised again when the run has ended
            trouble.append(error)
        window.close()

    QTimer.singleShot(0, look)
    assert ui.app.run(main.outside(), path, "A. Analyst") == 0
    if trouble:
        raise trouble[0]


def test_window_order_and_last_file_are_as_they_were_left(
    qtbot: object, starter_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # a run sets its own
    left: list[list[int]] = []

    def yesterday(window: MainWindow) -> None:
        person = Person(qtbot, window, monkeypatch)
        window.resize(_SIZE)
        header = person.table.horizontalHeader()
        across = header.sectionViewportPosition(INDEX["owner"]) + 20
        person.click(header.viewport(), QPoint(across, 10))
        left.append(list(person.bench.risks.model.ids))
        person.key(K.Key_I, CTRL)
        assert person.inspector.isHidden()

    def today(window: MainWindow) -> None:
        person = Person(qtbot, window, monkeypatch)
        person.settle()
        person.picture("second-run")
        assert person.bench.workspace.path == starter_file.resolve()
        assert window.size() == _SIZE
        assert person.inspector.isHidden()
        assert person.table.horizontalHeader().sortIndicatorSection() == INDEX["owner"]
        assert list(person.bench.risks.model.ids) == left[0]

    in_one_run(starter_file, yesterday)
    in_one_run(None, today)
