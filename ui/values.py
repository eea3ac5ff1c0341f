"""Values of fields as words, as history and conflicts show them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from riskreg.model import ActorRole, Impact, Likelihood, Translation
from riskreg.terms import label
from riskreg.words import _, date_text, number_text

#: The name of an entity by its id, where a value points to one.
NameOf = Callable[[int], str]


def _no_name(entity_id: int) -> str:
    return str(entity_id)


def value_text(value: object, name_of: NameOf = _no_name) -> str:
    """A value of the model in words; '' for nothing."""
    match value:
        case None | "" | ():
            return ""
        case bool():
            return _("yes") if value else _("no")
        case StrEnum():
            return label(value)
        case str():
            return value
        case int() | float():
            return number_text(value)
        case date():
            return date_text(value)
        case Likelihood():
            return _("{low} – {best} – {high} %").format(
                low=number_text(value.low),
                best=number_text(value.best),
                high=number_text(value.high),
            )
        case Impact():
            return f"{value.dimension} {value.low} – {value.best} – {value.high}"
        case _:
            return _composed(value, name_of)


def _composed(value: object, name_of: NameOf) -> str:
    match value:
        case ActorRole():
            name = name_of(value.actor_id)
            return f"{name} – {value.role}" if value.role else name
        case Translation():
            return " – ".join(filter(None, (value.language, value.title, value.summary)))
        case tuple() | list():
            return "\n".join(value_text(item, name_of) for item in value)
        case _:
            return str(value)
