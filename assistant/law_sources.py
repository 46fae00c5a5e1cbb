"""What answers from the law are made from, and the sentences that several of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.law_citations import LIMIT, at_address, both_ends, by_number, cite_all, dated_title, day, say
from knowledge.citations import Citation
from knowledge.law.changes import Repeal
from knowledge.law.commencement import commencement_of
from knowledge.law.titles import address_place, place
from knowledge.provisions import LegalDocument, Provision


@dataclass(frozen=True, slots=True)
class LawAnswer:
    """At most `LIMIT` characters; every figure in it stands in a citation's quote or title."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class LawSources:
    """What an answer may draw on; `provisions` hold every version."""

    documents: Sequence[LegalDocument]
    provisions: Sequence[Provision]
    repeals: Sequence[Repeal] = ()


def answer_of(sentences: Sequence[str], cited: Sequence[Provision], sources: LawSources) -> LawAnswer:
    """Whole sentences as long as they fit."""
    kept: list[str] = []
    for sentence in sentences:
        if sum(len(one) + 1 for one in kept) + len(sentence) <= LIMIT:
            kept.append(sentence)
    return LawAnswer("\n".join(kept), cite_all(cited, by_number(sources.documents)))


def title_of(number: str, sources: LawSources) -> str:
    document = by_number(sources.documents).get(number)
    return dated_title(document) if document else number


def amendment_note(provision: Provision, sources: LawSources) -> tuple[list[str], list[Provision]]:
    """The sentence that says what amended or added the provision, and the amending provisions to cite."""
    if provision.amended_by is None:
        return [], []
    number, where = address_place(provision.amended_by)
    earlier = any(one.address == provision.address and one.expires_on for one in sources.provisions)
    what = place(provision)
    sentence = say(
        "amended" if earlier else "added",
        what=what,
        place=where,
        title=title_of(number, sources),
        date=day(provision.effective_on),
    )
    amending = at_address(provision.amended_by, sources.provisions)
    start = commencement_of(number, sources.provisions).start
    return [sentence], [one for one in (amending, start) if one]


def limits(provision: Provision, sources: LawSources) -> tuple[list[str], list[Provision]]:
    """The provision's notes, cut in the middle since the date stands at the end, and the provisions that state them."""
    sentences = [say("note", note=both_ends(note, 290)) for note in provision.notes]
    stated = [
        one
        for one in sources.provisions
        if one.document == provision.document and any(note[:150] in one.text for note in provision.notes)
    ]
    return sentences, stated
