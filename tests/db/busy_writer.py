"""Records risks in a register as fast as it can, beside others: FILE PERSON COUNT. Prints codes."""

from __future__ import annotations

import sys
from pathlib import Path

from db.upgrade import open_register
from riskreg.clock import SystemClock, SystemIds
from riskreg.commands import RecordRisk
from riskreg.errors import Conflict
from riskreg.model import Risk
from riskreg.register import Register


def main(file: str, person: str, count: str) -> None:
    store = open_register(Path(file))
    register = Register(store, SystemClock(), SystemIds(), person)
    made = 0
    while made < int(count):
        try:
            risk_id = register.execute(RecordRisk(f"{person} {made}")).made
        except Conflict:  # "try again in a moment": which is what a person does
            continue
        assert risk_id is not None
        made += 1
        sys.stdout.write(store.get(Risk, risk_id).code + "\n")
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
