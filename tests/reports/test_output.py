"""A report takes its place whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reports import export
from reports.output import replacing
from riskreg.errors import UserError
from riskreg.exporting import Cancelled, Format
from tests.reports import samples

ROOT = Path(__file__).parents[2]
FORMATS = list(Format)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(target: Path, content: bytes = b"new") -> None:
    with replacing(target) as stream:
        stream.write(content)


def test_a_file_appears_with_what_was_written(tmp_path: Path) -> None:
    write(tmp_path / "report.csv")
    assert (tmp_path / "report.csv").read_bytes() == b"new"
    assert names_in(tmp_path) == ["report.csv"]


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "report.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write(target)
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    link = tmp_path / "link.csv"
    link.symlink_to("real.csv")
    write(link)
    assert link.is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


@pytest.mark.parametrize("error", [RuntimeError("a bug"), Cancelled()])
def test_what_fails_half_way_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, error: Exception
) -> None:
    target = tmp_path / "report.csv"
    target.write_bytes(b"old")

    def half() -> None:
        with replacing(target) as stream:
            stream.write(b"half")
            raise error

    with pytest.raises(type(error)):
        half()
    assert target.read_bytes() == b"old"
    assert names_in(tmp_path) == ["report.csv"]


@pytest.mark.parametrize("kind", FORMATS)
def test_an_export_that_is_cancelled_leaves_the_old_file(tmp_path: Path, kind: Format) -> None:
    target = tmp_path / f"report.{kind}"
    target.write_bytes(b"old")

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        export(samples.register(), samples.request(kind), target, stop)
    assert target.read_bytes() == b"old"
    assert names_in(tmp_path) == [target.name]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"There is no folder .*nowhere"):
        write(tmp_path / "nowhere" / "report.csv")


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError, match="There is no folder"):
        write(tmp_path / "file" / "report.csv")


def test_a_folder_as_target_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        write(tmp_path)


def test_a_name_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="too long"):
        write(tmp_path / ("n" * 300))
    assert names_in(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="pipes as files are a thing of POSIX")
def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"  # our own: an administrator's tests could replace a real device
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="not an ordinary file"):
        write(pipe)
    assert pipe.is_fifo()


def test_a_file_open_in_libreoffice_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "register.xlsx"
    target.write_bytes(b"old")
    (tmp_path / ".~lock.register.xlsx#").write_text("Someone")
    with pytest.raises(UserError, match="open in another program"):
        write(target)
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "cannot be replaced: it is open in another program"),
        (errno.ENOSPC, "no room left"),
        (errno.EROFS, "can only be read"),
        (errno.EIO, "cannot be written"),
    ],
)
def test_a_target_that_cannot_be_replaced_says_why_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    """As Windows refuses while another program has the file open."""
    target = tmp_path / "register.xlsx"
    target.write_bytes(b"old")

    def refuse(_self: Path, _target: object) -> Path:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match=words):
        write(target)
    assert target.read_bytes() == b"old"
    assert names_in(tmp_path) == ["register.xlsx"]


_FULL = """
import resource, sys
from pathlib import Path
from reports import export
from riskreg.errors import UserError
from riskreg.exporting import Format
from tests.reports import samples
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
try:
    export(samples.register(), samples.request(Format(sys.argv[2])), Path(sys.argv[1]))
except UserError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits on file sizes are a thing of POSIX")
@pytest.mark.parametrize("kind", FORMATS)
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, kind: Format) -> None:
    target = tmp_path / f"report.{kind}"
    target.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _FULL, str(target), kind.value],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0
    assert done.stderr == ""
    assert "no room left" in done.stdout
    assert target.read_bytes() == b"old"
    assert names_in(tmp_path) == [target.name]


_NO_RIGHTS = """
import os, sys
from pathlib import Path
from reports.output import replacing
from riskreg.errors import UserError
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for name in sys.argv[1:]:
    try:
        with replacing(Path(name)) as stream:
            stream.write(b"new")
    except UserError as error:
        print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="rights of another user are tried the POSIX way")
def test_a_place_without_the_right_to_write_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    held = folder / "held.csv"
    held.write_bytes(b"old")
    held.chmod(0o444)
    folder.chmod(0o555)
    for above in (tmp_path, *tmp_path.parents):
        if above.stat().st_uid == os.getuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o011)
    done = subprocess.run(
        [sys.executable, "-c", _NO_RIGHTS, str(folder / "new.csv"), str(held)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    folder.chmod(0o755)
    assert done.stderr == ""
    first, second = done.stdout.splitlines()
    assert "You may not write in the folder" in first
    assert "write-protected" in second
    assert held.read_bytes() == b"old"
    assert names_in(folder) == ["held.csv"]


def test_what_a_killed_export_left_goes_with_the_next(tmp_path: Path) -> None:
    (tmp_path / ".riskreg-0123456789ab.part").write_bytes(b"half")
    write(tmp_path / "report.csv")
    assert names_in(tmp_path) == ["report.csv"]


def test_an_export_under_way_is_left_to_the_one_who_writes_it(tmp_path: Path) -> None:
    with replacing(tmp_path / "one.csv") as stream:
        stream.write(b"one")
        write(tmp_path / "two.csv", b"two")
    assert (tmp_path / "one.csv").read_bytes() == b"one"
    assert names_in(tmp_path) == ["one.csv", "two.csv"]


def test_a_database_is_never_replaced_by_a_report(tmp_path: Path) -> None:
    target = tmp_path / "other.riskreg"
    target.write_bytes(b"SQLite format 3\x00 and the rest")
    with pytest.raises(UserError, match="another database"):
        write(target)
    assert target.read_bytes().startswith(b"SQLite")
