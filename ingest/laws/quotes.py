"""Quoted wording inside amending articles: where it opens and where it closes."""

from __future__ import annotations

import re

from knowledge.text.fold import fold

_INSTRUCTION = re.compile(r"^(sua doi|bo sung|bai bo|thay the|bo (mot so )?cum tu|bo doan)\b")
_LABEL = re.compile(r"^(?:\d{1,3}[a-zđ]?\. |[a-zđ]\d?\) )")
_ANNOUNCES = re.compile(r"nh[ưu] sau ?:?$")
_INLINE = re.compile(r"nhu sau ?: ?[\"“]")
_CLOSES = re.compile(r"[\"”]\s*[.;:,]{0,2}$")
_OPENS = re.compile(r"^[\"“]|^Điều \d+[a-zđ]?\. ")
_ARTICLE_INSTRUCTION = re.compile(r"^(sua doi,? bo sung|bo sung) (?!mot so)[^:]*\bdieu \d+[a-z]?( nhu sau:?)?$")


def without_label(line: str) -> str:
    return _LABEL.sub("", line)


def is_instruction(line: str) -> bool:
    """ "2. Sửa đổi, bổ sung điểm b khoản 3 như sau:", "a) Bãi bỏ khoản 1 Điều 3;", with or without its label."""
    return bool(_INSTRUCTION.match(fold(without_label(line)).lower()))


def announces_quote(line: str) -> bool:
    """An instruction that ends in "như sau:"; the next line is the new wording or a nested instruction."""
    return is_instruction(line) and bool(_ANNOUNCES.search(fold(line).lower()))


def heading_announces_quote(heading: str) -> bool:
    """An article whose heading is the instruction: "Sửa đổi, bổ sung điểm b khoản 8 Điều 13"."""
    return bool(_ARTICLE_INSTRUCTION.match(fold(heading).lower()))


def opens(line: str) -> bool:
    return bool(_OPENS.match(line))


def opens_inline(line: str) -> bool:
    """An instruction whose new wording starts on its own line: ... như sau: "1a. Phạt cảnh cáo ..."."""
    return is_instruction(line) and bool(_INLINE.search(fold(line).lower()))


def closes(line: str) -> bool:
    return bool(_CLOSES.search(line))
