"""The register as CSV: one row a risk, in the one dialect that docs/csv.md describes.

Names of columns and of terms are the English keys of the register, whatever the language of the
report, so that a program reads every export alike. Of the assessments, the adopted current one
stands here; JSON holds them all.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from reports.content.rows import joined, rated_dimensions, risk_row
from riskreg import query, scoring
from riskreg.exporting import Progress
from riskreg.model import Assessment, Risk
from riskreg.snapshot import Snapshot
from riskreg.terms import AssessmentKind

#: A text that starts with one of these might be taken for a formula by a spreadsheet.
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "'")

_Value = str | float | None


def guard(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet might take it for a formula.

    One that starts with an apostrophe gets another, so that ``unguard`` gives back any text.
    """
    return f"'{text}" if text.startswith(_GUARDED) else text


def unguard(field: str) -> str:
    """The text that ``guard`` was given."""
    return field.removeprefix("'")


def write_csv(snapshot: Snapshot, stream: BinaryIO, progress: Progress) -> None:
    """Write the risks of ``snapshot``, already narrowed to its audience, to ``stream``."""
    columns = _Columns(snapshot)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text, dialect="excel", lineterminator="\r\n")
        writer.writerow(columns.names)
        for done, risk in enumerate(snapshot.risks, start=1):
            writer.writerow([_field(value) for value in columns.row(risk)])
            progress(done, len(snapshot.risks))
        text.flush()
    finally:
        text.detach()


def _field(value: _Value) -> str:
    """A number as Python writes it (the shortest that reads back the same), a text guarded."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guard(value)
    return repr(int(value) if value == int(value) else value)


class _Columns:
    """Which columns there are in a snapshot, and what stands in them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._dimensions = rated_dimensions(snapshot)
        self._languages = sorted({t.language for r in snapshot.risks for t in r.translations})
        self.names = [
            *_RISK_COLUMNS,
            *(f"{part}_{lang}" for lang in self._languages for part in ("title", "summary")),
            *_SCORE_COLUMNS,
            *(f"impact_{d}_{end}" for d in self._dimensions for end in ("low", "best", "high")),
            *_BASIS_COLUMNS,
            "id",
        ]

    def row(self, risk: Risk) -> Iterator[_Value]:
        """The values of ``risk``, in the order of ``names``."""
        yield from self._of_risk(risk)
        told = {t.language: t for t in risk.translations}
        for language in self._languages:
            found = told.get(language)
            yield found.title if found else None
            yield found.summary if found else None
        current = query.adopted(self._snapshot.assessments_of[risk.id], AssessmentKind.CURRENT)
        yield from self._of_score(current)
        yield from self._of_impacts(current)
        yield from self._of_basis(risk, current)
        yield str(risk.id)

    def _of_risk(self, risk: Risk) -> Iterator[_Value]:
        actors = [self._snapshot.actor_by_id[role.actor_id].name for role in risk.actors]
        yield risk.code
        yield risk.title
        yield risk.summary
        yield risk.cause
        yield risk.event
        yield risk.consequence
        yield risk.vector
        yield joined(risk.sectors)
        yield joined(actors)
        yield joined(role.role for role in risk.actors)
        yield risk.asset
        yield risk.place
        yield risk.owner
        yield risk.status.value
        yield risk.response.value
        yield risk.marking.value
        yield joined(risk.legal_hooks)
        yield joined(risk.tags)
        yield risk.identified_on.isoformat() if risk.identified_on else None
        yield risk.review_on.isoformat() if risk.review_on else None
        yield risk.claim_status
        yield risk.outcome
        yield risk.gaps
        yield risk.answer_sought_on.isoformat() if risk.answer_sought_on else None

    def _of_score(self, current: Assessment | None) -> Iterator[_Value]:
        criteria = self._snapshot.settings.criteria
        score = scoring.score(current, criteria)
        likelihood = current.likelihood if current else None
        overall = scoring.overall_impact(current.impacts) if current else None
        yield score.level if score else None
        yield criteria.level(score.level).word if score else "unscored"
        yield likelihood.low if likelihood else None
        yield likelihood.best if likelihood else None
        yield likelihood.high if likelihood else None
        yield scoring.likelihood_level(likelihood.best, criteria) if likelihood else None
        yield overall.low if overall else None
        yield overall.best if overall else None
        yield overall.high if overall else None

    def _of_impacts(self, current: Assessment | None) -> Iterator[_Value]:
        rated = {i.dimension: i for i in current.impacts} if current else {}
        for dimension in self._dimensions:
            impact = rated.get(dimension)
            yield impact.low if impact else None
            yield impact.best if impact else None
            yield impact.high if impact else None

    def _of_basis(self, risk: Risk, current: Assessment | None) -> Iterator[_Value]:
        row = risk_row(self._snapshot, risk)
        yield current.confidence.value if current and current.confidence else None
        yield current.horizon_months if current else None
        yield current.assessor if current else None
        yield current.on.isoformat() if current else None
        yield current.rationale_likelihood if current else None
        yield current.rationale_impact if current else None
        yield row.supports
        yield row.contradicts
        yield row.answers
        yield row.origins
        yield row.open_measures
        yield row.next_due.isoformat() if row.next_due else None


_RISK_COLUMNS = (
    "code",
    "title",
    "summary",
    "cause",
    "event",
    "consequence",
    "vector",
    "sectors",
    "actors",
    "actor_roles",
    "asset",
    "place",
    "owner",
    "status",
    "response",
    "marking",
    "legal_hooks",
    "tags",
    "identified_on",
    "review_on",
    "claim_status",
    "outcome",
    "gaps",
    "answer_sought_on",
)

_SCORE_COLUMNS = (
    "level",
    "level_word",
    "likelihood_low",
    "likelihood_best",
    "likelihood_high",
    "likelihood_level",
    "impact_low",
    "impact_best",
    "impact_high",
)

_BASIS_COLUMNS = (
    "confidence",
    "horizon_months",
    "assessor",
    "assessed_on",
    "rationale_likelihood",
    "rationale_impact",
    "supports",
    "contradicts",
    "answers",
    "origins",
    "open_measures",
    "next_due",
)
