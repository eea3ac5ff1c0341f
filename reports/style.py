"""Colours and measures all reports share, so that workbook and briefing look like one hand.

Text colours have a contrast of at least 4.5:1 on white, ACCENT and MUTED more than 5.5:1.
"""

from __future__ import annotations

#: #rrggbb
INK = "#16202C"
MUTED = "#5A6472"
ACCENT = "#1F5AA6"
ALERT = "#A3001E"
HAIRLINE = "#D6DBE1"
RULE = "#8B95A1"
BAR = "#000000"
PAPER = "#FFFFFF"
