"""Register: the only door to writing. Execute, undo, redo, subscribe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from riskreg.changes import Change, ChangeSet
from riskreg.commands import Command
from riskreg.desk import Desk
from riskreg.errors import Conflict, Stale
from riskreg.labels import field_label
from riskreg.model import Entity
from riskreg.ports import Clock, Ids, Reader, Store
from riskreg.words import _

Listener = Callable[[ChangeSet], None]
E = TypeVar("E", bound=Entity)

#: How often a command is planned anew when another window wrote a row in between.
ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What ``execute`` did: the changes (None if there was nothing to do) and the id it made."""

    changes: ChangeSet | None
    made: int | None


class Register:
    """One open register and the person working in it."""

    def __init__(self, store: Store, clock: Clock, ids: Ids, person: str) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids
        self._listeners: list[Listener] = []
        self._done: list[ChangeSet] = []
        self._undone: list[ChangeSet] = []
        self.person = person

    @property
    def reader(self) -> Reader:
        """For reading; writing goes through ``execute``."""
        return self._store

    @property
    def clock(self) -> Clock:
        return self._clock

    def execute(self, command: Command) -> Outcome:
        """Carry a command out and record it. UserError, and nothing written, if it cannot be."""
        for attempt in range(1, ATTEMPTS + 1):
            desk = Desk(self._store, self._ids, self._clock.today())
            done = command.plan(desk)
            if not desk.changes:
                return Outcome(None, done.made)
            changes = self._changeset(command.action, done.subject, done.label, desk.changes)
            try:
                self._store.write(changes)
            except Stale:
                if attempt == ATTEMPTS:
                    raise _busy() from None
                continue
            self._done.append(changes)
            self._undone.clear()
            self._tell(changes)
            return Outcome(changes, done.made)
        raise AssertionError("unreachable")

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, or None."""
        return self._undone[-1].label if self._undone else None

    def undo(self) -> ChangeSet | None:
        """Take the last thing back; None where nothing is left to take back.

        Conflict if somebody changed the same since: it is left as it is now and given up, so that
        the next undo goes on with the step before it.
        """
        if not self._done:
            return None
        try:
            made = self._turn(self._done[-1], "undo")
        except Conflict:
            self._done.pop()
            raise
        self._undone.append(self._done.pop())
        self._tell(made)
        return made

    def redo(self) -> ChangeSet | None:
        """Do again what was last taken back; a Conflict gives it up, as for undo."""
        if not self._undone:
            return None
        try:
            made = self._turn(self._undone[-1], "redo")
        except Conflict:
            self._undone.pop()
            raise
        self._done.append(self._undone.pop())
        self._tell(made)
        return made

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have ``listener`` told of every change set written; returns how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _turn(self, done: ChangeSet, action: str) -> ChangeSet:
        wanted = [c.inverse for c in reversed(done.changes)] if action == "undo" else done.changes
        for attempt in range(1, ATTEMPTS + 1):
            planned = tuple(self._onto_now(change) for change in wanted)
            made = self._changeset(
                action, done.subject, done.label, planned, done.id if action == "undo" else None
            )
            try:
                self._store.write(made)
            except Stale:
                if attempt == ATTEMPTS:  # somebody's work rests on what would go
                    raise _changed_since() from None
                continue
            return made
        raise AssertionError("unreachable")

    def _onto_now(self, change: Change) -> Change:
        """``change`` against the row as it stands now: only its own fields are touched."""
        now = self._store.find(change.kind, change.id)
        if change.before is None:
            if now is not None:
                raise _changed_since()
            assert change.after is not None
            return Change(None, replace(change.after, version=0))
        if now is None:
            raise _changed_since()
        if change.after is None:
            if replace(now, version=0) != replace(change.before, version=0):
                raise _changed_since()
            return Change(now, None)
        values = {}
        for diff in change.diff():
            held = getattr(now, diff.field)
            if held != diff.before:
                raise _changed_since(diff.field, held, diff.after)
            values[diff.field] = diff.after
        return Change(now, replace(now, **values))

    def _changeset(
        self,
        action: str,
        subject: str,
        label: str,
        changes: tuple[Change, ...],
        undoes: int | None = None,
    ) -> ChangeSet:
        return ChangeSet(
            id=self._ids.next(),
            at=self._clock.now(),
            person=self.person,
            action=action,
            subject=subject,
            label=label,
            changes=changes,
            undoes=undoes,
        )

    def _tell(self, changes: ChangeSet) -> None:
        for listener in list(self._listeners):
            listener(changes)


def _busy() -> Conflict:
    return Conflict(_("Somebody else is writing to the same place. Try again in a moment."))


def _changed_since(field: str = "", theirs: object = None, yours: object = None) -> Conflict:
    if field:
        sentence = _("{field} was changed by somebody else since; it was left as it is now.")
        return Conflict(sentence.format(field=field_label(field)), field, theirs, yours)
    return Conflict(_("What this was about was changed by somebody else since; it was left alone."))
