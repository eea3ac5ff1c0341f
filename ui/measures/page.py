"""The measures room: every measure with its risk, who owes it and until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from riskreg.commands import AddMeasure, Command, DeleteMeasure, EditMeasure
from riskreg.folding import finds, fold, tokens
from riskreg.model import parse_date
from riskreg.ports import MeasureRow
from riskreg.query import is_measure_overdue
from riskreg.terms import MeasureStatus, label
from riskreg.words import _, date_text, ngettext, pgettext
from ui.measures.choosing import RiskChooser
from ui.rooms import Room, labelled, restyle
from ui.rows import ROW_ROLE, Column, RowModel
from ui.rowtable import RowTable
from ui.workspace import Workspace

_TITLE, _DUE = 0, 3


class Wanted(Enum):
    """Which measures are shown."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    ALL = "all"


class MeasuresPage(Room):
    """A table of measures, edited in place."""

    concerns = frozenset({"measure", "risk"})

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._rows: list[MeasureRow] = []
        # What is still owed, the most urgent first, is what one comes here for.
        self._wanted = Wanted.OPEN
        self.model = RowModel(workspace, measure_columns(lambda: workspace.today), _id, self)
        self.table = RowTable(self.model, _("Measures"), _TITLE, _DUE)
        self.table.activated.connect(self._on_activated)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self._delete = QAction(_("Delete measure"), self.table)
        self._delete.setShortcut(QKeySequence.StandardKey.Delete)
        self._delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._delete.triggered.connect(self.delete)
        self.table.addAction(self._delete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        layout.addWidget(self.table, 1)
        self.empty = QLabel()
        self.empty.setProperty("look", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setContentsMargins(0, 40, 0, 40)
        layout.addWidget(self.empty, 1)
        self.table.setFocus()

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("look", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        self.add_button = QPushButton(_("+ New measure"))
        self.add_button.setProperty("look", "primary")
        labelled(self.add_button, _("New measure"), _("Add a measure to a risk"))
        self.add_button.clicked.connect(self.add)
        row.addWidget(self.add_button)
        self._chips = QButtonGroup(self)
        for number, (wanted, words) in enumerate(
            (
                (Wanted.OPEN, pgettext("measures", "Open")),
                (Wanted.OVERDUE, _("Overdue")),
                (Wanted.DONE, _("Done")),
                (Wanted.ALL, _("All")),
            )
        ):
            chip = QPushButton(words)
            chip.setCheckable(True)
            chip.setChecked(wanted is self._wanted)
            restyle(chip, "look", "chip")
            labelled(chip, words, _("Show measures: {which}").format(which=words.lower()))
            self._chips.addButton(chip, number)
            row.addWidget(chip)
        self._chips.idClicked.connect(self._on_chip)
        row.addStretch()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter measures"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(240)
        labelled(self.filter, _("Filter measures"))
        self.filter.textChanged.connect(self._show)
        row.addWidget(self.filter)
        return bar

    # -- showing ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the measures anew."""
        self._rows = self.workspace.reader.measure_rows()
        self._show()

    def show_only(self, wanted: Wanted) -> None:
        """Show all measures, or the open, overdue or done ones."""
        self._wanted = wanted
        self._chips.button(list(Wanted).index(wanted)).setChecked(True)
        self._show()

    def _on_chip(self, number: int) -> None:
        self.show_only(list(Wanted)[number])

    def _show(self) -> None:
        shown = [row for row in self._rows if self._is_wanted(row)]
        self.model.set_rows(shown)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.empty.setText(
            _("No measure answers to this filter; All shows every one.")
            if self._rows
            else _("No measure has been agreed yet.\nNew measure adds one to a risk.")
        )

    def _is_wanted(self, row: MeasureRow) -> bool:
        measure = row.measure
        kinds = {
            Wanted.ALL: True,
            Wanted.OPEN: measure.status.is_open,
            Wanted.OVERDUE: is_measure_overdue(measure, self.workspace.today),
            Wanted.DONE: measure.status is MeasureStatus.DONE,
        }
        asked = self.filter.text()
        return kinds[self._wanted] and (not tokens(asked) or finds(asked, _words(row)))

    # -- doing --------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Ask for the risk, then add a measure to it with its title in edit."""
        chosen: list[MeasureRow] = self.table.chosen()
        first = chosen[0].measure.risk_id if chosen else None
        chooser = RiskChooser(self.workspace.reader, first, self)
        chooser.chosen.connect(self.add_to)
        chooser.open()

    @Slot(object)
    def add_to(self, risk_id: int) -> None:
        """Add a measure to a risk and edit its title."""
        outcome = self.workspace.do(AddMeasure(risk_id, _("New measure")))
        if outcome is None or outcome.made is None:
            return
        self.filter.clear()
        self.refresh()
        if self.model.row_of(outcome.made) is None:
            self.show_only(Wanted.ALL)
        place = self.model.row_of(outcome.made)
        if place is not None:
            self.table.show_row(place, _TITLE)
            self.table.edit(self.model.index(place, _TITLE))

    @Slot()
    def delete(self) -> None:
        """Take the selected measures out; undo brings each back."""
        done: list[str] = []
        for row in self.table.chosen():
            outcome = self.workspace.do(DeleteMeasure(row.measure.id))
            if outcome is not None and outcome.changes is not None:
                done.append(outcome.changes.label)
        if len(done) == 1:
            self.workspace.bus.did.emit(done[0])
        elif done:
            self.workspace.bus.said.emit(
                ngettext("{n} measure deleted", "{n} measures deleted", len(done))
            )

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        if not self.model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self._open_risk(index)
        else:
            self.table.edit_cell(index)

    def _open_risk(self, index: QModelIndex) -> None:
        row: MeasureRow = index.data(ROW_ROLE)
        self.workspace.bus.risk_chosen.emit(row.measure.risk_id)
        self.workspace.bus.page_wanted.emit("risks")

    @Slot(QPoint)
    def _menu(self, point: QPoint) -> None:
        index = self.table.indexAt(point)
        if index.isValid():
            menu = QMenu(self)
            menu.addAction(_("Open risk"), lambda: self._open_risk(index))
            menu.addAction(self._delete)
            menu.popup(self.table.viewport().mapToGlobal(point))


def _id(row: MeasureRow) -> int:
    return row.measure.id


def _words(row: MeasureRow) -> list[str]:
    measure = row.measure
    return tokens(
        f"{measure.title} {measure.owner} {measure.cost} {measure.expected_effect} "
        f"{measure.note} {row.risk_code} {row.risk_title} {label(measure.status)}"
    )


def _setter(field: str) -> Callable[[MeasureRow, Any], Command]:
    def edit(row: MeasureRow, value: Any) -> Command:
        return EditMeasure(row.measure.id, field, getattr(row.measure, field), value)

    return edit


def _set_due(row: MeasureRow, typed: str) -> Command:
    return EditMeasure(row.measure.id, "due", row.measure.due, parse_date(typed, "due"))


def measure_columns(today: Callable[[], date]) -> tuple[Column[MeasureRow], ...]:
    """The columns of a table of measures; ``today`` tells what is overdue."""

    def late(row: MeasureRow) -> bool:
        return is_measure_overdue(row.measure, today())

    def due_words(row: MeasureRow) -> str:
        day = date_text(row.measure.due)
        return _("{day} overdue").format(day=day) if late(row) else day

    return (
        Column(
            _("Measure"),
            lambda r: r.measure.title,
            lambda r: fold(r.measure.title),
            260,
            _setter("title"),
        ),
        Column(
            _("Risk"),
            lambda r: r.risk_code,
            lambda r: (len(r.risk_code), r.risk_code),
            72,
            tip=lambda r: f"{r.risk_code} {r.risk_title}",
        ),
        Column(
            _("Owner"),
            lambda r: r.measure.owner,
            lambda r: fold(r.measure.owner),
            132,
            _setter("owner"),
        ),
        Column(
            _("Due"),
            due_words,
            lambda r: r.measure.due,
            172,
            _set_due,
            value=lambda r: r.measure.due.isoformat() if r.measure.due else "",
            danger=late,
        ),
        Column(
            _("Status"),
            lambda r: label(r.measure.status),
            lambda r: list(MeasureStatus).index(r.measure.status),
            104,
            _setter("status"),
            value=lambda r: r.measure.status,
            choices=lambda _r: [(status, label(status)) for status in MeasureStatus],
        ),
        Column(
            _("Cost"),
            lambda r: r.measure.cost,
            lambda r: fold(r.measure.cost),
            104,
            _setter("cost"),
        ),
        Column(
            _("Expected effect"),
            lambda r: r.measure.expected_effect,
            lambda r: fold(r.measure.expected_effect),
            190,
            _setter("expected_effect"),
        ),
    )
