"""What a register holds: frozen values that check themselves.

Every entity has an ``id`` (made by the domain, unique over all kinds) and a ``version`` (0 before
it is first written; one more with every write). Texts are kept as typed, control characters,
right-to-left marks and all; only what cannot be written down at all is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeAlias

from riskreg.criteria import Criteria
from riskreg.errors import Invalid
from riskreg.labels import field_label
from riskreg.terms import (
    CREDIBILITIES,
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
from riskreg.words import _, number_text

#: The identifier of the one settings row of a register.
SETTINGS_ID = 1


def parse_date(text: str, field: str = "") -> date | None:
    """'2026-12-20', '20/12/2026', '20.12.2026' or '' (None); Invalid for anything else."""
    written = text.strip()
    if not written:
        return None
    parts = written.replace("/", "-").replace(".", "-").split("-")
    if not all(re.fullmatch("[0-9]{1,4}", part) for part in parts):
        parts = []
    try:
        one, two, three = (int(part) for part in parts)
        if len(parts[0]) == 4:
            return date(one, two, three)
        if len(parts[2]) == 4:
            return date(three, two, one)
    except ValueError:
        pass
    raise Invalid(
        _("{text!r} is not a date; write it as 2026-12-20 or 20/12/2026.").format(text=written),
        field,
    )


def _check_text(owner: Any) -> None:
    """Refuse halves of surrogate pairs: no file, no PDF and no database can hold them."""
    for f in fields(owner):
        value = getattr(owner, f.name)
        if not isinstance(value, str | tuple):
            continue
        for text in (value,) if isinstance(value, str) else _texts_in(value):
            if not text.isascii():
                try:
                    text.encode()
                except UnicodeEncodeError as error:
                    raise Invalid(
                        _("{field} holds half of a character (U+{code:04X}).").format(
                            field=field_label(f.name), code=ord(text[error.start])
                        ),
                        f.name,
                    ) from None


def _texts_in(value: Any) -> Iterator[str]:
    """The texts of a field: itself, or those of its list, or of the values in its list."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts_in(item)
    elif isinstance(value, ActorRole | Translation | Impact):
        for f in fields(value):
            yield from _texts_in(getattr(value, f.name))


#: Numbers from here on are not written out in a sentence.
_READABLE = 1e15


def _shown(value: object) -> str:
    """A refused value as a sentence names it; of a number without end, only that it is one."""
    if isinstance(value, int) and abs(value) >= _READABLE:
        return "…"
    return repr(value)


def _check_percent(value: float, field: str) -> None:
    known = type(value) in (int, float) and abs(value) < _READABLE
    if not (known and 0 <= value <= 100):
        raise Invalid(
            _("A likelihood lies between 0 and 100 per cent; {value} does not.").format(
                value=f"{number_text(value)} %" if known else _shown(value)
            ),
            field,
        )


