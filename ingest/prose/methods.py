"""Ways of handing in, from a table of them, or out of sentences beside sections for the time and the fees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.portal.durations import read_duration
from ingest.portal.fee_terms import fee_terms
from ingest.portal.fees import read_fees
from ingest.portal.furniture import stated
from ingest.portal.warnings import WarningCode, flag
from ingest.prose.columns import column_rows
from ingest.prose.entries import Entry
from ingest.prose.warnings import ProseFlag, record_flag
from ingest.readers.document import BlockKind
from knowledge.procedures import Channel, Duration, Fee, RecordWarning, SubmissionMethod

FIELD = "submission_methods"
_COLUMNS = {
    "channel": ("hinh thuc nop", "hinh thuc", "cach thuc"),
    "time": ("thoi han", "thoi gian"),
    "fee": ("phi", "le phi", "muc phi"),
    "description": ("mo ta", "ghi chu", "noi dung"),
}
_CHANNELS = (
    (
        Channel.ONLINE,
        re.compile(r"trực tuyến|dịch vụ công (?:quốc gia|trực|thành phố|cấp|tỉnh)|môi trường (?:điện tử|mạng)", re.I),
    ),
    (
        Channel.IN_PERSON,
        re.compile(r"trực tiếp|tận nơi|nộp(?: \w+){0,4} tại|gửi tại|đến nộp|bộ phận (?:tiếp nhận|một cửa)", re.I),
    ),
    (Channel.POST, re.compile(r"bưu chính|bưu điện|bưu phẩm", re.I)),
)
_NOT_ONLINE = re.compile(
    r"không (?:được )?(?:nộp|thực hiện) trực tuyến|chưa (?:được )?(?:nộp|cung cấp|thực hiện)", re.I
)
_CELL = re.compile(
    r"(?P<sum>Miễn phí|Không có thông tin|\d[\d.,]* ?(?:VNĐ|VND|Việt Nam Đồng|đồng|USD|EUR)) ?(?P<note>.*)", re.I | re.S
)
_FEE_LABEL = re.compile(r"(?:phí|lệ phí|phí, lệ phí) ?: ?", re.I)
_MORE = re.compile(r"xem chi tiết", re.I)
_NEXT_FEE = re.compile(r"(?<!lệ)(?<=[^\W\d]|[.;)]) +(?=(?:phí|lệ phí) ?: ?[\dMK])", re.I)
_EMPTY_SUM = re.compile(r"(?:đồng|VNĐ)?", re.I)
_NO_FEE = re.compile(r"(?:không|không có|không thu|0)(?: phí| lệ phí| đồng| VNĐ)?[.;]?$", re.I)
Flags = list[RecordWarning]


@dataclass(frozen=True, slots=True)
class Stated:
    """What the sections beside say: lines of the time limit, of the fees with labels, the note on handing in online."""

    duration: Sequence[str]
    fees: Sequence[str]
    online: str


def read_stated_methods(section: Sequence[Entry], beside: Stated) -> tuple[tuple[SubmissionMethod, ...], Flags]:
    tables = [rows for entry in section if (rows := _table_rows(entry)) is not None]
    flags: Flags = []
    if tables:
        methods = [method for rows in tables for method in _of_rows(rows, flags)]
        return tuple(methods), flags
    return _of_sentences([entry.text for entry in section], beside, flags), flags


def fee_cell(text: str) -> tuple[str, str]:
    """(cell, note) as the portal's fee reader wants them, from "Phí: 70.000 Đồng (...)" or plain words."""
    bare = _FEE_LABEL.sub("", text.strip(), count=1).strip()
    if _EMPTY_SUM.fullmatch(bare):
        return "", ""
    if _NO_FEE.fullmatch(bare):
        return "Miễn phí", bare
    found = _CELL.match(bare)
    if found is None:
        return "", text.strip()
    amount = "Miễn phí" if found["sum"].lower() == "miễn phí" else found["sum"]
    note = found["note"].strip()
    return amount, note[1:-1].strip() if note.startswith("(") and note.endswith(")") and note.count("(") == 1 else note


