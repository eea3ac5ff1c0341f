"""Texts that files of every kind have trouble with, and a register full of them."""

from __future__ import annotations

from dataclasses import replace

from riskreg.model import Measure, Source
from riskreg.snapshot import Snapshot
from riskreg.terms import Stance
from tests.reports import samples

TEXTS = (
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "+32 2 555",
    "\tafter a tab",
    "\rafter a return",
    "'t Zand",
    "<b>bold</b>",
    "&amp; & &#65;",
    "]]> <!-- ]]>",
    "nul \x00 and \x07 and \x1f",
    "_x0041_ _x000D_ _x005F_ __x0041__ _x0041x_x0041_",
    "\u202eright to left\u202c \u2066isolated\u2069 \u200f",
    "emoji \U0001f600 \U0001f1e7\U0001f1ea e\u0301",
    "one\r\ntwo\nthree\rfour\u2028five\u0085six",
    "\ufeff\ufffe\uffff",
    "  spaces at both ends  ",
    '"quoted", with; a \\ semicolon\\; and "commas"',
    '=HYPERLINK("http://x","y")',
    "Ž ő Ελληνικά Кириллица 漢字 عربي",
)
LONG = ("Long \U0001f600 text = " * 10_000)[:100_000]


def everywhere(text: str) -> Snapshot:
    """The sample register with ``text`` in the text fields of a risk and of what belongs to it."""
    whole = samples.register()
    first, *others = whole.risks
    titled = text if text.strip() else f"x{text}"
    risk = replace(
        first,
        title=titled,
        summary=text,
        cause=text,
        event=text,
        consequence=text,
        vector=text,
        asset=text,
        place=text,
        owner=text,
        sectors=(text, "ports; and; \\ more"),
        tags=(text,),
        legal_hooks=(text,),
        claim_status=text,
        outcome=text,
        gaps=text,
    )
    source = Source(id=180, code="S-080", title=titled, text=f"Said: {text}", publisher=text)
    passage = samples.passage(380, 1, source, source.text, Stance.SUPPORTS, note=text)
    return replace(
        whole,
        settings=replace(whole.settings, title=titled, organisation=text),
        risks=(risk, *others),
        sources=(*whole.sources, source),
        evidence=(*whole.evidence, passage),
        measures=(*whole.measures, Measure(id=580, risk_id=1, title=titled, note=text)),
        assessments=tuple(
            replace(a, rationale_likelihood=text, rationale_impact=text) for a in whole.assessments
        ),
        actors=tuple(replace(a, name=f"{a.id}{text}") for a in whole.actors),
    )


def many(count: int) -> Snapshot:
    """A register of ``count`` risks that are all scored, with evidence and measures."""
    whole = samples.register()
    scored, passages = whole.assessments[1], whole.evidence
    base = 10_000
    return replace(
        whole,
        risks=tuple(
            replace(whole.risks[0], id=base + n, code=f"R-{n:03d}", title=f"Risk number {n}")
            for n in range(1, count + 1)
        ),
        assessments=tuple(
            replace(scored, id=base + count + n, risk_id=base + n, cited=())
            for n in range(1, count + 1)
        ),
        evidence=tuple(
            replace(passages[n % 6], id=base + 2 * count + n, risk_id=base + n)
            for n in range(1, count + 1)
        ),
        measures=tuple(
            replace(whole.measures[0], id=base + 3 * count + n, risk_id=base + n)
            for n in range(1, count + 1)
        ),
    )
