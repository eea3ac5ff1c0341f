"""Words in the user's language: gettext for messages, Babel for dates and numbers.

English is the source. A catalogue is one ``.po`` file below ``riskreg/data/messages``; it is read
where it lies, so there is no compiled copy that could go stale. The language is a context
variable: a report in German can be made while the window speaks English.
"""

from __future__ import annotations

import gettext
import io
import locale
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib import resources

from riskreg.errors import UserError

LANGUAGES = ("en", "nl", "fr", "de")

#: CLDR locales whose dates and numbers go with a language. British English: 12 Oct 2026, 24 hours.
LOCALES = {"en": "en_GB", "nl": "nl_BE", "fr": "fr_BE", "de": "de_BE"}


@dataclass(frozen=True, slots=True)
class Words:
    """One language: its catalogue and its habits with dates and numbers."""

    language: str
    catalogue: gettext.NullTranslations

    @property
    def locale(self) -> str:
        return LOCALES[self.language]


@lru_cache(maxsize=len(LANGUAGES))
def words_of(language: str) -> Words:
    """The words of ``language`` (one of LANGUAGES); UserError for any other."""
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UserError(f"There is no language {language!r} here; there are {known}.")
    if language == "en":
        return Words("en", gettext.NullTranslations())
    po = resources.files("riskreg") / "data" / "messages" / f"{language}.po"
    if not po.is_file():
        return Words(language, gettext.NullTranslations())
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with po.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Words(language, gettext.GNUTranslations(compiled))


_CURRENT: ContextVar[Words | None] = ContextVar("words", default=None)


def current() -> Words:
    """The words in force here; English where nobody chose."""
    return _CURRENT.get() or words_of("en")


def choose(language: str) -> None:
    """Speak ``language`` from here on, in this context."""
    _CURRENT.set(words_of(language))


#: What Windows calls the languages there are catalogues for.
_WINDOWS_NAMES = {"dutch": "nl", "french": "fr", "german": "de"}


def language_of_system(environ: Mapping[str, str]) -> str:
    """The system's language where there is a catalogue for it, else English.

    RISKREG_LANGUAGE goes before the locale.
    """
    named = (environ.get(name) for name in ("RISKREG_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    asked = next(filter(None, named), None) or _locale_of_system()
    language = asked.partition("_")[0].partition(".")[0].lower()
    language = _WINDOWS_NAMES.get(language, language)
    return language if language in LANGUAGES else "en"


def _locale_of_system() -> str:
    try:
        return locale.getlocale()[0] or ""
    except ValueError:  # a locale Python has no name for: any language will do
        return ""


@contextmanager
def speaking(language: str) -> Iterator[Words]:
    """Speak ``language`` inside the block only."""
    token = _CURRENT.set(words_of(language))
    try:
        yield current()
    finally:
        _CURRENT.reset(token)


def _(message: str) -> str:
    """``message`` in the current language."""
    return current().catalogue.gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a counted message for ``n``; ``{n}`` in it is filled in."""
    return current().catalogue.ngettext(one, many, n).format(n=n)


def pgettext(context: str, message: str) -> str:
    """``message`` where English has one word for two things."""
    return current().catalogue.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "to be translated later"
    """Mark a message for the catalogue without translating it yet."""
    return message


_MONTHS = (
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
)


def date_text(day: date | None, *, long: bool = False) -> str:
    """A date as one reads it: 12 Oct 2026, or 12 October 2026 with ``long``. None is ''."""
    if day is None:
        return ""
    if current().language == "en":  # the usual case, without loading Babel at start
        return f"{day.day} {_MONTHS[long][day.month - 1]} {day.year}"
    from babel.dates import format_date

    short = "d. MMM y" if current().language == "de" else "d MMM y"
    return str(format_date(day, "long" if long else short, locale=current().locale))


def time_text(moment: datetime) -> str:
    """A moment in the local time zone, to the minute: 12 Oct 2026 14:05."""
    here = moment.astimezone()
    return f"{date_text(here.date())} {here:%H:%M}"


def number_text(number: float) -> str:
    """A number with the marks of the language, without a needless decimal: 1,000 or 0.2."""
    whole = round(number)
    if current().language == "en":
        return f"{whole:,}" if number == whole else f"{number:,.10g}"
    from babel.numbers import format_decimal

    value = whole if number == whole else number
    return str(format_decimal(value, locale=current().locale, decimal_quantization=False))


def readable(text: str) -> str:
    """A name or argument as it was meant: bytes the locale could not read are read as UTF-8.

    What is no UTF-8 either is written as escapes.
    """
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # half of a character that stands for no byte
        return text.encode("utf-8", "backslashreplace").decode()


def one_line(text: str) -> str:
    """``text`` for one line of a terminal: what would end, move or hide it is shown as its code."""
    return "".join(
        c
        if c.isprintable() or unicodedata.category(c) == "Zs"
        else c.encode("unicode_escape").decode()
        for c in readable(text)
    )
