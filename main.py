"""The command line and the wiring: the only place that knows everybody.

Exit codes: 0 done; 1 something is wrong with the input, said in one line on standard error;
2 wrong usage; 3 a bug, with where its log lies.
"""

from __future__ import annotations

import argparse
import contextlib
import getpass
import io
import os
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from riskreg import __version__, words
from riskreg.clock import SystemClock, SystemIds
from riskreg.errors import UserError
from riskreg.words import _, ngettext

if TYPE_CHECKING:
    from db.store import SqlStore
    from riskreg.commands import Command
    from riskreg.exporting import ExportRequest, ExportResult, Format, Progress
    from riskreg.ports import AuditEntry
    from riskreg.register import Register
    from riskreg.snapshot import Snapshot
    from ui.workspace import Outside

VERBS = ("new", "add-material", "export", "check", "demo")

#: Who stands in the record of a starter register: nobody in particular.
STARTER = "starter register"


# -- wiring -----------------------------------------------------------------------------------


def say(text: str, out: TextIO | None = None) -> None:
    """One line for a person, whatever the names and titles in it hold."""
    print(words.one_line(text), file=out or sys.stdout)


def person() -> str:
    """Who is working: RISKREG_PERSON, or the name one is logged in under."""
    named = os.environ.get("RISKREG_PERSON", "").strip()
    if named:
        return words.readable(named)
    try:
        return words.readable(getpass.getuser())
    except (OSError, KeyError):
        return _("unknown")


def passphrase_for(path: Path, *, twice: bool = False) -> str:
    """From RISKREG_PASSPHRASE, or asked for; never from arguments."""
    given = os.environ.get("RISKREG_PASSPHRASE")
    if given:
        return given
    if not sys.stdin or not sys.stdin.isatty():
        raise UserError(
            _("{path} needs a passphrase; give it in RISKREG_PASSPHRASE.").format(path=path)
        )
    typed = getpass.getpass(_("Passphrase for {path}: ").format(path=path.name))
    if not typed:
        raise UserError(_("An empty passphrase protects nothing; nothing was done."))
    if twice and getpass.getpass(_("Once more: ")) != typed:
        raise UserError(_("The two passphrases differ; nothing was done."))
    return typed


def open_store(path: Path, passphrase: str | None = None) -> SqlStore:
    """The store of a register; UserError in one sentence if it cannot be opened."""
    from db.upgrade import open_register

    return open_register(path, passphrase)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[SqlStore]:
    """The store of a register for one command, asking for its passphrase if it has one."""
    from riskreg.errors import PassphraseNeeded

    try:
        store = open_store(path, os.environ.get("RISKREG_PASSPHRASE") or None)
    except PassphraseNeeded:
        if os.environ.get("RISKREG_PASSPHRASE"):
            raise
        store = open_store(path, passphrase_for(path))
    try:
        yield store
    finally:
        store.close()


def new_register(store: SqlStore, who: str) -> Register:
    """The register over an open store."""
    from riskreg.register import Register

    return Register(store, SystemClock(), SystemIds(), who)


def create(path: Path, title: str, starter: bool, passphrase: str | None, who: str) -> None:
    """A new register at ``path``, empty or with the starter content; all or nothing."""
    from db.upgrade import create as create_file
    from riskreg.commands import Fill
    from riskreg.starter import begin_register, starter_entities

    clock, ids = SystemClock(), SystemIds()

    def begin(store: SqlStore) -> None:
        begin_register(store, clock, ids, STARTER if starter else who, title)
        if starter:
            register = new_register(store, STARTER)
            register.execute(Fill(STARTER, starter_entities(ids.next, STARTER)))

    create_file(path, passphrase, begin)


def snapshot_of(path: Path, passphrase: str | None) -> Snapshot:
    """A register at one moment, read on a connection of its own."""
    store = open_store(path, passphrase)
    try:
        return store.snapshot()
    finally:
        store.close()


