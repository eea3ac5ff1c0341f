"""Every action of the window with its words, shortcut and icon, and the menus made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from riskreg.words import N_, _
from ui.frame.rooms import ROOMS
from ui.icons import icon
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """``keys`` as Qt writes them; several apart by a space. ``drawing`` names an icon."""

    key: str
    text: str
    keys: str = ""
    drawing: str = ""


FILE = (
    ActionSpec("new_register", N_("&New register…"), "Ctrl+Shift+N", "new"),
    ActionSpec("new_starter", N_("New from the &starter register…"), "Ctrl+Shift+S", "starter"),
    ActionSpec("open", N_("&Open…"), "Ctrl+O", "open"),
    ActionSpec("add_material", N_("&Add material…"), "Ctrl+Shift+O", "material"),
    ActionSpec("paste_material", N_("&Paste as material"), "Ctrl+Shift+V"),
    ActionSpec("export", N_("&Export…"), "Ctrl+E", "export"),
    ActionSpec("picture", N_("Sa&ve the matrix as a picture…"), "Ctrl+Shift+P", "matrix"),
    ActionSpec("close_register", N_("&Close the register"), "Ctrl+W", "close"),
    ActionSpec("quit", N_("&Quit"), "Ctrl+Q"),
)
EDIT = (
    ActionSpec("undo", N_("&Undo"), "Ctrl+Z", "undo"),
    ActionSpec("redo", N_("&Redo"), "Ctrl+Shift+Z Ctrl+Y", "redo"),
    ActionSpec("find", N_("&Find…"), "Ctrl+K Ctrl+F", "search"),
)
RISK = (
    ActionSpec("new_risk", N_("&New risk"), "Ctrl+N", "plus"),
    ActionSpec("edit_risk", N_("&Edit the title"), "Ctrl+Return"),
    ActionSpec("duplicate", N_("&Duplicate"), "Ctrl+D", "duplicate"),
    ActionSpec("close_risks", N_("&Close"), "Ctrl+Shift+D", "done"),
    ActionSpec("delete", N_("De&lete"), "Del", "delete"),
)
#: What is recorded beside risks.
BESIDE = (
    ActionSpec("new_measure", N_("New &measure"), "Ctrl+M", "measures"),
    ActionSpec("new_actor", N_("New &actor"), "Ctrl+Shift+A", "actors"),
)
VIEW = (
    ActionSpec("inspector", N_("&Inspector"), "Ctrl+I", "inspector"),
    ActionSpec("next_part", N_("&Next part of the window"), "F6"),
)
HELP = (
    ActionSpec("shortcuts", N_("&Keyboard shortcuts"), "F1"),
    ActionSpec("about", N_("&About riskreg"), "Shift+F1"),
)

#: Actions that need an open register.
NEEDS_REGISTER = (
    "export close_register undo redo find new_risk edit_risk duplicate close_risks delete"
    " inspector next_part add_material paste_material picture new_measure new_actor"
).split()

#: Keys that mean something only where the table has the focus; elsewhere they belong to the field.
IN_TABLE_ONLY = ("delete",)


class Actions(QObject):
    """Made once a window; each calls the handler of its key."""

    def __init__(self, window: QMainWindow, handlers: dict[str, Callable[[], object]]) -> None:
        super().__init__(window)
        self._all: dict[str, QAction] = {}
        self._drawings: dict[str, str] = {}
        self._theme: Theme | None = None
        self._undrawn: set[str] = set()
        for spec in (*FILE, *EDIT, *RISK, *BESIDE, *VIEW, *HELP, *_room_specs()):
            self._add(window, spec, handlers[spec.key])
        self["inspector"].setCheckable(True)
        self.recent_menu = QMenu(_("Open &recent"), window)
        self._build_menus(window)

    def __getitem__(self, key: str) -> QAction:
        return self._all[key]

    def _add(self, window: QMainWindow, spec: ActionSpec, handler: Callable[[], object]) -> None:
        action = QAction(_(spec.text), window)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys.split()])
        if spec.key in IN_TABLE_ONLY:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: handler())
        self._all[spec.key] = action
        self._drawings[spec.key] = spec.drawing
        self.name(spec.key, _(spec.text))

    def name(self, key: str, text: str) -> None:
        """Give an action its words; the tool tip shows them with the shortcut."""
        action = self._all[key]
        action.setText(text)
        plain = text.replace("&", "")
        keys = action.shortcut().toString()
        action.setToolTip(f"{plain} ({keys})" if keys else plain)

    def _build_menus(self, window: QMainWindow) -> None:
        bar = window.menuBar()
        file_menu = bar.addMenu(_("&File"))
        for key in ("new_register", "new_starter", "open"):
            file_menu.addAction(self[key])
        file_menu.addMenu(self.recent_menu)
        file_menu.addSeparator()
        file_menu.addActions([self["add_material"], self["paste_material"]])
        file_menu.addSeparator()
        file_menu.addActions([self["export"], self["picture"]])
        file_menu.addSeparator()
        file_menu.addAction(self["close_register"])
        file_menu.addAction(self["quit"])
        edit_menu = bar.addMenu(_("&Edit"))
        edit_menu.addActions([self["undo"], self["redo"]])
        edit_menu.addSeparator()
        edit_menu.addAction(self["find"])
        risk_menu = bar.addMenu(_("&Risk"))
        risk_menu.addActions([self[spec.key] for spec in RISK])
        risk_menu.addSeparator()
        risk_menu.addActions([self[spec.key] for spec in BESIDE])
        #: What can be done to the risks selected in the table.
        self.risk_menu = QMenu(window)
        self.risk_menu.addActions([self[spec.key] for spec in RISK])
        view_menu = bar.addMenu(_("&View"))
        view_menu.addActions([self[spec.key] for spec in _room_specs()])
        view_menu.addSeparator()
        view_menu.addActions([self[spec.key] for spec in VIEW])
        help_menu = bar.addMenu(_("&Help"))
        help_menu.addActions([self[spec.key] for spec in HELP])
        menus = (file_menu, edit_menu, risk_menu, self.risk_menu, view_menu, help_menu)
        for menu in menus:
            menu.aboutToShow.connect(lambda m=menu: self._draw(m))

    def tint(self, theme: Theme) -> None:
        """Draw the icons in the colours of a theme, each when its menu next opens."""
        self._theme = theme
        self._undrawn = {key for key, drawing in self._drawings.items() if drawing}

    def _draw(self, menu: QMenu) -> None:
        shown = set(menu.actions())
        for key in sorted(self._undrawn):
            if self._all[key] in shown and self._theme is not None:
                drawn = icon(self._drawings[key], self._theme.muted, self._theme.line)
                self._all[key].setIcon(drawn)
                self._undrawn.discard(key)

    def enable_register(self, on: bool) -> None:
        """Whether a register is open."""
        for key in (*NEEDS_REGISTER, *(spec.key for spec in _room_specs())):
            self._all[key].setEnabled(on)

    def with_shortcut(self) -> list[QAction]:
        """Actions that have one, in the order of the menus."""
        return [action for action in self._all.values() if not action.shortcut().isEmpty()]


def _room_specs() -> list[ActionSpec]:
    return [ActionSpec(f"room:{room.key}", room.title, room.shortcut, room.key) for room in ROOMS]
