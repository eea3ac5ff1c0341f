"""The house stands as drawn: arrows, no network, no hidden state, files of one subject."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("riskreg", "db", "reports", "ui")


def files() -> list[Path]:
    found = [p for room in ROOMS for p in sorted((ROOT / room).rglob("*.py"))]
    main = ROOT / "main.py"
    return [*found, main] if main.is_file() else found


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def every_file() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", files(), ids=name_of)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_contracts_of_the_house_are_kept() -> None:
    """Every arrow between the rooms, as import-linter reads it from pyproject.toml."""
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    told = subprocess.run(
        [sys.executable, "-c", linter, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr


#: Whoever may, names the only rooms that may import it.
_ONLY = {
    "sqlalchemy": ("db/",),
    "alembic": ("db/",),
    "sqlcipher3": ("db/",),
    "sqlite3": (),
    "PySide6": ("ui/",),
    "openpyxl": ("reports/", "riskreg/intake/"),
    "reportlab": ("reports/",),
}


@every_file()
def test_a_library_is_known_in_its_room_only(path: Path) -> None:
    here = name_of(path)
    for module in imports(path):
        rooms = _ONLY.get(module.partition(".")[0])
        assert rooms is None or here.startswith(rooms), f"{here} imports {module}"


@every_file()
def test_no_room_knows_the_program_that_wires_it(path: Path) -> None:
    assert not {module.partition(".")[0] for module in imports(path)} & {"main", "tests"}


_NETWORK = {
    "socket", "http", "http.client", "http.server", "urllib.request", "urllib3", "requests",
    "httpx", "aiohttp", "smtplib", "ftplib", "telnetlib", "xmlrpc", "webbrowser", "asyncio",
    "PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineWidgets",
}  # fmt: skip


@every_file()
def test_nothing_reaches_for_the_network(path: Path) -> None:
    assert not set(imports(path)) & _NETWORK


#: Calls whose result a module may keep: they make constants, types or functions.
_MUTABLE_CALLS = {"list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict"}


def _names(target: ast.expr) -> Iterator[str]:
    for node in ast.walk(target):
        if isinstance(node, ast.Name):
            yield node.id


@every_file()
def test_no_module_keeps_state_that_changes(path: Path) -> None:
    """Module-level containers are constants: named in capitals, never written to; no global."""
    tree = tree_of(path)
    containers: set[str] = set()
    for node in tree.body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        made = isinstance(value, ast.List | ast.Dict | ast.Set | ast.DictComp | ast.ListComp) or (
            isinstance(value, ast.Call)
            and isinstance(value.func, ast.Name)
            and value.func.id in _MUTABLE_CALLS
        )
        if made:
            containers |= {name for target in targets if target for name in _names(target)}
    assert all(name.strip("_").isupper() or name.startswith("__") for name in containers)
    for inner in ast.walk(tree):
        assert not isinstance(inner, ast.Global), f"{name_of(path)} uses global"
        written = _written_container(inner)
        assert written not in containers, f"{name_of(path)} changes {written}"


_WRITING = {
    "append", "extend", "insert", "remove", "pop", "popitem", "clear", "update", "setdefault",
    "add", "discard", "sort", "reverse",
}  # fmt: skip


def _written_container(node: ast.AST) -> str | None:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value
        if node.func.attr in _WRITING and isinstance(owner, ast.Name):
            return owner.id
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
        return node.value.id if isinstance(node.value, ast.Name) else None
    return None


@every_file()
def test_no_translated_sentence_is_put_together_inside_its_call(path: Path) -> None:
    """``_(f"…")`` can never be found in a catalogue."""
    for node in ast.walk(tree_of(path)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"_", "N_", "ngettext", "pgettext"}
        ):
            for argument in node.args:
                assert not isinstance(argument, ast.JoinedStr), f"{name_of(path)}:{node.lineno}"


@every_file()
def test_no_error_is_swallowed(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"{name_of(path)}:{node.lineno} catches everything"


@every_file()
def test_every_module_says_what_it_is_for(path: Path) -> None:
    tree = tree_of(path)
    assert not tree.body or ast.get_docstring(tree), name_of(path)


@every_file()
def test_nothing_reads_or_writes_text_in_the_machines_own_encoding(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            named = {keyword.arg for keyword in node.keywords}
            if node.func.attr == "read_text":
                assert node.args or "encoding" in named, f"{name_of(path)}:{node.lineno}"
            if node.func.attr == "write_text":
                assert len(node.args) > 1 or "encoding" in named, f"{name_of(path)}:{node.lineno}"


def test_no_room_is_a_grab_bag() -> None:
    bags = {"utils", "util", "helpers", "misc", "common", "manager", "managers"}
    assert not [name_of(p) for p in files() if p.stem in bags or p.parent.name in bags]
