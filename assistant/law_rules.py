"""Questions on rules: the provision in force that is likest the question, where the law answers it best."""

from __future__ import annotations

from assistant.answers import Reason
from assistant.data_files import data_file
from assistant.law_answers import answer_provision
from assistant.law_asking import LawQuestion
from assistant.law_citations import LIMIT, cite, say, shortened
from assistant.law_days import PerDay
from assistant.law_deciding import Measured, law_answers
from assistant.law_patterns import matches
from assistant.law_reply import LawReply
from assistant.law_sources import LawAnswer, title_of
from assistant.law_terms import answer_table
from assistant.law_weights import Floats, day_weights
from knowledge.law.focus import says_penalty, speaks_of_penalty
from knowledge.law.mentions import matching_documents
from knowledge.law.resolving import Found
from knowledge.law.titles import place
from knowledge.passages import Kind
from knowledge.provisions import Provision
from knowledge.retrieval.retriever import Retriever

_READ, _KEPT = 24, 8  # provisions compared, and kept
_SECOND = 400  # characters that a second quotation may take


class Rules:
    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._weights = PerDay(day_weights)

    def answer(self, asked: LawQuestion) -> LawReply | None:
        """None where a procedure answers better."""
        turn = asked.turn
        if turn.is_follow_up and turn.memory.procedure and not asked.references:
            return None  # the procedure in play is asked about
        if not turn.ranking.ranked:
            turn.ranking = self._retriever.procedures(turn.query)
        ranked = self._ranked(asked)
        if not ranked:
            return None
        if says_penalty(asked.text) and not speaks_of_penalty(asked.shelf.provisions[ranked[0][0]]):
            return None  # what an act costs stands in no such provision
        measured = self._measured(asked, ranked[0][0])
        probability, accepted = law_answers(measured)
        asked.turn.note(
            "law",
            candidates=[asked.shelf.provisions[id_].address for id_, _ in ranked[:5]],
            probability=round(probability, 3),
            accepted=accepted,
        )
        if not accepted:
            return None
        turn.law_probability = probability
        table = answer_table(asked.shelf.provisions[ranked[0][0]], asked)
        return table or _reply(asked, ranked)

    def _ranked(self, asked: LawQuestion) -> list[tuple[str, float]]:
        shelf, meaning = asked.shelf, data_file("law_deciding.yaml")["rules"]["meaning"]
        named = {
            document.number
            for one in asked.references
            if one.document
            for document in matching_documents(one.document, shelf.sources.documents)[:1]
        }

        def weigh(passages: tuple[str, ...]) -> Floats:
            return self._weights.of(shelf, asked.turn.on, passages).weights(named)

        found = self._retriever.passages(asked.query, _READ, [Kind.PROVISION], weigh, meaning)
        return sorted(found, key=lambda pair: -self._stating(asked, *pair))[:_KEPT]

    def _stating(self, asked: LawQuestion, passage: str, score: float) -> float:
        """A provision with an amount in the unit asked for answers better: "mấy tuổi" is answered by "27 tuổi".

        And one on what was issued before, where it is asked whether such a paper still holds.
        """
        rules, text = data_file("law_deciding.yaml")["rules"], asked.shelf.provisions[passage].text
        if asked.measure is not None and asked.measure.is_stated_in(text):
            score *= float(rules["stating"])
        if matches("former", asked.text) and matches("still", asked.text) and matches("transitional", text):
            score *= float(rules["transitional"])
        return score

    def _measured(self, asked: LawQuestion, first: str) -> Measured:
        turn = asked.turn
        return Measured(
            law=self._retriever.nearness(asked.query, [Kind.PROVISION]),
            law_coverage=self._retriever.coverage(asked.query, first),
            procedure=turn.ranking.similarity,
            procedure_coverage=turn.ranking.coverage,
            text=asked.text,
            facets=turn.facets,
            provision=asked.shelf.provisions[first].text,
            names_document=any(one.document for one in asked.references),
            states_amount=asked.measure is not None and asked.measure.is_stated_in(asked.shelf.provisions[first].text),
        )


def _reply(asked: LawQuestion, ranked: list[tuple[str, float]]) -> LawReply:
    chosen = [asked.shelf.provisions[id_] for id_, _ in ranked]
    first, sources = chosen[0], asked.shelf.sources
    found = Found(asked.shelf.documents[first.document], _whole(first, chosen, asked), ())
    answer = answer_provision(found, sources)
    least = ranked[0][1] * data_file("law_deciding.yaml")["rules"]["second"]
    near = [one for one, (_, score) in zip(chosen, ranked, strict=True) if score >= least]
    second = next((one for one in near if _clause(one) != _clause(first)), None)
    if second is not None and len(answer.text) <= LIMIT - _SECOND:
        quote = shortened(f"{second.lead} {second.text}", _SECOND - 130)
        more = say("also", place=place(second), title=title_of(second.document, sources), quote=quote)
        cited = (*answer.citations, cite(second, asked.shelf.documents))
        answer = LawAnswer(f"{answer.text}\n{more}", cited)
    return LawReply(answer, Reason.PROVISION, "provision")


def _whole(first: Provision, chosen: list[Provision], asked: LawQuestion) -> tuple[Provision, ...]:
    """The point alone; its clause with all points where several of them are near, or the question asks for all."""
    if first.point is None:
        return (first,)
    if asked.measure is not None and asked.measure.is_stated_in(first.text) and not asked.says("all"):
        return (first,)
    near = chosen[: int(data_file("law_deciding.yaml")["rules"]["near"])]
    same = [one for one in near if _clause(one) == _clause(first)]
    if len(same) < 2 and not asked.says("all"):
        return (first,)
    members = [one for one in asked.shelf.article(first, asked.turn.on) if one.clause == first.clause]
    return tuple(sorted(members, key=lambda one: one.point is not None))


def _clause(one: Provision) -> tuple[str, str, str | None]:
    return one.document, one.article, one.clause
