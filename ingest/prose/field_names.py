"""The headings of a procedure's fields, in their many spellings, from data/field_names.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from ingest.readers.marks import split_mark
from knowledge.text.fold import fold


class Field(StrEnum):
    CODE = "code"
    DECISION = "decision"
    EFFECTIVE = "effective"
    NAME = "name"
    LEVEL = "level"
    KIND = "kind"
    SECTOR = "sector"
    STEPS = "steps"
    METHODS = "methods"
    ONLINE = "online"
    DOCUMENTS = "documents"
    SETS = "sets"
    DURATION = "duration"
    AUDIENCE = "audience"
    IMPLEMENTING = "implementing"
    AUTHORITY = "authority"
    RECEIVING = "receiving"
    DELEGATED = "delegated"
    COORDINATING = "coordinating"
    RESULTS = "results"
    FEE = "fee"
    FEE_BASIS = "fee_basis"
    FORMS = "forms"
    CONDITIONS = "conditions"
    LEGAL_BASIS = "legal_basis"
    VALIDITY = "validity"
    ATTACHMENTS = "attachments"
    RELATED = "related"
    KEYWORDS = "keywords"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Heading:
    field: Field
    label: str  # as printed, without number and colon
    value: str  # what follows on the same line


@dataclass(frozen=True, slots=True)
class _Names:
    fields: dict[str, Field]
    weak: frozenset[str]
    titled: frozenset[Field]
    tails: tuple[str, ...]


_LONGEST = 110  # characters of a heading
_NO_LETTER = re.compile(r"[^a-z0-9 ]+")
_ORNAMENT = re.compile(r"^[^\w(\[“\"]+")
_BRACKET = re.compile(r"\([^()]{0,60}\)")


def heading_of(text: str, *, strong: bool) -> Heading | None:
    """The field whose heading `text` is or begins with, before a colon; None for other text.

    `strong`: the text is set as a heading (bold, numbered, in a left column), so that weak names count too.
    """
    marked = split_mark(_ORNAMENT.sub("", text.strip()))
    bare = _ORNAMENT.sub("", marked[1])
    strong = strong or bool(marked[0].strip("-–—+*•●▪◦■□➢✓o "))
    head, colon, value = bare.partition(":")
    if colon and len(head) <= _LONGEST:
        field = field_of(head, weak_too=strong)
        if field:
            return Heading(field, head.strip(), value.strip())
    if len(bare) <= _LONGEST:
        field = field_of(bare, weak_too=strong)
        if field:
            return Heading(field, bare.strip(" .:"), "")
    return _titled(bare)


def field_of(name: str, *, weak_too: bool = True) -> Field | None:
    """The field of a heading's or a column's name."""
    names = _names()
    for candidate in (folded_name(name), folded_name(_BRACKET.sub(" ", name))):
        for known in (candidate, *(_without(candidate, tail) for tail in names.tails)):
            if known in names.fields and (weak_too or known not in names.weak):
                return names.fields[known]
    return None


def folded_name(name: str) -> str:
    return " ".join(_NO_LETTER.sub(" ", fold(name).lower()).split())


def _titled(text: str) -> Heading | None:
    """ "Lĩnh vực Đất đai": a name and its value without a colon, as tables without rulings are printed."""
    words = text.split()
    if len(text) > 2 * _LONGEST:
        return None
    for count in (6, 5, 4, 3, 2):
        rest = words[count:]
        if not rest or not (rest[0][0].isupper() or rest[0][0].isdigit()):
            continue
        field = field_of(" ".join(words[:count]), weak_too=False)
        if field in _names().titled:
            return Heading(field, " ".join(words[:count]), " ".join(rest))
    return None


def _without(name: str, tail: str) -> str:
    return name.removesuffix(f" {tail}")


@cache
def _names() -> _Names:
    text = resources.files(__package__).joinpath("data/field_names.yaml").read_text(encoding="utf-8")
    loaded = yaml.safe_load(text)
    fields = {name: Field(field) for field, names in loaded["spellings"].items() for name in names}
    titled = frozenset(Field(field) for field in loaded["titled"])
    return _Names(fields, frozenset(loaded["weak"]), titled, tuple(loaded["tails"]))
