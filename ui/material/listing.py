"""Sources and passages as entries of lists and as highlights in the text."""

from __future__ import annotations

from riskreg.folding import tokens
from riskreg.model import Evidence
from riskreg.ports import SourceRow
from riskreg.query import RiskRow
from riskreg.terms import credibility_label, label
from riskreg.words import _, ngettext
from ui.entries import Entry
from ui.material.details import day_words
from ui.material.highlights import Highlight
from ui.material.offsets import shown_line
from ui.texts import one_line


def source_words(row: SourceRow) -> list[str]:
    """What the filter of the list looks through."""
    source = row.source
    return tokens(
        f"{source.code} {source.title} {source.publisher} {source.author} {source.language} "
        f"{source.published_note} {row.retells}"
    )


def source_entry(row: SourceRow) -> Entry:
    """A source in the list: title, where and when it appeared, what was made of it."""
    source = row.source
    facts = [source.publisher, source.language, day_words(source), source.reliability.value]
    numbers = [
        source.code,
        ngettext("{n} passage", "{n} passages", row.passages) if row.passages else _("no passage"),
        _("retells {code}").format(code=row.retells) if row.retells else "",
    ]
    return Entry(
        id=source.id,
        title=one_line(source.title),
        facts=(
            " · ".join(one_line(f) for f in facts if f),
            " · ".join(n for n in numbers if n),
        ),
    )


def _grade(evidence: Evidence) -> str:
    return _("{grade} {words}").format(
        grade=evidence.credibility, words=credibility_label(evidence.credibility)
    )


def highlight_of(evidence: Evidence, risk: RiskRow) -> Highlight:
    """A passage as it stands out in the text, with what its tool tip says."""
    words = " · ".join(
        (label(evidence.stance), f"{risk.code} {risk.title}", _grade(evidence), evidence.note)
    )
    return Highlight(
        evidence_id=evidence.id,
        risk_id=evidence.risk_id,
        start=evidence.start,
        end=evidence.end,
        stance=evidence.stance,
        code=risk.code,
        words=words.removesuffix(" · "),
    )


def passage_entry(evidence: Evidence, risk: RiskRow) -> Entry:
    """A passage in the list: what it does to which risk, and its words."""
    head = f"{evidence.stance.letter}  {label(evidence.stance)} · {_grade(evidence)}"
    return Entry(
        id=evidence.id,
        head=head,
        title=one_line(f"{risk.code}  {risk.title}"),
        body=shown_line(evidence.excerpt),
        facts=(one_line(evidence.note),) if evidence.note else (),
        stance=evidence.stance,
    )
