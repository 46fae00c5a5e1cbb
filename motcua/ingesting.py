"""An ingest from files to indexes, for the command line and for the evaluations."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from ingest.sources import SourceKind
from ingest.synchronise import Plan, Report, synchronise
from motcua.home_lock import one_writer
from motcua.wiring import Parts

# (what is being done, how many are done, of how many)
Progress = Callable[[str, int, int], None]

_READING = "Đọc tệp"


@dataclass(frozen=True, slots=True)
class Order:
    paths: Sequence[Path]
    kind: str = "auto"
    as_of: date | None = None
    prune: bool = False


def ingest_all(parts: Parts, order: Order, progress: Progress) -> Report:
    """Reads what is new or changed and brings the indexes up to date. Raises Busy, KnowledgeError."""
    started = time.monotonic()
    plan = Plan(
        order.paths, SourceKind(order.kind), order.as_of, order.prune, date.today(), parts.settings.outdated_after
    )
    with one_writer(parts.settings.home, parts.engine):
        report = synchronise(parts.catalogue, parts.needs, plan, lambda done, total: progress(_READING, done, total))
        parts.indexes.synchronise(progress)
    report.seconds = round(time.monotonic() - started, 2)
    return report


def sample_files() -> list[Path]:
    """The records of the shipped sample catalogue."""
    folder = Path(str(files("knowledge") / "sample"))
    return sorted(folder.glob("*.yaml"))
