"""What commands print: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress


def print_json(document: object) -> None:
    """One document, spread over lines."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def print_line(document: object) -> None:
    """One document on one line, at once: whoever reads a pipe is waiting for it."""
    print(json.dumps(document, ensure_ascii=False), flush=True)


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def console(*, errors: bool = True) -> Console:
    from rich.console import Console

    return Console(stderr=errors, highlight=False, soft_wrap=True, markup=False)


class Bars:
    """Progress bars with the time left; a new bar for each new thing that is done."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, Any] = {}

    def show(self, what: str, done: int, total: int) -> None:
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=total)
        self._progress.update(self._tasks[what], completed=done, total=total or 1)


@contextmanager
def bars() -> Iterator[Bars]:
    """Shown on a terminal's standard error, and nowhere else."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    target = console()
    with Progress(*columns, console=target, transient=True, disable=not target.is_terminal) as progress:
        yield Bars(progress)
