"""Changing one phrase of a provision. Phrases are found without marks: the texts were scanned at different times."""

from __future__ import annotations

import re

from knowledge.law.changes import Action, Amendment
from knowledge.text.fold import fold

_SPACES = re.compile(r" {2,}")
_SPACE_BEFORE_MARK = re.compile(r" (?=[,;.])")
_STRAY_MARK = re.compile(r"([,;])\s*(?=[,;.])")


def change_words(text: str, change: Amendment) -> str | None:
    """`text` after the change; None where the words are not there, or an addition finds them more than once."""
    spans = [match.span() for match in _pattern(change.old_words).finditer(_same_length_fold(text))]
    if not spans or (change.action is Action.ADD_WORDS and len(spans) > 1):
        return None
    for start, end in reversed(spans):
        text = f"{text[:start]}{_replacement(text[start:end], change)}{text[end:]}"
    if change.action is Action.DROP_WORDS:
        text = _STRAY_MARK.sub(r"\1", _SPACE_BEFORE_MARK.sub("", text))
    return _SPACES.sub(" ", text).strip()


def _same_length_fold(text: str) -> str:
    return "".join(fold(character)[:1] or " " for character in text).lower()


def _pattern(words: str) -> re.Pattern[str]:
    folded = r"\s+".join(re.escape(word) for word in _same_length_fold(words).split())
    before = r"(?<!\w)" if words.strip()[0].isalnum() else ""
    after = r"(?!\w)" if words.strip()[-1].isalnum() else ""
    return re.compile(f"{before}{folded}{after}")


def _replacement(found: str, change: Amendment) -> str:
    new = change.new_words.strip()
    if change.action is Action.DROP_WORDS:
        return ""
    if change.action is Action.REPLACE_WORDS:
        return new[:1].upper() + new[1:] if found[:1].isupper() else new
    if change.after:
        return f"{found}{new}" if new[:1] in ",;" else f"{found} {new}"
    return f"{new} {found}"
