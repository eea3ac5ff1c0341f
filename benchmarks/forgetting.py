"""A memory for windows that are measured: each begins without one."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.frame.memory import Memory


def forgotten() -> Memory:
    """An empty memory, kept in the system's temporary folder.

    Never in the null device: Qt puts a new file in the place of the old one, and where an
    administrator measures, the machine would be left without the device.
    """
    from PySide6.QtCore import QSettings

    from ui.frame.memory import Memory

    file = Path(tempfile.gettempdir()) / "riskreg-bench-window.ini"
    file.unlink(missing_ok=True)
    return Memory(QSettings(str(file), QSettings.Format.IniFormat))
