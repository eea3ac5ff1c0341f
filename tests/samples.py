"""What tests build on: a counting id maker, a fixed clock, register files, small entities."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from db.store import SqlStore
from db.upgrade import create, open_register
from riskreg.clock import SystemIds
from riskreg.commands import (
    AddSource,
    Assess,
    Command,
    FileEvidence,
    Fill,
    Passage,
    RecordRisk,
)
from riskreg.criteria import default_criteria
from riskreg.model import Impact, Likelihood, Settings
from riskreg.ports import Ids, Store
from riskreg.register import Register
from riskreg.starter import begin_register, starter_entities
from riskreg.terms import Stance

TODAY = date(2026, 10, 12)


class CountingIds:
    """1001, 1002, …: ids one can read in a failing test."""

    def __init__(self, start: int = 1000) -> None:
        self._count = itertools.count(start + 1)

    def next(self) -> int:
        return next(self._count)


class FixedClock:
    """12 October 2026, 09:00 UTC; every look at it is a second later."""

    def __init__(self, day: date = TODAY) -> None:
        self._day = day
        self._looks = itertools.count()

    def now(self) -> datetime:
        start = datetime(self._day.year, self._day.month, self._day.day, 9, tzinfo=UTC)
        return start + timedelta(seconds=next(self._looks))

    def today(self) -> date:
        return self._day


@dataclass(frozen=True)
class Opened:
    """A register and the store below it."""

    store: SqlStore
    register: Register

    def do(self, command: Command) -> int:
        """Carry a command out that makes something; its id."""
        made = self.register.execute(command).made
        assert made is not None
        return made

    def risk(self, title: str = "Scanners at ports", **values: Any) -> int:
        return self.do(RecordRisk(title, values))

    def source(self, text: str = "One. Two. Three.", title: str = "Article", **values: Any) -> int:
        return self.do(AddSource(title, {"text": text, **values}))

    def evidence(
        self, risk_id: int, source_id: int, stance: Stance = Stance.SUPPORTS, end: int = 4
    ) -> int:
        return self.do(FileEvidence(risk_id, Passage(source_id, 0, end), stance))

    def assess(self, risk_id: int, best: float = 60, impact: int = 3, **values: Any) -> int:
        given: dict[str, Any] = {
            "likelihood": Likelihood(best, best, best),
            "impacts": (Impact("defence", impact, impact, impact),),
        }
        return self.do(Assess(risk_id, **(given | values)))


def first_content(ids: Ids, clock: FixedClock, title: str) -> Callable[[Store], None]:
    """What a new register is begun with: its settings."""

    def begin(store: Store) -> None:
        begin_register(store, clock, ids, "Ann", title)

    return begin


def make_register(
    path: Path,
    *,
    passphrase: str | None = None,
    starter: bool = False,
    title: str = "Foreign influence – Norland",
) -> Path:
    """A register file, closed again."""
    ids, clock = SystemIds(), FixedClock()
    create(path, passphrase, first_content(ids, clock, title))
    if starter:
        store = open_register(path, passphrase)
        try:
            register = Register(store, clock, ids, "Ann")
            register.execute(Fill("starter", starter_entities(ids.next, "Ann")))
        finally:
            store.close()
    return path


def open_at(
    path: Path, *, person: str = "Ann", passphrase: str | None = None, ids: Ids | None = None
) -> Opened:
    """Open a register as one more window would, with ids no other window makes."""
    store = open_register(path, passphrase)
    return Opened(store, Register(store, FixedClock(), ids or SystemIds(), person))


def settings(**values: Any) -> Settings:
    given: dict[str, Any] = {"title": "Foreign influence", "criteria": default_criteria()}
    return Settings(**(given | values))
