"""What normalising gives back."""

from __future__ import annotations

from dataclasses import dataclass

from tts.script import Guess, Span

__all__ = ["Guess", "Span", "Spoken"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Spoken Vietnamese for ``written`` (the input in Unicode NFC, to which the spans' offsets refer)."""

    written: str
    text: str
    spans: tuple[Span, ...] = ()
    guesses: tuple[Guess, ...] = ()