def history_of(path: Path, passphrase: str | None) -> Iterable[AuditEntry]:
    """The whole record of a register, oldest first, read on a connection of its own."""
    store = open_store(path, passphrase)
    try:
        yield from store.whole_audit()
    finally:
        store.close()


def outside() -> Outside:
    """What the window needs of the rest of the house."""
    from ui.workspace import Outside

    # Loaded when asked for: half of the way to the first window would lie in these.
    def export(
        snapshot: Snapshot, request: ExportRequest, target: Path, progress: Progress
    ) -> ExportResult:
        import reports

        return reports.export(snapshot, request, target, progress)

    def read_material(path: Path) -> Command:
        from riskreg.intake.text import read_text

        return read_text(path)

    def read_pasted(text: str) -> Command:
        from riskreg.intake import text as intake

        return intake.read_pasted(text)

    return Outside(
        open_store=open_store,
        create=lambda path, title, starter, key: create(path, title, starter, key, person()),
        new_register=new_register,  # type: ignore[arg-type] # its store is ours, a SqlStore
        snapshot=snapshot_of,
        history=history_of,
        export=export,
        read_material=read_material,
        read_pasted=read_pasted,
    )


# -- verbs ------------------------------------------------------------------------------------


def run_window(arguments: argparse.Namespace) -> int:
    from ui.display import display_problem

    problem = display_problem()
    if problem:
        raise UserError(
            _(
                "{problem}; 'python main.py demo OUTDIR' and 'python main.py export FILE' "
                "work without one."
            ).format(problem=problem)
        )
    from ui.app import run

    return run(outside(), arguments.file, person())


def run_new(arguments: argparse.Namespace) -> int:
    path: Path = arguments.file
    if path.exists():
        raise UserError(_("{path} already exists; nothing was changed.").format(path=path))
    key = passphrase_for(path, twice=True) if arguments.encrypt else None
    create(path, words.readable(arguments.title or path.stem), arguments.starter, key, person())
    say(_("Made {path}.").format(path=path))
    return 0


def run_add_material(arguments: argparse.Namespace) -> int:
    from riskreg.intake.text import read_text
    from riskreg.model import Source

    refused = 0
    with opened(arguments.file) as store:
        register = new_register(store, person())
        for path in arguments.paths:
            try:
                made = register.execute(read_text(path)).made
            except UserError as error:
                refused += 1
                say(_("not read: {reason}").format(reason=error), sys.stderr)
                continue
            assert made is not None
            source = store.get(Source, made)
            say(
                _("read: {code} {title} ({n} characters, from {path})").format(
                    code=source.code, title=source.title, n=len(source.text), path=path
                )
            )
    return 1 if refused else 0


def run_export(arguments: argparse.Namespace) -> int:
    from reports import NobodyReads, export_together
    from riskreg.exporting import ExportRequest, Format
    from riskreg.terms import Marking

    limit = None if arguments.max_marking is None else Marking.parse(arguments.max_marking)
    wanted = {Format(name): getattr(arguments, name) for name in ("pdf", "xlsx", "csv", "json")}
    targets = {kind: target for kind, target in wanted.items() if target is not None}
    _check_targets(arguments.file, targets)
    with opened(arguments.file) as store:
        requests = [
            ExportRequest(
                format=kind,
                day=SystemClock().today(),
                language=arguments.language,
                max_marking=limit,
                history=store.whole_audit,
            )
            for kind in targets
        ]
        places = [_standard_output() if t == "-" else Path(t) for t in targets.values()]
        try:
            results = export_together(store.snapshot(), list(zip(requests, places, strict=True)))
        except NobodyReads:
            _let_go_of_output()
            return 1
    for (kind, target), result in zip(targets.items(), results, strict=True):
        _tell(kind, target, result)
    return 0


