"""A full disk: one sentence, and what was there before is still there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from riskreg.query import RiskFilter
from tests.samples import Opened

HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(os.name != "posix", reason="file-size limits are set otherwise")


def with_limit(limit: int, verb: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(HERE / "limited_writer.py"), str(limit), verb, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(HERE.parent.parent)},
    )


@pytest.mark.parametrize("limit", [0, 100, 4096, 20_000, 40_000, 200_000])
def test_creating_on_a_full_disk_leaves_nothing(tmp_path: Path, limit: int) -> None:
    told = with_limit(limit, "create", tmp_path / "r.riskreg")
    assert told.stdout.startswith("UserError: "), told
    assert told.stdout.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("limit", [0, 100, 4096, 32_768, 40_000, 100_000, 300_000])
def test_writing_on_a_full_disk_leaves_the_old_content(
    register_file: Path, open_desk: Callable[..., Opened], limit: int
) -> None:
    first = open_desk(register_file)
    first.risk("Before")
    first.store.close()
    told = with_limit(limit, "write", register_file)
    assert told.stdout.startswith("UserError: "), told
    assert told.stdout.count("\n") == 1
    again = open_desk(register_file)
    assert list(again.store.problems()) == []
    assert [hit.title for hit in again.store.search("before")] == ["Before"]
    assert again.store.search("elephant") == []
    assert again.store.count(RiskFilter()) == 1


def test_a_session_goes_on_when_there_is_room_again(
    register_file: Path, open_desk: Callable[..., Opened]
) -> None:
    told = with_limit(200_000, "again", register_file)
    assert told.stdout.splitlines()[-1] == "written after all", told
    desk = open_desk(register_file)
    assert list(desk.store.problems()) == []
    assert desk.store.count(RiskFilter()) == 1
