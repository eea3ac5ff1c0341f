"""Stored text on a screen: control characters made visible, markup never interpreted."""

from __future__ import annotations

import html
import re

from riskreg.words import ngettext

#: Qt's own limit for a line is 32,767 characters, and it cuts what is longer in silence.
NO_LIMIT = 2**31 - 1

_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}

#: How many characters of one text a table cell or a tool tip shows; the inspector shows all.
_CELL = 400
_TIP = 1200


def one_line(text: str) -> str:
    """A text for one line of a table: control characters as ␀ ␉ ␊, its first part if very long."""
    shown = text if len(text) <= _CELL else text[:_CELL] + "…"
    return shown if shown.isprintable() else shown.translate(_PICTURES)


def tool_tip(text: str) -> str:
    """A tool tip that shows ``text`` literally, wrapped; '' for ''."""
    if not text:
        return ""
    shown = text if len(text) <= _TIP else text[:_TIP] + "…"
    return f"<p>{escaped(shown)}</p>"


def beginning(text: str, most: int) -> str:
    """The first ``most`` characters where one only reads, and how many more the whole text has."""
    left = len(text) - most
    if left <= 0:
        return text
    more = ngettext("{n} more character", "{n} more characters", left)
    return f"{text[:most]}… [{more}]"


def escaped(text: str) -> str:
    """``text`` inside rich text: as it stands, line breaks kept, control characters visible."""
    kept = text.replace("\r\n", "\n").translate(
        {code: picture for code, picture in _PICTURES.items() if code not in (0x0A, 0x09)}
    )
    return html.escape(kept).replace("\n", "<br>")


def with_typed(seen: str, shown: str, typed: str) -> str:
    """What a user made of ``seen`` when an editor, showing it as ``shown``, now holds ``typed``.

    Editors turn line ends and some characters into their own. Only the stretch that was typed over
    is taken from the editor; all before and after stays as it was stored.
    """
    units = re.findall(r"\r\n|.", seen, re.DOTALL)
    if len(units) != len(shown):
        return typed
    limit = min(len(shown), len(typed))
    start = 0
    while start < limit and shown[start] == typed[start]:
        start += 1
    end = 0
    while end < limit - start and shown[-1 - end] == typed[-1 - end]:
        end += 1
    middle = typed[start : len(typed) - end]
    return "".join(units[:start]) + middle + "".join(units[len(units) - end :])
