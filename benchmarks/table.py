"""The table of risks with 100,000 of them: sorting, jumping, searching, memory; in the real window.

Runs in a process of its own, offscreen, so that memory can be told apart.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.timing import Line, at_most, milliseconds

RISKS = 100_000


def lines() -> Iterator[Line]:
    from benchmarks.fixture import register_of  # not in the measured processes

    full = _measured(register_of(RISKS))
    empty = _measured(register_of(0))
    yield at_most("100,000 risks: sort by any column (slowest)", full["sort"], 250, "ms")
    yield at_most("100,000 risks: jump to any row (median)", full["jump"], 16, "ms")
    yield at_most("100,000 risks: keystroke in search → painted", full["search"], 50, "ms median")
    more = full["memory"] - empty["memory"]
    yield at_most("100,000 risks: memory over an empty register", more, 60, "MB")


def _measured(path: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.table", str(path)],
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _memory_mb() -> float:
    """What the process holds in memory now (Linux), else the most it ever held."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(s for s in status.read_text().splitlines() if s.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _measure(path: Path) -> dict[str, float]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit, QTableView

    import main
    from benchmarks.forgetting import forgotten
    from ui.app import Appearance, application
    from ui.main_window import MainWindow

    app = application()
    Appearance(app)
    window = MainWindow(main.outside(), "", forgotten())
    window.resize(1440, 900)
    window.show()
    assert window.open_path(path)
    app.processEvents()
    view = next((v for v in window.findChildren(QTableView) if v.isVisible()), None)
    if view is None:  # an empty register shows an invitation in place of the table
        return {"memory": _memory_mb()}
    model = view.model()

    def painted() -> None:
        view.viewport().repaint()
        app.processEvents()

    figures: dict[str, float] = {}
    sorts: dict[int, list[float]] = {}
    for _turn in range(2):
        for column in range(model.columnCount()):
            for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):

                def sort(column: int = column, order: Qt.SortOrder = order) -> None:
                    view.sortByColumn(column, order)
                    painted()

                sorts.setdefault(column, []).append(_once(sort))
    figures["sort"] = max(statistics.median(took) for took in sorts.values())
    chance = random.Random(7)

    def jump() -> None:
        view.scrollTo(model.index(chance.randrange(model.rowCount()), 0))
        painted()

    figures["jump"] = statistics.median(milliseconds(jump, 60))
    figures["memory"] = _memory_mb()
    figures["search"] = statistics.median(_keystrokes(window, app, QTest, QLineEdit))
    return figures


def _keystrokes(window: Any, app: Any, tester: Any, line_edit: Any) -> list[float]:
    """Milliseconds from each typed letter to the repainted list of hits."""
    window.workbench.search.open()
    app.processEvents()
    box = next(e for e in window.workbench.search.findChildren(line_edit) if e.isVisible())
    took: list[float] = []
    for word in ("zeebrugge", "scanner", "liege parcel", "hospital visa", "antenna"):
        box.clear()
        for letter in word:

            def strike(letter: str = letter) -> None:
                tester.keyClicks(box, letter)
                app.processEvents()
                window.workbench.search.repaint()

            took.append(_once(strike))
    return took


def _once(work: Any) -> float:
    from time import perf_counter

    begin = perf_counter()
    work()
    return (perf_counter() - begin) * 1000


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measure(Path(sys.argv[1]))))
    sys.stdout.flush()
    os._exit(0)
