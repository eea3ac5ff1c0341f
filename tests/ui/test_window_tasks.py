"""Background work: where it runs, what it hands back, how it is stopped."""

from __future__ import annotations

import threading
from typing import Any

from riskreg.exporting import Cancelled, Progress
from riskreg.words import current, speaking
from tests.ui.window_pieces import strictly
from ui import tasks

pytestmark = strictly


def test_a_job_runs_on_a_worker_and_its_outcome_arrives_on_the_thread_of_the_window(
    qtbot: Any,
) -> None:
    seen: dict[str, int] = {}

    def job(_progress: Progress) -> str:
        seen["job"] = threading.get_ident()
        return "done"

    def on_done(outcome: str) -> None:
        assert outcome == "done"
        seen["done"] = threading.get_ident()

    task = tasks.run(job, on_done, _unexpected)
    qtbot.waitUntil(lambda: "done" in seen)
    assert seen["done"] == threading.get_ident()
    assert seen["job"] != threading.get_ident()
    assert not task.cancelled


def test_the_worker_speaks_the_language_of_the_window(qtbot: Any) -> None:
    spoken: list[str] = []
    with speaking("nl"):
        task = tasks.run(lambda _progress: current().language, spoken.append, _unexpected)
    qtbot.waitUntil(lambda: spoken == ["nl"])
    assert not task.cancelled


def test_progress_is_reported_and_a_cancelled_job_ends_at_its_next_report(qtbot: Any) -> None:
    begun, stopped = threading.Event(), threading.Event()
    reported: list[tuple[int, int]] = []
    failed: list[BaseException] = []

    def job(progress: Progress) -> None:
        progress(1, 2)
        begun.set()
        stopped.wait(10)
        progress(2, 2)

    task = tasks.run(job, _unexpected, failed.append, lambda n, all_: reported.append((n, all_)))
    begun.wait(10)
    task.cancel()
    stopped.set()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Cancelled)
    assert reported == [(1, 2)]


def test_a_bug_in_a_job_is_handed_over(qtbot: Any) -> None:
    failed: list[BaseException] = []

    def job(_progress: Progress) -> None:
        raise ZeroDivisionError

    task = tasks.run(job, _unexpected, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], ZeroDivisionError)
    assert not task.cancelled


def _unexpected(outcome: object) -> None:
    raise AssertionError(outcome)
