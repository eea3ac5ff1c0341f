"""A register at one moment, as one value: what reports, checks and the JSON export read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from riskreg import query
from riskreg.model import Actor, Assessment, Evidence, Measure, Risk, Settings, Source
from riskreg.query import RiskRow
from riskreg.scoring import NO_ORIGIN, origin_of
from riskreg.terms import Marking


@dataclass(frozen=True)
class Snapshot:
    """Everything of a register but its history. Tuples are ordered by code, then by id."""

    settings: Settings
    actors: tuple[Actor, ...] = ()
    sources: tuple[Source, ...] = ()
    risks: tuple[Risk, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    measures: tuple[Measure, ...] = ()
    #: For sources whose origin was withheld: who stands for their family when origins are counted.
    kin: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def source_by_id(self) -> Mapping[int, Source]:
        return {s.id: s for s in self.sources}

    @cached_property
    def actor_by_id(self) -> Mapping[int, Actor]:
        return {a.id: a for a in self.actors}

    @cached_property
    def evidence_of(self) -> Mapping[int, list[Evidence]]:
        """Evidence by risk id."""
        by_risk: dict[int, list[Evidence]] = {r.id: [] for r in self.risks}
        for e in self.evidence:
            by_risk[e.risk_id].append(e)
        return by_risk

    @cached_property
    def assessments_of(self) -> Mapping[int, list[Assessment]]:
        """Assessments by risk id, in the order they were made."""
        by_risk: dict[int, list[Assessment]] = {r.id: [] for r in self.risks}
        for a in self.assessments:
            by_risk[a.risk_id].append(a)
        return by_risk

    @cached_property
    def measures_of(self) -> Mapping[int, list[Measure]]:
        """Measures by risk id."""
        by_risk: dict[int, list[Measure]] = {r.id: [] for r in self.risks}
        for m in self.measures:
            by_risk[m.risk_id].append(m)
        return by_risk

    @cached_property
    def rows(self) -> Mapping[int, RiskRow]:
        """The row of each risk, computed from this snapshot alone."""
        return {
            r.id: query.risk_row(
                r,
                self.assessments_of[r.id],
                self.evidence_of[r.id],
                self.measures_of[r.id],
                self.source_by_id,
                self.settings.criteria,
                self.kin,
            )
            for r in self.risks
        }


@dataclass(frozen=True, slots=True)
class Withheld:
    """What was left out for an audience, in numbers by kind."""

    risks: int = 0
    sources: int = 0
    evidence: int = 0
    assessments: int = 0
    measures: int = 0
    actors: int = 0

    @property
    def total(self) -> int:
        return (
            self.risks
            + self.sources
            + self.evidence
            + self.assessments
            + self.measures
            + self.actors
        )


def evidence_marking(evidence: Evidence, source: Source) -> Marking:
    """A passage is never less protected than the document it is from."""
    return max(evidence.marking, source.marking, key=lambda m: m.rank)


def within_marking(whole: Snapshot, limit: Marking) -> tuple[Snapshot, Withheld]:
    """What an audience up to ``limit`` may see, and how much was left out.

    Left out are risks and sources marked higher, passages of either, assessments and measures of
    such risks, sources and actors that only served what is left out. Rows are then computed from
    what is left, so no count gives away what is gone. A pointer to an origin that is gone goes
    too, but its retellings still count as one origin; an assessment no longer cites evidence that
    is gone.
    """
    risks = tuple(r for r in whole.risks if limit.allows(r.marking))
    seen_risks = {r.id for r in risks}
    evidence = tuple(
        e
        for e in whole.evidence
        if e.risk_id in seen_risks
        and limit.allows(evidence_marking(e, whole.source_by_id[e.source_id]))
    )
    seen_evidence = {e.id for e in evidence}
    sources = _sources_within(whole, evidence, limit)
    seen_sources = {s.id for s in sources}
    seen = Snapshot(
        settings=whole.settings,
        actors=_actors_within(whole, risks),
        sources=tuple(
            s if s.derives_from in seen_sources else replace(s, derives_from=None) for s in sources
        ),
        risks=risks,
        evidence=evidence,
        assessments=tuple(
            replace(a, cited=tuple(c for c in a.cited if c in seen_evidence))
            for a in whole.assessments
            if a.risk_id in seen_risks
        ),
        measures=tuple(m for m in whole.measures if m.risk_id in seen_risks),
        kin=_kin(whole, sources),
    )
    return seen, Withheld(
        risks=len(whole.risks) - len(seen.risks),
        sources=len(whole.sources) - len(seen.sources),
        evidence=len(whole.evidence) - len(seen.evidence),
        assessments=len(whole.assessments) - len(seen.assessments),
        measures=len(whole.measures) - len(seen.measures),
        actors=len(whole.actors) - len(seen.actors),
    )


def _sources_within(
    whole: Snapshot, seen: tuple[Evidence, ...], limit: Marking
) -> tuple[Source, ...]:
    """Sources that serve visible evidence, lie behind one that does, or serve none."""
    serving = {e.source_id for e in seen}
    idle = {s.id for s in whole.sources} - {e.source_id for e in whole.evidence}
    kept = serving | (idle if len(seen) == len(whole.evidence) else set())
    for source_id in list(kept):
        behind = whole.source_by_id[source_id].derives_from
        while behind is not None and behind in whole.source_by_id and behind not in kept:
            kept.add(behind)
            behind = whole.source_by_id[behind].derives_from
    return tuple(s for s in whole.sources if s.id in kept and limit.allows(s.marking))


def _kin(whole: Snapshot, seen: tuple[Source, ...]) -> dict[int, int]:
    """Who stands for a family of retellings: its first visible member, by true origin."""
    families: dict[int, int] = {}
    kin: dict[int, int] = {}
    for source in seen:
        root = origin_of(source.id, whole.source_by_id)
        interested = whole.source_by_id[root].interested_party
        kin[source.id] = families.setdefault(root, NO_ORIGIN if interested else source.id)
    return kin


def _actors_within(whole: Snapshot, risks: tuple[Risk, ...]) -> tuple[Actor, ...]:
    kept = {role.actor_id for risk in risks for role in risk.actors}
    named = {role.actor_id for risk in whole.risks for role in risk.actors}
    kept |= {a.id for a in whole.actors if a.id not in named and len(risks) == len(whole.risks)}
    waiting = list(kept)
    while waiting:
        actor = whole.actor_by_id.get(waiting.pop())
        if actor is not None and actor.parent_id is not None and actor.parent_id not in kept:
            kept.add(actor.parent_id)
            waiting.append(actor.parent_id)
    return tuple(
        a if a.parent_id is None or a.parent_id in kept else replace(a, parent_id=None)
        for a in whole.actors
        if a.id in kept
    )
