"""Finding the risk a passage or a measure belongs to, by its code or by words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from riskreg.folding import tokens
from riskreg.model import Risk
from riskreg.ports import Reader
from riskreg.query import RiskFilter, Sort, SortColumn
from ui.material.filing import Found

_CODE = re.compile(r"(?:[rR]\s*-?\s*)?(\d{1,9})")
_BY_CODE = Sort(SortColumn.CODE, False)


def find_risks(reader: Reader, first: Sequence[int], typed: str, most: int) -> list[Found]:
    """At most ``most`` risks. A code finds its risk before all others.

    Nothing typed: ``first`` come first, then those of the highest level. It asks for no more than
    it shows, so that it keeps up with typing in a register of any size.
    """
    ids: list[int] = []
    code = _CODE.fullmatch(typed.strip())
    if code is not None:
        risk = reader.by_code(Risk, f"R-{int(code.group(1)):03d}")
        ids += [risk.id] if risk else []
    if tokens(typed):
        ids += [hit.id for hit in reader.search(typed, most) if hit.kind == "risk"]
    else:
        ids += [*first, *_highest(reader, most)]
    distinct = list(dict.fromkeys(ids))[:most]
    return [Found(row.id, row.code, row.title) for row in reader.risk_rows(distinct)]


def _highest(reader: Reader, most: int) -> list[int]:
    """Risks of the highest level, of the next, …, and unscored ones, until there are enough."""
    ranks = sorted((level.rank for level in reader.settings().criteria.levels), reverse=True)
    ids: list[int] = []
    for wanted in (*(RiskFilter(levels=(rank,)) for rank in ranks), RiskFilter(unscored=True)):
        ids += reader.risk_ids(wanted, _BY_CODE)[: most - len(ids)]
        if len(ids) >= most:
            break
    return ids
