"""Rating a likelihood as a range of per cent, and an impact as a range of levels."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from riskreg.criteria import Criteria, Dimension
from riskreg.errors import Invalid
from riskreg.model import Impact, Likelihood
from riskreg.words import _, number_text
from ui.risks.columns import band_word


class LikelihoodRating(QWidget):
    """Three numbers, low – best – high, with ``word``, that of the best one. Empty: unrated.

    changed()  something was typed
    """

    changed = Signal()

    def __init__(self, criteria: Criteria, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criteria = criteria
        names = (_("lowest"), _("best estimate"), _("highest"))
        self.lines = tuple(self._line(name) for name in names)
        self.word = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for place, line in enumerate(self.lines):
            if place:
                row.addWidget(QLabel("–", self))
            row.addWidget(line)
        row.addWidget(QLabel("%", self))
        row.addStretch(1)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setFixedWidth(52)
        line.setPlaceholderText("—")
        line.setAccessibleName(_("Likelihood in per cent: {name}").format(name=name))
        line.setToolTip(name)
        line.textChanged.connect(lambda _text: self._on_change())
        return line

    def _on_change(self) -> None:
        best = _number(self.lines[1].text())
        known = best is not None and 0 <= best <= 100
        self.word.setText(band_word(best, self._criteria) if known else "")
        self.changed.emit()

    @staticmethod
    def texts(rated: Likelihood | None) -> tuple[str, str, str]:
        """A range as it is typed; empty for unrated."""
        if rated is None:
            return "", "", ""
        low, best, high = (f"{value:g}" for value in (rated.low, rated.best, rated.high))
        return low, best, high

    def show_texts(self, texts: tuple[str, str, str]) -> None:
        with QSignalBlocker(self):
            for line, text in zip(self.lines, texts, strict=True):
                line.setText(text)
        self._on_change()

    def typed_texts(self) -> tuple[str, str, str]:
        low, best, high = (line.text() for line in self.lines)
        return low, best, high

    def value(self) -> Likelihood | None:
        """None where nothing was typed; Invalid for what is no range of per cent."""
        texts = [text.strip() for text in self.typed_texts()]
        if not any(texts):
            return None
        if not all(texts):
            raise Invalid(_("A likelihood needs its lowest, best and highest value."), "likelihood")
        numbers = [_number(text) for text in texts]
        for text, number in zip(texts, numbers, strict=True):
            if number is None:
                raise Invalid(
                    _("{text!r} is not a number of per cent.").format(text=text), "likelihood"
                )
        low, best, high = (number for number in numbers if number is not None)
        return Likelihood(low, best, high)


def _number(text: str) -> float | None:
    """48 for '48', 0.5 for '0,5' and '0.5 %'; None for anything else."""
    try:
        return float(text.strip().removesuffix("%").strip().replace(",", "."))
    except ValueError:
        return None


class ImpactRating(QWidget):
    """One dimension: three levels, and the sentence that says what the chosen level means.

    changed()  a level was chosen
    """

    changed = Signal()

    def __init__(
        self, dimension: Dimension, words: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._dimension = dimension
        self._words = words
        name = QLabel(_(dimension.name), self)
        name.setWordWrap(True)
        ends = (_("lowest"), _("best estimate"), _("highest"))
        self.boxes = tuple(self._box(end) for end in ends)
        self.anchor = QLabel(self)
        self.anchor.setProperty("look", "small")
        self.anchor.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3)
        grid.setVerticalSpacing(1)
        grid.addWidget(name, 0, 0)
        for place, box in enumerate(self.boxes):
            grid.addWidget(box, 0, place + 1)
        grid.addWidget(self.anchor, 1, 0, 1, 4)
        grid.setColumnStretch(0, 1)
        self._show_anchor()

    def _box(self, end: str) -> QComboBox:
        box = QComboBox(self)
        box.addItem("—")
        box.addItems([number_text(level) for level in range(1, len(self._words) + 1)])
        box.setFixedWidth(48)
        box.setAccessibleName(
            _("{dimension}: {end}").format(dimension=_(self._dimension.name), end=end)
        )
        box.setToolTip(end)
        for level, anchor in enumerate(self._dimension.anchors, start=1):
            box.setItemData(level, _(anchor), 3)  # Qt's role for tool tips
        box.activated.connect(lambda _place, b=box: self._on_chosen(b))
        return box

    def _on_chosen(self, box: QComboBox) -> None:
        """The best estimate alone is a range of one level; without it nothing is rated."""
        best = self.boxes[1].currentIndex()
        for end in (self.boxes[0], self.boxes[2]):
            if box is self.boxes[1] and (best == 0 or end.currentIndex() == 0):
                end.setCurrentIndex(best)
        if box is not self.boxes[1] and best == 0:
            for other in self.boxes:
                other.setCurrentIndex(box.currentIndex())
        self._show_anchor()
        self.changed.emit()

    def _show_anchor(self) -> None:
        best = self.boxes[1].currentIndex()
        if best > 0:
            word = _(self._words[best - 1])
            self.anchor.setText(f"{best}, {word}: {_(self._dimension.anchors[best - 1])}")
        self.anchor.setVisible(best > 0)

    def show_rating(self, levels: tuple[int, int, int] | None) -> None:
        for box, level in zip(self.boxes, levels or (0, 0, 0), strict=True):
            box.setCurrentIndex(level)
        self._show_anchor()

    def is_rated(self) -> bool:
        return any(box.currentIndex() > 0 for box in self.boxes)

    def levels(self) -> tuple[int, int, int]:
        low, best, high = (box.currentIndex() for box in self.boxes)
        return low, best, high

    def value(self) -> Impact:
        """Invalid where the levels are no range."""
        low, best, high = self.levels()
        return Impact(self._dimension.key, low, best, high)
