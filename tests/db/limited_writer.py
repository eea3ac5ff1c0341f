"""Writes to a register under a file-size limit, which is how a full disk looks: LIMIT VERB FILE."""

from __future__ import annotations

import resource
import signal
import sys
import tempfile
from pathlib import Path

from riskreg.errors import UserError
from tests import samples


def limit_files(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def main(limit: str, verb: str, file: str) -> None:
    with tempfile.TemporaryDirectory() as folder:  # load what is loaded late before room is short
        samples.open_at(samples.make_register(Path(folder) / "r.riskreg")).store.close()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    path = Path(file)
    if verb == "create":
        limit_files(int(limit))
        report(lambda: samples.make_register(path))
    elif verb == "write":
        limit_files(int(limit))
        report(lambda: open_and_fill(path))
    else:
        here = samples.open_at(path)
        limit_files(int(limit))
        report(lambda: here.source("elephant " * 100_000))
        limit_files(resource.RLIM_INFINITY)
        here.risk("Scanners")
        here.store.close()
        sys.stdout.write("written after all\n")


def open_and_fill(path: Path) -> None:
    here = samples.open_at(path)
    try:
        here.source("elephant " * 100_000)
    finally:
        here.store.close()


def report(what: object) -> None:
    try:
        assert callable(what)
        what()
    except UserError as error:
        sys.stdout.write(f"UserError: {error}\n")
    else:
        sys.stdout.write("done\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
