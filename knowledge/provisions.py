"""Laws as addressable provisions: Điều (article), Khoản (clause), Điểm (point)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LegalDocument:
    number: str  # "168/2024/NĐ-CP"
    title: str  # "Nghị định số 168/2024/NĐ-CP"
    doc_type: str  # "Luật", "Nghị định", "Thông tư"
    subject: str  # trích yếu
    issuer: str | None
    issued_on: date | None
    effective_on: date | None
    expires_on: date | None  # first day on which it no longer holds
    amends: tuple[str, ...] = ()  # numbers of the documents that it amends
    repeals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # stated special effective dates
    source_path: str = ""
    digest: str = ""
    text_included: bool = True  # False: known by metadata alone, or only as repealed by another document
    articles: tuple[int, int] | None = None  # first and last article, where stated
    amended_by: tuple[str, ...] = ()  # numbers of documents known to amend it, whether or not their text is here


@dataclass(frozen=True, slots=True)
class Provision:
    """One article, clause or point with its own words; the words above it are in `lead`."""

    document: str  # LegalDocument.number
    article: str  # "6", "44a"; "Phụ lục 02", "Mẫu ĐKX10" for what is annexed
    clause: str | None
    point: str | None
    heading: str  # the article's heading
    lead: str  # the clause's opening words for a point, empty otherwise
    text: str
    chapter: str | None = None
    effective_on: date | None = None  # None: as the document
    expires_on: date | None = None
    amended_by: str | None = None  # address of the amending provision: "238/2026/NĐ-CP|7|3|"
    ended_by: str | None = None  # address of the provision that repealed or replaced this version
    notes: tuple[str, ...] = ()  # limits stated elsewhere: a later date for some vehicles, a gap in the source

    @property
    def address(self) -> str:
        """`number|article|clause|point`, unique among the versions in force on one day."""
        return f"{self.document}|{self.article}|{self.clause or ''}|{self.point or ''}"
