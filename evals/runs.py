"""What every suite is given, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from evals.material import Material
from evals.results import Miss, Row
from evals.system import MakeSystem, System

_COLUMNS = 160  # of a log file, which has no width of its own


def _wide_console() -> Console:
    console = Console(stderr=True)
    return console if console.is_terminal else Console(stderr=True, width=_COLUMNS)


@dataclass(frozen=True, slots=True)
class Run:
    """`work`: a folder kept between runs, so that an unchanged catalogue is not embedded again."""

    make: MakeSystem
    material: Material
    work: Path
    console: Console = field(default_factory=_wide_console)

    def catalogue(self) -> closing[System]:
        """The system under test with the material ingested; the suites share its state."""
        return self.loaded(self.material.name, *self.material.sources())

    def loaded(self, name: str, *paths: Path, kind: str = "auto") -> closing[System]:
        """A system of that name with `paths` ingested."""
        home = self.work / name
        home.mkdir(parents=True, exist_ok=True)
        system = self.make(home)
        try:
            report = system.ingest(paths, kind)
        except BaseException:
            system.close()
            raise
        self._say_failed(report.get("failed") or ())
        return closing(system)

    def progress(self) -> Progress:
        return Progress(console=self.console, transient=True)

    def _say_failed(self, failed: Any) -> None:
        for one in failed:
            self.console.print(f"{one['path']}: {one['reason']}", style="yellow")


@dataclass(frozen=True, slots=True)
class Measured:
    rows: tuple[Row, ...]
    misses: tuple[Miss, ...] = ()


Suite = Callable[[Run], Measured]
