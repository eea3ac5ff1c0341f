"""One open register on the screen: banner, rail, the room in the middle, inspector, status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from riskreg.changes import ChangeSet
from riskreg.ports import Store, Tally
from riskreg.terms import Marking, highest
from ui.frame.banner import Banner
from ui.frame.memory import Memory
from ui.frame.rail import Rail
from ui.frame.rooms import ROOMS
from ui.frame.status_line import StatusLine
from ui.risks.inspector import Inspector
from ui.risks.page import RisksPage
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.frame.search_popup import SearchPopup

#: How often the window looks whether another program wrote to the file, in milliseconds.
LOOK_EVERY = 1000
_INSPECTOR_WIDTH = 356


class Workbench(QWidget):
    """undo_wanted()  the undo of the status line"""

    undo_wanted = Signal()

    def __init__(
        self, workspace: Workspace, store: Store, memory: Memory, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._store = store
        self._memory = memory
        self._rooms = {room.key: room for room in ROOMS}
        self._pages: dict[str, QWidget] = {}
        self._room = ""
        self._tally: Tally | None = None
        self._wants_inspector = memory.flag("inspector", default=True)
        self.banner = Banner(self)
        self.rail = Rail(ROOMS, self)
        self.stack = QStackedWidget(self)
        self.inspector = Inspector(workspace, self)
        self.status = StatusLine(self)
        self._build()
        self._search: SearchPopup | None = None
        self._connect()
        self.show_room("risks")
        self._restore()
        self.refresh_numbers()
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_EVERY)
        self._looking.timeout.connect(self.look_elsewhere)
        self._looking.start()

    def _build(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.stack)
        self._split.addWidget(self.inspector)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.setSizes([10_000, _INSPECTOR_WIDTH])
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self._split, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(middle, 1)
        column.addWidget(self.status)

    def _connect(self) -> None:
        bus = self.workspace.bus
        bus.changed.connect(self._on_changed)
        bus.reloaded.connect(self.refresh_numbers)
        bus.page_wanted.connect(self.show_room)
        bus.passage_wanted.connect(self._show_passage)
        bus.words_wanted.connect(self._show_words)
        bus.risks_wanted.connect(lambda _wanted: self.show_room("risks"))
        bus.said.connect(self.status.say)
        bus.did.connect(lambda sentence: self.status.say(sentence, undoable=True))
        self.rail.room_wanted.connect(self.show_room)
        self.status.undo_wanted.connect(self.undo_wanted)

    # -- rooms --------------------------------------------------------------------------------

    @property
    def room(self) -> str:
        """The key of the room shown."""
        return self._room

    @property
    def page(self) -> QWidget:
        """The room shown."""
        return self._pages[self._room]

    @property
    def risks(self) -> RisksPage:
        page = self._pages["risks"]
        assert isinstance(page, RisksPage)
        return page

    @property
    def search(self) -> SearchPopup:
        """The search over the rooms, made when it is first used."""
        if self._search is None:
            from ui.frame.search_popup import SearchPopup

            self._search = SearchPopup(self.workspace, self)
        return self._search

    def show_room(self, key: str) -> None:
        """Go to a room; it is made when it is first shown."""
        on_rail = self._focus_in(self.rail) is not None
        page = self._pages.get(key)
        if page is None:
            page = self._rooms[key].make(self.workspace, self.stack)
            self._pages[key] = page
            self.stack.addWidget(page)
            if isinstance(page, RisksPage):
                page.search_wanted.connect(lambda: self.search.open())
                page.shown_changed.connect(self._show_shown)
            elif self._rooms[key].inspected:  # it did not hear which risk was chosen
                self.workspace.bus.risk_chosen.emit(self.inspector.risk_id)
        self._room = key
        self.stack.setCurrentWidget(page)
        self.rail.show_room(key)
        self._show_inspector()
        if on_rail:  # the arrows go from room to room there
            self.rail.button(key).setFocus()
        elif key == "risks":
            self.risks.table.setFocus()
        else:
            self._enter(page)

    def enter_next_part(self) -> None:
        """Give the keyboard to the next of rail, room and inspector, where it was there last."""
        parts: list[QWidget] = [self.rail, self.page]
        if self.inspector.isVisible():
            parts.append(self.inspector)
        now = next((n for n, part in enumerate(parts) if self._focus_in(part)), 0)
        self._enter(parts[(now + 1) % len(parts)])

    def _focus_in(self, part: QWidget) -> QWidget | None:
        focus = self.window().focusWidget()
        return focus if focus is not None and part.isAncestorOf(focus) else None

    def _enter(self, part: QWidget) -> None:
        from ui.frame.reading_order import controls, enter

        inside = list(controls(part))
        last = part.focusWidget()
        entry = last if last in inside else next(iter(inside), None)
        if entry is not None:
            enter(entry, Qt.FocusReason.TabFocusReason)

    def _show_passage(self, source_id: int, evidence_id: int) -> None:
        """Make the room of the material, which then hears of the passage itself."""
        if "material" in self._pages:
            self.show_room("material")
        else:
            self.show_room("material")
            self.workspace.bus.passage_wanted.emit(source_id, evidence_id)

    def _show_words(self, source_id: int, words: str) -> None:
        """The same for words in a source."""
        made = "material" in self._pages
        self.show_room("material")
        if not made:
            self.workspace.bus.words_wanted.emit(source_id, words)

    def set_inspector(self, on: bool) -> None:
        """Show the inspector in rooms that have one, or do not."""
        self._wants_inspector = on
        self._memory.set_flag("inspector", on)
        self._show_inspector()

    def _show_inspector(self) -> None:
        self.inspector.setVisible(self._wants_inspector and self._rooms[self._room].inspected)

    # -- numbers ------------------------------------------------------------------------------

    def _on_changed(self, _changes: ChangeSet) -> None:
        self.status.hush()
        self.refresh_numbers()

    def refresh_numbers(self) -> None:
        """Counts of the rail, the status line and the banner's marking, read anew."""
        reader = self.workspace.reader
        tally = self._tally = reader.tally(self.workspace.today)
        counts = {room.key: room.count(tally) for room in ROOMS}
        self.rail.show_counts({key: n for key, n in counts.items() if n is not None})
        self._show_shown()
        self.status.show_file(encrypted=self._store.encrypted)
        settings = reader.settings()
        marking = highest([settings.marking, Marking(tally.highest_marking)])
        self.banner.show_register(marking, settings.title, self._store.describe())

    def _show_shown(self) -> None:
        if self._tally is not None:
            self.status.show_tally(self._tally, len(self.risks.model.ids))

    def look_elsewhere(self) -> None:
        """Read everything anew where another program wrote to the register."""
        if self._store.changed_elsewhere():
            self.workspace.bus.reloaded.emit()

    # -- leaving ------------------------------------------------------------------------------

    def finish_typing(self) -> bool:
        """Save the field that is being typed in; False where what it holds was refused."""
        return self.inspector.commit() and self._leave_field()

    def _leave_field(self) -> bool:
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()
        return True

    def _restore(self) -> None:
        self._memory.restore("split", self._split)
        if self._memory.restore("risk_columns", self.risks.table.horizontalHeader()):
            self.risks.table.keep_columns()
        self.risks.table.sort_as(self._memory.word("risk_order"))

    def keep(self) -> None:
        """Remember sizes and columns for next time."""
        self._memory.keep("split", self._split)
        self._memory.set_word("risk_order", self.risks.table.sorted_as)
        if self.risks.table.has_own_columns:
            self._memory.keep("risk_columns", self.risks.table.horizontalHeader())

    def shut(self) -> None:
        """Stop looking at the file and close it."""
        self._looking.stop()
        self.keep()
        self._store.close()
