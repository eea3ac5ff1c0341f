"""The application round the window: look, language of Qt's own dialogs, bugs, pictures."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSettings, QSize, QTranslator
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from riskreg.errors import UserError
from riskreg.words import current
from ui.frame.faults import hook
from ui.frame.memory import Memory
from ui.main_window import MainWindow
from ui.style import style_sheet
from ui.theme import LIGHT, Theme, fix_theme, qt_palette, system_theme

if TYPE_CHECKING:
    from ui.workspace import Outside

#: Text smaller than this is not comfortable to read for a day.
_SMALLEST_POINTS = 10.0


class Appearance(QObject):
    """Dresses the application in the theme and follows the system from light to dark and back."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        application.setStyle("Fusion")
        font = QFont(application.font())
        if font.pointSizeF() < _SMALLEST_POINTS:
            font.setPointSizeF(_SMALLEST_POINTS)
            application.setFont(font)
        application.styleHints().colorSchemeChanged.connect(lambda _scheme: self.dress())
        self.dress()

    def dress(self) -> None:
        """Put on the theme the system asks for, or the fixed one."""
        theme = system_theme()
        points = self._application.font().pointSizeF()
        self._application.setPalette(qt_palette(theme))
        self._application.setStyleSheet(style_sheet(theme, points))


def application(arguments: list[str] | None = None) -> QApplication:
    """The one Qt application, made where there is none yet."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    made = QApplication(arguments or [sys.argv[0]])
    made.setApplicationName("riskreg")
    made.setApplicationDisplayName("riskreg")
    made.setDesktopFileName("riskreg")
    _speak(made)
    return made


def _speak(app: QApplication) -> None:
    """Qt's own dialogs and date fields in the language of the program, from Qt's catalogues."""
    QLocale.setDefault(QLocale(current().locale))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{current().language}", folder):
        app.installTranslator(translator)


def settings() -> QSettings:
    """Where the window keeps its sizes and the recent files."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "riskreg", "riskreg")


def run(outside: Outside, path: Path | None, person: str) -> int:
    """Open the window on ``path``, the last register, or the start page; returns the exit code."""
    app = application()
    look = Appearance(app)
    window = MainWindow(outside, person, Memory(settings()))
    sys.excepthook = hook(_teller(window))
    recent = Memory(settings()).recent()
    wanted = path if path is not None else next(iter(recent), None)
    if wanted is not None:
        window.show_opening(wanted)
    window.show()
    if wanted is not None:
        app.processEvents()  # the window is on the screen before the register is read
        window.open_path(wanted)
    code = app.exec()
    look.deleteLater()
    return code


def _teller(window: MainWindow) -> Callable[[str], None]:
    def tell(sentence: str) -> None:
        from PySide6.QtWidgets import QMessageBox

        QMessageBox.warning(window, "riskreg", sentence)

    return tell


def snapshot_window(outside: Outside, path: Path, window_png: Path, matrix_png: Path) -> None:
    """Pictures of the real window with a chosen risk, and of the matrix room, without a display."""
    render(outside, path, {"risks": window_png, "matrix": matrix_png})


def render(
    outside: Outside,
    path: Path,
    targets: dict[str, Path],
    size: tuple[int, int] = (1440, 900),
    theme: Theme = LIGHT,
) -> None:
    """Save a picture of the window for each room named in ``targets``.

    Nothing of the user's own settings is read or written.
    """
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application()
    fix_theme(theme)
    look = Appearance(app)
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        forgotten = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(outside, "", Memory(forgotten))
        try:
            _save_pictures(app, window, path, targets, size)
        finally:
            window.close()
            window.deleteLater()
            look.deleteLater()
            fix_theme(None)


def _save_pictures(
    app: QApplication,
    window: MainWindow,
    path: Path,
    targets: dict[str, Path],
    size: tuple[int, int],
) -> None:
    window.resize(QSize(*size))
    window.show()
    if not window.open_path(path) or window.workbench is None:
        raise UserError(window.messages.sentence)
    bench = window.workbench
    chosen = _telling_risk(window)
    for room, target in targets.items():
        bench.show_room(room)
        bench.workspace.bus.risk_chosen.emit(chosen)
        for _again in range(3):  # layouts settle over a few rounds of events
            app.processEvents()
        if not window.grab().save(str(target), "PNG"):
            raise OSError(f"{target} cannot be written")


def _telling_risk(window: MainWindow) -> int:
    """A risk worth looking at: of the highest, one with answers beside its allegation."""
    from riskreg.query import RiskFilter, Sort

    assert window.workbench is not None
    reader = window.workbench.workspace.reader
    rows = reader.risk_rows(reader.risk_ids(RiskFilter(), Sort())[:12])
    answered = [row for row in rows if row.answers and row.supports > 1]
    return next((row.id for row in [*answered, *rows]), 0)
