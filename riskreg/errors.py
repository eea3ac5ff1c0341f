"""What can go wrong through no fault of the program: one helpful sentence each."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can mend. ``str(error)`` is one sentence fit for a screen."""


class Invalid(UserError):
    """A value that cannot stand in its field. ``field`` names it ("" where it is the whole)."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class NotThere(UserError):
    """What was asked for is not, or no longer, in the register."""


class PassphraseNeeded(UserError):
    """The register is encrypted and no passphrase, or another one, was given."""


class Conflict(UserError):
    """Somebody else changed the same field first. Nothing was written.

    ``theirs`` is the value now in the register, ``yours`` the one that was refused; both as the
    plain value of the field, so that a window can show them side by side.
    """

    def __init__(
        self, sentence: str, field: str = "", theirs: object = None, yours: object = None
    ) -> None:
        super().__init__(sentence)
        self.field = field
        self.theirs = theirs
        self.yours = yours


class Stale(Exception):
    """A row was written by somebody else between reading it and writing it."""
