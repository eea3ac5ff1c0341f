"""The store: the register's ports over one database connection. One transaction a change set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from db import audit, listing, replay, rows, sqlite_file, sqlite_search, sqlite_triggers
from db import tables as t
from db.damage import Damaged, reading_values
from db.loading import load, load_in, load_one
from db.mapping import MAPPINGS
from riskreg.changes import Change, ChangeSet
from riskreg.errors import NotThere, Stale
from riskreg.labels import kind_label
from riskreg.model import (
    CODE_LETTERS,
    SETTINGS_ID,
    Actor,
    Assessment,
    Entity,
    Evidence,
    Measure,
    Risk,
    Settings,
    Source,
    kind_name,
)
from riskreg.ports import (
    ActorRow,
    AuditEntry,
    Facets,
    Hit,
    MeasureRow,
    SourceRow,
    Tally,
)
from riskreg.query import RiskFilter, RiskRow, Sort, code_number
from riskreg.snapshot import Snapshot
from riskreg.words import _

E = TypeVar("E", bound=Entity)


class SqlStore:
    """A register in a database. Not for several threads: each worker opens its own."""

    def __init__(self, engine: Engine, path: Path, passphrase: str | None = None) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writing=True)
        self._path = path
        self._passphrase = passphrase
        self._settings: Settings | None = None
        self._file = sqlite_file.identity(path)
        with self._reading() as connection:
            self._seen_version = sqlite_file.data_version(connection)

    @property
    def path(self) -> Path:
        return self._path

    @property
    def encrypted(self) -> bool:
        return self._passphrase is not None

    def describe(self) -> str:
        return self._path.name

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sqlite_file.sentences(self._path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        sqlite_file.require(self._path, self._file)
        with sqlite_file.sentences(self._path), self._writer.begin() as connection:
            yield connection

    # -- writing ------------------------------------------------------------------------------

    def write(self, changes: ChangeSet) -> None:
        """Rows, read model, index and audit trail in one transaction, all or nothing."""
        try:
            with self._writing() as connection:
                self._write_entities(connection, changes)
                criteria = self._current_settings(connection).criteria
                rows.refresh(connection, changes, criteria)
                self._index(connection, changes)
                audit.record(connection, changes)
        except IntegrityError as error:
            raise Stale(str(error.orig)) from error

    def _write_entities(self, connection: Connection, changes: ChangeSet) -> None:
        appearing: dict[type[Entity], list[Entity]] = {}
        for change in changes:
            if change.before is None:
                assert change.after is not None
                appearing.setdefault(change.kind, []).append(change.after)
            elif change.after is None:
                _delete(connection, change.before)
            else:
                _update(connection, change)
        for kind, entities in appearing.items():
            _insert(connection, kind, entities)

    def _index(self, connection: Connection, changes: ChangeSet) -> None:
        going = [c.before for c in changes if c.after is None and c.before is not None]
        sqlite_search.forget(connection, going)
        sqlite_search.index(connection, [c.after for c in changes if c.after is not None])

    def changed_elsewhere(self) -> bool:
        with self._reading() as connection:
            version = sqlite_file.data_version(connection)
        changed = version != self._seen_version
        self._seen_version = version
        return changed

    # -- single entities ----------------------------------------------------------------------

    def settings(self) -> Settings:
        with self._reading() as connection:
            return self._current_settings(connection)

    def _current_settings(self, connection: Connection) -> Settings:
        """The settings, read anew only when their version says so: the criteria are long."""
        version = connection.execute(select(t.settings.c.version)).scalar()
        if self._settings is None or self._settings.version != version:
            self._settings = _settings(connection)
        return self._settings

    def find(self, kind: type[E], entity_id: int) -> E | None:
        with self._reading() as connection:
            return load_one(connection, kind, entity_id)

    def get(self, kind: type[E], entity_id: int) -> E:
        found = self.find(kind, entity_id)
        if found is None:
            raise NotThere(
                _("This {kind} is no longer in the register.").format(
                    kind=kind_label(kind.__name__.lower())
                )
            )
        return found

    def by_code(self, kind: type[E], code: str) -> E | None:
        with self._reading() as connection:
            found = load_in(connection, kind, "code", [code])
        return found[0] if found else None

    def related(self, kind: type[E], field: str, entity_id: int) -> list[E]:
        with self._reading() as connection:
            return load_in(connection, kind, field, [entity_id])

    def risks_of_actor(self, actor_id: int) -> list[Risk]:
        named = select(t.risk_actor.c.risk_id).where(t.risk_actor.c.actor_id == actor_id)
        with self._reading() as connection:
            return load(connection, Risk, t.risk.c.id.in_(named))

    def last_number(self, kind: type[Entity]) -> int:
        query = select(t.code_counter.c.last).where(t.code_counter.c.kind == kind_name(kind))
        with self._reading() as connection:
            return connection.execute(query).scalar_one_or_none() or 0

    # -- rows and lists -----------------------------------------------------------------------

    def risk_ids(self, wanted: RiskFilter, sort: Sort) -> list[int]:
        with self._reading() as connection:
            return rows.ids(connection, wanted, sort)

    def risk_rows(self, ids: Sequence[int]) -> list[RiskRow]:
        with self._reading() as connection:
            return rows.window(connection, ids)

    def count(self, wanted: RiskFilter) -> int:
        with self._reading() as connection:
            return rows.count(connection, wanted)

    def source_rows(self) -> list[SourceRow]:
        with self._reading() as connection:
            return listing.source_rows(connection)

    def actor_rows(self) -> list[ActorRow]:
        with self._reading() as connection:
            return listing.actor_rows(connection)

    def measure_rows(self) -> list[MeasureRow]:
        with self._reading() as connection:
            return listing.measure_rows(connection)

    def facets(self) -> Facets:
        with self._reading() as connection:
            return listing.facets(connection)

    def tally(self, today: date) -> Tally:
        with self._reading() as connection:
            return listing.tally(connection, today)

    def search(self, text: str, limit: int = 30) -> list[Hit]:
        with self._reading() as connection:
            return listing.search(connection, text, limit)

    def audit(
        self,
        *,
        risk_id: int | None = None,
        entity_id: int | None = None,
        before: int | None = None,
        limit: int = 200,
    ) -> list[AuditEntry]:
        with self._reading() as connection:
            return audit.entries(
                connection, risk_id=risk_id, entity_id=entity_id, before=before, limit=limit
            )

    def whole_audit(self) -> Iterator[AuditEntry]:
        """The whole trail, oldest first, for the JSON export."""
        with self._reading() as connection:
            yield from audit.every(connection)

    def snapshot(self) -> Snapshot:
        with self._reading() as connection, reading_values():
            whole = Snapshot(
                settings=_settings(connection),
                actors=tuple(load(connection, Actor)),
                sources=tuple(_by_code(load(connection, Source))),
                risks=tuple(_by_code(load(connection, Risk))),
                evidence=tuple(load(connection, Evidence)),
                assessments=tuple(
                    sorted(load(connection, Assessment), key=lambda a: (a.risk_id, a.on, a.id))
                ),
                measures=tuple(load(connection, Measure)),
            )
            _refuse_dangling(whole)
            return whole

    # -- checking -----------------------------------------------------------------------------

    def problems(self) -> Iterable[str]:
        with self._reading() as connection:
            yield from sqlite_file.integrity(connection)
            yield from sqlite_triggers.problems(connection)
            yield from audit.problems(connection)
            yield from replay.problems(connection)
            for code in rows.problems(connection, _settings(connection).criteria):
                yield _("The table row of {code} does not match the risk.").format(code=code)
            yield from sqlite_search.problems(connection)
            yield from listing.misplaced_passages(connection)


def _by_code(entities: list[Any]) -> list[Any]:
    return sorted(entities, key=lambda e: code_number(e.code))


def _refuse_dangling(whole: Snapshot) -> None:
    """Damaged where something points to what is not there: reports follow every pointer."""
    risks = {r.id for r in whole.risks}
    belonging: tuple[Evidence | Assessment | Measure, ...] = (
        *whole.evidence,
        *whole.assessments,
        *whole.measures,
    )
    pointers = (
        ({entity.risk_id for entity in belonging}, risks),
        ({e.source_id for e in whole.evidence}, whole.source_by_id.keys()),
        ({s.derives_from for s in whole.sources} - {None}, whole.source_by_id.keys()),
        ({a.parent_id for a in whole.actors} - {None}, whole.actor_by_id.keys()),
        ({role.actor_id for r in whole.risks for role in r.actors}, whole.actor_by_id.keys()),
        ({c for a in whole.assessments for c in a.cited}, {e.id for e in whole.evidence}),
    )
    if any(named - there for named, there in pointers):
        raise Damaged("a row points to one that is gone")


def _settings(connection: Connection) -> Settings:
    found = load_one(connection, Settings, SETTINGS_ID)
    if found is None:
        raise NotThere(_("The register has lost its settings; go back to a backup."))
    return found


def _insert(connection: Connection, kind: type[Entity], entities: list[Entity]) -> None:
    mapping = MAPPINGS[kind]
    connection.execute(
        insert(mapping.table), [{**mapping.row(entity), "version": 1} for entity in entities]
    )
    for items in mapping.lists:
        listed = [row for entity in entities for row in items.rows(entity)]
        if listed:
            connection.execute(insert(items.table), listed)
    if kind in CODE_LETTERS:
        numbers = [code_number(getattr(entity, "code")) for entity in entities]  # noqa: B009
        _count_up(connection, kind_name(kind), max(numbers))


def _count_up(connection: Connection, kind: str, number: int) -> None:
    counter = t.code_counter.c
    last = connection.execute(select(counter.last).where(counter.kind == kind)).scalar()
    if last is None:
        connection.execute(insert(t.code_counter), {"kind": kind, "last": number})
    elif number > last:
        connection.execute(update(t.code_counter).where(counter.kind == kind).values(last=number))


def _update(connection: Connection, change: Change) -> None:
    before, after = change.before, change.after
    assert before is not None
    assert after is not None
    mapping = MAPPINGS[change.kind]
    changed = {diff.field for diff in change.diff()}
    own, earlier = mapping.row(after), mapping.row(before)
    values = {name: value for name, value in own.items() if value != earlier[name]}
    values["version"] = before.version + 1
    table = mapping.table
    hit = connection.execute(
        update(table)
        .where(table.c.id == after.id, table.c.version == before.version)
        .values(**values)
    )
    if hit.rowcount != 1:
        raise Stale(f"{kind_name(change.kind)} {after.id}")
    for items in mapping.lists:
        if items.field in changed:
            connection.execute(delete(items.table).where(items.table.c[items.owner] == after.id))
            listed = items.rows(after)
            if listed:
                connection.execute(insert(items.table), listed)


def _delete(connection: Connection, entity: Entity) -> None:
    mapping = MAPPINGS[type(entity)]
    for items in mapping.lists:
        connection.execute(delete(items.table).where(items.table.c[items.owner] == entity.id))
    if isinstance(entity, Risk):
        connection.execute(delete(t.risk_row).where(t.risk_row.c.risk_id == entity.id))
    table = mapping.table
    hit = connection.execute(
        delete(table).where(table.c.id == entity.id, table.c.version == entity.version)
    )
    if hit.rowcount != 1:
        raise Stale(f"{kind_name(type(entity))} {entity.id}")
