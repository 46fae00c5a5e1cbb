"""JSON Lines in, JSON Lines out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import StoreError
from motcua.cli.batch import one_or_batch, run_batch, text_of
from motcua.errors import Misuse


def upper(line: Mapping[str, Any]) -> Mapping[str, Any]:
    text = text_of(line, "text")
    if text == "outage":
        raise StoreError("Kho dữ liệu tạm thời không đọc được.")
    if text == "bug":
        raise ZeroDivisionError
    return {"upper": text.upper()}


def run_on(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> tuple[int, list[Any]]:
    path = tmp_path / "in.jsonl"
    path.write_bytes(content)
    code = run_batch(str(path), upper)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_line_is_answered_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = b'{"id": "b", "text": "\xc4\x91"}\n\n   \n{"id": 7, "text": "a"}'
    assert run_on(tmp_path, capsys, lines) == (0, [{"id": "b", "upper": "Đ"}, {"id": 7, "upper": "A"}])


@pytest.mark.parametrize(
    ("line", "id_"),
    [
        (b"not json", 1),
        (b"[1, 2]", 1),
        (b'{"text": "a"}', 1),
        (b'{"id": "q"}', "q"),
        (b'{"id": "q", "text": 5}', "q"),
        (b'{"id": "q", "text": "outage"}', "q"),
        (b'{"id": "q", "text": "bug"}', "q"),
        (b'\xff\xfe{"id": 1}', 1),
        (b"[" * 100_000, 1),
    ],
)
def test_a_line_that_fails_says_so_and_the_next_is_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: bytes, id_: object
) -> None:
    code, (failed, answered) = run_on(tmp_path, capsys, line + b'\n{"id": "next", "text": "a"}\n')
    assert code == 1
    assert failed.keys() == {"id", "error"}
    assert failed["id"] == id_
    assert failed["error"].endswith(".")
    assert answered == {"id": "next", "upper": "A"}


def test_half_a_character_does_no_harm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, (answer,) = run_on(tmp_path, capsys, b'{"id": 1, "text": "a\\ud83d"}')
    assert (code, answer["upper"]) == (0, "A\ufffd")


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match=r"none\.jsonl"):
        run_batch(str(tmp_path / "none.jsonl"), upper)


@pytest.mark.parametrize(("words", "batch"), [(["x"], "f"), (None, None), ([], None)])
def test_one_question_or_a_file_of_them(words: list[str] | None, batch: str | None) -> None:
    with pytest.raises(Misuse):
        one_or_batch(words, batch)
