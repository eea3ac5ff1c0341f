"""From the start of a process to its first painted window, against a bare window.

The bare one imports SQLAlchemy, opens the same file and shows an empty main window. Each run is a
process of its own; ours and the bare one take turns.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.timing import Line, paired, ratio_line

TURNS = 9


def lines() -> Iterator[Line]:
    from benchmarks.fixture import register_of  # not in the measured processes

    path = register_of(1_000)
    frame = paired(lambda: _run("frame", path), lambda: _run("bare", path), TURNS)
    yield ratio_line("start → first painted window, 1,000 risks", frame, 1.3)
    table = paired(lambda: _run("table", path), lambda: _run("bare", path), TURNS)
    yield ratio_line("start → the register painted in it", table, 1.3)


def _run(kind: str, path: Path) -> float:
    """Seconds from before the process to the moment it has painted and ends."""
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "benchmarks.start", kind, str(path)],
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return time.perf_counter() - begin


def _show_bare(path: Path) -> None:
    import sqlalchemy
    import sqlcipher3.dbapi2 as driver
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    engine = sqlalchemy.create_engine(
        "sqlite://", creator=lambda: driver.connect(str(path)), module=driver
    )
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM risk").scalar_one()
    window = QMainWindow()
    _end_when_painted(window.show, app, lambda: window)


def _show_ours(path: Path, *, with_table: bool) -> None:
    """As ``ui.app.run`` does: the window first, then the register in it."""
    import main
    from benchmarks.forgetting import forgotten
    from ui.app import Appearance, application
    from ui.main_window import MainWindow

    app = application()
    Appearance(app)
    window = MainWindow(main.outside(), "", forgotten())
    window.show_opening(path)

    def show() -> None:
        window.show()
        if with_table:
            app.processEvents()
            window.open_path(path)

    _end_when_painted(show, app, lambda: window)


def _end_when_painted(
    show: Callable[[], object], app: object, window: Callable[[], object]
) -> None:
    """Show the window, let it paint all it has, and leave the process at once."""
    from PySide6.QtWidgets import QApplication, QWidget

    show()
    assert isinstance(app, QApplication)
    shown = window()
    assert isinstance(shown, QWidget)
    app.processEvents()
    shown.repaint()
    app.processEvents()
    os._exit(0)


if __name__ == "__main__":
    kind, file = sys.argv[1], Path(sys.argv[2])
    if kind == "bare":
        _show_bare(file)
    else:
        _show_ours(file, with_table=kind == "table")
