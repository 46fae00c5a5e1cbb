"""Legal documents as a question names them: "nđ 168", "Luật 35/2024", "thông tư 79 của bộ công an", "luật đường bộ"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from knowledge.provisions import LegalDocument
from knowledge.text.fold import fold
from knowledge.text.lexicon import shipped

_WORD = re.compile(r"[a-z0-9]+")
_STOP = r"(?:dieu|khoan|diem|quy|noi|la|thi|co|ve|bi|hay|nam|so|cho|con|ra|sao|the|hien|moi|cu|phat|viet|muc)\b"


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """What the question says of a document; every part may be missing, but never number and title both."""

    kind: str | None = None  # "Luật", "Nghị định", "Thông tư"
    number: str | None = None  # "168"
    year: str | None = None
    mark: str | None = None  # folded end of the number: "nd-cp", or an issuer's letters: "bgtvt"
    title: str | None = None  # folded words of a law's title
    start: int = 0
    end: int = 0


@cache
def _pattern() -> re.Pattern[str]:
    kinds = "|".join(
        sorted((re.escape(kind) for kind in shipped("law_references.yaml")["kinds"]), key=len, reverse=True)
    )
    number = r"(?:so )?(?P<n{0}>\d{{1,4}})(?:[/-](?P<y{0}>(?:19|20)\d\d))?(?:[/-](?P<m{0}>[a-z]+\d*(?:-[a-z]+)*))?"
    loose = r"(?<![\d/.-])(?<!thang )(?P<n2>\d{1,4})/(?P<y2>(?:19|20)\d\d)(?:/(?P<m2>[a-z]+\d*(?:-[a-z]+)*))?"
    title = rf"(?P<law>(?:bo )?luat) (?P<title>(?!{_STOP})[a-z]+(?:,? (?!{_STOP})[a-z]+){{0,9}})"
    year = r"(?: nam (?P<y3>(?:19|20)\d\d)|(?: so)? (?P<n4>\d{1,4})/(?P<y4>(?:19|20)\d\d)(?:/(?P<m4>[a-z]+\d*))?)?"
    # "12/08/2026" and "tháng 8/2026" are days, not documents
    return re.compile(rf"\b(?P<k1>{kinds})\.? ?{number.format(1)}\b|\b{loose}\b|\b{title}{year}")


def find_documents(text: str) -> tuple[DocumentMention, ...]:
    """The documents that `text` names, in order. Offsets count in `text` (NFC)."""
    folded = fold(text).lower()
    terms = shipped("law_references.yaml")
    found: list[DocumentMention] = []
    for match in _pattern().finditer(folded):
        kind = match["k1"] or match["law"]
        mention = DocumentMention(
            kind=terms["kinds"][kind] if kind else None,
            number=match["n1"] or match["n2"] or match["n4"],
            year=match["y1"] or match["y2"] or match["y3"] or match["y4"],
            mark=match["m1"] or match["m2"] or match["m4"],
            title=_title(match["title"], terms["titles"]) if match["title"] and not match["n4"] else None,
            start=match.start(),
            end=match.end(),
        )
        found.append(replace(mention, mark=mention.mark or _issuer(folded, match.end(), terms["issuers"])))
    return tuple(found)


def _title(words: str, nicknames: dict[str, str]) -> str:
    plain = " ".join(_WORD.findall(words))
    for short in sorted(nicknames, key=len, reverse=True):
        if plain.startswith(short):
            return f"{nicknames[short]}"
    return plain


def _issuer(folded: str, at: int, issuers: dict[str, str]) -> str | None:
    """An issuer named right after the number: "35/2024 bên gtvt", "thông tư 79 của bộ công an"."""
    after = re.sub(r"^\W*(?:cua |tu |do )?", "", folded[at : at + 40])
    for words in sorted(issuers, key=len, reverse=True):
        if re.match(rf"(?:ben )?{words}\b", after):
            return str(issuers[words]).lower()
    return None


def matching_documents(mention: DocumentMention, documents: Sequence[LegalDocument]) -> tuple[LegalDocument, ...]:
    """The documents that the mention may mean, those whose text is here first; empty where none fits."""
    if mention.number is None:
        return _by_title(mention, documents)
    fits = [document for document in documents if _fits(mention, document)]
    return tuple(sorted(fits, key=lambda document: not document.text_included))


def _fits(mention: DocumentMention, document: LegalDocument) -> bool:
    number, _, rest = document.number.partition("/")
    year, _, mark = rest.partition("/")
    if number.lstrip("0") != str(mention.number).lstrip("0") or (mention.year and mention.year != year):
        return False
    if mention.kind and mention.kind not in (document.doc_type, document.doc_type.split(" ")[0]):
        return False
    folded = fold(mark).lower()
    return not mention.mark or mention.mark == folded or mention.mark in folded.split("-")


def _by_title(mention: DocumentMention, documents: Sequence[LegalDocument]) -> tuple[LegalDocument, ...]:
    """Laws by title: the one called exactly so, else those whose title holds the longest start of the words."""
    words = (mention.title or "").split()
    laws = [document for document in documents if document.doc_type == mention.kind]
    laws = [law for law in laws if not mention.year or law.number.split("/")[1] == mention.year]
    titles = {law.number: _WORD.findall(fold(law.title.split(" số ")[0]).lower())[1:] for law in laws}
    for length in range(len(words), 1, -1):
        start = words[:length]
        for test in (lambda title, start=start: title == start, lambda title, start=start: _holds(title, start)):
            fits = [law for law in laws if test(titles[law.number])]
            if fits:
                return tuple(sorted(fits, key=lambda document: not document.text_included))
    return ()


def _holds(title: list[str], words: list[str]) -> bool:
    return any(title[at : at + len(words)] == words for at in range(len(title)))
