"""The verbs of the command line: what they make, what they say, how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import main as program
from db.upgrade import open_register
from riskreg.model import Source

HERE = Path(__file__).parents[1]
MATERIAL = HERE.parent / "shared" / "material"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RISKREG_PERSON", "An analyst")
    monkeypatch.delenv("RISKREG_PASSPHRASE", raising=False)
    path = tmp_path / "belgium.riskreg"
    assert program.main(["new", str(path), "--starter"]) == 0
    return path


def run(*arguments: str | Path) -> int:
    return program.main([str(a) for a in arguments])


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """The one line a command is refused with."""
    capsys.readouterr()
    assert run(*arguments) == 1
    said = capsys.readouterr().err.strip()
    assert said
    assert "\n" not in said
    assert "Traceback" not in said
    return said


def test_a_new_register_is_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.riskreg"
    assert run("new", path) == 0
    assert run("check", path) == 0
    assert "in order" in capsys.readouterr().out


def test_a_register_is_never_made_over_a_file(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = register.read_bytes()
    assert "already exists" in refused(capsys, "new", register)
    assert register.read_bytes() == before


def test_an_encrypted_register_opens_with_its_passphrase_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "secret.riskreg"
    monkeypatch.setenv("RISKREG_PASSPHRASE", "correct 'horse' – ž")
    assert run("new", path, "--starter", "--encrypt") == 0
    assert b"SQLite" not in path.read_bytes()[:100]
    assert run("check", path) == 0
    monkeypatch.setenv("RISKREG_PASSPHRASE", "wrong")
    assert "passphrase does not open" in refused(capsys, "check", path)
    monkeypatch.delenv("RISKREG_PASSPHRASE")
    monkeypatch.setattr(sys, "stdin", None)
    assert "RISKREG_PASSPHRASE" in refused(capsys, "check", path)


def test_the_articles_go_in_character_by_character(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = sorted(MATERIAL.glob("0*.txt"))
    if not articles:
        pytest.skip("no articles on this machine")
    assert run("add-material", register, *articles) == 0
    assert capsys.readouterr().out.count("read:") == len(articles)
    store = open_register(register)
    texts = {s.file_name: s.text for s in store.snapshot().sources}
    store.close()
    for article in articles:
        assert texts[article.name] == article.read_bytes().decode()


def test_the_good_files_of_a_batch_go_in_and_the_bad_are_named(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("The harbour has one supplier.", encoding="utf-8")
    bad.write_bytes(b"caf\xe9 in Latin-1")
    assert run("add-material", register, bad, good) == 1
    told = capsys.readouterr()
    assert "read: S-" in told.out
    assert "bad.txt" in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "blank", "latin", "huge"])
def test_bad_material_is_refused_in_one_line_and_nothing_changes(
    kind: str, register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "article.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.touch()
    elif kind == "blank":
        path.write_text(" \n\t\n")
    elif kind == "latin":
        path.write_bytes(b"na\xefve")
    elif kind == "huge":
        path.write_bytes(b"word " * 10_000_000)
    before = _sources(register)
    said = refused(capsys, "add-material", register, path)
    assert "article.txt" in said
    assert _sources(register) == before


def _sources(register: Path) -> list[Source]:
    store = open_register(register)
    try:
        return list(store.snapshot().sources)
    finally:
        store.close()


def _make(kind: str, path: Path, register: Path) -> None:
    if kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.touch()
    elif kind == "text":
        path.write_text("This is only a text file.\n" * 300)
    elif kind == "truncated":
        path.write_bytes(register.read_bytes()[:-5000])
    elif kind == "half":
        path.write_bytes(register.read_bytes()[:40])


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "text", "truncated", "half"])
@pytest.mark.parametrize("verb", ["check", "export", "add-material"])
def test_what_is_no_register_is_refused_in_one_line(
    kind: str, verb: str, register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.riskreg"
    _make(kind, path, register)
    out = tmp_path / "out.csv"
    article = tmp_path / "a.txt"
    article.write_text("words")
    rest: dict[str, list[str | Path]] = {
        "check": [],
        "export": ["--csv", out],
        "add-material": [article],
    }
    assert "other.riskreg" in refused(capsys, verb, path, *rest[verb])
    assert not out.exists()


def test_every_format_comes_out_of_one_command(register: Path, tmp_path: Path) -> None:
    names = {kind: tmp_path / f"register.{kind}" for kind in ("pdf", "xlsx", "csv", "json")}
    options = [option for kind, path in names.items() for option in (f"--{kind}", str(path))]
    assert run("export", register, *options) == 0
    assert names["pdf"].read_bytes().startswith(b"%PDF")
    assert names["xlsx"].read_bytes().startswith(b"PK")
    assert names["csv"].read_bytes().startswith(b"\xef\xbb\xbf")
    assert json.loads(names["json"].read_text("utf-8"))["risks"]


def test_a_marking_that_does_not_exist_is_refused_with_those_that_do(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "x.csv"
    said = refused(capsys, "export", register, "--csv", target, "--max-marking", "TLP:PURPLE")
    assert "TLP:AMBER+STRICT" in said
    assert not target.exists()


def test_what_is_withheld_is_said_to_the_analyst(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    target = tmp_path / "x.csv"
    assert run("export", register, "--csv", target, "--max-marking", "TLP:CLEAR") == 0
    assert "withheld: 1" in capsys.readouterr().out


def test_the_same_place_for_two_formats_is_wrong_usage(register: Path, tmp_path: Path) -> None:
    target = tmp_path / "x"
    assert run("export", register, "--csv", target, "--json", target) == 2
    assert run("export", register) == 2


def test_an_output_that_cannot_be_written_leaves_nothing(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for target in (tmp_path / "no" / "such" / "x.pdf", tmp_path):
        refused(capsys, "export", register, "--pdf", target)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["belgium.riskreg"]


def subprocess_of(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, HERE / "main.py", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**clean, **environment},
        check=False,
        timeout=120,
    )


def test_json_goes_to_standard_output_alone(register: Path) -> None:
    done = subprocess_of("export", register, "--json", "-")
    assert done.returncode == 0
    assert json.loads(done.stdout)["sources"]


def test_a_pdf_cannot_go_to_standard_output(register: Path) -> None:
    done = subprocess_of("export", register, "--pdf", "-")
    assert done.returncode == 2


def test_without_a_display_the_window_names_what_works_without_one(register: Path) -> None:
    if sys.platform in ("win32", "darwin"):
        pytest.skip("there is always a display")
    done = subprocess_of(register, QT_QPA_PLATFORM="")
    assert done.returncode == 1
    assert "demo" in done.stderr
    assert "export" in done.stderr
    assert done.stderr.count("\n") == 1


def test_wrong_usage_ends_with_two() -> None:
    assert subprocess_of("export").returncode == 2
    assert subprocess_of("--no-such-option").returncode == 2


def test_a_full_disk_is_said_in_one_line_and_leaves_no_half_register(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("no file-size limit to stand in for a full disk")
    path = tmp_path / "mine.riskreg"
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000));"
        "import main; sys.exit(main.main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "new", str(path), "--starter"],
        capture_output=True,
        text=True,
        cwd=HERE,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
