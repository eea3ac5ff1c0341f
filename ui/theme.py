"""How the program looks: two palettes on a 4-pixel grid, one accent, the system's font.

Colours are named by what they are for. Text on its ground holds a contrast of 4.5:1 or more.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

from riskreg.terms import Stance


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb."""

    dark: bool
    window: str
    panel: str
    rail: str
    text: str
    muted: str
    line: str
    strong_line: str
    accent: str
    on_accent: str
    accent_soft: str
    on_soft: str
    selection: str
    hover: str
    danger: str

    def stance(self, stance: Stance) -> str:
        """Edge and letter of a highlight; always shown with the letter."""
        return (_STANCES_DARK if self.dark else _STANCES_LIGHT)[stance]

    def stance_ground(self, stance: Stance) -> str:
        """The ground a highlighted passage stands on."""
        return (_GROUNDS_DARK if self.dark else _GROUNDS_LIGHT)[stance]


_STANCES_LIGHT = {
    Stance.SUPPORTS: "#1f6fb2",
    Stance.CONTRADICTS: "#a3324a",
    Stance.DENIAL: "#7a5200",
    Stance.OUTCOME: "#5b3fa0",
    Stance.CONTEXT: "#55606e",
}
_GROUNDS_LIGHT = {
    Stance.SUPPORTS: "#dcebf7",
    Stance.CONTRADICTS: "#f8dfe4",
    Stance.DENIAL: "#f6e8c8",
    Stance.OUTCOME: "#e7e0f5",
    Stance.CONTEXT: "#e6e9ed",
}
_STANCES_DARK = {
    Stance.SUPPORTS: "#6cb2ee",
    Stance.CONTRADICTS: "#f08da0",
    Stance.DENIAL: "#dfb35c",
    Stance.OUTCOME: "#b9a2f2",
    Stance.CONTEXT: "#a3adba",
}
_GROUNDS_DARK = {
    Stance.SUPPORTS: "#16334d",
    Stance.CONTRADICTS: "#4a1f2a",
    Stance.DENIAL: "#40310f",
    Stance.OUTCOME: "#33264f",
    Stance.CONTEXT: "#2b323b",
}

LIGHT = Theme(
    dark=False,
    window="#ffffff",
    panel="#ffffff",
    rail="#f4f6f8",
    text="#17202c",
    muted="#5b6675",
    line="#dfe4ea",
    strong_line="#c3cbd5",
    accent="#1f5fae",
    on_accent="#ffffff",
    accent_soft="#e4eef9",
    on_soft="#1a539a",
    selection="#e4eef9",
    hover="#eef2f6",
    danger="#b3261e",
)

DARK = Theme(
    dark=True,
    window="#15191e",
    panel="#15191e",
    rail="#1d2228",
    text="#e9edf2",
    muted="#9aa5b3",
    line="#2c333b",
    strong_line="#424b56",
    accent="#7db3f5",
    on_accent="#0d1723",
    accent_soft="#1f3249",
    on_soft="#9cc6fa",
    selection="#22344b",
    hover="#20262d",
    danger="#ff8a80",
)


#: The property of the application under which a fixed theme is kept.
_FIXED = "fixed_theme"


def fix_theme(theme: Theme | None) -> None:
    """Look like ``theme`` whatever the system asks (for pictures); None: follow the system."""
    application = QGuiApplication.instance()
    if application is not None:
        application.setProperty(_FIXED, None if theme is None else theme.dark)


def system_theme() -> Theme:
    """Light or dark, as the system asks."""
    application = QGuiApplication.instance()
    fixed = application.property(_FIXED) if application is not None else None
    if fixed is not None:
        return DARK if fixed else LIGHT
    hints = QGuiApplication.styleHints()
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def theme_of(widget: QWidget) -> Theme:
    """The theme a widget is painted in: its palette decides, so a fixed theme holds everywhere."""
    ground = widget.palette().color(QPalette.ColorRole.Window)
    if ground.alpha() == 0:  # a style sheet made it transparent: what lies below decides
        ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if ground.lightness() < 128 else LIGHT


def qt_palette(theme: Theme) -> QPalette:
    """The theme as Qt's own widgets understand it."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.Base: theme.panel,
        QPalette.ColorRole.AlternateBase: theme.rail,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.Button: theme.rail,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.rail,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Mid: theme.line,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return palette
