"""The workbook reopened: what is in it, what may be typed, how it prints, what is kept out."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import fromstring

from reports import export
from reports.content.workbook import EMPTY_ROWS, sheet_names
from reports.workbook.cells import CELL_LIMIT, cell, escaped, first_units, serial, unescaped, units
from reports.workbook.cells import Style as CellStyle
from riskreg.errors import UserError
from riskreg.exporting import ExportResult, Format
from riskreg.model import Risk
from riskreg.snapshot import Snapshot
from riskreg.terms import Marking
from riskreg.words import LANGUAGES, speaking
from tests.reports import hostile, samples

SHEETS = ["Read me", "Register", "Matrix", "Measures", "Evidence", "Sources", "Criteria"]
TABLES = ["Register", "Measures", "Evidence", "Sources"]


def exported(
    whole: Snapshot, folder: Path, *, limit: Marking | None = None, language: str = "en"
) -> tuple[Path, ExportResult]:
    target = folder / "register.xlsx"
    asked = samples.request(Format.XLSX, language=language, limit=limit)
    return target, export(whole, asked, target)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(samples.register(), tmp_path_factory.mktemp("book"))[0]


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return load_workbook(path)


@pytest.fixture(scope="module")
def values(path: Path) -> Workbook:
    return load_workbook(path, data_only=True)


def columns(sheet: Worksheet) -> dict[str, int]:
    return {str(c.value): c.column for c in sheet[1]}


def row_of(sheet: Worksheet, number: int) -> dict[str, Any]:
    return {name: sheet.cell(number, place).value for name, place in columns(sheet).items()}


def test_it_has_its_sheets_in_order_and_opens_on_the_first(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    assert book.active is book["Read me"]


def test_every_risk_stands_in_the_register_with_real_numbers_and_dates(values: Workbook) -> None:
    sheet = values["Register"]
    one = row_of(sheet, 2)
    assert one["Code"] == "R-001"
    assert one["Title"] == "Terminal depends on one carrier"
    assert one["Level"] == "High"
    assert (one["Likelihood, low"], one["Likelihood, best estimate"]) == (0.55, 0.7)
    assert (one["Likelihood level"], one["Overall impact"]) == (4, 4)
    assert one["Impact: critical infrastructure and essential services"] == 4
    assert one["Review on"].date() == date(2026, 12, 20)
    assert one["Independent origins"] == 1
    assert (one["Inherent level"], one["Target level"]) == ("Very high", "Low")
    assert [sheet.cell(r, 1).value for r in range(2, 7)] == [
        "R-001",
        "R-002",
        "R-003",
        "R-004",
        None,
    ]


def test_an_unscored_risk_is_called_unscored_and_an_empty_row_stays_empty(
    values: Workbook,
) -> None:
    sheet = values["Register"]
    level = columns(sheet)["Level"]
    assert sheet.cell(4, level).value == "Unscored"
    assert {sheet.cell(row, level).value for row in range(6, 206)} == {None}


def test_levels_are_live_on_recorded_and_on_empty_rows(book: Workbook) -> None:
    sheet = book["Register"]
    place = columns(sheet)
    for row in (2, 4, 6, 205):
        assert "INDEX(Level_grid" in sheet.cell(row, place["Level"]).value
        assert "MAX(" in sheet.cell(row, place["Overall impact"]).value
        assert "MATCH(" in sheet.cell(row, place["Likelihood level"]).value
    assert sheet.max_row == 1 + 4 + EMPTY_ROWS


def test_the_matrix_counts_open_risks_live(book: Workbook, values: Workbook) -> None:
    formulas = [c for row in book["Matrix"].iter_rows() for c in row if c.data_type == "f"]
    assert sum("COUNTIFS(Register_likelihood" in c.value for c in formulas) == 25
    counted = [values["Matrix"][c.coordinate].value for c in formulas[:25]]
    assert sum(counted) == 2


def test_a_denial_and_an_outcome_stand_among_the_evidence_with_their_grades(
    values: Workbook,
) -> None:
    sheet = values["Evidence"]
    found = {row_of(sheet, r)["Stance"]: row_of(sheet, r) for r in range(2, 9)}
    assert found["Denial"]["Excerpt"] == "We share no data with any government."
    assert (found["Denial"]["Grade"], found["Denial"]["Interested party"]) == ("D4", "Yes")
    assert found["Outcome"]["Source"] == "S-003"


def test_a_person_without_a_reason_to_be_named_is_given_by_role(
    book: Workbook, tmp_path: Path
) -> None:
    actors = row_of(book["Register"], 2)["Actors"]
    assert "Jane Placeholder" not in actors
    assert "spokesperson" in actors
    _target, result = exported(samples.register(), tmp_path)
    assert any("given by role" in note for note in result.notes)


@pytest.mark.parametrize("name", TABLES)
def test_headings_stay_in_view_and_every_table_can_be_filtered(book: Workbook, name: str) -> None:
    sheet = book[name]
    assert sheet.freeze_panes.endswith("2")
    last = sheet.cell(sheet.max_row, sheet.max_column).coordinate
    assert sheet.auto_filter.ref == f"A1:{last}"
    assert len(columns(sheet)) == sheet.max_column, "headings are all different"


@pytest.mark.parametrize("name", TABLES)
def test_lists_reach_from_the_first_recorded_row_to_the_last_empty_one(
    book: Workbook, name: str
) -> None:
    sheet = book[name]
    lists = [v for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert lists
    for rule in lists:
        (cells,) = rule.sqref.ranges
        assert (cells.min_row, cells.max_row) == (2, sheet.max_row)
        assert rule.formula1 in book.defined_names


def test_a_list_offers_the_words_that_stand_in_its_column(book: Workbook) -> None:
    def offered(name: str) -> list[object]:
        ((sheet, cells),) = book.defined_names[name].destinations
        return [c.value for row in book[sheet][cells] for c in row]

    assert offered("List_statuses") == ["Draft", "In review", "Active", "Monitoring", "Closed"]
    assert offered("List_sectors") == ["ports", "customs and border", "energy"]
    assert offered("List_impact_levels") == [1, 2, 3, 4, 5]
    assert offered("List_markings") == [m.value for m in Marking]
    assert offered("List_risk_codes")[:4] == ["R-001", "R-002", "R-003", "R-004"]
    assert offered("Likelihood_from") == [0, 0.2, 0.45, 0.55, 0.8]


def test_what_cannot_stand_is_refused_with_a_sentence_and_helped_by_a_prompt(
    book: Workbook,
) -> None:
    sheet = book["Register"]
    rules = {v.promptTitle: v for v in sheet.data_validations.dataValidation}
    likelihood = rules["Likelihood, best estimate"]
    assert (likelihood.type, likelihood.formula1, likelihood.formula2) == ("decimal", "0", "1")
    assert likelihood.error == "A likelihood lies between 0 and 100 per cent."
    assert "low ≤ best ≤ high" in likelihood.prompt
    assert rules["Review on"].type == "date"
    assert rules["Horizon in months"].type == "whole"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_every_language_fit_what_excel_allows(tmp_path: Path, language: str) -> None:
    target, _result = exported(samples.register(), tmp_path, language=language)
    book = load_workbook(target)
    with speaking(language):
        assert book.sheetnames == list(sheet_names().values())[:7]
    for sheet in book:
        assert len(sheet.title) <= 31
        assert not set(sheet.title) & set("[]:*?/\\'")
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.promptTitle or "") <= 32
            assert len(rule.errorTitle or "") <= 32
            assert len(rule.prompt or "") <= 255
            assert len(rule.error or "") <= 225


def test_codes_are_locked_and_what_ministries_fill_in_is_not(book: Workbook) -> None:
    for name in SHEETS:
        assert book[name].protection.sheet
        assert not book[name].protection.password
    sheet = book["Register"]
    place = columns(sheet)
    for row in (2, sheet.max_row):
        assert sheet.cell(row, place["Code"]).protection.locked
        assert sheet.cell(row, place["Level"]).protection.locked
        for name in ("Title", "Cause", "Likelihood, best estimate", "Owner", "Marking"):
            assert not sheet.cell(row, place[name]).protection.locked
    evidence = book["Evidence"]
    excerpt = columns(evidence)["Excerpt"]
    assert evidence.cell(2, excerpt).protection.locked
    assert not evidence.cell(evidence.max_row, excerpt).protection.locked


def test_level_colours_reach_over_recorded_and_empty_rows(book: Workbook) -> None:
    sheet = book["Register"]
    coloured = {}
    for cells in sheet.conditional_formatting:
        for rule in cells.rules:
            if rule.type == "cellIs":
                assert str(cells.sqref).endswith(str(sheet.max_row))
                coloured[rule.formula[0]] = rule.dxf.fill.bgColor.rgb[-6:]
    assert coloured['"Low"'] == "FFFFB2"
    assert coloured['"Very high"'] == "BD0026"
    assert {'"Moderate"', '"High"', '"Unscored"', '"Check"'} < set(coloured)


@pytest.mark.parametrize("name", SHEETS)
def test_it_prints_on_a4_across_with_the_marking_above_and_below(book: Workbook, name: str) -> None:
    sheet = book[name]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddHeader.center.text == "TLP:AMBER"
    assert sheet.oddFooter.center.text == "TLP:AMBER"
    assert sheet.oddFooter.right.text == "page &P of &N"
    if name in TABLES:
        assert sheet.print_title_rows == "$1:$1"


def test_empty_rows_are_left_out_in_print(book: Workbook) -> None:
    assert book["Register"].print_area.endswith("$5")


def test_a_title_with_signs_of_the_footer_language_prints_as_it_is(tmp_path: Path) -> None:
    whole = samples.register()
    titled = replace(whole, settings=replace(whole.settings, title='R&D &P "x"\n' + "long " * 90))
    target, _result = exported(titled, tmp_path)
    footer = load_workbook(target)["Register"].oddFooter
    with zipfile.ZipFile(target) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    assert "R&amp;&amp;D &amp;&amp;P" in sheet
    assert sum(len(str(p.text)) for p in (footer.left, footer.center, footer.right)) < 255
    assert load_workbook(target)["Read me"]["B3"].value.startswith('R&D &P "x"\nlong')


def test_the_marking_stands_in_its_colour_on_black(book: Workbook) -> None:
    banner = book["Read me"]["B1"]
    assert banner.value == "TLP:AMBER"
    assert banner.font.color.rgb.endswith("FFC000")
    assert banner.fill.fgColor.rgb.endswith("000000")


def test_the_same_register_gives_the_same_bytes(tmp_path: Path) -> None:
    first = exported(samples.register(), tmp_path)[0].read_bytes()
    assert exported(samples.register(), tmp_path)[0].read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_name_the_day_of_the_report_and_no_user(book: Workbook) -> None:
    assert book.properties.title == "Foreign influence – Norland"
    assert book.properties.creator == "Office for Economic Security"
    assert book.properties.lastModifiedBy is None
    assert book.properties.created.date() == samples.DAY
    assert book.properties.modified == book.properties.created


def test_what_is_marked_above_the_limit_is_in_no_byte(tmp_path: Path) -> None:
    whole = samples.with_secret(samples.register())
    target, result = exported(whole, tmp_path, limit=Marking.AMBER)
    with zipfile.ZipFile(target) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist())
    assert samples.SECRET.encode() not in parts
    assert b"R-090" not in parts
    assert result.withheld.risks == 1
    whole_target, _all = exported(whole, tmp_path)
    with zipfile.ZipFile(whole_target) as archive:
        assert samples.SECRET.encode() in archive.read("xl/worksheets/sheet2.xml")


def test_a_limit_lowers_the_marking_that_is_printed(tmp_path: Path) -> None:
    target, _result = exported(samples.register(), tmp_path, limit=Marking.GREEN)
    book = load_workbook(target)
    assert book["Read me"]["B1"].value == "TLP:GREEN"
    assert book["Register"].oddHeader.center.text == "TLP:GREEN"


@pytest.mark.parametrize("text", hostile.TEXTS, ids=lambda t: ascii(t[:20]))
def test_hostile_text_comes_back_as_typed_and_is_no_formula(tmp_path: Path, text: str) -> None:
    target, _result = exported(hostile.everywhere(text), tmp_path)
    book = load_workbook(target)
    place = columns(book["Register"])
    for name in ("Summary", "Cause", "Owner", "What we do not know", "Rationale for impact"):
        cell = book["Register"].cell(2, place[name])
        assert cell.data_type == "s"
        assert unescaped(cell.value) == text
        assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "'"))
    excerpts = [c.value for c in book["Evidence"]["D"]]
    assert f"Said: {text}" in [unescaped(e) for e in excerpts if e]


def test_a_text_too_long_for_a_cell_stands_whole_on_its_own_sheet(tmp_path: Path) -> None:
    target, result = exported(hostile.everywhere(hostile.LONG), tmp_path)
    book = load_workbook(target)
    place = columns(book["Register"])
    cell = book["Register"].cell(2, place["Summary"])
    assert cell.value.startswith("[The whole text is on the sheet Long texts, rows ")
    assert units(cell.value) <= CELL_LIMIT
    rows = [row_of(book["Long texts"], r) for r in range(2, book["Long texts"].max_row + 1)]
    own = [r for r in rows if (r["Sheet"], r["Cell"]) == ("Register", cell.coordinate)]
    assert [(r["Part"], r["Of"]) for r in own] == [(n, len(own)) for n in range(1, len(own) + 1)]
    assert "".join(unescaped(r["Text"]) for r in own) == hostile.LONG
    assert all(units(r["Text"]) <= CELL_LIMIT for r in rows)
    parts = [(r["Sheet"], r["Cell"], r["Part"]) for r in rows]
    assert len(set(parts)) == len(parts)
    assert any("longer than a cell can hold" in note for note in result.notes)


def test_the_sheet_for_long_texts_is_absent_where_none_is_long(tmp_path: Path) -> None:
    fits = replace(samples.risks()[2], summary="x" * CELL_LIMIT)
    whole = replace(samples.register(), risks=(*samples.risks()[:2], fits, samples.risks()[3]))
    target, result = exported(whole, tmp_path)
    book = load_workbook(target)
    assert book.sheetnames == SHEETS
    assert row_of(book["Register"], 4)["Summary"] == "x" * CELL_LIMIT
    assert not any("longer" in note for note in result.notes)


def test_a_day_before_excel_began_counting_is_written_out(tmp_path: Path) -> None:
    old = replace(samples.risks()[2], identified_on=date(1899, 12, 31))
    whole = replace(samples.register(), risks=(*samples.risks()[:2], old, samples.risks()[3]))
    target, _result = exported(whole, tmp_path)
    assert row_of(load_workbook(target)["Register"], 4)["Identified on"] == "1899-12-31"


def test_a_title_in_the_language_of_the_report_stands_beside_the_recorded_one(
    tmp_path: Path,
) -> None:
    target, _result = exported(samples.register(), tmp_path, language="de")
    row = [c.value for c in load_workbook(target).worksheets[1][2]]
    assert row[2:4] == ["Terminal depends on one carrier", "Terminal hängt an einer Reederei"]


def test_an_impact_in_a_dimension_the_criteria_no_longer_have_still_counts(
    tmp_path: Path,
) -> None:
    whole = samples.register()
    lost = samples.assessment(404, 2, (30, 50, 65), {"lost_dimension": (5, 5, 5)})
    target, _result = exported(replace(whole, assessments=(*whole.assessments[:3], lost)), tmp_path)
    row = row_of(load_workbook(target, data_only=True)["Register"], 3)
    assert row["Impact: lost_dimension"] == 5
    assert (row["Overall impact"], row["Level"]) == (5, "Very high")


def test_an_empty_register_makes_a_form_to_fill_in(tmp_path: Path) -> None:
    target, _result = exported(Snapshot(settings=samples.settings()), tmp_path)
    sheet = load_workbook(target)["Register"]
    assert sheet.max_row == 1 + EMPTY_ROWS
    assert sheet.print_area.endswith("$21")


def test_more_rows_than_a_sheet_has_are_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.workbook.tables.SHEET_ROWS", 203)
    with pytest.raises(UserError, match="more than a workbook can hold"):
        exported(samples.register(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_memory_does_not_grow_with_the_register(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        whole = hostile.many(count)
        assert len(whole.assessments_of) == count  # its own indexes are not the export's
        assert whole.evidence_of
        assert whole.measures_of
        tracemalloc.start()
        exported(whole, tmp_path)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    small, large = peak(100), peak(800)
    assert large < small + 4_000_000


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_its_escapes(text: str) -> None:
    read = fromstring(f"<t>{escaped(text)}</t>").text or ""
    assert unescaped(read) == text


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 40))
def test_a_beginning_is_as_long_as_fits_and_cuts_no_character(text: str, limit: int) -> None:
    piece = first_units(text, limit)
    assert text.startswith(piece)
    assert units(piece) <= limit
    assert piece == text or units(text[: len(piece) + 1]) > limit


def test_days_are_counted_as_excel_counts_them() -> None:
    assert serial(date(1900, 3, 1)) == 61
    assert serial(date(2026, 10, 12)) == 46307
    assert cell("A1", date(2026, 10, 12), CellStyle(3, 4)) == '<c r="A1" s="3"><v>46307</v></c>'


def test_a_risk_needs_no_more_than_a_title(tmp_path: Path) -> None:
    bare = Snapshot(settings=samples.settings(), risks=(Risk(id=1, code="R-001", title="Bare"),))
    target, _result = exported(bare, tmp_path)
    row = row_of(load_workbook(target, data_only=True)["Register"], 2)
    assert (row["Title"], row["Level"], row["Overall impact"]) == ("Bare", "Unscored", None)
