"""Answers from one provision or one document: plain functions of values, without any model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.law_citations import (
    LIMIT,
    at_address,
    by_number,
    cite_all,
    cite_document,
    dated_title,
    day,
    say,
    shortened,
)
from knowledge.citations import Citation
from knowledge.law.changes import Repeal
from knowledge.law.commencement import commencement_of
from knowledge.law.references import Reference
from knowledge.law.resolving import Found, Missing, NotFound, Several
from knowledge.law.titles import address_place, place, short_title
from knowledge.law.validity import document_holds
from knowledge.provisions import LegalDocument, Provision

_ITEM = 66  # characters that an item of a list needs: "12. Phạt tiền từ 40.000.000 đồng đến 50.000.000 đồng đối với"


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


# a provision


def answer_provision(found: Found, sources: LawSources) -> LawAnswer:
    """Quotes the provision (or lists what stands below it), and says what amended it."""
    head, below = found.provisions[0], found.provisions[1:]
    title = dated_title(found.document)
    children = [one for one in below if (one.point is None) == (head.clause is None)] if below else []
    if children:
        sentences = _listed(head, children, title)
    elif head.text:
        quote = shortened(f"{head.lead} {head.text}" if head.point else head.text, LIMIT - 350)
        sentences = [say("provision", place=place(head), title=title, quote=quote)]
    else:
        sentences = [say("heading", place=place(head), title=title, heading=head.heading)]
    more, cited = amendment_note(head, sources)
    notes, stated = limits(head, sources)
    return answer_of([*sentences, *more, *notes], [head, *children, *cited, *stated], sources)


def limits(provision: Provision, sources: LawSources) -> tuple[list[str], list[Provision]]:
    """The provision's notes, cut in the middle since the date stands at the end, and the provisions that state them."""
    sentences = [say("note", note=_both_ends(note)) for note in provision.notes]
    stated = [
        one
        for one in sources.provisions
        if one.document == provision.document and any(note[:150] in one.text for note in provision.notes)
    ]
    return sentences, stated


def _both_ends(text: str) -> str:
    return text if len(text) <= 300 else f"{shortened(text, 170)} {text[-110:].split(' ', 1)[1]}"


