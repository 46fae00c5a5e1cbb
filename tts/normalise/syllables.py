"""Is this word a Vietnamese syllable? Whatever is not has to be spelled, looked up, or called foreign.

Source of the onset and rime inventories: the spelling rules of Quốc ngữ as taught in primary school.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
ONSETS = frozenset(_ONSETS.split()) | {""}
_OPEN = "a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu oa oe oi ôi ơi ua uê ui uy ưa ưi ưu iêu yêu oai oay oeo \
uây uôi uya uyu ươi ươu ya oao uơ"
_NASAL = "am ăm âm an ăn ân ang ăng âng anh em en eng êm ên ênh im in inh om on ong ôm ôn ông ơm ơn um un ung ưn ưng \
iêm iên iêng yêm yên yêng oam oan oang oanh oăm oăn oăng oen uân uâng uên uênh uôm uôn uông uyên uynh ươm ươn ương \
oong ing uyn ơng ynh"
_STOP = "ac ăc âc ach at ăt ât ap ăp âp ec et ep êch êt êp ich it ip oc ot op ôc ôt ôp ơt ơp uc ut up ưc ưt iêc iêt \
iêp yêt oac oach oat oăc oăt oet uât uêch uôc uôt uyêt uych uyt ươc ươt ươp ooc oap ưp yt yp êc ic"
_OPEN_OR_NASAL = frozenset((_OPEN + " " + _NASAL).split())
_STOPPED = frozenset(_STOP.split())
RIMES = _OPEN_OR_NASAL | _STOPPED
_PLAIN_RIMES = frozenset(unicodedata.normalize("NFD", rime).encode("ascii", "ignore").decode() for rime in RIMES)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_STOP_TONES = {"\u0301", "\u0323"}
_VOWELS = frozenset("aăâeêioôơuưy")


def _split(word: str) -> tuple[str, str, set[str]]:
    """(onset, rime without tone, tone marks) of a lower-case word."""
    decomposed = unicodedata.normalize("NFD", word)
    tones = {char for char in decomposed if char in _TONES}
    bare = unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES))
    cut = next((i for i, char in enumerate(bare) if char in _VOWELS), len(bare))
    onset, rime = bare[:cut], bare[cut:]
    if onset == "q" and rime.startswith("u"):
        return "qu", rime[1:], tones
    if onset == "g" and rime.startswith("i") and len(rime) > 1 and rime not in RIMES:
        return "gi", rime[1:], tones
    return onset, rime, tones


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """True for a syllable as written with its tone; a stop ("bot") needs sắc or nặng, so "BOT" is none."""
    onset, rime, tones = _split(word.lower())
    if onset not in ONSETS or len(tones) > 1:
        return False
    if onset == "g" and rime == "i":
        return True
    if rime in _STOPPED:
        return bool(tones & _STOP_TONES)
    return rime in _OPEN_OR_NASAL


@lru_cache(maxsize=20_000)
def is_plain_syllable(word: str) -> bool:
    """True for what a syllable looks like when typed without any diacritics ("cong", "bot", "duong")."""
    small = word.lower()
    if is_syllable(small):
        return True
    onset, rime, tones = _split(small)
    return not tones and onset in ONSETS and rime in _PLAIN_RIMES


def has_vowel(word: str) -> bool:
    """A word without a vowel can't be said, only spelled."""
    return any(char in _VOWELS for char in unicodedata.normalize("NFC", _bare(word.lower())))


def _bare(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if char not in _TONES)
