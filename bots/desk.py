"""What this room needs from the rest of the program: someone who answers, and someone who reads aloud."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from assistant.answers import Answer


class Desk(Protocol):
    """`session` names one conversation over all channels; calls for one session never overlap."""

    def ask(self, text: str, *, session: str) -> Answer: ...

    def erase(self, session: str) -> None: ...

    def feedback(self, session: str, useful: bool, comment: str | None) -> None: ...


class VoiceForm(StrEnum):
    """How a channel can bring sound to a person."""

    OGG_OPUS = "ogg"  # path of a file that is uploaded
    AAC_URL = "aac"  # public address ending in .aac
    LINK = "link"  # address of a page that plays it


class Voices(Protocol):
    def offers(self, form: VoiceForm) -> bool:
        """Whether this installation can read aloud in `form` at all."""
        ...

    def note(self, text: str, form: VoiceForm) -> str | None:
        """Path or address of `text` read aloud in `form`; None where that can't be had."""
        ...


class NoVoices:
    """Where nothing reads aloud, no voice is offered."""

    def offers(self, form: VoiceForm) -> bool:
        return False

    def note(self, text: str, form: VoiceForm) -> str | None:
        return None
