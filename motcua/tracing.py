"""What tells how long the parts of a request took.

Attributes are numbers and words of closed lists: never a citizen's words, name, address or conversation.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Literal, Protocol

Value = str | int | float | bool


class Mark(Protocol):
    def set(self, name: str, value: Value) -> None: ...

    def rename(self, name: str) -> None: ...

    def failed(self, kind: str) -> None: ...


class Tracing(Protocol):
    """Spans that are opened within another, in the same request, are its children."""

    def span(self, name: str, kind: Literal["internal", "server"] = "internal") -> AbstractContextManager[Mark]: ...

    def close(self) -> None: ...
