"""A reference -> the provisions that it names, or the exact reason why there are none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.law.mentions import matching_documents
from knowledge.law.references import Reference
from knowledge.law.validity import document_holds, holds
from knowledge.provisions import LegalDocument, Provision


class Missing(StrEnum):
    UNKNOWN_DOCUMENT = "unknown_document"
    NO_TEXT = "no_text"  # the document is known, its text is not among the sources
    NO_ARTICLE = "no_article"
    NO_CLAUSE = "no_clause"
    NO_POINT = "no_point"
    NO_ANNEX = "no_annex"
    NOT_YET = "not_yet"  # exists, but holds only later
    NO_LONGER = "no_longer"  # existed, and was repealed


@dataclass(frozen=True, slots=True)
class Found:
    """The provision named, then all below it, as they hold on the day; `versions` are all its own versions."""

    document: LegalDocument
    provisions: tuple[Provision, ...]
    versions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    reason: Missing
    document: LegalDocument | None = None
    last: str | None = None  # the last article, clause or point that there is
    versions: tuple[Provision, ...] = ()  # for NOT_YET and NO_LONGER


@dataclass(frozen=True, slots=True)
class Several:
    """More than one document (or point, where "d" may be "đ") fits: ask which."""

    options: tuple[Found | NotFound, ...]


def resolve(
    reference: Reference,
    documents: Sequence[LegalDocument],
    provisions: Sequence[Provision],
    on: date,
    prefer: Collection[str] = (),
) -> Found | NotFound | Several:
    """What `reference` names on the day `on`.

    Without a document the first of `prefer` (numbers: what the conversation or the question is about) that has such a
    place is taken; else every document with such a place is an option.
    """
    named = reference.document
    if named is None and prefer:
        own = [document for document in documents if document.number in prefer]
        outcome = resolve(reference, own, provisions, on)
        if not isinstance(outcome, NotFound) or outcome.versions:
            return outcome
    fits = matching_documents(named, documents) if named else tuple(one for one in documents if one.text_included)
    if not fits:
        return NotFound(Missing.UNKNOWN_DOCUMENT)
    outcomes = [
        _in_document(reference, document, point, provisions, on) for document in fits for point in _points(reference)
    ]
    found = [outcome for outcome in outcomes if isinstance(outcome, Found)]
    if len(outcomes) == 1:
        return outcomes[0]
    if len(fits) == 1:  # only the letter is in doubt
        return found[0] if len(found) == 1 else Several(tuple(found)) if found else outcomes[0]
    if named is None:
        known = [outcome for outcome in outcomes if isinstance(outcome, NotFound) and outcome.versions]
        return found[0] if len(found) == 1 else Several(tuple(found)) if found else (*known, outcomes[0])[0]
    return Several(tuple(outcomes))


def _points(reference: Reference) -> tuple[str | None, ...]:
    return ("d", "đ") if reference.unmarked and reference.point == "d" else (reference.point,)


def _in_document(
    reference: Reference, document: LegalDocument, point: str | None, provisions: Sequence[Provision], on: date
) -> Found | NotFound:
    if not document.text_included:
        return _without_text(reference, document)
    own = [provision for provision in provisions if provision.document == document.number]
    if not reference.names_a_place:
        return _whole(document, own, on)
    article = reference.annex or reference.article
    steps = (
        (Missing.NO_ANNEX if reference.annex else Missing.NO_ARTICLE, "article", article),
        (Missing.NO_CLAUSE, "clause", reference.clause),
        (Missing.NO_POINT, "point", point),
    )
    for reason, level, label in steps:
        if label is None:
            continue
        labels = [getattr(provision, level) for provision in own if getattr(provision, level)]
        own = [provision for provision in own if getattr(provision, level) == label]
        if not own:
            numbered = [one for one in labels if one[0].isdigit()] or labels
            known = numbered and reason is not Missing.NO_ANNEX
            return NotFound(reason, document, last=numbered[-1] if known else None)
    return _on_day(document, own, on)


def _without_text(reference: Reference, document: LegalDocument) -> NotFound:
    """Only the range of its articles may be known."""
    wanted = int(reference.article) if reference.article and reference.article.isdigit() else 0
    if document.articles and wanted > document.articles[1]:
        return NotFound(Missing.NO_ARTICLE, document, str(document.articles[1]))
    return NotFound(Missing.NO_TEXT, document)


def _whole(document: LegalDocument, own: Sequence[Provision], on: date) -> Found | NotFound:
    if document_holds(document, on) is False:
        ended = document.expires_on is not None and document.expires_on <= on
        return NotFound(Missing.NO_LONGER if ended else Missing.NOT_YET, document)
    return Found(document, tuple(provision for provision in own if holds(provision, on)), ())


def _on_day(document: LegalDocument, own: Sequence[Provision], on: date) -> Found | NotFound:
    held = tuple(provision for provision in own if holds(provision, on))
    head = min(own, key=lambda provision: (provision.clause is not None, provision.point is not None))
    versions = tuple(provision for provision in own if provision.address == head.address)
    if held:
        return Found(document, held, versions)
    later = any(provision.effective_on and provision.effective_on > on for provision in versions)
    return NotFound(Missing.NOT_YET if later else Missing.NO_LONGER, document, versions=versions)
