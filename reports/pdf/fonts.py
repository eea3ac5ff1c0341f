"""Noto Sans for the page: the four cuts, how wide words are, and what the fonts cannot print.

Text reaches the page only through a ``Typist``. What the fonts have no sign for, and what would
be invisible (controls, marks of direction, joiners), is printed as its code, ‹U+4E2D›, and told.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterable

import pymupdf_fonts
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from riskreg.words import _

REGULAR, BOLD, ITALIC, BOLD_ITALIC = (
    "NotoSans",
    "NotoSans-Bold",
    "NotoSans-Italic",
    "NotoSans-BoldItalic",
)
_PACKAGED = {REGULAR: "notos", BOLD: "notosbo", ITALIC: "notosit", BOLD_ITALIC: "notosbi"}

#: Categories of characters that leave no ink though fonts may hold them: controls, format
#: characters, separators of lines, private and unassigned places.
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Cs"}

#: A tab, in spaces.
_TAB = "    "


def register_fonts() -> None:
    """Make the four cuts known to reportlab, once in a process."""
    known = set(pdfmetrics.getRegisteredFontNames())
    for name, packaged in _PACKAGED.items():
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, io.BytesIO(pymupdf_fonts.myfont(packaged))))


def _font(name: str) -> TTFont:
    font = pdfmetrics.getFont(name)
    assert isinstance(font, TTFont)
    return font


def _signs() -> set[int]:
    """Code points that all four cuts can print so that something, or a space, is seen."""
    faces = [_font(name).face for name in _PACKAGED]
    shared = set.intersection(*({c for c, g in f.charToGlyph.items() if g} for f in faces))
    return {code for code in shared if unicodedata.category(chr(code)) not in _INVISIBLE}


def _outside(signs: Iterable[int]) -> re.Pattern[str]:
    """A pattern for runs of characters that are not among ``signs``, nor line breaks."""
    ranges: list[list[int]] = []
    for code in sorted({*signs, ord("\n")}):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    inside = "".join(rf"\U{a:08x}-\U{b:08x}" for a, b in ranges)
    return re.compile(f"[^{inside}]+")


class Typist:
    """Writes text so that the fonts can print it, and remembers what they could not."""

    def __init__(self) -> None:
        register_fonts()
        self._foreign = _outside(_signs())
        self._places: dict[str, dict[str, None]] = {}
        self._told: set[str] = set()

    def text(self, typed: str, *where: str) -> str:
        """``typed`` for the page; ``where`` names the place for the notes ('R-007', 'title').

        Line breaks stay, a tab becomes spaces, a per cent sign stays with its number.
        """
        if "\r" in typed:
            typed = typed.replace("\r\n", "\n").replace("\r", "\n")
        if "\t" in typed:
            typed = typed.replace("\t", _TAB)
        if " %" in typed:
            typed = typed.replace(" %", "\u00a0%")
        if self._foreign.search(typed) is None:
            return typed
        return self._foreign.sub(lambda run: self._stand_in(run.group(), where), typed)

    def line(self, typed: str, *where: str) -> str:
        """``typed`` for where there is one line only: bookmarks, properties of the file."""
        return " ".join(self.text(typed, *where).split())

    def _stand_in(self, run: str, where: tuple[str, ...]) -> str:
        place = ", ".join(filter(None, where)) or _("the register")
        for character in run:
            if character not in self._told:
                self._told.add(character)
                self._places.setdefault(place, {})[character] = None
        return "‹" + " ".join(f"U+{ord(c):04X}" for c in run) + "›"

    def notes(self) -> tuple[str, ...]:
        """One sentence for each place where a character without a sign was first met."""
        return tuple(
            self._note(place, tuple(characters)) for place, characters in self._places.items()
        )

    @staticmethod
    def _note(place: str, characters: tuple[str, ...]) -> str:
        named = ", ".join(map(_named, characters))
        if len(characters) == 1:
            return _(
                "The font has no sign for {character} in {place}; its code is printed instead."
            ).format(character=named, place=place)
        return _(
            "The font has no signs for {characters} in {place}; their codes are printed instead."
        ).format(characters=named, place=place)


def _named(character: str) -> str:
    """'中 (U+4E2D)', or 'U+200F' for what cannot be seen."""
    code = f"U+{ord(character):04X}"
    if unicodedata.category(character) in _INVISIBLE or unicodedata.combining(character):
        return code
    return f"{character} ({code})"


class Meter:
    """How wide words are. Words come back often, so each is measured once."""

    def __init__(self) -> None:
        register_fonts()
        self._measures = {name: self._measure_of(name) for name in _PACKAGED}

    @staticmethod
    def _measure_of(name: str) -> Callable[[str], float]:
        widths = _font(name).face.charWidths
        known: dict[str, float] = {}

        def measure(text: str) -> float:
            width = known.get(text)
            if width is None:
                width = sum([widths[ord(c)] for c in text]) / 1000
                known[text] = width
            return width

        return measure

    def of(self, font: str) -> Callable[[str], float]:
        """A function from text to its width in units of the font's size."""
        return self._measures[font]
