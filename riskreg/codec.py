"""Frozen dataclasses to plain JSON values and back, by their type hints.

One codec serves the audit trail, the JSON export and the tests. Shapes: a dataclass becomes an
object with its field names, a tuple an array, a date ISO 8601, an enumeration its value.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """``value`` as JSON values (dict, list, str, int, float, bool, None)."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    raise TypeError(f"no plain form for {type(value).__name__}")


def hints(kind: Any) -> dict[str, Any]:
    """The resolved type of each field of a dataclass."""
    return _hints(kind)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def from_plain(kind: type[T], plain: dict[str, Any]) -> T:
    """The dataclass ``kind`` from its plain form. Absent fields take their default."""
    known = hints(kind)
    present = {f.name for f in fields(kind) if f.name in plain}  # type: ignore[arg-type]
    return kind(**{name: value_from_plain(known[name], plain[name]) for name in present})


def value_from_plain(hint: Any, plain: Any) -> Any:
    """One value of type ``hint`` from its plain form."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if plain is None:
            return None
        (inner,) = [a for a in get_args(hint) if a is not type(None)]
        return value_from_plain(inner, plain)
    if origin is tuple:
        item, *rest = get_args(hint)
        if rest == [Ellipsis]:
            return tuple(value_from_plain(item, p) for p in plain)
        return tuple(value_from_plain(h, p) for h, p in zip((item, *rest), plain, strict=True))
    if isinstance(hint, type):
        if is_dataclass(hint):
            return from_plain(hint, plain)
        if issubclass(hint, Enum):
            return hint(plain)
        if hint is date:
            return date.fromisoformat(plain)
        if hint is float:
            return float(plain)
    return plain


def fits(hint: Any, value: Any) -> bool:
    """Whether ``value`` is of the type ``hint`` of a field; a whole number will do as a float."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return any(fits(choice, value) for choice in get_args(hint))
    if origin is tuple:
        item, *_rest = get_args(hint)
        return isinstance(value, tuple) and all(fits(item, one) for one in value)
    if hint is float:
        return type(value) in (int, float)
    if hint is int or hint is date:  # a bool is no number, a moment is no day
        return type(value) is hint
    return isinstance(value, hint)
