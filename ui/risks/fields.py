"""Editors that save when they are left. There is no Save button.

A field that nobody typed in writes nothing, whatever its widget makes of the stored text. What the
register refuses stays in the field as typed. While somebody types, news from elsewhere does not
overwrite the typing; on leaving, the value it was based on is what the command says was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from riskreg.errors import UserError
from riskreg.model import parse_date
from riskreg.terms import label
from riskreg.words import _
from ui.texts import NO_LIMIT, with_typed

#: (id of the entity, value seen, new value) → whether it was written.
Save = Callable[[int, Any, Any], bool]
Tell = Callable[[UserError], None]

_POPUP_REASONS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class Field:
    """What all such editors share; mixed into a widget."""

    def set_up(self, name: str, save: Save, tell: Tell) -> None:
        """``name`` is what a screen reader says."""
        self._save = save
        self._tell = tell
        self._owner = 0
        self._seen: Any = None
        self._committing = False
        widget = self._widget()
        widget.setAccessibleName(name)
        widget.setEnabled(False)

    def _widget(self) -> QWidget:
        assert isinstance(self, QWidget)
        return self

    # What each kind of editor says for itself.

    def put(self, value: Any) -> None:
        """Show ``value``; nothing counts as typed after it."""
        raise NotImplementedError

    def typed(self) -> Any:
        """The value typed; UserError where it is none."""
        raise NotImplementedError

    def is_typed_over(self) -> bool:
        """Whether the user changed anything since ``put``."""
        raise NotImplementedError

    # What the others use.

    @property
    def seen(self) -> Any:
        """The stored value this field shows or was based on."""
        return self._seen

    def show_value(self, owner: int, value: Any) -> None:
        """Show the stored value of entity ``owner``, unless somebody is typing over it."""
        self._widget().setEnabled(True)
        same_owner = owner == self._owner
        typing = same_owner and self.is_typed_over()
        if typing and not self._committing:
            return
        if same_owner and value == self._seen and not typing:
            return
        self._owner, self._seen = owner, value
        self.put(value)
        self._mark(wrong=False)

    def commit(self) -> bool:
        """Write what was typed, if anything; False where it is refused."""
        if self._committing or not self.is_typed_over():
            return True
        self._committing = True
        done = False
        try:
            value = self.typed()
            done = self._save(self._owner, self._seen, value)
        except UserError as error:
            self._tell(error)
        finally:
            self._committing = False
        if done:
            self._seen = value
            self.put(value)
        settled = done or not self.is_typed_over()
        self._mark(wrong=not settled)
        return settled

    def give_up(self) -> None:
        """Forget what was typed and show what is stored."""
        self.put(self._seen)
        self._mark(wrong=False)

    def _mark(self, *, wrong: bool) -> None:
        widget = self._widget()
        if bool(widget.property("wrong")) != wrong:
            widget.setProperty("wrong", wrong)
            widget.style().unpolish(widget)
            widget.style().polish(widget)


class LineField(Field, QLineEdit):
    """A text on one line."""

    def __init__(self, name: str, save: Save, tell: Tell, parent: QWidget | None = None) -> None:
        QLineEdit.__init__(self, parent)
        self.setMaxLength(NO_LIMIT)
        self._shown = ""
        self.set_up(name, save, tell)

    def put(self, value: Any) -> None:
        self.setText(value or "")
        self._shown = self.text()
        self.setCursorPosition(0)
        self.setModified(False)

    def typed(self) -> Any:
        return with_typed(self._seen or "", self._shown, self.text())

    def is_typed_over(self) -> bool:
        return self.isModified() and self.text() != self._shown

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _POPUP_REASONS:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.is_typed_over():
            self.give_up()
        else:
            super().keyPressEvent(event)


class DateField(LineField):
    """A date, written 2026-12-20 or 20/12/2026; empty for none."""

    def __init__(self, name: str, save: Save, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(name, save, tell, parent)
        self.setPlaceholderText("2026-12-20")

    def put(self, value: Any) -> None:
        super().put(value.isoformat() if isinstance(value, date) else "")

    def typed(self) -> Any:
        return parse_date(self.text())


class TextField(Field, QPlainTextEdit):
    """A text of several lines, as high as it needs up to a limit. Tab leaves it."""

    def __init__(
        self,
        name: str,
        save: Save,
        tell: Tell,
        parent: QWidget | None = None,
        lines: tuple[int, int] = (1, 12),
    ) -> None:
        QPlainTextEdit.__init__(self, parent)
        self._fewest, self._most = lines
        self._shown = ""
        self.document().setDocumentMargin(2)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_up(name, save, tell)
        self.textChanged.connect(self._fit)
        self._fit()

    def _lines(self) -> int:
        """How many lines the text takes at this width, counted no further than needed."""
        layout = self.document().documentLayout()
        block = self.document().firstBlock()
        lines = 0
        while block.isValid() and lines < self._most:
            layout.blockBoundingRect(block)  # lays the block out
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return lines

    def _fit(self) -> None:
        lines = max(self._fewest, min(self._lines(), self._most))
        around = 2 * self.document().documentMargin() + 10  # with border and padding of the sheet
        self.setFixedHeight(int(lines * self.fontMetrics().lineSpacing() + around))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def put(self, value: Any) -> None:
        self.setPlainText(value or "")
        self._shown = self._raw()
        self.document().setModified(False)

    def _raw(self) -> str:
        return self.document().toRawText().replace("\u2029", "\n")

    def typed(self) -> Any:
        return with_typed(self._seen or "", self._shown, self._raw())

    def is_typed_over(self) -> bool:
        return self.document().isModified() and self._raw() != self._shown

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _POPUP_REASONS:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_typed_over():
            self.give_up()
        else:
            super().keyPressEvent(event)


class OneLineTextField(TextField):
    """A text that wraps but is one line for its author: Enter saves it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        else:
            super().keyPressEvent(event)


class ListField(TextField):
    """Several entries, one a line."""

    def put(self, value: Any) -> None:
        super().put("\n".join(value or ()))

    def typed(self) -> Any:
        entries = [line.strip() for line in self._raw().split("\n")]
        return tuple(entry for entry in entries if entry)


class ChoiceField(Field, QComboBox):
    """One of a list; choosing writes it."""

    def __init__(
        self,
        name: str,
        save: Save,
        tell: Tell,
        choices: Sequence[tuple[Any, str]],
        parent: QWidget | None = None,
    ) -> None:
        QComboBox.__init__(self, parent)
        self._values = [value for value, _word in choices]
        for _value, word in choices:
            self.addItem(word)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.set_up(name, save, tell)
        self.activated.connect(lambda _place: self._chosen())

    def _chosen(self) -> None:
        if not self.commit():
            self.give_up()

    def put(self, value: Any) -> None:
        if value not in self._values:
            # A value the list no longer offers is shown all the same.
            self._values.append(value)
            self.addItem(_(str(value)) if value else "—")
        self.setCurrentIndex(self._values.index(value))

    def typed(self) -> Any:
        return self._values[self.currentIndex()]

    def is_typed_over(self) -> bool:
        return self.currentIndex() >= 0 and self.typed() != self._seen and self._owner != 0

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling past a list must not change it


def terms(kind: type[StrEnum]) -> list[tuple[Any, str]]:
    """The choices of a closed list."""
    return [(term, label(term)) for term in kind]
