"""Law files and metadata -> one library: documents, every version of every provision, amendments, repeals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ingest.laws.amendments import amendments_of
from ingest.laws.consolidation import consolidate, place_key
from ingest.laws.dates import apply_special_dates, special_dates
from ingest.laws.front_matter import document_of, known_amenders, related_texts
from ingest.laws.law_file import LawFile, merge_parts
from ingest.laws.repeals import repeals_by_amendment, repeals_in_metadata, repeals_of
from ingest.laws.warnings import LawWarning
from knowledge.law.changes import Amendment, Repeal
from knowledge.provisions import LegalDocument, Provision


@dataclass(frozen=True, slots=True)
class LawLibrary:
    """All that the sources say of the law. Every provision has its own `effective_on`."""

    documents: tuple[LegalDocument, ...]
    provisions: tuple[Provision, ...]
    amendments: tuple[Amendment, ...] = ()
    repeals: tuple[Repeal, ...] = ()
    warnings: tuple[LawWarning, ...] = ()


def read_metadata(path: Path) -> list[Mapping[str, Any]]:
    """Entries of `markdown_metadata.json`: [{"source_file", "metadata"}]. Raises OSError, ValueError."""
    loaded = json.loads(path.read_text(encoding="utf-8"))
    return [
        entry["metadata"] for entry in loaded if isinstance(entry, dict) and isinstance(entry.get("metadata"), dict)
    ]


def build_library(files: Sequence[LawFile], metadata: Iterable[Mapping[str, Any]] = (), source: str = "") -> LawLibrary:
    """Merges parts, adds documents known by metadata alone, consolidates and dates. Pure."""
    laws = merge_parts(files)
    metas = list(metadata)
    documents = _documents(laws, metas, source)
    found = [amendments_of(law.document, law.provisions) for law in laws]
    amendments = tuple(change for changes, _ in found for change in changes)
    elsewhere = [change for change in amendments if change.document not in {law.document.number for law in laws}]
    repeals = (*_repeals(laws, metas, documents), *repeals_by_amendment(elsewhere))
    plain, early = _date_originals(laws)
    merged = consolidate(plain, amendments)
    versions, late = _date_amended(merged.provisions)
    warnings = [w for law in laws for w in law.warnings] + [w for _, ws in found for w in ws]
    return LawLibrary(
        documents=_with_changes(documents, amendments, repeals, laws, metas),
        provisions=tuple(sorted(_within_documents(versions, repeals), key=place_key)),
        amendments=amendments,
        repeals=repeals,
        warnings=(*warnings, *early, *merged.warnings, *late),
    )


def _documents(laws: Sequence[LawFile], metas: list[Mapping[str, Any]], source: str) -> dict[str, LegalDocument]:
    documents = {law.document.number: law.document for law in laws}
    for meta in metas:
        document = document_of(meta, source, "", text_included=False)
        if document is not None:
            documents.setdefault(document.number, document)
    return documents


def _repeals(
    laws: Sequence[LawFile], metas: list[Mapping[str, Any]], documents: Mapping[str, LegalDocument]
) -> tuple[Repeal, ...]:
    found = [repeal for law in laws for repeal in repeals_of(law.document, law.provisions)]
    for meta in metas:
        document = documents.get(str(meta.get("so_ky_hieu", "")))
        if document is not None and not document.text_included:
            found += repeals_in_metadata(document, meta)
    return tuple(found)


def _date_originals(laws: Sequence[LawFile]) -> tuple[list[Provision], list[LawWarning]]:
    provisions: list[Provision] = []
    warnings: list[LawWarning] = []
    for law in laws:
        general = [replace(one, effective_on=one.effective_on or law.document.effective_on) for one in law.provisions]
        dated, more = apply_special_dates(general, tuple(special_dates(general)))
        provisions += dated
        warnings += more
    return provisions, warnings


def _date_amended(versions: Sequence[Provision]) -> tuple[list[Provision], list[LawWarning]]:
    stated = special_dates([version for version in versions if version.amended_by])
    return apply_special_dates(versions, tuple(stated))


def _within_documents(versions: Iterable[Provision], repeals: Sequence[Repeal]) -> list[Provision]:
    """No provision outlives its document, or the repeal of its article."""
    kept = []
    for version in versions:
        for repeal in repeals:
            if repeal.document == version.document and _hits(repeal, version):
                ends = min(version.expires_on or date.max, repeal.on_date or date.max)
                version = replace(version, expires_on=ends, ended_by=version.ended_by or repeal.by)
        kept.append(version)
    return kept


def _hits(repeal: Repeal, version: Provision) -> bool:
    return not repeal.parts or any(
        target.article == version.article
        and target.clause in (None, version.clause)
        and target.point in (None, version.point)
        for target in repeal.parts
    )


def _with_changes(
    documents: Mapping[str, LegalDocument],
    amendments: Sequence[Amendment],
    repeals: Sequence[Repeal],
    laws: Sequence[LawFile],
    metas: list[Mapping[str, Any]],
) -> tuple[LegalDocument, ...]:
    """Documents with their end and their amenders; repealed documents that are otherwise unknown get an entry."""
    amenders = known_amenders([law.preamble for law in laws] + [text for meta in metas for text in related_texts(meta)])
    for document in documents.values():
        for number in document.amends:
            amenders[number] = (*amenders.get(number, ()), document.number)
    for change in amendments:
        amenders[change.document] = (*amenders.get(change.document, ()), change.by.split("|")[0])
    ends = {repeal.document: repeal for repeal in repeals if not repeal.parts}
    known = dict(documents)
    for number, repeal in ends.items():
        known.setdefault(number, _repealed_document(repeal))
    partly = [repeal.document for repeal in repeals if repeal.parts]
    for number in (*amenders, *(by for several in amenders.values() for by in several), *partly):
        known.setdefault(number, _named_document(number))
    return tuple(
        replace(
            document,
            expires_on=ends[number].on_date if number in ends else document.expires_on,
            amended_by=tuple(dict.fromkeys(amenders.get(number, ()))),
        )
        for number, document in sorted(known.items())
    )


def _named_document(number: str) -> LegalDocument:
    """A document of which the sources know the number alone, since another one amends it."""
    kinds = {"NĐ-CP": "Nghị định", "TT-": "Thông tư", "TTLT-": "Thông tư liên tịch", "QH": "Luật"}
    kind = next((name for mark, name in kinds.items() if number.split("/")[-1].startswith(mark)), "Văn bản")
    return LegalDocument(number, f"{kind} số {number}", kind, "", None, None, None, None, text_included=False)


def _repealed_document(repeal: Repeal) -> LegalDocument:
    title = repeal.title[:1].upper() + repeal.title[1:]
    return LegalDocument(
        number=repeal.document,
        title=title,
        doc_type=title.split(" số ")[0] if title.startswith(("Nghị", "Thông", "Quyết")) else title.split(" ")[0],
        subject="",
        issuer=None,
        issued_on=repeal.issued_on,
        effective_on=None,
        expires_on=repeal.on_date,
        text_included=False,
    )
