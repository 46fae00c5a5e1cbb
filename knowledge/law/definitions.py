"""Terms that the law defines: "Làn đường là một phần của ...", "Hạng A1 cấp cho người lái ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from knowledge.law.vehicles import is_penal
from knowledge.provisions import LegalDocument, Provision
from knowledge.text.fold import fold
from knowledge.text.phrases import PhraseBook
from knowledge.text.syllables import syllables

_TERM = r"(?P<term>[^\W\d_][^,;:.“”\"()]{1,90}?)"
_ALSO = r"(?: \((?:sau đây (?:viết )?gọi (?:chung )?(?:là|tắt là) (?P<also>[^)]+)|[^)]{1,40})\))?"
_DEFINES = re.compile(rf"^{_TERM}{_ALSO} (?P<verb>là|bao gồm|gồm|được hiểu là):? \S")
_CLASS = re.compile(r"^(?P<term>Hạng [A-E]\w{0,2}) cấp cho người lái ")
_NO_TERM = re.compile(
    r"^(truong hop|doi voi|co|phai|chi|viec|nguoi co|cac hanh vi|bo |thuc hien|khi|noi dung|ky|cung)\b"
)
_LONGEST = 12  # syllables of a term
_KINDS = ("Luật", "Nghị định")  # of two documents with the same term the higher one counts


def definitions_of(provisions: Iterable[Provision], documents: Mapping[str, LegalDocument]) -> dict[str, Provision]:
    """Lower-case term -> the provision that defines it; `provisions` are those in force."""
    found: dict[str, Provision] = {}
    for provision in sorted(provisions, key=lambda one: _rank(documents.get(one.document))):
        if not is_penal(provision.heading):
            for term in _terms(" ".join(provision.text.split())):
                found.setdefault(term, provision)
    return found


def _terms(text: str) -> list[str]:
    """The term that a text defines, with what it is called for short."""
    match = _DEFINES.match(text) or _CLASS.match(text)
    if match is None:
        return []
    term = match["term"].lower()
    if _NO_TERM.match(fold(term)) or len(syllables(term)) > _LONGEST:
        return []
    also = match.groupdict().get("also")
    shorter = re.sub(r"( giao thông)? đường bộ$", r"\1", term), term.split(" của ")[0]
    names = [term, *([also.lower()] if also else []), *(name for name in shorter if len(syllables(name)) > 1)]
    return list(dict.fromkeys(names))


def _rank(document: LegalDocument | None) -> int:
    kind = document.doc_type if document else ""
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def book_of(definitions: Mapping[str, Provision]) -> PhraseBook[str]:
    return PhraseBook({term: term for term in definitions})


def terms_in(words: Sequence[str], book: PhraseBook[str]) -> tuple[tuple[str, ...], int]:
    """The defined terms among the syllables, each once, and how many syllables they take up."""
    found = book.find(words)
    return tuple(dict.fromkeys(one.value for one in found)), sum(one.end - one.start for one in found)
