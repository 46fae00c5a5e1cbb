"""Legal bases that belong to another sector.

A law is named after its subject ("Luật Hóa chất"). A record that cites it speaks of that subject somewhere: in its
name, sector, steps, papers, conditions, results or the other documents cited. Where no pair of the subject's syllables
turns up in any of them, the citation is flagged for a human eye; laws that any sector may cite are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import yaml

from ingest.portal.warnings import WarningCode, flag
from knowledge.procedures import LegalBasis, RecordWarning

FIELD = "legal_basis"
_LAW = re.compile(r"(?:Bộ )?luật (?P<subject>[^\d(:;.]+)", re.IGNORECASE)
_AMENDING = re.compile(r"sửa đổi|bổ sung|một số điều|này|hợp nhất", re.IGNORECASE)
_ENDING = re.compile(r"\b(?:số|năm|ngày|của|việt nam|được|do)\b.*", re.IGNORECASE)
# Syllables that sectors of all kinds share.
_SMALL_WORDS = {"và", "các", "quản", "lý", "hoạt", "động", "thành", "lập", "cấp", "của", "đăng", "ký", "bảo", "vệ"}
_SYLLABLE = re.compile(r"[^\W\d_]+")


def other_sector(legal_basis: Sequence[LegalBasis], sector: str | None, own_text: str) -> tuple[RecordWarning, ...]:
    """Flags for laws whose subject neither the sector nor `own_text` (all but the legal bases) ever mentions."""
    flags = []
    for place, basis in enumerate(legal_basis):
        subject = law_subject(basis.title or "")
        if subject is None or _at_home(subject, (sector or "").lower()):
            continue
        others = [item.title or "" for number, item in enumerate(legal_basis) if number != place]
        if not _mentioned(subject, " ".join([own_text, *others])):
            flags.append(flag(WarningCode.LEGAL_BASIS_OTHER_SECTOR, FIELD, basis.title))
    return tuple(flags)


def law_subject(title: str) -> str | None:
    """ "hóa chất" out of "Luật Hóa chất"; None for other documents, amending laws and laws that any sector may cite."""
    found = _LAW.match(title)
    if found is None or _AMENDING.search(title):
        return None
    subject = _ENDING.sub("", found["subject"].lower()).strip(" ,")
    general = any(subject.startswith(law) for law in sector_laws()["any"])
    return None if general or not subject else subject


def _at_home(subject: str, sector: str) -> bool:
    shared = set(_SYLLABLE.findall(subject)) & set(_SYLLABLE.findall(sector)) - _SMALL_WORDS
    laws = [law for words, laws in sector_laws()["by_sector"].items() if words in sector for law in laws]
    return bool(shared) or any(subject.startswith(law) for law in laws)


def _mentioned(subject: str, text: str) -> bool:
    own = [syllable.lower() for syllable in _SYLLABLE.findall(text)]
    syllables = [syllable for syllable in _SYLLABLE.findall(subject) if syllable != "và"]
    if len(syllables) == 1:
        return syllables[0] in own
    return not set(pairwise(own)).isdisjoint(pairwise(syllables))


@cache
def sector_laws() -> dict[str, Any]:
    """ "any": laws for any sector; "by_sector": words of a sector's name -> the laws at home in it."""
    text = resources.files(__package__).joinpath("data/sector_laws.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
