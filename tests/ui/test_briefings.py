"""Handing the register out: what stays behind is seen first, and what leaves is whole."""

from __future__ import annotations

import csv
import json
import threading
from dataclasses import replace

import pytest

from riskreg.commands import EditRisk
from riskreg.errors import UserError
from riskreg.exporting import ExportResult, Format
from riskreg.model import Risk
from riskreg.snapshot import Withheld
from riskreg.terms import Marking
from tests.ui.rooms import (  # noqa: F401 - fixtures are found by being here
    Stage,
    show,
    stage_fixture,
    starter_fixture,
    strictly,
)
from ui.briefings.page import BriefingsPage
from ui.briefings.preview import preview

pytestmark = strictly


def mark(here: Stage, code: str, marking: Marking) -> None:
    risk = here.reader.by_code(Risk, code)
    here.workspace.do(EditRisk(risk.id, "marking", risk.marking, marking))


@pytest.fixture
def page(qtbot, starter) -> BriefingsPage:
    mark(starter, "R-001", Marking.RED)
    room = show(qtbot, BriefingsPage(starter.workspace))
    qtbot.waitUntil(lambda: bool(room.kept.text()))
    starter.watch(room.list_model)
    return room


def choose(page: BriefingsPage, kind: Format, limit: Marking | None, language: str = "en") -> None:
    page.format.setCurrentIndex(list(Format).index(kind))
    page.language.setCurrentIndex(page.language.findData(language))
    last = page.marking.count() - 1
    page.marking.setCurrentIndex(last if limit is None else list(Marking).index(limit))


def with_exporter(starter: Stage, exporter) -> None:
    starter.workspace.outside = replace(starter.workspace.outside, export=exporter)


def exported(qtbot, page: BriefingsPage, path):
    page.export_to(path)
    assert page.busy
    qtbot.waitUntil(lambda: not page.busy, timeout=60_000)
    return path


def test_what_will_be_withheld_is_counted_and_named(page):
    assert page.limit is Marking.AMBER
    assert page.withheld.text().startswith("Withheld: ")
    codes = [entry.head for entry in page.list_model.entries]
    assert "R-001" in codes
    entry = page.list_model.entries[codes.index("R-001")]
    assert entry.facts == ("marked TLP:RED",)


def test_the_list_follows_the_chosen_marking(page):
    choose(page, Format.PDF, Marking.RED)
    assert page.withheld.text() == "Nothing will be withheld."
    assert page.list_model.entries == []
    choose(page, Format.PDF, Marking.CLEAR)
    assert len(page.list_model.entries) > 3
    choose(page, Format.PDF, None)
    assert page.limit is None
    assert page.withheld.text() == "Nothing will be withheld."


def test_the_list_follows_the_register(qtbot, starter, page):
    choose(page, Format.PDF, Marking.RED)
    choose(page, Format.PDF, Marking.AMBER)
    before = len(page.list_model.entries)
    mark(starter, "R-002", Marking.RED)
    qtbot.waitUntil(lambda: len(page.list_model.entries) > before)
    assert "R-002" in [entry.head for entry in page.list_model.entries]


def test_the_preview_names_exactly_what_is_counted(starter):
    whole = starter.reader.snapshot()
    for limit in Marking:
        shown = preview(whole, limit)
        assert len(shown.risks) == shown.withheld.risks
        assert len(shown.sources) == shown.withheld.sources
        assert shown.risks_kept + shown.withheld.risks == len(whole.risks)


@pytest.mark.parametrize("kind", list(Format))
def test_every_format_is_written_on_a_worker(qtbot, starter, page, tmp_path, kind):
    choose(page, kind, Marking.AMBER)
    path = exported(qtbot, page, tmp_path / f"out.{kind.value}")
    assert path.stat().st_size > 500
    assert page.result.text().startswith(f"out.{kind.value} is written")
    assert "Withheld: " in page.result.text()
    assert not page.progress.isVisible()
    assert page.open_button.isVisible()
    assert starter.said == [f"Exported out.{kind.value}"]
    assert starter.told == []


def test_nothing_above_the_marking_leaves(qtbot, starter, page, tmp_path):
    choose(page, Format.CSV, Marking.AMBER)
    path = exported(qtbot, page, tmp_path / "out.csv")
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    codes = {row[0] for row in rows}
    assert "R-001" not in codes
    assert "R-002" in codes


