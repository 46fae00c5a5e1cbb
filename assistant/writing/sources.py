"""The numbered texts that a model may write from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.screening.documents import without_instructions
from knowledge.citations import Citation

_LINK = re.compile(r"(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True)
class Source:
    title: str
    text: str
    citation: Citation | None = None

    @property
    def harmless(self) -> str:
        """The text as a model and the checker see it: without links and without commands to programs."""
        return _LINK.sub("", without_instructions(self.text)).strip()


def numbered(sources: Sequence[Source]) -> str:
    return "\n\n".join(f"[{number}] {source.title}\n{source.harmless}" for number, source in enumerate(sources, 1))
