"""What stands at the front: bottom line, key judgements, matrix, priority table."""

from __future__ import annotations

from datetime import date

from reports.content.judging import level_mark, percent_range
from reports.content.parts import (
    Box,
    Cell,
    Judgement,
    KeyJudgement,
    LevelMark,
    Matrix,
    MeasureLine,
    PriorityRow,
    RiskPage,
)
from riskreg.criteria import Criteria
from riskreg.query import code_number
from riskreg.terms import Confidence, RiskStatus
from riskreg.words import _, date_text, ngettext, pgettext

#: How many key judgements a briefing opens with, where there are that many scored risks.
FEWEST_JUDGEMENTS, MOST_JUDGEMENTS = 3, 5


def by_priority(pages: tuple[RiskPage, ...]) -> tuple[RiskPage, ...]:
    """Open scored risks: highest level first, then impact, then likelihood, then code."""
    return tuple(sorted((p for p in pages if _is_open(p) and p.level), key=_priority))


def unscored(pages: tuple[RiskPage, ...]) -> tuple[RiskPage, ...]:
    """Open risks without a level, by code."""
    return tuple(p for p in pages if _is_open(p) and not p.level)


def closed(pages: tuple[RiskPage, ...]) -> tuple[RiskPage, ...]:
    """Closed risks, by code."""
    return tuple(p for p in pages if not _is_open(p))


def _is_open(page: RiskPage) -> bool:
    return page.status is not RiskStatus.CLOSED


def _priority(page: RiskPage) -> tuple[int, int, float, int]:
    level, impact, likelihood = _scored(page)
    return (-level.rank, -impact[1], -likelihood[1], code_number(page.code))


def _scored(
    page: RiskPage,
) -> tuple[LevelMark, tuple[int, int, int], tuple[float, float, float]]:
    now = page.current
    assert page.level is not None, "only of scored risks"
    assert now is not None
    assert now.impact is not None
    assert now.likelihood is not None
    return page.level, now.impact, now.likelihood


def priority_row(page: RiskPage) -> PriorityRow:
    """The line of a risk in a table; unrated parts are empty."""
    now = page.current
    return PriorityRow(
        code=page.code,
        title=page.title,
        claim_status=page.claim_status,
        level=page.level,
        level_word=page.level_word,
        likelihood_text=_short_likelihood(now),
        impact_text=_short_impact(now),
        confidence_word=_confidence_word(now),
        origins=page.origins,
        answers=len(page.answers),
        owner=page.owner,
        status_label=page.status_label,
        movement_text=page.movement_text,
    )


def _confidence_word(now: Judgement | None) -> str:
    if now is None or now.confidence is None:
        return ""
    return {
        Confidence.LOW: pgettext("confidence", "low"),
        Confidence.MODERATE: pgettext("confidence", "moderate"),
        Confidence.HIGH: pgettext("confidence", "high"),
    }[now.confidence]


def _short_likelihood(now: Judgement | None) -> str:
    if now is None or now.likelihood is None:
        return ""
    return f"{now.likelihood_word}, {percent_range(now.likelihood[0], now.likelihood[2])}"


def _short_impact(now: Judgement | None) -> str:
    if now is None or now.impact is None:
        return ""
    low, best, high = now.impact
    text = f"{best}, {now.impact_word}"
    return text if low == high else f"{text} ({low}–{high})"


def key_judgements(ranked: tuple[RiskPage, ...]) -> tuple[KeyJudgement, ...]:
    """The risks of the highest level, three to five of them where there are that many."""
    if not ranked:
        return ()
    top = sum(p.level == ranked[0].level for p in ranked)
    chosen = ranked[: min(max(top, FEWEST_JUDGEMENTS), MOST_JUDGEMENTS)]
    return tuple(_key_judgement(p) for p in chosen)


def _key_judgement(page: RiskPage) -> KeyJudgement:
    level, impact, likelihood = _scored(page)
    now = page.current
    assert now is not None
    horizon = ngettext("within {n} month", "within {n} months", now.horizon_months)
    sentences = [
        _("The likelihood {horizon} is “{word}” ({range}).").format(
            horizon=horizon,
            word=now.likelihood_word,
            range=percent_range(likelihood[0], likelihood[2]),
        ),
        _("The impact would be {word} (level {level}), in: {dimensions}.").format(
            word=now.impact_word,
            level=impact[1],
            dimensions=", ".join(i.name for i in now.impacts if i.best == impact[1]),
        ),
        now.confidence_text,
        _basis(page),
    ]
    if page.claim_status.strip():
        sentences.append(_("Status of the claim: {text}").format(text=page.claim_status.strip()))
    sentences.append(
        _("In answer, the record holds: {text}.").format(text=page.answers_text)
        if page.answers
        else _("No answer to it is recorded.")
    )
    return KeyJudgement(
        code=page.code, title=page.title, level=level, sentences=tuple(filter(None, sentences))
    )


def _basis(page: RiskPage) -> str:
    if not page.supporting:
        return _("No passage of the material is filed in support.")
    if page.origins == 0:
        return _("Only interested parties say so.")
    if page.origins == 1 and len(page.supporting) > 1:
        return _("All support goes back to one origin.")
    return ngettext(
        "It rests on {n} independent origin.", "It rests on {n} independent origins.", page.origins
    )


