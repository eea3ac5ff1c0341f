"""The register as JSON: everything, as typed, and as the schema in the repository says."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from reports import export_to_stream
from riskreg.codec import from_plain, hints
from riskreg.criteria import Criteria
from riskreg.exporting import ExportResult, Format
from riskreg.model import KINDS, Risk, Settings, kind_name
from riskreg.ports import AuditEntry
from riskreg.snapshot import Snapshot
from riskreg.terms import Marking
from tests.reports import hostile, samples

SCHEMA: dict[str, Any] = json.loads(
    (resources.files("reports") / "plain" / "register.schema.json").read_text("utf-8")
)
LISTS = ("actors", "sources", "risks", "evidence", "assessments", "measures")


def history() -> Iterator[AuditEntry]:
    common = {"set_id": 7, "at": datetime(2026, 10, 1, 12, 30, tzinfo=UTC), "person": "an analyst"}
    yield AuditEntry(
        **common,  # type: ignore[arg-type]  # the values are those of the first fields
        action="edit_risk",
        subject="R-001 Terminal",
        undoes=None,
        kind="risk",
        entity_id=1,
        code="R-001",
        field="sectors",
        before=[],
        after=["ports", f"once {samples.SECRET}"],
    )


def export(
    whole: Snapshot, limit: Marking | None = None, *, with_history: bool = False
) -> tuple[bytes, ExportResult]:
    asked = samples.request(Format.JSON, limit=limit)
    if with_history:
        asked = replace(asked, history=history)
    stream = io.BytesIO()
    result = export_to_stream(whole, asked, stream)
    return stream.getvalue(), result


def loaded(whole: Snapshot, **asked: Any) -> dict[str, Any]:
    content, _result = export(whole, **asked)
    found: dict[str, Any] = json.loads(content)
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(found)
    return found


def test_the_schema_is_a_schema_and_strict_throughout() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    objects = [SCHEMA, *(d for d in SCHEMA["$defs"].values() if d.get("type") == "object")]
    for found in objects:
        assert found["additionalProperties"] is False
        assert set(found["required"]) == set(found["properties"])


def test_the_schema_knows_every_field_of_every_kind() -> None:
    beside = {"parent", "derives_from_code", "risk_code", "source_code"}
    for kind in KINDS:
        described = set(SCHEMA["$defs"][kind_name(kind)]["properties"])
        assert {f.name for f in fields(kind)} == described - beside
    assert {f.name for f in fields(Criteria)} == set(SCHEMA["$defs"]["criteria"]["properties"])


def test_the_schema_offers_exactly_the_terms_of_the_model() -> None:
    for kind in KINDS:
        for name, hint in hints(kind).items():
            if isinstance(hint, type) and issubclass(hint, str) and hint is not str:
                described = SCHEMA["$defs"][kind_name(kind)]["properties"][name]
                described = SCHEMA["$defs"]["marking"] if "$ref" in described else described
                assert described["enum"] == [term.value for term in hint]  # type: ignore[attr-defined]  # an enumeration


def test_everything_of_the_register_comes_back() -> None:
    whole = samples.register()
    found = loaded(whole)
    assert found["format"] == "riskreg register"
    assert found["version"] == 1
    assert found["exported_on"] == "2026-10-12"
    assert from_plain(Settings, found["settings"]) == whole.settings
    kinds = {kind_name(kind): kind for kind in KINDS}
    names = ("actor", "source", "risk", "evidence", "assessment", "measure")
    for name, listed in zip(names, LISTS, strict=True):
        again = [from_plain(kinds[name], row) for row in found[listed]]
        assert again == list(getattr(whole, listed))
    assert found["history"] is None


def test_codes_and_names_stand_beside_ids() -> None:
    found = loaded(samples.register())
    assert found["risks"][0]["actors"][0]["actor"] == "Carrier plc"
    assert found["evidence"][0]["risk_code"] == "R-001"
    assert found["evidence"][0]["source_code"] == "S-001"
    assert found["sources"][1]["derives_from_code"] == "S-001"
    assert found["actors"][0]["parent"] == "Carrier Holding"


def test_the_same_register_gives_the_same_bytes() -> None:
    assert export(samples.register())[0] == export(samples.register())[0]


def test_an_empty_register_is_whole() -> None:
    found = loaded(Snapshot(settings=samples.settings()))
    assert [found[name] for name in LISTS] == [[]] * 6


@pytest.mark.parametrize("text", [*hostile.TEXTS, hostile.LONG], ids=lambda t: ascii(t[:20]))
def test_hostile_text_comes_back_as_typed(text: str) -> None:
    whole = hostile.everywhere(text)
    found = loaded(whole)
    assert from_plain(Risk, found["risks"][0]) == whole.risks[0]
    assert found["sources"][-1]["text"] == f"Said: {text}"
    assert found["evidence"][-1]["excerpt"] == f"Said: {text}"


def test_marks_that_cannot_be_seen_are_written_as_escapes() -> None:
    content, _result = export(hostile.everywhere("a\u202eb\u2028c"))
    assert rb"a\u202eb\u2028c" in content
    assert "\u202e".encode() not in content


def test_what_is_marked_above_the_limit_is_absent() -> None:
    content, result = export(samples.with_secret(samples.register()), Marking.AMBER)
    assert samples.SECRET.encode() not in content
    assert b"R-090" not in content
    assert result.withheld.risks == 1
    found = loaded(samples.with_secret(samples.register()), limit=Marking.AMBER)
    assert found["max_marking"] == "TLP:AMBER"


def test_the_history_is_told_where_everything_is() -> None:
    for limit in (None, Marking.RED):
        found = loaded(samples.register(), limit=limit, with_history=True)
        assert found["history"][0]["at"] == "2026-10-01T12:30:00+00:00"
        assert found["history"][0]["after"] == ["ports", f"once {samples.SECRET}"]


def test_the_history_is_kept_from_an_audience_with_a_limit_even_if_nothing_is_withheld() -> None:
    content, result = export(samples.register(), Marking.AMBER, with_history=True)
    assert samples.SECRET.encode() not in content
    assert json.loads(content)["history"] is None
    assert any("history is left out" in note for note in result.notes)
