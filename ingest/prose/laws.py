"""Legal bases, from tables of them or from lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.portal.furniture import stated
from ingest.portal.legal_numbers import find_numbers
from ingest.portal.warnings import WarningCode, flag
from ingest.prose.columns import column_rows
from ingest.prose.entries import Entry
from ingest.prose.field_names import folded_name
from ingest.readers.document import BlockKind
from knowledge.procedures import LegalBasis, RecordWarning

FIELD = "legal_basis"
_COLUMNS = {
    "number": ("so ky hieu", "ma van ban", "so hieu", "so van ban", "ky hieu"),
    "title": ("trich yeu", "ten van ban", "noi dung", "van ban"),
    "day": ("ngay ban hanh",),
    "body": ("co quan ban hanh",),
}
_FURNITURE = {
    *("so ky hieu", "trich yeu", "ngay ban hanh", "co quan ban hanh", "so ky hieu trich yeu", "ma van ban", "ban hanh"),
    *("so ky hieu trich yeu ngay ban hanh co quan ban hanh", "ngay ban hanh co quan ban hanh", "ten van ban phap ly"),
}
_DAY = re.compile(r"\d{1,2}[-/]\d{1,2}[-/]\d{4}")
_DIVIDED = re.compile(r" ?\| ?")


def read_laws(section: Sequence[Entry]) -> tuple[tuple[LegalBasis, ...], list[RecordWarning]]:
    found: list[LegalBasis] = []
    for entry in section:
        rows = column_rows(entry.block, _COLUMNS, "number") if entry.block.kind is BlockKind.TABLE else None
        if rows is None:
            for line in entry.text.split("\n") if entry.block.kind is BlockKind.TABLE else [entry.block.text]:
                _add_line(found, line)
        else:
            found += (basis for row in rows if (basis := _basis(row["number"], row["title"])) is not None)
    unread = [flag(WarningCode.LEGAL_BASIS_UNPARSED, FIELD, item.title) for item in found if item.number is None]
    missing = [] if found else [flag(WarningCode.LEGAL_BASIS_MISSING, FIELD)]
    return tuple(found), [*missing, *unread]


def _basis(number: str, title: str) -> LegalBasis | None:
    inside = find_numbers(number)
    told = stated(title.replace("\n", " "))
    named = inside[0].number if inside else stated(number)
    return LegalBasis(named, told if told != named else None) if named or told else None


def _add_line(found: list[LegalBasis], line: str) -> None:
    """One line of a list; lines that a table without rulings was printed in go on with the number above them."""
    text = line.strip().rstrip(" ;,")
    if not stated(text) or folded_name(text) in _FURNITURE or _DAY.fullmatch(text):
        return
    parts = [part for part in _DIVIDED.split(text) if part]
    numbers = find_numbers(text)
    if len(parts) > 1 and numbers:
        title = next((part for part in parts if not _DAY.fullmatch(part) and part != parts[0]), None)
        found.append(LegalBasis(numbers[0].number, title))
        return
    alone = bool(numbers) and numbers[0].number == text.replace(" ", "")
    if alone:
        found.append(LegalBasis(numbers[0].number, None))
    elif found and found[-1].title is None and found[-1].number is not None:
        found[-1] = LegalBasis(found[-1].number, text)
    elif not (found and _is_body(text)):
        found.append(LegalBasis(numbers[0].number if numbers else None, text))


def _is_body(text: str) -> bool:
    """The issuing body, a column of its own: "Bộ Tài chính", "Quốc hội"."""
    bodies = ("bo ", "quoc hoi", "chinh phu", "uy ban", "hoi dong", "thu tuong", "ngan hang nha nuoc", "toa an", "khac")
    return (
        len(text.split()) <= 8 and folded_name(text).startswith(bodies) and not folded_name(text).startswith("bo luat")
    )
