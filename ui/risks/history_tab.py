"""The history of a risk: who changed what, when, from what to what; a value can be restored."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from riskreg.codec import hints, value_from_plain
from riskreg.commands import EditRisk
from riskreg.labels import action_label, field_label, kind_label
from riskreg.model import KIND_BY_NAME
from riskreg.ports import AuditEntry
from riskreg.words import _, time_text
from ui.risks.dossier import Dossier
from ui.risks.tab import Tab, clear
from ui.texts import escaped, one_line
from ui.values import value_text
from ui.workspace import Workspace

#: Entries read at once; "Older" reads on.
_PAGE = 60
_LONGEST = 240
_FIXED = ("code",)


class HistoryTab(Tab):
    """Newest first."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._dossier: Dossier | None = None
        self._last_set: int | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(3)
        self.column.addLayout(self._list)
        self.older = QPushButton(_("Older"), self.inner)
        self.older.clicked.connect(self._read_on)
        self.column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_dossier(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._last_set = None
        clear(self._list)
        self._read_on()

    def _read_on(self) -> None:
        assert self._dossier is not None
        entries = self.workspace.reader.audit(
            risk_id=self._dossier.risk.id, before=self._last_set, limit=_PAGE
        )
        shown: int | None = None
        for entry in entries:
            if entry.set_id != shown:
                self._head(entry)
                shown = entry.set_id
            self._entry(entry)
        self._last_set = entries[-1].set_id if entries else self._last_set
        further = bool(entries) and bool(
            self.workspace.reader.audit(
                risk_id=self._dossier.risk.id, before=self._last_set, limit=1
            )
        )
        self.older.setVisible(further)

    def _head(self, entry: AuditEntry) -> None:
        words = " · ".join(
            filter(None, (time_text(entry.at), entry.person, action_label(entry.action)))
        )
        if self._list.count():
            self._list.addSpacing(8)
        self._label(escaped(words), "heading")

    def _entry(self, entry: AuditEntry) -> None:
        if not entry.field:
            came = _("{thing} came in") if entry.after is not None else _("{thing} went out")
            words = came.format(thing=f"<b>{escaped(kind_label(entry.kind))}</b>")
            self._label(f"{words}{escaped(_named(entry))}")
            return
        before, after = (self._words(entry, side) for side in (entry.before, entry.after))
        name = field_label(entry.field)
        self._label(f"<b>{escaped(name)}</b>: {escaped(_short(before))} → {escaped(_short(after))}")
        if entry.kind == "risk" and entry.field not in _FIXED:
            button = QPushButton(_("Restore the value before"), self.inner)
            button.setProperty("look", "quiet")
            button.setAccessibleName(_("Restore {field}").format(field=name))
            button.setToolTip(_("Set {field} back; this too can be undone").format(field=name))
            button.clicked.connect(lambda: self._restore(entry))
            self._list.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _words(self, entry: AuditEntry, plain: Any) -> str:
        assert self._dossier is not None
        value = _value(entry, plain)
        return value_text(value, self._dossier.name_of).replace("\n", ", ") or _("nothing")

    def _restore(self, entry: AuditEntry) -> None:
        assert self._dossier is not None
        now = getattr(self._dossier.risk, entry.field)
        command = EditRisk(self._dossier.risk.id, entry.field, now, _value(entry, entry.before))
        outcome = self.workspace.do(command)
        if outcome is not None and outcome.changes is not None:
            self.workspace.bus.did.emit(outcome.changes.label)

    def _label(self, rich: str, look: str = "") -> None:
        label = QLabel(rich, self.inner)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if look:
            label.setProperty("look", look)
        self._list.addWidget(label)


def _value(entry: AuditEntry, plain: Any) -> Any:
    """A recorded value as the model holds it."""
    return value_from_plain(hints(KIND_BY_NAME[entry.kind])[entry.field], plain)


def _named(entry: AuditEntry) -> str:
    """': title' or ': “passage”' of what came or went, as far as it has a name."""
    held = entry.after if entry.after is not None else entry.before
    values = held if isinstance(held, dict) else {}
    name = values.get("title") or values.get("excerpt") or values.get("kind") or ""
    words = one_line(str(name).strip())
    return f": {words[:90]}…" if len(words) > 90 else f": {words}" if words else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
