"""Asking the register: filters, sort orders and the rows a table shows.

A filter exists twice, as SQL in the database room and as ``matches`` here; tests hold them equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from riskreg import scoring
from riskreg.criteria import Criteria
from riskreg.folding import finds, tokens
from riskreg.model import Assessment, Evidence, Measure, Risk, Source
from riskreg.terms import AssessmentKind, Marking, MeasureStatus, RiskStatus, Stance


class SortColumn(StrEnum):
    CODE = "code"
    LEVEL = "level"
    TITLE = "title"
    OWNER = "owner"
    SECTOR = "sector"
    LIKELIHOOD = "likelihood"
    IMPACT = "impact"
    EVIDENCE = "evidence"
    STATUS = "status"
    REVIEW = "review"
    MARKING = "marking"
    MOVEMENT = "movement"


@dataclass(frozen=True, slots=True)
class Sort:
    """One column; equal rows stand by code. What is empty or unscored comes last either way."""

    column: SortColumn = SortColumn.LEVEL
    descending: bool = True


class Movement(StrEnum):
    """The level of the adopted current assessment against the one adopted before it."""

    UP = "up"
    SAME = "same"
    DOWN = "down"
    NEW = "new"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """One risk as tables, matrix and filters see it. None stands for unscored or not given.

    ``likelihood`` is (low, best, high) in per cent; ``box`` is (lowest likelihood level, highest,
    lowest impact, highest) for the range on the matrix.
    """

    id: int
    code: str
    number: int
    title: str
    owner: str
    status: RiskStatus
    marking: Marking
    vector: str
    sectors: tuple[str, ...]
    actor_ids: tuple[int, ...]
    tags: tuple[str, ...]
    review_on: date | None
    level: int | None
    movement: Movement
    likelihood_level: int | None
    likelihood_best: float | None
    impact: int | None
    box: tuple[int, int, int, int] | None
    confidence: str | None
    supports: int
    contradicts: int
    answers: int
    origins: int
    open_measures: int
    next_due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFilter:
    """Which risks: every given criterion must hold; within one, any of its values.

    ``cell`` is (likelihood level, impact level). ``today`` is needed where ``overdue`` is asked.
    An empty tuple asks nothing.
    """

    text: str = ""
    levels: tuple[int, ...] = ()
    unscored: bool | None = None
    sectors: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    statuses: tuple[RiskStatus, ...] = ()
    actor_ids: tuple[int, ...] = ()
    vectors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    max_marking: Marking | None = None
    cell: tuple[int, int] | None = None
    overdue: bool = False
    today: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked, so that every risk matches."""
        return all(getattr(self, f.name) == f.default for f in fields(self) if f.name != "today")

    def matches(self, row: RiskRow, words: list[str]) -> bool:
        """Whether ``row`` is wanted; ``words`` are the folded words of the risk's own texts."""
        return (
            self._matches_lists(row)
            and (self.unscored is None or (row.level is None) == self.unscored)
            and (self.max_marking is None or self.max_marking.allows(row.marking))
            and (self.cell is None or self.cell == (row.likelihood_level, row.impact))
            and (not self.overdue or is_overdue(row, self.today))
            and (not tokens(self.text) or finds(self.text, words))
        )

    def _matches_lists(self, row: RiskRow) -> bool:
        wanted: tuple[tuple[tuple[Any, ...], tuple[Any, ...]], ...] = (
            (self.levels, (row.level,)),
            (self.sectors, row.sectors),
            (self.owners, (row.owner,)),
            (self.statuses, (row.status,)),
            (self.actor_ids, row.actor_ids),
            (self.vectors, (row.vector,)),
            (self.tags, row.tags),
        )
        return all(not asked or set(asked) & set(held) for asked, held in wanted)


def is_overdue(row: RiskRow, today: date | None) -> bool:
    """Whether the review of an open risk lies in the past."""
    return (
        today is not None
        and row.review_on is not None
        and row.review_on < today
        and row.status is not RiskStatus.CLOSED
    )


def risk_texts(risk: Risk) -> list[str]:
    """All texts of a risk that search looks through."""
    texts = [
        risk.code,
        risk.title,
        risk.summary,
        risk.cause,
        risk.event,
        risk.consequence,
        risk.vector,
        risk.asset,
        risk.place,
        risk.owner,
        risk.claim_status,
        risk.outcome,
        risk.gaps,
        *risk.sectors,
        *risk.legal_hooks,
        *risk.tags,
        *(a.role for a in risk.actors),
    ]
    for translation in risk.translations:
        texts += [translation.title, translation.summary]
    return texts


