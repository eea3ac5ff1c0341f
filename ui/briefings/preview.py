"""What an export for an audience would leave out: counted by kind, named where it has a name."""

from __future__ import annotations

from dataclasses import dataclass

from riskreg.snapshot import Snapshot, Withheld, within_marking
from riskreg.terms import Marking
from riskreg.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Left:
    """One risk or source that is left out, with its marking. The reason may lie elsewhere."""

    id: int
    code: str
    title: str
    marking: Marking


@dataclass(frozen=True, slots=True)
class Preview:
    """What would leave the register, and what would stay in it."""

    risks_kept: int
    sources_kept: int
    withheld: Withheld
    risks: tuple[Left, ...]
    sources: tuple[Left, ...]

    @property
    def sentence(self) -> str:
        """What is withheld, in numbers by kind."""
        if not self.withheld.total:
            return _("Nothing will be withheld.")
        return _("Withheld: {numbers}.").format(numbers=", ".join(numbers(self.withheld)))


def preview(whole: Snapshot, limit: Marking | None) -> Preview:
    """What an audience up to ``limit`` (None: no limit) would not see of a register."""
    if limit is None:
        return Preview(len(whole.risks), len(whole.sources), Withheld(), (), ())
    seen, withheld = within_marking(whole, limit)
    kept_risks = {r.id for r in seen.risks}
    kept_sources = {s.id for s in seen.sources}
    return Preview(
        risks_kept=len(kept_risks),
        sources_kept=len(kept_sources),
        withheld=withheld,
        risks=tuple(
            Left(r.id, r.code, r.title, r.marking) for r in whole.risks if r.id not in kept_risks
        ),
        sources=tuple(
            Left(s.id, s.code, s.title, s.marking)
            for s in whole.sources
            if s.id not in kept_sources
        ),
    )


def numbers(withheld: Withheld) -> list[str]:
    """'3 risks', '1 source', …: what there is of each kind, nothing for none."""
    counted = (
        (withheld.risks, ngettext("{n} risk", "{n} risks", withheld.risks)),
        (withheld.sources, ngettext("{n} source", "{n} sources", withheld.sources)),
        (withheld.evidence, ngettext("{n} passage", "{n} passages", withheld.evidence)),
        (
            withheld.assessments,
            ngettext("{n} assessment", "{n} assessments", withheld.assessments),
        ),
        (withheld.measures, ngettext("{n} measure", "{n} measures", withheld.measures)),
        (withheld.actors, ngettext("{n} actor", "{n} actors", withheld.actors)),
    )
    return [words for number, words in counted if number]


def reason(left: Left, limit: Marking) -> str:
    """Why an entry is left out."""
    if not limit.allows(left.marking):
        return _("marked {marking}").format(marking=left.marking.value)
    return _("marked {marking}, but serves nothing that leaves the register").format(
        marking=left.marking.value
    )
