"""Families of near procedures, and the question that tells each one's members apart: well formed, known, short."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.needs import load_siblings

REPO = Path(__file__).resolve().parents[2]
FILES = sorted((REPO / "knowledge" / "data").glob("siblings*.yaml"))
RAW = REPO.parent / "shared" / "data" / "catalogue_2026" / "raw"

CODE = re.compile(r"\d\.\d{6}")
LABEL_CHARACTERS = 60
ASK_CHARACTERS = 140
MOST_LINES = 300
MOST_OPTIONS = 6


def load(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


def test_all_files_are_loaded() -> None:
    assert len(load_siblings()) == sum(len(load(path)) for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_stays_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_families_are_well_formed(path: Path) -> None:
    for family in load(path):
        assert set(family) == {"codes", "ask", "options"}, family
        codes, options = family["codes"], family["options"]
        assert 2 <= len(codes) <= MOST_OPTIONS, family["ask"]
        assert len(set(codes)) == len(codes), family["ask"]
        assert all(CODE.fullmatch(code) for code in codes), family["ask"]
        assert set(options) == set(codes), family["ask"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_questions_and_labels_read_well(path: Path) -> None:
    for family in load(path):
        ask, labels = family["ask"], list(family["options"].values())
        assert ask.endswith("?"), ask
        assert len(ask) <= ASK_CHARACTERS, ask
        assert len({label.casefold() for label in labels}) == len(labels), ask
        for text in (ask, *labels):
            assert text == unicodedata.normalize("NFC", text).strip(), text
            assert not text[0].islower(), text
        assert all(0 < len(label) <= LABEL_CHARACTERS for label in labels), ask


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_key_is_written_twice_in_a_family(path: Path) -> None:
    keys = re.findall(r'^ {4}"(\d\.\d{6})":', path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(keys) == sum(len(family["options"]) for family in load(path))  # YAML keeps the last of two in silence


def test_no_two_families_have_the_same_members() -> None:
    families = [frozenset(family["codes"]) for path in FILES for family in load(path)]
    assert len(families) == len(set(families)), [set(one) for one in set(families) if families.count(one) > 1]


def test_every_member_is_in_the_catalogue() -> None:
    if not RAW.is_dir():
        pytest.skip("the catalogue lies in ../shared, which is absent here")
    known = {json.loads(path.read_bytes())["ma_thu_tuc"] for path in RAW.glob("*/*.json")}
    asked = {code for path in FILES for family in load(path) for code in family["codes"]}
    assert asked <= known, sorted(asked - known)