def test_all_there_is_comes_with_its_history(qtbot, page, tmp_path):
    choose(page, Format.JSON, None)
    path = exported(qtbot, page, tmp_path / "out.json")
    held = json.loads(path.read_text("utf-8"))
    assert "R-001" in path.read_text("utf-8")
    assert held["history"]


def test_the_exporter_is_asked_for_what_was_chosen(qtbot, starter, page, tmp_path):
    asked = []

    def noting(snapshot, request, target, progress):
        asked.append(request)
        return ExportResult(Withheld())

    with_exporter(starter, noting)
    choose(page, Format.XLSX, Marking.GREEN, "nl")
    exported(qtbot, page, tmp_path / "out.xlsx")
    choose(page, Format.JSON, None, "de")
    exported(qtbot, page, tmp_path / "out.json")
    first, second = asked
    assert (first.format, first.max_marking, first.language) == (Format.XLSX, Marking.GREEN, "nl")
    assert first.day == starter.workspace.today
    assert first.history is None
    assert (second.max_marking, second.language) == (None, "de")
    assert list(second.history())


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(qtbot, starter, page, tmp_path):
    page.export_to(tmp_path / "no folder" / "out.pdf")
    qtbot.waitUntil(lambda: not page.busy, timeout=60_000)
    assert len(starter.told) == 1
    assert "no folder" in starter.told[0]
    assert page.result.text() == starter.told[0]
    assert page.export_button.isEnabled()


def test_an_export_is_stopped_and_the_old_file_stays(qtbot, starter, page, tmp_path):
    goes_on = threading.Event()

    def slow(snapshot, request, target, progress):
        progress(1, 10)
        assert goes_on.wait(20)
        progress(2, 10)
        raise AssertionError("it was asked to stop")

    with_exporter(starter, slow)
    page.export_to(tmp_path / "out.pdf")
    qtbot.waitUntil(lambda: page.progress.maximum() == 10)
    assert page.progress.value() == 1
    assert not page.export_button.isEnabled()
    page.cancel_button.click()
    goes_on.set()
    qtbot.waitUntil(lambda: not page.busy)
    assert page.result.text() == "Stopped. The file is what it was before."
    assert starter.told == []


def test_notes_of_the_exporter_are_shown(qtbot, starter, page, tmp_path):
    def noting(snapshot, request, target, progress):
        target.write_bytes(b"x")
        return ExportResult(Withheld(risks=2), ("No font holds U+1F6F0.",))

    with_exporter(starter, noting)
    exported(qtbot, page, tmp_path / "out.pdf")
    assert [e.body for e in page._notes_model.entries] == ["No font holds U+1F6F0."]
    assert page.notes.isVisible()
    assert "Withheld: 2 risks." in page.result.text()


def test_a_second_export_waits_for_the_first(qtbot, starter, page, tmp_path):
    calls, goes_on = [], threading.Event()

    def slow(snapshot, request, target, progress):
        calls.append(target.name)
        assert goes_on.wait(20)
        return ExportResult(Withheld())

    with_exporter(starter, slow)
    page.export_to(tmp_path / "one.pdf")
    page.export_to(tmp_path / "two.pdf")
    goes_on.set()
    qtbot.waitUntil(lambda: not page.busy)
    assert calls == ["one.pdf"]


def test_a_bug_in_an_export_is_not_hidden(qtbot, starter, page, tmp_path):
    def broken(snapshot, request, target, progress):
        raise ZeroDivisionError("a bug")

    with_exporter(starter, broken)
    with qtbot.captureExceptions() as found:
        page.export_to(tmp_path / "out.pdf")
        qtbot.waitUntil(lambda: not page.busy)
    assert [kind for kind, _error, _trace in found] == [ZeroDivisionError]
    assert page.result.text() == "The export failed; nothing was written."


def test_a_register_that_cannot_be_read_is_told_in_the_room(qtbot, starter):
    def gone(path, passphrase):
        raise UserError("The register is gone.")

    starter.workspace.outside = replace(starter.workspace.outside, snapshot=gone)
    room = show(qtbot, BriefingsPage(starter.workspace))
    qtbot.waitUntil(lambda: room.withheld.text() == "The register is gone.")


def test_the_proposed_name_says_for_whom_and_when(page):
    assert page._proposed(Format.PDF) == "Foreign influence  Norland 2026-10-12 TLP-AMBER.pdf"
