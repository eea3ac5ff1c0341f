"""A person at the window: keys, mouse, clipboard. What journeys are written with.

Keys go to whatever has the focus, so a journey breaks where a person would be lost.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)

from riskreg.model import Risk
from ui.frame.workbench import Workbench
from ui.main_window import MainWindow

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
_LEFT = Qt.MouseButton.LeftButton
_PATIENCE = 10_000

D = TypeVar("D", bound=QDialog)
W = TypeVar("W", bound=QWidget)


class Person:
    """Works in one window. ``patch`` answers Qt's own file dialogs."""

    def __init__(self, qtbot: Any, window: MainWindow, patch: Any) -> None:
        #: At another desk: the window works without having this desk's focus.
        self.elsewhere = False
        self.qtbot = qtbot
        self.window = window
        self._patch = patch

    # -- what there is ------------------------------------------------------------------------

    @property
    def bench(self) -> Workbench:
        assert self.window.workbench is not None, self.window.messages.sentence
        return self.window.workbench

    @property
    def reader(self) -> Any:
        return self.bench.workspace.reader

    @property
    def told(self) -> str:
        """The sentence in the message bar, '' where there is none."""
        return self.window.messages.sentence

    @property
    def table(self) -> QTableView:
        return self.bench.risks.table

    @property
    def inspector(self) -> Any:
        return self.bench.inspector

    def risks(self) -> list[Risk]:
        """The risks in the table, from the top."""
        return [self.reader.get(Risk, risk_id) for risk_id in self.bench.risks.model.ids]

    def room(self, kind: type[W]) -> W:
        """The room that is shown."""
        page = self.bench.stack.currentWidget()
        assert isinstance(page, kind), f"the window shows {type(page).__name__}"
        return page

    def menu_words(self, key: str) -> str:
        """What the menu says of an action: 'Undo “New risk R-001”'."""
        return self.window.actions_[key].text().replace("&", "")

    # -- keys ---------------------------------------------------------------------------------

    def focus(self) -> QWidget:
        """Where a key goes now."""
        if self.elsewhere:
            return self.window.focusWidget() or self.window
        for above in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if above is not None:
                return above.focusWidget() or above
        self.come_forward()
        return QApplication.focusWidget() or self.window

    def come_forward(self) -> None:
        """Work in this window, if another one was in front."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow)

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier, times: int = 1) -> None:
        together = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            together |= modifier
        for _again in range(times):
            # A real keyboard knows windows only; Qt finds the field, the open list or the menu.
            target = self.focus() if self.elsewhere else self._front()
            self.qtbot.keyClick(target, key, together)
            self.settle()

    def _front(self) -> QWindow:
        if QApplication.activeModalWidget() is None:
            self.come_forward()
        front = QApplication.focusWindow()
        assert front is not None
        return front

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        for character in text:
            if character == "\n":
                self.key(K.Key_Return)
            elif character.isascii() and character.isprintable():
                self.qtbot.keyClicks(self.focus(), character)
            else:  # a key of a keyboard QTest does not know
                none = Qt.KeyboardModifier.NoModifier
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, K.Key_unknown, none, character)
                    QApplication.sendEvent(self.focus(), event)
        self.settle()

    def paste(self, text: str) -> None:
        """Put a text where the focus is, by way of the clipboard."""
        QApplication.clipboard().setText(text)
        self.key(K.Key_V, CTRL)

    def replace(self, text: str, *, by_clipboard: bool = False) -> None:
        """Type over all that is in the field."""
        self.key(K.Key_A, CTRL)
        self.paste(text) if by_clipboard else self.write(text)

    def go(self, number: int) -> None:
        """To a room by its number on the rail: Ctrl+1 …"""
        self.key(Qt.Key(K.Key_0 + number), CTRL)

    def undo(self) -> None:
        self.key(K.Key_Z, CTRL)

    def redo(self) -> None:
        self.key(K.Key_Z, CTRL, SHIFT)

    # -- mouse --------------------------------------------------------------------------------

    def click(self, widget: QWidget, place: QPoint | None = None, *held: Any) -> None:
        """Click on a widget that can be seen; it is scrolled to first, as a person would."""
        self._bring_into_sight(widget)
        assert widget.isVisible(), f"{widget.accessibleName() or widget} cannot be seen"
        assert widget.isEnabled(), f"{widget.accessibleName() or widget} cannot be used"
        where = place or widget.rect().center()
        if place is None and isinstance(widget, QCheckBox):
            where.setX(10)  # a tick box is as wide as its column; only box and words can be hit
        modifiers = held[0] if held else Qt.KeyboardModifier.NoModifier
        self.qtbot.mouseClick(widget, _LEFT, modifiers, where)
        self.settle()

    def click_into(self, widget: W) -> W:
        """Click into a field; what is clicked into has the focus."""
        target = widget.viewport() if isinstance(widget, QPlainTextEdit) else widget
        self.click(target)
        assert self.focus() is widget, f"the focus is on {self.focus()}, not on {widget}"
        return widget

    def _bring_into_sight(self, widget: QWidget) -> None:
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                self.settle()
                above.ensureWidgetVisible(widget)
                self.settle()
            above = above.parentWidget()

    def click_cell(self, view: QTableView, row: int, column: int, *held: Any) -> None:
        index = view.model().index(row, column)
        view.scrollTo(index)
        self.click(view.viewport(), view.visualRect(index).center(), *held)

    def open_cell(self, view: QTableView, row: int, column: int) -> QWidget:
        """Double click a cell; the editor it opens."""
        self.click_cell(view, row, column)
        place = view.visualRect(view.model().index(row, column)).center()
        self.qtbot.mouseDClick(view.viewport(), _LEFT, pos=place)
        self.settle()
        editor = self.focus()
        assert view.viewport().isAncestorOf(editor), "no editor opened in the cell"
        return editor

    def click_entry(self, view: QAbstractItemView, row: int) -> None:
        index = view.model().index(row, 0)
        view.scrollTo(index)
        self.click(view.viewport(), view.visualRect(index).center())

    def show_tab(self, key: str) -> Any:
        """Click a tab of the inspector; its page."""
        from ui.risks.inspector import TABS

        bar: QTabBar = self.inspector.tab_bar
        place: QRect = bar.tabRect(TABS.index(key))
        self.click(bar, place.center())
        return self.inspector.tab(key)

    def choose(self, box: QComboBox, words: str, *, stays: bool = True) -> None:
        """Open a list from the keyboard, go down to an entry, Return; then it ``stays`` there."""
        self._bring_into_sight(box)
        assert box.isVisible(), f"{box.accessibleName()} cannot be seen"
        wanted = box.findText(words)
        assert wanted >= 0, f"{words} is not among {[box.itemText(n) for n in range(box.count())]}"
        box.setFocus(Qt.FocusReason.TabFocusReason)
        self.key(K.Key_F4)
        self.key(K.Key_Home)
        self.key(K.Key_Down, times=wanted)
        self.key(K.Key_Return)
        assert (box.currentText() == words) is stays

    # -- looking ------------------------------------------------------------------------------

    def picture(self, name: str) -> None:
        """Save what the window shows, where RISKREG_PICTURES names a folder for it."""
        folder = os.environ.get("RISKREG_PICTURES")
        if folder:
            self.settle()
            above = QApplication.activeModalWidget() or self.window
            assert above.grab().save(str(Path(folder) / f"{name}.png"))

    # -- waiting and dialogs ------------------------------------------------------------------

    def settle(self) -> None:
        """Let what was caused happen: layouts, deferred deletions, single shots."""
        for _round in range(2):
            QApplication.processEvents()

    def wait(self, condition: Callable[[], Any], patience: int = _PATIENCE) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=patience)

    @contextmanager
    def answering(self, kind: type[D], *acts: Callable[[D], None]) -> Iterator[None]:
        """While the block opens dialogs that wait, one after the other, ``acts`` are done in them.

        A dialog that never came, or one still open, is a failure.
        """
        met: list[D] = []
        trouble: list[BaseException] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not finished and not trouble and len(met) < len(acts):
                QTimer.singleShot(10, look)
            if not isinstance(dialog, kind) or not dialog.isActiveWindow() or dialog in met:
                return
            met.append(dialog)
            try:
                acts[len(met) - 1](dialog)
                assert not dialog.isVisible(), f"{dialog.windowTitle()} is still open"
            except BaseException as error:  # noqa: BLE001 - raised again below, outside the dialog
                trouble.append(error)
                dialog.reject()

        finished = False
        QTimer.singleShot(0, look)
        try:
            yield
        finally:
            finished = True
        if trouble:
            raise trouble[0]
        assert len(met) == len(acts), f"{len(met)} {kind.__name__} came"

    def will_save_as(self, path: Path) -> None:
        self._patch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))

    def will_open(self, *paths: Path) -> None:
        names = [str(path) for path in paths]
        self._patch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: (names, ""))
        self._patch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (names[0], ""))
