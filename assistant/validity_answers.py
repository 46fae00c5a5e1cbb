"""Answers on validity: of a document, of one provision on a day, of acts done before a document held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.law_citations import (
    LIMIT,
    at_address,
    both_ends,
    by_number,
    cite_document,
    dated_title,
    day,
    say,
    shortened,
)
from assistant.law_sources import LawAnswer, LawSources, amendment_note, answer_of, limits, title_of
from knowledge.citations import Citation
from knowledge.law.changes import Repeal
from knowledge.law.commencement import commencement_of
from knowledge.law.resolving import Found
from knowledge.law.titles import address_place, place
from knowledge.law.validity import document_holds
from knowledge.provisions import LegalDocument, Provision


def repeal_of(document: LegalDocument, sources: LawSources) -> Repeal | None:
    found = [one for one in sources.repeals if one.document == document.number]
    whole = [one for one in found if not one.parts]
    return next(iter([*whole, *found]), None)


def answer_validity(document: LegalDocument, sources: LawSources, on: date) -> LawAnswer:
    """ "Còn hiệu lực không?": from when, until when, by which clause, and what amended it."""
    title = dated_title(document)
    repeal = repeal_of(document, sources)
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
    """The document, what amended it, and whatever the answer names whose text is not here, cited by their metadata."""
    known = by_number(sources.documents)
    numbers = [document.number, *document.amended_by, *([repeal.by.split("|")[0]] if repeal else [])]
    named = [known[number] for number in dict.fromkeys(numbers) if number in known]
    shown = (document.number, *document.amended_by)
    return tuple(cite_document(one) for one in named if not one.text_included or one.number in shown)


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


def answer_provision_validity(found: Found, sources: LawSources, on: date) -> LawAnswer:
    """A provision that holds on the day: since when, by which clause, and its limits."""
    head, title = found.provisions[0], dated_title(found.document)
    sentence = say("provision_in_force", place=place(head), title=title, date=day(head.effective_on), on=day(on))
    more, amending = amendment_note(head, sources)
    notes, stated = limits(head, sources)
    start = commencement_of(found.document.number, sources.provisions)
    days = [one for one in (start.start, *start.special) if one]
    return answer_of([sentence, *more, *notes], [head, *amending, *days, *stated], sources)


def answer_transition(document: LegalDocument, sources: LawSources) -> LawAnswer:
    """What the document says of acts done before it: its transitional clauses and its first day."""
    stated = commencement_of(document.number, sources.provisions)
    title = dated_title(document)
    cited = [one for one in (*stated.transition, stated.start) if one]
    room = (LIMIT - 100) // max(1, len(cited)) - 110
    quotes = [
        say("provision", place=place(one), title=title, quote=both_ends(one.text, max(120, room))) for one in cited
    ]
    return answer_of(quotes, cited, sources)
