"""Hypothesis strategies: hostile texts, entities of every kind, registers that hang together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from riskreg.criteria import default_criteria
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
    Translation,
)
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

#: What breaks programs: formulas, markup, control characters, marks that turn text round.
HOSTILE = (
    "=1+1",
    "@SUM(A1:A9)",
    "-2+3",
    "\t",
    "<b>fat</b> &amp; ]]>",
    "a\x00b",
    "\x00",
    "\u202eright to left\u202c \u200f",
    "🏴‍☠️ 👩🏽‍🔬",
    "'; DROP TABLE risk; --",
    '"quoted" * NEAR( -',
    "%s {name} {0}",
    "line\r\nline\rline\n\u2028line\x85",
    "e\u0301 é ﬁ ß İ ı Ž ő",
    "\uffff\U0010ffff\ufeff",
    "\x7f\x1b[31m",
    "Liège LIÈGE liege",
    "华为 フィリピン",
    " \u00a0 ",
)

#: Halves of surrogate pairs alone are no text.
_characters = st.characters(codec="utf-8")


def texts(max_size: int = 30) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(HOSTILE), st.text(_characters, max_size=max_size))


def titles() -> st.SearchStrategy[str]:
    return texts().filter(lambda text: bool(text.strip()))


def lists(max_size: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(texts(), max_size=max_size, unique=True).map(tuple)


def days() -> st.SearchStrategy[Any]:
    return st.none() | st.dates()


def likelihoods() -> st.SearchStrategy[Likelihood]:
    numbers = st.lists(st.floats(0, 100), min_size=3, max_size=3).map(sorted)
    return numbers.map(lambda three: Likelihood(*three))


def impacts() -> st.SearchStrategy[tuple[Impact, ...]]:
    keys = [d.key for d in default_criteria().dimensions]
    levels = st.lists(st.integers(1, 5), min_size=3, max_size=3).map(sorted)
    one = st.tuples(st.sampled_from(keys), levels).map(lambda p: Impact(p[0], *p[1]))
    return st.lists(one, max_size=3, unique_by=lambda i: i.dimension).map(tuple)


def settings_entities() -> st.SearchStrategy[Settings]:
    return st.builds(
        Settings,
        title=titles(),
        organisation=texts(),
        marking=st.sampled_from(Marking),
        language=st.sampled_from(("en", "nl", "fr", "de")),
        horizon_months=st.integers(1, 600),
        sectors=lists(),
        vectors=lists(),
        criteria=st.just(default_criteria()),
    )


def actors(entity_id: int) -> st.SearchStrategy[Actor]:
    return st.builds(
        Actor,
        id=st.just(entity_id),
        name=titles(),
        kind=st.sampled_from(ActorKind),
        aliases=lists(),
        country=texts(),
        share_percent=st.none() | st.floats(0, 100),
        necessity=texts(),
        legal_basis=texts(),
        erase_on=days(),
        note=texts(),
    )


def sources(entity_id: int, number: int) -> st.SearchStrategy[Source]:
    return st.builds(
        Source,
        id=st.just(entity_id),
        code=st.just(f"S-{number:03d}"),
        title=titles(),
        publisher=texts(),
        author=texts(),
        published=days(),
        published_note=texts(),
        accessed=days(),
        language=texts(8),
        address=texts(),
        kind=st.sampled_from(SourceKind),
        reliability=st.sampled_from(Reliability),
        interested_party=st.booleans(),
        text=texts(200),
        file_name=texts(),
        sha256=texts(),
        marking=st.sampled_from(Marking),
    )


@st.composite
def risks(draw: st.DrawFn, entity_id: int, number: int, actor_ids: list[int]) -> Risk:
    roles: tuple[ActorRole, ...] = ()
    if actor_ids:
        chosen = draw(st.lists(st.sampled_from(actor_ids), max_size=3, unique=True))
        roles = tuple(ActorRole(actor_id, draw(texts())) for actor_id in chosen)
    languages = draw(st.lists(st.sampled_from(("nl", "fr", "de")), max_size=2, unique=True))
    names = ("summary", "cause", "event", "consequence", "vector", "asset", "place", "owner")
    more = ("claim_status", "outcome", "gaps")
    plain: dict[str, Any] = {name: draw(texts()) for name in names + more}
    return Risk(
        id=entity_id,
        code=f"R-{number:03d}",
        title=draw(titles()),
        sectors=draw(lists()),
        actors=roles,
        status=draw(st.sampled_from(RiskStatus)),
        response=draw(st.sampled_from(Response)),
        marking=draw(st.sampled_from(Marking)),
        legal_hooks=draw(lists()),
        tags=draw(lists()),
        identified_on=draw(days()),
        review_on=draw(days()),
        answer_sought_on=draw(days()),
        translations=tuple(Translation(code, draw(texts()), draw(texts())) for code in languages),
        **plain,
    )


@st.composite
def passages(draw: st.DrawFn, entity_id: int, risk_id: int, source: Source) -> Evidence:
    start = draw(st.integers(0, len(source.text) - 1))
    end = draw(st.integers(start + 1, len(source.text)))
    return Evidence(
        id=entity_id,
        risk_id=risk_id,
        source_id=source.id,
        start=start,
        end=end,
        excerpt=source.text[start:end],
        stance=draw(st.sampled_from(Stance)),
        credibility=draw(st.integers(1, 6)),
        note=draw(texts()),
        marking=draw(st.sampled_from(Marking)),
    )


@st.composite
def assessments(draw: st.DrawFn, entity_id: int, risk_id: int, cited: list[int]) -> Assessment:
    chosen = draw(st.lists(st.sampled_from(cited), unique=True)) if cited else []
    return Assessment(
        id=entity_id,
        risk_id=risk_id,
        kind=draw(st.sampled_from(AssessmentKind)),
        assessor=draw(texts()),
        on=draw(st.dates()),
        likelihood=draw(st.none() | likelihoods()),
        horizon_months=draw(st.integers(1, 600)),
        impacts=draw(impacts()),
        confidence=draw(st.none() | st.sampled_from(Confidence)),
        rationale_likelihood=draw(texts()),
        rationale_impact=draw(texts()),
        cited=tuple(chosen),
        adopted=draw(st.booleans()),
    )


def measures(entity_id: int, risk_id: int) -> st.SearchStrategy[Measure]:
    return st.builds(
        Measure,
        id=st.just(entity_id),
        risk_id=st.just(risk_id),
        title=titles(),
        owner=texts(),
        due=days(),
        status=st.sampled_from(MeasureStatus),
        cost=texts(),
        expected_effect=texts(),
        note=texts(),
    )


@st.composite
def registers(draw: st.DrawFn, most: int = 3) -> tuple[Entity, ...]:
    """Everything of a register but its settings; pointers hold, loops of origins included."""
    count = st.integers(0, most)
    some_actors = [draw(actors(100 + n)) for n in range(draw(count))]
    some_sources = [draw(sources(200 + n, n + 1)) for n in range(draw(count))]
    some_risks = [
        draw(risks(300 + n, n + 1, [a.id for a in some_actors])) for n in range(draw(count))
    ]
    some_actors = [_pointing(draw, a, "parent_id", some_actors) for a in some_actors]
    some_sources = [_pointing(draw, s, "derives_from", some_sources) for s in some_sources]
    entities: list[Entity] = [*some_actors, *some_sources, *some_risks]
    quotable = [s for s in some_sources if s.text]
    for place, risk in enumerate(some_risks):
        base = 1000 * (place + 1)
        cited = []
        for n in range(draw(count) if quotable else 0):
            cited.append(base + n)
            source = draw(st.sampled_from(quotable))
            entities.append(draw(passages(base + n, risk.id, source)))
        entities += [draw(assessments(base + 100 + n, risk.id, cited)) for n in range(draw(count))]
        entities += [draw(measures(base + 200 + n, risk.id)) for n in range(draw(count))]
    return tuple(entities)


def _pointing(draw: st.DrawFn, entity: Any, pointer: str, others: list[Any]) -> Any:
    possible = [o.id for o in others if o.id != entity.id]
    if not possible:
        return entity
    return replace(entity, **{pointer: draw(st.none() | st.sampled_from(possible))})
