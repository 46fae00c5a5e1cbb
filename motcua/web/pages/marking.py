"""Quoted words, marked where they stand."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

LONGEST = 160  # characters of a quote that an address carries
_SHORTEST = 8  # a shorter piece inside a quote says nothing
_CUT = "…"


def marked(text: str, quote: str) -> Markup:
    """`text` escaped, the words of `quote` in <mark>; all of it where the quote holds it whole.

    Spaces and line breaks count alike; a quote that was cut ("…") marks its whole sentence.
    """
    wanted = quote.removesuffix(_CUT).split()
    if not wanted:
        return escape(text)
    rest = r"[^.;\n]*" if quote.endswith(_CUT) else ""
    found = re.search(r"\s+".join(map(re.escape, wanted)) + rest, text)
    if found:
        before, words, after = text[: found.start()], found.group(), text[found.end() :]
        return Markup("{}<mark>{}</mark>{}").format(before, words, after)
    plain = " ".join(text.split())
    if len(plain) >= _SHORTEST and plain in " ".join(wanted):
        return Markup("<mark>{}</mark>").format(text)
    return escape(text)


def shortened(quote: str) -> str:
    """A quote as an address carries it: whole words, at most LONGEST characters."""
    line = " ".join(quote.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + _CUT
