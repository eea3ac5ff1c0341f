"""The order in which Tab goes through a window: as one reads it, whatever was made first.

Qt's own order is that in which the controls were made, and rows that are made anew with every
change drift to its end. The order of the layouts is what a person sees.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QWidget,
)

#: What these are made of is no business of Tab.
_WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit)


def controls(top: QWidget) -> Iterator[QWidget]:
    """The controls inside ``top`` that Tab stops at, in the order one reads them."""
    for part in _parts(top):
        if part.isWindow() or not part.isVisibleTo(top):
            continue
        if _stops_at(part):
            yield part
        if not isinstance(part, _WHOLE):
            yield from controls(part)


def step(top: QWidget, now: QWidget | None, *, forward: bool) -> QWidget | None:
    """The control after ``now``, or before it; round at the ends. None where there is none."""
    order = list(controls(top))
    if not order:
        return None
    places = [place for place, control in enumerate(order) if _is_at(control, now)]
    if not places:
        return order[0 if forward else -1]
    return order[(places[-1] + (1 if forward else -1)) % len(order)]


def enter(control: QWidget, reason: Qt.FocusReason) -> None:
    """Give a control the focus and bring it into sight."""
    control.setFocus(reason)
    around = control.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(control)
        around = around.parentWidget()


def _stops_at(part: QWidget) -> bool:
    stops = bool(part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return stops and part.isEnabled() and part.focusProxy() is None


def _is_at(control: QWidget, now: QWidget | None) -> bool:
    return now is not None and (control is now or control.isAncestorOf(now))


def _parts(top: QWidget) -> Iterator[QWidget]:
    """The widgets right inside ``top``: as laid out, then what floats over them."""
    seen: list[QWidget] = []
    layout = top.layout()
    if layout is not None:
        seen += _laid_out(layout)
    elif isinstance(top, QSplitter):
        inside = (top.widget(place) for place in range(top.count()))
        seen += [part for part in inside if part is not None]
    known = {id(part) for part in seen}
    children = (child for child in top.children() if isinstance(child, QWidget))
    floating = [child for child in children if id(child) not in known]
    yield from seen
    yield from sorted(floating, key=lambda part: (part.y(), part.x()))


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)