def code_number(code: str) -> int:
    """7 for 'R-007'."""
    return int(code.rpartition("-")[2])


def adopted(assessments: Iterable[Assessment], kind: AssessmentKind) -> Assessment | None:
    """The assessment of a kind that counts: the adopted one, the latest if there were several."""
    chosen = [a for a in assessments if a.kind is kind and a.adopted]
    return max(chosen, key=lambda a: (a.on, a.id), default=None)


def movement(assessments: Iterable[Assessment], criteria: Criteria) -> Movement:
    """How the current level moved against the current assessment that came before."""
    own = list(assessments)
    now = adopted(own, AssessmentKind.CURRENT)
    level = scoring.score(now, criteria)
    if now is None or level is None:
        return Movement.NONE
    earlier = [
        a for a in own if a.kind is AssessmentKind.CURRENT and (a.on, a.id) < (now.on, now.id)
    ]
    for previous in sorted(earlier, key=lambda a: (a.on, a.id), reverse=True):
        before = scoring.score(previous, criteria)
        if before is not None:
            if before.level == level.level:
                return Movement.SAME
            return Movement.UP if level.level > before.level else Movement.DOWN
    return Movement.NEW


def risk_row(
    risk: Risk,
    assessments: Iterable[Assessment],
    evidence: Iterable[Evidence],
    measures: Iterable[Measure],
    sources: Mapping[int, Source],
    criteria: Criteria,
    kin: Mapping[int, int] | None = None,
) -> RiskRow:
    """The row of one risk from everything that belongs to it.

    ``sources`` may hold more than its own; ``kin`` as for ``scoring.independent_origins``.
    """
    own = list(assessments)
    passages = list(evidence)
    current = adopted(own, AssessmentKind.CURRENT)
    score = scoring.score(current, criteria)
    stances = [e.stance for e in passages]
    open_due = [m.due for m in measures if m.status.is_open]
    return RiskRow(
        id=risk.id,
        code=risk.code,
        number=code_number(risk.code),
        title=risk.title,
        owner=risk.owner,
        status=risk.status,
        marking=risk.marking,
        vector=risk.vector,
        sectors=risk.sectors,
        actor_ids=tuple(a.actor_id for a in risk.actors),
        tags=risk.tags,
        review_on=risk.review_on,
        level=score.level if score else None,
        movement=movement(own, criteria),
        likelihood_level=score.likelihood_level if score else None,
        likelihood_best=current.likelihood.best
        if score and current and current.likelihood
        else None,
        impact=score.impact.best if score else None,
        box=(score.likelihood_low, score.likelihood_high, score.impact.low, score.impact.high)
        if score
        else None,
        confidence=current.confidence.value if current and current.confidence else None,
        supports=stances.count(Stance.SUPPORTS),
        contradicts=stances.count(Stance.CONTRADICTS),
        answers=sum(s.is_answer for s in stances),
        origins=scoring.independent_origins(passages, sources, kin),
        open_measures=len(open_due),
        next_due=min((d for d in open_due if d), default=None),
    )


def is_measure_overdue(measure: Measure, today: date) -> bool:
    """Whether an open measure is past its due date."""
    return measure.status.is_open and measure.due is not None and measure.due < today


_RANK_OF_STATUS = {status: rank for rank, status in enumerate(RiskStatus)}
_RANK_OF_MOVEMENT = {Movement.UP: 3, Movement.NEW: 2, Movement.SAME: 1, Movement.DOWN: 0}
_RANK_OF_MEASURE = {status: rank for rank, status in enumerate(MeasureStatus)}


def status_rank(status: RiskStatus) -> int:
    """Where a status stands in a sorted column: draft first, closed last."""
    return _RANK_OF_STATUS[status]


def movement_rank(moved: Movement) -> int | None:
    """Where a movement stands in a sorted column; None for an unscored risk."""
    return _RANK_OF_MOVEMENT.get(moved)


def measure_rank(measure: Measure) -> tuple[int, date, str]:
    """The order of a list of measures: by status, then due date (none last), then title."""
    return (_RANK_OF_MEASURE[measure.status], measure.due or date.max, measure.title)
