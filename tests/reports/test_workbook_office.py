"""The workbook in LibreOffice: what its formulas come to, and that no text becomes one."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports import export
from reports.workbook.cells import unescaped
from riskreg import scoring
from riskreg.exporting import Format
from riskreg.model import Assessment, Risk
from riskreg.snapshot import Snapshot
from riskreg.terms import RiskStatus
from tests.reports import hostile, samples

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]

#: The cuts of the default bands, what lies just beside them, and both ends.
CHANCES = (0, 0.5, 19.9, 19.999999, 20, 20.1, 33.3, 44.999, 45, 54.9, 55, 79.999, 80, 99.5, 100)


def converted(path: Path, folder: Path, kind: str) -> Path:
    """``path`` opened by LibreOffice, calculated and saved as ``kind``."""
    assert OFFICE is not None
    out = folder / "office"
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return out / f"{path.stem}.{kind}"


def scored() -> Snapshot:
    """A risk for each chance and impact, alternately in one of two dimensions, and two unscored."""
    risks: list[Risk] = []
    assessments: list[Assessment] = []
    for chance in CHANCES:
        for impact in range(1, 6):
            number = len(risks) + 1
            risks.append(
                Risk(
                    id=number,
                    code=f"R-{number:03d}",
                    title=f"{chance} % and {impact}",
                    status=RiskStatus.CLOSED if number % 10 == 0 else RiskStatus.ACTIVE,
                )
            )
            key = "defence" if impact % 2 else "physical_safety"
            rated = {key: (1, impact, 5), "sensitive_data": (1, 1, 1)}
            assessments.append(samples.assessment(1000 + number, number, (0, chance, 100), rated))
    count = len(risks)
    risks += [
        Risk(id=count + 1, code=f"R-{count + 1:03d}", title="No impact"),
        Risk(id=count + 2, code=f"R-{count + 2:03d}", title="No likelihood"),
    ]
    assessments += [
        samples.assessment(2001, count + 1, (10, 20, 30), {}),
        samples.assessment(2002, count + 2, None, {"defence": (1, 2, 3)}),
    ]
    return Snapshot(settings=samples.settings(), risks=tuple(risks), assessments=tuple(assessments))


def columns(sheet: Worksheet) -> dict[str, int]:
    return {str(c.value): c.column for c in sheet[1]}


def test_levels_calculated_by_libreoffice_are_those_of_the_register(tmp_path: Path) -> None:
    whole = scored()
    target = tmp_path / "register.xlsx"
    export(whole, samples.request(Format.XLSX), target)
    book = load_workbook(target)  # forgets what the formulas came to, so that they are calculated
    sheet = book["Register"]
    place = columns(sheet)
    first = len(whole.risks) + 2
    typed = [
        ("Typed in", 0.8, 5, "Very high"),
        ("Typed in", 0.45, 4, "High"),
        ("Typed in", 60, 4, "Check"),
        ("Typed in", "likely", 4, "Check"),
        ("Typed in", 0.6, 7, "Check"),
        ("Typed in", 0.6, 3.5, "Check"),
        ("Typed in", 0.6, None, "Unscored"),
        (None, None, None, None),
    ]
    for row, (title, chance, impact, _level) in enumerate(typed, start=first):
        sheet.cell(row, place["Title"]).value = title
        sheet.cell(row, place["Likelihood, best estimate"]).value = chance
        sheet.cell(row, place["Impact: defence"]).value = impact
    book.save(target)
    calculated = load_workbook(converted(target, tmp_path, "xlsx"), data_only=True)
    sheet = calculated["Register"]
    criteria = whole.settings.criteria
    for row, (risk, assessment) in enumerate(
        zip(whole.risks, whole.assessments, strict=True), start=2
    ):
        score = scoring.score(assessment, criteria)
        word = criteria.level(score.level).word if score else "Unscored"
        assert sheet.cell(row, place["Level"]).value == word, risk.title
        if score:
            assert sheet.cell(row, place["Likelihood level"]).value == score.likelihood_level
            assert sheet.cell(row, place["Overall impact"]).value == score.impact.best
    for row, (*_typed, level) in enumerate(typed, start=first):
        assert (sheet.cell(row, place["Level"]).value or None) == level, row
    _check_matrix(calculated["Matrix"], whole)


def _check_matrix(sheet: Worksheet, whole: Snapshot) -> None:
    """Counts of open risks, the two typed in and scored among them."""
    expected = dict.fromkeys(((row, col) for row in range(1, 6) for col in range(1, 6)), 0)
    for risk in whole.risks:
        row = whole.rows[risk.id]
        if risk.status is not RiskStatus.CLOSED and row.likelihood_level and row.impact:
            expected[row.likelihood_level, row.impact] += 1
    expected[5, 5] += 1
    expected[3, 4] += 1
    counted = {
        (likelihood, impact): sheet.cell(5 + 2 * (5 - likelihood), 2 + impact).value
        for likelihood, impact in expected
    }
    assert counted == expected


def test_what_the_file_says_its_formulas_come_to_is_what_libreoffice_calculates(
    tmp_path: Path,
) -> None:
    target = tmp_path / "register.xlsx"
    export(scored(), samples.request(Format.XLSX), target)
    said = load_workbook(target, data_only=True)
    book = load_workbook(target)
    bare = tmp_path / "bare.xlsx"
    load_workbook(target).save(bare)
    calculated = load_workbook(converted(bare, tmp_path, "xlsx"), data_only=True)
    compared = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    now = calculated[sheet.title][cell.coordinate].value
                    assert (said[sheet.title][cell.coordinate].value or None) == (now or None)
                    compared += 1
    assert compared > 800


def test_no_hostile_text_becomes_a_formula_and_all_come_through(tmp_path: Path) -> None:
    texts = [t for t in hostile.TEXTS if not set(t) & set("\r\x00\x07\x1f\ufffe\uffff\ufeff")]
    whole = samples.register()
    risks = tuple(
        replace(whole.risks[2], id=n, code=f"R-{n:03d}", title=f"No. {n}", summary=t, owner=t)
        for n, t in enumerate(texts, start=1)
    )
    target = tmp_path / "hostile.xlsx"
    export(Snapshot(settings=whole.settings, risks=risks), samples.request(Format.XLSX), target)
    opened = load_workbook(converted(target, tmp_path, "xlsx"))
    sheet = opened["Register"]
    place = columns(sheet)
    for row, text in enumerate(texts, start=2):
        for name in ("Summary", "Owner"):
            cell = sheet.cell(row, place[name])
            assert cell.data_type == "s"
            # What looks like an escape is shown as typed, but LibreOffice does not write it so.
            assert "_x" in text or unescaped(cell.value) == text
    shown = converted(target, tmp_path, "fods").read_text("utf-8")
    for text in texts:
        if "_x" in text:
            assert f"<text:p>{text}</text:p>" in shown
