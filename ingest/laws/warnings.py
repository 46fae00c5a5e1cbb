"""What a reader of laws could not read or apply as it stands. Nothing is dropped without one of these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LawIssue(StrEnum):
    MISSING_ARTICLE = "missing_article"  # the stated range names an article that is not in the text
    CLAUSE_GAP = "clause_gap"  # clause numbers are not consecutive
    POINT_GAP = "point_gap"  # point letters are not consecutive
    LABEL_REPAIRED = "label_repaired"  # a misread number or letter was put right from its neighbours
    WORD_REPAIRED = "word_repaired"  # letters of another script, or the marks of a unit, were put right
    LABEL_OUT_OF_ORDER = "label_out_of_order"  # looks like a clause or point, but cannot be one here
    NOISE_DROPPED = "noise_dropped"  # a line without one readable word
    QUOTE_UNCLOSED = "quote_unclosed"  # quoted new wording without its closing mark
    METADATA_INCOMPLETE = "metadata_incomplete"
    AMENDMENT_NOT_APPLIED = "amendment_not_applied"  # not mechanical: a person has to look at it
    AMENDMENT_UNCERTAIN = "amendment_uncertain"  # applied after settling a misread label
    DATE_NOT_APPLIED = "date_not_applied"  # a special effective date whose target is not readable


@dataclass(frozen=True, slots=True)
class LawWarning:
    issue: LawIssue
    where: str  # an address "168/2024/NĐ-CP|6|3|m", or a file name
    message: str
