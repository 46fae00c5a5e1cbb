"""Wrong use: one Vietnamese sentence, exit code 2, and no stack trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.sources import SourceKind
from knowledge.passages import Kind
from motcua.cli.ingest import KindChoice as IngestKind
from motcua.cli.search import KindChoice as SearchKind
from tests.motcua.conftest import Cli


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["hỏi"], "Không có lệnh này."),
        (["ask", "x", "--nope"], "Không có tùy chọn --nope."),
        (["show"], "Còn thiếu CODE."),
        (["ask"], "--batch"),
        (["ask", "x", "--batch", "y"], "không cả hai"),
        (["ask", "x", "--date", "30/6/2026"], "NĂM-THÁNG-NGÀY"),
        (["ask", "--batch", "/none.jsonl"], "/none.jsonl"),
        (["search", "x", "-k", "0"], "-k / --count"),
        (["search", "x", "--kind", "law"], "procedure, provision, guidance"),
        (["search", " "], "trống"),
        (["ingest"], "--sample"),
        (["ingest", "x", "--as-of", "2026"], "NĂM-THÁNG-NGÀY"),
        (["eval", "nope"], "retrieval"),
        (["ask", "x", "--log-level", "loud"], "debug, info, warning, error"),
        (["show", "a", "b"], "motcua show --help"),
        (["narrate", "a.txt", "-o", "b.mp3", "--brief", "0"], "lớn hơn 0"),
    ],
)
@pytest.mark.timeout(600, func_only=True)
def test_wrong_use_is_explained(cli: Cli, sample_home: Path, words: list[str], said: str) -> None:
    outcome = cli(sample_home, *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert "Traceback" not in outcome.err
    assert outcome.err.count("\n") == 1


def test_scripts_that_read_json_get_a_document_all_the_same(cli: Cli, tmp_path: Path) -> None:
    outcome = cli(tmp_path, "search", "x", "--nope", "--json")
    assert outcome.code == 2
    assert outcome.document["error"].startswith("Không có tùy chọn --nope.")


def test_a_setting_that_cannot_be_is_named(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_SPEECH_ONLINE", "perhaps")
    outcome = cli(tmp_path, "doctor")
    assert (outcome.code, outcome.err) == (2, "Cấu hình chưa đúng: MOTCUA_SPEECH_ONLINE.\n")


def test_help_is_vietnamese(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["motcua", "--help"])
    outcome = cli(tmp_path, "--help")
    assert outcome.code == 0
    for word in ("Các lệnh", "ingest", "ask", "search", "show", "script", "narrate", "serve", "eval", "doctor"):
        assert word in outcome.out


def test_choices_are_those_of_the_rooms() -> None:
    assert set(IngestKind.__args__) == {kind.value for kind in SourceKind}
    assert set(SearchKind.__args__) == {kind.value for kind in Kind}
