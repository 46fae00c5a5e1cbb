"""The order of steps (trình tự thực hiện) cut into readable steps, without losing text."""

from __future__ import annotations

import re

from ingest.portal.furniture import stated
from ingest.portal.letters import LOWER, UPPER
from ingest.portal.warnings import WarningCode, flag
from knowledge.procedures import RecordWarning, Step

FIELD = "steps"
_BREAK = re.compile(
    r"\n+"
    r"|(?<=[.;:]) ?(?=[*+•-] ?[^\W\d])"
    rf"|(?<=[.;:]) (?=(?:Bước \d+|[a-zđ]\)|\d{{1,2}}(?:\.\d{{1,2}})*[.)] ?[{UPPER}]))"
    r"|(?<=[.;:])(?=Bước \d+)"
)
# A line broken in the middle of a sentence: the next goes on in small letters.
_WRAPPED = re.compile(rf"(?<![.;:])\n(?=[{LOWER}])(?![{LOWER}]\))")
_NO_WORDS = re.compile(r"[\W_]*")


def read_steps(text: str) -> tuple[tuple[Step, ...], tuple[RecordWarning, ...]]:
    known = stated(text)
    if known is None:
        return (), (flag(WarningCode.STEPS_MISSING, FIELD),)
    pieces = [piece.strip() for piece in _BREAK.split(_WRAPPED.sub(" ", known))]
    readable = [piece for piece in pieces if not _NO_WORDS.fullmatch(piece)]
    return tuple(Step(number, piece) for number, piece in enumerate(readable, start=1)), ()
