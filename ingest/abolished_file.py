"""A file in which the office itself announces that procedures end.

abolished:
- code: '1.004993'
  ends_on: 2026-09-01          # first day on which it no longer holds
  decision: Quyết định 123/QĐ-UBND
  note: Thay bằng thủ tục 1.013099
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ingest.errors import RecordRefused
from ingest.records import parse_yaml
from knowledge.store.entries import RepealNotice

KEY = "abolished"
_KEY_LINE = re.compile(rb"^abolished\s*:", re.MULTILINE)
_KEYS = {"code", "ends_on", "decision", "note"}


def looks_like_abolitions(content: bytes) -> bool:
    """Told by the key at the beginning of a line, so that no file of records is parsed twice."""
    return _KEY_LINE.search(content) is not None


def read_abolitions(content: bytes) -> tuple[RepealNotice, ...]:
    """Raises UnreadableFile or RecordRefused, naming the entry that is no announcement."""
    value = parse_yaml(content)
    items = value.get(KEY) if isinstance(value, Mapping) else None
    if not isinstance(items, list):
        raise RecordRefused(f"Khóa «{KEY}» phải là một danh sách.")
    return tuple(_notice(number, item) for number, item in enumerate(items, start=1))


def _notice(number: int, item: object) -> RepealNotice:
    if not isinstance(item, Mapping) or not set(item) <= _KEYS or not isinstance(item.get("code"), str):
        raise RecordRefused(f"Mục {number} của «{KEY}» phải có code (chuỗi), và chỉ có thêm ends_on, decision, note.")
    day = item.get("ends_on")
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError as error:
            raise RecordRefused(f"Mục {number} của «{KEY}»: ends_on phải là ngày NĂM-THÁNG-NGÀY.") from error
    if day is not None and type(day) is not date:
        raise RecordRefused(f"Mục {number} của «{KEY}»: ends_on phải là ngày NĂM-THÁNG-NGÀY.")
    decision = str(item.get("decision") or "Thông báo của đơn vị")
    return RepealNotice(item["code"].strip(), day, decision, str(item.get("note") or ""))
