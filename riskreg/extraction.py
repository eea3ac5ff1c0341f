"""Finds the words of data files for the message catalogue: Babel calls it while extracting."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

#: Keys whose text a person sees; of others (keys, colours, numbers) nothing is translated.
_SEEN = {"word", "name", "scale_name", "impact_words", "anchors", "sectors", "vectors"}


def extract_toml(
    fileobj: IO[bytes],
    keywords: Mapping[str, Any],  # noqa: ARG001 - Babel's signature
    comment_tags: Collection[str],  # noqa: ARG001 - Babel's signature
    options: Mapping[str, Any],  # noqa: ARG001 - Babel's signature
) -> Iterator[tuple[int, None, str, list[str]]]:
    """(line, function, message, comments) of each text under a key a person sees."""
    for message in _messages(tomllib.loads(fileobj.read().decode()), seen=False):
        yield 1, None, message, []


def _messages(value: Any, *, seen: bool) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _messages(inner, seen=key in _SEEN)
    elif isinstance(value, list):
        for inner in value:
            yield from _messages(inner, seen=seen)
    elif isinstance(value, str) and seen:
        yield value
