"""The keyword indexes find records by words with and without marks, and tell when they are damaged."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from builders import passage

from knowledge.errors import IndexDamaged
from knowledge.indexes.keywords import Keywords, build_keywords
from knowledge.text.syllables import index_terms

PASSAGES = (
    passage("1.000001", "name", "Đổi giấy phép lái xe"),
    passage("1.000001", "need.0", "đổi bằng lái"),
    passage("1.000001", "documents.0", "Giấy khám sức khỏe của người lái xe"),
    passage("1.000002", "name", "Đăng ký kết hôn"),
    passage("1.000002", "about", "Đăng ký kết hôn cho công dân chưa vợ chồng"),
    passage("1.000002", "steps.0", "Nộp tờ khai tại Ủy ban nhân dân xã"),
)


@pytest.fixture(scope="module")
def keywords() -> Keywords:
    return build_keywords(PASSAGES, 7)


def test_passages_records_and_names_are_scored_apart(keywords: Keywords) -> None:
    assert [key.id for key in keywords.keys] == [one.id for one in PASSAGES]
    assert list(keywords.codes) == ["1.000001", "1.000002"]
    health = index_terms("giấy khám sức khỏe")
    assert int(np.argmax(keywords.passages.scores(health))) == 2
    assert int(np.argmax(keywords.records.scores(health))) == 0
    needs = keywords.names.scores(index_terms("bằng lái"))
    assert needs[0] > 0 == needs[1]


def test_words_without_marks_find_the_same_record(keywords: Keywords) -> None:
    typed = keywords.records.scores(index_terms("dang ky ket hon"))
    assert typed[1] > typed[0]
    assert typed[1] < keywords.records.scores(index_terms("đăng ký kết hôn"))[1]


def test_the_summary_repeats_and_is_not_in_the_record(keywords: Keywords) -> None:
    unmarried = index_terms("chưa vợ chồng")
    assert keywords.passages.scores(unmarried)[4] > 0
    assert not keywords.records.scores(unmarried).any()


def test_unknown_words_score_nothing(keywords: Keywords) -> None:
    scores = keywords.passages.scores(index_terms("zzz qqq"))
    assert scores.shape == (len(PASSAGES),)
    assert not scores.any()


def test_coverage_is_the_share_of_the_terms_weight(keywords: Keywords) -> None:
    terms = [term for term in index_terms("đăng ký kết hôn") if term.startswith("f:")]
    assert keywords.records.coverage(terms, 1) == 1.0
    assert keywords.records.coverage(terms, 0) == 0.0
    assert 0 < keywords.records.coverage([*terms, "f:zzz"], 1) < 1
    assert keywords.records.coverage([], 1) == 0.0


def test_saved_indexes_score_the_same(keywords: Keywords, tmp_path: Path) -> None:
    folder = tmp_path / "derived" / "keywords"
    keywords.save(folder)
    keywords.save(folder)
    back = Keywords.load(folder)
    terms = index_terms("đổi giấy phép lái xe")
    assert back.generation == 7
    assert list(back.keys) == list(keywords.keys)
    for name in ("passages", "records", "names"):
        assert np.allclose(getattr(back, name).scores(terms), getattr(keywords, name).scores(terms)), name
    assert [path.name for path in folder.parent.iterdir()] == ["keywords"]


def test_an_empty_catalogue_has_indexes_too(tmp_path: Path) -> None:
    build_keywords([], 0).save(tmp_path / "keywords")
    back = Keywords.load(tmp_path / "keywords")
    assert back.passages.scores(["xe"]).shape == (0,)
    assert back.passages.coverage(["xe"], 0) == 0.0


@pytest.mark.parametrize("damage", ["state.json", "passages/vocab.index.json", "records/data.csc.index.npy"])
@pytest.mark.parametrize("content", [None, b"\x00\xff{"])
def test_damage_is_told(keywords: Keywords, tmp_path: Path, damage: str, content: bytes | None) -> None:
    folder = tmp_path / "keywords"
    keywords.save(folder)
    assert (folder / damage).is_file()
    if content is None:
        (folder / damage).unlink()
    else:
        (folder / damage).write_bytes(content)
    with pytest.raises(IndexDamaged):
        Keywords.load(folder)


def test_missing_indexes_are_told(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged):
        Keywords.load(tmp_path / "absent")
