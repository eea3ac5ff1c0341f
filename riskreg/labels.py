"""Names of kinds, fields and actions as words on a screen."""

from __future__ import annotations

from riskreg.words import N_, _

_KINDS = {
    "settings": N_("register"),
    "risk": N_("risk"),
    "assessment": N_("assessment"),
    "source": N_("source"),
    "evidence": N_("evidence"),
    "actor": N_("actor"),
    "measure": N_("measure"),
}

_FIELDS = {
    "accessed": N_("accessed"),
    "actors": N_("actors"),
    "address": N_("address"),
    "adopted": N_("adopted"),
    "aliases": N_("aliases"),
    "answer_sought_on": N_("answer sought on"),
    "asset": N_("asset"),
    "assessor": N_("assessor"),
    "author": N_("author"),
    "cause": N_("cause"),
    "cited": N_("cited evidence"),
    "claim_status": N_("status of the claim"),
    "code": N_("code"),
    "confidence": N_("confidence"),
    "consequence": N_("consequence"),
    "cost": N_("cost"),
    "country": N_("country"),
    "credibility": N_("credibility"),
    "criteria": N_("criteria"),
    "derives_from": N_("derives from"),
    "due": N_("due"),
    "end": N_("end"),
    "erase_on": N_("erase on"),
    "event": N_("event"),
    "excerpt": N_("excerpt"),
    "expected_effect": N_("expected effect"),
    "file_name": N_("file name"),
    "gaps": N_("what we do not know"),
    "horizon_months": N_("horizon in months"),
    "identified_on": N_("identified on"),
    "impacts": N_("impacts"),
    "interested_party": N_("interested party"),
    "kind": N_("kind"),
    "language": N_("language"),
    "legal_basis": N_("legal basis"),
    "legal_hooks": N_("legal hooks"),
    "likelihood": N_("likelihood"),
    "marking": N_("marking"),
    "name": N_("name"),
    "necessity": N_("necessity"),
    "note": N_("note"),
    "on": N_("date"),
    "organisation": N_("organisation"),
    "outcome": N_("outcome"),
    "owner": N_("owner"),
    "parent_id": N_("owned by"),
    "place": N_("place"),
    "published": N_("published"),
    "published_note": N_("note on the date"),
    "publisher": N_("publisher"),
    "rationale_impact": N_("rationale for impact"),
    "rationale_likelihood": N_("rationale for likelihood"),
    "reliability": N_("reliability"),
    "response": N_("response"),
    "review_on": N_("review on"),
    "risk_id": N_("risk"),
    "sectors": N_("sectors"),
    "sha256": N_("SHA-256"),
    "share_percent": N_("share in per cent"),
    "source_id": N_("source"),
    "stance": N_("stance"),
    "start": N_("start"),
    "status": N_("status"),
    "summary": N_("summary"),
    "tags": N_("tags"),
    "text": N_("text"),
    "title": N_("title"),
    "translations": N_("translations"),
    "vector": N_("vector"),
    "vectors": N_("vectors"),
}

_ACTIONS = {
    "add_measure": N_("added a measure"),
    "add_source": N_("added a source"),
    "adopt_assessment": N_("adopted an assessment"),
    "assess": N_("assessed"),
    "close_risks": N_("closed"),
    "create_register": N_("created the register"),
    "delete_actor": N_("deleted an actor"),
    "delete_measure": N_("deleted a measure"),
    "delete_risks": N_("deleted"),
    "delete_source": N_("deleted a source"),
    "duplicate_risk": N_("duplicated"),
    "edit_actor": N_("edited an actor"),
    "edit_evidence": N_("edited evidence"),
    "edit_measure": N_("edited a measure"),
    "edit_risk": N_("edited"),
    "edit_settings": N_("edited the register"),
    "edit_source": N_("edited a source"),
    "file_evidence": N_("filed evidence"),
    "fill": N_("brought in"),
    "record_actor": N_("recorded an actor"),
    "record_risk": N_("recorded a risk"),
    "record_risk_from_passage": N_("recorded a risk from a passage"),
    "redo": N_("did again"),
    "undo": N_("took back"),
    "withdraw_evidence": N_("withdrew evidence"),
}


def kind_label(kind: str) -> str:
    """'risk' in the current language, from the name of a kind."""
    return _(_KINDS[kind])


def field_label(name: str) -> str:
    """A field's name as words: 'review on' for review_on."""
    return _(_FIELDS[name]) if name in _FIELDS else name.replace("_", " ")


def action_label(action: str) -> str:
    """What was done, as the history tells it: 'filed evidence' for file_evidence."""
    return _(_ACTIONS[action]) if action in _ACTIONS else action.replace("_", " ")