def _listed(head: Provision, children: Sequence[Provision], title: str) -> list[str]:
    """The opening words and each item, every one shortened alike so that all of them fit."""
    opening = shortened(head.text or head.heading, 110)
    first = say("items", place=place(head), title=title, items=opening)
    room = LIMIT - 320 - len(first)
    each = max(_ITEM, room // len(children))
    shown = children[: max(1, room // each)]
    lines = [f"{_label(one)} {shortened(one.text or one.heading, each - 6)}" for one in shown]
    return [first, *lines, *([say("more")] if len(shown) < len(children) else [])]


def _label(one: Provision) -> str:
    return f"{one.point})" if one.point else f"{one.clause}."


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


# what is not there


def answer_missing(missing: NotFound, reference: Reference, sources: LawSources, on: date) -> LawAnswer:
    """Says exactly what does not exist, or why it cannot be quoted."""
    document = missing.document
    if document is None:
        return LawAnswer(say("unknown_document"), ())
    title = dated_title(document)
    if missing.reason in (Missing.NOT_YET, Missing.NO_LONGER):
        return _out_of_time(missing, document, sources, on)
    if missing.reason is Missing.NO_TEXT:
        if _repeal_of(document, sources) or not reference.names_a_place:
            return answer_validity(document, sources, on)
        return LawAnswer(say("no_text", title=title), ())
    wanted = {
        Missing.NO_ARTICLE: reference.article,
        Missing.NO_CLAUSE: reference.clause,
        Missing.NO_POINT: reference.point,
        Missing.NO_ANNEX: reference.annex,
    }[missing.reason]
    name = missing.reason.value + ("" if missing.last or missing.reason is Missing.NO_ANNEX else "_none")
    values = {"article": reference.article, "clause": reference.clause, "last": missing.last}
    return answer_of(
        [say(name, title=title, wanted=wanted, **values)], _last_ones(missing, reference, sources), sources
    )


def _last_ones(missing: NotFound, reference: Reference, sources: LawSources) -> list[Provision]:
    """The last article, clause or point that there is, as the proof that the one asked for is not."""
    labels = {
        Missing.NO_ARTICLE: (missing.last, None, None),
        Missing.NO_CLAUSE: (reference.article, missing.last, None),
        Missing.NO_POINT: (reference.article, reference.clause, missing.last),
    }.get(missing.reason)
    number = missing.document.number if missing.document else ""
    return [
        one for one in sources.provisions if one.document == number and (one.article, one.clause, one.point) == labels
    ]


def _out_of_time(missing: NotFound, document: LegalDocument, sources: LawSources, on: date) -> LawAnswer:
    if not missing.versions:
        return answer_validity(document, sources, on)
    version, title = missing.versions[-1], dated_title(document)
    if missing.reason is Missing.NOT_YET:
        sentence = say("not_yet", place=place(version), title=title, on=day(on), date=day(version.effective_on))
        number = version.amended_by.split("|")[0] if version.amended_by else document.number
        more, cited = amendment_note(version, sources)
        start = commencement_of(number, sources.provisions)
        stated = [one for one in (start.start, *start.special) if one]
        return answer_of([sentence, *more], [version, *cited, *stated], sources)
    number, where = address_place(version.ended_by or document.number + "|||")
    values = {"by_place": where, "by_title": title_of(number, sources), "date": day(version.expires_on)}
    ending = at_address(version.ended_by, sources.provisions)
    start_of = commencement_of(number, sources.provisions).start
    return answer_of(
        [say("no_longer", place=place(version), title=title, **values)],
        [one for one in (version, ending, start_of) if one],
        sources,
    )


def answer_several(several: Several) -> LawAnswer:
    """Asks which document is meant."""
    names = [short_title(one.document) for one in several.options if one.document]
    unique = list(dict.fromkeys(names))
    return LawAnswer(say("several", titles="; ".join(unique)), ())


# a document as a whole


def _repeal_of(document: LegalDocument, sources: LawSources) -> Repeal | None:
    found = [one for one in sources.repeals if one.document == document.number]
    whole = [one for one in found if not one.parts]
    return next(iter([*whole, *found]), None)


def answer_validity(document: LegalDocument, sources: LawSources, on: date) -> LawAnswer:
    """ "Còn hiệu lực không?": from when, until when, by which clause, and what amended it."""
    title = dated_title(document)
    repeal = _repeal_of(document, sources)
    sentences: list[str] = []
    cited: list[Provision] = []
    if repeal and (repeal.on_date is None or repeal.on_date <= on):
        sentences, cited = _repealed(repeal, title, sources)
    if not sentences or (repeal and repeal.parts):
        start = commencement_of(document.number, sources.provisions)
        cited += [one for one in (start.start, *start.special) if one]
        sentences += [] if document.effective_on is None and sentences else [_standing(document, title, on)]
        if document.amended_by:
            names = "; ".join(title_of(number, sources) for number in document.amended_by)
            sentences.append(say("amended_document", titles=names))
    answer = answer_of(sentences, cited, sources)
    return replace(answer, citations=(*answer.citations, *_by_metadata(document, repeal, sources)))


def _by_metadata(document: LegalDocument, repeal: Repeal | None, sources: LawSources) -> tuple[Citation, ...]:
    """The documents that the answer names and whose text is not here, cited by their metadata."""
    known = by_number(sources.documents)
    numbers = [document.number, *document.amended_by, *([repeal.by.split("|")[0]] if repeal else [])]
    named = [known[number] for number in dict.fromkeys(numbers) if number in known]
    return tuple(cite_document(one) for one in named if not one.text_included or one is document)


def _standing(document: LegalDocument, title: str, on: date) -> str:
    holds = document_holds(document, on)
    if holds is None:
        return say("start_unknown", title=title)
    name = "in_force" if holds else "not_yet_document"
    return say(name, title=title, date=day(document.effective_on), on=day(on))


def _repealed(repeal: Repeal, title: str, sources: LawSources) -> tuple[list[str], list[Provision]]:
    number, where = address_place(repeal.by)
    values = {"title": title, "date": day(repeal.on_date), "by_place": where, "by_title": title_of(number, sources)}
    clause = at_address(repeal.by, sources.provisions)
    if repeal.parts:
        whole = [part for part in repeal.parts if part.clause is None and part.point is None]
        parts = shortened(", ".join(str(part) for part in whole or repeal.parts), 250)
        sentences = [say("partly_repealed", parts=parts, **values)]
    else:
        sentences = [" ".join(say("repealed", **values).split())]
        quote = shortened(clause.text, 400) if clause else ""
        sentences += [say("repealed_quote", quote=quote)] if quote else []
        if repeal.exception and repeal.exception not in quote:
            sentences.append(say("exception", exception=repeal.exception))
    start = commencement_of(number, sources.provisions).start
    points = [one for one in sources.provisions if clause and one.point and one.address.startswith(repeal.by)]
    return sentences, [one for one in (clause, *points, start) if one]
