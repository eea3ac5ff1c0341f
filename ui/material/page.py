"""The material room: sources at the left, the text in the middle, its passages at the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from riskreg.commands import Command, DeleteSource, Passage, WithdrawEvidence
from riskreg.errors import UserError
from riskreg.folding import finds, first_found, tokens
from riskreg.model import Evidence, Source
from riskreg.ports import SourceRow
from riskreg.terms import Stance
from riskreg.words import _, ngettext
from ui.entries import ENTRY_ROLE, entry_list
from ui.material.details import SourceHead
from ui.material.filing import FilingBar, Found
from ui.material.finding import find_risks
from ui.material.listing import highlight_of, passage_entry, source_entry, source_words
from ui.material.reading import ReadingPane
from ui.rooms import Room, labelled
from ui.workspace import Workspace


class MaterialPage(Room):
    """Reading, and filing passages as evidence."""

    concerns = frozenset({"source", "evidence", "risk"})

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._rows: list[SourceRow] = []
        self._source: Source | None = None
        self._evidence: dict[int, Evidence] = {}
        self._marking = False
        self.setAcceptDrops(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._left())
        self.splitter.addWidget(self._middle())
        self.splitter.addWidget(self._right())
        self.splitter.setSizes([248, 700, 264])
        self.splitter.setStretchFactor(1, 1)
        layout.addWidget(self.splitter)
        self.sources.setFocus()
        workspace.bus.passage_wanted.connect(self._on_passage_wanted)
        workspace.bus.words_wanted.connect(self._on_words_wanted)

    # -- building -----------------------------------------------------------------------------

    def _left(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(180)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.add_button = QPushButton(_("+ Add material…"))
        self.add_button.setProperty("look", "primary")
        labelled(self.add_button, _("Add material"), _("Read text files (.txt, UTF-8) in"))
        self.add_button.clicked.connect(self.choose_files)
        self.paste_button = QPushButton(_("Paste"))
        labelled(self.paste_button, _("Paste"), _("Make a source of the text on the clipboard"))
        self.paste_button.clicked.connect(self.paste)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(12, 8, 12, 8)
        buttons.setSpacing(8)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.paste_button)
        buttons.addStretch()
        layout.addLayout(buttons)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter sources"))
        self.filter.setClearButtonEnabled(True)
        labelled(self.filter, _("Filter sources"))
        self.filter.textChanged.connect(self._show_list)
        box = QHBoxLayout()
        box.setContentsMargins(12, 0, 12, 8)
        box.addWidget(self.filter)
        layout.addLayout(box)
        self.sources, self.source_model = entry_list(_("Sources"))
        self.sources.selectionModel().currentChanged.connect(self._on_source_chosen)
        self.sources.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sources.customContextMenuRequested.connect(self._source_menu)
        layout.addWidget(self.sources, 1)
        self._delete = QAction(_("Delete source"), self.sources)
        self._delete.setShortcut(QKeySequence.StandardKey.Delete)
        self._delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._delete.triggered.connect(self.delete_source)
        self.sources.addAction(self._delete)
        return side

    def _middle(self) -> QWidget:
        self.stack = QStackedWidget()
        empty = QLabel(
            _(
                "Nothing has been read in yet.\n\n"
                "Add text files, paste an article, or drop files here."
            )
        )
        empty.setProperty("look", "muted")
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page = QWidget()
        page.setMinimumWidth(380)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.head = SourceHead(self.workspace)
        self.pane = ReadingPane()
        layout.addWidget(self.head)
        layout.addWidget(self.pane, 1)
        self.bar = FilingBar(self._find_risks, self.pane)
        self.bar.filed.connect(self._on_filed)
        self.bar.closed.connect(self._on_bar_closed)
        self.pane.column_moved.connect(self.head.stand_above)
        self.pane.selected.connect(self._on_selected)
        self.pane.stance_typed.connect(self._on_stance_typed)
        self.pane.filing_wanted.connect(self._on_filing_wanted)
        self.pane.highlight_chosen.connect(self._on_highlight_chosen)
        self.stack.addWidget(empty)
        self.stack.addWidget(page)
        return self.stack

    def _right(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(200)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._count = QLabel()
        self._count.setProperty("look", "title")
        self._count.setContentsMargins(14, 12, 14, 2)
        self._count.setWordWrap(True)
        self._hint = QLabel()
        self._hint.setProperty("look", "small")
        self._hint.setContentsMargins(14, 0, 14, 10)
        self._hint.setWordWrap(True)
        layout.addWidget(self._count)
        layout.addWidget(self._hint)
        self.passages, self.passage_model = entry_list(_("Passages filed from this source"))
        self.passages.clicked.connect(self._on_passage_clicked)
        self.passages.activated.connect(self._on_passage_activated)
        self.passages.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.passages.customContextMenuRequested.connect(self._passage_menu)
        layout.addWidget(self.passages, 1)
        self._withdraw = QAction(_("Withdraw evidence"), self.passages)
        self._withdraw.setShortcut(QKeySequence.StandardKey.Delete)
        self._withdraw.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._withdraw.triggered.connect(self.withdraw_passage)
        self.passages.addAction(self._withdraw)
        return side

    # -- showing ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read sources and passages anew; the text stays where it is scrolled to."""
        self._rows = self.workspace.reader.source_rows()
        shown = self._source.id if self._source else None
        held = {row.source.id for row in self._rows}
        if shown not in held:
            shown = self._rows[0].source.id if self._rows else None
        self._show_list()
        self.show_source(shown)

    @property
    def source_id(self) -> int | None:
        """The source that is shown."""
        return self._source.id if self._source else None

    def show_source(self, source_id: int | None) -> None:
        """Show a source (None: none), with its passages marked."""
        if self._source is not None and source_id != self._source.id:
            self.head.save()
            self.bar.close_bar()
        source = self.workspace.reader.find(Source, source_id) if source_id is not None else None
        before = self._source
        self._source = source
        self.stack.setCurrentIndex(1 if source else 0)
        self.head.show_source(source, self._rows)
        if source is None:
            self.pane.set_text("")
        elif before is None or before.id != source.id or before.text != source.text:
            self.pane.set_text(source.text)
        self._show_passages()
        self._mark_current()

    def _show_list(self) -> None:
        asked = self.filter.text()
        rows = [row for row in self._rows if not tokens(asked) or finds(asked, source_words(row))]
        self._marking = True
        self.source_model.set_entries([source_entry(row) for row in rows])
        self._marking = False
        self._mark_current()

    def _mark_current(self) -> None:
        """Let the list stand on the source that is shown, without choosing it again."""
        place = self.source_model.place_of(self.source_id or 0)
        if place != self.sources.currentIndex():
            self._marking = True
            self.sources.setCurrentIndex(place)
            self._marking = False

    def _show_passages(self) -> None:
        found = (
            self.workspace.reader.related(Evidence, "source_id", self._source.id)
            if self._source
            else []
        )
        found.sort(key=lambda e: (e.start, e.end, e.id))
        self._evidence = {e.id: e for e in found}
        ids = sorted({e.risk_id for e in found})
        risks = {row.id: row for row in self.workspace.reader.risk_rows(ids)}
        self.pane.set_highlights([highlight_of(e, risks[e.risk_id]) for e in found])
        self.passage_model.set_entries([passage_entry(e, risks[e.risk_id]) for e in found])
        self._count.setText(
            ngettext("{n} passage filed", "{n} passages filed", len(found))
            if found
            else _("No passage filed yet")
        )
        self._hint.setText(
            _("Click to find it in the text; Return opens its risk.")
            if found
            else _("Select words in the text to file them as evidence of a risk.")
        )

    # -- choosing -----------------------------------------------------------------------------

    @Slot(QModelIndex, QModelIndex)
    def _on_source_chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and not self._marking:
            self.show_source(now.data(ENTRY_ROLE).id)

    @Slot(object, object)
    def _on_passage_wanted(self, source_id: int, evidence_id: int) -> None:
        self._go_to(source_id)
        evidence = self._evidence.get(evidence_id)
        if evidence is not None:
            self._reveal(evidence)
        elif self._source is not None:
            self.pane.reveal(0)
        self.pane.setFocus()

    @Slot(object, str)
    def _on_words_wanted(self, source_id: int, words: str) -> None:
        self._go_to(source_id)
        self.pane.show_words(first_found(words, self.pane.text) or (0, 0))
        self.pane.setFocus()

    def _go_to(self, source_id: int) -> None:
        """Show a source that was asked for elsewhere, whatever the list is filtered by."""
        self.bring_up_to_date()
        if source_id not in {row.source.id for row in self._rows}:
            self._rows = self.workspace.reader.source_rows()
            self._show_list()
        if self.source_model.place_of(source_id).row() < 0:
            self.filter.clear()
        self.show_source(source_id)

    def _reveal(self, evidence: Evidence) -> None:
        self.pane.reveal(evidence.start, evidence.id)
        place = self.passage_model.place_of(evidence.id)
        self.passages.setCurrentIndex(place)

    @Slot(QModelIndex)
    def _on_passage_clicked(self, index: QModelIndex) -> None:
        self._reveal(self._evidence[index.data(ENTRY_ROLE).id])

    @Slot(QModelIndex)
    def _on_passage_activated(self, index: QModelIndex) -> None:
        self._open_risk(self._evidence[index.data(ENTRY_ROLE).id])

    @Slot(object)
    def _on_highlight_chosen(self, evidence_id: int) -> None:
        evidence = self._evidence[evidence_id]
        self.passages.setCurrentIndex(self.passage_model.place_of(evidence_id))
        self.workspace.bus.risk_chosen.emit(evidence.risk_id)

    def _open_risk(self, evidence: Evidence) -> None:
        self.workspace.bus.risk_chosen.emit(evidence.risk_id)
        self.workspace.bus.page_wanted.emit("risks")

    # -- filing -------------------------------------------------------------------------------

    def _find_risks(self, typed: str, most: int) -> Sequence[Found]:
        """Risks for what is typed in the bar; those this source serves already come first."""
        here = [e.risk_id for e in self._evidence.values()]
        return find_risks(self.workspace.reader, here, typed, most)

    def _passage(self) -> Passage | None:
        span = self.pane.passage()
        if span is None or self._source is None or span[0] == span[1]:
            return None
        return Passage(self._source.id, *span)

    @Slot(bool)
    def _on_selected(self, something: bool) -> None:
        passage = self._passage()
        if not something or passage is None:
            if self.bar.passage is not None:
                self.bar.close_bar()
        elif passage != self.bar.passage:
            self.bar.open_for(passage, self.pane.selection_rect())

    @Slot()
    def _on_filing_wanted(self) -> None:
        self._on_selected(True)
        self.bar.field.setFocus()

    @Slot(object)
    def _on_stance_typed(self, stance: Stance) -> None:
        self._on_filing_wanted()
        self.bar.choose_stance(stance)

    @Slot(object)
    def _on_filed(self, command: Command) -> None:
        outcome = self.workspace.do(command)
        if outcome is None:
            return
        self.pane.let_go()
        self.bar.close_bar()
        if outcome.changes is not None:
            self.workspace.bus.did.emit(outcome.changes.label)

    @Slot()
    def _on_bar_closed(self) -> None:
        self.pane.setFocus()

    @Slot()
    def withdraw_passage(self) -> None:
        """Take the chosen passage away from its risk."""
        index = self.passages.currentIndex()
        if index.isValid():
            self._do(WithdrawEvidence(index.data(ENTRY_ROLE).id))

    # -- adding and deleting ------------------------------------------------------------------

    @Slot()
    def choose_files(self) -> None:
        """Let the user choose files to read in."""
        names, _chosen = QFileDialog.getOpenFileNames(
            self, _("Add material"), "", _("Plain text (*.txt);;All files (*)")
        )
        self.add([Path(name) for name in names])

    def add(self, paths: Sequence[Path]) -> None:
        """Read files in, show the last one read, and tell what was not read and why."""
        from ui.material.adding import AddedDialog, add_files, sentence

        if not paths:
            return
        outcome = add_files(self.workspace, paths)
        made = [added.source_id for added in outcome if added.source_id is not None]
        if made:
            self._show_new(made[-1])
        if len(made) == len(outcome) == 1:
            self.workspace.bus.said.emit(sentence(outcome))
        else:
            AddedDialog(outcome, self).open()

    @Slot()
    def paste(self) -> None:
        """Make a source of the text on the clipboard."""
        try:
            command = self.workspace.outside.read_pasted(QGuiApplication.clipboard().text())
        except UserError as error:
            self.workspace.tell(error)
            return
        outcome = self.workspace.do(command)
        if outcome is not None and outcome.made is not None:
            self._show_new(outcome.made)
            self.head.fold.setChecked(True)

    def _show_new(self, source_id: int) -> None:
        self._stale = False
        self.filter.clear()
        self._rows = self.workspace.reader.source_rows()
        self._show_list()
        self.show_source(source_id)
        self.sources.scrollTo(self.sources.currentIndex())

    @Slot()
    def delete_source(self) -> None:
        """Take the shown source out, with the passages filed from it. Undo brings it back."""
        if self._source is not None:
            self._do(DeleteSource(self._source.id))

    def _do(self, command: Command) -> None:
        outcome = self.workspace.do(command)
        if outcome is not None and outcome.changes is not None:
            self.workspace.bus.did.emit(outcome.changes.label)

    @Slot(QPoint)
    def _source_menu(self, point: QPoint) -> None:
        if self.sources.indexAt(point).isValid():
            menu = QMenu(self)
            menu.addAction(self._delete)
            menu.popup(self.sources.viewport().mapToGlobal(point))

    @Slot(QPoint)
    def _passage_menu(self, point: QPoint) -> None:
        index = self.passages.indexAt(point)
        if index.isValid():
            menu = QMenu(self)
            menu.addAction(_("Open risk"), lambda: self._on_passage_activated(index))
            menu.addAction(self._withdraw)
            menu.popup(self.passages.viewport().mapToGlobal(point))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()
