"""The seam behind which every reading library stands."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from ingest.readers.document import Document


class Reader(Protocol):
    """Reads files of one kind.

    Raises ingest.errors.UnreadableFile with one Vietnamese sentence when nothing can be read; what is only partly
    read is told in the document's losses. Stateless: called in a child process with limits on time and memory.
    """

    def __call__(self, path: Path) -> Document: ...
