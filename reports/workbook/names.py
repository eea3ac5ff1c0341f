"""Names of ranges that formulas and lists point to, the same in every language."""

from __future__ import annotations

from dataclasses import dataclass, field

LIKELIHOOD_FROM = "Likelihood_from"
GRID_ROWS = "Grid_rows"
LEVEL_GRID = "Level_grid"
IMPACT_LEVELS = "List_impact_levels"

#: Columns of the register that other sheets read, by the key of their field.
REGISTER_NAMES = {
    "code": "List_risk_codes",
    "title": "Register_title",
    "status": "Register_status",
    "level": "Register_level",
    "likelihood_level": "Register_likelihood",
    "impact": "Register_impact",
}
SOURCE_CODES = "List_source_codes"


def list_name(choices: str) -> str:
    """The name of a list by its key."""
    return f"List_{choices}"


@dataclass(slots=True)
class Names:
    """Names of one workbook, with the places they stand for."""

    places: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, sheet: str, first: str, last: str) -> None:
        """Let ``name`` stand for the cells from ``first`` to ``last`` ('B4', 'B8')."""
        self.places[name] = f"{quoted(sheet)}!{_fixed(first)}:{_fixed(last)}"


def quoted(sheet: str) -> str:
    """The name of a sheet as a formula writes it."""
    return "'" + sheet.replace("'", "''") + "'"


def _fixed(reference: str) -> str:
    column = reference.rstrip("0123456789")
    return f"${column}${reference.removeprefix(column)}"
