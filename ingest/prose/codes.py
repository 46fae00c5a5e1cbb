"""Codes of procedures as sources print them, and codes of our own for procedures that have none."""

from __future__ import annotations

import hashlib
import re

from ingest.prose.field_names import folded_name

_NATIONAL = re.compile(r"(?<![\d.])(\d\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})?(?!\d)")
_OTHER = re.compile(r"[A-ZĐ]{2,8}\d{2,6}|[A-ZĐ][A-ZĐ\d]{1,7}(?:[-._][A-ZĐ\d]{1,12}){1,5}|\d(?:\.\d{3,6}){1,5}")
_LENGTH = 8
PREFIX = "DN-"


def printed_code(text: str) -> str | None:
    """ "1.009022" out of "1.009022.000.00.00.H17 (Số quyết định 1404/QĐ-UBND)", or another code of that kind.

    The tail behind a national code names the place that publishes it; it is the same procedure everywhere.
    """
    national = _NATIONAL.search(text)
    if national:
        return national[1]
    other = _OTHER.search(text)
    return other.group() if other else None


def derived_code(name: str, agency: str | None) -> str:
    """The same for the same name and agency, whatever file it stands in: "DN-3f9a01bc"."""
    words = f"{folded_name(name)}|{folded_name(agency or '')}"
    return PREFIX + hashlib.sha256(words.encode()).hexdigest()[:_LENGTH]
