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
from knowledge.store.catalogue import Catalogue
from knowledge.store.entries import FileFlag, SourceFile
from knowledge.store.settling import settling_with

log = logging.getLogger(__name__)

UNREAD_FILE = "unread_file"  # the flag of a file that could not be read at all

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
    outdated_after: int = 0  # days; see `knowledge.store.settling`


def synchronise(catalogue: Catalogue, needs: dict[str, Need], plan: Plan, progress: Progress) -> Report:
    """Reads what is new or changed. A broken file is reported and leaves what the catalogue knew of it untouched."""
    started = time.monotonic()
    run = _Run(catalogue, needs, plan)
    roots = [path.resolve() for path in plan.paths]
    files = list(dict.fromkeys(_files(roots, run.report)))
    laws_changed = False
    for done, path in enumerate(files):
        progress(done, len(files))
        laws_changed |= run.read(path)
    if plan.prune:
        laws_changed |= run.prune(roots, set(map(str, files)))
    if laws_changed:
        flags = rebuild_law_library(catalogue)
        run.report.warnings.extend({"path": one.path, "code": one.code, "message": one.message} for one in flags)
    catalogue.settle(settling_with(needs, plan.today, plan.outdated_after))
    progress(len(files), len(files))
    run.report.seconds = round(time.monotonic() - started, 2)
    return run.report


class _Run:
    def __init__(self, catalogue: Catalogue, needs: dict[str, Need], plan: Plan) -> None:
        self._catalogue, self._needs, self._plan = catalogue, needs, plan
        self._known = catalogue.files()
        self._unread = {path for path, flag in catalogue.file_flags() if flag.code == UNREAD_FILE}
        self._derivation = _derivation(plan, needs)
        self.report = Report()

    def read(self, path: Path) -> bool:
        """Stores the file if it is new or changed. Returns whether a law changed."""
        name, known = str(path), self._known.get(str(path))
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            if known and (known.digest, known.derivation) == (digest, self._derivation):
                self.report.unchanged += 1
                if name in self._unread:  # it was broken in between
                    self._catalogue.flag_file(name, ())
                return False
            read = read_source(path, self._plan.kind, self._plan.as_of, self._needs)
        except (UnreadableFile, OSError) as error:
            self._refused(name, error)
            return False
        self._catalogue.put(SourceFile(name, digest, self._derivation, self._plan.today), read.entry)
        self.report.added += known is None
        self.report.updated += known is not None
        self.report.warnings.extend(
            {"path": name, "code": warning.code, "message": warning.message} for warning in read.warnings
        )
        return read.entry.law_text is not None

    def _refused(self, name: str, error: UnreadableFile | OSError) -> None:
        reason = str(error) if isinstance(error, UnreadableFile) else "Không đọc được tệp (quyền truy cập hoặc ổ đĩa)."
        log.info("unreadable file: %s", getattr(error, "detail", error))
        self.report.failed.append({"path": name, "reason": reason})
        self._catalogue.flag_file(name, [FileFlag(UNREAD_FILE, reason)])

    def prune(self, roots: Sequence[Path], present: set[str]) -> bool:
        """Removes what was read from below `roots` and is no longer there. Returns whether a law went."""
        laws = {path for path, _ in self._catalogue.law_sources()}
        # A folder that can't be read, or a drive that isn't mounted, says nothing about its files.
        blind = [Path(one["path"]) for one in self.report.failed if one["path"] not in self._known]
        seen = [root for root in roots if root.exists() or str(root) in self._known]
        gone = [path for path in self._catalogue.files() if _vanished(path, seen, blind, present)]
        for path in gone:
            self._catalogue.remove(path, self._plan.today)
            self.report.removed += 1
        for path in self._unread:
            if _vanished(path, seen, blind, present):
                self._catalogue.flag_file(path, ())
        return any(path in laws for path in gone)


def _vanished(path: str, seen: Sequence[Path], blind: Sequence[Path], present: set[str]) -> bool:
    own = Path(path)
    return path not in present and any(map(own.is_relative_to, seen)) and not any(map(own.is_relative_to, blind))


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
