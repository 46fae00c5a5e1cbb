"""Questions that name a place in a document, or ask whether a document holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import Reason
from assistant.law_answers import answer_missing, answer_provision, answer_several
from assistant.law_asking import LawQuestion
from assistant.law_citations import cite_document
from assistant.law_patterns import matches
from assistant.law_reply import LawReply
from assistant.validity_answers import answer_provision_validity, answer_transition, answer_validity
from knowledge.law.commencement import commencement_of
from knowledge.law.focus import asks_penalty, penalty_documents
from knowledge.law.mentions import matching_documents
from knowledge.law.references import Reference
from knowledge.law.resolving import Missing, NotFound, Several, resolve
from knowledge.provisions import LegalDocument


def answer_place(asked: LawQuestion) -> LawReply | None:
    """ "Điểm d khoản 1 Điều 6 Luật 35": the words of the provision, or whether it holds on the day."""
    named = [one for one in asked.references if one.names_a_place]
    if not named:
        return None
    reference = _completed(named[0], asked)
    if reference.article is None and reference.annex is None:
        return None
    sources = asked.shelf.sources
    outcome = resolve(reference, sources.documents, sources.provisions, asked.on, _preferred(asked))
    if isinstance(outcome, Several):
        return LawReply(answer_several(outcome), Reason.WHICH_DOCUMENT, "provision")
    if isinstance(outcome, NotFound) and reference.document is None and not outcome.versions:
        return None  # no document has such a place, and none was named
    if isinstance(outcome, NotFound) and outcome.reason is Missing.NO_TEXT and outcome.document is not None:
        missing = answer_missing(outcome, reference, sources, asked.on)
        cited = missing.citations or (cite_document(outcome.document),)
        return LawReply(replace(missing, citations=cited), Reason.NOT_IN_SOURCES, "provision")
    if isinstance(outcome, NotFound):
        facet = "validity" if outcome.versions else "provision"
        reason = Reason.PROVISION if outcome.versions else Reason.NO_SUCH_PROVISION
        return LawReply(answer_missing(outcome, reference, sources, asked.on), reason, facet)
    if asked.says("validity"):
        return LawReply(answer_provision_validity(outcome, sources, asked.on), Reason.PROVISION, "validity")
    return LawReply(answer_provision(outcome, sources), Reason.PROVISION, "provision")


def _completed(reference: Reference, asked: LawQuestion) -> Reference:
    """ "Thế khoản 2 thì sao?" is read with the article in play."""
    if reference.article is None and reference.annex is None and len(asked.in_play) > 1:
        return replace(reference, article=asked.in_play[1])
    return reference


def _preferred(asked: LawQuestion) -> Sequence[str]:
    """Documents to look in first where none is named: the one in play, then those on fines if fines are asked."""
    fined = sorted(penalty_documents(asked.shelf.sources.provisions)) if asks_penalty(asked.text) else []
    return [*asked.in_play[:1], *fined]


def answer_document(asked: LawQuestion) -> LawReply | None:
    """ "Nghị định 168 còn hiệu lực không?", "vi phạm trước ngày đó thì theo bản nào?"."""
    named = [one for one in asked.references if one.document is not None]
    transition = asked.says("transition")
    if not named or not (transition or asked.says("validity")):
        return None
    sources = asked.shelf.sources
    known = _documents(named, asked)
    if transition and (newest := _newest(known)) is not None:
        return LawReply(answer_transition(newest, sources), Reason.PROVISION, "validity")
    outcome = resolve(named[0], sources.documents, sources.provisions, asked.on)
    if isinstance(outcome, Several):
        return LawReply(answer_several(outcome), Reason.WHICH_DOCUMENT, "validity")
    if outcome.document is None and not (named[0].document and (named[0].document.number or named[0].document.year)):
        return None  # "luật giao thông" is how people speak; what is said to hold may be a paper
    if outcome.document is None:
        return LawReply(answer_missing(NotFound(outcome.reason), named[0], sources, asked.on), Reason.NO_SUCH_PROVISION,
                        "validity") if isinstance(outcome, NotFound) else None  # fmt: skip
    return LawReply(answer_validity(outcome.document, sources, asked.on), Reason.PROVISION, "validity")


def answer_earlier_act(asked: LawQuestion) -> LawReply | None:
    """ "Lỗi ngày 2/8/2026 giờ mới báo, theo nghị định cũ hay mới?": the transition of the text that came next."""
    texts = (asked.text, asked.typed)
    if not all(any(matches(name, text) for text in texts) for name in ("transition", "earlier_act")):
        return None
    if asked.measure is not None or any(matches("how_much", text) for text in texts):
        return None
    sources = asked.shelf.sources
    fined = penalty_documents(sources.provisions)
    changing = [one for one in sources.documents if one.number in fined or fined & set(one.amends)]
    with_rules = [one for one in changing if commencement_of(one.number, sources.provisions).transition]
    dated = sorted((one.effective_on, one.number) for one in with_rules if one.effective_on is not None)
    if not dated:
        return None
    after = [number for start, number in dated if start > asked.on]
    number = after[0] if after and asked.on < asked.turn.on else dated[-1][1]
    return LawReply(answer_transition(asked.shelf.documents[number], sources), Reason.PROVISION, "validity")


def _documents(named: Sequence[Reference], asked: LawQuestion) -> list[LegalDocument]:
    everything = asked.shelf.sources.documents
    found = [matching_documents(one.document, everything) for one in named if one.document is not None]
    return [fits[0] for fits in found if len(fits) == 1]


def _newest(documents: Sequence[LegalDocument]) -> LegalDocument | None:
    dated = [(one.effective_on, one) for one in documents if one.text_included and one.effective_on is not None]
    return max(dated, key=lambda pair: pair[0])[1] if dated else None


def unknown_document(asked: LawQuestion) -> LawReply | None:
    """Says that a document on fines is not among the sources, where it can't be one that the present ones replaced."""
    fined = penalty_documents(asked.shelf.sources.provisions)
    since = min((number.split("/")[1] for number in fined), default="")
    for one in asked.references:
        named = one.document
        if (
            named
            and named.year
            and named.year >= since
            and not matching_documents(named, asked.shelf.sources.documents)
        ):
            missing = answer_missing(NotFound(Missing.UNKNOWN_DOCUMENT), one, asked.shelf.sources, asked.on)
            return LawReply(missing, Reason.NO_SUCH_PROVISION, "penalty")
    return None
