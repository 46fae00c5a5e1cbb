"""Citations of provisions, and the sentences' building blocks: titles with dates, sums, days, short quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from assistant.data_files import data_file
from knowledge.citations import Citation
from knowledge.law.titles import short_title
from knowledge.passages import Kind
from knowledge.provisions import LegalDocument, Provision

LIMIT = 1000  # characters of an answer
_BARE = re.compile(r" \d[\d.,/]*$")  # a figure whose unit is cut off
_CUT = re.compile(r"[.;:,] ")


def say(name: str, **values: object) -> str:
    """One sentence, its first letter large."""
    sentence = str(data_file("law_texts.yaml")[name]).format(**values)
    return sentence[:1].upper() + sentence[1:]


def day(value: date | None) -> str:
    return value.strftime("%d/%m/%Y") if value else "ngày chưa rõ"


def dong(value: int) -> str:
    """4000000 -> "4.000.000"."""
    return f"{value:,}".replace(",", ".")


def dated_title(document: LegalDocument) -> str:
    """ "Nghị định 168/2024/NĐ-CP ngày 26/12/2024"."""
    title = short_title(document)
    return f"{title} ngày {day(document.issued_on)}" if document.issued_on else title


def shortened(text: str, limit: int) -> str:
    """The text on one line, cut after a clause of a sentence where it is longer than `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cuts = [match.start() for match in _CUT.finditer(line[:limit])]
    end = cuts[-1] if cuts and cuts[-1] > limit // 2 else line.rfind(" ", 0, limit)
    return f"{_BARE.sub('', line[:end]).rstrip(' ,;:')}…"


def both_ends(text: str, limit: int) -> str:
    """Cut in the middle: what a rule is about stands first, what it says of it last."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return f"{shortened(line, limit // 2)} {line[-(limit // 2) :].split(' ', 1)[-1]}"


def cite(provision: Provision, documents: Mapping[str, LegalDocument]) -> Citation:
    """The provision with its clause's opening words as the quote."""
    document = documents.get(provision.document)
    return Citation(
        kind=Kind.PROVISION,
        id=provision.document,
        title=dated_title(document) if document else provision.document,
        article=provision.article,
        clause=provision.clause,
        point=provision.point,
        quote=" ".join(f"{provision.lead} {provision.text}".split()) or provision.heading,
        source=document.source_path if document else "",
        as_of=provision.effective_on,
    )


def cite_document(document: LegalDocument) -> Citation:
    """A document known by its metadata: number, subject, days and what it replaces."""
    facts = [document.subject, f"có hiệu lực từ {day(document.effective_on)}" if document.effective_on else ""]
    facts += [f"thay thế, bãi bỏ {number}" for number in document.repeals]
    facts += [f"sửa đổi, bổ sung {number}" for number in document.amends]
    facts += list(document.notes)
    return Citation(
        kind=Kind.PROVISION,
        id=document.number,
        title=dated_title(document),
        quote="; ".join(fact for fact in facts if fact),
        source=document.source_path,
        as_of=document.effective_on,
    )


def cite_all(provisions: Iterable[Provision], documents: Mapping[str, LegalDocument]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(cite(one, documents) for one in provisions))


def by_number(documents: Sequence[LegalDocument]) -> dict[str, LegalDocument]:
    return {document.number: document for document in documents}


def at_address(address: str | None, provisions: Iterable[Provision]) -> Provision | None:
    """The provision at an address ("238/2026/NĐ-CP|7|3|"); its latest version."""
    found = [one for one in provisions if one.address == address]
    return found[-1] if found else None
