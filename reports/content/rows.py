"""Rows of the workbook's data sheets, made from a snapshot one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from reports.content.judging import level_mark, unscored_word
from reports.content.risk import actor_texts
from reports.content.sheets import Row, Value
from riskreg import query, scoring
from riskreg.criteria import Criteria
from riskreg.model import Assessment, Evidence, Impact, Measure, Risk, Source, Translation
from riskreg.query import RiskRow
from riskreg.snapshot import Snapshot, evidence_marking
from riskreg.terms import AssessmentKind, RiskStatus, Stance, credibility_label, label
from riskreg.words import _, current

_STANCE_PLACE = {stance: place for place, stance in enumerate(Stance)}


def joined(items: Iterable[str]) -> str:
    """Several texts in one cell: 'ports; energy'. A backslash goes before any ; or \\ within."""
    return "; ".join(i.replace("\\", "\\\\").replace(";", "\\;") for i in items)


def yes_no(held: bool) -> str:
    return _("Yes") if held else _("No")


def rated_dimensions(snapshot: Snapshot) -> dict[str, str]:
    """Names by key: the criteria's dimensions, then those only older assessments still rate."""
    criteria = snapshot.settings.criteria
    known = {d.key: _(d.name) for d in criteria.dimensions}
    rated = {i.dimension for a in snapshot.assessments for i in a.impacts}
    return known | {key: key for key in sorted(rated - set(known))}


def told_here(risk: Risk) -> Translation | None:
    """Title and summary of ``risk`` in the language of the report, where they are recorded."""
    return next((t for t in risk.translations if t.language == current().language), None)


@dataclass(slots=True)
class Tally:
    """How many open risks stand where. It is filled as the rows of the register are read.

    ``cells`` counts by (likelihood level, impact), ``levels`` by rank.
    """

    cells: Counter[tuple[int, int]] = field(default_factory=Counter)
    levels: Counter[int] = field(default_factory=Counter)
    unscored: int = 0
    closed: int = 0

    def add(self, row: RiskRow) -> None:
        if row.status is RiskStatus.CLOSED:
            self.closed += 1
        elif row.level is None or row.likelihood_level is None or row.impact is None:
            self.unscored += 1
        else:
            self.cells[row.likelihood_level, row.impact] += 1
            self.levels[row.level] += 1


def risk_row(snapshot: Snapshot, risk: Risk) -> RiskRow:
    """The row of one risk, without keeping those of all others in memory."""
    return query.risk_row(
        risk,
        snapshot.assessments_of[risk.id],
        snapshot.evidence_of[risk.id],
        snapshot.measures_of[risk.id],
        snapshot.source_by_id,
        snapshot.settings.criteria,
        snapshot.kin,
    )


def register_rows(
    snapshot: Snapshot, dimensions: Mapping[str, str], day: date, tally: Tally
) -> Iterator[Row]:
    """One row a risk, by code."""
    has_told = any(told_here(r) for r in snapshot.risks)
    for risk in snapshot.risks:
        now = query.adopted(snapshot.assessments_of[risk.id], AssessmentKind.CURRENT)
        row = risk_row(snapshot, risk)
        tally.add(row)
        told = told_here(risk)
        yield (
            risk.code,
            level_word(now, snapshot.settings.criteria),
            risk.title,
            *((told.title if told else None,) if has_told else ()),
            risk.cause,
            risk.event,
            risk.asset,
            risk.consequence,
            risk.summary,
            _(risk.vector),
            joined(_(s) for s in risk.sectors),
            joined(actor_texts(snapshot.actor_by_id, risk.actors, day)),
            risk.place,
            risk.owner,
            label(risk.status),
            label(risk.response),
            risk.marking.value,
            *_scores(now, dimensions, snapshot.settings.criteria),
            *_judgement(now),
            *_follow_up(snapshot, risk, row),
        )


def level_word(assessment: Assessment | None, criteria: Criteria) -> str:
    score = scoring.score(assessment, criteria)
    return level_mark(score.level, criteria).word if score else unscored_word()


