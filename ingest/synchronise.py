"""Files and folders -> the catalogue: by digest, one transaction a file, so that a killed run is simply run again."""

from __future__ import annotations

import hashlib
import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.law_library import rebuild_law_library
from ingest.sources import SourceKind, read_source
from knowledge.needs import Need
from knowledge.procedure_passages import VERSION
from knowledge.store.catalogue import Catalogue, SourceFile

log = logging.getLogger(__name__)

# (files done, files in all)
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Report:
    """What a run did; `failed` and `warnings` as `motcua ingest --json` prints them."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: list[dict[str, str]] = field(default_factory=list)
    warnings: list[dict[str, str]] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    paths: Sequence[Path]
    kind: SourceKind = SourceKind.AUTO
    as_of: date | None = None
    prune: bool = False
    today: date = date.min


def synchronise(catalogue: Catalogue, needs: dict[str, Need], plan: Plan, progress: Progress) -> Report:
    """Reads what is new or changed. A broken file is reported and leaves what the catalogue knew of it untouched."""
    started = time.monotonic()
    report = Report()
    known = catalogue.files()
    roots = [path.resolve() for path in plan.paths]
    files = list(dict.fromkeys(_files(roots, report)))
    derivation = _derivation(plan, needs)
    laws_changed = False
    for done, path in enumerate(files):
        progress(done, len(files))
        laws_changed |= _one(catalogue, needs, plan, path, known.get(str(path)), derivation, report)
    if plan.prune:
        laws_changed |= _prune(catalogue, roots, set(map(str, files)), report)
    if laws_changed:
        flags = rebuild_law_library(catalogue)
        report.warnings.extend({"path": one.path, "code": one.code, "message": one.message} for one in flags)
    progress(len(files), len(files))
    report.seconds = round(time.monotonic() - started, 2)
    return report


def _one(
    catalogue: Catalogue,
    needs: dict[str, Need],
    plan: Plan,
    path: Path,
    known: SourceFile | None,
    derivation: str,
    report: Report,
) -> bool:
    """Returns whether a law changed."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if known and (known.digest, known.derivation) == (digest, derivation):
            report.unchanged += 1
            return False
        read = read_source(path, plan.kind, plan.as_of, needs)
    except (UnreadableFile, OSError) as error:
        reason = str(error) if isinstance(error, UnreadableFile) else "Không đọc được tệp (quyền truy cập hoặc ổ đĩa)."
        log.info("unreadable file: %s", getattr(error, "detail", error))
        report.failed.append({"path": str(path), "reason": reason})
        return False
    catalogue.put(SourceFile(str(path), digest, derivation, plan.today), read.entry)
    report.added += known is None
    report.updated += known is not None
    report.warnings.extend(
        {"path": str(path), "code": warning.code, "message": warning.message} for warning in read.warnings
    )
    return read.entry.law_text is not None


def _prune(catalogue: Catalogue, roots: Sequence[Path], present: set[str], report: Report) -> bool:
    """Removes what was read from below `roots` and is no longer there. Returns whether a law went."""
    laws = {path for path, _ in catalogue.law_sources()}
    gone = [
        path
        for path in catalogue.files()
        if path not in present and any(Path(path).is_relative_to(root) for root in roots)
    ]
    for path in gone:
        catalogue.remove(path)
        report.removed += 1
    return any(path in laws for path in gone)


def _derivation(plan: Plan, needs: dict[str, Need]) -> str:
    """What passages are made with besides the file: a change of any of it derives them anew."""
    said = "".join(f"{code}{need.digest()}" for code, need in sorted(needs.items()))
    return hashlib.sha256(f"{VERSION}/{plan.kind}/{plan.as_of or ''}/{said}".encode()).hexdigest()[:32]


def _files(paths: Sequence[Path], report: Report) -> Iterator[Path]:
    """Every file at or below the paths, in a steady order; hidden ones are left out."""
    for path in paths:
        if path.is_dir():
            yield from _walk(path, report)
        elif path.exists():
            yield path
        else:
            report.failed.append({"path": str(path), "reason": "Không tìm thấy tệp hoặc thư mục."})


def _walk(folder: Path, report: Report) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        report.failed.append({"path": str(error.filename), "reason": "Không đọc được thư mục."})

    for root, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root) / name for name in sorted(names) if not name.startswith("."))
