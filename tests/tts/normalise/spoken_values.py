"""A reader of spoken numbers, written apart from the speaker: words -> value. Used to check that none is misread."""

from __future__ import annotations

_ONES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip


def _below_thousand(words: list[str]) -> int:
    value = 0
    if "trăm" in words:
        cut = words.index("trăm")
        assert cut == 1, words
        value, words = _ONES[words[0]] * 100, words[2:]
    if words[:1] == ["linh"]:
        assert len(words) == 2, words
        return value + _ONES[words[1]]
    if words[:1] == ["mười"]:
        return value + 10 + (_ONES[words[1]] if words[1:] else 0)
    if words[1:2] == ["mươi"]:
        return value + 10 * _ONES[words[0]] + (_ONES[words[2]] if words[2:] else 0)
    assert len(words) <= 1, words
    return value + (_ONES[words[0]] if words else 0)


def value_of(spoken: str) -> int:
    """Value of a whole number in words; fails on anything that is not one."""
    words = spoken.split()
    if "tỷ" in words:
        cut = len(words) - 1 - words[::-1].index("tỷ")
        return value_of(" ".join(words[:cut])) * 10**9 + value_of(" ".join(words[cut + 1 :]))
    total = 0
    for name, size in (("triệu", 10**6), ("nghìn", 10**3)):
        if name in words:
            cut = words.index(name)
            total += _below_thousand(words[:cut]) * size
            words = words[cut + 1 :]
    return total + _below_thousand(words)
