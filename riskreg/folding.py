"""Text as search sees it: without case, without accents, cut into words.

The same folding is used by the full-text index and by filters in Python, so both find the same.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import filterfalse

#: Letters that Unicode does not take apart but that people type without their stroke.
_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŧ": "t"}
)

#: Ideographs and kana are written without spaces: each stands as a word of its own.
_IDEOGRAPHS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: A word as it is written, with accents that stand as characters of their own.
_WRITTEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}]+")


def fold(text: str) -> str:
    """``text`` without case and accents: 'Liège' and 'LIEGE' fold alike."""
    lowered = text.casefold()
    if lowered.isascii():
        return lowered
    apart = unicodedata.normalize("NFKD", lowered)
    bare = "".join(filterfalse(unicodedata.combining, apart))
    return bare.casefold().translate(_STROKES)


def tokens(text: str) -> list[str]:
    """The folded words of ``text``, in order."""
    return _WORD.findall(fold(text))


def finds(query: str, words: list[str]) -> bool:
    """Whether every word of ``query`` begins some word of ``words`` (folded): prefix matching."""
    return all(any(word.startswith(wanted) for word in words) for wanted in tokens(query))


def first_found(query: str, text: str) -> tuple[int, int] | None:
    """(start, end) of the first word of ``text`` that begins with one of ``query``; None without.

    For showing where search found what it found: the place is one in the text as it is written.
    """
    wanted = tuple(tokens(query))
    for match in _WRITTEN.finditer(text) if wanted else ():
        if any(word.startswith(wanted) for word in tokens(match.group())):
            return match.span()
    return None


def sort_key(text: str) -> str:
    """Where a text stands in an alphabetical list, the same on every platform and database."""
    return fold(text)[:200]
