"""The main job: article in, risk scored, briefing and workbook out, and all of it there again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
from PySide6.QtWidgets import QAbstractButton

from riskreg.model import Assessment, Evidence, Risk, Source
from riskreg.snapshot import Snapshot
from riskreg.terms import Confidence, Stance
from tests.journeys.conftest import OpenWindow
from tests.journeys.driver import ALT, CTRL, SHIFT, K, Person
from tests.reports import pdf_reading
from tests.ui.window_pieces import strictly
from ui.briefings.page import BriefingsPage
from ui.frame.dialogs import NewRegisterDialog
from ui.material.page import MaterialPage
from ui.matrix.page import MatrixPage

pytestmark = strictly

_MATERIAL = Path(__file__).parents[2].parent / "shared" / "material"
_OWN_TEXT = (
    "Scanners at the port watched\n\n"
    "The scanners at Liège and Zeebrugge come from one maker, “a state-owned firm”, the service "
    "said. Its technicians service them from abroad 🛰️.\n\n"
    "The maker denies it: no image ever left the country.\n"
)


def article(tmp_path: Path) -> Path:
    """One of the articles the register is for, or our own where they are not at hand."""
    found = sorted(_MATERIAL.glob("*.txt"))
    if found:
        return found[0]
    path = tmp_path / "article.txt"
    path.write_bytes(_OWN_TEXT.encode())
    return path


def make_register(person: Person, path: Path) -> None:
    def fill_in(dialog: NewRegisterDialog) -> None:
        person.replace("Parcels & ports")
        person.key(K.Key_Tab)
        person.replace(str(path))
        person.picture("new-register")
        person.key(K.Key_Return)

    person.picture("start")
    with person.answering(NewRegisterDialog, fill_in):
        person.click(person.window.start.new_button)
    assert person.window.workbench is not None
    assert path.is_file()


def add_article(person: Person, path: Path) -> Source:
    person.go(3)
    page = person.room(MaterialPage)
    person.will_open(path)
    person.click(page.add_button)
    (row,) = person.reader.source_rows()
    source: Source = person.reader.get(Source, row.source.id)
    assert source.text == path.read_bytes().decode("utf-8")
    assert page.pane.text == source.text
    return source


def select_by_keys(person: Person, words: int) -> str:
    """Select some words from the third line on; what is selected."""
    pane = person.room(MaterialPage).pane
    person.click(pane.viewport())
    person.key(K.Key_Home, CTRL)
    person.key(K.Key_Down, times=2)
    person.key(K.Key_Right, CTRL, SHIFT, times=words)
    span = pane.passage()
    assert span is not None
    return pane.text[span[0] : span[1]]


def record_from_passage(person: Person, title: str) -> None:
    """With a passage selected: its stance by one key, the title of a new risk, Return."""
    bar = person.room(MaterialPage).bar
    assert bar.isVisible()
    person.key(K.Key_S)
    person.write(title)
    person.key(K.Key_3, ALT)
    person.picture("filing")
    person.key(K.Key_Return)  # a new risk, with these words offered as its title
    person.key(K.Key_Return)
    assert not bar.isVisible()


def score(person: Person) -> None:
    """Likely, and a large impact in two dimensions, in the Assessment tab."""
    tab = person.show_tab("assessment")
    person.click_into(tab.form.likelihood.lines[0])
    for percent in ("45", "60", "70"):
        person.write(percent)
        person.key(K.Key_Tab)
    for key, levels in (
        ("critical_infrastructure", ("3", "4", "5")),
        ("sensitive_data", ("2", "3", "3")),
    ):
        for box, level in zip(tab.form.impacts[key].boxes, levels, strict=True):
            person.choose(box, level)
    person.choose(tab.form.confidence, "Moderate confidence")
    person.click_into(tab.form.rationale_likelihood)
    person.write("Two sources, one of them a service.")
    person.click_into(tab.form.rationale_impact)
    person.write("Customs would see less than the maker.")
    (cited,) = tab.form._cited.values()
    person.click(cited)
    person.picture("scoring")
    person.click(tab.record)
    person.picture("scored")


def undo_everything(person: Person) -> list[str]:
    """Ctrl+Z until nothing is left; what the menu said each time."""
    said = []
    while person.window.actions_["undo"].isEnabled():
        words = person.menu_words("undo")
        person.undo()
        assert person.menu_words("redo") == words.replace("Undo", "Redo")
        said.append(words)
        assert len(said) < 20
    return said


def redo_everything(person: Person) -> list[str]:
    said = []
    while person.window.actions_["redo"].isEnabled():
        said.append(person.menu_words("redo"))
        person.redo()
        assert len(said) < 20
    return said


def export(person: Person, kind: str, target: Path) -> None:
    person.go(6)
    page = person.room(BriefingsPage)
    person.choose(page.format, kind)
    person.will_save_as(target)
    person.click(page.export_button)
    person.wait(lambda: not page.busy)
    person.picture(f"exported-{target.suffix[1:]}")
    assert page.result.text().startswith(f"{target.name} is written"), page.result.text()


def whole(person: Person) -> Snapshot:
    found: Snapshot = person.reader.snapshot()
    return found


def passages_of_workbook(path: Path) -> list[str]:
    """Every cell of the Evidence sheet."""
    book = openpyxl.load_workbook(path)
    return [str(c.value) for row in book["Evidence"].iter_rows() for c in row if c.value]


def test_from_an_article_to_a_briefing_and_back_again(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    file = tmp_path / "work" / "ports.riskreg"
    file.parent.mkdir()
    person = open_window()
    make_register(person, file)
    add_article(person, article(tmp_path))
    words = select_by_keys(person, 12)
    assert len(words.split()) >= 8
    record_from_passage(person, "Parcel flows seen abroad")
    (passage,) = whole(person).evidence
    assert (passage.excerpt, passage.stance, passage.credibility) == (words, Stance.SUPPORTS, 3)

    person.go(1)
    (risk,) = person.risks()
    assert (risk.code, risk.title) == ("R-001", "Parcel flows seen abroad")
    score(person)
    (judged,) = whole(person).assessments
    assert judged.likelihood is not None
    assert (judged.likelihood.low, judged.likelihood.best, judged.likelihood.high) == (45, 60, 70)
    assert {(i.dimension, i.low, i.best, i.high) for i in judged.impacts} == {
        ("critical_infrastructure", 3, 4, 5),
        ("sensitive_data", 2, 3, 3),
    }
    assert judged.confidence is Confidence.MODERATE
    assert judged.cited == (passage.id,)
    assert judged.assessor == "A. Analyst"
    stands_on_the_matrix_at(person, risk.id, (4, 4))

    before = whole(person)
    taken_back = undo_everything(person)
    assert taken_back == [
        "Undo “Assess R-001”",
        "Undo “New risk R-001 from a passage”",
        "Undo “Add S-001”",
    ]
    emptied = whole(person)
    assert not any((emptied.risks, emptied.sources, emptied.evidence))
    assert redo_everything(person) == [w.replace("Undo", "Redo") for w in reversed(taken_back)]
    same_but_for_versions(whole(person), before)

    pdf, xlsx, text = (file.with_suffix(s) for s in (".pdf", ".xlsx", ".json"))
    export(person, "Briefing pack (PDF)", pdf)
    export(person, "Workbook (Excel)", xlsx)
    export(person, "Everything, for other programs (JSON)", text)
    before = whole(person)
    person.key(K.Key_W, CTRL)
    assert person.window.start.isVisible()
    recent = person.window.start._recent.itemAt(0)
    assert recent is not None
    button = recent.widget()
    assert isinstance(button, QAbstractButton)
    person.picture("start-recent")
    assert button.text() == "ports.riskreg"
    person.click(button)
    assert whole(person) == before

    # The same characters everywhere.
    assert whole(person).evidence[0].excerpt == words
    printed = pdf_reading.squeezed(pdf_reading.whole_text(pdf.read_bytes()))
    assert pdf_reading.squeezed(words) in printed
    assert words in passages_of_workbook(xlsx)
    plain: dict[str, Any] = json.loads(text.read_text("utf-8"))
    assert [e["excerpt"] for e in plain["evidence"]] == [words]


def stands_on_the_matrix_at(person: Person, risk_id: int, cell: tuple[int, int]) -> None:
    person.go(2)
    person.picture("matrix")
    grid = person.room(MatrixPage).grid
    assert grid.selected == risk_id
    layout = grid.geometry_of_risks
    (mark,) = (m for m in layout.marks if m.risk_id == risk_id)
    middle = (mark.rect.x + mark.rect.width / 2, mark.rect.y + mark.rect.height / 2)
    assert layout.cell_at(*middle) == cell
    assert layout.cells[cell].contains(*middle)


def same_but_for_versions(now: Snapshot, before: Snapshot) -> None:
    from riskreg.changes import same

    kinds: tuple[type[Any], ...] = (Risk, Source, Evidence, Assessment)
    for kind, name in zip(kinds, ("risks", "sources", "evidence", "assessments"), strict=True):
        pairs = zip(getattr(now, name), getattr(before, name), strict=True)
        assert all(isinstance(a, kind) and same(a, b) for a, b in pairs)
