"""Places in a source's text and places in the text document that shows it.

A source counts code points and keeps every character. Qt's document counts UTF-16 units, has one
paragraph mark for any line end and keeps some code points for itself. ``ShownText`` makes the text
to show and maps places both ways, so that what is selected is exactly what is filed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from operator import add

#: Where one unit more or less stands in the document than code points in the source.
_UNEVEN = re.compile("\r\n|[\U00010000-\U0010ffff]")

#: Control characters stand as their pictures; what Qt's document uses itself as U+FFFD. A line
#: or paragraph separator starts a paragraph like any other line end.
_PICTURES = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)},
    0x0D: 0x0A,
    0x7F: 0x2421,
    0x85: 0x0A,
    0x2028: 0x0A,
    0x2029: 0x0A,
    0xFDD0: 0xFFFD,
    0xFDD1: 0xFFFD,
    0xFFFC: 0xFFFD,
    # At the head of a text these are taken for byte order marks on the way into Qt.
    0xFEFF: 0x2060,
    0xFFFE: 0xFFFD,
}

#: What of a text has a picture; looking for it is far quicker than translating all of a long text.
_PICTURED = re.compile(f"[{''.join(map(chr, _PICTURES))}]")


def _shown(text: str) -> str:
    return _PICTURED.sub(
        lambda found: chr(_PICTURES[ord(found.group())]), text.replace("\r\n", "\n")
    )


class ShownText:
    """A text as it is shown, with the way there and back.

    ``shown`` is what the document is filled with: same paragraphs, every other character present
    (control characters as their pictures). ``units`` is its length in UTF-16 units.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown = _shown(text)
        # At source[i] a character of odd width begins; from source[i] + its length on, the
        # document is ahead of the source by ahead[i + 1].
        spans = [found.span() for found in _UNEVEN.finditer(text)]
        self._begins = [begin for begin, _end in spans]
        self._ends = [end for _begin, end in spans]
        # CR and LF are two characters and one unit, what lies beyond U+FFFF is one and two.
        steps = (1 if end - begin == 1 else -1 for begin, end in spans)
        self._ahead = list(accumulate(steps, initial=0))
        self._unit_ends = list(map(add, self._ends, self._ahead[1:]))
        self.units = len(text) + self._ahead[-1]

    def to_document(self, offset: int) -> int:
        """The document position before the code point at ``offset``.

        Between CR and LF there is no place in the document; it is the one before both.
        """
        offset = min(max(offset, 0), len(self.text))
        passed = bisect_right(self._ends, offset)
        if passed < len(self._begins) and self._begins[passed] < offset:
            return self._begins[passed] + self._ahead[passed]
        return offset + self._ahead[passed]

    def to_source(self, position: int) -> int:
        """The offset of the code point that stands at a document position.

        Half-way through a character of two units is before that character.
        """
        position = min(max(position, 0), self.units)
        passed = bisect_right(self._unit_ends, position)
        offset = position - self._ahead[passed]
        if passed < len(self._begins) and self._begins[passed] < offset:
            return self._begins[passed]
        return offset

    def passage(self, first: int, last: int) -> tuple[int, int]:
        """(start, end) in the source of what is selected from one document position to another.

        A character that is selected by half is selected.
        """
        start, end = self.to_source(min(first, last)), self.to_source(max(first, last))
        if self.to_document(end) < max(first, last):
            end += 1
        return start, end


def shown_line(text: str) -> str:
    """A text on one line of a list: line ends as spaces, control characters as pictures."""
    return " ".join(_shown(text).split("\n"))


def paragraph_numbers(shown: str) -> list[int]:
    """For each paragraph its number among those that are not blank; 0 for a blank one."""
    numbers, last = [], 0
    for paragraph in shown.split("\n"):
        if paragraph.strip():
            last += 1
            numbers.append(last)
        else:
            numbers.append(0)
    return numbers
