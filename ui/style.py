"""The style sheet: how the theme meets Qt's widgets.

Widgets ask for a look by the dynamic property ``look``: a button ``primary``, ``chip``, ``quiet``
or ``danger``; a label ``title``, ``heading``, ``muted``, ``small``, ``danger``; a frame ``panel``,
``bar``, ``card``. ``chip`` buttons with the property ``active`` stand out.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

from ui.theme import Theme

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, QStackedWidget, QWidget[look="panel"] { background: $window; }
QToolTip { background: $rail; color: $text; border: 1px solid $strong_line; padding: 4px; }

QMenuBar { background: $window; border: none; padding: 1px 8px; }
QMenuBar::item { padding: 3px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $window; border: 1px solid $strong_line; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::icon { padding-left: 6px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${large}pt; font-weight: 600; }
QLabel[look="heading"] { font-weight: 600; color: $muted; font-size: ${small}pt; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="small"] { color: $muted; font-size: ${small}pt; }
QLabel[look="danger"] { color: $danger; }

QWidget[look="bar"] { background: $window; border-bottom: 1px solid $line; }
QWidget[look="status"] { background: $rail; border-top: 1px solid $line; }
QWidget[look="status"] QLabel { color: $muted; font-size: ${small}pt; }
QWidget[look="rail"] { background: $rail; border-right: 1px solid $line; }
QWidget[look="message"] { background: $accent_soft; border-top: 1px solid $line; }
QWidget[look="message"][grave="true"] { border-top: 2px solid $danger; }
QFrame[look="card"] { background: $window; border: 1px solid $line; border-radius: 6px; }
QFrame[look="popup"] { background: $window; border: 1px solid $strong_line; border-radius: 8px; }
QFrame[look="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton, QToolButton {
  background: $window; border: 1px solid $strong_line; border-radius: 5px; padding: 4px 12px;
  outline: none;
}
QToolButton { padding: 4px 8px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $selection; }
QPushButton:disabled, QToolButton:disabled { color: $muted; border-color: $line; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 3px 11px; }
QToolButton:focus { padding: 3px 7px; }
QPushButton:default { border-color: $accent; }
QPushButton[look="primary"] {
  background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
}
QPushButton[look="primary"]:hover { background: $on_soft; border-color: $on_soft; }
QPushButton[look="primary"]:focus { border: 2px solid $text; padding: 3px 11px; }
QPushButton[look="primary"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[look="danger"] { color: $danger; }
QPushButton[look="chip"], QToolButton[look="chip"] {
  border-radius: 13px; padding: 2px 8px; color: $muted; background: $window;
  border: 1px solid $strong_line; font-size: ${small}pt; min-height: 20px;
}
QPushButton[look="chip"]:hover, QToolButton[look="chip"]:hover { background: $hover; }
QPushButton[look="chip"]:focus, QToolButton[look="chip"]:focus {
  border: 2px solid $accent; padding: 1px 7px;
}
QPushButton[look="chip"][active="true"], QToolButton[look="chip"][active="true"],
QPushButton[look="chip"]:checked, QToolButton[look="chip"]:checked {
  background: $accent_soft; color: $on_soft; border-color: $accent_soft; font-weight: 600;
}
QToolButton[look="chip"][active="true"]:focus { border: 2px solid $accent; }
QToolButton[look="chip"]::menu-indicator { image: none; width: 0; }
QPushButton[look="quiet"], QToolButton[look="quiet"] {
  background: transparent; border: 1px solid transparent; color: $on_soft; padding: 3px 7px;
}
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover { background: $hover; }
QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus {
  border: 1px solid $accent; padding: 3px 7px;
}
QPushButton[look="quiet"]:disabled, QToolButton[look="quiet"]:disabled { color: $muted; }
QPushButton[look="search"] {
  text-align: left; color: $muted; background: $window; border-radius: 5px; padding: 4px 10px;
}
QPushButton[look="big"] { text-align: left; padding: 8px 12px; font-weight: 600; }
QPushButton[look="big"]:focus { padding: 7px 11px; }
QPushButton[look="rail"] {
  text-align: left; border: 2px solid transparent; border-radius: 5px; background: transparent;
  padding: 4px 6px;
}
QPushButton[look="rail"]:hover { background: $hover; }
QPushButton[look="rail"]:focus { border: 2px solid $accent; padding: 4px 6px; }
QPushButton[look="rail"]:checked { background: $accent_soft; color: $on_soft; font-weight: 600; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit {
  background: $panel; border: 1px solid $strong_line; border-radius: 4px; padding: 3px 6px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus, QDateEdit:focus { border: 2px solid $accent; padding: 2px 5px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $danger; }
QLineEdit:read-only { background: $rail; }
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QComboBox:disabled {
  color: $muted; background: $rail;
}
QComboBox QAbstractItemView {
  background: $window; border: 1px solid $strong_line; selection-background-color: $selection;
  selection-color: $text; outline: none;
}
QLineEdit[look="title"], QPlainTextEdit[look="title"] {
  font-size: ${large}pt; font-weight: 600; border: 1px solid transparent;
  background: transparent; padding: 0px;
}
QPlainTextEdit[look="title"]:hover { border: 1px solid $line; }
QPlainTextEdit[look="title"]:focus { border: 1px solid $accent; background: $panel; padding: 0px; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox::down-arrow, QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {
  image: url("$icons/arrow_down_$shade.svg"); width: 10px; height: 10px;
}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {
  image: url("$icons/arrow_up_$shade.svg"); width: 10px; height: 10px;
}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
  border: none; width: 16px; background: transparent;
}
QTableView QLineEdit, QTableView QComboBox { border-radius: 0px; padding: 0px 4px; }

QTableView, QListView, QTreeView {
  background: $window; alternate-background-color: $rail; border: none; outline: none;
  gridline-color: $line; selection-background-color: $selection; selection-color: $text;
}
QTableView::item { border-bottom: 1px solid $line; padding: 0px 6px; }
QTableView::item:selected { background: $selection; }
QListView::item:selected, QTreeView::item:selected { background: $selection; color: $text; }
QTableView::item:focus { border: 1px solid $accent; }
QHeaderView { background: $window; border: none; }
QHeaderView::section {
  background: $window; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 0px 6px 0px 9px; font-weight: 600; font-size: ${small}pt;
}
QHeaderView::section:hover { background: $hover; }
QHeaderView::down-arrow, QHeaderView::up-arrow {
  subcontrol-position: center right; subcontrol-origin: padding;
  width: 10px; height: 10px; right: 4px;
}
QHeaderView::down-arrow { image: url("$icons/arrow_down_$shade.svg"); }
QHeaderView::up-arrow { image: url("$icons/arrow_up_$shade.svg"); }
QTableCornerButton::section { background: $window; border: none; }

QTabBar { background: $window; border: none; }
QTabBar::tab {
  background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
  padding: 6px 0px; margin: 0px 5px; font-size: ${small}pt;
}
QTabBar::tab:selected { color: $on_soft; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { background: $hover; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }

QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QScrollArea { border: none; background: $window; }
QScrollArea > QWidget > QWidget { background: $window; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0px; }
QScrollBar::handle { background: $strong_line; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QCheckBox, QRadioButton { background: transparent; spacing: 6px; }
QCheckBox::indicator, QListView::indicator, QTreeView::indicator, QTableView::indicator {
  width: 14px; height: 14px; border: 1px solid $muted; border-radius: 3px; background: $panel;
}
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked,
QTableView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$icons/tick_$shade.svg");
}
QCheckBox::indicator:focus, QCheckBox::indicator:hover { border: 2px solid $accent; }
QCheckBox:focus { color: $on_soft; }
QProgressBar {
  border: 1px solid $strong_line; border-radius: 4px; background: $rail; text-align: center;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QGroupBox { border: none; margin-top: 20px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0px; color: $muted; }
""")


def style_sheet(theme: Theme, points: float) -> str:
    """The sheet for a theme and the size of the system's font in points."""
    colours = {name: getattr(theme, name) for name in theme.__dataclass_fields__ if name != "dark"}
    drawings = {
        "icons": (Path(__file__).parent / "icons").as_posix(),
        "shade": "dark" if theme.dark else "light",
    }
    sizes = {"large": f"{points * 1.3:.1f}", "small": f"{points * 0.92:.1f}"}
    return _SHEET.substitute(colours, **sizes, **drawings)
