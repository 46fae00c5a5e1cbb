"""The vector index, and the index set that keeps every index in step with the store."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import HashEmbeddings, entry, passage, procedure, source_file

from knowledge.indexes.index_set import IndexPlace, IndexSet
from knowledge.indexes.vectors import VectorIndex, embedded_text, open_vectors
from knowledge.passages import Kind, Passage
from knowledge.store.catalogue import Catalogue

LICENCE = passage("1.000001", "name", "đổi giấy phép lái xe")
MARRIAGE = passage("1.000002", "name", "đăng ký kết hôn")
CLAUSE = Passage("provision:1/2025#d6", "1/2025", Kind.PROVISION, "Luật Đường bộ", "tốc độ tối đa")


@pytest.fixture
def embedder() -> HashEmbeddings:
    return HashEmbeddings()


@pytest.fixture
def vectors(tmp_path: Path, embedder: HashEmbeddings) -> VectorIndex:
    index = open_vectors(tmp_path / "chroma", None, "thử")
    index.put([(LICENCE, "a"), (MARRIAGE, "b"), (CLAUSE, "c")], embedder, lambda _added: None)
    return index


def test_the_nearest_come_first_and_kinds_stay_apart(vectors: VectorIndex, embedder: HashEmbeddings) -> None:
    near = vectors.nearest(embedder.embed_query("kết hôn"), 2, [Kind.PROCEDURE])
    assert [one.id for one in near] == [MARRIAGE.id, LICENCE.id]
    assert near[0].similarity > near[1].similarity
    same = vectors.nearest(embedder.embed_query(embedded_text(CLAUSE)), 3, [Kind.PROVISION])
    assert [one.id for one in same] == [CLAUSE.id]
    assert same[0].similarity == pytest.approx(1.0, abs=1e-5)


def test_digests_size_and_removal(vectors: VectorIndex) -> None:
    assert vectors.digests() == {LICENCE.id: "a", MARRIAGE.id: "b", CLAUSE.id: "c"}
    vectors.remove([MARRIAGE.id, CLAUSE.id])
    assert vectors.digests() == {LICENCE.id: "a"}
    assert vectors.size() == 1


def test_a_passage_put_again_is_replaced(vectors: VectorIndex, embedder: HashEmbeddings) -> None:
    added: list[int] = []
    vectors.put([(LICENCE, "new")], embedder, added.append)
    assert vectors.digests()[LICENCE.id] == "new"
    assert vectors.size() == 3
    assert added == [1]


def test_long_texts_are_embedded_under_their_title() -> None:
    assert embedded_text(CLAUSE) == "Luật Đường bộ. tốc độ tối đa"
    assert embedded_text(LICENCE) == "đổi giấy phép lái xe"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    store = Catalogue.open(f"sqlite:///{tmp_path / 'catalogue.db'}")
    store.put(source_file("a.json"), entry(procedure("1.000001"), "Đổi giấy phép lái xe", "Nộp hồ sơ"))
    store.put(source_file("b.json"), entry(procedure("1.000002", "Đăng ký kết hôn"), "Đăng ký kết hôn"))
    return store


def index_set(folder: Path, catalogue: Catalogue, embedder: HashEmbeddings) -> IndexSet:
    return IndexSet(IndexPlace(folder / "derived", None, "thử"), catalogue, embedder)


def test_only_what_changed_is_embedded(tmp_path: Path, catalogue: Catalogue, embedder: HashEmbeddings) -> None:
    indexes = index_set(tmp_path, catalogue, embedder)
    indexes.synchronise()
    assert sorted(embedder.asked) == ["Đăng ký kết hôn", "Đổi giấy phép lái xe"]
    embedder.asked.clear()
    indexes.synchronise()
    assert embedder.asked == []
    catalogue.put(source_file("b.json"), entry(procedure("1.000002", "Kết hôn"), "Đăng ký lại kết hôn"))
    catalogue.remove("a.json")
    indexes.synchronise()
    assert embedder.asked == ["Đăng ký lại kết hôn"]
    assert list(indexes.vectors.digests()) == ["procedure:1.000002#name"]
    assert list(indexes.keywords().codes) == ["1.000002"]


def test_a_damaged_vector_folder_is_built_anew(tmp_path: Path, catalogue: Catalogue, embedder: HashEmbeddings) -> None:
    from chromadb.api.shared_system_client import SharedSystemClient

    index_set(tmp_path, catalogue, embedder).synchronise()
    SharedSystemClient.clear_system_cache()  # as in a new process
    (tmp_path / "derived" / "chroma" / "chroma.sqlite3").write_bytes(b"damaged" * 1000)
    indexes = index_set(tmp_path, catalogue, embedder)
    indexes.synchronise()
    near = indexes.vectors.nearest(embedder.embed_query("Đăng ký kết hôn"), 1, [Kind.PROCEDURE])
    assert [one.id for one in near] == ["procedure:1.000002#name"]


def test_a_search_that_fails_meanwhile_does_not_stop_the_filling_of_an_empty_index(
    tmp_path: Path, catalogue: Catalogue, embedder: HashEmbeddings
) -> None:
    indexes = index_set(tmp_path, catalogue, embedder)
    indexes.synchronise(lambda _what, _done, _total: indexes.reopen())  # what such a search does
    assert sorted(embedder.asked) == ["Đăng ký kết hôn", "Đổi giấy phép lái xe"]
    assert indexes.vectors.size() == 2


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut short"])
def test_a_damaged_syllable_model_is_trained_anew(
    tmp_path: Path, catalogue: Catalogue, embedder: HashEmbeddings, content: bytes
) -> None:
    indexes = index_set(tmp_path, catalogue, embedder)
    indexes.restorer()
    (model,) = (tmp_path / "derived").glob("syllables-*.npz")
    model.write_bytes(content)
    assert indexes.restorer().restore("dang ky ket hon").best == "đăng ký kết hôn"


def test_a_model_of_another_way_of_speaking_is_replaced(
    tmp_path: Path, catalogue: Catalogue, embedder: HashEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexes = index_set(tmp_path, catalogue, embedder)
    indexes.restorer()
    (before,) = (tmp_path / "derived").glob("syllables-*.npz")
    monkeypatch.setattr("knowledge.indexes.index_set.shipped_lines", lambda _name: ["trời hôm nay đẹp", "... ạ"])
    assert index_set(tmp_path, catalogue, embedder).restorer().restore("troi hom nay").best == "trời hôm nay"
    assert list((tmp_path / "derived").glob("syllables*.npz")) != [before]
    assert not before.exists()


def test_damaged_keywords_are_built_anew(tmp_path: Path, catalogue: Catalogue, embedder: HashEmbeddings) -> None:
    indexes = index_set(tmp_path, catalogue, embedder)
    indexes.keywords()
    (tmp_path / "derived" / "keywords" / "state.json").write_text("{", encoding="utf-8")
    assert indexes.keywords().generation == catalogue.generation()
