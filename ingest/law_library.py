"""All law files of the store -> one consolidated law book with its passages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from ingest.laws.law_file import LawFile, NotALawError, parse_law
from ingest.laws.library import build_library
from knowledge.law.book import LawBook, book_to_json
from knowledge.law.passages import law_passages
from knowledge.store.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class LawFlag:
    path: str
    code: str
    message: str


def rebuild_law_library(catalogue: Catalogue) -> list[LawFlag]:
    """Parses every law file anew, consolidates amendments and stores the book. Returns what it could not apply."""
    files: list[LawFile] = []
    metadata: list[Mapping[str, Any]] = []
    flags: list[LawFlag] = []
    for path, text in catalogue.law_sources():
        if path.endswith(".json"):
            entries = json.loads(text)
            metadata.extend(entry["metadata"] for entry in entries if isinstance(entry.get("metadata"), dict))
            continue
        try:
            files.append(parse_law(text, PurePath(path).name))
        except NotALawError as error:
            flags.append(LawFlag(path, "law_unreadable", str(error)))
    library = build_library(files, metadata)
    book = LawBook(library.documents, library.provisions, library.repeals)
    catalogue.put_law_library(book_to_json(book), law_passages(book.documents, book.provisions))
    flags.extend(LawFlag(warning.where, warning.issue.value, warning.message) for warning in library.warnings)
    return flags
