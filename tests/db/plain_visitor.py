"""Does one thing to a register and prints how it went: edit|create FILE. Run as another user."""

from __future__ import annotations

import sys
from pathlib import Path

from riskreg.errors import UserError
from tests import samples


def main(verb: str, file: str) -> None:
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


if __name__ == "__main__":
    main(*sys.argv[1:])
