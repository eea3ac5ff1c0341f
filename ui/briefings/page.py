"""The briefings room: hand the register out, for an audience, with what stays behind in sight."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from riskreg.errors import UserError
from riskreg.exporting import (
    Cancelled,
    ExportRequest,
    ExportResult,
    Format,
    Progress,
    refuse_own_place,
)
from riskreg.snapshot import Snapshot
from riskreg.terms import Marking
from riskreg.words import LANGUAGES, _, current, ngettext, number_text
from ui import tasks
from ui.briefings.preview import Left, Preview, numbers, preview, reason
from ui.entries import Entry, entry_list
from ui.rooms import Room, labelled
from ui.texts import one_line
from ui.workspace import Workspace

_ALL_KINDS = frozenset({"settings", "risk", "assessment", "source", "evidence", "actor", "measure"})

#: The names of the languages in themselves.
_LANGUAGE_NAMES = {"en": "English", "nl": "Nederlands", "fr": "Français", "de": "Deutsch"}


class BriefingsPage(Room):
    """Format, language and audience at the left, what will be withheld at the right."""

    concerns = _ALL_KINDS

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._snapshot: Snapshot | None = None
        self._reading: tasks.Task[object] | None = None
        self._asked_again = False
        self._exporting: tasks.Task[ExportResult] | None = None
        self._target: Path | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._left())
        layout.addWidget(self._right(), 1)
        self.marking.currentIndexChanged.connect(self._show_preview)

    # -- building -----------------------------------------------------------------------------

    def _left(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(420)
        column = QVBoxLayout(side)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        title = QLabel(_("Export"))
        title.setProperty("look", "title")
        column.addWidget(title)
        column.addLayout(self._form())
        self.export_button = QPushButton(_("Export…"))
        self.export_button.setProperty("look", "primary")
        labelled(self.export_button, _("Export"), _("Choose a file and write it"))
        self.export_button.clicked.connect(self.choose_target)
        self.cancel_button = QPushButton(_("Stop"))
        labelled(self.cancel_button, _("Stop"), _("Stop the export; the file from before stays"))
        self.cancel_button.clicked.connect(self.cancel)
        buttons = QHBoxLayout()
        buttons.addWidget(self.export_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch()
        column.addLayout(buttons)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("Progress of the export"))
        column.addWidget(self.progress)
        self.result = QLabel()
        self.result.setTextFormat(Qt.TextFormat.PlainText)
        self.result.setWordWrap(True)
        self.result.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column.addWidget(self.result)
        self.open_button = QPushButton(_("Open the file"))
        self.open_button.clicked.connect(self._open)
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.notes, self._notes_model = entry_list(_("Notes on the export"))
        column.addWidget(self.notes, 1)
        column.addStretch()
        self._show_idle()
        self.open_button.hide()
        self.notes.hide()
        return side

    def _form(self) -> QFormLayout:
        self.format = QComboBox()
        for kind, words in (
            (Format.PDF, _("Briefing pack (PDF)")),
            (Format.XLSX, _("Workbook (Excel)")),
            (Format.CSV, _("Table of risks (CSV)")),
            (Format.JSON, _("Everything, for other programs (JSON)")),
        ):
            self.format.addItem(words, kind)
        self.language = QComboBox()
        for language in LANGUAGES:
            self.language.addItem(_LANGUAGE_NAMES[language], language)
        self.language.setCurrentIndex(LANGUAGES.index(current().language))
        self.marking = QComboBox()
        for marking in Marking:
            self.marking.addItem(marking.value, marking)
        self.marking.addItem(_("no limit: all there is"), None)
        register = self.workspace.reader.settings().marking
        self.marking.setCurrentIndex(list(Marking).index(register))
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, control in (
            (_("Format"), self.format),
            (_("Language"), self.language),
            (_("Audience may see up to"), self.marking),
        ):
            control.setAccessibleName(words)
            form.addRow(words, control)
        return form

    def _right(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(24, 20, 0, 0)
        column.setSpacing(4)
        title = QLabel(_("What will be withheld"))
        title.setProperty("look", "title")
        self.kept = QLabel()
        self.kept.setProperty("look", "muted")
        self.withheld = QLabel()
        for text in (self.kept, self.withheld):
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
        column.addWidget(title)
        column.addWidget(self.withheld)
        column.addWidget(self.kept)
        column.addSpacing(8)
        self.listing, self.list_model = entry_list(_("Risks and sources withheld"))
        column.addWidget(self.listing, 1)
        return side

    # -- what will be withheld ----------------------------------------------------------------

    @property
    def limit(self) -> Marking | None:
        """The highest marking the audience may see; None: no limit."""
        chosen = self.marking.currentData()
        return None if chosen is None else Marking(chosen)

    def refresh(self) -> None:
        """Read the register anew, on a worker, and count what will be withheld."""
        if self._reading is not None:
            self._asked_again = True
            return
        if self._snapshot is None:
            self.withheld.setText(_("Reading the register …"))
        read, path, passphrase = (
            self.workspace.outside.snapshot,
            self.workspace.path,
            self.workspace.passphrase,
        )

        def job(_progress: Progress) -> object:
            return read(path, passphrase)

        self._reading = tasks.run(job, self._on_read, self._on_read_failed)

    @Slot(object)
    def _on_read(self, snapshot: object) -> None:
        assert isinstance(snapshot, Snapshot)
        self._reading = None
        self._snapshot = snapshot
        self._show_preview()
        if self._asked_again:
            self._asked_again = False
            self.refresh()

    @Slot(object)
    def _on_read_failed(self, error: object) -> None:
        self._reading = None
        if not isinstance(error, UserError):
            raise error  # type: ignore[misc]  # a worker hands back only what was raised on it
        self.withheld.setText(str(error))

    def _show_preview(self) -> None:
        if self._snapshot is None:
            return
        shown = preview(self._snapshot, self.limit)
        self.withheld.setText(shown.sentence)
        self.kept.setText(
            _("{risks} and {sources} will leave the register.").format(
                risks=ngettext("{n} risk", "{n} risks", shown.risks_kept),
                sources=ngettext("{n} source", "{n} sources", shown.sources_kept),
            )
        )
        self.list_model.set_entries(self._entries(shown))

    def _entries(self, shown: Preview) -> list[Entry]:
        limit = self.limit
        return [_entry(left, limit) for left in (*shown.risks, *shown.sources) if limit is not None]

    # -- exporting ----------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether an export is under way."""
        return self._exporting is not None

    @Slot()
    def choose_target(self) -> None:
        """Ask for the file, then write it."""
        kind = Format(self.format.currentData())
        name, _chosen = QFileDialog.getSaveFileName(
            self,
            _("Export"),
            str(self.workspace.path.parent / self._proposed(kind)),
            _("{kind} files (*.{ending})").format(kind=kind.value.upper(), ending=kind.value),
        )
        if name:
            path = Path(name)
            if path.suffix.lower() != f".{kind.value}":
                path = path.with_name(f"{path.name}.{kind.value}")
            self.export_to(path)

    def _proposed(self, kind: Format) -> str:
        title = re.sub(r"[^\w\- ]+", "", self.workspace.reader.settings().title).strip()
        limit = self.limit.value.replace(":", "-") if self.limit else _("all")
        day = self.workspace.today.isoformat()
        return f"{title or 'register'} {day} {limit}.{kind.value}"

    def export_to(self, target: Path) -> None:
        """Write the export on a worker; nothing happens while another one is under way."""
        if self._exporting is not None:
            return
        workspace, outside = self.workspace, self.workspace.outside
        path, passphrase, limit = workspace.path, workspace.passphrase, self.limit
        request = ExportRequest(
            format=Format(self.format.currentData()),
            day=workspace.today,
            language=str(self.language.currentData()),
            max_marking=limit,
            history=(lambda: outside.history(path, passphrase)) if limit is None else None,
        )

        def job(progress: Progress) -> ExportResult:
            refuse_own_place(path, target)
            return outside.export(outside.snapshot(path, passphrase), request, target, progress)

        self._target = target
        self._show_busy()
        self._exporting = tasks.run(job, self._on_done, self._on_failed, self._on_progress)

    @Slot()
    def cancel(self) -> None:
        """Ask the export to stop."""
        if self._exporting is not None:
            self._exporting.cancel()
            self.cancel_button.setEnabled(False)
            self.result.setText(_("Stopping …"))

    def _show_busy(self) -> None:
        self.export_button.setEnabled(False)
        self.cancel_button.setEnabled(True)
        self.cancel_button.show()
        self.progress.setRange(0, 0)
        self.progress.show()
        self.result.setText("")
        self.open_button.hide()
        self.notes.hide()

    def _show_idle(self) -> None:
        self._exporting = None
        self.export_button.setEnabled(True)
        self.cancel_button.hide()
        self.progress.hide()

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        if self._exporting is not None:
            self.progress.setRange(0, total)
            self.progress.setValue(done)

    @Slot(object)
    def _on_done(self, result: object) -> None:
        assert isinstance(result, ExportResult)
        self._show_idle()
        name = self._target.name if self._target else ""
        size = self._target.stat().st_size if self._target and self._target.exists() else 0
        lines = [_("{name} is written ({size} kB).").format(name=name, size=_kilobytes(size))]
        if result.withheld.total:
            left = ", ".join(numbers(result.withheld))
            lines.append(_("Withheld: {numbers}.").format(numbers=left))
        self.result.setText("\n".join(lines))
        self.open_button.setVisible(size > 0)
        self._notes_model.set_entries(
            [Entry(id=n, title="", body=note) for n, note in enumerate(result.notes, start=1)]
        )
        self.notes.setVisible(bool(result.notes))
        self.workspace.bus.said.emit(_("Exported {name}").format(name=name))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._show_idle()
        if isinstance(error, Cancelled):
            self.result.setText(_("Stopped. The file is what it was before."))
        elif isinstance(error, UserError):
            self.result.setText(str(error))
            self.workspace.tell(error)
        else:
            self.result.setText(_("The export failed; nothing was written."))
            raise error  # type: ignore[misc]  # a worker hands back only what was raised on it

    @Slot()
    def _open(self) -> None:
        if self._target is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target)))


def _entry(left: Left, limit: Marking) -> Entry:
    return Entry(
        id=left.id,
        head=left.code,
        title=one_line(left.title),
        facts=(reason(left, limit),),
    )


def _kilobytes(size: int) -> str:
    return number_text(max(round(size / 1000), 1))
