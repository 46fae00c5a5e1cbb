"""What a person should look at: flags of records and of files, near-duplicates, the most urgent first."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from knowledge.near_duplicates import Likeness, likeness, near_duplicates
from knowledge.procedures import Procedure
from knowledge.record_notes import LifeFlag
from knowledge.store.entries import FileFlag
from knowledge.text.lexicon import load_yaml

NEAR_DUPLICATE, ENDED_LAW = "near_duplicate", "legal_basis_ended"
_HIDING = (LifeFlag.OUTDATED_SOURCE.value, LifeFlag.NAMESAKE.value)


@dataclass(frozen=True, slots=True)
class ReviewFlag:
    """Of a record (`procedure`, `name`) or of a file (`path`); `message` is Vietnamese."""

    flag: str
    message: str
    procedure: str | None = None
    name: str | None = None
    field: str | None = None
    quote: str | None = None
    path: str | None = None
    page: int | None = None

    @property
    def target(self) -> str:
        """What is named to confirm the flag: the procedure's code, or a short name of the file."""
        return self.procedure or file_target(self.path or "")


def file_target(path: str) -> str:
    return "tep-" + hashlib.sha256(path.encode()).hexdigest()[:10]


def review_flags(
    records: Iterable[Procedure],
    file_flags: Iterable[tuple[str, FileFlag]],
    confirmed: Container[tuple[str, str, str]] = frozenset(),
    ended_laws: Mapping[str, date | None] | None = None,
) -> list[ReviewFlag]:
    """Open ones only.

    `confirmed`: (target, flag, quote) of what a person has found right as it stands; `ended_laws`: numbers of documents
    that no longer hold, with the first day on which they didn't.
    """
    found: list[ReviewFlag] = []
    likenesses: list[tuple[str, Likeness]] = []
    names: dict[str, str] = {}
    for record in records:
        found += record_flags(record)
        if not _is_hidden(record):
            found += _on_ended_laws(record, ended_laws or {})
            likenesses.append((record.code, likeness(record)))
            names[record.code] = record.name
    for code, others in near_duplicates(likenesses).items():
        message = words()["near_duplicate"].format(codes=", ".join(others))
        found.append(ReviewFlag(NEAR_DUPLICATE, message, code, names[code], quote=", ".join(others)))
    found += [ReviewFlag(one.code, one.message, path=path, page=one.page) for path, one in file_flags]
    open_ones = (one for one in found if (one.target, one.flag, confirmed_by(one)) not in confirmed)
    return sorted(open_ones, key=lambda one: (urgency(one.flag), one.flag, one.procedure or "", one.path or ""))


def confirmed_by(flag: ReviewFlag) -> str:
    """What must stay the same for a confirmation to hold."""
    return flag.quote or "" if flag.procedure else flag.message


def record_flags(record: Procedure) -> list[ReviewFlag]:
    """Of a record that is not answered from only why it isn't."""
    shown = [one for one in record.warnings if one.code in _HIDING] or record.warnings
    return [ReviewFlag(one.code, one.message, record.code, record.name, one.field, one.quote) for one in shown]


def _is_hidden(record: Procedure) -> bool:
    return any(one.code in _HIDING for one in record.warnings)


def _on_ended_laws(record: Procedure, ended: Mapping[str, date | None]) -> Iterator[ReviewFlag]:
    """A procedure outlives the documents that it cites, but somebody has to look for what took their place."""
    cited = dict.fromkeys(basis.number for basis in record.legal_basis if basis.number)
    for number in filter(ended.__contains__, cited):
        day = ended[number]
        since = f" {words()['since'].format(day=f'{day:%d/%m/%Y}')}" if day else ""
        message = words()[ENDED_LAW].format(number=number, since=since)
        yield ReviewFlag(ENDED_LAW, message, record.code, record.name, "legal_basis", number)


def urgency(flag: str) -> int:
    order: list[str] = words()["order"]
    return order.index(flag) if flag in order else len(order)


@cache
def words() -> Mapping[str, Any]:
    text = (files("motcua") / "data" / "review_flags.yaml").read_text(encoding="utf-8")
    content: Mapping[str, Any] = load_yaml(text, "review_flags.yaml")
    return content
