"""The law as the program holds it: every document, every version of every provision, every repeal."""

from __future__ import annotations

import json
from dataclasses import dataclass

from knowledge.law.changes import Repeal
from knowledge.provisions import LegalDocument, Provision
from knowledge.serialise import from_plain, to_plain


@dataclass(frozen=True, slots=True)
class LawBook:
    documents: tuple[LegalDocument, ...] = ()
    provisions: tuple[Provision, ...] = ()
    repeals: tuple[Repeal, ...] = ()


def book_to_json(book: LawBook) -> str:
    return json.dumps(to_plain(book), ensure_ascii=False, separators=(",", ":"))


def book_from_json(text: str) -> LawBook:
    """Raises RecordMalformed."""
    return from_plain(LawBook, json.loads(text))