def _check_targets(register: Path, targets: dict[Format, str]) -> None:
    """Before anything is read or written: what was asked for makes sense."""
    from riskreg.exporting import Format, refuse_own_place

    if not targets:
        raise _Usage(_("say what to make: --pdf, --xlsx, --csv or --json"))
    if "-" in (targets.get(Format.PDF), targets.get(Format.XLSX)):
        raise _Usage(_("only --csv and --json can go to standard output"))
    places = {t if t == "-" else os.path.normcase(os.path.realpath(t)) for t in targets.values()}
    if len(places) < len(targets):
        raise _Usage(_("two formats cannot go to one place"))
    for target in targets.values():
        if target != "-":
            refuse_own_place(register, Path(target))


def _standard_output() -> BinaryIO:
    # Python leaves it None where it was closed before the program began.
    if sys.stdout is None:
        raise UserError(_("Standard output cannot be written: {reason}.").format(reason="closed"))
    return sys.stdout.buffer


def _let_go_of_output() -> None:
    """Let what is still to be said go nowhere: whoever read it is gone, or it has no room."""
    with contextlib.suppress(OSError):  # a stream that is no file of the system's needs nothing
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _tell(kind: Format, target: str, result: ExportResult) -> None:
    """What was made and withheld, and every note, on standard error where '-' has the rest."""
    out = sys.stderr if target == "-" else sys.stdout
    left = result.withheld
    made = _("{kind}: {target}").format(kind=kind.value, target=target)
    if left.total:
        parts = [
            ngettext("{n} risk", "{n} risks", left.risks),
            ngettext("{n} source", "{n} sources", left.sources),
            ngettext("{n} passage", "{n} passages", left.evidence),
        ]
        made += " · " + _("withheld: {parts}").format(parts=", ".join(parts))
    say(made, out)
    for note in result.notes:
        say(f"  {note}", out)


def run_check(arguments: argparse.Namespace) -> int:
    from riskreg.quality import findings

    with opened(arguments.file) as store:
        problems = _problems(store)
        if problems:
            for problem in problems:
                say(problem)
            raise UserError(
                _("{path} is not in order: {problems}; the first is: {first}").format(
                    path=arguments.file,
                    problems=ngettext("{n} problem", "{n} problems", len(problems)),
                    first=problems[0],
                )
            )
        snapshot = store.snapshot()
    objections = list(findings(snapshot, SystemClock().today()))
    say(
        _("{path} is in order: {risks}, {sources}, {findings}.").format(
            path=arguments.file,
            risks=ngettext("{n} risk", "{n} risks", len(snapshot.risks)),
            sources=ngettext("{n} source", "{n} sources", len(snapshot.sources)),
            findings=ngettext("{n} finding", "{n} findings", len(objections)),
        )
    )
    for found in objections:
        say(f"{found.code} {found.risk_code} {found.sentence}")
    return 0


def _problems(store: SqlStore) -> list[str]:
    """What is wrong with a file, as far as it can be read."""
    problems = []
    try:
        for problem in store.problems():
            problems.append(problem)  # noqa: PERF402 - what was found before an error counts
    except UserError as error:
        problems.append(str(error))
    return problems


def run_demo(arguments: argparse.Namespace) -> int:
    """Starter register, pictures of the real window, briefing and workbook."""
    folder: Path = arguments.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            _("{path} cannot be made: {reason}.").format(path=folder, reason=error.strerror)
        ) from error
    register = folder / "register.riskreg"
    _make_room(register)
    create(register, _("Foreign influence – Belgium"), True, None, STARTER)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.app import snapshot_window

    snapshot_window(outside(), register, folder / "window.png", folder / "matrix.png")
    export = build_parser().parse_args(
        [
            "export",
            str(register),
            *("--pdf", str(folder / "briefing.pdf")),
            *("--xlsx", str(folder / "register.xlsx")),
        ]
    )
    run_export(export)
    for name in ("register.riskreg", "window.png", "matrix.png"):
        say(str(folder / name))
    return 0


def _make_room(register: Path) -> None:
    """Take away the register of an earlier demo; UserError where somebody worked in it since."""
    if not register.exists():
        return
    with contextlib.closing(open_store(register)) as store:
        people = {entry.person for entry in store.whole_audit()}
    if people != {STARTER}:
        raise UserError(
            _("{path} holds work of yours; choose another folder.").format(path=register)
        )
    for suffix in ("", "-wal", "-shm"):
        register.with_name(register.name + suffix).unlink(missing_ok=True)


