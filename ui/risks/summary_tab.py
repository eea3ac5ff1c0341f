"""The summary of a risk: what it is, where it stands, what it rests on; its fields to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from riskreg import scoring
from riskreg.criteria import Criteria
from riskreg.model import Assessment, Risk
from riskreg.query import Movement
from riskreg.statement import statement
from riskreg.terms import AssessmentKind, confidence_sentence, label
from riskreg.words import _, ngettext, number_text
from ui.matrix.mini import MiniMatrix
from ui.risks.columns import MOVEMENT_MARKS, band_word, level_word, movement_words
from ui.risks.delegates import paint_level
from ui.risks.dossier import Dossier
from ui.risks.passages import PassageCard
from ui.risks.tab import Tab, clear
from ui.texts import beginning, escaped
from ui.theme import theme_of
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.risks.details import Details

_MATRIX = 168

#: Of a very long text so much is shown for reading; its field below holds the whole.
_READ = 3000


def statement_html(risk: Risk) -> str:
    """The statement of a risk as rich text, way and aim strong."""
    return "".join(
        f"<b>{words}</b>" if field in ("vector", "asset") else words
        for field, words in ((r.field, escaped(beginning(r.text, _READ))) for r in statement(risk))
    )


class LevelPill(QWidget):
    """The level of a risk with its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rank: int | None = None
        self._criteria: Criteria | None = None
        self.setFixedSize(112, 22)

    def show_level(self, rank: int | None, criteria: Criteria) -> None:
        self._rank, self._criteria = rank, criteria
        word = level_word(rank, criteria)
        self.setAccessibleName(_("Level: {word}").format(word=word))
        self.setToolTip(word)
        self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt hands it over
        if self._criteria is None:
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        outline = QColor(theme_of(self).muted)
        paint_level(painter, QRectF(self.rect()), self._rank, self._criteria, outline)
        painter.end()


