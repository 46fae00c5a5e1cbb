"""Numbers of clauses and letters of points, and how scanners misread them."""

from __future__ import annotations

import re

# Order of points as the texts themselves use it: the Vietnamese alphabet without ă, â, ê, ô, ơ, ư, and no f, j, w, z.
POINTS = [
    "a",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "g",
    "h",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "x",
    "y",
]

# A label as printed -> what scanners make of it.
MISREAD = {
    "a": {"8", "á", "à"},
    "b": {"6", "h"},
    "c": {"e", "o"},
    "d": {"đ", "₫"},
    "đ": {"d", "₫", "ð"},
    "e": {"c"},
    "g": {"ø", "q", "8", "9"},
    "i": {"1", "l", "j"},
    "l": {"1", "i", "|", "]"},
    "o": {"0", "ø"},
    "q": {"g"},
    "r": {"t"},
}

CLAUSE = re.compile(r"^(\d{1,3}[a-zđ]?)\. (?!\d{3}\.)(?=\S)")  # "80. 000.000 đồng" is a broken sum
POINT = re.compile(r"^([a-zđ]\d?)\) (?=\S)")
LOOSE_CLAUSE = re.compile(r"^\W{0,2}\s?(\d{1,3})\s?[.,]\s?(?=[^\W\d])|^(>)[.,] (?=\w)")
LOOSE_POINT = re.compile(r"^['‘’\"(]?(\w|₫|\||\])[):]{1,2}\s?(?=\S)")


def next_clause(last: str | None) -> str:
    return "1" if last is None else str(clause_number(last) + 1)


def clause_number(label: str) -> int:
    return int(re.match(r"\d+", label).group())  # type: ignore[union-attr]


def next_point(last: str | None) -> str | None:
    """The letter after `last`; None after the end of the alphabet."""
    if last is None:
        return POINTS[0]
    position = POINTS.index(last[0]) + 1
    return POINTS[position] if position < len(POINTS) else None


def point_rank(label: str) -> tuple[int, int]:
    return POINTS.index(label[0]), int(label[1:] or 0)


def misread(read: str, meant: str) -> bool:
    """Whether a scanner may have made `read` of `meant` (either in any case)."""
    return read.lower() == meant or read.lower() in MISREAD.get(meant, set())


def order_key(label: str | None) -> tuple[int, int, str]:
    """Sorts "8", "8a", "9" and "d", "đ", "e"; None first."""
    if not label:
        return (-1, 0, "")
    if label[0].isdigit():
        return (clause_number(label), 0, label)
    if label[0] in POINTS and len(label) <= 2:
        return (POINTS.index(label[0]), int(label[1:]) if label[1:].isdigit() else 0, "")
    return (10_000, 0, label)
