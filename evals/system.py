"""What is measured, seen from outside: the composition root hands a builder of it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol


class System(Protocol):
    """One installation with its own state. Its answers are the documents that `motcua ask --json` prints."""

    def ingest(self, paths: Sequence[Path], kind: str) -> Mapping[str, Any]:
        """Reads files and folders into the catalogue and brings the indexes up to date; unchanged files cost little.

        `kind`: "auto", "procedures", "provisions" or "guidance". Returns the document of `motcua ingest --json`.
        """
        ...

    def warm(self) -> None:
        """Gets ready for many questions, as a running process is."""
        ...

    def ask(self, turns: Sequence[str], on: date) -> Mapping[str, Any]:
        """The answer to the last turn of a fresh conversation in which the citizen said `turns`, as on day `on`."""
        ...

    def search(self, query: str, count: int, kind: str | None) -> Sequence[str]:
        """The documents found, best first, each once: a procedure's code, or the path of a guidance file.

        `kind`: "procedure", "provision", "guidance", or None for all.
        """
        ...

    def close(self) -> None:
        """Lets go of files and connections; the state stays on disk."""
        ...


class MakeSystem(Protocol):
    def __call__(self, home: Path) -> System:
        """A system whose whole state lives in the folder `home`, which may be new or hold an earlier run's state."""
        ...
