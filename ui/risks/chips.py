"""The filter above the risks table, as chips: each shows what it asks and clears with its ×."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from riskreg.query import RiskFilter
from riskreg.terms import Marking, RiskStatus, label
from riskreg.words import _, ngettext
from ui.flow import FlowLayout
from ui.risks.choices import Choice, ChoicePopup
from ui.texts import one_line
from ui.workspace import Workspace

_LONGEST = 26


class Chip(QToolButton):
    """A rounded button. Active, it stands out and its × (or the Delete key) clears it.

    opened()   its choices are asked for
    cleared()  its × was hit
    """

    opened = Signal()
    cleared = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._active = False
        self.setProperty("look", "chip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self.opened)
        self.show_value("")

    def show_value(self, value: str) -> None:
        """'' where it asks nothing."""
        self._active = bool(value)
        shown = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
        text = _("{name}: {value}").format(name=self._name, value=shown) if value else self._name
        self.setText(f"{text}  ×" if value else f"{text} ▾")
        self.setAccessibleName(_("Filter by {name}").format(name=self._name))
        self.setAccessibleDescription(value)
        self.setToolTip(
            _("{name}: {value}. The × or the Delete key clears it.").format(
                name=self._name, value=value
            )
            if value
            else _("Filter by {name}").format(name=self._name)
        )
        if self.property("active") != self._active:
            self.setProperty("active", self._active)
            self.style().unpolish(self)
            self.style().polish(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._active and event.position().x() > self.width() - 22:
            self.cleared.emit()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._active and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
            return
        super().keyPressEvent(event)


class FilterBar(QWidget):
    """All chips of the risks table.

    filter_changed(RiskFilter)  the user changed what is asked
    """

    filter_changed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._filter = RiskFilter()
        self._flow = FlowLayout(self, gap=6)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._chips: dict[str, Chip] = {}
        self._popups: dict[str, ChoicePopup] = {}
        self._extra: dict[str, Chip] = {}
        self._names = {
            "levels": _("Level"),
            "sectors": _("Sector"),
            "owners": _("Owner"),
            "actor_ids": _("Actor"),
            "statuses": _("Status"),
        }
        for field, name in self._names.items():
            self._chips[field] = self._new_chip(name, field)
            self._chips[field].opened.connect(lambda f=field: self._offer(f))
        self._more = Chip(_("More"), self)
        self._more.opened.connect(self._offer_more)
        self._flow.addWidget(self._more)

    def _new_chip(self, name: str, field: str) -> Chip:
        chip = Chip(name, self)
        chip.cleared.connect(lambda: self._ask(**{field: _NOTHING[field]}))
        self._flow.addWidget(chip)
        return chip

    # -- what is asked ------------------------------------------------------------------------

    @property
    def filter(self) -> RiskFilter:
        return self._filter

    def set_filter(self, wanted: RiskFilter) -> None:
        """Show a filter that came from elsewhere; nothing is emitted."""
        self._filter = wanted
        actors = dict(self._workspace.reader.facets().actors) if wanted.actor_ids else {}
        for field, chip in self._chips.items():
            values = getattr(wanted, field)
            words = [self._word(field, value, actors) for value in values]
            chip.show_value(_in_few(words))
        self._show_extra(wanted)

    def _ask(self, **changed: Any) -> None:
        wanted = replace(self._filter, **changed)
        if wanted.overdue:
            wanted = replace(wanted, today=self._workspace.today)
        self.set_filter(wanted)
        self.filter_changed.emit(wanted)

    def clear(self) -> None:
        """Ask nothing any more."""
        self.set_filter(RiskFilter())
        self.filter_changed.emit(self._filter)

    def _word(self, field: str, value: Any, actors: dict[int, str]) -> str:
        if field == "levels":
            return _(self._workspace.reader.settings().criteria.level(value).word)
        if field == "statuses":
            return label(value)
        if field == "actor_ids":
            return one_line(actors.get(value, "?"))
        return one_line(str(_(value)) if field in ("sectors", "vectors") else str(value))

    # -- the lists ----------------------------------------------------------------------------

    def _offer(self, field: str) -> None:
        chip = self._chips[field]
        popup = self._popups.get(field)
        if popup is None:
            popup = ChoicePopup(self._names[field], self)
            popup.ticked.connect(lambda values, f=field: self._ask(**{f: values}))
            self._popups[field] = popup
        popup.offer(self._choices(field), getattr(self._filter, field), _below(chip))

    def _choices(self, field: str) -> Sequence[Choice]:
        reader = self._workspace.reader
        if field == "levels":
            levels = sorted(reader.settings().criteria.levels, key=lambda level: -level.rank)
            return [Choice(level.rank, _(level.word)) for level in levels]
        if field == "statuses":
            return [Choice(status, label(status)) for status in RiskStatus]
        facets = reader.facets()
        if field == "actor_ids":
            return [Choice(actor_id, name) for actor_id, name in facets.actors]
        values = facets.sectors if field == "sectors" else facets.owners
        return [Choice(value, _(value) if field == "sectors" else value) for value in values]

    def _offer_more(self) -> None:
        menu = self.more_menu()
        menu.exec(_below(self._more))
        menu.deleteLater()

    def more_menu(self) -> QMenu:
        """Everything else a filter can ask."""
        menu = QMenu(self)
        self._switch(menu, _("Overdue reviews"), self._filter.overdue, "overdue", False)
        self._switch(menu, _("Unscored only"), self._filter.unscored is True, "unscored", None)
        at_most = menu.addMenu(_("Marking at most"))
        group = QActionGroup(at_most)
        for marking in Marking:
            action = QAction(marking.value, at_most)
            action.setCheckable(True)
            action.setChecked(self._filter.max_marking is marking)
            action.triggered.connect(lambda _on, m=marking: self._ask(max_marking=m))
            group.addAction(action)
            at_most.addAction(action)
        settings = self._workspace.reader.settings()
        self._several(menu, _("Vector"), "vectors", settings.vectors)
        self._several(menu, _("Tags"), "tags", self._workspace.reader.facets().tags)
        menu.addSeparator()
        clear = menu.addAction(_("Clear the whole filter"))
        clear.setEnabled(not self._filter.is_empty)
        clear.triggered.connect(self.clear)
        return menu

    def _switch(self, menu: QMenu, word: str, on: bool, field: str, off: Hashable) -> None:
        action = QAction(word, menu)
        action.setCheckable(True)
        action.setChecked(on)
        action.toggled.connect(lambda now: self._ask(**{field: True if now else off}))
        menu.addAction(action)

    def _several(self, menu: QMenu, name: str, field: str, values: Sequence[str]) -> None:
        action = menu.addAction(_("{name}…").format(name=name))
        action.setEnabled(bool(values))

        def offer() -> None:
            popup = ChoicePopup(name, self)
            popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            popup.ticked.connect(lambda ticked: self._ask(**{field: ticked}))
            choices = [Choice(v, _(v) if field == "vectors" else v) for v in values]
            popup.offer(choices, getattr(self._filter, field), _below(self._more))

        action.triggered.connect(offer)

    # -- what has no chip of its own until it is asked ----------------------------------------

    def _show_extra(self, wanted: RiskFilter) -> None:
        asked = {field: words(wanted) for field, (_name, words) in _extras().items()}
        for field, value in asked.items():
            chip = self._extra.get(field)
            if value and chip is None:
                chip = self._new_chip(_extras()[field][0], field)
                chip.opened.connect(chip.cleared)
                self._extra[field] = chip
            if chip is not None:
                chip.show_value(value)
                chip.setVisible(bool(value))
        self._flow.invalidate()
        self.updateGeometry()


_NOTHING: dict[str, Any] = {
    "levels": (),
    "sectors": (),
    "owners": (),
    "actor_ids": (),
    "statuses": (),
    "vectors": (),
    "tags": (),
    "text": "",
    "cell": None,
    "overdue": False,
    "unscored": None,
    "max_marking": None,
}


def _extras() -> dict[str, tuple[str, Callable[[RiskFilter], str]]]:
    """Names of the criteria without a standing chip, and how their values read."""
    return {
        "text": (_("Words"), lambda f: one_line(f.text.strip())),
        "cell": (
            _("Cell"),
            lambda f: (
                _("likelihood {l}, impact {i}").format(l=f.cell[0], i=f.cell[1]) if f.cell else ""
            ),
        ),
        "overdue": (_("Review"), lambda f: _("overdue") if f.overdue else ""),
        "unscored": (_("Score"), lambda f: _("none yet") if f.unscored else ""),
        "max_marking": (_("At most"), lambda f: f.max_marking.value if f.max_marking else ""),
        "vectors": (_("Vector"), lambda f: _in_few([_(v) for v in f.vectors])),
        "tags": (_("Tags"), lambda f: _in_few(list(f.tags))),
    }


def _in_few(words: list[str]) -> str:
    if len(words) <= 2:
        return ", ".join(words)
    return ngettext("{n} of them", "{n} of them", len(words))


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(0, widget.height() + 2))
