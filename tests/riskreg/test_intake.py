"""Plain text comes in whole, or not at all with one sentence that says why."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from riskreg.errors import UserError
from riskreg.intake.language import guess_language
from riskreg.intake.text import LIMIT, TITLE_LENGTH, guess_title, read_pasted, read_text

MATERIAL = Path(__file__).parents[2].parent / "shared" / "material"


def written(folder: Path, data: bytes, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.skipif(not MATERIAL.is_dir(), reason="the articles are not beside this checkout")
def test_every_character_of_every_article_arrives():
    articles = sorted(MATERIAL.glob("*.txt"))
    assert articles
    for path in articles:
        command = read_text(path)
        assert command.values["text"].encode("utf-8") == path.read_bytes()
        assert command.values["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert command.values["file_name"] == path.name
        assert command.values["language"] in {"nl", "de"}


@pytest.mark.parametrize(
    "text",
    [
        " a leading space\r\nand\rall\nline ends\n\n",
        "tab\tand\x00and\x0b\x0c\x1f\x7f",
        "e\u0301 combining, 🛰️ astral, \u202eright to left\u202c, \ufdd0 \ufffc \u2028 \u2029 end",
        "=1+1\n@SUM(A1)\n<b>bold</b> &amp; ]]>",
    ],
)
def test_odd_characters_are_stored_as_they_are(tmp_path, text):
    path = written(tmp_path, text.encode("utf-8"))
    assert read_text(path).values["text"] == text
    assert read_pasted(text).values["text"] == text


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    data = b"\xef\xbb\xbf\xef\xbb\xbfTitle"
    command = read_text(written(tmp_path, data))
    assert command.values["text"] == "\ufeffTitle"
    assert command.values["sha256"] == hashlib.sha256(data).hexdigest()


def test_a_suffix_in_capitals_is_the_same_suffix(tmp_path):
    assert read_text(written(tmp_path, b"Text", "NOTE.TXT")).title == "Text"


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.txt", "a.txt is empty"),
        (b" \n\t\r\n", "a.txt", "a.txt is empty"),
        (b"\xef\xbb\xbf", "a.txt", "a.txt is empty"),
        (b"one\ntwo\xff", "a.txt", r"not UTF-8 at byte 8 \(line 2\); save it as UTF-8"),
        (b"\xef\xbb\xbfone\xff", "a.txt", r"not UTF-8 at byte 7 \(line 1\)"),
        ("Bericht".encode("utf-16-le"), "a.txt", "not a text in UTF-8"),
        ("Bericht".encode("utf-16"), "a.txt", "not a text in UTF-8"),
        (b"\xed\xa0\x80", "a.txt", "not UTF-8 at byte 1"),
        (b"%PDF-1.7", "a.pdf", "a.pdf is not a .txt file; save the article as plain text"),
        (b"text", "noending", "noending is not a .txt file"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path, data, name, sentence):
    with pytest.raises(UserError, match=sentence):
        read_text(written(tmp_path, data, name))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UserError, match=r"gone\.txt is not there"):
        read_text(tmp_path / "gone.txt")


def test_a_folder_is_refused_even_with_the_right_ending(tmp_path):
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        read_text(tmp_path / "folder.txt")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UserError, match="not a file that can be read"):
        read_text(tmp_path / "pipe.txt")


def test_a_text_above_the_limit_is_refused_with_both_sizes(tmp_path):
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(52_000_000)
    with pytest.raises(UserError, match=r"^long.txt is 52 MB; material may be at most 10 MB\.$"):
        read_text(path)
    with path.open("wb") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(UserError, match=r"is 10\.1 MB; material may be at most 10 MB"):
        read_text(path)


def test_a_text_of_just_the_limit_is_read(tmp_path):
    data = b"word " * (LIMIT // 5)
    assert read_text(written(tmp_path, data)).values["text"] == data.decode()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_a_file_one_may_not_read_is_refused(tmp_path):
    path = written(tmp_path, b"secret")
    path.chmod(0)
    with pytest.raises(UserError, match="cannot be read"):
        read_text(path)


def test_a_failing_disk_is_told_in_a_sentence(tmp_path, monkeypatch):
    path = written(tmp_path, b"text")

    def fails(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", fails)
    with pytest.raises(UserError, match=r"article\.txt cannot be read: Permission denied\."):
        read_text(path)


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_a_file_name_that_is_no_text_is_written_with_escapes(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_bytes(b"Text")
    except OSError:
        pytest.skip("this file system takes text names only")
    assert read_text(path).values["file_name"] == r"caf\xe9.txt"


def test_the_title_is_the_first_line_that_says_something():
    assert guess_title("\n \n  Hub watched  \nMore") == "Hub watched"


def test_a_long_title_is_cut_at_a_word_and_shows_it():
    title = guess_title("word " * 50)
    assert title == "word " * 23 + "word…"
    assert len(title) <= TITLE_LENGTH
    assert len(guess_title("x" * 500)) == TITLE_LENGTH


def test_a_blank_paste_is_refused():
    with pytest.raises(UserError, match="no text to paste"):
        read_pasted(" \n")


def test_a_paste_above_the_limit_is_refused():
    with pytest.raises(UserError, match=r"The pasted text is 10\.1 MB"):
        read_pasted("é" * (LIMIT // 2 + 1))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The hub was named in the report and it has been watched for years by the service", "en"),
        (
            "De dienst zegt dat het bedrijf niet wordt verdacht maar ook een risico is voor het "
            "land en van belang",
            "nl",
        ),
        ("Le service dit que les sociétés sont dans une liste et la commission est pour", "fr"),
        (
            "Die Firma ist nicht auf der Liste und das Amt wird sich mit dem Fall bei einer "
            "Sitzung befassen, und auch mit den anderen",
            "de",
        ),
        ("Hub Liège Zeebrugge", ""),
        ("", ""),
        ("the the the het het het und und und", ""),
    ],
)
def test_a_language_is_named_only_where_it_is_clear(text, language):
    assert guess_language(text) == language
