"""Does one thing to a register without any privilege and prints how it went: edit|create FILE."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from riskreg.errors import UserError
from tests import samples

NOBODY = 65534


def main(verb: str, file: str) -> None:
    if os.geteuid() == 0:
        _step_down()
    try:
        if verb == "create":
            samples.make_register(Path(file))
        else:
            here = samples.open_at(Path(file))
            try:
                here.risk("Scanners")
            finally:
                here.store.close()
    except UserError as error:
        sys.stdout.write(f"UserError: {error}\n")
    else:
        sys.stdout.write("done\n")


def _step_down() -> None:
    """Become nobody, once everything that is loaded late has been: nobody may not read it."""
    with tempfile.TemporaryDirectory() as folder:
        samples.open_at(samples.make_register(Path(folder) / "r.riskreg")).store.close()
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


if __name__ == "__main__":
    main(*sys.argv[1:])
