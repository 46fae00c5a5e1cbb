"""The table of submission methods (cách thức thực hiện), whose cells the page prints without any border.

    Hình thức nộpThời gianPhí, lệ phíMô tả
    Trực tuyến5 Ngày làm việc70,000 VNĐ(70.000 đồng/Giấy chứng nhận)Nộp hồ sơ trên Cổng...Trực tiếp5 Ngày...

A row starts at a channel that is glued to a time and a fee. The time cell is never empty ("Không có thông tin" where
it isn't known), so digits glued to a sum without any other time are a time without unit ("Trực tuyến120 VNĐ" = 1, 20).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.portal.durations import read_duration
from ingest.portal.fees import read_fees
from ingest.portal.furniture import stated
from ingest.portal.warnings import WarningCode, flag
from knowledge.procedures import Channel, RecordWarning, SubmissionMethod

FIELD = "submission_methods"
_HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"
_CHANNELS = {"Trực tuyến": Channel.ONLINE, "Trực tiếp": Channel.IN_PERSON, "Dịch vụ bưu chính": Channel.POST}
_FEE = r"(?:Miễn phí|Không có thông tin|\d[\d.,]* ?(?:VNĐ|Việt Nam Đồng|USD|EUR))"
_TIME = (
    r"(?:\d[\d.,]* ?(?:Ngày làm việc|Giờ làm việc|Ngày|Giờ|Phút|Tuần|Tháng|Năm)"
    rf"|Không có thông tin(?={_FEE})|\d{{1,4}}(?=Miễn phí|Không có thông tin)|[A-ZĐ][^()\n]{{0,160}}?|)"
)
_ROW = re.compile(rf"(?P<channel>{'|'.join(_CHANNELS)})(?P<time>{_TIME})(?P<fee>{_FEE})")
_GLUED = re.compile(r"(?P<time>\d{1,3}?)(?P<sum>[1-9]\d{0,2}(?:,\d{3})*)(?P<unit> .+)")
_LIST_MARK = re.compile(r"\(\w{1,2}\)(?=[ \w])")
_CLOSING = re.compile(r"\)(?=[^\s,;.:)]|$)")


@dataclass(frozen=True, slots=True)
class MethodRow:
    channel: Channel
    time: str
    fee: str
    note: str  # what stands in brackets behind the fee
    description: str
    time_was_glued: bool


def read_methods(text: str) -> tuple[tuple[SubmissionMethod, ...], tuple[RecordWarning, ...]]:
    """Methods of the section, and flags for what it lacks or what could not be read."""
    table = stated(text)
    if table is None or table == _HEAD:
        return (), (flag(WarningCode.METHODS_MISSING, FIELD), flag(WarningCode.FEE_MISSING, FIELD))
    rows = split_rows(table.removeprefix(_HEAD))
    if not rows:
        return (), (flag(WarningCode.METHODS_UNPARSED, FIELD, table), flag(WarningCode.FEE_MISSING, FIELD))
    methods = []
    warnings: list[RecordWarning] = []
    for row in rows:
        duration, of_time = read_duration(row.time, row.description)
        fees, of_fee = read_fees(row.fee, row.note, row.description)
        methods.append(SubmissionMethod(row.channel, duration, fees, row.description or None))
        warnings += (*of_time, *of_fee)
        if row.time_was_glued:
            warnings.append(flag(WarningCode.FEE_GLUED_TO_TIME, FIELD, row.time + row.fee))
    return tuple(methods), tuple(warnings)


def split_rows(table: str) -> list[MethodRow]:
    """Rows of the table without its head; empty if it doesn't begin with a row."""
    starts = list(_ROW.finditer(table))
    if not starts or table[: starts[0].start()].strip():
        return []
    ends = [start.start() for start in starts[1:]] + [len(table)]
    return [_row(start, table[start.end() : end]) for start, end in zip(starts, ends, strict=True)]


def _row(start: re.Match[str], rest: str) -> MethodRow:
    time, fee = start["time"].strip(), start["fee"]
    glued = _GLUED.fullmatch(fee) if not time else None
    if glued:
        time, fee = glued["time"], glued["sum"] + glued["unit"]
    note, description = _split_note(rest)
    return MethodRow(_CHANNELS[start["channel"]], time, fee, note, description.strip(), glued is not None)


def _split_note(rest: str) -> tuple[str, str]:
    """The bracket glued to the fee, without its marks, and what follows it."""
    if not rest.startswith("(") or _LIST_MARK.match(rest):
        return "", rest
    depth = 0
    for position, letter in enumerate(rest):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return rest[1:position].strip(), rest[position + 1 :]
    # A bracket too few: the cell ends where a closing one is glued to the description.
    closing = _CLOSING.search(rest)
    if closing is None:
        return rest[1:].strip(), ""
    return rest[1 : closing.start()].removeprefix("(").strip(), rest[closing.end() :]
