"""The labelled question sets keep their form, and their labels stand in the records that they name."""

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SETS = REPOSITORY / "evals" / "data"
SHARED = REPOSITORY.parent / "shared"
RECORDS = SHARED / "data" / "catalogue_2026" / "raw"

ANSWERED = ("answers_a", "answers_b", "answers_c", "answers_d", "answers_e", "answers_f")
ALL_SETS = (*ANSWERED, "refused", "clarify")
FIELDS = {"id", "style", "question", "expected", "evidence", "note"}
STYLES = {"chat", "no_diacritics", "teencode", "typo", "formal"}
STATUSES = {"answered", "clarify", "refused", "handoff", "smalltalk"}
FACETS = {
    "documents",
    "fee",
    "duration",
    "place",
    "steps",
    "online",
    "eligibility",
    "result",
    "legal_basis",
    "form",
    "validity",
    "overview",
}
SECTORS = {"sector=road", "sector=water_air_rail", "sector=other"}
PROCEDURE_CODE = re.compile(r"\d\.\d{6}")

Question = dict[str, Any]


@cache
def questions(name: str) -> tuple[Question, ...]:
    lines = (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines if line.strip())


def accepted(row: Question) -> set[str]:
    """The accepted statuses: the shared form allows one name in place of a list."""
    status = row["expected"]["status"]
    return {status} if isinstance(status, str) else set(status)


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@cache
def record_text(code: str) -> str:
    """Every text field of the record of that code, folded; empty where there is no such record."""
    files = list(RECORDS.glob(f"*/{code}.json"))
    if not files:
        return ""
    record = json.loads(files[0].read_text(encoding="utf-8"))
    return "\n".join(folded(value) for value in record.values() if isinstance(value, str))


@pytest.fixture
def catalogue() -> Path:
    if not RECORDS.is_dir():
        pytest.skip("the real catalogue is not beside this repository (../shared/data/catalogue_2026)")
    return RECORDS


@pytest.mark.parametrize("name", ALL_SETS)
def test_every_line_has_the_agreed_form(name: str) -> None:
    for row in questions(name):
        assert set(row) == FIELDS, row["id"]
        assert row["style"] in STYLES, row["id"]
        assert row["question"] == row["question"].strip() != "", row["id"]
        assert accepted(row), row["id"]
        assert accepted(row) <= STATUSES, row["id"]
        if row["style"] == "no_diacritics":
            assert unicodedata.normalize("NFD", row["question"]) == row["question"], row["id"]


def test_ids_and_questions_are_unique_over_all_sets() -> None:
    rows = [row for name in ALL_SETS for row in questions(name)]
    assert [key for key, times in Counter(row["id"] for row in rows).items() if times > 1] == []
    assert [key for key, times in Counter(folded(row["question"]) for row in rows).items() if times > 1] == []


@pytest.mark.parametrize("name", ANSWERED)
def test_answerable_questions_name_procedures_facet_and_facts(name: str) -> None:
    for row in questions(name):
        expected = row["expected"]
        assert accepted(row) == {"answered"}, row["id"]
        assert expected["procedures"], row["id"]
        assert all(PROCEDURE_CODE.fullmatch(code) for code in expected["procedures"]), row["id"]
        assert expected["facet"] in FACETS, row["id"]
        assert expected["facts_all"], row["id"]
        assert all(group and all(group) for group in expected["facts_all"]), row["id"]
        assert row["evidence"], row["id"]
        assert row["note"].split(";")[0] in SECTORS, row["id"]


@pytest.mark.parametrize("name", ["answers_a", "answers_b"])
def test_both_halves_have_the_same_make_up(name: str) -> None:
    rows = questions(name)
    assert Counter(row["style"] for row in rows) == {
        "chat": 34,
        "no_diacritics": 33,
        "teencode": 18,
        "typo": 18,
        "formal": 17,
    }
    assert Counter(row["note"].split(";")[0] for row in rows) == {
        "sector=road": 84,
        "sector=water_air_rail": 18,
        "sector=other": 18,
    }
    assert {row["expected"]["facet"] for row in rows} == FACETS


def test_what_is_refused_names_no_procedure_and_forbids_with_valid_patterns() -> None:
    for row in questions("refused"):
        assert "answered" not in accepted(row), row["id"]
        assert row["expected"]["procedures"] == [], row["id"]
        for forbidden in row["expected"]["facts_none"]:
            assert forbidden, row["id"]
            re.compile(forbidden.removeprefix("re:"))


def test_what_is_asked_back_offers_at_least_two_procedures() -> None:
    for row in questions("clarify"):
        assert accepted(row) == {"clarify"}, row["id"]
        options = row["expected"]["options"]
        assert len(set(options)) == len(options) >= 2, row["id"]
        assert all(PROCEDURE_CODE.fullmatch(code) for code in options), row["id"]


@pytest.mark.parametrize("name", ANSWERED)
def test_evidence_stands_in_the_record_and_every_procedure_exists(name: str, catalogue: Path) -> None:
    for row in questions(name):
        texts = [record_text(code) for code in row["expected"]["procedures"]]
        assert all(texts), f"{row['id']}: unknown procedure among {row['expected']['procedures']} in {catalogue}"
        assert any(folded(row["evidence"]) in text for text in texts), row["id"]


def test_every_option_of_an_asked_back_question_exists(catalogue: Path) -> None:
    for row in questions("clarify"):
        missing = [code for code in row["expected"]["options"] if not record_text(code)]
        assert not missing, f"{row['id']}: {missing} not in {catalogue}"


def test_no_question_is_one_of_the_shared_development_questions() -> None:
    folder = SHARED / "questions"
    if not folder.is_dir():
        pytest.skip("the shared questions are not beside this repository (../shared/questions)")
    theirs: set[str] = set()
    for file in ("answerable_dev.jsonl", "hard_dev.jsonl"):
        for line in (folder / file).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            theirs.update(folded(turn) for turn in row.get("turns") or [row["question"]])
    ours = {folded(row["question"]) for name in ALL_SETS for row in questions(name)}
    assert ours & theirs == set()
