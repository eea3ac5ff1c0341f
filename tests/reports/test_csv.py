"""The register as CSV: the dialect of docs/csv.md, read back by a reader that knows only that."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import export, export_to_stream
from reports.content.rows import joined
from reports.plain.csvfile import guard, unguard
from riskreg.errors import UserError
from riskreg.exporting import Format
from riskreg.model import Impact
from riskreg.snapshot import Snapshot
from riskreg.terms import Marking
from tests.reports import hostile, samples

CSV = Format.CSV


def written(whole: Snapshot, limit: Marking | None = None) -> bytes:
    stream = io.BytesIO()
    export_to_stream(whole, samples.request(CSV, limit=limit), stream)
    return stream.getvalue()


def rows_of(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    usual = csv.field_size_limit(10_000_000)
    try:
        return list(csv.DictReader(text, strict=True))
    finally:
        csv.field_size_limit(usual)


def split(field: str) -> list[str]:
    """Several values, taken apart as docs/csv.md says."""
    values, now, chars = [], "", iter(field)
    for char in chars:
        if char == "\\":
            now += next(chars)
        elif char == ";":
            assert next(chars) == " "
            values.append(now)
            now = ""
        else:
            now += char
    return [*values, now]


def test_there_is_one_row_a_risk_with_english_keys_in_any_language() -> None:
    stream = io.BytesIO()
    export_to_stream(samples.register(), samples.request(CSV, language="de"), stream)
    assert stream.getvalue() == written(samples.register())
    rows = rows_of(stream.getvalue())
    assert [row["code"] for row in rows] == ["R-001", "R-002", "R-003", "R-004"]
    one = rows[0]
    assert one["status"] == "active"
    assert one["marking"] == "TLP:AMBER"
    assert one["review_on"] == "2026-12-20"
    assert one["title_de"] == "Terminal hängt an einer Reederei"
    assert one["id"] == "1"


def test_numbers_are_those_of_the_adopted_current_assessment() -> None:
    one = rows_of(written(samples.register()))[0]
    assert (one["likelihood_low"], one["likelihood_best"], one["likelihood_high"]) == (
        "55",
        "70",
        "80",
    )
    assert (one["level"], one["level_word"], one["likelihood_level"]) == ("3", "High", "4")
    assert one["impact_best"] == "4"
    assert one["impact_critical_infrastructure_high"] == "5"
    assert one["impact_defence_best"] == ""
    assert (one["supports"], one["contradicts"], one["answers"], one["origins"]) == (
        "2",
        "1",
        "2",
        "1",
    )


def test_an_unscored_risk_has_no_number_for_a_level() -> None:
    row = rows_of(written(samples.register()))[2]
    assert (row["level"], row["level_word"], row["likelihood_best"]) == ("", "unscored", "")


def test_a_fraction_is_written_to_the_last_digit() -> None:
    whole = samples.register()
    fine = samples.assessment(404, 2, (0.1, 1 / 3, 2.5), {"defence": (1, 1, 1)})
    whole = replace(whole, assessments=(*whole.assessments[:3], fine))
    row = rows_of(written(whole))[1]
    assert float(row["likelihood_best"]) == 1 / 3
    assert row["likelihood_low"] == "0.1"


def test_an_impact_in_a_dimension_the_criteria_no_longer_have_is_kept() -> None:
    whole = samples.register()
    old = replace(whole.assessments[3], impacts=(Impact("lost_dimension", 1, 2, 3),))
    row = rows_of(written(replace(whole, assessments=(*whole.assessments[:3], old))))[1]
    assert row["impact_lost_dimension_best"] == "2"


@pytest.mark.parametrize("text", [*hostile.TEXTS, hostile.LONG], ids=lambda t: ascii(t[:20]))
def test_hostile_text_comes_back_as_typed_and_is_no_formula(text: str) -> None:
    whole = hostile.everywhere(text)
    row = rows_of(written(whole))[0]
    for name in ("summary", "cause", "vector", "owner", "gaps", "rationale_impact"):
        assert unguard(row[name]) == text
    assert split(unguard(row["sectors"])) == [text, "ports; and; \\ more"]
    assert split(unguard(row["actors"])) == [f"201{text}", f"203{text}"]
    assert not any(field.startswith(("=", "+", "-", "@", "\t", "\r")) for field in row.values())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_guard_can_always_be_taken_off_again(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_several_values_in_a_field_can_be_told_apart(values: list[str]) -> None:
    assert split(joined(values)) == values


def test_rows_end_with_a_carriage_return_and_a_line_feed() -> None:
    content = written(
        replace(
            samples.register(), risks=samples.risks()[2:3], evidence=(), assessments=(), measures=()
        )
    )
    assert content.count(b"\r\n") == 2
    assert content.endswith(b"\r\n")


def test_what_is_marked_above_the_limit_is_absent() -> None:
    content = written(samples.with_secret(samples.register()), Marking.AMBER)
    assert samples.SECRET.encode() not in content
    assert b"R-090" not in content
    assert len(rows_of(content)) == 4


def test_a_file_and_a_stream_hold_the_same(tmp_path: Path) -> None:
    export(samples.register(), samples.request(CSV), tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == written(samples.register())


def test_only_csv_and_json_go_to_a_stream() -> None:
    with pytest.raises(UserError, match="Only csv and json"):
        export_to_stream(samples.register(), samples.request(Format.PDF), io.BytesIO())


def test_an_empty_register_gives_the_names_of_the_columns_only() -> None:
    empty = Snapshot(settings=samples.settings())
    content = written(empty)
    assert rows_of(content) == []
    assert content.count(b"\r\n") == 1


def test_every_column_is_described_in_the_documentation() -> None:
    described = (Path(__file__).parents[2] / "docs" / "csv.md").read_text("utf-8")
    empty = written(Snapshot(settings=samples.settings())).decode("utf-8-sig").strip()
    for name in empty.split(","):
        if not name.startswith("impact_") or name in ("impact_low", "impact_best", "impact_high"):
            assert f"`{name}`" in described, name
