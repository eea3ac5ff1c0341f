"""The live formulas of the workbook. Rules are those of the register's scoring; ``#`` is the row.

A cut of the likelihood bands belongs to the band above it (MATCH over their lower ends); the
overall impact is the highest rated dimension; the level is looked up in the grid, never a product.
What was typed and cannot be a likelihood or an impact gives the word that asks to look again.
"""

from __future__ import annotations

from collections.abc import Mapping

from reports.content.sheets import Kind, Sheet
from reports.workbook.names import (
    GRID_ROWS,
    IMPACT_LEVELS,
    LEVEL_GRID,
    LIKELIHOOD_FROM,
    REGISTER_NAMES,
)


def text(words: str) -> str:
    """``words`` as a text inside a formula."""
    return '"' + words.replace('"', '""') + '"'


def register_formulas(
    sheet: Sheet, letters: Mapping[str, str], unscored: str, check: str
) -> dict[Kind, str]:
    """The three computed columns of the register, by kind. ``letters`` are columns by key."""
    rated = [letters[f.key] for f in sheet.fields if f.choices == "impact_levels"]
    look = text(check)
    chance = f"{letters['likelihood_best']}#"
    likelihood, overall = f"{letters['likelihood_level']}#", f"{letters['impact']}#"
    title = f"{letters['title']}#"
    return {
        Kind.LIKELIHOOD: (
            f'IF({chance}="","",IF(ISNUMBER({chance}),IF(AND({chance}>=0,{chance}<=1),'
            f"IFERROR(MATCH({chance},{LIKELIHOOD_FROM},1),1),{look}),{look}))"
        ),
        Kind.OVERALL: _overall(f"{rated[0]}#:{rated[-1]}#", look) if rated else '""',
        Kind.LEVEL: (
            f"IF(OR({likelihood}={look},{overall}={look}),{look},"
            f'IF(OR({likelihood}="",{overall}=""),'
            f'IF(AND({title}="",{likelihood}="",{overall}=""),"",{text(unscored)}),'
            f"INDEX({LEVEL_GRID},MATCH({likelihood},{GRID_ROWS},0),{overall})))"
        ),
    }


def _overall(cells: str, look: str) -> str:
    return (
        f'IF(COUNTA({cells})=0,"",IF(AND(COUNT({cells})=COUNTA({cells}),'
        f"SUMPRODUCT(COUNTIF({cells},{IMPACT_LEVELS}))=COUNT({cells})),MAX({cells}),{look}))"
    )


def title_of_risk(code: str) -> str:
    """The title of the risk whose code stands in the cell ``code``, empty for a new one."""
    codes, titles = REGISTER_NAMES["code"], REGISTER_NAMES["title"]
    return f'IF({code}="","",IFERROR(INDEX({titles},MATCH({code},{codes},0)),""))'


def out_of_order(low: str, best: str, high: str) -> str:
    """Whether a range does not run from low over best to high; empty ends are passed over."""
    return (
        f"OR(AND(ISNUMBER({low}),ISNUMBER({best}),{low}>{best}),"
        f"AND(ISNUMBER({best}),ISNUMBER({high}),{best}>{high}),"
        f"AND(ISNUMBER({low}),ISNUMBER({high}),{low}>{high}))"
    )


def has_fraction(cell: str) -> str:
    """Whether a percentage is no whole one, but for the noise of binary fractions."""
    return f"AND(ISNUMBER({cell}),ABS({cell}*100-ROUND({cell}*100,0))>0.000000001)"


def count_open(closed: str, **wanted: str) -> str:
    """How many open risks have what is wanted: a column of the register and its criterion."""
    pairs = [f"{REGISTER_NAMES[key]},{criterion}" for key, criterion in wanted.items()]
    pairs.append(f"{REGISTER_NAMES['status']},{text('<>' + closed)}")
    return f"COUNTIFS({','.join(pairs)})"


def count_closed(closed: str) -> str:
    return f"COUNTIFS({REGISTER_NAMES['status']},{text(closed)})"
