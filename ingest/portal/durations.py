"""Times for settling a procedure: "5 Ngày làm việc", "05 (năm) ngày làm việc", "8 Giờ"."""

from __future__ import annotations

import re

from ingest.portal.furniture import stated
from ingest.portal.warnings import WarningCode, flag
from knowledge.procedures import Duration, DurationUnit, RecordWarning

FIELD = "submission_methods"
_UNITS = {
    "ngày làm việc": DurationUnit.WORKING_DAYS,
    "giờ làm việc": DurationUnit.WORKING_HOURS,
    "ngày": DurationUnit.DAYS,
    "giờ": DurationUnit.HOURS,
    "phút": DurationUnit.MINUTES,
    "tháng": DurationUnit.MONTHS,
    "năm": DurationUnit.YEARS,
}
_SPAN = re.compile(
    r"(?<![\d/.])(?<!ngày )(?<!tháng )(?P<value>\d{1,3}(?:[.,]\d{1,2})?) ?(?:\([^()]{1,25}\) ?)?"
    r"(?P<unit>ngày (?:\([^()]{1,25}\) )?làm việc|giờ làm việc|ngày|giờ|phút|tháng|năm)\b(?! ?\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,4}")
# What makes a span of time a limit for settling the procedure.
_LIMIT = re.compile(r"thời hạn|thời gian giải quyết|tối đa|không quá|chậm nhất|kể từ|ngày làm việc", re.IGNORECASE)
_SENTENCES = re.compile(r"\n+|(?<=[.;]) +(?=[-+*]|[A-ZĐ])")


def spans(text: str) -> list[tuple[float, DurationUnit]]:
    """Every span of time named in `text`, in order."""
    found = []
    for match in _SPAN.finditer(text):
        unit = re.sub(r"\([^()]*\) ", "", match["unit"].lower())
        found.append((float(match["value"].replace(",", ".")), _UNITS[unit]))
    return found


def read_duration(time: str, description: str) -> tuple[Duration | None, tuple[RecordWarning, ...]]:
    """The time cell as a duration; where the cell lacks it, the one that the row's description names, if only one."""
    cell = stated(time)
    in_cell = spans(cell) if cell else []
    if cell and len(in_cell) == 1:
        return Duration(cell, *in_cell[0]), ()
    named = _named_in(description)
    if cell is None:
        return (named, ()) if named else (None, (flag(WarningCode.DURATION_MISSING, FIELD),))
    if not _NUMBER.fullmatch(cell):
        return Duration(cell, None, None), ()
    if named and named.value == float(cell) and named.unit is not None:
        return named, ()
    return Duration(cell, float(cell), None), (flag(WarningCode.DURATION_UNIT_MISSING, FIELD, cell),)


def _named_in(description: str) -> Duration | None:
    """The time limits that a description names: with value and unit if there is one, as text if there are several."""
    sentences = [part.strip(" -+*") for part in _SENTENCES.split(description) if _LIMIT.search(part) and spans(part)]
    if not sentences:
        return None
    found = {span for sentence in sentences for span in spans(sentence)}
    if len(found) == 1:
        return Duration(sentences[0], *found.pop())
    return Duration(" ".join(sentences), None, None)
