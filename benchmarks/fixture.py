"""Registers of a given size, made once and kept in the system's temporary folder."""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

from db.store import SqlStore
from db.upgrade import create, open_register
from riskreg.clock import SystemClock, SystemIds
from riskreg.commands import Fill
from riskreg.criteria import taxonomy
from riskreg.model import (
    Assessment,
    Entity,
    Evidence,
    Impact,
    Likelihood,
    Measure,
    Risk,
    Source,
)
from riskreg.register import Register
from riskreg.starter import begin_register
from riskreg.terms import AssessmentKind, Confidence, Marking, Reliability, RiskStatus, Stance

_WORDS = tuple(
    """terminal scanner parcel camera drone network harbour campus platform supplier maintenance
    firmware remote access dataset visa laboratory antenna container customs ministry council
    journalist association institute cable turbine hospital satellite registry exchange Liège
    Zeebrugge Antwerp Leuven Brussels Ghent Kortrijk Mons Namur Ostend""".split()
)
_OWNERS = tuple(f"FPS {word.title()}" for word in _WORDS[:20])


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(words))


def _entities(ids: SystemIds, chance: random.Random, first: int, many: int) -> list[Entity]:
    day = date(2026, 1, 1)
    source = Source(
        id=ids.next(),
        code=f"S-{first:06d}",
        title=_sentence(chance, 6),
        publisher="Gazette",
        published=day,
        reliability=Reliability.C,
        text=_sentence(chance, 400),
    )
    made: list[Entity] = [source]
    for number in range(first, first + many):
        risk = Risk(
            id=ids.next(),
            code=f"R-{number:03d}",
            title=_sentence(chance, 8),
            summary=_sentence(chance, 20),
            cause=_sentence(chance, 8),
            event=_sentence(chance, 8),
            consequence=_sentence(chance, 8),
            asset=_sentence(chance, 3),
            vector=chance.choice(taxonomy("vectors")),
            sectors=(chance.choice(taxonomy("sectors")),),
            owner=chance.choice(_OWNERS),
            status=chance.choice(list(RiskStatus)),
            marking=chance.choice(list(Marking)[:3]),
            review_on=day + timedelta(days=chance.randrange(700)),
        )
        passage = Evidence(
            id=ids.next(),
            risk_id=risk.id,
            source_id=source.id,
            start=0,
            end=40,
            excerpt=source.text[:40],
            stance=chance.choice(list(Stance)),
            credibility=chance.randrange(1, 7),
        )
        made += [risk, passage]
        if chance.random() < 0.95:
            best = chance.randrange(1, 96)
            level = chance.randrange(1, 6)
            made.append(
                Assessment(
                    id=ids.next(),
                    risk_id=risk.id,
                    kind=AssessmentKind.CURRENT,
                    assessor="A",
                    on=day,
                    likelihood=Likelihood(max(0, best - 10), best, min(100, best + 15)),
                    impacts=(Impact("critical_infrastructure", 1, level, 5),),
                    confidence=chance.choice(list(Confidence)),
                    rationale_likelihood=_sentence(chance, 15),
                    rationale_impact=_sentence(chance, 15),
                    cited=(passage.id,),
                    adopted=True,
                )
            )
        made.append(
            Measure(id=ids.next(), risk_id=risk.id, title=_sentence(chance, 6), owner="FPS")
        )
    return made


def register_of(risks: int) -> Path:
    """A register with ``risks`` risks, each with evidence, a measure and mostly a score."""
    path = Path(tempfile.gettempdir()) / f"riskreg-bench-{risks}.riskreg"
    if path.exists():
        return path
    clock, ids, chance = SystemClock(), SystemIds(), random.Random(risks)

    def begin(store: SqlStore) -> None:
        begin_register(store, clock, ids, "bench", f"{risks} risks")
        register = Register(store, clock, ids, "bench")
        for first in range(1, risks + 1, 5_000):
            many = min(5_000, risks + 1 - first)
            entities = _entities(ids, chance, first, many)
            register.execute(Fill("bench", tuple(entities)))

    create(path, None, begin)
    open_register(path).close()
    return path