def _scores(
    now: Assessment | None, dimensions: Mapping[str, str], criteria: Criteria
) -> tuple[Value, ...]:
    likelihood = now.likelihood if now else None
    rated: dict[str, Impact] = {i.dimension: i for i in now.impacts} if now else {}
    overall = scoring.overall_impact(rated.values())
    chances: tuple[Value, ...] = (None, None, None, None)
    if likelihood is not None:
        chances = (
            likelihood.low / 100,
            likelihood.best / 100,
            likelihood.high / 100,
            scoring.likelihood_level(likelihood.best, criteria),
        )
    return (
        *chances,
        *(rated[key].best if key in rated else None for key in dimensions),
        overall.best if overall else None,
        "; ".join(
            _("{dimension} {low}–{best}–{high}").format(
                dimension=name, low=rated[key].low, best=rated[key].best, high=rated[key].high
            )
            for key, name in dimensions.items()
            if key in rated and rated[key].low != rated[key].high
        ),
    )


def _judgement(now: Assessment | None) -> tuple[Value, ...]:
    return (
        label(now.confidence) if now and now.confidence else None,
        now.horizon_months if now else None,
        now.assessor if now else None,
        now.on if now else None,
        now.rationale_likelihood if now else None,
        now.rationale_impact if now else None,
    )


def _follow_up(snapshot: Snapshot, risk: Risk, row: RiskRow) -> tuple[Value, ...]:
    others = (
        query.adopted(snapshot.assessments_of[risk.id], kind)
        for kind in (AssessmentKind.INHERENT, AssessmentKind.TARGET)
    )
    return (
        risk.claim_status,
        risk.outcome,
        risk.gaps,
        risk.answer_sought_on,
        row.supports,
        row.contradicts,
        row.answers,
        row.origins,
        *(level_word(a, snapshot.settings.criteria) if a else None for a in others),
        row.open_measures,
        row.next_due,
        risk.identified_on,
        risk.review_on,
        joined(risk.legal_hooks),
        joined(risk.tags),
    )


def measure_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Measures by risk, each risk's by status and due date."""
    for risk in snapshot.risks:
        for measure in sorted(
            snapshot.measures_of[risk.id], key=lambda m: (query.measure_rank(m), m.id)
        ):
            yield _measure_row(risk, measure)


def _measure_row(risk: Risk, measure: Measure) -> Row:
    return (
        risk.code,
        risk.title,
        measure.title,
        measure.owner,
        measure.due,
        label(measure.status),
        measure.cost,
        measure.expected_effect,
        measure.note,
        f"M{measure.id}",
    )


def evidence_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Passages by risk, each risk's by stance, then by source and place in its text."""
    places = {source.id: place for place, source in enumerate(snapshot.sources)}
    for risk in snapshot.risks:
        now = query.adopted(snapshot.assessments_of[risk.id], AssessmentKind.CURRENT)
        cited = set(now.cited) if now else set()
        for e in sorted(
            snapshot.evidence_of[risk.id],
            key=lambda e: (_STANCE_PLACE[e.stance], places[e.source_id], e.start, e.id),
        ):
            yield _evidence_row(risk, e, snapshot.source_by_id[e.source_id], e.id in cited)


def _evidence_row(risk: Risk, evidence: Evidence, source: Source, cited: bool) -> Row:
    return (
        risk.code,
        risk.title,
        label(evidence.stance),
        evidence.excerpt,
        evidence.note,
        source.code,
        source.title,
        f"{source.reliability.value}{evidence.credibility}",
        evidence.credibility,
        _("{reliability}; {credibility}").format(
            reliability=label(source.reliability),
            credibility=credibility_label(evidence.credibility),
        ),
        yes_no(source.interested_party),
        yes_no(cited),
        evidence_marking(evidence, source).value,
        evidence.start,
        evidence.end,
        f"E{evidence.id}",
    )


def source_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Sources by code."""
    passages: dict[int, int] = {s.id: 0 for s in snapshot.sources}
    risks: dict[int, dict[str, None]] = {s.id: {} for s in snapshot.sources}
    for risk in snapshot.risks:
        for e in snapshot.evidence_of[risk.id]:
            passages[e.source_id] += 1
            risks[e.source_id][risk.code] = None
    for source in snapshot.sources:
        behind = source.derives_from
        yield (
            source.code,
            source.title,
            source.publisher,
            source.author,
            source.published,
            source.published_note,
            label(source.kind),
            source.reliability.value,
            yes_no(source.interested_party),
            snapshot.source_by_id[behind].code if behind is not None else None,
            passages[source.id],
            ", ".join(risks[source.id]),
            source.language,
            source.accessed,
            source.address,
            source.file_name,
            source.sha256,
            source.marking.value,
        )
