"""Older registers are backed up beside themselves and upgraded; all ways lead to one schema."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import insert

from db import audit, sqlite_file, store, upgrade
from db import tables as t
from db.upgrade import create, migrate, open_register
from riskreg.changes import Change, ChangeSet
from riskreg.errors import UserError
from riskreg.model import Actor, Entity, Evidence, Measure, Risk, Source
from riskreg.query import RiskFilter, Sort
from riskreg.starter import new_settings
from riskreg.terms import Stance
from tests import samples
from tests.samples import FixedClock


def some_entities() -> tuple[Entity, ...]:
    text = "The terminal at Zeebrugge was sold."
    return (
        new_settings("An older register"),
        Actor(id=5, name="Carrier", aliases=("Line",)),
        Source(id=6, code="S-001", title="Article", text=text),
        Risk(id=7, code="R-004", title="Terminal depends on one carrier", sectors=("ports",)),
        Evidence(
            id=8,
            risk_id=7,
            source_id=6,
            start=4,
            end=12,
            excerpt="terminal",
            stance=Stance.SUPPORTS,
        ),
        Measure(id=9, risk_id=7, title="Second terminal"),
    )


def older_register(path: Path, passphrase: str | None = None) -> Path:
    """A register as the first schema left it, with content and its audit trail."""
    sqlite_file.make_empty(path)
    engine = sqlite_file.engine_for(path, passphrase)
    with engine.execution_options(writing=True).begin() as connection:
        sqlite_file.set_identity(connection)
        migrate(connection, "0001")
        for entity in some_entities():
            store._insert(connection, type(entity), [entity])
        changes = tuple(Change(None, entity) for entity in some_entities())
        audit.record(
            connection,
            ChangeSet(3, FixedClock().now(), "Ann", "fill", "all", "Bring in all", changes),
        )
    engine.dispose()
    return path


@pytest.mark.parametrize("passphrase", [None, "it's"])
def test_an_older_register_is_backed_up_and_upgraded(
    tmp_path: Path, passphrase: str | None
) -> None:
    path = older_register(tmp_path / "old.riskreg", passphrase)
    content = path.read_bytes()
    opened = open_register(path, passphrase)
    assert (tmp_path / "old.before-upgrade.riskreg").read_bytes() == content
    assert opened.get(Risk, 7).title == "Terminal depends on one carrier"
    assert {hit.kind for hit in opened.search("terminal")} == {
        "risk",
        "source",
        "evidence",
        "measure",
    }
    (row,) = opened.risk_rows(opened.risk_ids(RiskFilter(text="TERM"), Sort()))
    assert (row.code, row.supports, row.open_measures) == ("R-004", 1, 1)
    assert opened.last_number(Risk) == 4
    assert list(opened.problems()) == []
    opened.close()


def test_an_upgraded_register_opens_without_another_backup(tmp_path: Path) -> None:
    path = older_register(tmp_path / "old.riskreg")
    open_register(path).close()
    open_register(path).close()
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "old.before-upgrade.riskreg",
        "old.riskreg",
    ]


def test_a_backup_never_replaces_an_earlier_one(tmp_path: Path) -> None:
    path = older_register(tmp_path / "old.riskreg")
    (tmp_path / "old.before-upgrade.riskreg").write_bytes(b"an earlier backup")
    content = path.read_bytes()
    open_register(path).close()
    assert (tmp_path / "old.before-upgrade.riskreg").read_bytes() == b"an earlier backup"
    assert (tmp_path / "old.before-upgrade-2.riskreg").read_bytes() == content


def test_a_backup_can_be_opened_like_any_register(tmp_path: Path) -> None:
    open_register(older_register(tmp_path / "old.riskreg")).close()
    backup = open_register(tmp_path / "old.before-upgrade.riskreg")
    assert list(backup.problems()) == []
    backup.close()


def test_an_upgrade_that_fails_leaves_the_register_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = older_register(tmp_path / "old.riskreg")
    content = path.read_bytes()

    def broken(connection: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(upgrade, "rebuild", broken)
    with pytest.raises(RuntimeError):
        open_register(path)
    monkeypatch.undo()
    assert (tmp_path / "old.before-upgrade.riskreg").read_bytes() == content
    again = open_register(path)
    assert list(again.problems()) == []
    again.close()


def test_no_upgrade_is_begun_without_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = older_register(tmp_path / "old.riskreg")
    content = path.read_bytes()

    def full(*_places: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copy2", full)
    with pytest.raises(UserError, match="No backup could be made"):
        open_register(path)
    assert path.read_bytes() == content


def schema(path: Path) -> dict[str, str]:
    """Everything in ``sqlite_master`` by name, without differences in blanks, quotes and order."""
    engine = sqlite_file.engine_for(path, None)
    with engine.begin() as connection:
        found = connection.exec_driver_sql(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        ).all()
    engine.dispose()
    return {f"{row[0]} {row[1]}": _plain_sql(row[2]) for row in found}


def _plain_sql(sql: str) -> str:
    flat = re.sub(r"\s+", " ", sql.replace('"', "")).replace("( ", "(").replace(" )", ")")
    head, bracket, body = flat.partition("(")
    if not head.startswith("CREATE TABLE"):
        return flat
    inner, _bracket, tail = body.rpartition(")")
    parts, depth, part = [], 0, ""
    for letter in inner:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append(part.strip())
            part = ""
        else:
            part += letter
    columns = [p for p in [*parts, part.strip()] if not p.startswith("CONSTRAINT")]
    constraints = sorted(p for p in [*parts, part.strip()] if p.startswith("CONSTRAINT"))
    return f"{head}{bracket}{', '.join(columns + constraints)}){tail}"


def test_a_new_register_and_an_upgraded_one_have_the_same_schema(tmp_path: Path) -> None:
    new = samples.make_register(tmp_path / "new.riskreg")
    old = older_register(tmp_path / "old.riskreg")
    open_register(old).close()
    made, upgraded = schema(new), schema(old)
    made.pop("table alembic_version")
    upgraded.pop("table alembic_version")
    assert upgraded == made


def test_the_migrations_end_at_the_revision_this_program_writes(tmp_path: Path) -> None:
    versions = Path(upgrade.__file__).parent / "migrations" / "versions"
    found = sorted(p.name[1:5] for p in versions.glob("v*.py"))
    assert tuple(found) == upgrade.REVISIONS


def test_an_empty_table_of_the_schema_can_be_filled_by_its_definition(tmp_path: Path) -> None:
    """The tables' own defaults and the file's agree: a row with only its required columns."""
    path = samples.make_register(tmp_path / "r.riskreg")
    engine = sqlite_file.engine_for(path, None)
    with engine.begin() as connection:
        connection.execute(insert(t.actor), {"id": 5, "name": "A", "kind": "company", "version": 1})
        assert connection.exec_driver_sql("SELECT note FROM actor").scalar() == ""
        connection.rollback()
    engine.dispose()


def test_create_writes_the_current_revision(tmp_path: Path) -> None:
    path = tmp_path / "r.riskreg"
    create(path, None, samples.first_content(samples.CountingIds(), samples.FixedClock(), "Test"))
    engine = sqlite_file.engine_for(path, None)
    with engine.begin() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    engine.dispose()
    assert found == upgrade.REVISIONS[-1]
