"""The citizens' needs are data that staff edit: well formed, plain, true to the catalogue."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

REPO = Path(__file__).resolve().parents[2]
NEEDS = sorted((REPO / "knowledge" / "data" / "needs").glob("*.yaml"))
CATALOGUE = REPO.parent / "shared" / "data" / "catalogue_2026"

CODE = re.compile(r"\d\.\d{6}")
LABEL_CHARACTERS = 60
FEWEST_PHRASES = 6
# Words that ask for a facet. A need says what for, never how much or where: the same phrase must fit every facet.
FACET_WORDS = (
    "bao nhiêu", "bao lâu", "mấy ngày", "mấy hôm nữa", "ở đâu", "chỗ nào", "nơi nào", "khi nào", "lệ phí", "giấy tờ gì",
    "hồ sơ gì", "cần gì", "nộp gì", "thế nào", "làm sao", "điều kiện gì", "mẫu nào", "ai cấp", "mấy bộ",
)  # fmt: skip
COVERED_SECTORS = (
    "Sát hạch, cấp giấy phép lái xe",
    "Đăng ký, quản lý phương tiện giao thông cơ giới, xe máy chuyên dùng",
    "Bảo đảm trật tự, an toàn giao thông đường bộ",
    "Kiểm tra kiến thức pháp luật về trật tự, an toàn giao thông đường bộ",
    "Đăng kiểm",
    "Chứng nhận chất lượng an toàn kỹ thuật và bảo vệ môi trường",
    "Giao thông vận tải",
)


def fold(text: str) -> str:
    """Lower case without marks, single spaces; "đ" is no base letter plus mark, so it is mapped by hand."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join(bare.replace("đ", "d").split())


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def all_needs() -> dict[str, dict[str, Any]]:
    return {code: entry for path in NEEDS for code, entry in load(path).items()}


def catalogue_codes() -> set[str]:
    if not CATALOGUE.is_dir():
        pytest.skip("the catalogue lies in ../shared, which is absent here")
    return {json.loads(path.read_bytes())["ma_thu_tuc"] for path in (CATALOGUE / "raw").glob("*/*.json")}


def test_there_are_files() -> None:
    assert NEEDS


@pytest.mark.parametrize("path", NEEDS, ids=lambda path: path.stem)
def test_entries_are_well_formed(path: Path) -> None:
    for code, entry in load(path).items():
        assert isinstance(code, str), code
        assert CODE.fullmatch(code), code
        assert set(entry) == {"title", "label", "needs"}, code
        assert entry["title"].strip(), code
        assert 0 < len(entry["label"]) <= LABEL_CHARACTERS, (code, len(entry["label"]))
        assert len({fold(phrase) for phrase in entry["needs"]}) >= FEWEST_PHRASES, code


@pytest.mark.parametrize("path", NEEDS, ids=lambda path: path.stem)
def test_phrases_are_plain_and_ask_for_no_facet(path: Path) -> None:
    for code, entry in load(path).items():
        folded = [fold(phrase) for phrase in entry["needs"]]
        assert len(set(folded)) == len(folded), f"{code}: a phrase stands twice"
        for phrase in entry["needs"]:
            assert phrase == phrase.lower() == unicodedata.normalize("NFC", phrase), (code, phrase)
            assert 3 <= len(phrase.split()) <= 18, (code, phrase)
            asked = [w for w in FACET_WORDS if re.search(rf"(?<!\w){w}(?!\w)", phrase)]
            assert not asked, (code, phrase, asked)


def test_a_code_stands_in_one_file_only() -> None:
    codes = [code for path in NEEDS for code in load(path)]
    assert len(codes) == len(set(codes))


def test_no_key_is_written_twice_in_a_file() -> None:
    for path in NEEDS:  # YAML keeps the last of two equal keys in silence
        keys = re.findall(r'^"(\d\.\d{6})":', path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert len(keys) == len(set(keys)) == len(load(path)), path.name


def test_labels_tell_procedures_apart() -> None:
    labels = [fold(entry["label"]) for entry in all_needs().values()]
    assert len(labels) == len(set(labels)), sorted({x for x in labels if labels.count(x) > 1})


def test_every_code_is_in_the_catalogue() -> None:
    known = catalogue_codes()
    assert set(all_needs()) <= known, sorted(set(all_needs()) - known)


def test_the_listed_sectors_are_covered() -> None:
    catalogue_codes()
    with (CATALOGUE / "transport_codes.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    wanted = {Path(row[0]).stem for row in rows if unicodedata.normalize("NFC", row[1]) in COVERED_SECTORS}
    assert len(wanted) > 80
    assert wanted <= set(all_needs()), sorted(wanted - set(all_needs()))
