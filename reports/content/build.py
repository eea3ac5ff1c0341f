"""From a snapshot of the register to the frozen content of a report."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from reports.content import summary
from reports.content.material import source_lines, source_numbers
from reports.content.method import marking_meaning, method
from reports.content.parts import Content
from reports.content.risk import all_findings, risk_page, withheld_names
from riskreg.codec import to_plain
from riskreg.exporting import ExportRequest
from riskreg.query import code_number
from riskreg.snapshot import Snapshot, Withheld, within_marking
from riskreg.terms import Marking, highest
from riskreg.words import date_text, pgettext, speaking


def visible(whole: Snapshot, request: ExportRequest) -> tuple[Snapshot, Withheld]:
    """What the audience of ``request`` may see, and how much was left out for it."""
    return within_marking(whole, request.max_marking or Marking.RED)


def build(snapshot: Snapshot, request: ExportRequest) -> Content:
    """All words and numbers of a report for ``request``, from the whole register.

    What is marked above the audience is left out before anything is worded or counted. The same
    snapshot and request give an equal content, wherever and whenever it is built.
    """
    seen, _withheld = visible(snapshot, request)
    with speaking(request.language):
        content = _content(seen, request)
    digest = content_hash(content)
    return replace(content, hash_hex=digest, hash_text=f"{digest[:4]} {digest[4:8]}")


def content_hash(content: Content) -> str:
    """SHA-256 over the canonical JSON of all that can be printed; the hash itself and the notes
    for the exporting person are not part of it."""
    plain = to_plain(replace(content, hash_hex="", hash_text="", notes=()))
    canonical = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def report_marking(seen: Snapshot, limit: Marking | None) -> Marking:
    """The label on every page: the highest that is in it.

    An export of everything carries the register's own label where that is higher: it says how the
    collection as a whole is to be handled. A limit the user named is that decision made anew.
    """
    present = [
        *(r.marking for r in seen.risks),
        *(s.marking for s in seen.sources),
        *(e.marking for e in seen.evidence),
    ]
    return highest(present if limit else [*present, seen.settings.marking])


def _content(seen: Snapshot, request: ExportRequest) -> Content:
    settings = seen.settings
    numbers = source_numbers(seen)
    pages = tuple(
        risk_page(seen, risk, numbers, request.day)
        for risk in sorted(seen.risks, key=lambda r: (code_number(r.code), r.id))
    )
    ranked = summary.by_priority(pages)
    judged = summary.key_judgements(ranked)
    measures = summary.tracker(pages)
    marking = report_marking(seen, request.max_marking)
    edition = pgettext("edition", "Draft")
    day_text = date_text(request.day, long=True)
    return Content(
        title=settings.title,
        organisation=settings.organisation,
        language=request.language,
        marking=marking,
        marking_meaning=marking_meaning(marking),
        edition=edition,
        day=request.day,
        day_text=day_text,
        footer=" · ".join(part for part in (settings.title, edition, day_text) if part),
        hash_hex="",
        hash_text="",
        bottom_line=summary.bottom_line(pages, ranked, measures, request.day),
        key_judgements=judged,
        matrix=summary.matrix(ranked, judged, settings.criteria),
        matrix_note=summary.matrix_note(pages),
        priority=tuple(summary.priority_row(p) for p in ranked),
        unscored=tuple(summary.priority_row(p) for p in summary.unscored(pages)),
        closed=tuple(summary.priority_row(p) for p in summary.closed(pages)),
        risks=pages,
        measures=measures,
        findings=all_findings(pages),
        sources=source_lines(seen, numbers),
        method=method(settings.criteria),
        notes=withheld_names(seen, request.day),
    )
