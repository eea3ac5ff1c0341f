"""A program killed at any moment loses at most the edit under way."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.upgrade import open_register
from riskreg.model import Risk
from riskreg.query import RiskFilter
from tests import samples

HERE = Path(__file__).parent
MOMENTS = 20

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")


def kill_while_writing(path: Path, log: Path, passphrase: str, wait: float) -> int:
    """Let a real program edit, kill it ``wait`` seconds after its first edit; the last it told."""
    with log.open("wb") as told:
        writer = subprocess.Popen(
            [sys.executable, str(HERE / "killed_writer.py"), str(path), passphrase],
            stdout=told,
            env={**os.environ, "PYTHONPATH": str(HERE.parent.parent)},
        )
    try:
        while not log.read_bytes().count(b"\n"):
            assert writer.poll() is None, "the writer ended by itself"
            time.sleep(0.005)
        time.sleep(wait)
    finally:
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    return int(log.read_bytes().rpartition(b"\n")[0].split(b"\n")[-1])


@pytest.mark.parametrize("passphrase", ["", "it's"])
def test_a_killed_program_loses_at_most_the_edit_under_way(tmp_path: Path, passphrase: str) -> None:
    chance = random.Random(20261012)
    path = samples.make_register(tmp_path / "r.riskreg", passphrase=passphrase or None)
    here = samples.open_at(path, passphrase=passphrase or None)
    risk_id = here.risk("0")
    here.store.close()
    moments = MOMENTS if not passphrase else 3
    for moment in range(moments):
        last = kill_while_writing(path, tmp_path / "told", passphrase, chance.random() * 0.25)
        if moment % 5 == 0:  # a copy taken by a backup program is as good as the file
            for suffix in ("", "-wal"):
                if (left := path.with_name(path.name + suffix)).exists():
                    shutil.copy(left, tmp_path / f"copy.riskreg{suffix}")
            copy = open_register(tmp_path / "copy.riskreg", passphrase or None)
            assert int(copy.get(Risk, risk_id).title) in (last, last + 1)
            copy.close()
        store = open_register(path, passphrase or None)
        try:
            written = int(store.get(Risk, risk_id).title)
            assert written in (last, last + 1)
            assert list(store.problems()) == []
            place = store.get(Risk, risk_id).place
            assert place in ("", f"edit{written}", f"edit{written + 1}")
            assert not place or store.count(RiskFilter(text=place)) == 1
            titles = [e.after for e in store.audit(entity_id=risk_id) if e.field == "title"]
            assert not titles or titles[0] == str(written)
        finally:
            store.close()
