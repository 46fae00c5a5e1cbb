"""What two versions of a procedure say differently, field by field, in lines that staff can read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.procedures import AgencyRole, Channel, DocumentRequirement, DurationUnit, Fee, Procedure
from knowledge.text.lexicon import shipped
from knowledge.versions import name_key

_PLACES = (AgencyRole.RECEIVING, AgencyRole.IMPLEMENTING, AgencyRole.AUTHORITY)


@dataclass(frozen=True, slots=True)
class Difference:
    """`field` is a key of data/differences.yaml; lines that only one of the two versions has, in reading order."""

    field: str
    label: str  # Vietnamese
    removed: tuple[str, ...]
    added: tuple[str, ...]


def differences(before: Procedure, after: Procedure) -> tuple[Difference, ...]:
    """Empty where both say the same; case, marks, blanks and punctuation don't count."""
    found = []
    for field, label in words()["fields"].items():
        old, new = (_keyed(_LINES[field](version)) for version in (before, after))
        removed = tuple(line for key, line in old.items() if key not in new)
        added = tuple(line for key, line in new.items() if key not in old)
        if removed or added:
            found.append(Difference(field, label, removed, added))
    return tuple(found)


def contradictions(one: Procedure, other: Procedure) -> tuple[Difference, ...]:
    """Where two sources of one day can't both be right: sums, times, papers, places that each states differently."""
    facts = {field: (_FACTS[field](one), _FACTS[field](other)) for field in words()["conflicts"]}
    unlike = {field for field, (first, second) in facts.items() if first and second and first != second}
    return tuple(found for found in differences(one, other) if found.field in unlike)


def label_of_place(place: str) -> str:
    """ "submission_methods[*].fees" -> "phí, lệ phí": what staff call a place of the record."""
    labels = words()["places"]
    parts = [part.partition("[")[0] for part in place.split(".")]
    inner = parts[1:] if parts[0] == "submission_methods" else ()
    return str(next((labels[part] for part in (*inner, parts[0]) if part in labels), place))


def words() -> dict[str, Any]:
    content: dict[str, Any] = shipped("differences.yaml")
    return content


def _keyed(lines: Iterator[str]) -> dict[str, str]:
    return {name_key(line): line for line in lines if line.strip()}


def _fees(procedure: Procedure) -> Iterator[str]:
    for method in procedure.submission_methods:
        yield from (f"{_channel(method.channel)}: {_fee(fee)}" for fee in method.fees)


def _fee(fee: Fee) -> str:
    days = [
        words()[name].format(day=f"{day:%d/%m/%Y}")
        for name, day in (("fee_from", fee.valid_from), ("fee_to", fee.valid_to))
        if day and f"{day:%d/%m/%Y}" not in fee.text
    ]
    condition = [fee.condition] if fee.condition and fee.condition not in fee.text else []
    extra = "; ".join([*condition, *days])
    return f"{fee.text} ({extra})" if extra else fee.text


def _durations(procedure: Procedure) -> Iterator[str]:
    for method in procedure.submission_methods:
        if method.duration:
            yield f"{_channel(method.channel)}: {method.duration.text}"


def _papers(procedure: Procedure) -> Iterator[str]:
    yield from map(_paper, procedure.documents)


def _paper(paper: DocumentRequirement) -> str:
    said = [
        words()["form"].format(form=paper.form) if paper.form else "",
        words()["originals"].format(count=paper.originals) if paper.originals else "",
        words()["copies"].format(count=paper.copies) if paper.copies else "",
    ]
    extra = "; ".join(filter(None, said))
    name = f"{paper.case}: {paper.name}" if paper.case else paper.name
    return f"{name} ({extra})" if extra else name


def _places(procedure: Procedure) -> Iterator[str]:
    yield from (agency.name for agency in procedure.agencies if agency.role in _PLACES)


def _laws(procedure: Procedure) -> Iterator[str]:
    yield from (": ".join(filter(None, (basis.number, basis.title))) for basis in procedure.legal_basis)


def _validity(procedure: Procedure) -> Iterator[str]:
    for name, day in (("valid_from", procedure.valid_from), ("valid_to", procedure.valid_to)):
        if day:
            yield words()[name].format(day=f"{day:%d/%m/%Y}")


def _channel(channel: Channel) -> str:
    return str(words()["channels"][channel.value])


_LINES: dict[str, Callable[[Procedure], Iterator[str]]] = {
    "name": lambda one: iter((one.name,)),
    "fee": _fees,
    "duration": _durations,
    "documents": _papers,
    "place": _places,
    "legal_basis": _laws,
    "steps": lambda one: (step.text for step in one.steps),
    "conditions": lambda one: iter((one.conditions or "").split("\n")),
    "results": lambda one: (result.name for result in one.results),
    "validity": _validity,
}


def _sums(procedure: Procedure) -> frozenset[tuple[int, date | None]]:
    fees = (fee for method in procedure.submission_methods for fee in method.fees)
    return frozenset((fee.amount_vnd, fee.valid_to) for fee in fees if fee.amount_vnd is not None)


def _times(procedure: Procedure) -> frozenset[tuple[float | None, DurationUnit | None]]:
    durations = (method.duration for method in procedure.submission_methods if method.duration)
    return frozenset((one.value, one.unit) for one in durations if one.value is not None)


_FACTS: dict[str, Callable[[Procedure], frozenset[Any]]] = {
    "fee": _sums,
    "duration": _times,
    "documents": lambda one: frozenset(name_key(paper.name) for paper in one.documents),
    "place": lambda one: frozenset(name_key(line) for line in _places(one)),
}
