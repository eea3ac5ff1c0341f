"""Many entities at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from riskreg.commands.base import Command, Done
from riskreg.desk import Desk
from riskreg.errors import Invalid
from riskreg.model import (
    CODE_LETTERS,
    Entity,
    Settings,
)
from riskreg.query import code_number
from riskreg.words import _


@dataclass(frozen=True)
class Fill(Command):
    """Bring ready entities in, as one step: the starter register, an import."""

    what: str
    entities: tuple[Entity, ...]

    def plan(self, desk: Desk) -> Done:
        self._refuse_known(desk)
        for entity in self.entities:
            if isinstance(entity, Settings):
                desk.put(replace(entity, version=desk.settings().version))
            else:
                desk.add(entity)
        return Done(_("Bring in {what}").format(what=self.what), self.what)

    def _refuse_known(self, desk: Desk) -> None:
        """Refuse codes that were given before; numbers above the last one need no look."""
        for kind in CODE_LETTERS:
            last = desk.last_number(kind)
            for entity in self.entities:
                code = getattr(entity, "code", "") if isinstance(entity, kind) else ""
                if code and code_number(code) <= last and desk.by_code(kind, code):
                    raise Invalid(
                        _("{code} is already in the register; nothing was brought in.").format(
                            code=code
                        )
                    )
