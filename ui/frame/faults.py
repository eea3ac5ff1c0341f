"""What happens to a bug: it is written to a log file and told once, calmly; the window goes on."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from riskreg.words import _

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def log_file() -> Path:
    """Where bugs are written to."""
    from platformdirs import user_log_path

    return user_log_path("riskreg", appauthor=False) / "riskreg.log"


def write_log(error: BaseException, path: Path) -> None:
    """Append an exception with its traceback."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as log:
        log.write(f"--- {datetime.now(UTC).isoformat()}\n")
        log.writelines(traceback.format_exception(error))


def hook(tell: Callable[[str], None], path: Callable[[], Path] = log_file) -> Hook:
    """An exception hook that logs and tells; further bugs while one is told are only logged."""
    telling: list[bool] = []

    def on_exception(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        try:
            write_log(error, path())
            sentence = _(
                "Something went wrong inside the program. What you did last may not have been "
                "done; all that was saved is safe. The details are in {path}."
            ).format(path=path())
        except OSError:
            sys.__excepthook__(kind, error, trace)
            sentence = _(
                "Something went wrong inside the program, and the log file cannot be written. "
                "All that was saved is safe."
            )
        if not telling:
            telling.append(True)
            try:
                tell(sentence)
            finally:
                telling.clear()

    return on_exception
