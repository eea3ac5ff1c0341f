"""Everything the inspector shows of one risk, read at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from riskreg.model import (
    Actor,
    Assessment,
    Evidence,
    Measure,
    Risk,
    Settings,
    Source,
)
from riskreg.ports import Reader
from riskreg.query import RiskRow, adopted
from riskreg.terms import AssessmentKind


@dataclass(frozen=True, slots=True)
class Dossier:
    """One risk with all that belongs to it."""

    risk: Risk
    row: RiskRow
    assessments: tuple[Assessment, ...]
    evidence: tuple[Evidence, ...]
    measures: tuple[Measure, ...]
    sources: Mapping[int, Source]
    actors: Mapping[int, Actor]
    settings: Settings

    def adopted(self, kind: AssessmentKind) -> Assessment | None:
        """The assessment of a kind that counts, if one does."""
        return adopted(self.assessments, kind)

    def name_of(self, entity_id: int) -> str:
        """What an id in a value stands for."""
        if entity_id in self.actors:
            return self.actors[entity_id].name
        for evidence in self.evidence:
            if evidence.id == entity_id:
                return self.sources[evidence.source_id].code
        return str(entity_id)


def read_dossier(reader: Reader, risk_id: int) -> Dossier | None:
    """The dossier of a risk; None where it is gone."""
    risk = reader.find(Risk, risk_id)
    rows = reader.risk_rows([risk_id])
    if risk is None or not rows:
        return None
    evidence = reader.related(Evidence, "risk_id", risk_id)
    found = [reader.find(Source, source_id) for source_id in {e.source_id for e in evidence}]
    cast = [reader.find(Actor, role.actor_id) for role in risk.actors]
    return Dossier(
        risk=risk,
        row=rows[0],
        assessments=tuple(reader.related(Assessment, "risk_id", risk_id)),
        evidence=tuple(evidence),
        measures=tuple(reader.related(Measure, "risk_id", risk_id)),
        sources={source.id: source for source in found if source is not None},
        actors={actor.id: actor for actor in cast if actor is not None},
        settings=reader.settings(),
    )
