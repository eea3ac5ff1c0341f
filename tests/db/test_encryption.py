"""Encrypted registers: the right passphrase opens, nothing else does, nothing can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from db.upgrade import create, open_register
from riskreg.commands import DeleteRisks
from riskreg.errors import PassphraseNeeded, UserError
from riskreg.query import RiskFilter
from riskreg.terms import Stance
from tests import samples
from tests.samples import Opened

SECRET = "Quillwort"

PASSPHRASES = [
    "open sesame",
    "it's",
    "'; PRAGMA rekey = 'x",
    '"double" and \\ back',
    "Ž ő ß 🏴 华为",
    "  blanks around  ",
    "x'" + "ab" * 32 + "'",
    "line\nbreak\ttab",
    "%s {0} -- /* */",
    "a",
    "long " * 500,
]


@pytest.mark.parametrize("passphrase", PASSPHRASES)
def test_only_the_right_passphrase_opens(tmp_path: Path, passphrase: str) -> None:
    path = samples.make_register(tmp_path / "r.riskreg", passphrase=passphrase)
    here = samples.open_at(path, passphrase=passphrase)
    here.risk("Scanners")
    assert here.store.encrypted
    assert list(here.store.problems()) == []
    here.store.close()
    content = path.read_bytes()
    for wrong in (None, "", passphrase + "x", passphrase[:-1]):
        with pytest.raises(PassphraseNeeded) as caught:
            open_register(path, wrong)
        assert str(path) in str(caught.value)
    assert path.read_bytes() == content
    again = samples.open_at(path, passphrase=passphrase)
    assert again.store.count(RiskFilter()) == 1
    again.store.close()


def test_the_two_ways_of_writing_an_accent_are_one_passphrase(tmp_path: Path) -> None:
    path = samples.make_register(tmp_path / "r.riskreg", passphrase="Li\u00e8ge")
    open_register(path, "Lie\u0300ge").close()


@pytest.mark.parametrize("passphrase", ["", "a\x00b", "\x00", "\ud800"])
def test_a_passphrase_that_cannot_be_one_is_refused(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "r.riskreg"
    with pytest.raises(UserError, match="passphrase"):
        samples.make_register(path, passphrase=passphrase)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("passphrase", ["a\x00b", "\x00", "\ud800"])
def test_such_a_passphrase_does_not_open_either(tmp_path: Path, passphrase: str) -> None:
    path = samples.make_register(tmp_path / "r.riskreg", passphrase="a")
    with pytest.raises(PassphraseNeeded):
        open_register(path, passphrase)


def test_a_passphrase_for_a_plain_file_is_not_needed_and_does_no_harm(
    register_file: Path,
) -> None:
    store = open_register(register_file, "whatever")
    assert not store.encrypted
    store.close()
    open_register(register_file).close()


def everything_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def plant_secrets(here: Opened) -> None:
    risk_id = here.risk(f"Title {SECRET}", summary=SECRET * 2000, tags=(SECRET,))
    source_id = here.source(f"{SECRET} " * 3000, title=SECRET)
    here.evidence(risk_id, source_id, Stance.DENIAL, end=500)
    here.register.execute(DeleteRisks((risk_id,)))
    here.register.undo()


@pytest.mark.parametrize(
    "form", [SECRET.encode(), SECRET.lower().encode(), SECRET.encode("utf-16-le")]
)
def test_an_encrypted_register_holds_nothing_one_can_read(tmp_path: Path, form: bytes) -> None:
    path = samples.make_register(tmp_path / "r.riskreg", passphrase="open sesame")
    here = samples.open_at(path, passphrase="open sesame")
    plant_secrets(here)
    assert len(list(tmp_path.iterdir())) > 1, "the log is on disk beside the file"
    assert form not in everything_on_disk(tmp_path)
    here.store.close()
    assert form not in everything_on_disk(tmp_path)
    assert not path.read_bytes().startswith(b"SQLite")


def test_the_same_secret_can_be_read_in_a_plain_register(tmp_path: Path) -> None:
    """Otherwise the test above would prove nothing."""
    path = samples.make_register(tmp_path / "r.riskreg")
    here = samples.open_at(path)
    plant_secrets(here)
    here.store.close()
    assert SECRET.encode() in path.read_bytes()


def test_a_draft_of_an_encrypted_register_is_encrypted_too(tmp_path: Path) -> None:
    def watched(store: object) -> None:
        samples.first_content(samples.CountingIds(), samples.FixedClock(), SECRET)(store)  # type: ignore[arg-type]  # the store of this register
        assert SECRET.encode() not in everything_on_disk(tmp_path)

    create(tmp_path / "r.riskreg", "open sesame", watched)


def test_two_windows_on_an_encrypted_register_see_each_other(
    tmp_path: Path, open_desk: Callable[..., Opened]
) -> None:
    path = samples.make_register(tmp_path / "r.riskreg", passphrase="it's")
    ann = open_desk(path, "Ann", "it's")
    bob = open_desk(path, "Bob", "it's")
    ann.risk("Scanners")
    assert bob.store.changed_elsewhere()
    assert bob.store.count(RiskFilter()) == 1