def matrix(
    ranked: tuple[RiskPage, ...], judged: tuple[KeyJudgement, ...], criteria: Criteria
) -> Matrix:
    """The grid with the open scored risks in it, highest priority first in each cell."""
    codes: dict[tuple[int, int], list[str]] = {}
    boxes: dict[str, Box] = {}
    for page in ranked:
        box = page.current.box if page.current else None
        assert box is not None, "only scored risks stand on the matrix"
        codes.setdefault((box.likelihood, box.impact), []).append(page.code)
        boxes[page.code] = box
    return Matrix(
        rows=tuple(
            tuple(
                Cell(
                    likelihood,
                    impact,
                    level_mark(rank, criteria),
                    tuple(codes.get((likelihood, impact), ())),
                )
                for impact, rank in enumerate(row, start=1)
            )
            for likelihood, row in enumerate(criteria.grid, start=1)
        ),
        likelihood_title=_("Likelihood"),
        impact_title=_("Impact"),
        likelihood_words=tuple(_(band.word) for band in criteria.bands),
        impact_words=tuple(_(word) for word in criteria.impact_words),
        levels=tuple(level_mark(level.rank, criteria) for level in criteria.levels),
        boxes=tuple(boxes[j.code] for j in judged),
    )


def matrix_note(pages: tuple[RiskPage, ...]) -> str:
    """What is not on the matrix, and why; '' where everything is."""
    told = []
    if apart := len(unscored(pages)):
        told.append(
            ngettext(
                "{n} unscored risk is not on the matrix.",
                "{n} unscored risks are not on the matrix.",
                apart,
            )
        )
    if gone := len(closed(pages)):
        told.append(
            ngettext(
                "{n} closed risk is not on the matrix.",
                "{n} closed risks are not on the matrix.",
                gone,
            )
        )
    return " ".join(told)


def tracker(pages: tuple[RiskPage, ...]) -> tuple[MeasureLine, ...]:
    """All measures: open ones first, by due date (none last), then by risk."""
    return tuple(
        sorted(
            (m for page in pages for m in page.measures),
            key=lambda m: (not m.status.is_open, m.due or date.max, code_number(m.risk_code), m.id),
        )
    )


def bottom_line(
    pages: tuple[RiskPage, ...],
    ranked: tuple[RiskPage, ...],
    measures: tuple[MeasureLine, ...],
    day: date,
) -> tuple[str, ...]:
    """The register in a few sentences: how many, how high, how well founded, what is being done."""
    if not pages:
        return (_("This report holds no risks."),)
    sentences = [_counts(pages, ranked)]
    if ranked:
        sentences += [_highest(ranked), *_foundations(ranked)]
    sentences.append(_measures(measures, day))
    return tuple(filter(None, sentences))


def _counts(pages: tuple[RiskPage, ...], ranked: tuple[RiskPage, ...]) -> str:
    open_pages = sum(_is_open(p) for p in pages)
    counted: dict[LevelMark, int] = {}
    for page in ranked:
        level = _scored(page)[0]
        counted[level] = counted.get(level, 0) + 1
    told = [_("{n} {level}").format(n=n, level=level.word.lower()) for level, n in counted.items()]
    if apart := len(unscored(pages)):
        told.append(_("{n} unscored").format(n=apart))
    first = ngettext("{n} risk is open", "{n} risks are open", open_pages)
    if not told:
        return f"{first}."
    return _("{what}: {parts}.").format(what=first, parts=", ".join(told))


def _highest(ranked: tuple[RiskPage, ...]) -> str:
    top = [p for p in ranked if p.level == ranked[0].level]
    named = "; ".join(f"{p.title} ({p.code})" for p in top[:MOST_JUDGEMENTS])
    more = len(top) - MOST_JUDGEMENTS
    if more > 0:
        named += "; " + ngettext("and {n} more", "and {n} more", more)
    return _("Highest: {names}.").format(names=named)


def _foundations(ranked: tuple[RiskPage, ...]) -> list[str]:
    thin = sum(p.origins <= 1 for p in ranked)
    unanswered = sum(not p.answers for p in ranked)
    told = []
    if thin:
        told.append(
            ngettext(
                "{n} scored risk rests on one independent origin or none.",
                "{n} scored risks rest on one independent origin or none.",
                thin,
            )
        )
    if unanswered:
        told.append(
            ngettext(
                "For {n} scored risk no denial and no outcome is recorded.",
                "For {n} scored risks no denial and no outcome is recorded.",
                unanswered,
            )
        )
    return told


def _measures(measures: tuple[MeasureLine, ...], day: date) -> str:
    going = sum(m.status.is_open for m in measures)
    late = sum(m.overdue for m in measures)
    if not going:
        return _("No measure is open.")
    first = ngettext("{n} measure is open", "{n} measures are open", going)
    if not late:
        return _("{open}; none is overdue on {day}.").format(
            open=first, day=date_text(day, long=True)
        )
    return _("{open}; overdue on {day}: {late}.").format(
        open=first, day=date_text(day, long=True), late=late
    )
