"""Texts that programs stumble over, typed and pasted into every field a person can write in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from riskreg.model import ActorRole
from riskreg.snapshot import Snapshot
from tests.journeys.conftest import OpenWindow
from tests.journeys.driver import CTRL, K, Person
from tests.reports import pdf_reading
from tests.ui.window_pieces import strictly
from ui.actors.page import ActorsPage
from ui.briefings.page import BriefingsPage
from ui.material.page import MaterialPage
from ui.measures.page import MeasuresPage
from ui.risks.columns import INDEX

pytestmark = strictly

_SHORT = "=1+1 <b>x</b> &amp; 🛰️ \u200fאב\u200e \u202eright\u202c ]]> @SUM"
_LONG = ("-2+3 <i>y</i> &lt; 🇧🇪 \u200fגד\u200e Ž ő ".ljust(64, ".") * 1600)[:100_000]

_CONTROLS = "-a\tb\x00c\x07d\x1be\u2028f\ufeffg"

_ALL = "no limit: all there is"
_RISK_TEXTS = """
    summary cause event asset consequence place owner tags claim_status outcome gaps
""".split()


@dataclass
class Writer:
    """Writes into fields, each text with the field's name at its end, and keeps what was meant."""

    person: Person
    text: str
    pasted: bool
    meant: dict[tuple[str, str], Any] = field(default_factory=dict)

    def words(self, kind: str, name: str) -> str:
        return f"{self.text} {kind} {name}"

    def into(self, widget: QWidget, kind: str, name: str, leave: Any = K.Key_Tab) -> None:
        """Type over a field that is clicked into, and leave it."""
        self.person.click_into(widget)
        self.over(kind, name, leave)

    def over(self, kind: str, name: str, leave: Any = K.Key_Return) -> None:
        """Type over the field that has the focus, and leave it."""
        words = self.words(kind, name)
        if (kind, name) == ("actors", "aliases"):
            words = words.replace(";", ",")  # a semicolon parts two of them
        self.person.replace(words, by_clipboard=self.pasted)
        editor = self.person.focus()
        assert isinstance(editor, QLineEdit | QPlainTextEdit)
        shown = editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()
        assert len(shown) == len(words)
        self.person.key(leave)
        assert self.person.told == "", f"{kind} {name}: {self.person.told[:200]}"
        self.meant[kind, name] = (words,) if name in ("tags", "aliases") else words

    def compare(self, snapshot: Snapshot) -> None:
        for (kind, name), words in self.meant.items():
            if (kind, name) != ("risks", "role") and not name.startswith("in "):
                assert getattr(_one(snapshot, kind), name) == words, f"{kind} {name}"


def _one(snapshot: Snapshot, kind: str) -> Any:
    """The only entity of a kind; of assessments the one that counts."""
    held = getattr(snapshot, kind)
    (only,) = (e for e in held if e.adopted) if kind == "assessments" else held
    return only


def begin(person: Person) -> None:
    """A source, a risk from all of it, an actor in it, a measure against it: by hand."""
    person.go(3)
    QApplication.clipboard().setText(f"Title\n{_SHORT}\n{_LONG}")
    page = person.room(MaterialPage)
    person.click(page.paste_button)
    person.click(page.head.fold)
    person.click(page.pane.viewport())
    person.key(K.Key_A, CTRL)
    person.key(K.Key_S)
    person.write("Hostile")
    person.key(K.Key_Return)
    person.key(K.Key_Return)
    person.go(4)
    room = person.room(ActorsPage)
    person.click(room.add_button)
    person.write("Somebody")
    person.key(K.Key_Return)
    editor = person.open_cell(room.table, 0, 1)
    assert isinstance(editor, QComboBox)
    person.key(K.Key_F4)
    person.key(K.Key_End)
    person.key(K.Key_Return)
    person.go(1)
    tab = person.show_tab("measures")
    person.click_into(tab.new_title)
    person.write("Do something")
    person.key(K.Key_Return)
    summary = person.show_tab("summary")
    person.click(summary._fold)
    person.choose(summary.details.by_name["actors"]._adding, "Somebody", stays=False)


def write_source(writer: Writer) -> None:
    writer.person.go(3)
    head = writer.person.room(MaterialPage).head
    if not head.fold.isChecked():
        writer.person.click(head.fold)
    for name, line in head.texts.items():
        writer.into(line, "sources", name)


def write_actor(writer: Writer) -> None:
    person = writer.person
    person.go(4)
    room = person.room(ActorsPage)
    for name, column in (("name", 0), ("country", 2), ("aliases", 3)):
        person.open_cell(room.table, 0, column)
        writer.over("actors", name)
    for name in ("note", "necessity", "legal_basis"):
        writer.into(getattr(room.details, name), "actors", name)


