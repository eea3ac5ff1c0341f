"""One edit until it is on disk, through the register, in a register of 1,000 risks."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.fixture import register_of
from benchmarks.timing import Line, at_most, milliseconds
from db.upgrade import open_register
from riskreg.clock import SystemClock, SystemIds
from riskreg.commands import EditRisk
from riskreg.model import Risk
from riskreg.query import RiskFilter, Sort
from riskreg.register import Register


def lines() -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edits.riskreg"
        shutil.copy(register_of(1_000), path)
        store = open_register(path)
        register = Register(store, SystemClock(), SystemIds(), "bench")
        risk_id = store.risk_ids(RiskFilter(), Sort())[500]
        titles = [store.get(Risk, risk_id).title]

        def edit() -> None:
            titles.append(f"Title number {len(titles)}")
            register.execute(EditRisk(risk_id, "title", titles[-2], titles[-1]))

        took = milliseconds(edit, 100)
        store.close()
    yield at_most("one edit → on disk", statistics.median(took), 5, "ms median")
