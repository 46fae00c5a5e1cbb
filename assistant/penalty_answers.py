"""Answers on fines: one act, one act in several degrees, several acts at once."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.law_citations import dong, say, shortened
from assistant.law_sources import LawAnswer, LawSources, amendment_note, answer_of, limits, title_of
from knowledge.law.penalties import Penalty, Sanction, SanctionKind
from knowledge.law.several_acts import Total
from knowledge.law.titles import place
from knowledge.provisions import Provision

_ACT = 330  # characters of an act's words in an answer
_LEVEL_ACT = 170


def _act(penalty: Penalty, limit: int) -> str:
    """The act's words without their final mark; a clause without points is quoted from after its fine."""
    text = " ".join(penalty.act.text.split()).rstrip(" .;:")
    return shortened(text, limit)


def answer_penalty(penalty: Penalty, sources: LawSources) -> LawAnswer:
    """Fine, points, suspension and what else the article adds, each with its place; amendments are named."""
    title = title_of(penalty.act.document, sources)
    sentences = [_fine(penalty, title)]
    if penalty.organisation and penalty.act.point:
        low, high = penalty.organisation
        sentences.append(say("fine_organisation", minimum=dong(low), maximum=dong(high)))
    sentences += [_sanction(sanction) for sanction in penalty.additional]
    sentences += [say("doubtful", place=place(one)) for one in penalty.doubtful[:1]]
    cited = [*penalty.sources, *penalty.doubtful]
    for one in (penalty.act, *(sanction.provision for sanction in penalty.additional)):
        more, amending = amendment_note(one, sources)
        sentences += more if more and more[0] not in sentences else []
        cited += amending
    notes, stated = limits(penalty.act, sources)
    return answer_of([*sentences, *notes], list(dict.fromkeys([*cited, *stated])), sources)


def _fine(penalty: Penalty, title: str) -> str:
    where = place(penalty.act)
    if penalty.act.point is None:  # the clause itself says fine and act in one sentence
        return say("no_fine", place=where, title=title, quote=shortened(penalty.act.text, _ACT + 150))
    if penalty.minimum is not None and penalty.maximum is not None:
        low, high = dong(penalty.minimum), dong(penalty.maximum)
        return say("fine", act=_act(penalty, _ACT), minimum=low, maximum=high, place=where, title=title)
    if penalty.caution or penalty.confiscation:
        name = "confiscation" if penalty.confiscation else "caution"
        return say(name, act=_act(penalty, _ACT), place=where, title=title)
    return say("no_fine", place=where, title=title, quote=_act(penalty, _ACT))


def _sanction(sanction: Sanction) -> str:
    where = place(sanction.provision)
    if not sanction.conditional and sanction.kind is SanctionKind.POINTS and sanction.points is not None:
        return say("points", points=f"{sanction.points:02d}", place=where)
    licence = "giấy phép lái xe" in sanction.provision.text
    if not sanction.conditional and sanction.kind is SanctionKind.SUSPENSION and sanction.months and licence:
        return say("suspension", low=sanction.months[0], high=sanction.months[1], place=where)
    return say("sanction", place=where, quote=shortened(sanction.provision.text, 260))


def answer_levels(penalties: Sequence[Penalty], sources: LawSources) -> LawAnswer:
    """One act in its degrees ("nồng độ cồn" without a figure): a line each, mildest first."""
    ordered = sorted(penalties, key=lambda penalty: penalty.minimum or 0)
    shared = _shared_start([penalty.act.text.split() for penalty in ordered])
    sentences = [say("levels", act=shared, title=title_of(ordered[0].act.document, sources))]
    sentences += [_level(penalty, len(shared)) for penalty in ordered if penalty.minimum is not None]
    cited = list(dict.fromkeys(source for penalty in ordered for source in penalty.sources))
    more, amending = _amendments(ordered, sources)
    return answer_of([*sentences, *more], [*cited, *amending], sources)


def _shared_start(acts: Sequence[Sequence[str]]) -> str:
    """The words that all acts start with."""
    shared = []
    for words in zip(*acts, strict=False):
        if len(set(words)) > 1:
            break
        shared.append(words[0])
    return " ".join(shared)


def _level(penalty: Penalty, shared: int) -> str:
    """One degree; the first `shared` characters of its words stand in the opening sentence."""
    extra = ""
    if penalty.points is not None:
        extra = say("level_points", points=f"{penalty.points:02d}")
    if penalty.licence_suspension:
        low, high = penalty.licence_suspension
        extra = say("level_suspension", low=low, high=high)
    return say(
        "level",
        act=shortened(_act(penalty, 2 * _ACT)[shared:].strip(), _LEVEL_ACT),
        minimum=dong(penalty.minimum or 0),
        maximum=dong(penalty.maximum or 0),
        points=extra,
        place=place(penalty.act),
    )


def _amendments(penalties: Sequence[Penalty], sources: LawSources) -> tuple[list[str], list[Provision]]:
    sentences: list[str] = []
    cited: list[Provision] = []
    for penalty in penalties:
        more, amending = amendment_note(penalty.act, sources)
        sentences += [sentence for sentence in more if sentence not in sentences]
        cited += amending
    return sentences, cited


def answer_total(total: Total, sources: LawSources) -> LawAnswer:
    """Several acts: the sum of the fines and the rule on points and suspension. Needs `total.minimum`."""
    title = title_of(total.penalties[0].act.document, sources)
    sentences = [say("total", minimum=dong(total.minimum or 0), maximum=dong(total.maximum or 0), title=title)]
    for penalty in total.penalties:
        low, high = dong(penalty.minimum or 0), dong(penalty.maximum or 0)
        act = _act(penalty, _LEVEL_ACT)
        sentences.append(say("total_act", act=act, minimum=low, maximum=high, place=place(penalty.act)))
    places = ", ".join(place(one) for one in total.principles)
    if total.licence_suspension:
        low_months, high_months = total.licence_suspension
        sentences.append(say("total_suspension", low=low_months, high=high_months, places=places))
    elif total.points is not None:
        sentences.append(say("total_points", points=f"{total.points:02d}", places=places))
    cited = list(dict.fromkeys(source for penalty in total.penalties for source in penalty.sources))
    more, amending = _amendments(total.penalties, sources)
    return answer_of([*sentences, *more], [*cited, *total.principles, *amending], sources)
