"""Signals that pass between rooms. Each says what happened; nobody polls, nobody holds a global."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """One per window.

    changed(ChangeSet)        written by this window: rooms refresh what it touches
    reloaded()                somebody else wrote, or another register was opened: read all anew
    risk_chosen(int)          a risk is to be shown in the inspector (0: none)
    risks_wanted(RiskFilter)  go to the table of risks with this filter
    passage_wanted(int, int)  go to a source (id) and to one passage of it (evidence id, 0: top)
    words_wanted(int, str)    go to a source (id) and to the first of these words in its text
    page_wanted(str)          go to a room by its name
    said(str)                 a sentence for the status line
    did(str)                  the same about what was just done: the status line offers to undo it
    """

    changed = Signal(object)
    reloaded = Signal()
    risk_chosen = Signal(object)
    risks_wanted = Signal(object)
    passage_wanted = Signal(object, object)
    words_wanted = Signal(object, str)
    page_wanted = Signal(str)
    said = Signal(str)
    did = Signal(str)
