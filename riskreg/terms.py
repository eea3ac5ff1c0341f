"""The closed lists of the field, with their words: statuses, stances, grades, markings.

Sources: TLP 2.0 (FIRST) for markings and their colours; STANAG 2511 / AJP-2.1 for the two grades;
ICD 203 for confidence. Wording is ours.
"""

from __future__ import annotations

from enum import StrEnum

from riskreg.errors import Invalid
from riskreg.words import N_, _


class Marking(StrEnum):
    """A TLP 2.0 label, from most to least open. Labels are never translated."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"

    @property
    def rank(self) -> int:
        """0 for CLEAR … 4 for RED."""
        return _MARKING_ORDER.index(self)

    @property
    def colour(self) -> str:
        """The colour TLP 2.0 gives the label, always on black, as #rrggbb."""
        return _MARKING_COLOURS[self]

    def allows(self, other: Marking) -> bool:
        """Whether something marked ``other`` may stand in what is marked with this label."""
        return other.rank <= self.rank

    @classmethod
    def parse(cls, text: str) -> Marking:
        """The label written as ``text`` ('TLP:AMBER', 'amber'); Invalid with the known labels."""
        wanted = text.strip().upper()
        for label in cls:
            if wanted in (label.value, label.value.removeprefix("TLP:")):
                return label
        known = ", ".join(cls)
        raise Invalid(
            _("{text!r} is not a marking this register knows; it knows {known}.").format(
                text=text, known=known
            ),
            "marking",
        )


_MARKING_ORDER = list(Marking)
_MARKING_COLOURS = {
    Marking.CLEAR: "#FFFFFF",
    Marking.GREEN: "#33FF00",
    Marking.AMBER: "#FFC000",
    Marking.AMBER_STRICT: "#FFC000",
    Marking.RED: "#FF2B2B",
}


def highest(markings: list[Marking]) -> Marking:
    """The strictest of some markings; CLEAR for none."""
    return max(markings, key=lambda m: m.rank, default=Marking.CLEAR)


