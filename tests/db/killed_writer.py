"""Edits the first risk of a register for ever, telling each edit once it is written: FILE WORD."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from db.upgrade import open_register
from riskreg.clock import SystemClock, SystemIds
from riskreg.commands import EditRisk, Fill
from riskreg.model import Measure, Risk
from riskreg.query import RiskFilter, Sort
from riskreg.register import Register


def main(file: str, passphrase: str) -> None:
    store = open_register(Path(file), passphrase or None)
    ids = SystemIds()
    register = Register(store, SystemClock(), ids, "Ann")
    (risk_id,) = store.risk_ids(RiskFilter(), Sort())
    number = int(store.get(Risk, risk_id).title)
    while True:
        register.execute(
            Fill(
                "measures",
                tuple(Measure(id=ids.next(), risk_id=risk_id, title="Ask") for _ in range(3)),
            )
        )
        register.execute(
            EditRisk(risk_id, "place", store.get(Risk, risk_id).place, f"edit{number + 1}")
        )
        register.execute(EditRisk(risk_id, "title", str(number), str(number + 1)))
        number += 1
        os.write(sys.stdout.fileno(), b"%d\n" % number)


if __name__ == "__main__":
    main(*sys.argv[1:])
