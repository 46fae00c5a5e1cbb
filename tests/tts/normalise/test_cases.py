"""Readings that people wrote down: our own, and the labelled ones beside the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evals.speech.compare import load_cases, score
from evals.speech.folding import fold
from tts.normalise import normalise
from tts.normalise.syllables import has_vowel

FOLDER = Path(__file__).resolve().parents[1]
LINES = [
    line for name in ("cases_own.tsv", "cases_found.tsv") for line in (FOLDER / name).read_text("utf-8").splitlines()
]
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("category", "written", "accepted"), ROWS, ids=[f"{row[0]}: {row[1]}" for row in ROWS])
def test_own_readings(category: str, written: str, accepted: str) -> None:
    assert fold(normalise(written).text) in {fold(reading) for reading in accepted.split(" | ")}, category


def test_labelled_readings(shared_dir: Path) -> None:
    cases = load_cases(shared_dir / "questions" / "spoken_dev.jsonl")
    result = score(cases, lambda text: normalise(text).text)
    assert [case.identity for case, _ in result.wrong] == []
    assert result.left_over == 0


def test_nothing_unsaid_is_left_in_the_real_reports(shared_dir: Path) -> None:
    for path in sorted((shared_dir / "reports").glob("*.txt")):
        spoken = normalise(path.read_text(encoding="utf-8")).text
        assert not re.findall(r"[^\w\s.,;:?!]|[0-9_]", spoken), path.name
        words = set(re.findall(r"[^\W\d_]+", spoken.lower()))
        assert [word for word in words if not has_vowel(word)] == [], path.name
