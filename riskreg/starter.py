"""The starter register: fifteen and more subjects, ready to be read, scored and printed.

Its texts lie in ``riskreg/data/starter`` as TOML: sources summed up in our own words, actors, and
one file a risk with its evidence (passages of those texts), assessments and measures.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from riskreg.changes import Change, ChangeSet
from riskreg.criteria import default_criteria, taxonomy
from riskreg.model import (
    Actor,
    ActorRole,
    Assessment,
    Entity,
    Evidence,
    Impact,
    Likelihood,
    Measure,
    Risk,
    Settings,
    Source,
)
from riskreg.ports import Clock, Ids, Store
from riskreg.terms import (
    ActorKind,
    AssessmentKind,
    Confidence,
    Marking,
    MeasureStatus,
    Reliability,
    Response,
    RiskStatus,
    SourceKind,
    Stance,
)

Plain = Mapping[str, Any]


def new_settings(title: str) -> Settings:
    """The settings of a new register: default criteria and lists, marked TLP:AMBER."""
    return Settings(
        title=title,
        sectors=taxonomy("sectors"),
        vectors=taxonomy("vectors"),
        criteria=default_criteria(),
    )


def begin_register(store: Store, clock: Clock, ids: Ids, person: str, title: str) -> None:
    """The first step of every register: its settings come in."""
    settings = new_settings(title)
    store.write(
        ChangeSet(
            id=ids.next(),
            at=clock.now(),
            person=person,
            action="create_register",
            subject=settings.title,
            label=settings.title,
            changes=(Change(None, settings),),
        )
    )


def starter_entities(new_id: Callable[[], int], assessor: str = "") -> tuple[Entity, ...]:
    """All entities of the starter register, in an order in which they can be written.

    Risks are numbered by the order of their subjects; ``assessor`` signs the assessments.
    """
    return _Loader(new_id, assessor).load()


def _toml(*path: str) -> dict[str, Any]:
    place = resources.files("riskreg").joinpath("data", "starter", *path)
    return tomllib.loads(place.read_text("utf-8"))


@dataclass
class _Loader:
    new_id: Callable[[], int]
    assessor: str
    sources: dict[str, Source] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    entities: list[Entity] = field(default_factory=list)

    def load(self) -> tuple[Entity, ...]:
        self._load_actors(_toml("actors.toml")["actor"])
        self._load_sources(_toml("sources.toml")["source"])
        folder = resources.files("riskreg").joinpath("data", "starter", "risks")
        names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
        for number, name in enumerate(names, start=1):
            self._load_risk(f"R-{number:03d}", _toml("risks", name))
        return tuple(self.entities)

    def _load_actors(self, actors: list[Plain]) -> None:
        ids = {plain["key"]: self.new_id() for plain in actors}
        for plain in actors:
            self.actors[plain["key"]] = Actor(
                id=ids[plain["key"]],
                name=plain["name"],
                kind=ActorKind(plain["kind"]),
                aliases=tuple(plain.get("aliases", ())),
                country=plain.get("country", ""),
                parent_id=ids.get(plain.get("parent", "")),
                share_percent=plain.get("share_percent"),
                note=plain.get("note", ""),
            )
        self.entities += self.actors.values()

    def _load_sources(self, sources: list[Plain]) -> None:
        ids = {plain["key"]: self.new_id() for plain in sources}
        for number, plain in enumerate(sources, start=1):
            self.sources[plain["key"]] = Source(
                id=ids[plain["key"]],
                code=f"S-{number:03d}",
                title=plain["title"],
                publisher=plain["publisher"],
                author=plain.get("author", ""),
                published=plain.get("published"),
                published_note=plain.get("published_note", ""),
                accessed=plain.get("accessed"),
                language=plain["language"],
                address=plain.get("address", ""),
                kind=SourceKind(plain["kind"]),
                reliability=Reliability(plain["reliability"]),
                interested_party=plain["interested_party"],
                derives_from=ids.get(plain.get("derives_from", "")),
                text=plain["text"].strip(),
                marking=Marking(plain["marking"]),
            )
        self.entities += self.sources.values()

    def _load_risk(self, code: str, plain: Plain) -> None:
        risk = Risk(
            id=self.new_id(),
            code=code,
            title=plain["title"],
            summary=plain["summary"],
            cause=plain["cause"],
            event=plain["event"],
            consequence=plain["consequence"],
            vector=plain["vector"],
            sectors=tuple(plain["sectors"]),
            actors=tuple(
                ActorRole(self.actors[a["actor"]].id, a["role"]) for a in plain.get("actors", ())
            ),
            asset=plain["asset"],
            place=plain["place"],
            owner=plain["owner"],
            status=RiskStatus(plain["status"]),
            response=Response(plain["response"]),
            marking=Marking(plain["marking"]),
            legal_hooks=tuple(plain["legal_hooks"]),
            tags=tuple(plain["tags"]),
            identified_on=plain["identified_on"],
            review_on=plain.get("review_on"),
            claim_status=plain["claim_status"],
            outcome=plain["outcome"],
            gaps=plain["gaps"],
            answer_sought_on=plain.get("answer_sought_on"),
        )
        evidence = [self._evidence(risk, item) for item in plain["evidence"]]
        self.entities += [risk, *evidence]
        self.entities += [self._assessment(risk, evidence, a) for a in plain.get("assessment", ())]
        self.entities += [self._measure(risk, item) for item in plain.get("measure", ())]

    def _evidence(self, risk: Risk, plain: Plain) -> Evidence:
        source = self.sources[plain["source"]]
        passage = plain["passage"].strip()
        start = source.text.index(passage)
        return Evidence(
            id=self.new_id(),
            risk_id=risk.id,
            source_id=source.id,
            start=start,
            end=start + len(passage),
            excerpt=passage,
            stance=Stance(plain["stance"]),
            credibility=plain["credibility"],
            note=plain.get("note", ""),
            marking=source.marking,
        )

    def _assessment(self, risk: Risk, evidence: list[Evidence], plain: Plain) -> Assessment:
        return Assessment(
            id=self.new_id(),
            risk_id=risk.id,
            kind=AssessmentKind(plain["kind"]),
            assessor=self.assessor,
            on=plain["on"],
            likelihood=Likelihood(*map(float, plain["likelihood"])),
            horizon_months=plain["horizon_months"],
            impacts=tuple(Impact(key, *levels) for key, levels in plain["impacts"].items()),
            confidence=Confidence(plain["confidence"]),
            rationale_likelihood=plain["rationale_likelihood"],
            rationale_impact=plain["rationale_impact"],
            cited=tuple(evidence[number - 1].id for number in plain["cites"]),
            adopted=plain["adopted"],
        )

    def _measure(self, risk: Risk, plain: Plain) -> Measure:
        return Measure(
            id=self.new_id(),
            risk_id=risk.id,
            title=plain["title"],
            owner=plain["owner"],
            due=plain.get("due"),
            status=MeasureStatus(plain["status"]),
            cost=plain.get("cost", ""),
            expected_effect=plain["expected_effect"],
            note=plain.get("note", ""),
        )