def _check_order(low: float, best: float, high: float, field: str) -> None:
    if not low <= best <= high:
        raise Invalid(
            _("A range runs from low over best to high; {low} – {best} – {high} does not.").format(
                low=low, best=best, high=high
            ),
            field,
        )


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A probability over a horizon, in per cent: low ≤ best ≤ high."""

    low: float
    best: float
    high: float

    def __post_init__(self) -> None:
        for value in (self.low, self.best, self.high):
            _check_percent(value, "likelihood")
        _check_order(self.low, self.best, self.high, "likelihood")


@dataclass(frozen=True, slots=True)
class Impact:
    """The impact in one dimension: levels 1 to 5, low ≤ best ≤ high."""

    dimension: str
    low: int
    best: int
    high: int

    def __post_init__(self) -> None:
        for value in (self.low, self.best, self.high):
            if type(value) is not int or not 1 <= value <= 5:
                raise Invalid(
                    _("An impact is a level from 1 to 5; {value!r} is not.").format(value=value),
                    "impacts",
                )
        _check_order(self.low, self.best, self.high, "impacts")


@dataclass(frozen=True, slots=True)
class ActorRole:
    """An actor's part in a risk."""

    actor_id: int
    role: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """Title and summary of a risk in another language."""

    language: str
    title: str
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for the register as a whole. There is one, with id SETTINGS_ID."""

    id: int = SETTINGS_ID
    title: str
    organisation: str = ""
    marking: Marking = Marking.AMBER
    language: str = "en"
    horizon_months: int = 24
    sectors: tuple[str, ...] = ()
    vectors: tuple[str, ...] = ()
    criteria: Criteria
    version: int = 0

    def __post_init__(self) -> None:
        _check_text(self)
        _check_horizon(self.horizon_months)


def _check_horizon(months: int) -> None:
    if type(months) is not int or not 1 <= months <= 600:
        raise Invalid(_("A horizon is a number of months from 1 to 600."), "horizon_months")


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """*Because of* cause, event *through* vector, *affecting* asset, *leading to* consequence."""

    id: int
    code: str
    title: str
    summary: str = ""
    cause: str = ""
    event: str = ""
    consequence: str = ""
    vector: str = ""
    sectors: tuple[str, ...] = ()
    actors: tuple[ActorRole, ...] = ()
    asset: str = ""
    place: str = ""
    owner: str = ""
    status: RiskStatus = RiskStatus.DRAFT
    response: Response = Response.REDUCE
    marking: Marking = Marking.AMBER
    legal_hooks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    identified_on: date | None = None
    review_on: date | None = None
    claim_status: str = ""
    outcome: str = ""
    gaps: str = ""
    answer_sought_on: date | None = None
    translations: tuple[Translation, ...] = ()
    version: int = 0

    def __post_init__(self) -> None:
        _check_text(self)
        for name in ("sectors", "legal_hooks", "tags"):
            _check_distinct(getattr(self, name), name)
        _check_distinct(tuple(a.actor_id for a in self.actors), "actors")
        _check_distinct(tuple(t.language for t in self.translations), "translations")
        if not self.title.strip():
            raise Invalid(_("A risk needs a title."), "title")


def _check_distinct(values: tuple[Any, ...], field: str) -> None:
    if len(set(values)) != len(values):
        raise Invalid(
            _("The same entry stands twice in {field}.").format(field=field_label(field)), field
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One judgement of a risk by one assessor on one day. What is unrated is absent."""

    id: int
    risk_id: int
    kind: AssessmentKind = AssessmentKind.CURRENT
    assessor: str = ""
    on: date
    likelihood: Likelihood | None = None
    horizon_months: int = 24
    impacts: tuple[Impact, ...] = ()
    confidence: Confidence | None = None
    rationale_likelihood: str = ""
    rationale_impact: str = ""
    cited: tuple[int, ...] = ()
    adopted: bool = False
    version: int = 0

    def __post_init__(self) -> None:
        _check_text(self)
        _check_horizon(self.horizon_months)
        _check_distinct(tuple(i.dimension for i in self.impacts), "impacts")
        _check_distinct(self.cited, "cited")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document of the material. ``sha256`` is that of the original bytes, '' without any."""

    id: int
    code: str
    title: str
    publisher: str = ""
    author: str = ""
    published: date | None = None
    published_note: str = ""
    accessed: date | None = None
    language: str = ""
    address: str = ""
    kind: SourceKind = SourceKind.PRESS
    reliability: Reliability = Reliability.F
    interested_party: bool = False
    derives_from: int | None = None
    text: str = ""
    file_name: str = ""
    sha256: str = ""
    marking: Marking = Marking.CLEAR
    version: int = 0

    def __post_init__(self) -> None:
        _check_text(self)
        if not self.title.strip():
            raise Invalid(_("A source needs a title."), "title")
        if self.derives_from == self.id:
            raise Invalid(_("A source cannot derive from itself."), "derives_from")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One passage of a source tied to one risk.

    ``excerpt == source.text[start:end]`` in code points when it was filed.
    """

    id: int
    risk_id: int
    source_id: int
    start: int
    end: int
    excerpt: str
    stance: Stance
    credibility: int = 6
    note: str = ""
    marking: Marking = Marking.CLEAR
    version: int = 0

    def __post_init__(self) -> None:
        _check_text(self)
        if not 0 <= self.start < self.end:
            raise Invalid(_("A passage has at least one character."), "start")
        if type(self.credibility) is not int or self.credibility not in CREDIBILITIES:
            raise Invalid(
                _("Credibility is a grade from 1 to 6; {value!r} is not.").format(
                    value=self.credibility
                ),
                "credibility",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A company, state body, programme, product, place or (rarely) person."""

    id: int
    name: str
    kind: ActorKind = ActorKind.COMPANY
    aliases: tuple[str, ...] = ()
    country: str = ""
    parent_id: int | None = None
    share_percent: float | None = None
    necessity: str = ""
    legal_basis: str = ""
    erase_on: date | None = None
    note: str = ""
    version: int = 0

    def __post_init__(self) -> None:
        _check_text(self)
        _check_distinct(self.aliases, "aliases")
        if not self.name.strip():
            raise Invalid(_("An actor needs a name."), "name")
        if self.parent_id == self.id:
            raise Invalid(_("An actor cannot own itself."), "parent_id")
        share = self.share_percent
        if share is not None and not (type(share) in (int, float) and 0 <= share <= 100):
            raise Invalid(_("A share lies between 0 and 100 per cent."), "share_percent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A treatment of a risk."""

    id: int
    risk_id: int
    title: str
    owner: str = ""
    due: date | None = None
    status: MeasureStatus = MeasureStatus.PLANNED
    cost: str = ""
    expected_effect: str = ""
    note: str = ""
    version: int = 0

    def __post_init__(self) -> None:
        _check_text(self)
        if not self.title.strip():
            raise Invalid(_("A measure needs a title."), "title")


Entity: TypeAlias = Settings | Risk | Assessment | Source | Evidence | Actor | Measure

#: Kinds in an order in which they can be written: what is pointed to comes first.
KINDS: tuple[type[Entity], ...] = (Settings, Actor, Source, Risk, Evidence, Assessment, Measure)

#: Kinds that carry a running code, with its letter.
CODE_LETTERS: dict[type[Entity], str] = {Risk: "R", Source: "S"}


def kind_name(kind: type[Entity]) -> str:
    """'risk', 'source', …: the name of a kind in files and tables."""
    return kind.__name__.lower()


KIND_BY_NAME: dict[str, type[Entity]] = {kind_name(kind): kind for kind in KINDS}
