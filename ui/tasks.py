"""Background work: a job runs on a worker thread, receives values and returns values.

What it reports arrives on the thread of the window. A job that makes a file leaves either the
finished one or the old one; that is the job's own duty.
"""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from riskreg.exporting import Cancelled, Progress

T = TypeVar("T")

#: Given the progress to report to; whatever it returns is handed to ``on_done``.
Job = Callable[[Progress], T]


class _Signals(QObject):
    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)


class Task(Generic[T]):
    """One job under way. Keep it as long as its outcome matters."""

    def __init__(self) -> None:
        self.signals = _Signals()
        self._asked_to_stop = False

    def cancel(self) -> None:
        """Ask the job to stop; it ends with ``Cancelled`` at its next report of progress."""
        self._asked_to_stop = True

    @property
    def cancelled(self) -> bool:
        return self._asked_to_stop

    def report(self, done: int, total: int) -> None:
        """What the job calls. Raises Cancelled once the user asked to stop."""
        if self._asked_to_stop:
            raise Cancelled
        self.signals.progressed.emit(done, total)


class _Runnable(QRunnable):
    def __init__(self, task: Task[Any], job: Job[Any]) -> None:
        super().__init__()
        self._task = task
        self._job = job
        # The language of the words is a context variable; the worker speaks the window's.
        self._context = contextvars.copy_context()

    def run(self) -> None:
        try:
            outcome = self._context.run(self._job, self._task.report)
        except BaseException as error:  # noqa: BLE001 - every end of a job is handed to the window
            self._task.signals.failed.emit(error)
        else:
            self._task.signals.done.emit(outcome)


def run(
    job: Job[T],
    on_done: Callable[[T], None],
    on_failed: Callable[[BaseException], None],
    on_progress: Progress | None = None,
) -> Task[T]:
    """Run ``job`` on a worker.

    ``on_failed`` gets the exception: Cancelled after ``cancel``, a UserError to be told, or a bug,
    which it should raise again so that it is logged like any other.
    """
    task: Task[T] = Task()
    task.signals.done.connect(on_done)
    task.signals.failed.connect(on_failed)
    if on_progress is not None:
        task.signals.progressed.connect(on_progress)
    QThreadPool.globalInstance().start(_Runnable(task, job))
    return task
