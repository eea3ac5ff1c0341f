"""The inspector: the chosen risk, its head and five tabs. Each tab is made when first shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from riskreg.changes import ChangeSet
from riskreg.commands import EditRisk
from riskreg.terms import label
from riskreg.words import _
from ui.risks.dossier import Dossier, read_dossier
from ui.risks.fields import OneLineTextField
from ui.risks.tab import Tab
from ui.texts import one_line
from ui.workspace import Workspace

#: A tab keeps 5 free before its word; so the words begin where the head does.
_TABS_LEFT = 11
_NARROWEST = 330

TABS = ("summary", "assessment", "evidence", "measures", "history")


class Inspector(QWidget):
    """Follows ``bus.risk_chosen``."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._risk_id = 0
        self._stale = False
        self.dossier: Dossier | None = None
        self._tabs: dict[str, Tab] = {}
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("The chosen risk"))
        self._build()
        bus = workspace.bus
        bus.risk_chosen.connect(self.choose)
        bus.changed.connect(self._on_changed)
        bus.reloaded.connect(self.refresh)
        self._show()

    def _build(self) -> None:
        self._meta = QLabel(self)
        self._meta.setProperty("look", "small")
        self._meta.setTextFormat(Qt.TextFormat.PlainText)
        self._meta.setWordWrap(True)
        self.title = OneLineTextField(
            _("Title"), self._save_title, self._workspace.tell, self, lines=(1, 4)
        )
        self.title.setProperty("look", "title")
        self.title.setToolTip(_("The title; click to change it"))
        self.tab_bar = QTabBar(self)
        self.tab_bar.setExpanding(False)
        self.tab_bar.setDrawBase(False)
        self.tab_bar.setUsesScrollButtons(False)
        self.tab_bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.tab_bar.setAccessibleName(_("Tabs of the chosen risk"))
        for key in TABS:
            self.tab_bar.addTab(_names()[key])
        self._fit_tabs()
        self.tab_bar.currentChanged.connect(lambda _place: self._show_tab())
        self._stack = QStackedWidget(self)
        self._empty = QLabel(_("Choose a risk to see it here."), self)
        self._empty.setProperty("look", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QVBoxLayout()
        # A field that can be typed in keeps 3 free before its words.
        head.setContentsMargins(13, 12, 12, 4)
        self._meta.setContentsMargins(3, 0, 0, 0)
        head.setSpacing(2)
        head.addWidget(self._meta)
        head.addWidget(self.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(_TABS_LEFT, 0, 0, 0)
        tabs.addWidget(self.tab_bar, 1)
        column.addLayout(tabs)
        self._line = line = QWidget(self)
        line.setProperty("look", "bar")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line.setFixedHeight(1)
        column.addWidget(line)
        column.addWidget(self._stack, 1)
        column.addWidget(self._empty, 1)

    def _save_title(self, risk_id: int, seen: object, value: object) -> bool:
        return self._workspace.do(EditRisk(risk_id, "title", seen, value)) is not None

    # -- which risk ---------------------------------------------------------------------------

    @property
    def risk_id(self) -> int:
        return self._risk_id

    def choose(self, risk_id: int) -> None:
        """Show a risk; what was being typed about the one before is saved first."""
        if risk_id != self._risk_id:
            self.commit()
        self._risk_id = risk_id
        self.refresh()

    def refresh(self) -> None:
        """Read the risk anew; while the inspector is hidden, when it is next shown."""
        if not self.isVisible():
            self._stale = True
            return
        self._read()

    def _read(self) -> None:
        self._stale = False
        self.dossier = (
            read_dossier(self._workspace.reader, self._risk_id) if self._risk_id else None
        )
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self.dossier is None:
            # Nothing old is on the screen: the table may be painted first.
            QTimer.singleShot(0, self, self._catch_up)
        elif self._stale:
            self._read()

    def _catch_up(self) -> None:
        if self._stale:
            self._read()

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.kinds() and self._risk_id:
            self.refresh()

    def commit(self) -> bool:
        """Save the field being typed in; False where it is refused."""
        tab = self._tabs.get(TABS[self.tab_bar.currentIndex()])
        rest = tab.commit() if tab is not None else True
        return self.title.commit() and rest

    # -- showing ------------------------------------------------------------------------------

    def show_tab(self, key: str) -> None:
        self.tab_bar.setCurrentIndex(TABS.index(key))

    def tab(self, key: str) -> Tab:
        """The page of a tab, made if it was never shown."""
        if key not in self._tabs:
            self._tabs[key] = _make(key, self._workspace, self._stack)
            self._stack.addWidget(self._tabs[key])
        return self._tabs[key]

    def _show(self) -> None:
        dossier = self.dossier
        for widget in (self._meta, self.title, self.tab_bar, self._line, self._stack):
            widget.setVisible(dossier is not None)
        self._empty.setVisible(dossier is None)
        if dossier is None:
            return
        risk = dossier.risk
        sectors = ", ".join(_(sector) for sector in risk.sectors)
        sectors = sectors[:1].upper() + sectors[1:]
        self._meta.setText(
            " · ".join(
                filter(None, (risk.code, one_line(sectors), label(risk.status), risk.marking.value))
            )
        )
        self.title.show_value(risk.id, risk.title)
        names = _names()
        self.tab_bar.setTabText(2, _counted(names["evidence"], len(dossier.evidence)))
        self.tab_bar.setTabText(3, _counted(names["measures"], len(dossier.measures)))
        self._fit_tabs()
        self._show_tab()

    def _fit_tabs(self) -> None:
        """No tab is cut off, however long its word is in the language of the day."""
        self.setMinimumWidth(max(_NARROWEST, _TABS_LEFT + self.tab_bar.sizeHint().width()))

    def _show_tab(self) -> None:
        if self.dossier is None:
            return
        tab = self.tab(TABS[self.tab_bar.currentIndex()])
        tab.show_dossier(self.dossier)
        self._stack.setCurrentWidget(tab)


def _names() -> dict[str, str]:
    return {
        "summary": _("Summary"),
        "assessment": _("Assessment"),
        "evidence": _("Evidence"),
        "measures": _("Measures"),
        "history": _("History"),
    }


def _counted(name: str, count: int) -> str:
    return f"{name} {count}" if count else name


def _make(key: str, workspace: Workspace, parent: QWidget) -> Tab:
    """Make a tab; its module is loaded only now."""
    match key:
        case "summary":
            from ui.risks.summary_tab import SummaryTab

            return SummaryTab(workspace, parent)
        case "assessment":
            from ui.risks.assessment_tab import AssessmentTab

            return AssessmentTab(workspace, parent)
        case "evidence":
            from ui.risks.evidence_tab import EvidenceTab

            return EvidenceTab(workspace, parent)
        case "measures":
            from ui.risks.measures_tab import MeasuresTab

            return MeasuresTab(workspace, parent)
        case _:
            from ui.risks.history_tab import HistoryTab

            return HistoryTab(workspace, parent)