class RiskStatus(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in review"
    ACTIVE = "active"
    MONITORING = "monitoring"
    CLOSED = "closed"


class Response(StrEnum):
    """What is done about a risk (NIST IR 8286: response type)."""

    REDUCE = "reduce"
    AVOID = "avoid"
    SHARE = "share"
    ACCEPT = "accept"


class AssessmentKind(StrEnum):
    """Before measures, with those in place, and after those planned."""

    INHERENT = "inherent"
    CURRENT = "current"
    TARGET = "target"


class Confidence(StrEnum):
    """How good the basis of a judgement is. Not how likely the thing is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Stance(StrEnum):
    """What a passage does to a risk."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    DENIAL = "denial"
    OUTCOME = "outcome"
    CONTEXT = "context"

    @property
    def letter(self) -> str:
        """One letter beside the colour of a highlight: S, C, D, O, X."""
        return "X" if self is Stance.CONTEXT else self.value[0].upper()

    @property
    def is_answer(self) -> bool:
        """Whether it answers an allegation: a denial or what came out of it."""
        return self in (Stance.DENIAL, Stance.OUTCOME)


class Reliability(StrEnum):
    """Of a source (STANAG 2511). F is *unknown*, never a middling value."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class SourceKind(StrEnum):
    PRESS = "press"
    OFFICIAL = "official"
    PARLIAMENT = "parliament"
    COURT = "court"
    ACADEMIC = "academic"
    COMPANY = "company"
    BROADCAST = "broadcast"
    OTHER = "other"


class ActorKind(StrEnum):
    COMPANY = "company"
    STATE_BODY = "state body"
    ORGANISATION = "organisation"
    PROGRAMME = "programme"
    PRODUCT = "product"
    PLACE = "place"
    PERSON = "person"


class MeasureStatus(StrEnum):
    PLANNED = "planned"
    UNDER_WAY = "under way"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        return self in (MeasureStatus.PLANNED, MeasureStatus.UNDER_WAY)


#: Credibility of a piece of information, 1-6 (STANAG 2511). 6 is *unknown*.
CREDIBILITIES = (1, 2, 3, 4, 5, 6)

#: By type and value: members of two lists with the same value are equal as strings.
_LABELS: dict[tuple[type[StrEnum], str], str] = {
    (type(term), term.value): word
    for term, word in (
        (RiskStatus.DRAFT, N_("Draft")),
        (RiskStatus.IN_REVIEW, N_("In review")),
        (RiskStatus.ACTIVE, N_("Active")),
        (RiskStatus.MONITORING, N_("Monitoring")),
        (RiskStatus.CLOSED, N_("Closed")),
        (Response.REDUCE, N_("Reduce")),
        (Response.AVOID, N_("Avoid")),
        (Response.SHARE, N_("Share")),
        (Response.ACCEPT, N_("Accept")),
        (AssessmentKind.INHERENT, N_("Inherent")),
        (AssessmentKind.CURRENT, N_("Current")),
        (AssessmentKind.TARGET, N_("Target")),
        (Confidence.LOW, N_("Low confidence")),
        (Confidence.MODERATE, N_("Moderate confidence")),
        (Confidence.HIGH, N_("High confidence")),
        (Stance.SUPPORTS, N_("Supports")),
        (Stance.CONTRADICTS, N_("Contradicts")),
        (Stance.DENIAL, N_("Denial")),
        (Stance.OUTCOME, N_("Outcome")),
        (Stance.CONTEXT, N_("Context")),
        (Reliability.A, N_("completely reliable")),
        (Reliability.B, N_("usually reliable")),
        (Reliability.C, N_("fairly reliable")),
        (Reliability.D, N_("not usually reliable")),
        (Reliability.E, N_("unreliable")),
        (Reliability.F, N_("reliability unknown")),
        (SourceKind.PRESS, N_("Press")),
        (SourceKind.OFFICIAL, N_("Official statement")),
        (SourceKind.PARLIAMENT, N_("Parliament")),
        (SourceKind.COURT, N_("Court")),
        (SourceKind.ACADEMIC, N_("Academic")),
        (SourceKind.COMPANY, N_("Company statement")),
        (SourceKind.BROADCAST, N_("Broadcast")),
        (SourceKind.OTHER, N_("Other material")),
        (ActorKind.COMPANY, N_("Company")),
        (ActorKind.STATE_BODY, N_("State body")),
        (ActorKind.ORGANISATION, N_("Organisation")),
        (ActorKind.PROGRAMME, N_("Programme")),
        (ActorKind.PRODUCT, N_("Product")),
        (ActorKind.PLACE, N_("Place")),
        (ActorKind.PERSON, N_("Person")),
        (MeasureStatus.PLANNED, N_("Planned")),
        (MeasureStatus.UNDER_WAY, N_("Under way")),
        (MeasureStatus.DONE, N_("Done")),
        (MeasureStatus.DROPPED, N_("Dropped")),
    )
}

_CREDIBILITY_WORDS = (
    N_("confirmed by other sources"),
    N_("probably true"),
    N_("possibly true"),
    N_("doubtful"),
    N_("improbable"),
    N_("truth unknown"),
)

_CONFIDENCE_SENTENCES = {
    Confidence.LOW: N_("Confidence in this judgement is low."),
    Confidence.MODERATE: N_("Confidence in this judgement is moderate."),
    Confidence.HIGH: N_("Confidence in this judgement is high."),
}

_CONFIDENCE_MEANINGS = {
    Confidence.LOW: N_("the basis is questionable, fragmentary or hardly corroborated"),
    Confidence.MODERATE: N_("the basis is plausible and well sourced, but not corroborated enough"),
    Confidence.HIGH: N_(
        "the argument is sound and several independent sources agree; it is not certainty"
    ),
}


def label(term: StrEnum) -> str:
    """The word for a term of a closed list, in the current language; markings stay as they are."""
    if isinstance(term, Marking):
        return term.value
    return _(_LABELS[type(term), term.value])


def credibility_label(credibility: int) -> str:
    """'possibly true' for 3."""
    return _(_CREDIBILITY_WORDS[credibility - 1])


def confidence_sentence(confidence: Confidence) -> str:
    """The sentence a report prints. It stands alone: never with a likelihood (ICD 203)."""
    return _(_CONFIDENCE_SENTENCES[confidence])


def confidence_meaning(confidence: Confidence) -> str:
    """What low, moderate and high mean, for the method page and the scoring desk."""
    return _(_CONFIDENCE_MEANINGS[confidence])
