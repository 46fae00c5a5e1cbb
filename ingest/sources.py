"""One file -> what the catalogue stores of it. The kind is told by the content, or by the caller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from ingest.errors import RecordRefused
from ingest.files import file_bytes, parse_json, utf8
from ingest.laws.front_matter import split_front_matter
from ingest.portal.reader import read_portal_file
from ingest.portal.record import looks_like_portal
from ingest.prose import content_of
from ingest.readers import read_document
from ingest.records import looks_like_record, read_record_file
from knowledge.needs import NO_NEED, Need
from knowledge.passages import Passage
from knowledge.procedure_passages import procedure_passages
from knowledge.procedures import Procedure, RecordWarning
from knowledge.store.catalogue import Entry


class SourceKind(StrEnum):
    AUTO = "auto"
    PROCEDURES = "procedures"
    PROVISIONS = "provisions"
    GUIDANCE = "guidance"


@dataclass(frozen=True, slots=True)
class Read:
    entry: Entry
    warnings: tuple[RecordWarning, ...] = ()


def read_source(path: Path, kind: SourceKind, as_of: date | None, needs: Mapping[str, Need]) -> Read:
    """Raises UnreadableFile, with a Vietnamese reason."""
    suffix = path.suffix.lower()
    if suffix == ".json" and kind in (SourceKind.AUTO, SourceKind.PROCEDURES, SourceKind.PROVISIONS):
        return _json(path, as_of, needs)
    if suffix in (".yaml", ".yml"):
        return _procedures(read_record_file(path), needs)
    if suffix == ".md" and kind is not SourceKind.GUIDANCE:
        text = utf8(file_bytes(path))
        if split_front_matter(text)[0].get("so_ky_hieu"):
            return Read(Entry(law_text=text))
    if kind is SourceKind.PROVISIONS:
        raise RecordRefused("Tệp không có phần đầu ghi số ký hiệu (so_ky_hieu), chưa đọc được như văn bản luật.")
    content = content_of(read_document(path), path, as_of)
    procedures = content.procedures if kind is not SourceKind.GUIDANCE else ()
    found = _procedures(procedures, needs)
    entry = Entry(procedures=procedures, passages=(*found.entry.passages, *content.passages))
    told = (RecordWarning(one.code, one.message) for one in content.warnings)
    return Read(entry, (*found.warnings, *told))


def _json(path: Path, as_of: date | None, needs: Mapping[str, Need]) -> Read:
    content = file_bytes(path)
    value = parse_json(content)
    if isinstance(value, dict) and looks_like_portal(value):
        return _procedures((read_portal_file(path, as_of),), needs)
    if looks_like_record(value):
        return _procedures(read_record_file(path), needs)
    if isinstance(value, list) and value and isinstance(value[0], dict) and "metadata" in value[0]:
        return Read(Entry(law_text=utf8(content)))
    document = content_of(read_document(path), path, as_of)
    return _procedures(document.procedures, needs)


def _procedures(procedures: tuple[Procedure, ...], needs: Mapping[str, Need]) -> Read:
    passages: list[Passage] = []
    for procedure in procedures:
        passages.extend(procedure_passages(procedure, needs.get(procedure.code, NO_NEED)))
    warnings = tuple(warning for procedure in procedures for warning in procedure.warnings)
    return Read(Entry(procedures=procedures, passages=tuple(passages)), warnings)
