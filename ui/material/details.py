"""The head of a source: its title, a line of facts, and a form with all of them to fold out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from riskreg.commands import EditSource
from riskreg.errors import UserError
from riskreg.labels import field_label
from riskreg.model import Source
from riskreg.ports import SourceRow
from riskreg.terms import Marking, Reliability, SourceKind, label
from riskreg.words import _, date_text
from ui.fields import CheckField, ChoiceField, DateField, TextField, Write
from ui.texts import one_line
from ui.workspace import Workspace

_MARGIN = 20

#: In the order of the form, two to a row.
_TEXTS = ("title", "publisher", "author", "published_note", "language", "address")
_DATES = ("published", "accessed")
_ORDER = (
    "title",
    "publisher",
    "author",
    "published",
    "published_note",
    "accessed",
    "language",
    "kind",
    "marking",
    "reliability",
    "interested_party",
    "derives_from",
    "address",
)
#: These take a whole row.
_WIDE = {"title", "reliability", "interested_party", "derives_from", "address"}


class SourceHead(QWidget):
    """What the text below is: read at a glance, edited after unfolding."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._source: Source | None = None
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 12, _MARGIN, 8)
        layout.setSpacing(4)
        self._title = QLabel()
        self._title.setProperty("look", "title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._facts = QLabel()
        self._facts.setProperty("look", "muted")
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setWordWrap(True)
        self.fold = QPushButton()
        self.fold.setCheckable(True)
        self.fold.setProperty("look", "quiet")
        self.fold.toggled.connect(self._on_folded)
        line = QHBoxLayout()
        line.addWidget(self._facts, 1)
        line.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._title)
        layout.addLayout(line)
        self._form = QFrame()
        self._form.setProperty("look", "card")
        self._build_form()
        layout.addWidget(self._form)
        self._on_folded(False)

    def _build_form(self) -> None:
        self.texts = {n: TextField(self._writer(n), field_label(n)) for n in _TEXTS}
        tell = self._tell
        self.dates = {n: DateField(self._writer(n), tell, field_label(n)) for n in _DATES}
        self.language = self.texts["language"]
        self.language.setPlaceholderText("en, nl, fr, de …")
        self.kind = ChoiceField(self._writer("kind"), field_label("kind"))
        self.kind.offer([(kind, label(kind)) for kind in SourceKind])
        self.reliability = ChoiceField(self._writer("reliability"), field_label("reliability"))
        self.reliability.offer([(grade, grade_words(grade)) for grade in Reliability])
        self.interested = CheckField(
            self._writer("interested_party"), _("The source is an interested party")
        )
        self.origin = ChoiceField(self._writer("derives_from"), field_label("derives_from"))
        self.marking = ChoiceField(self._writer("marking"), field_label("marking"))
        self.marking.offer([(marking, marking.value) for marking in Marking])
        fields: dict[str, QWidget] = {
            **self.texts,
            **self.dates,
            "kind": self.kind,
            "reliability": self.reliability,
            "interested_party": self.interested,
            "derives_from": self.origin,
            "marking": self.marking,
        }
        grid = QGridLayout(self._form)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        row, side = 0, 0
        for name in _ORDER:
            wide = name in _WIDE
            if wide and side:
                row, side = row + 1, 0
            caption = QLabel(_sentence_case(field_label(name)))
            caption.setProperty("look", "small")
            caption.setBuddy(fields[name])
            if name != "interested_party":
                grid.addWidget(caption, row, 2 * side)
            grid.addWidget(fields[name], row, 2 * side + 1, 1, 3 if wide else 1)
            side = 0 if wide else 1 - side
            row += 1 if wide or side == 0 else 0
        self._file = QLabel()
        self._file.setProperty("look", "small")
        self._file.setTextFormat(Qt.TextFormat.PlainText)
        self._file.setWordWrap(True)
        self._file.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(self._file, row + 1, 0, 1, 4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    def show_source(self, source: Source | None, others: Sequence[SourceRow]) -> None:
        """Show a source; ``others`` are those it may derive from."""
        if source is None or self._source is None or source.id != self._source.id:
            for field in (*self.texts.values(), *self.dates.values()):
                field.give_up()
        self._source = source
        self.setVisible(source is not None)
        if source is None:
            return
        self._title.setText(one_line(source.title))
        self._facts.setText(facts_line(source))
        for name, text_field in self.texts.items():
            text_field.load(getattr(source, name))
        for name, date_field in self.dates.items():
            date_field.load_day(getattr(source, name))
        self.kind.load(source.kind)
        self.reliability.load(source.reliability)
        self.interested.load(source.interested_party)
        self.origin.offer(
            [
                (None, _("no other source held here")),
                *(
                    (row.source.id, f"{row.source.code}  {one_line(row.source.title)}")
                    for row in others
                    if row.source.id != source.id
                ),
            ]
        )
        self.origin.load(source.derives_from)
        self.marking.load(source.marking)
        self._file.setText(_file_line(source))

    def stand_above(self, left: int, right: int) -> None:
        """Stand above the column of text below, with these margins."""
        self._column.setContentsMargins(left, 12, right, 8)

    def save(self) -> None:
        """Write what is still being typed, before another source is shown."""
        for field in (*self.texts.values(), *self.dates.values()):
            field.save()

    def _writer(self, name: str) -> Write:
        def write(seen: object, value: object) -> bool:
            if self._source is None:
                return False
            return self._workspace.do(EditSource(self._source.id, name, seen, value)) is not None

        return write

    def _tell(self, error: UserError) -> None:
        self._workspace.tell(error)

    def _on_folded(self, out: bool) -> None:
        self._form.setVisible(out)
        self.fold.setText(_("Source details ▴") if out else _("Source details ▾"))


def grade_words(grade: Reliability) -> str:
    """'C  fairly reliable'."""
    return f"{grade.value}  {label(grade)}"


def facts_line(source: Source) -> str:
    """What a source is, on one line: code, publisher, day, language, reliability in words."""
    day = day_words(source)
    reliability = (
        _("reliability unknown (F)")
        if source.reliability is Reliability.F
        else _("reliability {grade}, {words}").format(
            grade=source.reliability.value, words=label(source.reliability)
        )
    )
    parts = [
        source.code,
        source.publisher,
        source.author,
        day,
        source.language,
        reliability,
        _("interested party") if source.interested_party else "",
        source.marking.value,
    ]
    return " · ".join(one_line(part) for part in parts if part)


def day_words(source: Source) -> str:
    """When a source was published, as far as it is known."""
    day, note = date_text(source.published), source.published_note
    if day and note:
        return _("{day} ({note})").format(day=day, note=note)
    return day or note or _("undated")


def _file_line(source: Source) -> str:
    if not source.sha256:
        return _("No original file is held; the text was pasted or typed.")
    return _("File {name} · SHA-256 {digest}").format(
        name=one_line(source.file_name), digest=source.sha256
    )


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
