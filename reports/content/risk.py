"""One risk as a report prints it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reports.content.judging import capital, judgement, unscored_word
from reports.content.material import findings_of
from reports.content.parts import ActorLine, Finding, MeasureLine, RiskPage
from riskreg import query
from riskreg.labels import field_label
from riskreg.model import Actor, ActorRole, Measure, Risk
from riskreg.query import Movement, RiskRow
from riskreg.snapshot import Snapshot
from riskreg.statement import statement
from riskreg.terms import ActorKind, AssessmentKind, Stance, label
from riskreg.words import N_, _, current, date_text, ngettext, number_text

_MOVEMENTS = {
    Movement.UP: N_("higher than in the assessment before"),
    Movement.SAME: N_("unchanged since the assessment before"),
    Movement.DOWN: N_("lower than in the assessment before"),
    Movement.NEW: N_("first assessment"),
}


def risk_page(snapshot: Snapshot, risk: Risk, numbers: dict[int, int], day: date) -> RiskPage:
    """The page of ``risk``; ``numbers`` are note numbers by source id."""
    row = snapshot.rows[risk.id]
    evidence = snapshot.evidence_of[risk.id]
    findings = findings_of(snapshot, evidence, risk.code, numbers)
    assessments = snapshot.assessments_of[risk.id]
    notes = {e.id: numbers[e.source_id] for e in evidence}
    inherent, now, target = (
        judgement(query.adopted(assessments, kind), risk.code, snapshot.settings.criteria, notes)
        for kind in (AssessmentKind.INHERENT, AssessmentKind.CURRENT, AssessmentKind.TARGET)
    )
    title, summary = _in_language(risk)
    actors = tuple(_actor_line(snapshot.actor_by_id, role, day) for role in risk.actors)
    answers = tuple(f for f in findings if f.stance.is_answer)
    return RiskPage(
        code=risk.code,
        title=title,
        recorded_title=risk.title,
        summary=summary,
        recorded_summary=risk.summary,
        cause=risk.cause,
        event=risk.event,
        consequence=risk.consequence,
        vector=_(risk.vector),
        asset=risk.asset,
        place=risk.place,
        sectors=tuple(_(s) for s in risk.sectors),
        owner=risk.owner,
        status=risk.status,
        status_label=label(risk.status),
        response=risk.response,
        response_label=label(risk.response),
        marking=risk.marking,
        legal_hooks=risk.legal_hooks,
        tags=risk.tags,
        identified_on=risk.identified_on,
        identified_text=date_text(risk.identified_on),
        review_on=risk.review_on,
        review_text=date_text(risk.review_on),
        review_overdue=query.is_overdue(row, day),
        kicker=_kicker(risk),
        facts=_facts(risk, actors),
        statement=statement(risk),
        claim_status=risk.claim_status,
        actors=actors,
        inherent=inherent,
        current=now,
        target=target,
        level=now.level if now else None,
        level_word=now.level_word if now else unscored_word(),
        movement_text=movement_text(row),
        supporting=_with(findings, Stance.SUPPORTS),
        supporting_text=_supporting_text(row),
        origins=row.origins,
        contradicting=_with(findings, Stance.CONTRADICTS),
        answers=answers,
        answers_text=_answers_text(answers),
        answer_sought_on=risk.answer_sought_on,
        outcome=risk.outcome,
        context=_with(findings, Stance.CONTEXT),
        measures=tuple(
            measure_line(m, risk.code, title, day)
            for m in sorted(
                snapshot.measures_of[risk.id], key=lambda m: (query.measure_rank(m), m.id)
            )
        ),
        gaps=risk.gaps,
        answer_note=_answer_note(risk),
    )


def _in_language(risk: Risk) -> tuple[str, str]:
    """Title and summary in the current language where recorded, else as recorded."""
    for translation in risk.translations:
        if translation.language == current().language:
            return translation.title or risk.title, translation.summary or risk.summary
    return risk.title, risk.summary


def movement_text(row: RiskRow) -> str:
    """How the level moved, '' for an unscored risk."""
    return _(_MOVEMENTS.get(row.movement, ""))


def _with(findings: tuple[Finding, ...], stance: Stance) -> tuple[Finding, ...]:
    return tuple(f for f in findings if f.stance is stance)


def _supporting_text(row: RiskRow) -> str:
    """'3 passages, 2 origins'"""
    if not row.supports:
        return ""
    return ", ".join(
        (
            ngettext("{n} passage", "{n} passages", row.supports),
            ngettext("{n} origin", "{n} origins", row.origins),
        )
    )


def _answers_text(answers: tuple[Finding, ...]) -> str:
    """'1 denial, 2 outcomes'; 'No answer recorded.' where there is none."""
    denials = sum(f.stance is Stance.DENIAL for f in answers)
    outcomes = len(answers) - denials
    told = []
    if denials:
        told.append(ngettext("{n} denial", "{n} denials", denials))
    if outcomes:
        told.append(ngettext("{n} outcome", "{n} outcomes", outcomes))
    return ", ".join(told) if told else _("No answer recorded.")


def _answer_note(risk: Risk) -> str:
    if risk.answer_sought_on is None:
        return ""
    return _("Looked for on {day}.").format(day=date_text(risk.answer_sought_on, long=True))


def _kicker(risk: Risk) -> str:
    """The line above the title: code, sectors, owner, review, status, own marking."""
    parts = [risk.code, capital(", ".join(_(s) for s in risk.sectors))]
    parts.append(
        _("Owner: {name}").format(name=risk.owner) if risk.owner else _("No owner recorded")
    )
    if risk.review_on is not None:
        parts.append(_("Review {day}").format(day=date_text(risk.review_on)))
    parts += [label(risk.status), risk.marking.value]
    return " · ".join(part for part in parts if part)


def _facts(risk: Risk, actors: tuple[ActorLine, ...]) -> tuple[tuple[str, str], ...]:
    """What else is recorded, as (name of the field, words); only what is there."""
    facts = (
        ("actors", "; ".join(a.text for a in actors)),
        ("place", risk.place),
        ("response", label(risk.response)),
        ("legal_hooks", ", ".join(risk.legal_hooks)),
        ("tags", ", ".join(risk.tags)),
        ("identified_on", date_text(risk.identified_on)),
    )
    return tuple((capital(field_label(name)), text) for name, text in facts if text)


def _actor_line(actors: Mapping[int, Actor], role: ActorRole, day: date) -> ActorLine:
    actor = actors[role.actor_id]
    owner = actors.get(actor.parent_id) if actor.parent_id is not None else None
    name = _name_of(actor, day, role.role)
    owner_name = _name_of(owner, day) if owner else ""
    share = actor.share_percent if owner else None
    extra = [role.role] if role.role and role.role != name else []
    if owner and share is not None:
        extra.append(
            _("{share} % held by {owner}").format(share=number_text(share), owner=owner_name)
        )
    elif owner:
        extra.append(_("owned by {owner}").format(owner=owner_name))
    return ActorLine(
        name=name,
        kind=actor.kind,
        kind_label=label(actor.kind),
        role=role.role,
        country=actor.country,
        owner=owner_name,
        share_percent=share,
        text=f"{name} ({', '.join(extra)})" if extra else name,
    )


def actor_texts(
    actors: Mapping[int, Actor], roles: tuple[ActorRole, ...], day: date
) -> tuple[str, ...]:
    """Each actor of a risk as a page prints it: 'Norline (carrier, owned by Norgroup)'."""
    return tuple(_actor_line(actors, role, day).text for role in roles)


def may_be_named(actor: Actor, day: date) -> bool:
    """Whether an actor is named on ``day``: of persons only those with a recorded need and legal
    basis, until the day they are to be erased."""
    if actor.kind is not ActorKind.PERSON:
        return True
    needed = bool(actor.necessity.strip() and actor.legal_basis.strip())
    return needed and (actor.erase_on is None or day < actor.erase_on)


def _name_of(actor: Actor, day: date, role: str = "") -> str:
    return actor.name if may_be_named(actor, day) else role or _("a person")


def withheld_names(snapshot: Snapshot, day: date) -> tuple[str, ...]:
    """A note for the exporting person on persons whose role is printed instead of their name."""
    unnamed = sum(not may_be_named(a, day) for a in snapshot.actors)
    if not unnamed:
        return ()
    return (
        ngettext(
            "{n} person is given by role: no need or legal basis for the name is recorded, "
            "or its time is over.",
            "{n} persons are given by role: no need or legal basis for the name is recorded, "
            "or its time is over.",
            unnamed,
        ),
    )


def measure_line(measure: Measure, risk_code: str, risk_title: str, day: date) -> MeasureLine:
    """One measure; ``day`` decides what is overdue."""
    return MeasureLine(
        id=measure.id,
        risk_code=risk_code,
        risk_title=risk_title,
        title=measure.title,
        owner=measure.owner,
        due=measure.due,
        due_text=date_text(measure.due),
        overdue=query.is_measure_overdue(measure, day),
        status=measure.status,
        status_label=label(measure.status),
        cost=measure.cost,
        expected_effect=measure.expected_effect,
        note=measure.note,
    )


def all_findings(pages: tuple[RiskPage, ...]) -> tuple[Finding, ...]:
    """The passages of all risks, in the order of the pages."""
    return tuple(
        f for p in pages for f in (*p.supporting, *p.contradicting, *p.answers, *p.context)
    )
