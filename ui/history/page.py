"""The history room: who changed what, when, from what to what; a value can be restored."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, QUrl, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from riskreg.folding import finds, tokens
from riskreg.labels import field_label
from riskreg.ports import AuditEntry
from riskreg.words import _, ngettext
from ui.entries import ENTRY_ROLE, Entry, EntryDelegate, entry_list
from ui.history.telling import Step, Teller, restoring, steps_of
from ui.rooms import Room, labelled
from ui.texts import escaped, one_line
from ui.theme import Theme, theme_of
from ui.workspace import Workspace

#: Record entries read at once, and how many of one step are told in the list.
_PAGE = 200
_LINES = 3


class HistoryPage(Room):
    """The steps on record, newest first, and one of them in full."""

    concerns = frozenset(
        {"settings", "risk", "assessment", "source", "evidence", "actor", "measure"}
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        # A change of palette may arrive while the base class is being made.
        self._told: Step | None = None
        super().__init__(workspace, parent)
        self._steps: list[Step] = []
        self._older = False
        self._build()

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        self.steps, self.model = entry_list(_("Steps on record"))
        self.steps.setItemDelegate(EntryDelegate(self.steps, title_lines=1, fact_lines=1))
        self.steps.selectionModel().currentChanged.connect(self._on_chosen)
        column.addWidget(self.steps, 1)
        self.more = QPushButton(_("Show older steps"))
        self.more.setProperty("look", "quiet")
        self.more.clicked.connect(self.read_older)
        column.addWidget(self.more)
        self.detail = QTextBrowser()
        self.detail.setOpenLinks(False)
        self.detail.setAccessibleName(_("The step in full"))
        self.detail.setStyleSheet(
            "QTextBrowser, QTextBrowser:focus { border: none; padding: 8px; }"
        )
        self.detail.anchorClicked.connect(self._on_link)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.detail)
        self.splitter.setSizes([620, 480])
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.steps.setFocus()

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("look", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        self.count = QLabel()
        row.addWidget(self.count)
        row.addStretch()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter history"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(260)
        labelled(self.filter, _("Filter history"), _("Person, deed, field or value"))
        self.filter.textChanged.connect(self._show)
        row.addWidget(self.filter)
        return bar

    # -- showing ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the newest steps; older ones that were read before stay."""
        newest = steps_of(self.workspace.reader.audit(limit=_PAGE))
        known = {step.set_id for step in newest}
        joined = any(step.set_id in known for step in self._steps)
        # Steps in between would be missing if more was written than one page holds.
        kept = [s for s in self._steps if s.set_id not in known] if joined else []
        self._steps = newest + kept
        self._look_further()
        self._show()

    def _look_further(self) -> None:
        """Whether there are steps older than those read."""
        last = self._steps[-1].set_id if self._steps else None
        self._older = last is not None and bool(self.workspace.reader.audit(before=last, limit=1))

    @Slot()
    def read_older(self) -> None:
        """Read one page of older steps."""
        if self._steps:
            last = self._steps[-1].set_id
            older = steps_of(self.workspace.reader.audit(before=last, limit=_PAGE))
            self._steps += older
            self._look_further()
            self._show()

    def _show(self) -> None:
        teller = Teller(self.workspace.reader)
        asked = self.filter.text()
        shown = [s for s in self._steps if not tokens(asked) or finds(asked, _words(s, teller))]
        self.model.set_entries([_entry(step, teller) for step in shown])
        self.count.setText(ngettext("{n} step read", "{n} steps read", len(self._steps)))
        self.more.setVisible(self._older)
        told = self._told.set_id if self._told else None
        place = self.model.place_of(told or 0)
        self.steps.setCurrentIndex(place if place.isValid() else self.model.index(0))
        self._tell()

    @Slot(QModelIndex, QModelIndex)
    def _on_chosen(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._tell()

    def _tell(self) -> None:
        index = self.steps.currentIndex()
        entry: Entry | None = index.data(ENTRY_ROLE) if index.isValid() else None
        self._told = next((s for s in self._steps if entry and s.set_id == entry.id), None)
        if self._told is None:
            self.detail.clear()
            return
        self.detail.setHtml(_html(self._told, self.workspace, theme_of(self)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The colours of the step in full stand in its text; they follow the theme only if it is
        # written anew.
        if event.type() == QEvent.Type.PaletteChange and self._told is not None:
            self._tell()

    # -- restoring ----------------------------------------------------------------------------

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        if self._told is not None and url.scheme() == "restore":
            self.restore(self._told.entries[int(url.path())])

    def restore(self, entry: AuditEntry) -> None:
        """Set a field back to what it was before an entry. Undo takes that back again."""
        command = restoring(self.workspace.reader, entry)
        if command is None:
            self._tell()
            return
        outcome = self.workspace.do(command)
        if outcome is not None and outcome.changes is not None:
            self.workspace.bus.did.emit(outcome.changes.label)


def _words(step: Step, teller: Teller) -> list[str]:
    lines = " ".join(teller.line(entry) for entry in step.entries)
    return tokens(f"{step.when} {step.person} {step.done} {step.subject} {lines}")


def _entry(step: Step, teller: Teller) -> Entry:
    told = teller.lines(step)
    lines = told[:_LINES]
    left = len(told) - _LINES
    if left > 0:
        lines.append(ngettext("and {n} more line", "and {n} more lines", left))
    head = " · ".join(part for part in (step.when, step.person, step.done) if part)
    return Entry(
        id=step.set_id,
        head=one_line(head),
        title=one_line(step.subject) or step.done,
        facts=tuple(lines),
    )


def _html(step: Step, workspace: Workspace, theme: Theme) -> str:
    """A step in full, as the rich text of a browser without links to anywhere."""
    teller = Teller(workspace.reader)
    muted, accent = QColor(theme.muted).name(), QColor(theme.accent).name()
    parts = [
        f'<p style="color:{muted}">{escaped(step.when)} · {escaped(step.person)} · '
        f"{escaped(step.done)}</p>",
        f"<h3>{escaped(step.subject or step.done)}</h3>",
    ]
    for number, entry in enumerate(step.entries):
        if entry.field:
            parts.append(_field_html(number, entry, teller, workspace, (muted, accent)))
        else:
            parts.append(_whole_html(entry, teller, muted))
    if len(step.entries) >= _PAGE:
        parts.append(f"<p>{escaped(_('Only the first records of this long step are told.'))}</p>")
    return "".join(parts)


def _field_html(
    number: int, entry: AuditEntry, teller: Teller, workspace: Workspace, inks: tuple[str, str]
) -> str:
    muted, accent = inks
    nothing = f'<i style="color:{muted}">{escaped(_("nothing"))}</i>'
    before = escaped(teller.value(entry.kind, entry.field, entry.before)) or nothing
    after = escaped(teller.value(entry.kind, entry.field, entry.after)) or nothing
    heading = f"{field_label(entry.field)} · {teller.about(entry)}"
    restore = (
        f'<p><a style="color:{accent}" href="restore:{number}">'
        f"{escaped(_('Restore the value from before'))}</a></p>"
        if restoring(workspace.reader, entry) is not None
        else ""
    )
    cell = 'style="padding:2px 8px 2px 0px"'
    return (
        f"<p><b>{escaped(heading)}</b></p><table>"
        f'<tr><td {cell}><span style="color:{muted}">{escaped(_("from"))}</span></td>'
        f"<td {cell}>{before}</td></tr>"
        f'<tr><td {cell}><span style="color:{muted}">{escaped(_("to"))}</span></td>'
        f"<td {cell}>{after}</td></tr></table>{restore}"
    )


def _whole_html(entry: AuditEntry, teller: Teller, muted: str) -> str:
    rows = "".join(
        f'<tr><td style="padding:1px 10px 1px 0px; color:{muted}">{escaped(field)}</td>'
        f"<td>{escaped(words)}</td></tr>"
        for field, words in teller.whole(entry)
    )
    return f"<p><b>{escaped(teller.line(entry))}</b></p><table>{rows}</table>"
