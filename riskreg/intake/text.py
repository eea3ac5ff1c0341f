"""Articles as plain text: a ``.txt`` file or a pasted text becomes a source.

The text is stored exactly as decoded: line ends, tabs and control characters stay as they are,
because passages are counted in its characters. Only a byte order mark is no part of it.
"""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

from riskreg.commands import AddSource
from riskreg.errors import UserError
from riskreg.intake.language import guess_language
from riskreg.words import _, number_text, readable

#: The most a document may hold, in bytes. A megabyte is a million bytes, as file managers count.
LIMIT = 10_000_000

#: A guessed title is at most this long.
TITLE_LENGTH = 120

_BOM = b"\xef\xbb\xbf"

#: More NUL bytes than this share mean that the file is no UTF-8 text, whatever it decodes to.
_NUL_SHARE = 0.1


def read_text(path: Path) -> AddSource:
    """The source a ``.txt`` file (UTF-8) makes; UserError with the reason where it cannot."""
    name = readable(path.name)
    data = _bytes_of(path, name)
    text = _decoded(data, name)
    if not text.strip():
        raise UserError(_("{name} is empty; there is nothing to read in it.").format(name=name))
    values = {
        "text": text,
        "file_name": name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "language": guess_language(text),
    }
    return AddSource(guess_title(text), values)


def read_pasted(text: str) -> AddSource:
    """The source a pasted text makes. It has no original bytes, so no check sum either."""
    if not text.strip():
        raise UserError(_("There is no text to paste; copy the article's text first."))
    size = len(text.encode("utf-8", "replace"))
    if size > LIMIT:
        raise _too_large(_("The pasted text"), size)
    return AddSource(guess_title(text), {"text": text, "language": guess_language(text)})


def guess_title(text: str) -> str:
    """The first line that says something, cut at a word where it is too long for a title."""
    first = next(line.strip() for line in text.splitlines() if line.strip())
    if len(first) <= TITLE_LENGTH:
        return first
    room = first[:TITLE_LENGTH]
    whole, space, _rest = room.rpartition(" ")
    return (whole if space else room[:-1]).rstrip(" ,;:–-") + "…"


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        _check_readable(path, name)
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            _("{name} cannot be read: {reason}.").format(name=name, reason=reason)
        ) from error
    if len(data) > LIMIT:
        raise _too_large(name, len(data))
    return data


def _check_readable(path: Path, name: str) -> None:
    if not path.exists():
        raise UserError(_("{path} is not there.").format(path=readable(str(path))))
    if path.is_dir():
        raise UserError(_("{name} is a folder; choose the text files in it.").format(name=name))
    if not path.is_file():
        raise UserError(_("{name} is not a file that can be read.").format(name=name))
    if path.suffix.lower() != ".txt":
        raise UserError(
            _("{name} is not a .txt file; save the article as plain text (UTF-8) first.").format(
                name=name
            )
        )
    size = path.stat().st_size
    if size > LIMIT:
        raise _too_large(name, size)


def _too_large(name: str, size: int) -> UserError:
    # Rounded up, so that a file just above the limit is not said to be as large as it may be.
    megabytes = math.ceil(size / 100_000) / 10
    return UserError(
        _("{name} is {size} MB; material may be at most {limit} MB.").format(
            name=name, size=number_text(megabytes), limit=LIMIT // 1_000_000
        )
    )


def _decoded(data: bytes, name: str) -> str:
    bare = data.removeprefix(_BOM)
    if bare.count(0) > _NUL_SHARE * len(bare):
        raise UserError(
            _("{name} is not a text in UTF-8; save it as UTF-8 text and add it again.").format(
                name=name
            )
        )
    try:
        return bare.decode("utf-8")
    except UnicodeDecodeError as error:
        before = len(data) - len(bare) + error.start
        raise UserError(
            _(
                "{name} is not UTF-8 at byte {byte} (line {line}); "
                "save it as UTF-8 text and add it again."
            ).format(name=name, byte=before + 1, line=bare.count(b"\n", 0, error.start) + 1)
        ) from error
