"""The results section: "Giấy phép lái xeMã: KQ.G01.000185Từ khóa..." and the page's furniture behind it."""

from __future__ import annotations

import re

from ingest.portal.furniture import stated, without_page_tail
from ingest.portal.warnings import WarningCode, flag
from knowledge.procedures import RecordWarning, Result

FIELD = "results"
# A code ends in digits: what letters follow begin the next result's name.
_CODE = re.compile(r"Mã: ?(?:(?P<code>(?:[A-Za-zĐ\d]+[._-])*[A-ZĐ]*\d+|[A-Z]{2,}$)|Chưa xác định(?: rõ)?)")


def read_results(text: str) -> tuple[tuple[Result, ...], tuple[RecordWarning, ...]]:
    results = []
    body = without_page_tail(text)
    start = 0
    for found in _CODE.finditer(body):
        name = stated(body[start : found.start()])
        if name:
            results.append(Result(found["code"], name))
        start = found.end()
    rest = stated(body[start:])
    if rest:
        results.append(Result(None, rest))
    return tuple(results), () if results else (flag(WarningCode.RESULTS_MISSING, FIELD),)
