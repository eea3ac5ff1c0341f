"""The record in words: what a change set did, field by field, from what to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any

from riskreg.codec import hints, value_from_plain
from riskreg.commands import (
    Command,
    Edit,
    EditActor,
    EditEvidence,
    EditMeasure,
    EditRisk,
    EditSettings,
    EditSource,
)
from riskreg.criteria import Criteria
from riskreg.labels import action_label, field_label, kind_label
from riskreg.model import (
    KIND_BY_NAME,
    Actor,
    Entity,
    Evidence,
    Risk,
    Source,
)
from riskreg.ports import AuditEntry, Reader
from riskreg.terms import AssessmentKind, Stance, label
from riskreg.words import _, number_text, time_text
from ui.texts import one_line
from ui.values import value_text

#: Commands that set one field, by kind. An assessment is never edited, only followed by another.
_EDITS: dict[str, type[Edit]] = {
    "settings": EditSettings,
    "risk": EditRisk,
    "source": EditSource,
    "evidence": EditEvidence,
    "actor": EditActor,
    "measure": EditMeasure,
}

#: Fields that hold the id of an entity of this kind.
_POINTERS: dict[str, type[Entity]] = {
    "risk_id": Risk,
    "source_id": Source,
    "derives_from": Source,
    "parent_id": Actor,
    "cited": Evidence,
    "actors": Actor,
}

#: More of a text than this is told by its length.
_LONG = 3000

#: So much of a passage stands for it on a line.
_QUOTED = 90


@dataclass(frozen=True, slots=True)
class Step:
    """One change set on record."""

    set_id: int
    at: datetime
    person: str
    action: str
    subject: str
    entries: tuple[AuditEntry, ...]

    @property
    def when(self) -> str:
        return time_text(self.at)

    @property
    def done(self) -> str:
        """'edited', 'took back', …"""
        return action_label(self.action)


def steps_of(entries: Sequence[AuditEntry]) -> list[Step]:
    """Entries, newest first as the reader gives them, by change set."""
    steps = []
    for set_id, group in groupby(entries, key=lambda e: e.set_id):
        own = tuple(group)
        head = own[0]
        steps.append(Step(set_id, head.at, head.person, head.action, head.subject, own))
    return steps


class Teller:
    """Puts record entries into words, with names for the ids in them.

    What it looked up it keeps: make a new one when the register may have changed.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._names: dict[tuple[type[Entity], int], str] = {}

    def name(self, kind: type[Entity], entity_id: int) -> str:
        """How a person calls an entity: its code, name or title."""
        key = (kind, entity_id)
        if key not in self._names:
            entity = self._reader.find(kind, entity_id)
            self._names[key] = self._called(entity) if entity else _("no longer in the register")
        return self._names[key]

    def _called(self, entity: Entity) -> str:
        if isinstance(entity, Risk | Source):
            return f"{entity.code} {one_line(entity.title)}"
        if isinstance(entity, Evidence):
            return f"“{one_line(entity.excerpt)}”"
        called = getattr(entity, "name", "") or getattr(entity, "title", "")
        return one_line(called) or kind_label(type(entity).__name__.lower())

    def about(self, entry: AuditEntry) -> str:
        """What an entry is about: 'risk R-007', 'measure Inventory of cameras'."""
        kind = kind_label(entry.kind)
        if entry.code:
            return f"{kind} {entry.code}"
        called = _called_on_record(entry) or self._called_now(entry)
        return f"{kind} {one_line(called)}" if called else kind

    def _called_now(self, entry: AuditEntry) -> str:
        held = self._reader.find(KIND_BY_NAME[entry.kind], entry.entity_id)
        if isinstance(held, Evidence):
            return _quoted(held.excerpt)
        return getattr(held, "title", "") or getattr(held, "name", "")

    def value(self, kind: str, field: str, plain: Any) -> str:
        """A recorded value in words; '' for nothing. A very long text is told by its length."""
        try:
            value = value_from_plain(hints(KIND_BY_NAME[kind])[field], plain)
        except (KeyError, ValueError, TypeError):
            # Written by another version of the program: the record itself is still shown.
            return str(plain)
        words = self._words(field, value)
        if len(words) > _LONG:
            tail = _("… ({n} characters in all)").format(n=number_text(len(words)))
            return f"{words[:_LONG]} {tail}"
        return words

    def _words(self, field: str, value: Any) -> str:
        pointed = _POINTERS.get(field)
        if isinstance(value, Criteria):
            return value.name
        if pointed is not None and type(value) is int:
            return self.name(pointed, value)
        if field == "cited":
            return "\n".join(self.name(Evidence, entity_id) for entity_id in value)
        return value_text(value, partial(self.name, Actor))

    def line(self, entry: AuditEntry) -> str:
        """An entry on one line: 'owner: FPS Finance → FPS Mobility'."""
        if not entry.field:
            sign = _("{what} added") if entry.before is None else _("{what} taken out")
            return sign.format(what=self.about(entry))
        before = self.value(entry.kind, entry.field, entry.before) or _("nothing")
        after = self.value(entry.kind, entry.field, entry.after) or _("nothing")
        return _("{field}: {before} → {after}").format(
            field=field_label(entry.field), before=_flat(before), after=_flat(after)
        )

    def lines(self, step: Step) -> list[str]:
        """A step in lines: what has a code first, the same line for several things once."""
        told = Counter(self.line(e) for e in sorted(step.entries, key=lambda e: not e.code))
        return [f"{line} (×{times})" if times > 1 else line for line, times in told.items()]

    def whole(self, entry: AuditEntry) -> list[tuple[str, str]]:
        """All that is known of an entity that came or went: pairs of field and value."""
        held: dict[str, Any] = entry.after if entry.before is None else entry.before
        pairs = []
        for field, plain in held.items():
            if field in ("id", "version"):
                continue
            words = self.value(entry.kind, field, plain)
            if words:
                pairs.append((field_label(field), words))
        return pairs


def _called_on_record(entry: AuditEntry) -> str:
    """What an entity that came or went is called, as it stands in the record itself."""
    held = entry.after if entry.before is None else entry.before
    if entry.field or not isinstance(held, dict):
        return ""
    if entry.kind == "evidence":
        return f"{label(Stance(held['stance'])).lower()} {_quoted(held['excerpt'])}"
    if entry.kind == "assessment":
        return label(AssessmentKind(held["kind"])).lower()
    return str(held.get("title") or held.get("name") or "")


def _quoted(words: str) -> str:
    flat = _flat(words)
    return f"“{flat}”" if len(flat) <= _QUOTED else f"“{flat[:_QUOTED]}…”"


def _flat(words: str) -> str:
    """A value of several lines on one."""
    return one_line("; ".join(words.splitlines()))


def restoring(reader: Reader, entry: AuditEntry) -> Command | None:
    """The command that sets a field back to what it was before an entry; None where none can.

    It says what the field holds now, so that it never overwrites what nobody saw.
    """
    edit = _EDITS.get(entry.kind)
    if edit is None or not entry.field:
        return None
    kind = KIND_BY_NAME[entry.kind]
    entity = reader.find(kind, entry.entity_id)
    if entity is None or entry.field not in hints(kind):
        return None
    now = getattr(entity, entry.field)
    before = value_from_plain(hints(kind)[entry.field], entry.before)
    return edit(entry.entity_id, entry.field, now, before) if now != before else None