def fees_of(lines: Sequence[str], description: str, flags: Flags) -> tuple[Fee, ...]:
    """Fees of several lines, each read on its own; one flag that none is stated, if none is."""
    found: list[Fee] = []
    missing: Flags = []
    for number, line in enumerate(lines or [""]):
        cell, note = fee_cell(line)
        fees, warnings = read_fees(cell, note, description if number == 0 else "")
        found += fees
        missing += [item for item in warnings if item.code == WarningCode.FEE_MISSING]
        flags += [item for item in warnings if item.code != WarningCode.FEE_MISSING]
    flags += [] if found else missing[:1]
    return tuple(dict.fromkeys(found))


def _table_rows(entry: Entry) -> list[tuple[str, str, str, str]] | None:
    if entry.block.kind is not BlockKind.TABLE:
        return None
    rows = column_rows(entry.block, _COLUMNS, "channel")
    return None if rows is None else [(row["channel"], row["time"], row["fee"], row["description"]) for row in rows]


def _of_rows(rows: list[tuple[str, str, str, str]], flags: Flags) -> Iterator[SubmissionMethod]:
    for name, time, fee, description in rows:
        channel = channels_in(name)
        if not channel:
            flags.append(flag(WarningCode.METHODS_UNPARSED, FIELD, name))
            continue
        duration, of_time = read_duration(time.replace("\n", " "), description)
        flags += of_time
        fees = fees_of(_fee_lines(fee), description, flags)
        for one in channel:
            yield SubmissionMethod(one, duration, fees, stated(description))


def _fee_lines(cell: str) -> list[str]:
    """Lines of a fee cell, those that go on with the one above (brackets, list items) put together."""
    lines: list[str] = []
    for line in _NEXT_FEE.sub("\n", _MORE.sub(" ", cell)).split("\n"):
        if lines and not _FEE_LABEL.match(line):
            lines[-1] = f"{lines[-1]}\n{line}" if _CELL.match(line) is None else f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines


def _of_sentences(lines: list[str], beside: Stated, flags: Flags) -> tuple[SubmissionMethod, ...]:
    known = [line for line in lines if stated(line)]
    named = {channel for line in known for channel in channels_in(line)}
    if beside.online and not _NOT_ONLINE.search(beside.online) and channels_in(beside.online):
        named.add(Channel.ONLINE)
    if not known and not named and not beside.duration and not beside.fees:
        flags += [flag(WarningCode.METHODS_MISSING, FIELD), flag(WarningCode.FEE_MISSING, FIELD)]
        return ()
    if not named:
        flags.append(record_flag(ProseFlag.CHANNEL_UNSTATED, FIELD))
        named.add(Channel.IN_PERSON)
    duration = _duration(beside.duration, flags)
    fees = _stated_fees(beside.fees, flags)
    order = [channel for channel, _ in _CHANNELS if channel in named]
    return tuple(SubmissionMethod(one, duration, fees, _description(one, known)) for one in order)


def channels_in(text: str) -> list[Channel]:
    return [channel for channel, pattern in _CHANNELS if pattern.search(text)]


def _description(channel: Channel, lines: list[str]) -> str | None:
    """The lines that speak of the channel, or of none in particular."""
    own = [line for line in lines if not channels_in(line) or channel in channels_in(line)]
    return "\n".join(own) or None


def _duration(lines: Sequence[str], flags: Flags) -> Duration | None:
    found, warnings = read_duration("\n".join(lines), "")
    flags += warnings
    return found


def _stated_fees(lines: Sequence[str], flags: Flags) -> tuple[Fee, ...]:
    free = [line for line in lines if _NO_FEE.fullmatch(_FEE_LABEL.sub("", line))]
    if free and len(free) == len(lines):
        return tuple(Fee(line, 0) for line in dict.fromkeys(free))
    paid = [line for line in lines if line not in free]
    whole = "\n".join(paid)
    if len(paid) > 1 or not fee_terms().says_nothing_due(_FEE_LABEL.sub("", whole)):
        fees, warnings = read_fees("", whole, "")
        flags += warnings
        return (*(Fee(line, 0) for line in free), *fees)
    return fees_of([f"Miễn phí ({_FEE_LABEL.sub('', whole)})"], "", flags)
