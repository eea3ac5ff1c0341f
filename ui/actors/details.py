"""What the table has no room for: share, note, the grounds for naming a person, roles in risks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from riskreg.commands import EditActor
from riskreg.errors import UserError
from riskreg.labels import field_label
from riskreg.model import Actor
from riskreg.terms import ActorKind, label
from riskreg.words import _
from ui.entries import ENTRY_ROLE, Entry, entry_list
from ui.fields import DateField, ShareField, TextField, Write
from ui.texts import one_line
from ui.workspace import Workspace

#: Fields that say why a person may be named, and until when.
_PERSONAL = ("necessity", "legal_basis", "erase_on")


class ActorDetails(QWidget):
    """The chosen actor. Fields write themselves when they are left."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actor: Actor | None = None
        self.setMinimumWidth(240)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        self._name = QLabel()
        self._name.setProperty("look", "title")
        self._facts = QLabel()
        self._facts.setProperty("look", "muted")
        for heading in (self._name, self._facts):
            heading.setTextFormat(Qt.TextFormat.PlainText)
            heading.setWordWrap(True)
            heading.setContentsMargins(16, 0, 16, 0)
            layout.addWidget(heading)
        layout.addLayout(self._form())
        self._person = QLabel(
            _("A person is named only where needed, with a reason and a day of erasure.")
        )
        self._person.setProperty("look", "small")
        self._person.setWordWrap(True)
        self._person.setContentsMargins(16, 0, 16, 0)
        layout.addWidget(self._person)
        self._roles = QLabel()
        self._roles.setProperty("look", "heading")
        self._roles.setContentsMargins(16, 8, 16, 0)
        layout.addWidget(self._roles)
        self.risks, self.risk_model = entry_list(_("Risks of this actor"))
        self.risks.activated.connect(self._on_risk)
        self.risks.clicked.connect(self._on_risk)
        layout.addWidget(self.risks, 1)
        self.show_actor(None)

    def _form(self) -> QFormLayout:
        self.share = ShareField(self._writer("share_percent"), self._tell, _("Share in per cent"))
        self.note = TextField(self._writer("note"), field_label("note"))
        self.necessity = TextField(self._writer("necessity"), field_label("necessity"))
        self.legal_basis = TextField(self._writer("legal_basis"), field_label("legal_basis"))
        self.erase_on = DateField(self._writer("erase_on"), self._tell, field_label("erase_on"))
        form = QFormLayout()
        form.setContentsMargins(16, 4, 16, 0)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("Owner’s share, %"), self.share)
        form.addRow(_("Note"), self.note)
        form.addRow(_("Necessity"), self.necessity)
        form.addRow(_("Legal basis"), self.legal_basis)
        form.addRow(_("Erase on"), self.erase_on)
        self._rows = form
        return form

    def show_actor(self, actor: Actor | None) -> None:
        """Show an actor, or nothing."""
        if actor is None or self._actor is None or actor.id != self._actor.id:
            for field in self._fields():
                field.give_up()
        self._actor = actor
        self.setVisible(actor is not None)
        if actor is None:
            return
        self._name.setText(one_line(actor.name))
        facts = [label(actor.kind), actor.country, *actor.aliases]
        self._facts.setText(" · ".join(one_line(fact) for fact in facts if fact))
        self.share.load_share(actor.share_percent)
        self.share.setEnabled(actor.parent_id is not None or actor.share_percent is not None)
        self.note.load(actor.note)
        self.necessity.load(actor.necessity)
        self.legal_basis.load(actor.legal_basis)
        self.erase_on.load_day(actor.erase_on)
        person = actor.kind is ActorKind.PERSON
        # What was once written about a person stays in sight if the kind is changed.
        shown = person or any(getattr(actor, name) for name in _PERSONAL)
        for field in (self.necessity, self.legal_basis, self.erase_on):
            self._rows.setRowVisible(field, shown)
        self._person.setVisible(person)
        self._show_risks(actor)

    def _show_risks(self, actor: Actor) -> None:
        entries = []
        for risk in self._workspace.reader.risks_of_actor(actor.id):
            role = next(a.role for a in risk.actors if a.actor_id == actor.id)
            head = f"{risk.code} · {role}" if role else risk.code
            entries.append(Entry(id=risk.id, head=one_line(head), title=one_line(risk.title)))
        self.risk_model.set_entries(entries)
        self._roles.setText(_("Its part in risks") if entries else _("It has no part in a risk."))

    def save(self) -> None:
        """Write what is still being typed, before another actor is shown."""
        for field in self._fields():
            field.save()

    def _fields(self) -> tuple[TextField, ...]:
        return (self.share, self.note, self.necessity, self.legal_basis, self.erase_on)

    def _writer(self, name: str) -> Write:
        def write(seen: object, value: object) -> bool:
            if self._actor is None:
                return False
            return self._workspace.do(EditActor(self._actor.id, name, seen, value)) is not None

        return write

    def _tell(self, error: UserError) -> None:
        self._workspace.tell(error)

    @Slot(QModelIndex)
    def _on_risk(self, index: QModelIndex) -> None:
        self._workspace.bus.risk_chosen.emit(index.data(ENTRY_ROLE).id)
