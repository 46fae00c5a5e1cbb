"""Indexes are derived data: whatever happens to them, the next question is answered as before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.motcua.conftest import Cli

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600, func_only=True)]


def test_a_damaged_chroma_folder_is_rebuilt_and_said_in_one_line(cli: Cli, own_home: Path) -> None:
    before = cli(own_home, "search", "mất bằng lái xe", "--json").document
    for path in (own_home / "index" / "chroma").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x00damaged" * 50)
    outcome = cli(own_home, "search", "mất bằng lái xe", "--json")
    assert outcome.code == 0
    assert outcome.document["hits"][0]["document"] == before["hits"][0]["document"]
    assert outcome.err.count("\n") == 1
    assert "lập lại" in outcome.err


def test_small_indexes_are_built_again(cli: Cli, own_home: Path) -> None:
    before = cli(own_home, "search", "mat bang lai xe", "--json").document
    for model in (own_home / "index").glob("syllables-*.npz"):
        model.write_bytes(b"x")
    shutil.rmtree(own_home / "index" / "keywords")
    outcome = cli(own_home, "search", "mat bang lai xe", "--json")
    assert (outcome.code, outcome.document) == (0, before)
