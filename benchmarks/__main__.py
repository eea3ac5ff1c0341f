"""Prints the table of figures: ``python -m benchmarks [name …]``, all of them without a name."""

from __future__ import annotations

import importlib
import sys

NAMES = ("start", "table", "edits", "workbook", "briefing")


def main(wanted: list[str]) -> int:
    held = True
    for name in wanted or NAMES:
        for line in importlib.import_module(f"benchmarks.{name}").lines():
            print(line, flush=True)
            held = held and line.held
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
