"""Questions on fines: the act in the articles on the vehicle, its degrees, several acts at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.answers import Option, Reason
from assistant.conversation import VEHICLE_OPTION
from assistant.data_files import data_file
from assistant.law_acts import Acts, names_act
from assistant.law_answers import answer_missing, answer_provision
from assistant.law_asking import LawQuestion
from assistant.law_citations import dong
from assistant.law_references import unknown_document
from assistant.law_reply import LawReply
from assistant.law_sources import LawAnswer
from assistant.messages import message
from assistant.penalty_answers import answer_levels, answer_penalty, answer_total
from knowledge.law.acts import one_by_one
from knowledge.law.focus import asks_more, asks_penalty, penalty_focus
from knowledge.law.levels import levels_of, pick_level
from knowledge.law.penalties import Penalty, penalty_of
from knowledge.law.references import Reference
from knowledge.law.resolving import Found, Missing, NotFound
from knowledge.law.several_acts import total_of
from knowledge.law.subjects import Subject, subject_of
from knowledge.law.validity import holds
from knowledge.law.vehicles import is_penal, vehicle_classes
from knowledge.provisions import Provision
from knowledge.retrieval.retriever import Retriever
from knowledge.text.fold import fold
from knowledge.text.syllables import syllables

_SHORT = 9  # syllables of a turn that names no act of its own


class Fines:
    def __init__(self, retriever: Retriever) -> None:
        self._acts = Acts(retriever)

    def answer(self, asked: LawQuestion) -> LawReply | None:
        """None where no fine is asked, or no act in the sources is like the one asked."""
        if (again := _act_in_play(asked)) is not None:
            return _one(again, asked)
        if not (asks_penalty(asked.text) or asks_penalty(asked.typed)) or asked.says("record"):
            return None
        held = tuple(one for one in asked.shelf.penal if holds(one, asked.on))
        if not held:
            return LawReply(LawAnswer(message("date_not_covered"), ()), Reason.DATE_NOT_COVERED, "penalty")
        if (unknown := unknown_document(asked)) is not None:
            return unknown
        questions = one_by_one(asked.typed)
        if len(questions) > 1 and all(names_act(question) for question in questions):
            acts = [act for question in questions if (act := self._acts.find(question, asked)) is not None]
            if len(acts) == len(questions) and all(_is_fined(act, asked) for act in acts):
                return self._total(acts, questions, asked)
        act = self._acts.find(asked.typed, asked)
        return None if act is None else _reply(act, asked)

    def _total(self, acts: Sequence[Provision], questions: Sequence[str], asked: LawQuestion) -> LawReply:
        penalties = [
            _penalty(_level(act, text, asked) or act, asked) for act, text in zip(acts, questions, strict=True)
        ]
        held = tuple(one for one in asked.shelf.penal if holds(one, asked.on))
        total = total_of(penalties, held)
        if total.minimum is None or total.maximum is None:
            return _one(acts[0], asked)
        sums = (f"{dong(total.minimum)} đồng, {dong(total.maximum)} đồng",)
        return LawReply(answer_total(total, asked.shelf.sources), Reason.PROVISION, "penalty", sums=sums)


def _reply(act: Provision, asked: LawQuestion) -> LawReply:
    sources, document = asked.shelf.sources, asked.shelf.documents[act.document]
    if not holds(act, asked.on):
        missing = NotFound(Missing.NOT_YET, document, versions=(act,))
        return LawReply(answer_missing(missing, Reference(), sources, asked.on), Reason.PROVISION, "validity")
    if not _is_fined(act, asked):
        return LawReply(answer_provision(Found(document, (act,), ()), sources), Reason.PROVISION, "penalty")
    options = () if penalty_focus(asked.typed).vehicles else _by_vehicle(act, asked)
    if len(options) > 1:
        text = "\n".join([message("which_vehicle"), *(f"{n}. {o.label}" for n, o in enumerate(options, start=1))])
        return LawReply(LawAnswer(text, ()), Reason.WHICH_VEHICLE, "penalty", options)
    return _one(act, asked)


def _act_in_play(asked: LawQuestion) -> Provision | None:
    """The act of the answer before, where a short turn asks for more on it: "có bị trừ điểm không?"."""
    own, address = asked.turn.own, asked.turn.memory.provision
    if not address or len(syllables(own)) > _SHORT or names_act(own) or not asks_more(own):
        return None
    focus = penalty_focus(own)
    if focus.vehicles or focus.roles or focus.amounts or asked.references:
        return None
    found = next((one for one in asked.shelf.penal if one.address == address and holds(one, asked.on)), None)
    return found if found is not None and is_penal(found.heading) and _is_fined(found, asked) else None


def _penalty(act: Provision, asked: LawQuestion) -> Penalty:
    return penalty_of(act, asked.shelf.article(act, asked.on))


def _is_fined(act: Provision, asked: LawQuestion) -> bool:
    return _penalty(act, asked).fined


def _level(act: Provision, question: str, asked: LawQuestion) -> Provision | None:
    """The degree that the question means; the act itself where there are none; None where the question doesn't say."""
    levels = levels_of(act, asked.shelf.article(act, asked.on))
    return act if len(levels) == 1 else pick_level(question, levels)


def _one(act: Provision, asked: LawQuestion) -> LawReply:
    sources = asked.shelf.sources
    chosen = _level(act, asked.typed, asked)
    if chosen is not None:
        return LawReply(answer_penalty(_penalty(chosen, asked), sources), Reason.PROVISION, "penalty")
    levels = [_penalty(one, asked) for one in levels_of(act, asked.shelf.article(act, asked.on))]
    return LawReply(answer_levels(levels, sources), Reason.PROVISION, "penalty")


def _by_vehicle(act: Provision, asked: LawQuestion) -> tuple[Option, ...]:
    """A choice for each kind of vehicle for which the same person is fined for the same act, where the fines differ."""
    subject = subject_of(act)
    if not subject.vehicles:
        return ()
    options: dict[str, Option] = {}
    fines: set[tuple[int | None, int | None]] = set()
    for same in _same_elsewhere(act, subject, asked):
        penalty = _penalty(same, asked)
        fines.add((penalty.minimum, penalty.maximum))
        vehicle = next(one for one in vehicle_classes().values() if one.id in subject_of(same).vehicles)
        options.setdefault(vehicle.id, Option(f"{VEHICLE_OPTION}:{vehicle.id}", vehicle.name, vehicle.name))
    order = list(vehicle_classes())
    chosen = sorted(options.values(), key=lambda option: order.index(option.code.partition(":")[2]))
    return tuple(chosen[:5]) if len(fines) > 1 else ()


def _same_elsewhere(act: Provision, subject: Subject, asked: LawQuestion) -> list[Provision]:
    """For each set of vehicles that the law names together, the provision likest the act, where it is like enough."""
    best: dict[tuple[str, frozenset[str]], Provision] = {}
    for one in asked.shelf.penal:
        own = subject_of(one) if one.point and one.document == act.document and is_penal(one.heading) else None
        if own is None or own.role != subject.role or not own.vehicles or not holds(one, asked.on):
            continue
        place = (one.article, own.vehicles)
        if place not in best or _alike(one, act) > _alike(best[place], act):
            best[place] = one
    least = float(data_file("law_deciding.yaml")["fines"]["same_act"])
    return [one for one in best.values() if _alike(one, act) >= least]


def _alike(one: Provision, other: Provision) -> float:
    """0-1: how many words of both acts are the same."""
    mine, theirs = _words(one.text), _words(other.text)
    return len(mine & theirs) / len(mine | theirs)


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).lower().split())
