"""Sources and passages as a report prints them: grades, dates, origins.

Reliability F and credibility 6 are printed as *unknown*; no sentence ranks them.
"""

from __future__ import annotations

from collections.abc import Iterable

from reports.content.parts import Finding, SourceLine
from riskreg.model import Evidence, Source
from riskreg.query import code_number
from riskreg.snapshot import Snapshot, evidence_marking
from riskreg.terms import Reliability, Stance, credibility_label, label
from riskreg.words import _, date_text

#: Credibility that says: the truth cannot be judged.
_UNKNOWN_CREDIBILITY = 6

_STANCE_PLACE = {stance: place for place, stance in enumerate(Stance)}


def source_numbers(snapshot: Snapshot) -> dict[int, int]:
    """Note numbers by source id: 1, 2, 3 … in the order of the codes."""
    ordered = sorted(snapshot.sources, key=lambda s: (code_number(s.code), s.id))
    return {source.id: place for place, source in enumerate(ordered, start=1)}


def source_lines(snapshot: Snapshot, numbers: dict[int, int]) -> tuple[SourceLine, ...]:
    """All sources, by note number."""
    passages: dict[int, int] = dict.fromkeys(numbers, 0)
    risks: dict[int, set[str]] = {source_id: set() for source_id in numbers}
    code_by_risk = {r.id: r.code for r in snapshot.risks}
    for e in snapshot.evidence:
        passages[e.source_id] += 1
        risks[e.source_id].add(code_by_risk[e.risk_id])
    return tuple(
        _source_line(
            source,
            snapshot,
            numbers[source.id],
            passages[source.id],
            tuple(sorted(risks[source.id], key=code_number)),
        )
        for source in sorted(snapshot.sources, key=lambda s: numbers[s.id])
    )


def _source_line(
    source: Source, snapshot: Snapshot, number: int, passages: int, risk_codes: tuple[str, ...]
) -> SourceLine:
    behind = (
        snapshot.source_by_id.get(source.derives_from) if source.derives_from is not None else None
    )
    return SourceLine(
        number=number,
        code=source.code,
        title=source.title,
        publisher=source.publisher,
        author=source.author,
        published=source.published,
        published_text=published_text(source),
        published_note=source.published_note,
        accessed=source.accessed,
        accessed_text=date_text(source.accessed),
        language=source.language,
        address=source.address,
        kind=source.kind,
        kind_label=label(source.kind),
        reliability=source.reliability,
        reliability_text=label(source.reliability),
        interested=source.interested_party,
        derives_from=behind.code if behind else "",
        derives_text=_("derives from {code}").format(code=behind.code) if behind else "",
        file_name=source.file_name,
        sha256=source.sha256,
        marking=source.marking,
        passages=passages,
        risk_codes=risk_codes,
    )


def published_text(source: Source) -> str:
    """The day of publication; where there is none, what is known about it, or 'undated'."""
    return date_text(source.published) or source.published_note or _("undated")


def findings_of(
    snapshot: Snapshot, evidence: Iterable[Evidence], risk_code: str, numbers: dict[int, int]
) -> tuple[Finding, ...]:
    """The passages of one risk: by stance, then by source, then by place in its text."""
    ordered = sorted(
        evidence,
        key=lambda e: (_STANCE_PLACE[e.stance], numbers[e.source_id], e.start, e.end, e.id),
    )
    return tuple(
        _finding(e, snapshot.source_by_id[e.source_id], risk_code, numbers[e.source_id])
        for e in ordered
    )


def _finding(evidence: Evidence, source: Source, risk_code: str, number: int) -> Finding:
    return Finding(
        id=evidence.id,
        risk_code=risk_code,
        source_code=source.code,
        number=number,
        stance=evidence.stance,
        stance_label=label(evidence.stance),
        grade=f"{source.reliability.value}{evidence.credibility}",
        grade_text=_("{reliability}; {credibility}").format(
            reliability=label(source.reliability),
            credibility=credibility_label(evidence.credibility),
        ),
        unknown_text=_unknown_text(source.reliability, evidence.credibility),
        credibility=evidence.credibility,
        excerpt=evidence.excerpt,
        note=evidence.note,
        source_text=", ".join((source.publisher or source.title, published_text(source))),
        interested=source.interested_party,
        start=evidence.start,
        end=evidence.end,
        marking=evidence_marking(evidence, source),
    )


def _unknown_text(reliability: Reliability, credibility: int) -> str:
    if reliability is not Reliability.F:
        return _("truth unknown") if credibility == _UNKNOWN_CREDIBILITY else ""
    if credibility != _UNKNOWN_CREDIBILITY:
        return _("source unknown")
    return _("unknown")
