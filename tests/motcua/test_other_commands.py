"""`script`, `narrate`, `doctor`, and the program as the evaluations see it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from motcua.evaluation import Installations
from motcua.ingesting import sample_files
from motcua.settings import Settings
from tests.motcua.conftest import Cli

pytestmark = pytest.mark.timeout(600, func_only=True)

REPORT = "# Báo cáo tháng 3\n\nThu 135.000 đồng ngày 05/3/2026.\n\n- Tăng 12%.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_a_script_is_a_list_of_segments(cli: Cli, report: Path) -> None:
    outcome = cli(report.parent, "script", str(report), "--json")
    assert (outcome.code, outcome.err) == (0, "")
    assert all(segment.keys() == {"kind", "text", "spoken", "level"} for segment in outcome.document)
    spoken = [segment["spoken"] for segment in outcome.document]
    assert cli(report.parent, "script", str(report)).out.split("\n")[0].strip() == spoken[0]
    assert "→" in cli(report.parent, "script", str(report), "--check").out


def test_single_texts_are_spoken_line_by_line(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "Tăng 12%."}), encoding="utf-8")
    assert cli(tmp_path, "script", "--batch", str(path)).lines == [{"id": "a", "spoken": "Tăng mười hai phần trăm."}]


@pytest.mark.parametrize("name", ["none.docx", "a.xyz", "empty.txt"])
def test_a_report_that_cannot_be_read_is_a_failed_input(cli: Cli, tmp_path: Path, name: str) -> None:
    if name != "none.docx":
        (tmp_path / name).write_bytes(b"")
    outcome = cli(tmp_path, "script", str(tmp_path / name))
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (1, "", 1)


def test_a_report_is_read_aloud(cli: Cli, report: Path, tmp_path: Path) -> None:
    pytest.importorskip("av")
    pytest.importorskip("espeakng_loader")
    out = tmp_path / "out"
    outcome = cli(tmp_path, "narrate", str(report), "-o", str(out), "--engine", "espeak", "--json")
    assert outcome.code == 0
    kinds = {file["kind"] for file in outcome.document["files"]}
    assert kinds == {"mp3", "vtt", "srt", "html"}
    assert all(Path(file["path"]).stat().st_size for file in outcome.document["files"])
    assert outcome.document["engine"] == "espeak"


def test_the_doctor_finds_a_sound_home(cli: Cli, sample_home: Path) -> None:
    outcome = cli(sample_home, "doctor", "--json")
    findings = {one["check"]: one for one in outcome.document}
    assert outcome.code == 0
    assert findings["store"]["message"].startswith("60 thủ tục")
    assert {"python", "home", "disk", "index", "embedder", "extra speech"} <= findings.keys()


def test_the_doctor_names_what_is_wrong(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "motcua.db").write_bytes(b"not a database" * 100)
    outcome = cli(tmp_path, "doctor")
    assert outcome.code == 1
    assert "✗ store: " in outcome.out
    assert "Traceback" not in outcome.out + outcome.err


def test_the_evaluations_see_the_whole_program(sample_home: Path) -> None:
    system = Installations(Settings(home=sample_home))(sample_home)
    assert system.ingest(sample_files(), "auto")["unchanged"] == 60
    answer = system.ask(["thủ tục 3.000347 cần giấy tờ gì", "phí bao nhiêu"], date(2026, 6, 30))
    assert (answer["procedure"]["code"], answer["facet"]) == ("3.000347", "fee")
    found = system.search("mất bằng lái xe", 5, "procedure")
    assert (found[0], len(set(found))) == ("3.000348", 5)
    system.close()
