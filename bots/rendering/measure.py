"""How long a text is for a platform."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable

from bots.channel import Capabilities, Count, Markup

Measure = Callable[[str], int]


def composed(text: str) -> str:
    """NFC: platforms count code points, and a decomposed Vietnamese letter is up to three of them."""
    return unicodedata.normalize("NFC", text)


def utf16_units(text: str) -> int:
    return len(text) + sum(1 for letter in text if ord(letter) > 0xFFFF)


def marked_up(text: str, markup: Markup) -> str:
    return html.escape(text, quote=False) if markup is Markup.HTML else text


def measure_for(capabilities: Capabilities) -> Measure:
    """Length as sent, escapes included: never less than what the platform counts."""
    count = utf16_units if capabilities.count is Count.UTF16 else len

    def measure(text: str) -> int:
        return count(marked_up(text, capabilities.markup))

    return measure
