"""Assessments as a report prints them: levels, ranges and sentences.

A sentence about likelihood never says anything about confidence, nor the other way round
(ICD 203). What is unrated is said to be unrated.
"""

from __future__ import annotations

from collections.abc import Mapping

from reports.content.parts import Box, ImpactLine, Judgement, LevelMark
from riskreg import scoring
from riskreg.criteria import Criteria
from riskreg.model import Assessment, Impact, Likelihood
from riskreg.terms import confidence_sentence, label
from riskreg.words import _, date_text, ngettext, number_text


def capital(text: str) -> str:
    """``text`` with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def level_mark(rank: int, criteria: Criteria) -> LevelMark:
    """The word and colours of the level ``rank``."""
    level = criteria.level(rank)
    return LevelMark(level.rank, _(level.word), level.fill, level.ink)


def unscored_word() -> str:
    """What stands where a level would, while there is none."""
    return _("Unscored")


def percent_range(low: float, high: float) -> str:
    """'55–80 %', or '60 %' where both ends are one."""
    if low == high:
        return _("{value} %").format(value=number_text(low))
    return _("{low}–{high} %").format(low=number_text(low), high=number_text(high))


def likelihood_sentence(likelihood: Likelihood | None, months: int, criteria: Criteria) -> str:
    """'Likely, 55–80 %, within 24 months.'"""
    if likelihood is None:
        return _("Likelihood is not rated.")
    return _("{word}, {range}, {horizon}.").format(
        word=capital(_(criteria.band_of(likelihood.best).word)),
        range=percent_range(likelihood.low, likelihood.high),
        horizon=ngettext("within {n} month", "within {n} months", months),
    )


def _impact_sentence(found: scoring.ImpactRange | None, criteria: Criteria) -> str:
    """'4, large: critical infrastructure. Range 3 to 5.'"""
    if found is None:
        return _("Impact is not rated.")
    sentence = _("{level}, {word}: {dimensions}.").format(
        level=found.best,
        word=_(criteria.impact_words[found.best - 1]),
        dimensions=", ".join(criteria.dimension_name(key) for key in found.dimensions),
    )
    if found.low == found.high:
        return sentence
    return f"{sentence} " + _("Range {low} to {high}.").format(low=found.low, high=found.high)


def _impact_line(impact: Impact, criteria: Criteria) -> ImpactLine:
    dimension = criteria.dimension(impact.dimension)
    word = _(criteria.impact_words[impact.best - 1])
    text = _("{level}, {word}").format(level=impact.best, word=word)
    if impact.low != impact.high:
        text += " " + _("({low} to {high})").format(low=impact.low, high=impact.high)
    return ImpactLine(
        key=impact.dimension,
        name=criteria.dimension_name(impact.dimension),
        low=impact.low,
        best=impact.best,
        high=impact.high,
        text=text,
        anchor=_(dimension.anchors[impact.best - 1]) if dimension else "",
    )


def _box(code: str, score: scoring.Score | None) -> Box | None:
    if score is None:
        return None
    return Box(
        code=code,
        likelihood=score.likelihood_level,
        impact=score.impact.best,
        likelihood_low=score.likelihood_low,
        likelihood_high=score.likelihood_high,
        impact_low=score.impact.low,
        impact_high=score.impact.high,
    )


def _range_text(score: scoring.Score | None, criteria: Criteria) -> str:
    if score is None or score.lowest == score.highest:
        return ""
    return _("from {lowest} to {highest} over the whole range").format(
        lowest=level_mark(score.lowest, criteria).word,
        highest=level_mark(score.highest, criteria).word,
    )


def _short_text(
    likelihood: Likelihood | None, found: scoring.ImpactRange | None, criteria: Criteria
) -> str:
    """'likely, 55–80 %; impact 4, large'"""
    parts = []
    if likelihood is not None:
        word = _(criteria.band_of(likelihood.best).word)
        parts.append(f"{word}, {percent_range(likelihood.low, likelihood.high)}")
    if found is not None:
        word = _(criteria.impact_words[found.best - 1])
        parts.append(_("impact {level}, {word}").format(level=found.best, word=word))
    return "; ".join(parts)


def _impact_order(impact: Impact, criteria: Criteria) -> tuple[int, int, str]:
    """Highest first; equal ones as the criteria list them; unknown dimensions last, by key."""
    keys = [d.key for d in criteria.dimensions]
    place = keys.index(impact.dimension) if impact.dimension in keys else len(keys)
    return (-impact.best, place, impact.dimension)


def judgement(
    assessment: Assessment | None, code: str, criteria: Criteria, numbers: Mapping[int, int]
) -> Judgement | None:
    """An assessment of the risk ``code`` in words; ``numbers`` are note numbers by evidence id."""
    if assessment is None:
        return None
    score = scoring.score(assessment, criteria)
    likelihood = assessment.likelihood
    overall = scoring.overall_impact(assessment.impacts)
    band = criteria.band_of(likelihood.best) if likelihood else None
    confidence = assessment.confidence
    return Judgement(
        kind=assessment.kind,
        kind_label=label(assessment.kind),
        assessor=assessment.assessor,
        on=assessment.on,
        on_text=date_text(assessment.on),
        level=level_mark(score.level, criteria) if score else None,
        level_word=level_mark(score.level, criteria).word if score else unscored_word(),
        range_text=_range_text(score, criteria),
        short_text=_short_text(likelihood, overall, criteria),
        box=_box(code, score),
        likelihood=(likelihood.low, likelihood.best, likelihood.high) if likelihood else None,
        likelihood_level=band.level if band else None,
        likelihood_word=_(band.word) if band else "",
        likelihood_text=likelihood_sentence(likelihood, assessment.horizon_months, criteria),
        horizon_months=assessment.horizon_months,
        impact=(overall.low, overall.best, overall.high) if overall else None,
        impact_word=_(criteria.impact_words[overall.best - 1]) if overall else "",
        impact_text=_impact_sentence(overall, criteria),
        impacts=tuple(
            _impact_line(i, criteria)
            for i in sorted(assessment.impacts, key=lambda i: _impact_order(i, criteria))
        ),
        confidence=confidence,
        confidence_label=label(confidence) if confidence else _("Confidence not stated"),
        confidence_text=confidence_sentence(confidence)
        if confidence
        else _("Confidence in this judgement is not stated."),
        rationale_likelihood=assessment.rationale_likelihood,
        rationale_impact=assessment.rationale_impact,
        cited=tuple(sorted({numbers[e] for e in assessment.cited if e in numbers})),
    )
