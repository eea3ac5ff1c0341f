"""What every room is given: the open register, the bus, and the one way to carry a command out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from riskreg.errors import Conflict, UserError
from riskreg.terms import Marking, highest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from riskreg.commands import Command
    from riskreg.exporting import Exporter
    from riskreg.ports import AuditEntry, Reader, Store
    from riskreg.register import Outcome, Register
    from riskreg.snapshot import Snapshot
    from ui.bus import Bus


class Intake(Protocol):
    """Reads one file of material into an AddSource command; UserError where it cannot."""

    def __call__(self, path: Path) -> Command: ...


@dataclass(frozen=True)
class Outside:
    """What only the program as a whole knows, handed in by ``main``.

    ``open_store`` opens a register (passphrase or None), ``create`` makes one (path, title, with
    starter content?, passphrase or None), ``snapshot`` reads a register on a connection of its own
    and may be called on any thread, ``history`` its whole record likewise, ``export`` writes one
    to a file, ``read_material`` reads one document, ``read_pasted`` turns pasted text into a
    source.
    """

    open_store: Callable[[Path, str | None], Store]
    create: Callable[[Path, str, bool, str | None], None]
    new_register: Callable[[Store, str], Register]
    snapshot: Callable[[Path, str | None], Snapshot]
    history: Callable[[Path, str | None], Iterable[AuditEntry]]
    export: Exporter
    read_material: Intake
    read_pasted: Callable[[str], Command]


def _say_nothing(error: UserError) -> None:
    """Until a window takes over the telling."""


@dataclass
class Workspace:
    """One open register in one window."""

    register: Register
    bus: Bus
    outside: Outside
    path: Path
    passphrase: str | None = None
    #: Shows a UserError to the person; the window puts its own way of telling here.
    tell: Callable[[UserError], None] = field(default=_say_nothing)
    #: Asks the person what to do about a conflict; the command to try instead, or None.
    settle: Callable[[Command, Conflict], Command | None] | None = None

    @property
    def reader(self) -> Reader:
        return self.register.reader

    @property
    def today(self) -> date:
        return self.register.clock.today()

    def do(self, command: Command) -> Outcome | None:
        """Carry a command out. None, and the person told, where the register refuses it.

        The change reaches every room through ``bus.changed``, to which the window connects the
        register's own notice.
        """
        try:
            return self.register.execute(command)
        except Conflict as conflict:
            if self.settle is None:
                self.tell(conflict)
                return None
            again = self.settle(command, conflict)
            return self.do(again) if again is not None else None
        except UserError as error:
            self.tell(error)
            return None

    def marking(self) -> Marking:
        """What the banner shows: the register's own marking, or a stricter one of its content."""
        tally = self.reader.tally(self.today)
        return highest([self.reader.settings().marking, Marking(tally.highest_marking)])
