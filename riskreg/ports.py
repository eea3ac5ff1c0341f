"""What the register needs from outside, as Protocols: storage, time, ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from riskreg.changes import ChangeSet
from riskreg.model import Entity, Measure, Risk, Settings, Source
from riskreg.query import RiskFilter, RiskRow, Sort
from riskreg.snapshot import Snapshot

E = TypeVar("E", bound=Entity)


class Clock(Protocol):
    """Time, handed in."""

    def now(self) -> datetime:
        """The present moment, with its time zone (UTC)."""
        ...

    def today(self) -> date:
        """The present day where the user is."""
        ...


class Ids(Protocol):
    """Identifiers, handed in."""

    def next(self) -> int:
        """A positive number below 2**53 that was never given before, here or elsewhere."""
        ...


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source without its text, with the numbers a list shows."""

    source: Source
    passages: int
    retells: str


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor's id and name with what it touches."""

    id: int
    name: str
    kind: str
    country: str
    aliases: tuple[str, ...]
    owner: str
    risks: int


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with the code and title of its risk."""

    measure: Measure
    risk_code: str
    risk_title: str


@dataclass(frozen=True, slots=True)
class Facets:
    """Values present in the register, for filter menus, each sorted."""

    sectors: tuple[str, ...]
    owners: tuple[str, ...]
    tags: tuple[str, ...]
    actors: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers for the rail and the status line."""

    risks: int
    sources: int
    actors: int
    measures: int
    passages: int
    overdue_reviews: int
    overdue_measures: int
    unscored: int
    highest_marking: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One recorded change of one field; ``field`` is '' where a whole entity came or went.

    ``before`` and ``after`` are JSON values; None stands for nothing there.
    """

    set_id: int
    at: datetime
    person: str
    action: str
    subject: str
    undoes: int | None
    kind: str
    entity_id: int
    code: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Hit:
    """One place search found: the entity, what to show, and the risk it belongs to (if one)."""

    kind: str
    id: int
    code: str
    title: str
    extract: str
    risk_id: int | None = None
    source_id: int | None = None


class Reader(Protocol):
    """Reading a register. Values come out; nothing returned is tied to the database."""

    def settings(self) -> Settings: ...

    def get(self, kind: type[E], entity_id: int) -> E:
        """The entity; NotThere if it is gone."""
        ...

    def find(self, kind: type[E], entity_id: int) -> E | None: ...

    def by_code(self, kind: type[E], code: str) -> E | None: ...

    def related(self, kind: type[E], field: str, entity_id: int) -> list[E]:
        """Entities of ``kind`` whose pointer ``field`` names ``entity_id``, oldest first."""
        ...

    def risks_of_actor(self, actor_id: int) -> list[Risk]: ...

    def last_number(self, kind: type[Entity]) -> int:
        """The highest number a code of this kind ever had, also of entities deleted since."""
        ...

    def risk_ids(self, wanted: RiskFilter, sort: Sort) -> Sequence[int]: ...

    def risk_rows(self, ids: Sequence[int]) -> list[RiskRow]:
        """Rows in the order of ``ids``; ids that are gone are passed over."""
        ...

    def count(self, wanted: RiskFilter) -> int: ...

    def source_rows(self) -> list[SourceRow]: ...

    def actor_rows(self) -> list[ActorRow]: ...

    def measure_rows(self) -> list[MeasureRow]: ...

    def facets(self) -> Facets: ...

    def tally(self, today: date) -> Tally: ...

    def search(self, text: str, limit: int = 30) -> list[Hit]: ...

    def audit(
        self,
        *,
        risk_id: int | None = None,
        entity_id: int | None = None,
        before: int | None = None,
        limit: int = 200,
    ) -> list[AuditEntry]:
        """Recorded changes, newest first: of a risk with all that belongs to it, of one entity, or
        of all. ``before`` is the id of the change set to go on from."""
        ...

    def snapshot(self) -> Snapshot:
        """Everything at one moment."""
        ...


class Store(Reader, Protocol):
    """Reading and writing a register."""

    def write(self, changes: ChangeSet) -> None:
        """Write a change set and its audit rows in one transaction, all or nothing.

        Stale if a row changed since it was read, UserError if the place cannot be written.
        """
        ...

    def changed_elsewhere(self) -> bool:
        """Whether another program wrote to the register since this was last asked."""
        ...

    def problems(self) -> Iterable[str]:
        """What is wrong with the file itself, one sentence each."""
        ...

    def describe(self) -> str:
        """Where the register is, as a person names it: the file name."""
        ...

    @property
    def encrypted(self) -> bool: ...

    def close(self) -> None: ...
