"""Values in a file that the program cannot have written: it was damaged, or changed by others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from riskreg.errors import Invalid


class Damaged(Exception):
    """A stored value that cannot be read. The connection turns it into a sentence."""


@contextmanager
def reading_values() -> Iterator[None]:
    """For the places where rows become values: what cannot be one there is damage, not a bug."""
    try:
        yield
    except (ValueError, TypeError, KeyError, OverflowError, Invalid) as error:
        raise Damaged(str(error)) from error
