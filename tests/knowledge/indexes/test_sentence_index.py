"""Sentence vectors: kept by the sentence's digest, embedded once, and missing ones told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from builders import HashEmbeddings

from knowledge.indexes.sentence_vectors import SentenceVectors, synchronise_sentences

FIRST, SECOND, THIRD = "nộp hồ sơ tại xã", "thời hạn năm ngày", "lệ phí theo quy định"


def silent(_done: int, _total: int) -> None:
    return None


def test_only_new_sentences_are_embedded_and_old_ones_go(tmp_path: Path) -> None:
    path, embedder = tmp_path / "sentences.npz", HashEmbeddings()
    synchronise_sentences(path, [FIRST, SECOND, FIRST], embedder, silent)
    assert sorted(embedder.asked) == sorted([FIRST, SECOND])
    embedder.asked.clear()
    synchronise_sentences(path, [SECOND, THIRD], embedder, silent)
    assert embedder.asked == [THIRD]
    question = np.array(embedder.embed_query(SECOND), np.float32)
    gone, same, other = SentenceVectors.load(path).similarities(question, [FIRST, SECOND, THIRD])
    assert gone is None
    assert same == pytest.approx(1.0, abs=2e-3)
    assert other is not None
    assert other < 0.9
    assert [file.name for file in tmp_path.iterdir()] == ["sentences.npz"]


@pytest.mark.parametrize("content", [None, b"", b"no archive", b"PK\x03\x04 cut short"])
def test_without_a_readable_file_nothing_is_known(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "sentences.npz"
    if content is not None:
        path.write_bytes(content)
    vectors = SentenceVectors.load(path)
    assert vectors.similarities(np.ones(4, np.float32), [FIRST, SECOND]) == [None, None]


def test_no_sentences_make_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "sentences.npz"
    synchronise_sentences(path, [], HashEmbeddings(), silent)
    assert SentenceVectors.load(path).similarities(np.ones(4, np.float32), [FIRST]) == [None]
