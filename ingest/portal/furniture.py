"""What a portal page prints around its facts, and how it says that there is no fact."""

from __future__ import annotations

import re

_NOTHING = "không có thông tin"
_PAGE_TAIL = re.compile(r"Từ khóa(?=[\s\S]*Mô tả)[\s\S]*|Chọn cơ quan thực hiện[\s\S]*|Nộp hồ sơ$")


def stated(text: str) -> str | None:
    """`text` if the page states something there, else None ("Không có thông tin", "--" or nothing)."""
    bare = text.strip(" -\n")
    return None if not bare or bare.lower().rstrip(".") == _NOTHING else text.strip()


def without_page_tail(text: str) -> str:
    """The page's last section without the keywords, the agency chooser and the button that stand after it."""
    return _PAGE_TAIL.sub("", text).strip()
