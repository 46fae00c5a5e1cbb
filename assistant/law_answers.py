"""Answers from one provision, or on one that is not there: plain functions of values, without any model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.law_citations import LIMIT, at_address, dated_title, day, say, shortened
from assistant.law_sources import LawAnswer, LawSources, amendment_note, answer_of, limits, title_of
from assistant.validity_answers import answer_validity, repeal_of
from knowledge.law.commencement import commencement_of
from knowledge.law.references import Reference
from knowledge.law.resolving import Found, Missing, NotFound, Several
from knowledge.law.titles import address_place, place, short_title
from knowledge.provisions import LegalDocument, Provision

_ITEM = 66  # characters that an item of a list needs: "12. Phạt tiền từ 40.000.000 đồng đến 50.000.000 đồng đối với"


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


def answer_missing(missing: NotFound, reference: Reference, sources: LawSources, on: date) -> LawAnswer:
    """Says exactly what does not exist, or why it cannot be quoted."""
    document = missing.document
    if document is None:
        return LawAnswer(say("unknown_document"), ())
    title = dated_title(document)
    if missing.reason in (Missing.NOT_YET, Missing.NO_LONGER):
        return _out_of_time(missing, document, sources, on)
    if missing.reason is Missing.NO_TEXT:
        if repeal_of(document, sources) or not reference.names_a_place:
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
        return answer_of([sentence, *more], [version, *cited, *_starts(version, number, sources)], sources)
    number, where = address_place(version.ended_by or document.number + "|||")
    values = {"by_place": where, "by_title": title_of(number, sources), "date": day(version.expires_on)}
    ending = at_address(version.ended_by, sources.provisions)
    start_of = commencement_of(number, sources.provisions).start
    return answer_of(
        [say("no_longer", place=place(version), title=title, **values)],
        [one for one in (version, ending, start_of) if one],
        sources,
    )


def _starts(version: Provision, number: str, sources: LawSources) -> list[Provision]:
    """The clauses on the day from which it holds: its document's own ones that name the day, and the amending one's."""
    own, amending = (commencement_of(one, sources.provisions) for one in (version.document, number))
    named = version.effective_on.strftime("%d tháng %m năm %Y") if version.effective_on else ""
    dated = [one for one in own.special if named and named in one.text]
    return list(dict.fromkeys([*dated, *(one for one in (amending.start, *amending.special) if one)]))


def answer_several(several: Several) -> LawAnswer:
    """Asks which document is meant."""
    names = [short_title(one.document) for one in several.options if one.document]
    unique = list(dict.fromkeys(names))
    return LawAnswer(say("several", titles="; ".join(unique)), ())
