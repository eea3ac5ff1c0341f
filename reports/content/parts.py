"""What a report prints, as frozen values: every word and every number, in one language.

Renderers lay these out and add their fixed headings; they compute nothing. Numbers stand beside
their words, because a workbook needs the one and a page the other. Empty text means "not
recorded" and None "not rated": a renderer leaves the line out or says so, it never fills in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from riskreg.statement import Run
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


@dataclass(frozen=True, slots=True)
class LevelMark:
    """A level of risk: rank from 1, its word, and #rrggbb of fill and of the text upon it."""

    rank: int
    word: str
    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix: where it is, its level, the codes of the risks in it."""

    likelihood: int
    impact: int
    level: LevelMark
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """The range of a risk on the matrix: best estimate and corners, all levels from 1."""

    code: str
    likelihood: int
    impact: int
    likelihood_low: int
    likelihood_high: int
    impact_low: int
    impact_high: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The grid. ``rows[0]`` is likelihood 1, ``rows[l - 1][i - 1]`` the cell of ``l`` and ``i``.

    ``boxes`` holds the ranges of the risks named in the key judgements.
    """

    rows: tuple[tuple[Cell, ...], ...]
    likelihood_title: str
    impact_title: str
    likelihood_words: tuple[str, ...]
    impact_words: tuple[str, ...]
    levels: tuple[LevelMark, ...]
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class ImpactLine:
    """One rated dimension with its anchor sentence at the best estimate ('' where unknown)."""

    key: str
    name: str
    low: int
    best: int
    high: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One adopted assessment in words and numbers.

    ``likelihood`` is (low, best, high) in per cent, ``impact`` (low, best, high) in levels.
    ``level`` is None and ``level_word`` says *Unscored* while either is unrated.
    ``likelihood_text`` and ``confidence_text`` are whole sentences that are never joined;
    ``short_text`` has likelihood and impact in a few words.
    ``cited`` are note numbers of sources.
    """

    kind: AssessmentKind
    kind_label: str
    assessor: str
    on: date
    on_text: str
    level: LevelMark | None
    level_word: str
    range_text: str
    short_text: str
    box: Box | None
    likelihood: tuple[float, float, float] | None
    likelihood_level: int | None
    likelihood_word: str
    likelihood_text: str
    horizon_months: int
    impact: tuple[int, int, int] | None
    impact_word: str
    impact_text: str
    impacts: tuple[ImpactLine, ...]
    confidence: Confidence | None
    confidence_label: str
    confidence_text: str
    rationale_likelihood: str
    rationale_impact: str
    cited: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One passage filed for a risk: what it says, how it is graded, where it comes from.

    ``grade`` is 'C3'; ``unknown_text`` says which part of it is unknown ('' when none is).
    ``note`` is the analyst's reading, ``excerpt`` the passage as it stands in the source.
    ``number`` is the note number of the source, ``source_text`` 'Knack, Dec 2023'.
    """

    id: int
    risk_code: str
    source_code: str
    number: int
    stance: Stance
    stance_label: str
    grade: str
    grade_text: str
    unknown_text: str
    credibility: int
    excerpt: str
    note: str
    source_text: str
    interested: bool
    start: int
    end: int
    marking: Marking


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """One measure with the code and title of its risk."""

    id: int
    risk_code: str
    risk_title: str
    title: str
    owner: str
    due: date | None
    due_text: str
    overdue: bool
    status: MeasureStatus
    status_label: str
    cost: str
    expected_effect: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLine:
    """An actor's part in a risk. ``text`` is what a page prints: name, role, owner.

    Of a person the name is given only where the register records why it is needed.
    """

    name: str
    kind: ActorKind
    kind_label: str
    role: str
    country: str
    owner: str
    share_percent: float | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One source. ``number`` is its note number; ``origin`` the code of what it derives from."""

    number: int
    code: str
    title: str
    publisher: str
    author: str
    published: date | None
    published_text: str
    published_note: str
    accessed: date | None
    accessed_text: str
    language: str
    address: str
    kind: SourceKind
    kind_label: str
    reliability: Reliability
    reliability_text: str
    interested: bool
    derives_from: str
    derives_text: str
    file_name: str
    sha256: str
    marking: Marking
    passages: int
    risk_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPage:
    """Everything about one risk.

    ``title`` and ``summary`` are in the language of the report where the register has them in it;
    ``recorded_title`` and ``recorded_summary`` are as recorded. The four lists of findings are
    apart by what a passage does; ``answers_text`` says what there is or that no answer is recorded.
    """

    code: str
    title: str
    recorded_title: str
    summary: str
    recorded_summary: str
    cause: str
    event: str
    consequence: str
    vector: str
    asset: str
    place: str
    sectors: tuple[str, ...]
    owner: str
    status: RiskStatus
    status_label: str
    response: Response
    response_label: str
    marking: Marking
    legal_hooks: tuple[str, ...]
    tags: tuple[str, ...]
    identified_on: date | None
    identified_text: str
    review_on: date | None
    review_text: str
    review_overdue: bool
    kicker: str
    facts: tuple[tuple[str, str], ...]
    statement: tuple[Run, ...]
    claim_status: str
    actors: tuple[ActorLine, ...]
    inherent: Judgement | None
    current: Judgement | None
    target: Judgement | None
    level: LevelMark | None
    level_word: str
    movement_text: str
    supporting: tuple[Finding, ...]
    supporting_text: str
    origins: int
    contradicting: tuple[Finding, ...]
    answers: tuple[Finding, ...]
    answers_text: str
    answer_sought_on: date | None
    outcome: str
    context: tuple[Finding, ...]
    measures: tuple[MeasureLine, ...]
    gaps: str
    answer_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityRow:
    """One line of the priority table, or of the lists of unscored and closed risks.

    ``confidence_word`` stands under a head that says what it is: 'low'.
    """

    code: str
    title: str
    claim_status: str
    level: LevelMark | None
    level_word: str
    likelihood_text: str
    impact_text: str
    confidence_word: str
    origins: int
    answers: int
    owner: str
    status_label: str
    movement_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyJudgement:
    """One of three to five judgements; each sentence stands alone.

    Likelihood and confidence are two of them and never one (ICD 203).
    """

    code: str
    title: str
    level: LevelMark
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and its meaning; ``key`` is the sign it is known by (A–F, 1–6, a level)."""

    key: str
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A titled list of terms."""

    title: str
    entries: tuple[Entry, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Anchors:
    """One impact dimension: its anchor sentences, lowest level first."""

    key: str
    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How to read the report, and the yardstick of the register."""

    name: str
    paragraphs: tuple[Entry, ...]
    likelihood: Scale
    impact: Scale
    anchors: tuple[Anchors, ...]
    levels: Scale
    confidence: Scale
    reliability: Scale
    credibility: Scale
    stances: Scale
    markings: Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The words a field of a closed or kept list can take, in the language of the report."""

    statuses: tuple[str, ...]
    responses: tuple[str, ...]
    confidences: tuple[str, ...]
    stances: tuple[str, ...]
    reliabilities: tuple[str, ...]
    source_kinds: tuple[str, ...]
    measure_statuses: tuple[str, ...]
    markings: tuple[str, ...]
    sectors: tuple[str, ...]
    vectors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A whole report. ``hash_text`` is the content's own hash as printed: '3f9a 51c2'.

    ``notes`` are for the person who exports, one sentence each; no report prints them.
    """

    title: str
    organisation: str
    language: str
    marking: Marking
    marking_meaning: str
    edition: str
    day: date
    day_text: str
    footer: str
    hash_hex: str
    hash_text: str
    bottom_line: tuple[str, ...]
    key_judgements: tuple[KeyJudgement, ...]
    matrix: Matrix
    matrix_note: str
    priority: tuple[PriorityRow, ...]
    unscored: tuple[PriorityRow, ...]
    closed: tuple[PriorityRow, ...]
    risks: tuple[RiskPage, ...]
    measures: tuple[MeasureLine, ...]
    findings: tuple[Finding, ...]
    sources: tuple[SourceLine, ...]
    method: Method
    notes: tuple[str, ...] = ()
