"""Words in capitals: an abbreviation, or a word of a line that is set in capitals?"""

from __future__ import annotations

import unicodedata

from tts.normalise.scan import Scan
from tts.normalise.syllables import is_plain_syllable, is_syllable
from tts.normalise.tokens import Kind


def is_shouted(text: str) -> bool:
    return len(text) > 1 and text.isupper()


def is_marked(text: str) -> bool:
    """Does it carry a tone or vowel mark, as only words do? (A bare Đ is common in abbreviations.)"""
    return any(unicodedata.combining(char) for char in unicodedata.normalize("NFD", text))


def shouted_around(scan: Scan) -> bool:
    """Is the word part of a line in capitals? Its neighbours tell."""
    for place in (scan.index - 1, scan.index + 1, scan.index - 2, scan.index + 2):
        if 0 <= place < len(scan.tokens):
            token = scan.tokens[place]
            word = token.text
            shouted = token.kind is Kind.WORD and is_shouted(word) and is_plain_syllable(word)
            if shouted and (is_marked(word) or (word not in scan.lexicon.by_first and is_syllable(word))):
                return True
    return False
