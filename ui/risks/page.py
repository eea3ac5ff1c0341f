"""The risks room: filter, table, and what can be done to the risks selected in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from riskreg.changes import ChangeSet
from riskreg.commands import CloseRisks, DeleteRisks, DuplicateRisk, RecordRisk
from riskreg.model import Risk
from riskreg.query import RiskFilter
from riskreg.words import _, ngettext
from ui.risks.chips import FilterBar
from ui.risks.model import RiskTableModel
from ui.risks.table import RiskTable
from ui.theme import theme_of
from ui.workspace import Workspace


class RisksPage(QWidget):
    """The table of risks.

    search_wanted()           the search box was used
    menu_wanted(QPoint)       a context menu for the selected risks
    shown_changed()           how many risks are shown may have changed
    """

    search_wanted = Signal()
    menu_wanted = Signal(QPoint)
    shown_changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.model = RiskTableModel(workspace, theme_of(self), self)
        self.table = RiskTable(self.model, self)
        self.filter_bar = FilterBar(workspace, self)
        self._chosen = 0
        self._resetting = False
        self._build()
        self._connect()
        self._show_emptiness()

    def _build(self) -> None:
        bar = QWidget(self)
        bar.setProperty("look", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.new_button = QPushButton(_("+ New risk"), bar)
        self.new_button.setProperty("look", "primary")
        self.new_button.setToolTip(_("Record a new risk (Ctrl+N)"))
        self.new_button.setAccessibleName(_("New risk"))
        self.search_button = QPushButton(_("Search   Ctrl+K"), bar)
        self.search_button.setProperty("look", "search")
        self.search_button.setToolTip(_("Search risks, material, actors and measures (Ctrl+K)"))
        self.search_button.setAccessibleName(_("Search everything"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.filter_bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.search_button, 0, Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(self._stack, 1)

    def _nothing(self) -> QWidget:
        panel = QWidget(self)
        self._nothing_words = QLabel(panel)
        self._nothing_words.setProperty("look", "muted")
        self._nothing_button = QPushButton(panel)
        self._nothing_button.clicked.connect(self._mend_nothing)
        column = QVBoxLayout(panel)
        column.addStretch(2)
        column.addWidget(self._nothing_words, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._nothing_button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)
        return panel

    def _connect(self) -> None:
        bus = self._workspace.bus
        bus.changed.connect(self._on_changed)
        bus.reloaded.connect(self.refresh)
        bus.risk_chosen.connect(self._on_risk_chosen)
        bus.risks_wanted.connect(self.show_filter)
        self.new_button.clicked.connect(self.new_risk)
        self.search_button.clicked.connect(self.search_wanted)
        self.filter_bar.filter_changed.connect(self._on_filter)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.menu_wanted.connect(self.menu_wanted)
        self.model.sorted_anew.connect(lambda _sort: self.table.choose(self._chosen))

    # -- following ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read everything anew and keep what was chosen, or the row that took its place."""
        place = max(0, self.table.currentIndex().row())
        selected = self.table.selected_ids()
        self._resetting = True
        self.model.refresh()
        self._resetting = False
        if self._chosen and not self.table.current_id():
            kept = self.table.choose(self._chosen)
            if not kept and self._chosen in selected:
                self.table.choose_place(place)
        self._show_emptiness()
        self._announce(self.table.current_id())
        self.shown_changed.emit()

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.kinds() - {"source", "actor"} or changes.touched(Risk):
            self.refresh()

    def _on_filter(self, wanted: RiskFilter) -> None:
        self._resetting = True
        self.model.set_filter(wanted)
        self._resetting = False
        if not self.table.choose(self._chosen):
            self.table.choose_place(0)
        self._show_emptiness()
        self._announce(self.table.current_id())
        self.shown_changed.emit()

    def show_filter(self, wanted: RiskFilter) -> None:
        """Show the risks of a filter that came from elsewhere."""
        self.filter_bar.set_filter(wanted)
        self._on_filter(wanted)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and not self._resetting:
            self._announce(self.model.ids[now.row()])

    def _announce(self, risk_id: int) -> None:
        if risk_id != self._chosen:
            self._chosen = risk_id
            self._workspace.bus.risk_chosen.emit(risk_id)

    def _on_risk_chosen(self, risk_id: int) -> None:
        if risk_id == self._chosen:
            return
        self._chosen = risk_id
        if risk_id and not self.table.choose(risk_id) and not self.model.filter.is_empty:
            self.show_filter(RiskFilter())

    def _show_emptiness(self) -> None:
        filtered = not self.model.filter.is_empty
        self._nothing_words.setText(
            _("No risk matches this filter.")
            if filtered
            else _("There is no risk in this register yet.")
        )
        self._nothing_button.setText(_("Clear the filter") if filtered else _("New risk"))
        self._stack.setCurrentIndex(0 if self.model.ids else 1)

    def _mend_nothing(self) -> None:
        if self.model.filter.is_empty:
            self.new_risk()
        else:
            self.filter_bar.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "table"):
            self.model.set_theme(theme_of(self))

    # -- doing --------------------------------------------------------------------------------

    @property
    def selected(self) -> tuple[int, ...]:
        """The risks an action is about."""
        return self.table.selected_ids()

    def new_risk(self) -> None:
        """A new row with its title open for typing."""
        outcome = self._workspace.do(RecordRisk(_("New risk")))
        if outcome is not None and outcome.made is not None:
            self._go_to(outcome.made)
            self.table.edit_title(outcome.made)

    def edit_title(self) -> None:
        """Open the title of the current risk for typing."""
        if self._chosen:
            self.table.edit_title(self._chosen)

    def duplicate(self) -> None:
        """A copy of the current risk, selected."""
        if not self._chosen:
            return
        outcome = self._workspace.do(DuplicateRisk(self._chosen))
        if outcome is not None and outcome.made is not None:
            self._go_to(outcome.made)
            if outcome.changes is not None:
                self._workspace.bus.did.emit(outcome.changes.label)

    def _go_to(self, risk_id: int) -> None:
        if self.model.place_of(risk_id) is None:
            self.show_filter(RiskFilter())
        self.table.choose(risk_id)

    def close_risks(self) -> None:
        """Close the selected risks; they stay in the register."""
        chosen = self.selected
        code = self._code(chosen)
        if chosen and self._workspace.do(CloseRisks(chosen)) is not None:
            many = ngettext("Closed {n} risk", "Closed {n} risks", len(chosen))
            one = _("Closed {code}").format(code=code)
            self._workspace.bus.did.emit(one if len(chosen) == 1 else many)

    def delete(self) -> None:
        """Delete the selected risks; undo brings them back."""
        chosen = self.selected
        code = self._code(chosen)
        if chosen and self._workspace.do(DeleteRisks(chosen)) is not None:
            many = ngettext("Deleted {n} risk", "Deleted {n} risks", len(chosen))
            one = _("Deleted {code}").format(code=code)
            self._workspace.bus.did.emit(one if len(chosen) == 1 else many)

    def _code(self, risk_ids: tuple[int, ...]) -> str:
        rows = self._workspace.reader.risk_rows(risk_ids[:1])
        return rows[0].code if rows else ""
