"""A search as the documents of design.md section 4, for the command line, the web and the evaluations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from knowledge.passages import Kind
from knowledge.retrieval.retriever import Hit, Retriever


def find(retriever: Retriever, query: str, count: int, kinds: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The best passage of each of the best `count` documents, best first; nothing for a query without words."""
    understood = retriever.understand(query)
    if not any(character.isalnum() for character in understood.text):
        return []
    return [hit_to_dict(hit) for hit in retriever.search(understood, count, [Kind(kind) for kind in kinds] or None)]


def hit_to_dict(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "id": passage.id,
        "document": passage.document,
        "kind": passage.kind.value,
        "title": passage.title,
        "score": round(hit.score, 4),
        "text": passage.text,
    }
