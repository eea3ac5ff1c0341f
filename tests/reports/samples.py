"""Made-up registers for the tests of reports: plain snapshots, no database."""

from __future__ import annotations

from datetime import date

from riskreg.criteria import default_criteria
from riskreg.exporting import ExportRequest, Format
from riskreg.model import (
    Actor,
    ActorRole,
    Assessment,
    Evidence,
    Impact,
    Likelihood,
    Measure,
    Risk,
    Settings,
    Source,
    Translation,
)
from riskreg.snapshot import Snapshot
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

DAY = date(2026, 10, 12)

#: Stands only in entities marked TLP:RED.
SECRET = "Quillwort"


def request(
    kind: Format = Format.PDF, *, language: str = "en", limit: Marking | None = None
) -> ExportRequest:
    return ExportRequest(format=kind, day=DAY, language=language, max_marking=limit)


def settings(**values: object) -> Settings:
    given: dict[str, object] = {
        "title": "Foreign influence – Norland",
        "organisation": "Office for Economic Security",
        "criteria": default_criteria(),
        "sectors": ("ports", "customs and border", "energy"),
        "vectors": ("data access", "dependency on a single supplier"),
    }
    return Settings(**(given | values))  # type: ignore[arg-type]  # values are those of the fields


def passage(
    key: int,
    risk_id: int,
    source: Source,
    excerpt: str,
    stance: Stance,
    credibility: int = 3,
    note: str = "",
    marking: Marking = Marking.CLEAR,
) -> Evidence:
    start = source.text.find(excerpt)
    assert start >= 0, "an excerpt is part of its source"
    return Evidence(
        id=key,
        risk_id=risk_id,
        source_id=source.id,
        start=start,
        end=start + len(excerpt),
        excerpt=excerpt,
        stance=stance,
        credibility=credibility,
        note=note,
        marking=marking,
    )


def assessment(
    key: int,
    risk_id: int,
    likelihood: tuple[float, float, float] | None,
    impacts: dict[str, tuple[int, int, int]],
    kind: AssessmentKind = AssessmentKind.CURRENT,
    confidence: Confidence | None = Confidence.MODERATE,
    cited: tuple[int, ...] = (),
    rationale: tuple[str, str] = ("", ""),
    on: date = date(2026, 9, 1),
) -> Assessment:
    return Assessment(
        id=key,
        risk_id=risk_id,
        kind=kind,
        assessor="A. Analyst",
        on=on,
        likelihood=Likelihood(*likelihood) if likelihood else None,
        impacts=tuple(Impact(key, *levels) for key, levels in impacts.items()),
        confidence=confidence,
        rationale_likelihood=rationale[0],
        rationale_impact=rationale[1],
        cited=cited,
        adopted=True,
    )


HARBOUR_TEXT = (
    "The harbour's largest quay takes four of five boxes from one carrier, a lecturer said.\n\n"
    "The carrier answered that its customers are free to choose another port at any time."
)
COURT_TEXT = "The court saw no proof that data had left the terminal. The case was closed."


def sources() -> tuple[Source, ...]:
    return (
        Source(
            id=101,
            code="S-001",
            title="One carrier, one quay",
            publisher="Norland Courier",
            author="Staff",
            published=date(2023, 10, 5),
            accessed=date(2026, 8, 3),
            language="en",
            kind=SourceKind.PRESS,
            reliability=Reliability.C,
            text=HARBOUR_TEXT,
            file_name="courier.txt",
            sha256="ab" * 32,
        ),
        Source(
            id=102,
            code="S-002",
            title="Retold: one carrier, one quay",
            publisher="Evening Post",
            published_note="about December 2023",
            reliability=Reliability.F,
            derives_from=101,
            text=HARBOUR_TEXT,
        ),
        Source(
            id=103,
            code="S-003",
            title="Judgment in the terminal case",
            publisher="Court of Norland",
            published=date(2024, 2, 14),
            kind=SourceKind.COURT,
            reliability=Reliability.A,
            text=COURT_TEXT,
        ),
        Source(
            id=104,
            code="S-004",
            title="Statement of the carrier",
            publisher="Carrier plc",
            kind=SourceKind.COMPANY,
            reliability=Reliability.D,
            interested_party=True,
            text="We share no data with any government.",
        ),
    )


def actors() -> tuple[Actor, ...]:
    return (
        Actor(id=201, name="Carrier plc", country="ZZ", parent_id=202, share_percent=62.5),
        Actor(id=202, name="Carrier Holding", country="ZZ"),
        Actor(id=203, name="Jane Placeholder", kind=ActorKind.PERSON),
    )


