"""The page shown while no register is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from riskreg.words import _
from ui.icons import icon
from ui.texts import one_line
from ui.theme import Theme, theme_of


class StartPage(QWidget):
    """new_wanted(bool)   a new register, with starter content or without
    open_wanted()      choose a file
    path_wanted(Path)  one of the recent registers
    """

    new_wanted = Signal(bool)
    open_wanted = Signal()
    path_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QWidget(self)
        inner.setFixedWidth(560)
        self._column = QVBoxLayout(inner)
        self._column.setSpacing(8)
        self._column.setContentsMargins(0, 0, 0, 0)
        title = QLabel(_("Register of foreign-influence risks"), inner)
        title.setProperty("look", "title")
        words = QLabel(
            _("Read material, record risks from it, score them, hand out briefing and workbook."),
            inner,
        )
        words.setProperty("look", "muted")
        words.setWordWrap(True)
        self._column.addWidget(title)
        self._column.addWidget(words)
        self._column.addSpacing(16)
        self._buttons: list[tuple[QPushButton, str]] = []
        self.new_button = self._big(_("New register…"), "new", _("An empty register"))
        self.starter_button = self._big(
            _("New from the starter register…"),
            "starter",
            _("Worked examples from published sources, to learn from and to change"),
        )
        self.open_button = self._big(_("Open…"), "open", _("A .riskreg file"))
        self.new_button.clicked.connect(lambda: self.new_wanted.emit(False))
        self.starter_button.clicked.connect(lambda: self.new_wanted.emit(True))
        self.open_button.clicked.connect(self.open_wanted)
        self._recent_title = QLabel(_("Recent registers"), inner)
        self._recent_title.setProperty("look", "heading")
        self._column.addSpacing(16)
        self._column.addWidget(self._recent_title)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._column.addLayout(self._recent)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)
        self._tinted: Theme | None = None

    def _big(self, text: str, drawing: str, help_text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("look", "big")
        button.setMinimumHeight(40)
        button.setIconSize(QSize(16, 16))
        button.setToolTip(help_text)
        button.setAccessibleDescription(help_text)
        hint = QLabel(help_text, self)
        hint.setProperty("look", "small")
        hint.setContentsMargins(12, 0, 0, 6)
        self._buttons.append((button, drawing))
        self._column.addWidget(button)
        self._column.addWidget(hint)
        return button

    def _tint(self) -> None:
        theme = theme_of(self)
        if theme is self._tinted or not self.isVisible():
            return
        self._tinted = theme
        for button, drawing in self._buttons:
            button.setIcon(icon(drawing, theme.accent))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_tinted"):
            self._tint()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tint()

    def show_recent(self, paths: list[Path]) -> None:
        """List registers that can be opened with one click."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._recent_title.setVisible(bool(paths))
        for path in paths:
            button = QPushButton(one_line(path.name), self)
            button.setProperty("look", "quiet")
            button.setStyleSheet("text-align: left;")
            button.setToolTip(str(path))
            button.setAccessibleDescription(str(path))
            button.clicked.connect(lambda _on, p=path: self.path_wanted.emit(p))
            self._recent.addWidget(button)
