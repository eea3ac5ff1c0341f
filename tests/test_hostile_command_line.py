"""What the command line does with odd names, places and streams: one line, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import main as program
from db.upgrade import open_register

HERE = Path(__file__).parents[1]
posix = pytest.mark.skipif(os.name != "posix", reason="a thing of POSIX")


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
    capsys.readouterr()
    assert run(*arguments) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said


def process(*arguments: str | Path, **more: object) -> subprocess.Popen[bytes]:
    settings: dict[str, object] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return] # settings vary by test
        [sys.executable, HERE / "main.py", *map(str, arguments)], **settings
    )


@posix
def test_a_name_with_a_line_break_is_still_told_in_one_line(
    tmp_path: Path, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert r"a\nb" in refused(capsys, "check", tmp_path / "a\nb")
    assert r"a\nb.txt" in refused(capsys, "add-material", register, tmp_path / "a\nb.txt")


@posix
def test_a_pipe_is_refused_and_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "not an ordinary file" in refused(capsys, "check", pipe)


@posix
def test_a_name_that_is_no_utf8_makes_a_register_all_the_same(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    done = process("new", path, env={**os.environ, "RISKREG_PERSON": os.fsdecode(b"Ren\xe9")})
    _out, err = done.communicate()
    assert done.returncode == 0, err
    store = open_register(path)
    assert store.settings().title == r"caf\xe9"
    assert {entry.person for entry in store.whole_audit()} == {r"Ren\xe9"}
    store.close()


@pytest.mark.parametrize("way", ["itself", "log", "link", "hard link", "roundabout"])
def test_an_export_never_takes_the_place_of_the_register(
    way: str, register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "other.csv"
    if way == "link":
        target.symlink_to(register)
    elif way == "hard link":
        target.hardlink_to(register)
    elif way == "log":
        target = tmp_path / f"{register.name}-wal"
    else:
        target = register if way == "itself" else tmp_path / ".." / tmp_path.name / register.name
    before = register.read_bytes()
    assert "belongs to the register" in refused(capsys, "export", register, "--csv", target)
    assert register.read_bytes() == before


def test_an_export_never_takes_the_place_of_another_register(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.riskreg"
    run("new", other)
    before = other.read_bytes()
    refused(capsys, "export", register, "--json", other)
    assert other.read_bytes() == before


def test_an_empty_marking_is_refused_and_not_taken_for_none(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "x.csv"
    refused(capsys, "export", register, "--csv", target, "--max-marking", "")
    assert not target.exists()


def test_of_several_formats_all_are_written_or_none(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "x.csv"
    there.write_bytes(b"old")
    missing = tmp_path / "no" / "x.json"
    refused(capsys, "export", register, "--csv", there, "--json", missing)
    assert there.read_bytes() == b"old"
    assert run("export", register, "--csv", there, "--pdf", "-") == 2
    assert there.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == [register.name, "x.csv"]


def test_two_ways_of_writing_one_place_are_one_place(register: Path, tmp_path: Path) -> None:
    target = tmp_path / "x"
    roundabout = tmp_path / ".." / tmp_path.name / "x"
    assert run("export", register, "--csv", target, "--json", roundabout) == 2


@posix
def test_closed_or_full_standard_output_is_told_in_one_line(register: Path) -> None:
    done = process("export", register, "--json", "-", stdout=None, preexec_fn=lambda: os.close(1))
    _out, err = done.communicate()
    assert (done.returncode, err.count(b"\n")) == (1, 1)
    if Path("/dev/full").exists():
        for arguments in (("check", register), ("export", register, "--json", "-")):
            with Path("/dev/full").open("wb") as full:
                done = process(*arguments, stdout=full)
                _out, err = done.communicate()
            assert (done.returncode, err.count(b"\n")) == (1, 1)


def test_words_the_terminal_cannot_show_are_written_as_codes(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict"}
    done = process("check", tmp_path / "Liège–漢", env=environment)
    _out, err = done.communicate()
    assert done.returncode == 1
    assert err.count(b"\n") == 1


def test_what_is_wrong_with_a_file_is_listed_and_told_in_one_line(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import sqlcipher3.dbapi2 as driver

    connection = driver.connect(str(register))
    connection.execute("UPDATE risk SET owner = 'somebody else'")
    connection.commit()
    connection.close()
    capsys.readouterr()
    assert run("check", register) == 1
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert "not in order" in told.err
    assert told.out.count("is not what the audit trail says") == 16


def test_four_programs_making_one_register_leave_one_whole_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.riskreg"
    started = [process("new", path, "--starter") for _ in range(4)]
    ends = [(p.communicate()[1], p.returncode) for p in started]
    assert sorted(code for _err, code in ends) == [0, 1, 1, 1]
    assert all(err.count(b"\n") == 1 for err, code in ends if code)
    assert run("check", path) == 0
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@posix
def test_what_a_killed_maker_left_goes_with_the_next(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    path = tmp_path / "one.riskreg"
    for suffix in ("", "-wal"):
        (tmp_path / f".one.riskreg.{dead.pid}.new{suffix}").write_bytes(b"half")
    alive = tmp_path / f".one.riskreg.{os.getppid()}.new"
    alive.write_bytes(b"somebody is at it")
    assert run("new", path) == 0
    assert {p.name for p in tmp_path.iterdir()} == {path.name, alive.name}
