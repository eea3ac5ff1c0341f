"""The yardstick and how to read the report, from the criteria the register keeps.

The meanings of grades follow STANAG 2511, those of confidence ICD 203, those of markings TLP 2.0;
the wording is ours.
"""

from __future__ import annotations

from reports.content.judging import capital, percent_range
from reports.content.parts import Anchors, Choices, Entry, Method, Scale
from riskreg.criteria import Band, Criteria
from riskreg.model import Settings
from riskreg.terms import (
    CREDIBILITIES,
    Confidence,
    Marking,
    MeasureStatus,
    Reliability,
    Response,
    RiskStatus,
    SourceKind,
    Stance,
    confidence_meaning,
    credibility_label,
    label,
)
from riskreg.words import N_, _, number_text

_MARKING_MEANINGS = {
    Marking.CLEAR: N_("may be passed on to anyone"),
    Marking.GREEN: N_("for the community it was given to; not for publication"),
    Marking.AMBER: N_("for the receiving organisation and its clients, where they need to know"),
    Marking.AMBER_STRICT: N_("for the receiving organisation only, where it is needed"),
    Marking.RED: N_("for the named recipients only"),
}

_STANCE_MEANINGS = {
    Stance.SUPPORTS: N_("the passage speaks for the risk"),
    Stance.CONTRADICTS: N_("the passage speaks against it"),
    Stance.DENIAL: N_("those concerned deny it"),
    Stance.OUTCOME: N_("what an inquiry, a court or a service found"),
    Stance.CONTEXT: N_("background; it neither supports nor contradicts"),
}


def marking_meaning(marking: Marking) -> str:
    """Whom a label allows to read, in a few words."""
    return _(_MARKING_MEANINGS[marking])


def method(criteria: Criteria) -> Method:
    """The method pages for a register's criteria."""
    return Method(
        name=_(criteria.name),
        paragraphs=_paragraphs(),
        likelihood=_likelihood(criteria),
        impact=Scale(
            _("Impact"),
            tuple(
                Entry(str(level), capital(_(word)), "")
                for level, word in enumerate(criteria.impact_words, start=1)
            ),
        ),
        anchors=tuple(
            Anchors(d.key, capital(_(d.name)), tuple(_(anchor) for anchor in d.anchors))
            for d in criteria.dimensions
        ),
        levels=Scale(
            _("Levels of risk"),
            tuple(Entry(str(level.rank), _(level.word), "") for level in criteria.levels),
            _("A level is looked up in the grid; it is never a product of two numbers."),
        ),
        confidence=Scale(
            _("Confidence"),
            tuple(Entry("", label(c), confidence_meaning(c)) for c in Confidence),
            _("Confidence tells how good the basis of a judgement is."),
        ),
        reliability=Scale(
            _("Reliability of the source"),
            tuple(Entry(r.value, capital(label(r)), "") for r in Reliability),
            _("F means unknown. It is not a value between others."),
        ),
        credibility=Scale(
            _("Credibility of the information"),
            tuple(Entry(str(c), capital(credibility_label(c)), "") for c in CREDIBILITIES),
            _("6 means unknown. It is not a value between others."),
        ),
        stances=Scale(
            _("What a passage does to a risk"),
            tuple(Entry(s.letter, label(s), _(_STANCE_MEANINGS[s])) for s in Stance),
        ),
        markings=Scale(
            _("Markings (TLP 2.0)"),
            tuple(Entry("", label(m), marking_meaning(m)) for m in Marking),
        ),
    )


def _likelihood(criteria: Criteria) -> Scale:
    last = criteria.bands[-1]
    return Scale(
        _("Likelihood"),
        tuple(
            Entry(str(band.level), capital(_(band.word)), _band_meaning(band, band is last))
            for band in criteria.bands
        ),
        _("Scale: {name}. The band is that of the best estimate.").format(
            name=_(criteria.scale_name)
        ),
    )


def _band_meaning(band: Band, is_last: bool) -> str:
    if is_last:
        return percent_range(band.low, band.high)
    return _("{low} to under {high} %").format(
        low=number_text(band.low), high=number_text(band.high)
    )


def _paragraphs() -> tuple[Entry, ...]:
    return (
        Entry(
            "likelihood",
            _("Likelihood"),
            _(
                "A likelihood is the probability that the event comes about within the horizon "
                "given with it. It is printed as a range from low to high, in the word of its best "
                "estimate."
            ),
        ),
        Entry(
            "impact",
            _("Impact"),
            _(
                "Impact is rated in each dimension it touches, from 1 to 5, against the sentences "
                "below. The overall impact is that of the highest dimension. A dimension that is "
                "not rated says nothing."
            ),
        ),
        Entry(
            "level",
            _("Level of risk"),
            _(
                "The level is looked up in the register's grid from likelihood and impact: it is "
                "never a product. Inherent is the risk before measures, current the risk with "
                "those in place, target the risk after those planned."
            ),
        ),
        Entry(
            "unscored",
            _("Unscored"),
            _(
                "A risk without a likelihood or without any impact is unscored. It has no level, "
                "is listed apart and is counted neither as low nor as high."
            ),
        ),
        Entry(
            "confidence",
            _("Confidence"),
            _(
                "Confidence says how good the basis of a judgement is. It is kept apart from "
                "likelihood and stands in a sentence of its own."
            ),
        ),
        Entry(
            "grades",
            _("Grades"),
            _(
                "Each passage carries two grades: a letter for the reliability of its source and a "
                "number for the credibility of what it says. The two are given independently of "
                "each other. F and 6 mean that nobody can tell yet."
            ),
        ),
        Entry(
            "origins",
            _("Origins"),
            _(
                "Sources that retell one story are one origin, however many they are. Statements "
                "of an interested party are shown and marked but do not count as an origin."
            ),
        ),
        Entry(
            "answers",
            _("Answers and outcomes"),
            _(
                "An allegation is printed with its status, with what those concerned answered and "
                "with what came of it. Where no answer is known, the page says so."
            ),
        ),
    )


def choices(settings: Settings) -> Choices:
    """The words of every list a field can be filled from."""
    return Choices(
        statuses=tuple(label(s) for s in RiskStatus),
        responses=tuple(label(r) for r in Response),
        confidences=tuple(label(c) for c in Confidence),
        stances=tuple(label(s) for s in Stance),
        reliabilities=tuple(r.value for r in Reliability),
        source_kinds=tuple(label(k) for k in SourceKind),
        measure_statuses=tuple(label(s) for s in MeasureStatus),
        markings=tuple(m.value for m in Marking),
        sectors=tuple(_(s) for s in settings.sectors),
        vectors=tuple(_(v) for v in settings.vectors),
    )
