"""List marks and outline words at the beginning of a line."""

from __future__ import annotations

import re

from ingest.portal.letters import UPPER

_MARK = re.compile(
    r"(?P<bullet>[-–—+*•●▪◦■□➢✓o])[ \t]+(?=\S)"
    r"|(?P<dash>[-–+*•●▪])(?=[^\W\d])"
    r"|(?P<number>\(?\d{1,2}(?:\.\d{1,2}){0,3}(?:[.)]|(?<=\.\d)|(?<=\.\d\d)))[ \t]+(?=\S)"
    rf"|(?P<glued>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\.)(?=[{UPPER}])"
    r"|(?P<letter>\(?[a-zđ]\))[ \t]*(?=\S)"
    r"|(?P<roman>[IVX]{1,5}[.)])[ \t]*(?=\S)"
)
# Followed by nothing, a mark or capitals: "Phụ lục I ban hành kèm theo ..." goes on with a sentence.
_OUTLINE = re.compile(
    r"(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|PHỤ LỤC|Phụ lục) +(?:thứ +\w+|[IVXLC]+\b|\d+|[A-Z]\b)"
    rf"(?= *(?:$|[.:–-] |[{UPPER}][{UPPER}\W]*$|[{UPPER}]{{2}}))"
)
_PROCEDURE = re.compile(r"(?:THỦ TỤC|Thủ tục) (?:số )?\d{1,4} ?[.:]")
_ARTICLE = re.compile(r"Điều \d+[a-zđ]?\.")
_LETTERS = re.compile(r"[^\W\d_]")
_LONGEST_HEADING = 200


def split_mark(line: str) -> tuple[str, str]:
    """(the list mark or number, the rest); ("", line) without one."""
    found = _MARK.match(line)
    return (found.group().strip(), line[found.end() :]) if found else ("", line)


def depth_of(label: str) -> int:
    """How deep a label stands: "I." 1, "1." 1, "1.2." 2, "a)" 2, "-" 1, "+" 2, "o" 2."""
    if label[:1] in "+o◦" or (label.endswith(")") and not label.strip("()").isdigit()):
        return 2
    return label.strip("().").count(".") + 1


def opens_part(line: str) -> bool:
    """Whether the line can't go on with another: "THỦ TỤC 15: ...", "CHƯƠNG II"."""
    outline = _OUTLINE.match(line)
    return _PROCEDURE.match(line) is not None or (outline is not None and outline.group(0)[:2].isupper())


def heading_level(line: str) -> int:
    """1 to 4 of a line that is a heading by its words or capitals; 0 of any other."""
    if _ARTICLE.match(line):
        return 4 if len(line) <= 2 * _LONGEST_HEADING else 0
    if len(line) > _LONGEST_HEADING:
        return 0
    if _PROCEDURE.match(line):
        return 2
    outline = _OUTLINE.match(line)
    if outline:
        return 2 if outline.group().lower().startswith("mục") else 1
    letters = _LETTERS.findall(line)
    return (
        3
        if len(letters) >= 6
        and " " in line.strip()
        and "".join(letters).isupper()
        and not line.endswith((".", ";", ","))
        else 0
    )