def write_risk(writer: Writer) -> None:
    person = writer.person
    person.go(1)
    person.open_cell(person.table, 0, INDEX["owner"])
    writer.over("risks", "owner")
    person.open_cell(person.table, 0, INDEX["title"])
    writer.over("risks", "title")
    writer.text += " again"
    writer.into(person.inspector.title, "risks", "title")
    summary = person.show_tab("summary")
    if summary.details is None or not summary.details.isVisible():
        person.click(summary._fold)
    fields = summary.details.by_name
    for name in _RISK_TEXTS:
        writer.into(fields[name], "risks", name)
    for language, pair in summary.details._translations.items():
        for part, line in zip(("title", "summary"), pair, strict=True):
            writer.into(line, "risks", f"in {language}: {part}")
    (role,) = fields["actors"].findChildren(QLineEdit)
    writer.into(role, "risks", "role")


def write_rest_of_risk(writer: Writer) -> None:
    person = writer.person
    (block,) = person.show_tab("evidence").blocks.values()
    writer.into(block.note, "evidence", "note")
    (block,) = person.show_tab("measures").blocks.values()
    for name in ("title", "owner", "cost", "expected_effect", "note"):
        place = "effect" if name == "expected_effect" else name
        writer.into(getattr(block, place), "measures", name)
    tab = person.show_tab("assessment")
    for name in ("rationale_likelihood", "rationale_impact"):
        writer.into(getattr(tab.form, name), "assessments", name)
    person.click(tab.record)


def write_measure_in_its_room(writer: Writer) -> None:
    person = writer.person
    person.go(5)
    room = person.room(MeasuresPage)
    for name, column in (("title", 0), ("owner", 2), ("cost", 5), ("expected_effect", 6)):
        person.open_cell(room.table, 0, column)
        writer.over("measures", name)


def exported(person: Person, kind: str) -> Path:
    """All there is, in a format."""
    person.go(6)
    page = person.room(BriefingsPage)
    person.choose(page.marking, _ALL)
    person.choose(page.format, kind)
    target: Path = person.bench.workspace.path.with_suffix(f".{page.format.currentData()}")
    person.will_save_as(target)
    person.click(page.export_button)
    person.wait(lambda: not page.busy, 60_000)
    assert target.name in page.result.text()
    assert target.is_file()
    return target


def texts_of_workbook(path: Path) -> list[str]:
    """The texts in its cells; what is a formula there is none of them."""
    book = openpyxl.load_workbook(path)
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return [str(cell.value) for cell in cells if cell.data_type == "s"]


_STEPS: tuple[Callable[[Writer], None], ...] = (
    write_source,
    write_actor,
    write_risk,
    write_rest_of_risk,
    write_measure_in_its_room,
)


@pytest.mark.parametrize(
    ("text", "pasted"),
    [(_SHORT, False), (_LONG, True), (_CONTROLS, True)],
    ids=["typed", "long", "controls"],
)
def test_whatever_is_written_into_any_field_comes_back_as_it_was_written(
    open_window: OpenWindow, register_file: Path, text: str, pasted: bool
) -> None:
    person = open_window(register_file)
    begin(person)
    writer = Writer(person, text, pasted)
    for step in _STEPS:
        step(writer)
        writer.compare(person.reader.snapshot())
    picture = f"hostile-{len(text)}"
    person.picture(picture)
    person.go(7)
    person.go(2)
    before = person.reader.snapshot()

    person.key(K.Key_W, CTRL)
    assert person.window.open_path(register_file)
    now = person.reader.snapshot()
    assert now == before
    writer.compare(now)
    risk = _one(now, "risks")
    assert risk.actors == (ActorRole(_one(now, "actors").id, writer.meant["risks", "role"]),)
    for translation in risk.translations:
        for part in ("title", "summary"):
            meant = writer.meant["risks", f"in {translation.language}: {part}"]
            assert getattr(translation, part) == meant
    source, passage = _one(now, "sources"), _one(now, "evidence")
    assert source.text == passage.excerpt == f"Title\n{_SHORT}\n{_LONG}"
    person.settle()
    shown = person.inspector.title.toPlainText()
    assert shown == risk.title.replace("\u2028", "\n")  # which Qt shows as what it means
    person.picture(f"{picture}-again")

    plain = json.loads(exported(person, "Everything, for other programs (JSON)").read_text("utf-8"))
    for (kind, name), words in writer.meant.items():
        if (kind, name) == ("risks", "role"):
            assert plain["risks"][0]["actors"][0]["role"] == words
        elif not name.startswith("in "):
            (held,) = (e for e in plain[kind] if e.get("adopted", True))
            assert held[name] == (list(words) if isinstance(words, tuple) else words)
    assert plain["sources"][0]["text"] == source.text
    if text is _SHORT:
        in_cells = texts_of_workbook(exported(person, "Workbook (Excel)"))
        assert all(
            writer.meant[key] in in_cells for key in (("risks", "title"), ("risks", "owner"))
        )
    if text is not _LONG:  # which is many pages, and printed in the tests of the briefing
        pages = pdf_reading.page_texts(exported(person, "Briefing pack (PDF)").read_bytes())
        numbers = [f"page {n} of {len(pages)}" for n in range(1, len(pages) + 1)]
        assert all(number in page.lower() for number, page in zip(numbers, pages, strict=True))
