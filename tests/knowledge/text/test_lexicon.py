"""The shipped vocabularies load, and the office's own file adds to them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from knowledge.errors import KnowledgeError
from knowledge.text.lexicon import abbreviations, load_yaml, shipped, shipped_lines

DATA = Path(str(files("knowledge") / "data"))


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.yaml")), ids=lambda path: path.relative_to(DATA).as_posix())
def test_every_shipped_file_loads(path: Path) -> None:
    assert shipped(path.relative_to(DATA).as_posix())


def test_lines_of_a_folder_hold_no_comments_and_none_twice() -> None:
    lines = shipped_lines("colloquial")
    assert len(lines) > 2000
    assert all(line and not line.startswith("#") for line in lines)
    assert not [line for line, times in Counter(line.lower() for line in lines).items() if times > 1]


def test_every_everyday_sentence_is_short_and_spelled_in_composed_letters() -> None:
    lines = shipped_lines("colloquial")
    assert not [line for line in lines if not unicodedata.is_normalized("NFC", line)]
    assert not [line for line in lines if not 1 <= len(line.removeprefix("...").split()) <= 20]


def test_lines_of_one_file() -> None:
    assert all(line.startswith("...") for line in shipped_lines("colloquial/question_ends.txt"))


def test_the_home_file_extends_the_short_forms(tmp_path: Path) -> None:
    content = "office:\n  gplx: [giấy của phòng]\n  zzq: [tên riêng của phòng]\n"
    (tmp_path / "abbreviations.yaml").write_text(content, encoding="utf-8")
    known, extended = abbreviations(), abbreviations(tmp_path)
    assert known["gplx"]
    assert extended["zzq"] == ("tên riêng của phòng",)
    assert extended["gplx"] == ("giấy của phòng", *known["gplx"])
    assert abbreviations(tmp_path / "absent") == known


@pytest.mark.parametrize("content", ["- một\n- hai\n", "a: [b\n"])
def test_a_malformed_home_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "abbreviations.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"abbreviations\.yaml"):
        abbreviations(tmp_path)


def test_yaml_never_builds_objects() -> None:
    with pytest.raises(KnowledgeError):
        load_yaml("!!python/object/apply:os.getcwd []", "tệp thử")
