"""One file -> what the catalogue stores of it. The kind is told by the content, or by the caller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from ingest.abolished_file import looks_like_abolitions, read_abolitions
from ingest.errors import RecordRefused
from ingest.files import file_bytes, parse_json, utf8
from ingest.laws.front_matter import split_front_matter
from ingest.one_a_code import one_a_code
from ingest.portal.reader import read_portal_file
from ingest.portal.record import looks_like_portal
from ingest.prose import content_of
from ingest.prose.content import Content
from ingest.prose.warnings import ProseFlag, file_flag
from ingest.readers import read_document
from ingest.records import looks_like_record, read_record_file
from knowledge.needs import NO_NEED, Need
from knowledge.passages import Passage
from knowledge.procedure_passages import procedure_passages
from knowledge.procedures import Procedure, RecordWarning
from knowledge.store.entries import Entry, FileFlag


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
        content = file_bytes(path)
        if looks_like_abolitions(content):
            return Read(Entry(repeals=read_abolitions(content)))
        return _procedures(read_record_file(path), needs)
    if suffix == ".md" and kind is not SourceKind.GUIDANCE:
        text = utf8(file_bytes(path))
        if split_front_matter(text)[0].get("so_ky_hieu"):
            return Read(Entry(law_text=text))
    if kind is SourceKind.PROVISIONS:
        raise RecordRefused("Tệp không có phần đầu ghi số ký hiệu (so_ky_hieu), chưa đọc được như văn bản luật.")
    document = content_of(read_document(path), path, as_of)
    procedures = document.procedures if kind is not SourceKind.GUIDANCE else ()
    return _with_rest(_procedures(procedures, needs), document)


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
    return _with_rest(_procedures(document.procedures, needs), document)


def _with_rest(found: Read, content: Content) -> Read:
    """With all that a document holds besides procedures."""
    entry = replace(
        found.entry,
        passages=(*found.entry.passages, *content.passages),
        repeals=content.repeals,
        flags=(*found.entry.flags, *(FileFlag(one.code, one.message, one.page) for one in content.warnings)),
    )
    told = (RecordWarning(one.code, one.message) for one in content.warnings)
    return Read(entry, (*found.warnings, *told))


def _procedures(procedures: tuple[Procedure, ...], needs: Mapping[str, Need]) -> Read:
    chosen, twice = one_a_code(procedures)
    passages: list[Passage] = []
    for procedure in chosen:
        passages.extend(procedure_passages(procedure, needs.get(procedure.code, NO_NEED)))
    warnings = tuple(warning for procedure in chosen for warning in procedure.warnings)
    flags = tuple(file_flag(ProseFlag.CODE_TWICE, code) for code in twice)
    told = tuple(RecordWarning(one.code, one.message) for one in flags)
    entry = Entry(
        procedures=chosen,
        passages=tuple(passages),
        flags=tuple(FileFlag(one.code, one.message) for one in flags),
    )
    return Read(entry, (*warnings, *told))
