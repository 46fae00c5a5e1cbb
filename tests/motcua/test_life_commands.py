"""`motcua review`, `diff` and `changes`: corrections by people and versions of a record on the command line."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from ingest.records import read_record_file, write_record_file
from motcua.ingesting import sample_files
from tests.motcua.conftest import Cli

pytestmark = pytest.mark.timeout(600, func_only=True)

CODE = "3.000351"
SIGNED = ("--by", "Nguyễn Văn A", "--reason", "Thông tư 06/2025/TT-BTC")


def delivery(folder: Path, changes: Mapping[str, str] | None = None) -> Path:
    """The sample record of CODE as a department would deliver it, with `changes` of its words."""
    folder.mkdir(exist_ok=True)
    (record,) = read_record_file(next(path for path in sample_files() if path.stem == CODE))
    path = folder / f"{CODE}.yaml"
    write_record_file(path, [record])
    text = path.read_text(encoding="utf-8").replace("sample: true", "sample: false")
    for old, new in (changes or {}).items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def home(cli: Cli, empty_home: Path, tmp_path: Path) -> Path:
    assert cli(empty_home, "ingest", str(delivery(tmp_path / "files")), "--json").code == 0
    return empty_home


def test_a_correction_is_signed_shown_and_survives(cli: Cli, home: Path, tmp_path: Path) -> None:
    flags = cli(home, "review", CODE, "--json").document
    assert "fee_implausible" in flags["summary"]
    told = cli(home, "review", CODE, "--field", "fee", "--value", "150.000", *SIGNED)
    assert (told.code, told.out.startswith("Đã ghi đính chính số 1")) == (0, True)

    def shows_correction() -> None:
        answer = cli(home, "ask", f"{CODE} lệ phí bao nhiêu", "--json").document
        today = f"{date.today():%d/%m/%Y}"
        assert "- 150.000 đồng" in answer["text"]
        assert f"phí, lệ phí do Nguyễn Văn A đính chính ngày {today}" in answer["text"]
        assert "135" not in answer["text"]
        assert [one["note"].startswith("Đính chính phí, lệ phí: Nguyễn Văn A") for one in answer["citations"]] == [True]

    shows_correction()
    assert "fee_implausible" not in cli(home, "review", CODE, "--json").document["summary"]
    assert "Nguyễn Văn A" in cli(home, "show", CODE).out
    with sqlite3.connect(home / "motcua.db") as store:
        indexed = [text for (text,) in store.execute("SELECT text FROM passages")]
    assert any("150.000" in text for text in indexed)
    assert not any("135.000" in text for text in indexed)

    delivery(tmp_path / "files", {"gửi hồ sơ": "nộp hồ sơ", "2026-07-01": "2026-08-01"})
    assert cli(home, "ingest", str(tmp_path / "files"), "--json").document["updated"] == 1
    shows_correction()
    assert cli(home, "review", CODE, "--withdraw", "1", *SIGNED).out.startswith("Đã rút đính chính số 1")
    assert "135.000 đồng" in cli(home, "ask", f"{CODE} lệ phí bao nhiêu", "--json").document["text"]
    assert "đã rút" in cli(home, "review", CODE).out


def test_a_confirmed_flag_is_not_listed_again(cli: Cli, home: Path) -> None:
    assert cli(home, "review", CODE, "--confirm", "legal_basis_restored", *SIGNED).code == 0
    again = cli(home, "review", CODE, "--json").document
    assert "legal_basis_restored" not in again["summary"]
    assert [one["kind"] for one in again["overlays"]] == ["confirmation"]
    assert cli(home, "review", CODE, "--confirm", "legal_basis_restored", *SIGNED).code == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--field", "fee", "--value", "135 đồng", *SIGNED], 2),
        (["--field", "fee", "--value", "nhiều tiền", *SIGNED], 2),
        (["--field", "duration", "--value", "sớm", *SIGNED], 2),
        (["--field", "nothing", "--value", "x", *SIGNED], 2),
        (["--field", "valid_to", "--value", "mai", *SIGNED], 2),
        (["--field", "fee", "--value", "150.000 đồng", "--by", "A"], 2),
        (["--field", "fee", "--value", "150.000 đồng", "--by", " ", "--reason", "x"], 2),
        (["--field", "fee", *SIGNED], 2),
        (["--field", "fee", "--value", "1", "--confirm", "x", *SIGNED], 2),
        (["--withdraw", "9", *SIGNED], 1),
    ],
)
def test_what_can_t_be_corrected_is_refused_in_one_sentence(
    cli: Cli, sample_home: Path, words: list[str], code: int
) -> None:
    outcome = cli(sample_home, "review", CODE, *words)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (code, "", 1)
    assert cli(sample_home, "review", CODE, "--json").document["overlays"] == []


def test_an_end_that_a_person_signs_is_said(cli: Cli, home: Path) -> None:
    assert cli(home, "review", CODE, "--field", "valid_to", "--value", "31/08/2026", *SIGNED).code == 0
    after = cli(home, "ask", f"{CODE} lệ phí", "--date", "2026-09-01", "--json").document
    assert "không còn hiệu lực" in after["text"]
    assert "đồng" not in after["text"]
    before = cli(home, "ask", f"{CODE} lệ phí", "--date", "2026-08-31", "--json").document
    assert "chỉ còn hiệu lực đến hết ngày 31/08/2026" in before["text"]
    assert "135.000 đồng" in before["text"]


def test_diff_and_changes_say_what_changed(cli: Cli, home: Path, tmp_path: Path) -> None:
    alone = cli(home, "diff", CODE)
    assert "chỉ có một bản" in alone.out
    delivery(
        tmp_path / "files", {"135.000": "140.000", "135000": "140000", "5 Ngày": "7 Ngày", "2026-07-01": "2026-08-01"}
    )
    cli(home, "ingest", str(tmp_path / "files"), "--json")
    document = cli(home, "diff", CODE, "--json").document
    changed = {one["field"]: (one["removed"], one["added"]) for one in document["changes"]}
    assert changed["duration"] == (["Trực tiếp: 5 Ngày làm việc"], ["Trực tiếp: 7 Ngày làm việc"])
    assert "140.000" in changed["fee"][1][0]
    assert [one["state"] for one in document["versions"]] == ["replaced", "current"]
    text = cli(home, "diff", CODE, "--from", "2026-07-15", "--to", "2").out
    assert "Thời hạn giải quyết:\n  - Trực tiếp: 5 Ngày làm việc\n  + Trực tiếp: 7 Ngày làm việc" in text
    for wrong, code in ((["--from", "9"], 2), (["--from", "2020-01-01"], 1), (["--to", "x"], 2)):
        assert cli(home, "diff", CODE, *wrong).code == code
    since = cli(home, "changes", "--since", date.today().isoformat(), "--json").document
    assert [(one["kind"], one["code"]) for one in since["changes"]] == [("added", CODE)]
    assert "không có gì thay đổi" in cli(home, "changes", "--since", "2999-01-01").out
    assert cli(home, "diff", "9.999999").code == 1


def test_review_lists_the_urgent_first(cli: Cli, sample_home: Path) -> None:
    listed = cli(sample_home, "review", "--json").document
    assert listed["flags"][0]["flag"] == "fee_implausible"
    assert sum(listed["summary"].values()) == len(listed["flags"]) > 20
    assert "fee_missing" in cli(sample_home, "review").out
    assert CODE in cli(sample_home, "review", "--flag", "fee_implausible").out
    assert "Không có điểm nào" in cli(sample_home, "review", "--flag", "no_such_flag").out
