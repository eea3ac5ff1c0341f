"""Timing that can be trusted on a noisy machine: pairs in turn, medians, ratios."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: what, the figure reached, the goal, and whether it is held."""

    what: str
    reached: str
    goal: str
    held: bool

    def __str__(self) -> str:
        mark = "ok " if self.held else "NOT"
        return f"{mark}  {self.what:<58} {self.reached:>22}   goal {self.goal}"


def milliseconds(work: Callable[[], object], runs: int) -> list[float]:
    """How long each of ``runs`` calls took, after one that does not count."""
    work()
    took = []
    for _ in range(runs):
        begin = perf_counter()
        work()
        took.append((perf_counter() - begin) * 1000)
    return took


def paired(ours: Callable[[], float], theirs: Callable[[], float], runs: int) -> tuple[float, str]:
    """The median of the ratios ours/theirs, measured in turn, and how it came about.

    Each callable returns what one run of it cost.
    """
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    ratio = statistics.median(a / b for a, b in pairs)
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    return ratio, f"{ratio:.2f} × ({mine:.2f} : {other:.2f})"


def at_most(what: str, value: float, goal: float, unit: str) -> Line:
    return Line(what, f"{value:.1f} {unit}", f"≤ {goal:g} {unit}", value <= goal)


def ratio_line(what: str, measured: tuple[float, str], goal: float) -> Line:
    return Line(what, measured[1], f"≤ {goal:g} ×", measured[0] <= goal)
