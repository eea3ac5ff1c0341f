"""The actors room: who acts, under which names, who owns whom, and the risks each touches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from riskreg.commands import Command, DeleteActor, EditActor, RecordActor
from riskreg.folding import finds, fold, tokens
from riskreg.model import Actor
from riskreg.ports import ActorRow
from riskreg.query import RiskFilter
from riskreg.terms import ActorKind, label
from riskreg.words import _, ngettext, number_text
from ui.actors.details import ActorDetails
from ui.rooms import Room, labelled
from ui.rows import ROW_ROLE, Column, RowModel
from ui.rowtable import RowTable
from ui.workspace import Workspace

_NAME, _ALIASES, _RISKS = 0, 3, 5


class ActorsPage(Room):
    """A table of actors, edited in place, with the rest of the chosen one at the right."""

    concerns = frozenset({"actor", "risk"})

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._rows: list[ActorRow] = []
        self.model = RowModel(workspace, self._columns(), lambda row: row.id, self)
        self.table = RowTable(self.model, _("Actors"), _ALIASES)
        self.table.clicked.connect(self._on_clicked)
        self.table.activated.connect(self._on_activated)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self._delete = QAction(_("Delete actor"), self.table)
        self._delete.setShortcut(QKeySequence.StandardKey.Delete)
        self._delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._delete.triggered.connect(self.delete)
        self.table.addAction(self._delete)
        self.details = ActorDetails(workspace)
        self.empty = QLabel()
        self.empty.setProperty("look", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.details)
        self.splitter.setSizes([760, 300])
        self.splitter.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.table.setFocus()

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("look", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        self.add_button = QPushButton(_("+ New actor"))
        self.add_button.setProperty("look", "primary")
        labelled(self.add_button, _("New actor"), _("Record a company, body, product or place"))
        self.add_button.clicked.connect(self.add)
        row.addWidget(self.add_button)
        row.addStretch()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter actors"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(240)
        labelled(self.filter, _("Filter actors"))
        self.filter.textChanged.connect(self._show)
        row.addWidget(self.filter)
        return bar

    # -- the columns --------------------------------------------------------------------------

    def _columns(self) -> tuple[Column[ActorRow], ...]:
        return (
            Column(
                _("Name"),
                lambda r: r.name,
                lambda r: fold(r.name),
                230,
                _setter("name"),
                bold=True,
            ),
            Column(
                _("Kind"),
                lambda r: label(ActorKind(r.kind)),
                lambda r: label(ActorKind(r.kind)),
                110,
                lambda r, kind: EditActor(r.id, "kind", ActorKind(r.kind), kind),
                value=lambda r: ActorKind(r.kind),
                choices=lambda _r: [(kind, label(kind)) for kind in ActorKind],
            ),
            Column(
                _("Country"), lambda r: r.country, lambda r: fold(r.country), 96, _setter("country")
            ),
            Column(
                _("Also known as"),
                lambda r: "; ".join(r.aliases),
                lambda r: fold("; ".join(r.aliases)),
                170,
                lambda r, typed: EditActor(r.id, "aliases", r.aliases, _aliases(typed)),
            ),
            Column(
                _("Owned by"),
                lambda r: r.owner,
                lambda r: fold(r.owner),
                130,
                self._set_owner,
                value=lambda r: self._owner_id(r),
                choices=self._owners,
            ),
            Column(
                _("Risks"),
                lambda r: number_text(r.risks),
                lambda r: r.risks,
                64,
                tip=lambda r: ngettext(
                    "Show the {n} risk it has a part in",
                    "Show the {n} risks it has a part in",
                    r.risks,
                ),
                right=True,
            ),
        )

    def _owners(self, row: ActorRow) -> list[tuple[int | None, str]]:
        others = [(other.id, other.name) for other in self._rows if other.id != row.id]
        return [(None, _("nobody on record")), *others]

    def _owner_id(self, row: ActorRow) -> int | None:
        """The owner the table shows, by id: names may occur twice, so the record decides."""
        reader = self.workspace.reader
        actor = reader.find(Actor, row.id)
        owner = reader.find(Actor, actor.parent_id) if actor and actor.parent_id else None
        if (owner.name if owner else "") == row.owner:
            return owner.id if owner else None
        return next((other.id for other in self._rows if other.name == row.owner), None)

    def _set_owner(self, row: ActorRow, owner_id: int | None) -> Command:
        return EditActor(row.id, "parent_id", self._owner_id(row), owner_id)

    # -- showing ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the actors anew."""
        self._rows = self.workspace.reader.actor_rows()
        self._show()

    def _show(self) -> None:
        asked = self.filter.text()
        shown = [row for row in self._rows if not tokens(asked) or finds(asked, _words(row))]
        self.model.set_rows(shown)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.empty.setText(
            _("No actor answers to this filter.") if self._rows else _("No actor is on record yet.")
        )
        if shown and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_details()

    def _show_details(self) -> None:
        index = self.table.currentIndex()
        row: ActorRow | None = index.data(ROW_ROLE) if index.isValid() else None
        self.details.show_actor(self.workspace.reader.find(Actor, row.id) if row else None)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.details.save()
        self._show_details()

    # -- doing --------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Record an actor and edit its name."""
        outcome = self.workspace.do(RecordActor(_("New actor")))
        if outcome is None or outcome.made is None:
            return
        self.filter.clear()
        self.refresh()
        place = self.model.row_of(outcome.made)
        if place is not None:
            self.table.show_row(place, _NAME)
            self.table.edit(self.model.index(place, _NAME))

    @Slot()
    def delete(self) -> None:
        """Take the selected actors out; undo brings each back."""
        done = []
        for row in self.table.chosen():
            outcome = self.workspace.do(DeleteActor(row.id))
            if outcome is not None and outcome.changes is not None:
                done.append(outcome.changes.label)
        if len(done) == 1:
            self.workspace.bus.did.emit(done[0])
        elif done:
            self.workspace.bus.said.emit(
                ngettext("{n} actor deleted", "{n} actors deleted", len(done))
            )

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == _RISKS:
            self._show_risks(index)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        if self.model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.table.edit_cell(index)
        else:
            self._show_risks(index)

    def _show_risks(self, index: QModelIndex) -> None:
        row: ActorRow = index.data(ROW_ROLE)
        if row.risks:
            self.workspace.bus.risks_wanted.emit(RiskFilter(actor_ids=(row.id,)))

    @Slot(QPoint)
    def _menu(self, point: QPoint) -> None:
        index = self.table.indexAt(point)
        if index.isValid():
            menu = QMenu(self)
            menu.addAction(_("Show its risks"), lambda: self._show_risks(index))
            menu.addAction(self._delete)
            menu.popup(self.table.viewport().mapToGlobal(point))


def _words(row: ActorRow) -> list[str]:
    kind = label(ActorKind(row.kind))
    return tokens(f"{row.name} {kind} {row.country} {' '.join(row.aliases)} {row.owner}")


def _setter(field: str) -> Callable[[ActorRow, Any], Command]:
    def edit(row: ActorRow, value: Any) -> Command:
        return EditActor(row.id, field, getattr(row, field), value)

    return edit


def _aliases(typed: str) -> tuple[str, ...]:
    """Other names as typed, one after each semicolon: a name may hold a comma."""
    return tuple(name.strip() for name in typed.split(";") if name.strip())
