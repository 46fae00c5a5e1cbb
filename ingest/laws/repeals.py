"""Whole documents, or named parts of them, that a text repeals or ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ingest.laws.front_matter import whole_repeals
from knowledge.law.changes import Action, Amendment, Repeal
from knowledge.law.targets import parse_targets
from knowledge.provisions import LegalDocument, Provision
from knowledge.text.fold import fold

_DOCUMENT = re.compile(
    r"(?P<title>(?:luat|nghi dinh|thong tu(?: lien tich)?|nghi quyet|quyet dinh|phap lenh)\b[^;:\d]{0,80}?so "
    r"(?P<number>\d{1,4}/\d{4}/ ?[\w&]+(?: ?-[\w&]+)*))(?: ngay (?P<day>\d{1,2}) (?:thang|ngay) (?P<month>\d{1,2}) "
    r"(?:nam|thang) (?P<year>\d{4}))?"
)
_METADATA_DAY = re.compile(r"ngày (\d{2})-(\d{2})-(\d{4})")
_REPEALS = re.compile(r"\bbai bo\b")
_ENDS = re.compile(r"\bhet hieu luc (?:thi hanh )?(?:ke )?tu ngay (?:(\d{1,2}) thang (\d{1,2}) nam (\d{4}))?")
_EXCEPT = re.compile(r"tr[ừư] (?:trường hợp|các trường hợp|quy định)[^;.]*")


def repeals_of(document: LegalDocument, provisions: Sequence[Provision]) -> tuple[Repeal, ...]:
    """What the provisions of `document` repeal ("bãi bỏ ...", "... hết hiệu lực kể từ ngày ...")."""
    found: dict[tuple[str, bool], Repeal] = {}
    for provision in provisions:
        if fold(provision.heading).lower().startswith(("sua doi", "bo sung")):
            continue
        for repeal in _of_provision(document, provision):
            found.setdefault((repeal.document, bool(repeal.parts)), repeal)
    return tuple(found.values())


def _of_provision(document: LegalDocument, provision: Provision) -> Iterator[Repeal]:
    lead = fold(provision.lead).lower()
    text = provision.text
    folded = fold(text).lower()
    ends = _ENDS.search(folded)
    if _REPEALS.search(folded) or _REPEALS.search(lead):
        start = _REPEALS.search(folded)
        yield from _items(document, provision, text[start.end() if start else 0 :], document.effective_on)
    elif ends:
        on = date(int(ends[3]), int(ends[2]), int(ends[1])) if ends[1] else document.effective_on
        yield from _items(document, provision, text, on)


def _items(document: LegalDocument, provision: Provision, text: str, on: date | None) -> Iterator[Repeal]:
    """One repeal an item: the first document that it names (others are named as its history)."""
    for item in text.split(";"):
        match = _DOCUMENT.search(fold(item).lower())
        if match is None:
            continue
        number = item[match.start("number") : match.end("number")].replace(" ", "")
        exception = _EXCEPT.search(text)
        yield Repeal(
            document=number,
            title=item[match.start("title") : match.end("title")].replace(" -", "-"),
            by=provision.address,
            on_date=on,
            parts=parse_targets(item[: match.start()]),
            exception=exception[0] if exception else "",
            issued_on=date(int(match["year"]), int(match["month"]), int(match["day"])) if match["day"] else None,
        )


def repeals_in_metadata(document: LegalDocument, meta: Mapping[str, Any]) -> Iterator[Repeal]:
    """Whole documents that the metadata of a document without text say it replaces."""
    for entry in whole_repeals(meta):
        match = _DOCUMENT.search(fold(entry).lower())
        if match is None:
            continue
        day = _METADATA_DAY.search(entry)
        exception = re.search(r"\((trừ [^)]*)\)", entry)
        yield Repeal(
            document=entry[match.start("number") : match.end("number")],
            title=entry[match.start("title") : match.end("title")],
            by=f"{document.number}|||",
            on_date=document.effective_on,
            exception=exception[1] if exception else "",
            issued_on=date(int(day[3]), int(day[2]), int(day[1])) if day else None,
        )


def repeals_by_amendment(amendments: Sequence[Amendment]) -> Iterator[Repeal]:
    """Provisions that an amending clause repeals in documents whose text is not here, one repeal a clause."""
    clauses: dict[tuple[str, str], list[Amendment]] = {}
    for change in amendments:
        if change.action is Action.REPEAL:
            clauses.setdefault((change.document, change.by.rsplit("|", 1)[0]), []).append(change)
    for (document, clause), changes in clauses.items():
        parts = tuple(change.target for change in changes)
        yield Repeal(document, document, f"{clause}|", changes[0].effective_on, parts)
