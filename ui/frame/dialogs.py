"""The small dialogs: a new register, a passphrase, the shortcuts, about the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from riskreg.words import _
from ui.texts import NO_LIMIT

SUFFIX = ".riskreg"


def file_kinds() -> str:
    """The filter of file dialogs."""
    return _("Registers") + f" (*{SUFFIX})"


@dataclass(frozen=True, slots=True)
class NewRegister:
    """What the person wants made."""

    path: Path
    title: str
    starter: bool
    passphrase: str | None


class NewRegisterDialog(QDialog):
    """Title, place, starter content, passphrase. What is missing is told in the dialog."""

    def __init__(self, folder: Path, *, starter: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New register"))
        self._folder = folder
        self.title = QLineEdit(_("Foreign influence"), self)
        self.title.setMaxLength(NO_LIMIT)
        self.place = QLineEdit(str(folder / f"register{SUFFIX}"), self)
        browse = QPushButton(_("Choose…"), self)
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.addWidget(self.place, 1)
        where.addWidget(browse)
        self.starter = QCheckBox(_("Begin with the starter register"), self)
        self.starter.setToolTip(
            _("Worked examples from published sources, scored and with measures, to learn from.")
        )
        self.starter.setChecked(starter)
        self.encrypted = QCheckBox(_("Encrypt it with a passphrase"), self)
        self.passphrase = _secret(self, _("Passphrase"))
        self.again = _secret(self, _("Passphrase again"))
        self.encrypted.toggled.connect(self._show_passphrase)
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(_("&Title"), self.title)
        file_label = QLabel(_("&File"), self)
        file_label.setBuddy(self.place)
        form.addRow(file_label, where)
        form.addRow("", self.starter)
        form.addRow("", self.encrypted)
        form.addRow(_("&Passphrase"), self.passphrase)
        form.addRow(_("&Again"), self.again)
        self.problem = QLabel(self)
        self.problem.setProperty("look", "danger")
        self.problem.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.make = buttons.addButton(
            _("Make the register"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.accepted.connect(self._accept_if_whole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(buttons)
        self.setMinimumWidth(520)
        self._show_passphrase(False)

    def _show_passphrase(self, on: bool) -> None:
        self.passphrase.setEnabled(on)
        self.again.setEnabled(on)

    def _browse(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("New register"), self.place.text(), file_kinds()
        )
        if chosen:
            self.place.setText(chosen)

    def _accept_if_whole(self) -> None:
        problem = self._what_is_missing()
        self.problem.setText(problem)
        if not problem:
            self.accept()

    def _what_is_missing(self) -> str:
        if not self.title.text().strip():
            return _("A register needs a title.")
        if not self.place.text().strip():
            return _("Choose where the file is to lie.")
        if self.encrypted.isChecked() and not self.passphrase.text():
            return _("Type a passphrase, or do not encrypt.")
        if self.encrypted.isChecked() and self.passphrase.text() != self.again.text():
            return _("The two passphrases differ.")
        return ""

    def wanted(self) -> NewRegister:
        path = Path(self.place.text().strip()).expanduser()
        if not path.suffix:
            path = path.with_suffix(SUFFIX)
        secret = self.passphrase.text() if self.encrypted.isChecked() else None
        return NewRegister(path, self.title.text().strip(), self.starter.isChecked(), secret)


class PassphraseDialog(QDialog):
    """Asks for the passphrase of a register; says why when it asks again."""

    def __init__(self, name: str, problem: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Passphrase"))
        asked = QLabel(_("Passphrase of {name}").format(name=name), self)
        asked.setTextFormat(Qt.TextFormat.PlainText)
        self.line = _secret(self, _("Passphrase"))
        self.problem = QLabel(problem, self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setProperty("look", "danger")
        self.problem.setWordWrap(True)
        self.problem.setVisible(bool(problem))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton(_("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        for widget in (asked, self.line, self.problem, buttons):
            column.addWidget(widget)
        self.setMinimumWidth(380)


def _secret(parent: QWidget, name: str) -> QLineEdit:
    line = QLineEdit(parent)
    line.setMaxLength(NO_LIMIT)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line


def _reading_keys() -> tuple[tuple[str, str], ...]:
    """Keys of the bar over a selected passage, which are in no menu."""
    return (
        (_("What a selected passage does to a risk"), "S · C · D · O · X"),
        (_("Its credibility"), "Alt+1 … Alt+6"),
        (_("File it"), "Enter"),
    )


class ShortcutsDialog(QDialog):
    """Every action with a shortcut, read from the menus themselves, and the reading desk's keys."""

    def __init__(self, actions: list[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        inner = QWidget(self)
        form = QFormLayout(inner)
        form.setContentsMargins(20, 16, 20, 16)
        form.setHorizontalSpacing(32)
        form.setVerticalSpacing(8)
        for action in actions:
            keys = QLabel(action.shortcut().toString(), inner)
            keys.setProperty("look", "muted")
            form.addRow(action.text().replace("&", ""), keys)
        for words, pressed in _reading_keys():
            keys = QLabel(pressed, inner)
            keys.setProperty("look", "muted")
            form.addRow(words, keys)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(scroll)
        column.addWidget(buttons)
        self.resize(420, 560)


class AboutDialog(QDialog):
    """What this program is, in which version and under which licence."""

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About riskreg"))
        name = QLabel(_("riskreg {version}").format(version=version), self)
        name.setProperty("look", "title")
        words = QLabel(
            _(
                "A register of foreign-influence risks: from the article to the scored risk, the "
                "briefing and the workbook. It works offline; what you type stays in your file. "
                "Licence: EUPL-1.2."
            ),
            self,
        )
        words.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for widget in (name, words, buttons):
            column.addWidget(widget)
        self.setMinimumWidth(420)
