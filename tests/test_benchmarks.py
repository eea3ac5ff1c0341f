"""Measuring leaves the machine as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from benchmarks.forgetting import forgotten


def test_a_measured_window_forgets_into_a_file_and_never_into_a_device(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    memory = forgotten()
    memory.opened(tmp_path / "register.riskreg")
    del memory
    assert all(path.is_file() for path in tmp_path.iterdir())
    assert forgotten().recent() == []


def test_no_benchmark_keeps_settings_in_a_device() -> None:
    folder = Path(__file__).parents[1] / "benchmarks"
    assert not [p.name for p in folder.glob("*.py") if "devnull" in p.read_text("utf-8")]
