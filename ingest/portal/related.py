"""The table of related procedures, printed twice: "#Tên thủ tục1Cấp phù hiệu2Cấp biển hiệu#1Tên thủ tục..."."""

from __future__ import annotations

import re

from ingest.portal.furniture import stated
from ingest.portal.letters import UPPER

_HEAD = "#Tên thủ tục"
_CARDS = re.compile(r"#1Tên thủ tục[\s\S]*")
_ROW_NUMBER = re.compile(rf"(?<![ \d])\d{{1,2}}(?=[{UPPER}])")


def read_related(text: str) -> tuple[str, ...]:
    """Names of the related procedures."""
    known = stated(text)
    if known is None:
        return ()
    rows = _CARDS.sub("", known).removeprefix(_HEAD)
    return tuple(name.strip() for name in _ROW_NUMBER.split(rows) if name.strip())
