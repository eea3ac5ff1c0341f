"""The window: opens and closes registers, holds the menus, tells what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from riskreg import __version__
from riskreg.errors import Conflict, PassphraseNeeded, UserError
from riskreg.words import _
from ui.actions import IN_TABLE_ONLY, Actions
from ui.frame.memory import Memory
from ui.frame.message_bar import MessageBar
from ui.frame.rooms import ROOMS
from ui.frame.start_page import StartPage
from ui.frame.undo_keys import UndoKeys
from ui.icons import program_icon
from ui.theme import theme_of

if TYPE_CHECKING:  # read with the first register, when the window has been painted
    from riskreg.changes import ChangeSet
    from riskreg.commands import Command
    from riskreg.ports import Store
    from ui.frame.conflict import Way
    from ui.frame.workbench import Workbench
    from ui.risks.page import RisksPage
    from ui.workspace import Outside


_COMFORTABLE = QSize(1280, 800)
#: What title bar and borders take, about: they are known only once the window is shown.
_FRAME = QSize(4, 36)


class MainWindow(QMainWindow):
    """One window; at most one register open in it."""

    def __init__(self, outside: Outside, person: str, memory: Memory) -> None:
        super().__init__()
        self._outside = outside
        self._person = person
        self._memory = memory
        self.workbench: Workbench | None = None
        self._opening: QLabel | None = None
        self.start = StartPage(self)
        self.messages = MessageBar(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.start)
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.messages)
        self.setCentralWidget(centre)
        self.actions_ = Actions(self, self._handlers())
        self.actions_.recent_menu.aboutToShow.connect(self._fill_recent)
        self._undo_keys = UndoKeys(self)
        self._told_at_close = False
        self.start.new_wanted.connect(self._new_register)
        self.start.open_wanted.connect(self._open)
        self.start.path_wanted.connect(self.open_path)
        self.setWindowIcon(program_icon())
        self.setMinimumSize(900, 560)
        self._fit_screen()
        self._memory.restore("window", self)
        self._tint()
        self._show_start()

    def _fit_screen(self) -> None:
        """As large as is comfortable, and with its frame no larger than the screen."""
        room = self.screen().availableSize() - _FRAME
        self.resize(_COMFORTABLE.boundedTo(room).expandedTo(self.minimumSize()))

    def _handlers(self) -> dict[str, Callable[[], object]]:
        handlers: dict[str, Callable[[], object]] = {
            "new_register": lambda: self._new_register(False),
            "new_starter": lambda: self._new_register(True),
            "open": self._open,
            "export": lambda: self._bench().show_room("briefings"),
            "add_material": lambda: self._at("material").choose_files(),
            "paste_material": lambda: self._at("material").paste(),
            "picture": lambda: self._at("matrix").choose_picture(),
            "new_measure": lambda: self._at("measures").add(),
            "new_actor": lambda: self._at("actors").add(),
            "close_register": self.close_register,
            "quit": self.close,
            "undo": self.undo,
            "redo": self.redo,
            "find": lambda: self._bench().search.open(),
            "new_risk": lambda: self._in_risks().new_risk(),
            "edit_risk": lambda: self._in_risks().edit_title(),
            "duplicate": lambda: self._in_risks().duplicate(),
            "close_risks": lambda: self._in_risks().close_risks(),
            "delete": lambda: self._in_risks().delete(),
            "inspector": self._toggle_inspector,
            "next_part": lambda: self._bench().enter_next_part(),
            "shortcuts": self._show_shortcuts,
            "about": self._show_about,
        }
        for room in ROOMS:
            handlers[f"room:{room.key}"] = partial(self._show_room, room.key)
        return handlers

    # -- registers ----------------------------------------------------------------------------

    def open_path(self, path: Path) -> bool:
        """Open a register, asking for its passphrase where it needs one; False if it did not."""
        if not self._may_leave():
            return False
        try:
            return self._opened(path)
        finally:
            self._end_opening()

    def _opened(self, path: Path) -> bool:
        secret: str | None = None
        while True:
            try:
                store = self._outside.open_store(path, secret)
                break
            except PassphraseNeeded as error:
                problem = str(error) if secret is not None else ""
                secret = self.ask_passphrase(path.name, problem)
                if secret is None:
                    return False
            except UserError as error:
                self.tell(error)
                return False
        self._show_register(store, path, secret)
        return True

    def ask_passphrase(self, name: str, problem: str) -> str | None:
        """What the person types; None where they think better of it."""
        from ui.frame.dialogs import PassphraseDialog

        dialog = PassphraseDialog(name, problem, self)
        typed = dialog.line.text() if dialog.exec() else None
        dialog.deleteLater()
        return typed

    def _show_register(self, store: Store, path: Path, secret: str | None) -> None:
        from ui.bus import Bus
        from ui.frame.workbench import Workbench
        from ui.workspace import Workspace

        self._drop()
        register = self._outside.new_register(store, self._person)
        bus = Bus(self)
        workspace = Workspace(register, bus, self._outside, path, secret)
        workspace.tell = self.tell
        workspace.settle = self._settle
        register.subscribe(bus.changed.emit)
        bench = Workbench(workspace, store, self._memory, self._stack)
        bus.setParent(bench)
        bench.undo_wanted.connect(self.undo)
        bench.risks.menu_wanted.connect(self._show_risk_menu)
        for key in IN_TABLE_ONLY:
            bench.risks.table.addAction(self.actions_[key])
        bus.changed.connect(self._on_changed)
        bus.reloaded.connect(self._name_undo)
        self.workbench = bench
        self._stack.addWidget(bench)
        self._stack.setCurrentWidget(bench)
        self.messages.hide()
        self.actions_.enable_register(True)
        self.actions_["inspector"].setChecked(not bench.inspector.isHidden())
        self._name_undo()
        self._memory.opened(path)
        self.setWindowTitle(f"{workspace.reader.settings().title} – riskreg")
        bench.risks.table.choose_place(0)
        bench.risks.table.setFocus()

    def show_opening(self, path: Path) -> None:
        """A quiet page with the file's name, until the register is read and takes its place."""
        page = QLabel(_("Opening {name}…").format(name=path.name), self._stack)
        page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page.setProperty("look", "muted")
        self._opening = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def _end_opening(self) -> None:
        if self._opening is not None:
            self._stack.removeWidget(self._opening)
            self._opening.deleteLater()
            self._opening = None

    def close_register(self) -> None:
        """Back to the start page."""
        if self._may_leave():
            self._drop()
            self._show_start()

    def _drop(self) -> None:
        bench, self.workbench = self.workbench, None
        if bench is not None:
            bench.shut()
            self._stack.removeWidget(bench)
            bench.deleteLater()

    def _show_start(self) -> None:
        self.start.show_recent(self._memory.recent())
        self._stack.setCurrentWidget(self.start)
        self.actions_.enable_register(False)
        self.actions_["close_register"].setEnabled(False)
        self.setWindowTitle("riskreg")

    def _new_register(self, starter: bool) -> None:
        from ui.frame.dialogs import NewRegisterDialog

        recent = self._memory.recent()
        folder = recent[0].parent if recent else Path.home()
        dialog = NewRegisterDialog(folder, starter=starter, parent=self)
        wanted = dialog.wanted() if dialog.exec() else None
        dialog.deleteLater()
        if wanted is None:
            return
        try:
            self._outside.create(wanted.path, wanted.title, wanted.starter, wanted.passphrase)
            store = self._outside.open_store(wanted.path, wanted.passphrase)
        except UserError as error:
            self.tell(error)
            return
        if self._may_leave():
            self._show_register(store, wanted.path, wanted.passphrase)

    def _open(self) -> None:
        from ui.frame.dialogs import file_kinds

        recent = self._memory.recent()
        folder = str(recent[0].parent if recent else Path.home())
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Open a register"), folder, file_kinds()
        )
        if chosen:
            self.open_path(Path(chosen))

    def _fill_recent(self) -> None:
        menu = self.actions_.recent_menu
        menu.clear()
        for path in self._memory.recent():
            action = QAction(str(path).replace("&", "&&"), menu)
            action.triggered.connect(lambda _on=False, p=path: self.open_path(p))
            menu.addAction(action)
        if menu.isEmpty():
            menu.addAction(_("None yet")).setEnabled(False)

    # -- undo ---------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back what was done last in this window."""
        self._turn(lambda bench: bench.workspace.register.undo(), _("Taken back: {label}"))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._turn(lambda bench: bench.workspace.register.redo(), _("Done again: {label}"))

    def _turn(self, turn: Callable[[Workbench], ChangeSet | None], sentence: str) -> None:
        bench = self._bench()
        if not bench.finish_typing():
            return
        try:
            changes = turn(bench)
        except UserError as error:
            self.tell(error)
            bench.workspace.bus.reloaded.emit()
            return
        if changes is not None:
            bench.status.say(sentence.format(label=changes.label))
            self._show_turned(bench, changes)

    def _show_turned(self, bench: Workbench, changes: ChangeSet) -> None:
        """Choose the risk an undo brought back or changed."""
        from riskreg.model import Risk

        risks = [c.after for c in changes if isinstance(c.after, Risk)]
        if len(risks) == 1:
            bench.workspace.bus.risk_chosen.emit(risks[0].id)

    def _on_changed(self, _changes: ChangeSet) -> None:
        self.messages.hide()
        self._name_undo()

    def _name_undo(self) -> None:
        if self.workbench is None:
            return
        register = self.workbench.workspace.register
        for key, word, label in (
            ("undo", _("&Undo"), register.undo_label),
            ("redo", _("&Redo"), register.redo_label),
        ):
            shown = (label or "").replace("&", "&&")
            self.actions_.name(key, f"{word} “{shown}”" if shown else word)
            self.actions_[key].setEnabled(label is not None)
        title = self.workbench.workspace.reader.settings().title
        self.setWindowTitle(f"{title} – riskreg")

    # -- telling ------------------------------------------------------------------------------

    def tell(self, error: UserError) -> None:
        """Say in one sentence why something was not done."""
        self.messages.tell(str(error))

    def _settle(self, command: Command, conflict: Conflict) -> Command | None:
        from ui.frame.conflict import settle

        if not conflict.field:
            self.tell(conflict)
            again = None
        else:
            again = settle(command, conflict, self.ask_way)
        if again is None and self.workbench is not None:
            self.workbench.workspace.bus.reloaded.emit()
        return again

    def ask_way(self, conflict: Conflict) -> Way:
        """How the person settles a conflict."""
        from ui.frame.conflict import ConflictDialog

        dialog = ConflictDialog(conflict, self)
        dialog.exec()
        dialog.deleteLater()
        return dialog.way

    # -- small things -------------------------------------------------------------------------

    def _bench(self) -> Workbench:
        assert self.workbench is not None, "the action is off while no register is open"
        return self.workbench

    def _show_room(self, key: str) -> None:
        self._bench().show_room(key)

    def _at(self, key: str) -> Any:
        """Go to a room, to do something there."""
        bench = self._bench()
        bench.show_room(key)
        return bench.page

    def _in_risks(self) -> RisksPage:
        bench = self._bench()
        if bench.room != "risks":
            bench.show_room("risks")
        return bench.risks

    def _show_risk_menu(self, place: QPoint) -> None:
        self.actions_.risk_menu.popup(place)

    def _toggle_inspector(self) -> None:
        self._bench().set_inspector(self.actions_["inspector"].isChecked())

    def _show_shortcuts(self) -> None:
        from ui.frame.dialogs import ShortcutsDialog

        dialog = ShortcutsDialog(self.actions_.with_shortcut(), self)
        dialog.exec()
        dialog.deleteLater()

    def _show_about(self) -> None:
        from ui.frame.dialogs import AboutDialog

        dialog = AboutDialog(__version__, self)
        dialog.exec()
        dialog.deleteLater()

    def _tint(self) -> None:
        self.actions_.tint(theme_of(self))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "actions_"):
            self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return on a button presses it: outside dialogs Qt leaves that to Space alone."""
        button = self.focusWidget()
        returned = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if returned and isinstance(button, QAbstractButton) and button.isEnabled():
            button.click()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        from ui.frame.reading_order import enter, step

        control = step(self, self.focusWidget(), forward=forward)
        if control is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        enter(control, reason)
        return True

    def _may_leave(self) -> bool:
        """Save what is being typed. Where it is refused the window stays, once."""
        if self.workbench is None or self.workbench.finish_typing() or self._told_at_close:
            self._told_at_close = False
            return True
        self._told_at_close = True
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave():
            event.ignore()
            return
        self._memory.keep("window", self)
        self._drop()
        super().closeEvent(event)
