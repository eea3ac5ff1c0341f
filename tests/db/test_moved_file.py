"""A register whose file goes away while it is open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from riskreg.commands import RecordRisk
from riskreg.errors import UserError
from riskreg.query import RiskFilter
from tests import samples


def leave(path: Path) -> None:
    path.unlink()


def move(path: Path) -> None:
    path.rename(path.with_name("elsewhere.riskreg"))


def replace(path: Path) -> None:
    shutil.copy(path, path.with_name("copy"))
    path.with_name("copy").replace(path)


@pytest.mark.parametrize("happens", [leave, move, replace])
def test_what_would_be_written_into_a_file_that_is_gone_is_refused(
    desk: samples.Opened, register_file: Path, happens: object
) -> None:
    desk.risk("Kept")
    assert callable(happens)
    happens(register_file)
    with pytest.raises(UserError, match="moved, deleted or replaced"):
        desk.register.execute(RecordRisk("Lost"))
    assert desk.store.count(RiskFilter()) == 1


def test_a_file_that_is_put_back_takes_writing_again(
    desk: samples.Opened, register_file: Path
) -> None:
    desk.risk("Before")
    away = register_file.with_name("away.riskreg")
    register_file.rename(away)
    with pytest.raises(UserError, match="nothing was written"):
        desk.risk("Meanwhile")
    away.rename(register_file)
    desk.risk("After")
    assert desk.store.count(RiskFilter()) == 2
