"""What a person types as a correction -> the JSON value of the record's place.

"135.000 đồng" for a fee, "5 ngày làm việc" for a time, "01/07/2026" for a day, plain text, or JSON for what is a list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ingest.portal.durations import read_duration
from ingest.portal.fee_terms import fee_terms
from ingest.portal.sums import find_sums
from knowledge.procedures import AgencyRole, Fee, Procedure
from knowledge.serialise import to_plain
from motcua.errors import Misuse

_BARE_SUM = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_FREE = re.compile(r"miễn(?: phí)?|không(?: thu)?(?: phí)?", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def candidates(place: str, text: str, record: Procedure) -> Iterator[Any]:
    """The values that the text may stand for, the likeliest first; the first that fits the record is meant.

    Raises Misuse for a fee or a time that can't be read.
    """
    parsed = _json(text)
    if isinstance(parsed, list | dict):
        yield parsed
        return
    last = place.rpartition(".")[2].partition("[")[0]
    if place.endswith(".fees"):
        yield [to_plain(_fee(text))]
    elif place.endswith(".duration"):
        yield to_plain(_duration(text))
    elif place == "agencies":
        yield _agencies(text, record)
    elif last in ("valid_from", "valid_to", "as_of"):
        found = _DAY.fullmatch(text.strip())
        yield f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text.strip()
    else:
        yield text
        yield parsed


def _fee(text: str) -> Fee:
    words = text.strip()
    if _BARE_SUM.fullmatch(words):
        amount = int(words.replace(".", ""))
        words = f"{amount:,}".replace(",", ".") + " đồng"
    sums = find_sums(words)
    if not sums and _FREE.fullmatch(words):
        return Fee(words, 0)
    if len(sums) != 1:
        raise Misuse(f"Mức phí «{text}» chưa rõ: xin viết một mức tiền, ví dụ «135.000 đồng» hoặc «miễn phí».")
    if sums[0].amount < fee_terms().smallest_plausible:
        raise Misuse(f"Mức phí «{text}» nhỏ bất thường, có thể thiếu ba số không.")
    return Fee(words, sums[0].amount)


def _duration(text: str) -> Any:
    duration, flags = read_duration(text.strip(), "")
    if duration is None or duration.unit is None or flags:
        raise Misuse(f"Thời hạn «{text}» chưa rõ: xin viết số và đơn vị, ví dụ «5 ngày làm việc».")
    return duration


def _agencies(text: str, record: Procedure) -> list[Any]:
    """The place where papers are handed in is replaced, the other agencies stay."""
    others = [to_plain(one) for one in record.agencies if one.role is not AgencyRole.RECEIVING]
    return [*others, {"role": AgencyRole.RECEIVING.value, "name": text.strip()}]


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
