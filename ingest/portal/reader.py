"""A file of the national portal -> a procedure, or a plain reason why not."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

from ingest.errors import RecordRefused
from ingest.files import file_bytes, parse_json
from ingest.portal.record import looks_like_portal, parse_record
from knowledge.procedures import Procedure, Source

_HTTP = re.compile(r"https?://[^\s\"<>]+")


def read_portal_file(path: Path, as_of: date | None) -> Procedure:
    """The one record of the file. Raises UnreadableFile with a Vietnamese reason."""
    content = file_bytes(path)
    raw = parse_json(content)
    if not isinstance(raw, dict) or not looks_like_portal(raw):
        raise RecordRefused("Tệp không phải là bản ghi thủ tục của Cổng Dịch vụ công quốc gia.")
    address = raw.get("detail_url")
    uri = address if isinstance(address, str) and _HTTP.fullmatch(address.strip()) else None
    source = Source(uri=uri, path=str(path), digest=hashlib.sha256(content).hexdigest(), retrieved_on=None)
    return parse_record(raw, source=source, as_of=as_of)
