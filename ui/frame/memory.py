"""What the window remembers from one day to the next: sizes, columns, the last files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QHeaderView, QSplitter, QWidget

_RECENT = 8


class Memory:
    """Over the settings of the user's account. Nothing of a register's content is kept."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def recent(self) -> list[Path]:
        """Registers opened last, newest first, those that are gone left out."""
        kept = self._settings.value("recent", [])
        listed = [kept] if isinstance(kept, str) else kept
        if not isinstance(listed, list):
            return []
        paths = [Path(str(name)) for name in listed]
        return [path for path in paths if path.exists()]

    def opened(self, path: Path) -> None:
        """Put a register at the top of the recent ones."""
        resolved = path.resolve()
        others = [p for p in self.recent() if p != resolved]
        self._settings.setValue("recent", [str(p) for p in [resolved, *others][:_RECENT]])

    def forget_recent(self) -> None:
        self._settings.remove("recent")

    def keep(self, name: str, widget: QWidget) -> None:
        """Keep the geometry of a window, the sizes of a splitter or the columns of a header."""
        state = (
            widget.saveState()
            if isinstance(widget, QSplitter | QHeaderView)
            else widget.saveGeometry()
        )
        self._settings.setValue(f"state/{name}", state)

    def restore(self, name: str, widget: QWidget) -> bool:
        """Bring back what ``keep`` kept; False where nothing (or nothing fitting) was."""
        state = self._settings.value(f"state/{name}")
        if not isinstance(state, QByteArray):
            return False
        if isinstance(widget, QSplitter | QHeaderView):
            return widget.restoreState(state)
        return widget.restoreGeometry(state)

    def flag(self, name: str, default: bool) -> bool:
        """A yes or no kept under a name."""
        return str(self._settings.value(f"flag/{name}", default)).lower() == "true"

    def set_flag(self, name: str, on: bool) -> None:
        self._settings.setValue(f"flag/{name}", on)

    def word(self, name: str) -> str:
        """A word kept under a name; '' where none was."""
        return str(self._settings.value(f"word/{name}", ""))

    def set_word(self, name: str, word: str) -> None:
        self._settings.setValue(f"word/{name}", word)
