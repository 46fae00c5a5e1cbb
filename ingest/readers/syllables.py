"""Whether words can be Vietnamese: the shape of a syllable, for telling encodings apart.

Source of the shape: onset, rime and tone of the standard orthography (chữ quốc ngữ).
"""

from __future__ import annotations

import re
import unicodedata

_ONSET = "(?:ngh?|nh|ch|gh?|gi|kh|ph|th|tr|qu|[bcdđhklmnrstvx])?"
_NUCLEUS = (
    "(?:iê|yê|ia|ya|uôi?|ua|ươ[iu]?|ưa|uyê|uya|uy[aêu]?|oa[iyo]?|oă|oe[o]?|oo|uâ[y]?|uê|uơ|ai|ao|au|ay|âu|ây|eo|êu|iu|iêu|yêu"
    "|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])"
)
_SYLLABLE = re.compile(f"{_ONSET}{_NUCLEUS}(?:ng|nh|ch|[cmnpt])?")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_WORD = re.compile(r"[^\W\d_]+")


def share_of_vietnamese(text: str) -> tuple[float, int]:
    """(share of the words with any letter beyond ASCII that are well-formed Vietnamese syllables, their number)."""
    # Not composed first: composing is what a wrong decoding can't do. Small pieces keep long files cheap.
    marked = [word for word in _WORD.findall(unicodedata.normalize("NFC", text[:20000])) if not word.isascii()]
    good = sum(is_syllable(word) for word in marked)
    return (good / len(marked) if marked else 0.0), len(marked)


def is_syllable(word: str) -> bool:
    """Whether `word` (NFC) has the shape of one Vietnamese syllable with at most one tone."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    apart = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", apart.translate(_TONES))
    tones = sum(ord(letter) in _TONES for letter in apart)
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None
