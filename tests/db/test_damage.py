"""Stored values the program cannot have written: one sentence, and check finds every one."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from db.store import SqlStore
from db.upgrade import create, open_register
from riskreg.errors import UserError


def hurt(path: Path, statement: str) -> None:
    connection = driver.connect(str(path))
    connection.executescript(f"PRAGMA foreign_keys = OFF; {statement}")
    connection.commit()
    connection.close()


def found(store: SqlStore) -> list[str]:
    """What is wrong, the sentence with which reading ended included."""
    problems = []
    try:
        for problem in store.problems():
            problems.append(problem)  # noqa: PERF402 - what came before an error counts
    except UserError as error:
        problems.append(str(error))
    return problems


def read_all(store: SqlStore) -> None:
    """What an export reads."""
    store.snapshot()
    list(store.whole_audit())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE risk SET response = 'redu#e'",
        "UPDATE risk SET review_on = '2026-02-31'",
        "UPDATE risk SET code = 'R-x' WHERE code = 'R-001'",
        "UPDATE risk SET title = x'00ff'",
        "UPDATE risk SET code = x'ff' WHERE code = 'R-001'",
        "UPDATE assessment SET likelihood_best = 140",
        "UPDATE assessment_impact SET best = 7",
        "UPDATE evidence SET credibility = 9",
        "UPDATE evidence SET risk_id = 5",
        "UPDATE source SET derives_from = 5",
        "UPDATE actor SET parent_id = id",
        "UPDATE settings SET criteria = '{}'",
        "UPDATE settings SET criteria = replace(criteria, '5', '6')",
        "UPDATE settings SET sectors = 'x'",
        "DROP TABLE settings",
        "DROP TABLE audit_row",
    ],
)
def test_a_value_that_cannot_be_is_a_sentence_and_no_bug(
    starter_file: Path, statement: str
) -> None:
    hurt(starter_file, statement)
    with closing(open_register(starter_file)) as store:
        assert found(store)
        with pytest.raises(UserError):
            read_all(store)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE code_counter SET last = 0",
        "DELETE FROM code_counter",
        "UPDATE risk_row SET title_key = 'a'",
        "UPDATE risk_row SET marking_rank = 0",
        "UPDATE risk_row SET status_rank = 9",
        "UPDATE risk SET version = 'x'",
        "DROP TABLE code_counter",
    ],
)
def test_what_would_go_wrong_later_is_found_now(starter_file: Path, statement: str) -> None:
    hurt(starter_file, statement)
    with closing(open_register(starter_file)) as store:
        assert found(store)


def test_a_record_that_cannot_be_read_is_told(starter_file: Path) -> None:
    hurt(
        starter_file,
        "DROP TRIGGER audit_row_refuses_update; "
        "UPDATE audit_row SET after = substr(after, 1, 50) WHERE position = 3",
    )
    with closing(open_register(starter_file)) as store:
        assert len(found(store)) >= 2
        with pytest.raises(UserError, match="damaged"):
            list(store.whole_audit())


def test_any_flipped_bit_is_a_sentence_or_does_no_harm(starter_file: Path) -> None:
    whole = starter_file.read_bytes()
    with closing(open_register(starter_file)) as store:
        before = store.snapshot()
    chance = random.Random(7)
    for _ in range(40):
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        for suffix in ("-wal", "-shm"):
            starter_file.with_name(starter_file.name + suffix).unlink(missing_ok=True)
        starter_file.write_bytes(content)
        try:
            store = open_register(starter_file)
        except UserError:
            continue
        with closing(store):
            assert found(store) or store.snapshot() == before


def test_a_register_that_did_not_get_out_of_its_log_is_not_handed_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(engine: object) -> None:
        raise driver.OperationalError("database or disk is full")

    monkeypatch.setattr("db.sqlite_file.flush", no_room)
    with pytest.raises(UserError, match="no room"):
        create(tmp_path / "new.riskreg", None, lambda store: None)
    assert list(tmp_path.iterdir()) == []
