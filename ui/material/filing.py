"""The filing bar: a selected passage becomes evidence, with a few keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from riskreg.commands import Command, FileEvidence, Passage, RecordRiskFromPassage
from riskreg.terms import CREDIBILITIES, Stance, credibility_label, label
from riskreg.words import _
from ui.rooms import labelled, restyle
from ui.texts import NO_LIMIT, one_line, tool_tip

#: What cannot be judged is graded so: the analyst says more, the program does not.
_UNKNOWN = 6
_SHOWN = 6
_WIDTH = 480
_NEW = -1
_ID_ROLE = int(Qt.ItemDataRole.UserRole)
_KEYS = {stance.letter: stance for stance in Stance}


@dataclass(frozen=True, slots=True)
class Found:
    """A risk that answers to what was typed."""

    id: int
    code: str
    title: str


#: Risks for what was typed (at most so many), the likeliest first.
Finder = Callable[[str, int], Sequence[Found]]


class FilingBar(QFrame):
    """Stance, risk (found by code or words, or a new one), credibility; Return files it.

    filed(Command)   what the user decided
    closed()         Escape: nothing is filed
    """

    filed = Signal(object)
    closed = Signal()

    def __init__(self, find: Finder, parent: QWidget) -> None:
        super().__init__(parent)
        self._find = find
        self._pane = parent
        self._passage: Passage | None = None
        self._beside = QRectF()
        self._naming = False
        self.setProperty("look", "popup")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(_("File this passage as evidence"))
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 6)
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(self._stance_row())
        self._caption = QLabel()
        self._caption.setProperty("look", "small")
        layout.addWidget(self._caption)
        self.field = QLineEdit()
        self.field.setMaxLength(NO_LIMIT)
        labelled(self.field, _("Risk"))
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        layout.addWidget(self.field)
        self.found = QListWidget()
        self.found.setAccessibleName(_("Risks found"))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.itemClicked.connect(self._on_clicked)
        layout.addWidget(self.found)
        layout.addLayout(self._credibility_row())
        self._hint = QLabel()
        self._hint.setProperty("look", "small")
        self._hint.setWordWrap(True)
        layout.addWidget(self._hint)
        self.hide()

    def _stance_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._stances = QButtonGroup(self)
        for number, stance in enumerate(Stance):
            button = _choice(f"{stance.letter}  {label(stance).lower()}")
            labelled(
                button,
                label(stance),
                _("{stance} (Alt+{letter})").format(stance=label(stance), letter=stance.letter),
            )
            self._stances.addButton(button, number)
            row.addWidget(button)
        row.addStretch()
        return row

    def _credibility_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(QLabel(_("Credibility")))
        row.addSpacing(4)
        self._grades = QButtonGroup(self)
        for grade in CREDIBILITIES:
            button = _choice(str(grade))
            words = _("{grade} {words}").format(grade=grade, words=credibility_label(grade))
            labelled(button, words, _("{words} (Alt+{grade})").format(words=words, grade=grade))
            self._grades.addButton(button, grade)
            row.addWidget(button)
        self._grades.idToggled.connect(self._on_graded)
        row.addStretch()
        self.file_button = QPushButton(_("File"))
        self.file_button.setProperty("look", "primary")
        labelled(self.file_button, _("File"), _("File the passage (Return)"))
        self.file_button.clicked.connect(self._on_return)
        row.addWidget(self.file_button)
        return row

    # -- what is decided ----------------------------------------------------------------------

    @property
    def stance(self) -> Stance:
        return list(Stance)[self._stances.checkedId()]

    @property
    def credibility(self) -> int:
        return self._grades.checkedId()

    @property
    def passage(self) -> Passage | None:
        """The passage to be filed; None while the bar is closed."""
        return self._passage

    def choose_stance(self, stance: Stance) -> None:
        self._stances.button(list(Stance).index(stance)).setChecked(True)

    def choose_credibility(self, grade: int) -> None:
        self._grades.button(grade).setChecked(True)

    # -- opening and closing ------------------------------------------------------------------

    def open_for(self, passage: Passage, beside: QRectF) -> None:
        """Show the bar beside a selection (in the parent's coordinates), nothing typed yet."""
        self._passage = passage
        self._beside = beside
        self._naming = False
        self.choose_stance(Stance.SUPPORTS)
        self.choose_credibility(_UNKNOWN)
        self.field.clear()
        self._search("")
        self._tell()
        self.show()
        self.place(beside)
        self.raise_()

    def place(self, beside: QRectF) -> None:
        """Stand below a selection, above it where there is no room below."""
        self.adjustSize()
        room = self._pane.rect().adjusted(8, 8, -8, -8)
        x = min(max(int(beside.left()), room.left()), max(room.right() - self.width(), 0))
        y = int(beside.bottom()) + 10
        if y + self.height() > room.bottom():
            y = int(beside.top()) - self.height() - 10
        if y < room.top():
            y = max(room.bottom() - self.height(), room.top())
        self.move(x, y)

    def close_bar(self) -> None:
        """Let go of the passage."""
        self._passage = None
        self.hide()
        self.closed.emit()

    # -- finding ------------------------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        if self._naming:
            self.file_button.setEnabled(bool(text.strip()))
        else:
            self._search(text)

    def _search(self, text: str) -> None:
        self.found.clear()
        for risk in self._find(text, _SHOWN):
            item = QListWidgetItem(f"{risk.code}   {one_line(risk.title)}")
            item.setToolTip(tool_tip(risk.title))
            item.setData(_ID_ROLE, risk.id)
            self.found.addItem(item)
        typed = text.strip()
        words = (
            _("new   “{title}” from this passage").format(title=one_line(typed))
            if typed
            else _("new risk from this passage …")
        )
        item = QListWidgetItem(words)
        item.setData(_ID_ROLE, _NEW)
        self.found.addItem(item)
        self.found.setCurrentRow(0)
        self._resize_list()

    def _resize_list(self) -> None:
        row = self.fontMetrics().height() + 10
        for number in range(self.found.count()):
            self.found.item(number).setSizeHint(QSize(0, row))
        self.found.setFixedHeight(row * self.found.count() + 2 * self.found.frameWidth() + 2)
        self.place(self._beside)

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.found.setCurrentItem(item)
        self._on_return()

    def _begin_naming(self) -> None:
        self._naming = True
        self.found.hide()
        self._tell()
        self.field.setFocus()
        self.field.selectAll()
        self.file_button.setEnabled(bool(self.field.text().strip()))
        self.place(self._beside)

    def _end_naming(self) -> None:
        self._naming = False
        self._tell()
        self._search(self.field.text())

    def _tell(self) -> None:
        self.found.setVisible(not self._naming)
        self.file_button.setEnabled(True)
        if self._naming:
            self._caption.setText(_("Title of the new risk"))
            self.field.setPlaceholderText(_("What may happen, in a few words"))
            self._hint.setText(_("Return records the risk with this passage. Escape goes back."))
        else:
            self._caption.setText(_("Which risk does this passage belong to?"))
            self.field.setPlaceholderText(_("Code or words of a risk"))
            self._hint.setText(
                _("Alt with S C D O X sets the stance, Alt with 1 to 6 the credibility.")
            )

    def _on_graded(self, grade: int, chosen: bool) -> None:
        button = self._grades.button(grade)
        words = _("{grade} {words}").format(grade=grade, words=credibility_label(grade))
        button.setText(words if chosen else str(grade))
        # The words of the chosen grade are bold; the button's own size hint does not know it.
        bold = self.font()
        bold.setBold(True)
        wide = QFontMetrics(bold).horizontalAdvance(button.text()) + 28
        button.setMinimumWidth(wide if chosen else 30)

    # -- keys ---------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is self.field:
            if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._key(event):
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        return event.key() == Qt.Key.Key_Escape or (alt and _letter(event) in {*_KEYS, *"123456"})

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self._naming:
                self._end_naming()
            else:
                self.close_bar()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_return()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self._naming:
            step = 1 if key == Qt.Key.Key_Down else -1
            count = self.found.count()
            self.found.setCurrentRow((self.found.currentRow() + step) % count)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier:
            return self._alt(_letter(event))
        else:
            return False
        return True

    def _alt(self, letter: str) -> bool:
        if letter in _KEYS:
            self.choose_stance(_KEYS[letter])
        elif letter in set("123456"):
            self.choose_credibility(int(letter))
        else:
            return False
        return True

    def _on_return(self) -> None:
        passage, typed = self._passage, self.field.text()
        if passage is None:
            return
        if self._naming:
            if typed.strip():
                self.filed.emit(
                    RecordRiskFromPassage(typed, passage, self.stance, self.credibility)
                )
            return
        chosen = self.found.currentItem().data(_ID_ROLE)
        if chosen == _NEW:
            self._begin_naming()
            return
        command: Command = FileEvidence(chosen, passage, self.stance, self.credibility)
        self.filed.emit(command)


def _letter(event: QKeyEvent) -> str:
    key = event.key()
    return chr(key) if 0x30 <= key < 0x5B else ""


def _choice(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    button.setAutoDefault(False)
    button.setMinimumWidth(30)
    restyle(button, "look", "chip")
    return button
