"""Text as people send it -> text as the program reads it."""

from __future__ import annotations

import re
import unicodedata

# Zero-width characters, byte-order marks, bidirectional controls, variation selectors, tags: invisible, so no meaning.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINES = re.compile(r" ?\r?\n ?")


def nfc(text: str) -> str:
    """Composed Unicode: about 500 records of the portal, and macOS keyboards, send it decomposed."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """NFC text without invisible or control characters and with single blanks; line breaks stay."""
    visible = _CONTROL.sub(" ", _INVISIBLE.sub("", nfc(text)))
    return _LINES.sub("\n", _BLANKS.sub(" ", visible)).strip()


def one_line(text: str) -> str:
    """`clean` text on one line."""
    return " ".join(clean(text).split())