# -- the command line -------------------------------------------------------------------------


class _Usage(Exception):
    """The command is not one this program knows: exit 2."""


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py",
        description=_("The register of foreign-influence risks."),
        epilog=_("Without a verb: open the window on FILE, or on the register opened last."),
    )
    parser.add_argument("--version", action="version", version=f"riskreg {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True)

    window = verbs.add_parser("window", help=_("open the window (also without any verb)"))
    window.add_argument("file", type=Path, nargs="?", metavar="FILE")
    window.set_defaults(run=run_window)

    new = verbs.add_parser("new", help=_("make a register"))
    new.add_argument("file", type=Path, metavar="FILE")
    new.add_argument("--starter", action="store_true", help=_("with the starter content"))
    new.add_argument("--encrypt", action="store_true", help=_("protect it with a passphrase"))
    new.add_argument("--title", help=_("its title (otherwise the file's name)"))
    new.set_defaults(run=run_new)

    add = verbs.add_parser("add-material", help=_("read text files in as sources"))
    add.add_argument("file", type=Path, metavar="FILE")
    add.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    add.set_defaults(run=run_add_material)

    export = verbs.add_parser("export", help=_("write a briefing, workbook, CSV or JSON"))
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--pdf", metavar="F", help=_("the briefing"))
    export.add_argument("--xlsx", metavar="F", help=_("the workbook"))
    export.add_argument("--csv", metavar="F", help=_("the risks as CSV; - is standard output"))
    export.add_argument("--json", metavar="F", help=_("everything as JSON; - is standard output"))
    export.add_argument("--language", choices=words.LANGUAGES, default="en")
    export.add_argument(
        "--max-marking", metavar="TLP:GREEN", help=_("leave out what is marked higher")
    )
    export.set_defaults(run=run_export)

    check = verbs.add_parser("check", help=_("integrity, audit chain, quality findings"))
    check.add_argument("file", type=Path, metavar="FILE")
    check.set_defaults(run=run_check)

    demo = verbs.add_parser("demo", help=_("starter register, pictures, briefing and workbook"))
    demo.add_argument("folder", type=Path, metavar="OUTDIR")
    demo.set_defaults(run=run_demo)
    return parser


def main(argv: Sequence[str]) -> int:
    """Run one command; the exit code."""
    if not argv or (argv[0] not in (*VERBS, "window") and not argv[0].startswith("-")):
        argv = ["window", *argv]
    words.choose(words.language_of_system(os.environ))
    try:
        arguments = build_parser().parse_args(argv)
        code = int(arguments.run(arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except _Usage as error:
        say(f"main.py: {error}", sys.stderr)
        return 2
    except UserError as error:
        say(str(error), sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _let_go_of_output()
        return 1
    except OSError as error:
        if error.filename is not None:
            return _bug()
        _let_go_of_output()  # what names no file is what was said
        say(
            _("Standard output cannot be written: {reason}.").format(reason=error.strerror),
            sys.stderr,
        )
        return 1
    except Exception:  # noqa: BLE001 - the last door: whatever comes here is a bug and is logged
        return _bug()


def _bug() -> int:
    """Keep what happened in a log and say where it is: exit 3."""
    from platformdirs import user_log_path

    text = traceback.format_exc()
    try:
        log = user_log_path("riskreg", appauthor=False, ensure_exists=True) / "bugs.log"
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat()} riskreg {__version__}\n{text}\n")
    except OSError:
        print(text, file=sys.stderr)
        return 3
    print(
        _("This is a bug in the program; what is known of it is in {log}.").format(log=log),
        file=sys.stderr,
    )
    return 3


def run() -> None:
    """The entry point."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    code = main(sys.argv[1:])
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:  # told by now, and Python would try once more
        _let_go_of_output()
    sys.exit(code)


if __name__ == "__main__":
    run()
