"""Text as people send it -> text as the program reads it."""

from __future__ import annotations

import re
import unicodedata

# Zero-width characters, byte-order marks, bidirectional controls, variation selectors, tags: invisible, so no meaning.
_INVISIBLE_SET = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
_CONTROL_SET = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_BLANK_SET = r"\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = re.compile(f"[{_INVISIBLE_SET}]")
_CONTROL = re.compile(f"[{_CONTROL_SET}]")
_BLANKS = re.compile(f"[ {_BLANK_SET}]+")
_LINES = re.compile(r" ?\r?\n ?")
# Most texts were cleaned when they were read: one look tells.
_UNTIDY = re.compile(f"[{_INVISIBLE_SET}{_CONTROL_SET}{_BLANK_SET}]|  | \n|\n |\r\n")


def nfc(text: str) -> str:
    """Composed Unicode: about 500 records of the portal, and macOS keyboards, send it decomposed."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """NFC text without invisible or control characters and with single blanks; line breaks stay."""
    composed = nfc(text)
    if _UNTIDY.search(composed) is None:
        return composed.strip()
    visible = _CONTROL.sub(" ", _INVISIBLE.sub("", composed))
    return _LINES.sub("\n", _BLANKS.sub(" ", visible)).strip()


def one_line(text: str) -> str:
    """`clean` text on one line."""
    return " ".join(clean(text).split())
