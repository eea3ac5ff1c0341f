"""Fields that hold several things: ticked terms, and actors with their roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from riskreg.model import ActorRole
from riskreg.words import _
from ui.risks.choices import Choice, ChoicePopup
from ui.risks.fields import Field, Save, Tell
from ui.risks.tab import clear
from ui.texts import NO_LIMIT, one_line
from ui.workspace import Workspace


class TickedField(Field, QPushButton):
    """Terms of a list, ticked in a popup; terms the list no longer offers stay until unticked."""

    def __init__(
        self,
        name: str,
        save: Save,
        tell: Tell,
        offered: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        QPushButton.__init__(self, parent)
        self._name = name
        self._offered = list(offered)
        self._now: tuple[str, ...] = ()
        self._popup: ChoicePopup | None = None
        self.setProperty("look", "search")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_up(name, save, tell)
        self.clicked.connect(self._offer)

    def _offer(self) -> None:
        if self._popup is None:
            self._popup = ChoicePopup(self._name, self)
            self._popup.ticked.connect(self._on_ticked)
        words = [*self._offered, *(term for term in self._now if term not in self._offered)]
        choices = [Choice(word, _(word)) for word in words]
        self._popup.offer(choices, self._now, self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _on_ticked(self, terms: tuple[str, ...]) -> None:
        # The order in which terms were given is kept; the first sector is the one sorted by.
        kept = [term for term in self._now if term in terms]
        self._now = (*kept, *(term for term in terms if term not in kept))
        self.commit()

    def put(self, value: Any) -> None:
        self._now = tuple(value or ())
        words = ", ".join(_(term) for term in self._now)
        self.setText(one_line(words) or _("None"))
        self.setToolTip(one_line(words))
        self.setAccessibleDescription(words)

    def typed(self) -> Any:
        return self._now

    def is_typed_over(self) -> bool:
        return self._owner != 0 and self._now != self._seen


class ActorsField(Field, QWidget):
    """Actors with their roles; each row can be taken out, others are added from the list."""

    def __init__(self, name: str, save: Save, workspace: Workspace) -> None:
        QWidget.__init__(self)
        self._workspace = workspace
        self._now: tuple[ActorRole, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._adding = QComboBox(self)
        self._adding.setAccessibleName(_("Add an actor"))
        self._adding.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._adding.setMinimumContentsLength(8)
        self._adding.activated.connect(self._add)
        column.addLayout(self._rows)
        column.addWidget(self._adding)
        self.set_up(name, save, workspace.tell)

    def put(self, value: Any) -> None:
        self._now = tuple(value or ())
        actors = {row.id: row.name for row in self._workspace.reader.actor_rows()}
        clear(self._rows)
        for role in self._now:
            self._rows.addWidget(self._row(role, actors.get(role.actor_id, "?")))
        self._adding.clear()
        self._adding.addItem(_("Add an actor…"), 0)
        held = {role.actor_id for role in self._now}
        for actor_id, name in actors.items():
            if actor_id not in held:
                self._adding.addItem(one_line(name), actor_id)

    def _row(self, role: ActorRole, name: str) -> QWidget:
        row = QWidget(self)
        label = QLabel(one_line(name), row)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setToolTip(one_line(name))
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = QLineEdit(row)
        line.setMaxLength(NO_LIMIT)
        line.setText(role.role)
        line.setCursorPosition(0)
        line.setMinimumWidth(40)
        line.setPlaceholderText(_("role"))
        line.setAccessibleName(_("Role of {name}").format(name=name))
        line.editingFinished.connect(lambda: self._set_role(role, line))
        out = QToolButton(row)
        out.setText("×")
        out.setProperty("look", "quiet")
        out.setAccessibleName(_("Take {name} out").format(name=name))
        out.setToolTip(_("Take {name} out").format(name=one_line(name)))
        out.clicked.connect(lambda: self._take_out(role))
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        across.addWidget(label, 1)
        across.addWidget(line, 1)
        across.addWidget(out)
        return row

    def _set_role(self, role: ActorRole, line: QLineEdit) -> None:
        if line.isModified() and role in self._now:
            line.setModified(False)
            changed = replace(role, role=line.text())
            self._change(tuple(changed if r == role else r for r in self._now))

    def _take_out(self, role: ActorRole) -> None:
        self._change(tuple(r for r in self._now if r != role))

    def _add(self, place: int) -> None:
        actor_id = self._adding.itemData(place)
        if actor_id:
            self._change((*self._now, ActorRole(actor_id)))

    def _change(self, roles: tuple[ActorRole, ...]) -> None:
        self._now = roles
        if not self.commit():
            self.give_up()

    def typed(self) -> Any:
        return self._now

    def is_typed_over(self) -> bool:
        return self._owner != 0 and self._now != self._seen
