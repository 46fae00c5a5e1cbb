"""Front matter of a law file, or one entry of `markdown_metadata.json` -> LegalDocument."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import yaml

from knowledge.provisions import LegalDocument
from knowledge.text.clean import nfc

_NUMBER = re.compile(r"\d{1,4}/\d{4}/[A-ZĐ][A-ZĐ0-9-]*\d*")
_RANGE = re.compile(r"Điều (\d+)\s*-\s*Điều (\d+)")
_AMENDED_BY = re.compile(
    r"số (\d+/\d{4}/[A-ZĐ0-9-]+)[^;,]*? được sửa đổi, bổ sung bởi (?:Luật|Nghị định) số ([^\s,;]+)"
)

_AMENDS = ("van_ban_bi_sua_doi", "van_ban_duoc_sua_doi")
_REPEALS = ("van_ban_bi_thay_the", "van_ban_bi_bai_bo")
_NOTES = ("ghi_chu_hieu_luc", "ghi_chu_chuyen_tiep", "dieu_khoan_chuyen_tiep")
_RELATED = ("van_ban_lien_quan", "van_ban_can_cu_chinh")


def split_front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    """(metadata, body); empty metadata where the file has none."""
    if not text.startswith("---\n"):
        return {}, text
    head, _, body = text[4:].partition("\n---\n")
    loaded = yaml.safe_load(head)
    return (loaded if isinstance(loaded, dict) else {}), body


def _strings(value: Any) -> list[str]:
    if value is None:
        return []
    return [nfc(str(item)) for item in value] if isinstance(value, list) else [nfc(str(value))]


def _gather(meta: Mapping[str, Any], keys: Iterable[str]) -> list[str]:
    return [text for key in keys for text in _strings(meta.get(key))]


def _date(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def numbers_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Numbers of documents ("12/2025/TT-BCA") in order, each once."""
    return tuple(dict.fromkeys(number for text in texts for number in _NUMBER.findall(text)))


def whole_repeals(meta: Mapping[str, Any]) -> list[str]:
    """Entries that name whole documents ("Điều 2 và Điều 3 Nghị định số 41/2024" is not one)."""
    return [entry for entry in _gather(meta, _REPEALS) if not re.match(r"(Điều|Khoản|Điểm)\b", entry)]


def known_amenders(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Amended number -> its amenders ("... số 36/2024/QH15 được sửa đổi, bổ sung bởi Luật số 118/2025/QH15")."""
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        for amended, by in _AMENDED_BY.findall(text):
            found[amended] = tuple(dict.fromkeys((*found.get(amended, ()), by)))
    return found


def stated_articles(meta: Mapping[str, Any]) -> tuple[int, int] | None:
    """First and last article that the file says it holds."""
    match = _RANGE.search(str(meta.get("pham_vi_dieu", "")))
    return (int(match[1]), int(match[2])) if match else None


def related_texts(meta: Mapping[str, Any]) -> list[str]:
    return _gather(meta, _RELATED)


def document_of(meta: Mapping[str, Any], source_path: str, digest: str, text_included: bool) -> LegalDocument | None:
    """The document that the metadata describe; None without a number."""
    number = nfc(str(meta.get("so_ky_hieu", ""))).strip()
    if not number:
        return None
    return LegalDocument(
        number=number,
        title=nfc(str(meta.get("title", number))),
        doc_type=nfc(str(meta.get("loai_van_ban", ""))),
        subject=nfc(str(meta.get("trich_yeu", ""))),
        issuer=nfc(str(meta["co_quan_ban_hanh"])) if meta.get("co_quan_ban_hanh") else None,
        issued_on=_date(meta.get("ngay_ban_hanh")),
        effective_on=_date(meta.get("ngay_co_hieu_luc")),
        expires_on=_date(meta.get("ngay_het_hieu_luc")),
        amends=numbers_in(_gather(meta, _AMENDS)),
        repeals=numbers_in(entry.split("ngày")[0] for entry in whole_repeals(meta)),
        notes=tuple(_gather(meta, _NOTES)),
        source_path=source_path,
        digest=digest,
        text_included=text_included,
        articles=stated_articles(meta),
    )
