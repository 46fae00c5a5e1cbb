"""Web and mail addresses: parts people know as words, parts that split into syllables, the rest by letters."""

from __future__ import annotations

import re
from functools import lru_cache

from tts.normalise.letters import spell
from tts.normalise.lexicon import Lexicon
from tts.normalise.numbers import read_cardinal, read_digits
from tts.normalise.scan import Reading, Scan
from tts.normalise.syllables import is_plain_syllable
from tts.normalise.tokens import Token

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_PIECE = re.compile(r"[A-Za-zÀ-ỹ]+|[0-9]+|[^\w]|_")
_SIGNS = {
    ".": "chấm", "@": "a còng", "/": "xuyệt", "-": "gạch ngang", "_": "gạch dưới", "?": "hỏi chấm", "=": "bằng",
    "&": "và", "#": "thăng", ":": "hai chấm", "%": "phần trăm", "+": "cộng", "~": "ngã",
}  # fmt: skip
_SHORTEST_SPLIT = 3
WHY_ADDRESS = "địa chỉ viết liền, đọc theo âm tiết đoán được"


@lru_cache(maxsize=2_000)
def split_syllables(word: str) -> tuple[str, ...]:
    """ "quangtri" -> ("quang", "tri"): the fewest syllables that make up ``word``, () when it can't be done."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 7), end):
            head, piece = best[start], word[start:end]
            if head is None or not is_plain_syllable(piece) or (len(piece) == 1 and len(word) > 1):
                continue
            current = best[end]
            if current is None or len(head) + 1 < len(current):
                best[end] = (*head, piece)
    return best[-1] or ()


@lru_cache(maxsize=500)
def _split_known(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """``word`` as a row of known parts ("dichvucong" + "quangtri"), () when it is not one."""
    for end in range(len(word), 3, -1):
        if word[:end] in known:
            rest = _split_known(word[end:], known) if end < len(word) else ()
            if end == len(word) or rest:
                return (word[:end], *rest)
    return ()


def _say_word(word: str, lexicon: Lexicon) -> tuple[str, str]:
    small = word.lower()
    if small in lexicon.hosts:
        return lexicon.hosts[small], ""
    if parts := _split_known(small, frozenset(lexicon.hosts)):
        return " ".join(lexicon.hosts[part] for part in parts), ""
    syllables = split_syllables(small) if len(small) >= _SHORTEST_SPLIT else ()
    return (" ".join(syllables), WHY_ADDRESS) if syllables else (spell(small), "")


def read_address(scan: Scan, token: Token) -> Reading:
    """An address; its scheme ("https://") is not said."""
    words, why = [], ""
    for piece in _PIECE.findall(_SCHEME.sub("", token.text).rstrip("/")):
        if piece[0].isdigit():
            words.append(read_digits(piece) if piece[0] == "0" or len(piece) > 4 else read_cardinal(piece))
        elif piece[0].isalpha():
            said, doubt = _say_word(piece, scan.lexicon)
            words.append(said)
            why = why or doubt
        else:
            words.append(_SIGNS.get(piece, ""))
    return Reading(token.end, " ".join(word for word in words if word), why, "web")