def risks() -> tuple[Risk, ...]:
    return (
        Risk(
            id=1,
            code="R-001",
            title="Terminal depends on one carrier",
            summary="The largest terminal could lose most of its traffic in one decision.",
            cause="four fifths of the boxes come from one carrier",
            event="that carrier may move its ships elsewhere",
            vector="dependency on a single supplier",
            asset="the container terminal",
            consequence="a loss of work and of room to negotiate",
            sectors=("ports",),
            actors=(ActorRole(201, "main customer"), ActorRole(203, "spokesperson")),
            place="North harbour",
            owner="Ministry of Mobility",
            status=RiskStatus.ACTIVE,
            response=Response.REDUCE,
            legal_hooks=("NIS2", "CER"),
            identified_on=date(2026, 1, 15),
            review_on=date(2026, 12, 20),
            claim_status="Alleged by one lecturer; not contested in fact.",
            gaps="How long the contract runs.",
            answer_sought_on=date(2026, 8, 30),
            translations=(Translation("de", "Terminal hängt an einer Reederei", "Eine Reederei."),),
        ),
        Risk(
            id=2,
            code="R-002",
            title="Scanners at the border come from one maker",
            cause="one maker services all scanners",
            event="that maker may pass on images of cargo",
            vector="data access",
            asset="customs inspection",
            consequence="a view of what is checked and what is not",
            sectors=("customs and border",),
            status=RiskStatus.IN_REVIEW,
            marking=Marking.GREEN,
            answer_sought_on=date(2026, 9, 12),
        ),
        Risk(id=3, code="R-003", title="Interest in a research institute", marking=Marking.CLEAR),
        Risk(
            id=4,
            code="R-004",
            title="Old tender for cameras",
            status=RiskStatus.CLOSED,
            outcome="The cameras were replaced in 2025.",
            marking=Marking.CLEAR,
        ),
    )


def register() -> Snapshot:
    """Four risks: one with everything, one without an answer, one unscored, one closed."""
    courier, post, court, carrier = sources()
    one, two = HARBOUR_TEXT.split("\n\n")
    return Snapshot(
        settings=settings(),
        actors=actors(),
        sources=(courier, post, court, carrier),
        risks=risks(),
        evidence=(
            passage(301, 1, courier, one, Stance.SUPPORTS, 3, note="Dependence of over 80 %."),
            passage(302, 1, post, one, Stance.SUPPORTS, 6),
            passage(303, 1, courier, two, Stance.CONTRADICTS, 4),
            passage(304, 1, carrier, carrier.text, Stance.DENIAL, 4),
            passage(305, 1, court, "The case was closed.", Stance.OUTCOME, 2),
            passage(306, 1, court, "The court saw no proof", Stance.CONTEXT, 2),
            passage(307, 2, post, "one carrier", Stance.SUPPORTS, 6),
        ),
        assessments=(
            assessment(
                401,
                1,
                (60, 75, 90),
                {"critical_infrastructure": (4, 5, 5)},
                AssessmentKind.INHERENT,
            ),
            assessment(
                402,
                1,
                (55, 70, 80),
                {"critical_infrastructure": (3, 4, 5), "economic_potential": (2, 3, 4)},
                confidence=Confidence.LOW,
                cited=(301, 305),
                rationale=("The contract can be ended within months.", "No other carrier is near."),
            ),
            assessment(
                403, 1, (10, 15, 30), {"critical_infrastructure": (3, 3, 4)}, AssessmentKind.TARGET
            ),
            assessment(404, 2, (30, 50, 65), {"sensitive_data": (3, 4, 5)}),
        ),
        measures=(
            Measure(
                id=501,
                risk_id=1,
                title="Win a second carrier",
                owner="Port authority",
                due=date(2026, 9, 1),
                status=MeasureStatus.UNDER_WAY,
                cost="EUR 2 million",
                expected_effect="Dependence below 60 %",
                note="Talks since May.",
            ),
            Measure(id=502, risk_id=2, title="Separate scanners from outside networks"),
        ),
    )


def with_secret(whole: Snapshot) -> Snapshot:
    """``whole`` and, marked TLP:RED, a risk, a source and a passage that hold SECRET."""
    from dataclasses import replace

    hidden = Source(
        id=190, code="S-090", title=f"{SECRET} file", text=f"{SECRET} speaks", marking=Marking.RED
    )
    return replace(
        whole,
        sources=(*whole.sources, hidden),
        actors=(*whole.actors, Actor(id=290, name=f"{SECRET} Ltd")),
        risks=(
            *whole.risks,
            Risk(
                id=90,
                code="R-090",
                title=f"{SECRET} risk",
                marking=Marking.RED,
                actors=(ActorRole(290),),
            ),
        ),
        evidence=(
            *whole.evidence,
            passage(390, 1, hidden, SECRET, Stance.SUPPORTS, 2, note=f"{SECRET} note"),
            passage(
                391,
                1,
                whole.sources[2],
                "The case",
                Stance.OUTCOME,
                2,
                f"{SECRET} read",
                Marking.RED,
            ),
        ),
        assessments=(
            *whole.assessments,
            assessment(490, 90, (90, 95, 99), {"defence": (5, 5, 5)}, rationale=(SECRET, SECRET)),
        ),
        measures=(*whole.measures, Measure(id=590, risk_id=90, title=f"{SECRET} measure")),
    )
