"""The window: Qt Widgets. Holds no rule and no query."""

from __future__ import annotations

import ctypes
import platform
import sys


def _keep_singletons() -> None:
    """Lend None, True and False so many references that they cannot run out.

    PySide6 6.12 is built for Pythons in which these objects are immortal (3.12 and later). Under
    3.11 every call that returns one of them gives back a reference it never took, and after some
    thousand calls the interpreter ends with "deallocating None".
    """
    if sys.version_info >= (3, 12) or platform.python_implementation() != "CPython":
        return
    for singleton in (None, True, False):
        # The count is the first word of an object in every release build of CPython before 3.12.
        ctypes.c_ssize_t.from_address(id(singleton)).value += sys.maxsize // 4


_keep_singletons()
