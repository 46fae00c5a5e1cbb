"""A passage: the unit that is indexed and found. Passages are derived from records and can be rebuilt from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PROCEDURE = "procedure"
    PROVISION = "provision"
    GUIDANCE = "guidance"


@dataclass(frozen=True, slots=True)
class Passage:
    id: str  # unique in the catalogue: "procedure:3.000347#documents"
    document: str  # procedure code, number of a legal document, or path of a guidance file
    kind: Kind
    title: str
    text: str
    field: str | None = None  # the facet of a procedure, or "d6.k1.pd" of a provision
