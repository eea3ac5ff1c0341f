"""Fields of a form that write themselves when they are left, and only if somebody changed them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from riskreg.errors import Invalid, UserError
from riskreg.model import parse_date
from riskreg.words import _, date_text
from ui.rooms import restyle
from ui.texts import NO_LIMIT, tool_tip, with_typed

#: Writes a field: from the value that was seen to a new one. False where that was refused.
Write = Callable[[Any, Any], bool]
#: Tells the person why something cannot be.
Tell = Callable[[UserError], None]


class TextField(QLineEdit):
    """A line of text. What was typed stays when it is refused, and is not offered twice."""

    def __init__(self, write: Write, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(NO_LIMIT)
        self._write = write
        self._seen = ""
        self._shown = ""
        self._refused: str | None = None
        self._saving = False
        self.setAccessibleName(name)
        self.editingFinished.connect(self.save)
        self.textEdited.connect(lambda: restyle(self, "wrong", False))

    def load(self, value: str) -> None:
        """Show what is stored; what is being typed is left alone."""
        if self.isModified() and self.hasFocus() and not self._saving:
            return
        self._seen = value
        self.setText(self.shown_for(value))
        self._shown = self.text()
        self._refused = None
        self.setCursorPosition(0)
        self.setModified(False)
        restyle(self, "wrong", False)

    def give_up(self) -> None:
        """Let go of what was typed and refused: what is loaded next belongs to something else."""
        self.setModified(False)

    def shown_for(self, value: Any) -> str:
        return str(value)

    def value_of(self, typed: str) -> Any:
        """What to store for what was typed."""
        return with_typed(self._seen, self._shown, typed)

    def save(self) -> None:
        """Write what was typed, if anything was."""
        typed = self.text()
        if self._saving or typed in (self._shown, self._refused):
            return
        self._saving = True
        try:
            done = self._offer(typed)
        finally:
            self._saving = False
        if done:
            self._refused = None
            self._shown = typed
            self.setModified(False)
        elif self.text() == typed:  # otherwise a conflict was settled and theirs stands here now
            self._refused = typed
            restyle(self, "wrong", True)

    def _offer(self, typed: str) -> bool:
        value = self.value_of(typed)
        if not self._write(self._seen, value):
            return False
        self._seen = value
        return True


class DateField(TextField):
    """A day, typed in one of the usual ways and shown as one reads it."""

    def __init__(self, write: Write, tell: Tell, name: str, parent: QWidget | None = None) -> None:
        super().__init__(write, name, parent)
        self._tell = tell
        self._day: date | None = None
        self.setPlaceholderText("2026-12-20")

    def load_day(self, day: date | None) -> None:
        self._day = day
        self.load(day.isoformat() if day else "")
        self.setToolTip(date_text(day, long=True))

    def _offer(self, typed: str) -> bool:
        try:
            day = parse_date(typed)
        except UserError as error:
            self._tell(error)
            return False
        if not self._write(self._day, day):
            return False
        self._day = day
        return True


class ShareField(TextField):
    """A share in per cent, or nothing."""

    def __init__(self, write: Write, tell: Tell, name: str, parent: QWidget | None = None) -> None:
        super().__init__(write, name, parent)
        self._tell = tell
        self._share: float | None = None

    def load_share(self, share: float | None) -> None:
        self._share = share
        self.load("" if share is None else f"{share:.15g}")

    def _offer(self, typed: str) -> bool:
        written = typed.strip().removesuffix("%").strip().replace(",", ".")
        try:
            share = float(written) if written else None
        except ValueError:
            self._tell(
                Invalid(_("{text!r} is not a number of per cent.").format(text=typed.strip()))
            )
            return False
        if not self._write(self._share, share):
            return False
        self._share = share
        return True


class ChoiceField(QComboBox):
    """One of a few values, written when it is chosen."""

    def __init__(self, write: Write, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._seen: Any = None
        # Kept here: Qt hands an enumeration back as a mere string.
        self._values: list[Any] = []
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.activated.connect(self._on_chosen)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """What can be chosen, as pairs of value and label."""
        self.clear()
        self._values = [value for value, _words in choices]
        self.addItems([words for _value, words in choices])

    @property
    def value(self) -> Any:
        """What is chosen; None where nothing is."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def load(self, value: Any) -> None:
        self._seen = value
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)
        self.setToolTip(tool_tip(self.currentText()))

    def choose(self, value: Any) -> None:
        """Choose a value as the user would."""
        self.setCurrentIndex(self._values.index(value))
        self.activated.emit(self.currentIndex())

    def _on_chosen(self) -> None:
        chosen = self.value
        if chosen == self._seen:
            return
        if self._write(self._seen, chosen):
            self._seen = chosen
        else:
            self.load(self._seen)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling over a form must not change what is stored.
        event.ignore()


class CheckField(QCheckBox):
    """Yes or no, written when it is ticked."""

    def __init__(self, write: Write, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._write = write
        self.clicked.connect(self._on_clicked)

    def load(self, value: bool) -> None:
        self.setChecked(value)

    def _on_clicked(self, checked: bool) -> None:
        if not self._write(not checked, checked):
            self.setChecked(not checked)
