"""The measures against a risk: add, change in place, delete."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from riskreg.commands import AddMeasure, DeleteMeasure, EditMeasure
from riskreg.labels import field_label
from riskreg.model import Measure
from riskreg.query import is_measure_overdue, measure_rank
from riskreg.terms import MeasureStatus
from riskreg.words import _
from ui.risks.dossier import Dossier
from ui.risks.fields import (
    ChoiceField,
    DateField,
    Field,
    LineField,
    OneLineTextField,
    Save,
    TextField,
    terms,
)
from ui.risks.tab import Tab, clear
from ui.texts import NO_LIMIT
from ui.workspace import Workspace


class MeasuresTab(Tab):
    """One block a measure, in the order of the measures room; a line below adds one."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._risk_id = 0
        self.blocks: dict[int, MeasureBlock] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.column.addLayout(self._list)
        self._empty = QLabel(_("No measure yet."), self.inner)
        self._empty.setProperty("look", "muted")
        self.column.addWidget(self._empty)
        self.new_title = QLineEdit(self.inner)
        self.new_title.setMaxLength(NO_LIMIT)
        self.new_title.setPlaceholderText(_("New measure: what is to be done"))
        self.new_title.setAccessibleName(_("New measure"))
        self.new_title.returnPressed.connect(self._add)
        self.add = QPushButton(_("Add"), self.inner)
        self.add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.addWidget(self.new_title, 1)
        row.addWidget(self.add)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def show_dossier(self, dossier: Dossier) -> None:
        if dossier.risk.id != self._risk_id:
            self._risk_id = dossier.risk.id
            self.new_title.clear()
        ordered = sorted(dossier.measures, key=measure_rank)
        if set(self.blocks) != {m.id for m in ordered}:
            clear(self._list)
            self.blocks = {m.id: MeasureBlock(self.workspace, self.inner) for m in ordered}
            for block in self.blocks.values():
                self._list.addWidget(block)
            self.fields = [field for block in self.blocks.values() for field in block.fields]
        for measure in ordered:
            self.blocks[measure.id].show_measure(measure)
        self._empty.setVisible(not ordered)

    def _add(self) -> None:
        title = self.new_title.text()
        if not title.strip():
            self.new_title.setFocus()
            return
        outcome = self.workspace.do(AddMeasure(self._risk_id, title))
        if outcome is not None:
            self.new_title.clear()
            if outcome.changes is not None:
                self.workspace.bus.did.emit(outcome.changes.label)


class MeasureBlock(QFrame):
    """One measure with all its fields."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._measure: Measure | None = None
        self.setProperty("look", "card")
        tell = workspace.tell
        self.title = OneLineTextField(
            field_label("title"), self._saver("title"), tell, self, (1, 4)
        )
        self.owner = LineField(field_label("owner"), self._saver("owner"), tell, self)
        self.due = DateField(field_label("due"), self._saver("due"), tell, self)
        self.status = ChoiceField(
            field_label("status"), self._saver("status"), tell, terms(MeasureStatus), self
        )
        self.cost = LineField(field_label("cost"), self._saver("cost"), tell, self)
        self.effect = TextField(
            field_label("expected_effect"), self._saver("expected_effect"), tell, self, (1, 6)
        )
        self.note = TextField(field_label("note"), self._saver("note"), tell, self, (1, 6))
        self._late = QLabel(_("overdue"), self)
        self._late.setProperty("look", "danger")
        self.delete = QPushButton(_("Delete"), self)
        self.delete.setProperty("look", "quiet")
        self.delete.setToolTip(_("Delete this measure; undo brings it back"))
        self.delete.clicked.connect(self._delete)
        due = QHBoxLayout()
        due.addWidget(self.due, 1)
        due.addWidget(self._late)
        form = QFormLayout()
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (_("Owner"), self.owner),
            (_("Due"), due),
            (_("Status"), self.status),
            (_("Cost"), self.cost),
            (_("Effect"), self.effect),
            (_("Note"), self.note),
        ):
            name = QLabel(words, self)
            name.setProperty("look", "small")
            form.addRow(name, field)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 6)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addLayout(form)
        column.addLayout(bottom)

    @property
    def fields(self) -> list[Field]:
        return [
            self.title,
            self.owner,
            self.due,
            self.status,
            self.cost,
            self.effect,
            self.note,
        ]

    def _saver(self, name: str) -> Save:
        def save(measure_id: int, seen: Any, value: Any) -> bool:
            return self._workspace.do(EditMeasure(measure_id, name, seen, value)) is not None

        return save

    def show_measure(self, measure: Measure) -> None:
        self._measure = measure
        self.title.show_value(measure.id, measure.title)
        self.owner.show_value(measure.id, measure.owner)
        self.due.show_value(measure.id, measure.due)
        self.status.show_value(measure.id, measure.status)
        self.cost.show_value(measure.id, measure.cost)
        self.effect.show_value(measure.id, measure.expected_effect)
        self.note.show_value(measure.id, measure.note)
        self._late.setVisible(is_measure_overdue(measure, self._workspace.today))

    def _delete(self) -> None:
        if self._measure is None:
            return
        outcome = self._workspace.do(DeleteMeasure(self._measure.id))
        if outcome is not None and outcome.changes is not None:
            self._workspace.bus.did.emit(outcome.changes.label)
