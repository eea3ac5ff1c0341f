"""Search over everything: results while typing, arrow keys and Enter to go there, Esc to leave."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from riskreg.folding import tokens
from riskreg.ports import Hit
from riskreg.query import RiskFilter
from riskreg.words import _, ngettext, number_text
from ui.frame.hits import LINE_ROLE, HitDelegate, HitModel, Line
from ui.workspace import Workspace

#: Hits shown of each kind.
_EACH = 6
#: How long after the last key the risks found are counted, in milliseconds.
_COUNT_AFTER = 150
_WIDTH = 640


class SearchPopup(QFrame):
    """Lies over the rooms while it is open."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._over = parent
        self._before: QWidget | None = None
        self._hits: list[Hit] = []
        self.setProperty("look", "popup")
        self.setAccessibleName(_("Search everything"))
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(_("Search risks, material, passages, actors and measures"))
        self.line.setAccessibleName(_("Words to search for"))
        self.line.setClearButtonEnabled(True)
        self.line.textEdited.connect(self._search)
        self.line.installEventFilter(self)
        self.model = HitModel()
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setAccessibleName(_("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._go)
        self._nothing = QLabel(_("Nothing was found."), self)
        self._nothing.setProperty("look", "muted")
        self._nothing.setContentsMargins(12, 4, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_COUNT_AFTER)
        self._counting.timeout.connect(self._count)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it with the words of last time selected."""
        self._before = self.window().focusWidget()
        self._search(self.line.text())
        self.show()
        self.raise_()
        self._place()
        self.line.setFocus()
        self.line.selectAll()

    def leave(self) -> None:
        """Close it; the focus goes back to where it was."""
        self.hide()
        self._counting.stop()
        if self._before is not None:
            self._before.setFocus()
            self._before = None

    # -- searching ----------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        self._hits = self._workspace.reader.search(text, _EACH) if tokens(text) else []
        self._show(_("Show all risks with these words") if self._found_risks() else "")
        self._counting.start()

    def _count(self) -> None:
        if self.isVisible() and self._found_risks():
            found = self._workspace.reader.count(RiskFilter(text=self.line.text()))
            one = _("Show the risk with these words in the table")
            many = _("Show all {n} risks with these words").format(n=number_text(found))
            place = self.list.currentIndex().row()
            self._show(one if found == 1 else many)
            self.list.setCurrentIndex(self.model.index(place))

    def _found_risks(self) -> bool:
        return any(hit.kind == "risk" for hit in self._hits)

    def _show(self, everything: str) -> None:
        self.model.show_hits(self._hits, everything)
        asked = bool(tokens(self.line.text()))
        self._nothing.setVisible(asked and not self._hits)
        self.list.setVisible(bool(self._hits))
        self._step(1, start=-1)
        self._place()
        self.list.scrollToTop()
        count = len(self._hits)
        self.list.setAccessibleDescription(ngettext("{n} hit", "{n} hits", count))

    def _place(self) -> None:
        parent = self._over
        width = min(_WIDTH, parent.width() - 32)
        rows = (self.model.index(row) for row in range(self.model.rowCount()))
        needed = sum(self.list.sizeHintForIndex(index).height() for index in rows)
        self.list.setFixedHeight(max(40, min(needed + 4, parent.height() - 140)))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((parent.width() - width) // 2, 36)

    # -- going there --------------------------------------------------------------------------

    def _step(self, step: int, start: int | None = None) -> None:
        lines = self.model.lines
        place = self.list.currentIndex().row() if start is None else start
        for _again in lines:
            place = (place + step) % len(lines)
            if lines[place].can_be_chosen:
                self.list.setCurrentIndex(self.model.index(place))
                return

    def _go(self, index: QModelIndex) -> None:
        line: Line | None = index.data(LINE_ROLE)
        if line is None or not line.can_be_chosen:
            return
        words = self.line.text()
        self.leave()
        bus = self._workspace.bus
        if line.hit is not None:
            self._show_hit(line.hit, words)
        else:
            bus.page_wanted.emit("risks")
            bus.risks_wanted.emit(RiskFilter(text=words))

    def _show_hit(self, hit: Hit, words: str) -> None:
        bus = self._workspace.bus
        if hit.kind == "source":
            bus.words_wanted.emit(hit.id, words)
        elif hit.kind == "evidence":
            bus.passage_wanted.emit(hit.source_id, hit.id)
        elif hit.kind == "actor":
            bus.page_wanted.emit("risks")
            bus.risks_wanted.emit(RiskFilter(actor_ids=(hit.id,)))
        else:
            bus.page_wanted.emit("measures" if hit.kind == "measure" else "risks")
            bus.risk_chosen.emit(hit.risk_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() is QEvent.Type.Resize:
            self._place()
        if watched is self.line and isinstance(event, QKeyEvent):
            return event.type() is QEvent.Type.KeyPress and self._on_key(event)
        if watched is self.line and event.type() is QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, self._leave_if_unfocused)
        return super().eventFilter(watched, event)

    def _leave_if_unfocused(self) -> None:
        """Close when the user clicked elsewhere in the window; not when the window lost focus."""
        focus = self.window().focusWidget()
        if self.isVisible() and focus is not None and not self.isAncestorOf(focus):
            self._before = None
            self.leave()

    def _on_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Escape:
                self.leave()
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._go(self.list.currentIndex())
            case _:
                return False
        return True
