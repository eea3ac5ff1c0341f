"""Prints the table of figures: ``python -m benchmarks [name …]``, all of them without a name."""

from __future__ import annotations

import importlib
import sys

NAMES = ("start", "table", "edits", "workbook", "briefing")


def main(wanted: list[str]) -> None:
    for name in wanted or NAMES:
        for line in importlib.import_module(f"benchmarks.{name}").lines():
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
