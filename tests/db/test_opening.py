"""Opening and creating: everything that is no register gets one sentence and is left alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from db.sqlite_file import NotARegister, engine_for
from db.store import SqlStore
from db.upgrade import NewerRegister, create, open_register
from riskreg.errors import UserError
from riskreg.query import RiskFilter
from tests import samples
from tests.samples import Opened

HERE = Path(__file__).parent


def refused(path: Path, passphrase: str | None = None) -> str:
    """The one sentence with which a path is refused."""
    with pytest.raises(UserError) as caught:
        open_register(path, passphrase).close()
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert sentence[0] == "/" or sentence[0].isupper()
    return sentence


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nothing.riskreg"
    assert str(path) in refused(path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path)


def test_a_dangling_link_and_a_loop_of_links_are_refused(tmp_path: Path) -> None:
    dangling, loop = tmp_path / "a.riskreg", tmp_path / "b.riskreg"
    dangling.symlink_to(tmp_path / "nowhere")
    loop.symlink_to(loop)
    refused(dangling)
    refused(loop)


def test_a_name_no_file_can_have_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / ("x" * 300 + ".riskreg"))
    refused(tmp_path / "a\x00b.riskreg")


PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 32


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"just a text, named .riskreg",
        "ein Text in Grün, grün und nochmals grün\n".encode() * 500,
        b"x" * 4096,
        "текст ".encode() * 8192,
        PNG,
        PNG[:4096],
        PNG[:8192],
        b"PK\x03\x04" + b"\x00\x01\x02\xff" * 1023,
        b"\x00" * 4096,
        b"\x00" * 100_000,
        b"SQLite format 3\x00",
        b"SQLite format 3\x00" + b"\x00" * 4080,
        b"SQLite format 3\x00" + b"\xff" * 4080,
        b"SQLite format 3\x00" + b"\x10\x00\x01\x01" + b"\x41" * 8000,
    ],
)
def test_what_is_no_register_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "text.riskreg"
    path.write_bytes(content)
    refused(path)
    refused(path, "guess")
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("tables", [(), ("CREATE TABLE risk (id INTEGER)",)])
def test_another_programs_database_is_refused_and_left_as_it_is(
    tmp_path: Path, tables: tuple[str, ...]
) -> None:
    path = tmp_path / "other.riskreg"
    connection = driver.connect(str(path))
    for statement in ("CREATE TABLE notes (text)", "INSERT INTO notes VALUES ('mine')", *tables):
        connection.execute(statement)
    connection.commit()
    connection.close()
    content = path.read_bytes()
    assert "another program" in refused(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def lengths(size: int) -> list[int]:
    """Where a file may have been cut: near both ends, at page borders and between."""
    edges = [1, 15, 16, 17, 50, 99, 100, 101, 512, 1000]
    pages = [4096 * n + d for n in (1, 2, 3, size // 8192) for d in (-1, 0, 1)]
    return sorted({*edges, *pages, size // 3, size // 2, size - 4096, size - 1})


def test_a_register_cut_short_anywhere_is_refused(starter_file: Path) -> None:
    whole = starter_file.read_bytes()
    for length in lengths(len(whole)):
        starter_file.write_bytes(whole[:length])
        refused(starter_file)
        assert starter_file.read_bytes() == whole[:length]


def test_an_encrypted_register_cut_short_anywhere_is_refused(tmp_path: Path) -> None:
    path = samples.make_register(tmp_path / "r.riskreg", passphrase="open sesame", starter=True)
    whole = path.read_bytes()
    for length in lengths(len(whole)):
        path.write_bytes(whole[:length])
        refused(path, "open sesame")
        assert path.read_bytes() == whole[:length]


def test_a_register_damaged_within_never_ends_in_anything_but_a_sentence(
    starter_file: Path,
) -> None:
    whole = bytearray(starter_file.read_bytes())
    for start in range(100, len(whole), len(whole) // 25):
        hurt = bytes(whole[:start]) + b"\xa5" * 300 + bytes(whole[start + 300 :])
        starter_file.write_bytes(hurt[: len(whole)])
        for suffix in ("-wal", "-shm"):
            starter_file.with_name(starter_file.name + suffix).unlink(missing_ok=True)
        # Anything but a UserError would fail the test; a harmless place may go unnoticed.
        with suppress(UserError), closing(open_register(starter_file)) as store:
            list(store.problems())
            store.search("liege")
            store.snapshot()


def test_a_register_of_a_newer_version_is_refused_and_left_as_it_is(register_file: Path) -> None:
    connection = driver.connect(str(register_file))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    content = register_file.read_bytes()
    with pytest.raises(NewerRegister, match="newer version"):
        open_register(register_file)
    assert register_file.read_bytes() == content
    assert list(register_file.parent.iterdir()) == [register_file]


@pytest.mark.parametrize("statement", ["DROP TABLE alembic_version", "DELETE FROM alembic_version"])
def test_a_register_without_its_version_is_refused(register_file: Path, statement: str) -> None:
    connection = driver.connect(str(register_file))
    connection.execute(statement)
    connection.commit()
    connection.close()
    refused(register_file)


def test_a_register_half_moved_from_its_log_is_opened_whole(
    register_file: Path, open_desk: Callable[..., Opened], tmp_path: Path
) -> None:
    """A program killed while it moved the log into the file: the file is short, the log whole."""
    desk = open_desk(register_file)
    desk.source("x" * 300_000)
    log = register_file.with_name(register_file.name + "-wal").read_bytes()
    before = register_file.read_bytes()
    desk.store.close()
    after = register_file.read_bytes()
    assert len(after) > len(before)
    register_file.write_bytes(after[:4096] + before[4096:])
    register_file.with_name(register_file.name + "-wal").write_bytes(log)
    again = open_desk(register_file)
    assert [row.source.code for row in again.store.source_rows()] == ["S-001"]
    assert list(again.store.problems()) == []


def without_privilege(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(HERE / "plain_visitor.py"), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(HERE.parent.parent)},
    )


@pytest.fixture
def readable_tmp(tmp_path: Path) -> Path:
    """A folder another user can walk into."""
    if os.name != "posix":
        pytest.skip("rights are set otherwise here")
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and str(folder).count("/") > 1:
            folder.chmod(0o755)
    return tmp_path


def test_a_read_only_place_is_one_sentence(readable_tmp: Path, empty_template: Path) -> None:
    folder = readable_tmp / "locked"
    folder.mkdir()
    path = Path(shutil.copy(empty_template, folder / "r.riskreg"))
    path.chmod(0o444)
    folder.chmod(0o555)
    content = path.read_bytes()
    told = without_privilege("edit", str(path))
    assert told.stdout.startswith("UserError"), told
    assert "cannot be written" in told.stdout
    told = without_privilege("create", str(folder / "new.riskreg"))
    assert "UserError" in told.stdout, told
    assert path.read_bytes() == content
    assert list(folder.iterdir()) == [path]
    folder.chmod(0o755)


def test_a_file_one_may_not_read_is_one_sentence(readable_tmp: Path, empty_template: Path) -> None:
    folder = readable_tmp / "closed"
    folder.mkdir()
    path = Path(shutil.copy(empty_template, folder / "r.riskreg"))
    path.chmod(0o000)
    told = without_privilege("edit", str(path))
    assert "UserError" in told.stdout, told
    folder.chmod(0o000)
    for verb in ("edit", "create"):
        told = without_privilege(verb, str(folder / "other.riskreg"))
        assert "UserError" in told.stdout, told
    folder.chmod(0o755)


def no_content(store: SqlStore) -> None:
    samples.first_content(samples.CountingIds(), samples.FixedClock(), "Test")(store)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc here")
def test_a_place_where_no_file_can_be_made_is_one_sentence() -> None:
    for place in ("/proc/new.riskreg", "/proc/self/new.riskreg"):
        with pytest.raises(UserError, match="cannot be written"):
            create(Path(place), None, no_content)


@pytest.mark.parametrize(
    "name", ["file/new.riskreg", "no/such/new.riskreg", "x" * 300, "a\x00b.riskreg"]
)
def test_a_place_that_cannot_be_is_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("a file, not a folder")
    with pytest.raises(UserError):
        create(tmp_path / name, None, no_content)
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("content", [b"", b"something of value"])
def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.riskreg"
    path.write_bytes(content)
    with pytest.raises(UserError, match="already exists"):
        create(path, None, no_content)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_or_link_of_that_name_is_not_touched(tmp_path: Path) -> None:
    link = tmp_path / "link.riskreg"
    link.symlink_to(tmp_path / "nowhere")
    for path in (tmp_path, link):
        with pytest.raises(UserError, match="already exists"):
            create(path, None, no_content)
    assert not (tmp_path / "nowhere").exists()


def test_a_register_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "r.riskreg"

    def slow(store: SqlStore) -> None:
        no_content(store)
        path.write_bytes(b"somebody else's")

    with pytest.raises(UserError, match="already exists"):
        create(path, None, slow)
    assert path.read_bytes() == b"somebody else's"
    assert list(tmp_path.iterdir()) == [path]


def test_a_beginning_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def broken(store: SqlStore) -> None:
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError):
        create(tmp_path / "r.riskreg", None, broken)
    assert list(tmp_path.iterdir()) == []


def test_a_new_register_is_one_file_and_clean(tmp_path: Path) -> None:
    path = samples.make_register(tmp_path / "r.riskreg")
    assert list(tmp_path.iterdir()) == [path]
    store = open_register(path)
    assert list(store.problems()) == []
    assert store.count(RiskFilter()) == 0
    assert (store.encrypted, store.describe()) == (False, "r.riskreg")
    store.close()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "name", ["with space.riskreg", "100%.riskreg", "a?b#c.riskreg", "Žluťoučký 登録.riskreg", "r"]
)
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    path = samples.make_register(tmp_path / name)
    here = samples.open_at(path)
    here.risk("Scanners")
    here.store.close()
    again = samples.open_at(path)
    assert again.store.count(RiskFilter()) == 1
    again.store.close()
    assert list(tmp_path.iterdir()) == [path]


def test_the_file_is_kept_safe_by_its_settings(register_file: Path) -> None:
    engine = engine_for(register_file, None)
    with engine.begin() as connection:

        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()

        assert pragma("journal_mode") == "wal"
        assert pragma("foreign_keys") == 1
        assert pragma("synchronous") == 2
        assert pragma("secure_delete") == 1
    engine.dispose()


def test_no_register_is_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(NotARegister):
        open_register(tmp_path / "r.riskreg")
    assert list(tmp_path.iterdir()) == []
