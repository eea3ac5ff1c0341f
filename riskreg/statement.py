"""A risk as one sentence: 'Because …, … through …, affecting …, leading to ….'

Cause and event are clauses ('customs relies on one maker', 'that maker may pass on images'),
asset and consequence are phrases. One place, so that window and reports say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from riskreg.model import Risk
from riskreg.words import N_, _

_FRAMES = (
    ("cause", N_("Because {text}")),
    ("event", "{text}"),
    ("vector", N_("through {text}")),
    ("asset", N_("affecting {text}")),
    ("consequence", N_("leading to {text}")),
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the sentence: words of the register's ``field``, or joining words ('')."""

    text: str
    field: str = ""


def statement(risk: Risk) -> tuple[Run, ...]:
    """The sentence from what is there; empty parts are left out, nothing at all gives ().

    A full stop typed at the end of a part is left to the end of the sentence; only the first
    letter of the sentence is made a capital.
    """
    runs: list[Run] = []
    for field, frame in _FRAMES:
        words = getattr(risk, field).strip()
        words = words.removesuffix(".") if not words.endswith("..") else words
        if not words:
            continue
        if field == "vector":
            words = _(words)  # a term of the taxonomy; anything else comes back as it is
        before, _mark, after = (_(frame) if frame != "{text}" else frame).partition("{text}")
        if runs:
            before = ", " + before
        elif before:
            before = before[:1].upper() + before[1:]
        else:
            words = words[:1].upper() + words[1:]
        runs += [Run(before), Run(words, field), Run(after)]
    return (*(run for run in runs if run.text), Run(".")) if runs else ()