class SummaryTab(Tab):
    """Reading first; the fields fold out below."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._dossier: Dossier | None = None
        self._statement = QLabel(self.inner)
        self._statement.setTextFormat(Qt.TextFormat.RichText)
        self._statement.setWordWrap(True)
        self._statement.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self._statement)
        self.column.addLayout(self._build_score())
        self.rule()
        self._evidence_title = self.heading("")
        self._passages = QVBoxLayout()
        self._passages.setSpacing(10)
        self.column.addLayout(self._passages)
        self.rule()
        self._fold = QPushButton(self.inner)
        self._fold.setProperty("look", "quiet")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._show_details)
        self.column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.details: Details | None = None
        self._place = QVBoxLayout()
        self.column.addLayout(self._place)
        self.column.addStretch(1)
        self._show_details(False)

    def _build_score(self) -> QHBoxLayout:
        self._kind = QLabel(self.inner)
        self._kind.setProperty("look", "heading")
        self._pill = LevelPill(self.inner)
        self._move = QLabel(self.inner)
        self._likelihood = QLabel(self.inner)
        self._range = QLabel(self.inner)
        self._impact = QLabel(self.inner)
        self._dimensions = QLabel(self.inner)
        self._confidence = QLabel(self.inner)
        self._target = QLabel(self.inner)
        for quiet in (self._move, self._range, self._dimensions, self._target):
            quiet.setProperty("look", "muted")
        self._matrix = MiniMatrix(self.inner)
        self._matrix.setFixedSize(_MATRIX, _MATRIX)
        left = QVBoxLayout()
        left.setSpacing(3)
        pill = QHBoxLayout()
        pill.addWidget(self._pill)
        pill.addWidget(self._move)
        pill.addStretch(1)
        left.addWidget(self._kind)
        left.addLayout(pill)
        for widget, gap in (
            (self._likelihood, 4),
            (self._range, 0),
            (self._impact, 4),
            (self._dimensions, 0),
            (self._confidence, 4),
            (self._target, 4),
        ):
            widget.setWordWrap(True)
            left.addSpacing(gap)
            left.addWidget(widget)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(left, 1)
        row.addWidget(self._matrix, 0, Qt.AlignmentFlag.AlignTop)
        return row

    # -- showing ------------------------------------------------------------------------------

    def show_dossier(self, dossier: Dossier) -> None:
        self._dossier = dossier
        words = statement_html(dossier.risk)
        if dossier.risk.summary.strip():
            summary = escaped(beginning(dossier.risk.summary.strip(), _READ))
            words = f"<p>{summary}</p><p>{words}</p>"
        nothing = _("What could happen, through what and to whom is not described yet.")
        self._statement.setText(words or f"<i>{escaped(nothing)}</i>")
        self._show_score(dossier)
        self._show_evidence(dossier)
        if self.details is not None:
            self.details.show_dossier(dossier)

    def _show_score(self, dossier: Dossier) -> None:
        row, criteria = dossier.row, dossier.settings.criteria
        current = dossier.adopted(AssessmentKind.CURRENT)
        score = scoring.score(current, criteria)
        self._kind.setText(label(AssessmentKind.CURRENT))
        self._pill.show_level(row.level, criteria)
        moved = row.movement
        self._move.setText(MOVEMENT_MARKS[moved])
        self._move.setToolTip(movement_words(moved))
        self._move.setAccessibleName(movement_words(moved))
        self._move.setVisible(moved is not Movement.NONE)
        cell = (score.likelihood_level, score.impact.best) if score else None
        self._matrix.set_score(criteria, cell, row.box)
        self._show_likelihood(current, criteria)
        self._show_impact(current, criteria)
        confident = current is not None and current.confidence is not None
        self._confidence.setText(
            confidence_sentence(current.confidence)
            if current is not None and current.confidence is not None
            else ""
        )
        self._confidence.setVisible(confident)
        target = dossier.adopted(AssessmentKind.TARGET)
        aim = scoring.score(target, criteria)
        self._target.setText(
            _("Target: {level}").format(level=level_word(aim.level, criteria)) if aim else ""
        )
        self._target.setVisible(aim is not None)

    def _show_likelihood(self, current: Assessment | None, criteria: Criteria) -> None:
        likelihood = current.likelihood if current is not None else None
        self._range.setVisible(likelihood is not None)
        if current is None or likelihood is None:
            self._likelihood.setText(_("Likelihood not rated"))
            return
        self._likelihood.setText(band_word(likelihood.best, criteria))
        self._range.setText(
            _("{low} – {best} – {high} % in {horizon}").format(
                low=number_text(likelihood.low),
                best=number_text(likelihood.best),
                high=number_text(likelihood.high),
                horizon=ngettext("{n} month", "{n} months", current.horizon_months),
            )
        )

    def _show_impact(self, current: Assessment | None, criteria: Criteria) -> None:
        impact = scoring.overall_impact(current.impacts) if current is not None else None
        self._dimensions.setVisible(impact is not None)
        if impact is None:
            self._impact.setText(_("Impact not rated"))
            return
        self._impact.setText(
            _("Impact {level}, {word}").format(
                level=impact.best, word=_(criteria.impact_words[impact.best - 1])
            )
        )
        names = [criteria.dimension_name(key) for key in impact.dimensions]
        self._dimensions.setText(", ".join(names))

    def _show_evidence(self, dossier: Dossier) -> None:
        row = dossier.row
        self._evidence_title.setText(
            " · ".join(
                (
                    _("Evidence"),
                    ", ".join(
                        filter(
                            None,
                            (
                                _("{n} for").format(n=row.supports),
                                _("{n} against").format(n=row.contradicts)
                                if row.contradicts
                                else "",
                                ngettext("{n} answer", "{n} answers", row.answers),
                            ),
                        )
                    ),
                    ngettext("{n} origin", "{n} origins", row.origins),
                )
            )
        )
        clear(self._passages)
        for evidence in dossier.evidence:
            card = PassageCard(evidence, dossier.sources.get(evidence.source_id), self.inner)
            card.opened.connect(
                lambda e=evidence: self.workspace.bus.passage_wanted.emit(e.source_id, e.id)
            )
            self._passages.addWidget(card)
        if not dossier.evidence:
            empty = QLabel(_("No passage yet. Select one in a source of the material."), self.inner)
            empty.setProperty("look", "muted")
            empty.setWordWrap(True)
            self._passages.addWidget(empty)

    # -- the fields ---------------------------------------------------------------------------

    def unfold(self) -> Details:
        """Show the fields."""
        self._fold.setChecked(True)
        assert self.details is not None
        return self.details

    def _show_details(self, on: bool) -> None:
        self._fold.setText(_("▾ Fields of this risk") if on else _("▸ Fields of this risk"))
        if on and self.details is None:
            from ui.risks.details import Details

            self.details = Details(self.workspace, self.inner)
            self.fields += self.details.fields
            self._place.addWidget(self.details)
            if self._dossier is not None:
                self.details.show_dossier(self._dossier)
        if self.details is not None:
            self.details.setVisible(on)
        if on:  # they unfold below what is in sight; scroll when they have their size
            QTimer.singleShot(0, self, self._scroll_to_details)

    def _scroll_to_details(self) -> None:
        self.verticalScrollBar().setValue(self._fold.y() - 8)
