"""Sentences of a written text: the unit that is spoken, cached and shown as a subtitle."""

from __future__ import annotations

import re
from functools import lru_cache

from tts.normalise.lexicon import standard_lexicon

_STOP = re.compile(r"(?:[.!?…]+(?:/\.)?)[”\"’)\]]*(?=\s)")
_CLAUSE = re.compile(r";(?=\s)")
_BEFORE = re.compile(r"([^\s“\"(]+)$")
_OPENS = re.compile(r"\s*[“\"‘(\[–\-+*•]*\s*(?:[^\W\d_]|\d)")
_LIST_MARK = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVXLivxl]{1,5}|[a-zđA-ZĐ])")
_LONG = 300
"""Characters from which a sentence is also cut at its semicolons: about twenty seconds of speech."""
_NEVER_LAST = frozenset(["tr", "trang", "vd", "st", "đ/c", "d/c", "mr", "mrs", "ms", "dr", "st", "v.v", "ths"])


@lru_cache(maxsize=1)
def _dotted() -> frozenset[str]:
    """Abbreviations of the word lists that are written with a full stop ("TP.", "ThS."), without it."""
    entries = (entry for group in standard_lexicon().by_first.values() for entry in group)
    return frozenset(entry.written[:-1] for entry in entries if entry.written.endswith("."))


def _is_end(text: str, start: int, stop: re.Match[str]) -> bool:
    """Does the full stop at ``stop`` end the sentence that began at ``start``?"""
    following = text[stop.end() :].lstrip(' \t\u00a0"“‘(-–+*•')
    if not following or stop.group()[0] in "!?" or stop.group().startswith("./"):
        return True
    if following[0].islower():
        return False
    head = text[start : stop.start()]
    if _LIST_MARK.fullmatch(head):
        return False
    if len(stop.group().rstrip('”"’)]')) > 1 or stop.group()[-1] in '”"’)]':
        return True
    word = _BEFORE.search(head)
    last = word.group(1) if word else ""
    if last in _dotted() or last.lower() in _NEVER_LAST:
        return False
    return not (len(last) == 1 and last.isalpha() and last.isupper() and not _names_person(head))


def _names_person(head: str) -> bool:
    """ "... Nguyễn Văn A." ends a sentence; "... ở P. Đông Lễ" does not."""
    words = head.split()
    return len(words) > 2 and words[-2][:1].isupper() and words[-3][:1].isupper()


def split_sentences(text: str) -> tuple[str, ...]:
    """Sentences in order, trimmed; never cut inside "TP. Hồ Chí Minh", "35/QĐ-UBND" or "12,5%"."""
    sentences, start = [], 0
    for stop in _STOP.finditer(text):
        if _is_end(text, start, stop):
            sentences.append(text[start : stop.end()].strip())
            start = stop.end()
    sentences.append(text[start:].strip())
    return tuple(piece for sentence in sentences if sentence for piece in _shortened(sentence))


def _shortened(sentence: str) -> list[str]:
    if len(sentence) <= _LONG:
        return [sentence]
    pieces, start = [], 0
    for mark in _CLAUSE.finditer(sentence):
        pieces.append(sentence[start : mark.end()].strip())
        start = mark.end()
    return [piece for piece in [*pieces, sentence[start:].strip()] if piece]
