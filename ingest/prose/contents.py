"""The one way in: a document -> its content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ingest.errors import RecordRefused
from ingest.portal.record import looks_like_portal, parse_record
from ingest.prose.abolitions import abolitions_of
from ingest.prose.catalogue_sheet import read_catalogue
from ingest.prose.content import Content, ContentWarning
from ingest.prose.drafts import Draft, drafts_of
from ingest.prose.entries import Entry, entries_of
from ingest.prose.guidance import passages_of
from ingest.prose.keyed_records import crawled_on, draft_of, looks_keyed
from ingest.prose.record import UNPLACED, Origin, record_of
from ingest.prose.warnings import ProseFlag, file_flag
from ingest.readers.document import Block, BlockKind, Document
from ingest.records import looks_like_record
from knowledge.errors import RecordMalformed
from knowledge.passages import Passage
from knowledge.procedures import Procedure, Source
from knowledge.serialise import procedure_from_dict


def content_of(document: Document, path: Path, as_of: date | None) -> Content:
    """Procedures and passages of the document, and what staff should know of its reading. Raises nothing.

    `as_of`: the day on which the file's text is known to have stood; without it, the day that the text itself names.
    """
    source = Source(uri=None, path=str(path), digest=document.digest, retrieved_on=None)
    losses = tuple(ContentWarning(loss.code, loss.message, loss.page) for loss in document.losses)
    if document.parts:
        inner = [content_of(part, Path(f"{path}!{name}"), as_of) for name, part in document.parts]
        return _sum([Content((), (), losses), *inner])
    origin = Origin(source, as_of)
    found = _of_data(document.data, origin) if document.data is not None else _of_blocks(document, origin)
    if not found.procedures and not found.passages and not found.warnings:
        losses = (*losses, file_flag(ProseFlag.NOTHING_FOUND))
    return _sum([Content((), (), losses), found])


def _sum(contents: list[Content]) -> Content:
    return Content(
        tuple(procedure for content in contents for procedure in content.procedures),
        tuple(passage for content in contents for passage in content.passages),
        tuple(dict.fromkeys(warning for content in contents for warning in content.warnings)),
        tuple(notice for content in contents for notice in content.repeals),
    )


def _of_blocks(document: Document, origin: Origin) -> Content:
    drafts: list[Draft] = []
    warnings: list[ContentWarning] = []
    blocks: list[Block] = []
    for block in document.blocks:
        sheet = read_catalogue(block) if block.kind is BlockKind.TABLE else None
        if sheet is not None:
            drafts += sheet.drafts
            warnings += sheet.warnings
        if sheet is None or not sheet.drafts:
            blocks.append(block)
    found, rest = drafts_of(entries_of(blocks))
    drafts += found
    procedures = distinct([record_of(draft, origin) for draft in drafts])
    title = document.title
    passages = list(passages_of(rest, origin.source.path, title)) if _has_text(rest) else []
    for draft, procedure in zip(drafts, procedures, strict=True):
        passages += _unplaced(draft, procedure, origin, len(passages))
    return Content(procedures, tuple(passages), tuple(warnings), abolitions_of(document.blocks, origin.as_of))


def distinct(procedures: Sequence[Procedure]) -> tuple[Procedure, ...]:
    """The same, but codes that we derived ourselves numbered where several of one file would share them."""
    seen: Counter[str] = Counter()
    numbered = []
    for procedure in procedures:
        seen[procedure.code] += 1
        again = seen[procedure.code] > 1 and procedure.has_warning(ProseFlag.CODE_DERIVED)
        numbered.append(replace(procedure, code=f"{procedure.code}-{seen[procedure.code]}") if again else procedure)
    return tuple(numbered)


def _has_text(entries: list[Entry]) -> bool:
    """Whether there is more than the headings that procedures stand under."""
    return any(entry.block.kind is not BlockKind.HEADING and entry.text.strip() for entry in entries)


def _unplaced(draft: Draft, procedure: Procedure, origin: Origin, count: int) -> list[Passage]:
    """What the draft says in fields that the record has no place for."""
    entries = []
    for field in UNPLACED:
        label = draft.labels.get(field, [("", 0)])[0][0]
        texts = [entry.text for entry in draft.sections.get(field, []) if entry.text.strip()]
        if texts:
            page = draft.sections[field][0].block.page
            entries.append(Entry(Block(BlockKind.PARAGRAPH, f"{label}: " + "\n".join(texts), page or draft.page)))
    title = f"{procedure.name} ({procedure.code})"
    made = passages_of(entries, origin.source.path, title)
    return [
        Passage(
            f"guidance:{origin.source.path}#{count + n}", item.document, item.kind, item.title, item.text, item.field
        )
        for n, item in enumerate(made, start=1)
    ]


def _of_data(data: object, origin: Origin) -> Content:
    """Records of the portal, of our own, or keyed by headings; of JSON that holds none of them, nothing."""
    items: list[Any] = data if isinstance(data, list) else [data]
    procedures: list[Procedure] = []
    warnings: list[ContentWarning] = []
    for number, item in enumerate(items, start=1):
        try:
            record = _record(item, origin)
        except (RecordRefused, RecordMalformed) as error:
            warnings.append(file_flag(ProseFlag.RECORD_MALFORMED, f"bản ghi {number}: {str(error).rstrip('.')}"))
            continue
        if record is not None:
            procedures.append(record)
    if not procedures and not warnings:
        warnings.append(file_flag(ProseFlag.NOTHING_FOUND))
    return Content(distinct(procedures), (), tuple(warnings))


def _record(item: object, origin: Origin) -> Procedure | None:
    if isinstance(item, Mapping) and looks_like_portal(item):
        return parse_record(item, source=origin.source, as_of=origin.as_of)
    if isinstance(item, Mapping) and looks_like_record(item):
        return procedure_from_dict(item, origin.source)
    if isinstance(item, Mapping) and looks_keyed(item):
        return record_of(draft_of(item), _crawled(item, origin))
    return None


def _crawled(item: Mapping[str, object], origin: Origin) -> Origin:
    """A crawled record is known for the day of the crawl, and for none later."""
    day = crawled_on(item)
    if day is None:
        return origin
    return Origin(replace(origin.source, retrieved_on=day), min(day, origin.as_of or day))
