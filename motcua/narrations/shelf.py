"""Narrations on disk, a folder each: the report, `narration.json`, and the files that are made of it.

What is written appears whole or not at all, so a killed process leaves the state before.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from motcua.narrations.order import Narration, Order, Outcome, State, Step

_log = logging.getLogger(__name__)
_STATE = "narration.json"
_ID = re.compile(r"[0-9a-f]{32}\Z")
STEM = "bao-cao"


class Shelf:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def sentences(self) -> Path:
        """Spoken sentences of all narrations: an edited report costs only its new sentences."""
        return self._folder / ".sentences"

    def add(self, narration: Narration, report: bytes) -> None:
        """Raises OSError."""
        folder = self.folder(narration.id)
        folder.mkdir(parents=True)
        self.report(narration).write_bytes(report)
        self.put(narration)

    def put(self, narration: Narration) -> None:
        """Raises FileNotFoundError for one that was removed meanwhile."""
        path = self.folder(narration.id) / _STATE
        aside = path.with_name(f".{_STATE}.{os.getpid()}")
        aside.write_text(json.dumps(asdict(narration), ensure_ascii=False), encoding="utf-8")
        aside.replace(path)

    def get(self, identifier: str) -> Narration | None:
        if not _ID.match(identifier):
            return None
        try:
            plain = json.loads((self.folder(identifier) / _STATE).read_text(encoding="utf-8"))
            return _narration(plain)
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, KeyError) as error:  # cut short by a power failure: as good as absent
            _log.warning("narration %s can't be read: %s", identifier, error)
            return None

    def all(self) -> list[Narration]:
        """The newest first."""
        found = (self.get(path.name) for path in self._folders())
        return sorted((one for one in found if one), key=lambda one: -one.ordered_at)

    def wait_for_audio(self) -> None:
        """Those that were finished and whose files are gone are read again. Raises OSError."""
        for one in self.all():
            if one.state is State.DONE and not any(self.folder(one.id).glob(f"{STEM}.*")):
                self.put(Narration(one.id, one.order, one.ordered_at))

    def remove(self, identifier: str) -> bool:
        """False where there is none."""
        if not _ID.match(identifier) or not self.folder(identifier).is_dir():
            return False
        shutil.rmtree(self.folder(identifier), ignore_errors=True)
        return True

    def folder(self, identifier: str) -> Path:
        return self._folder / identifier

    def report(self, narration: Narration) -> Path:
        return self.folder(narration.id) / f"report{Path(narration.order.name).suffix.lower()}"

    def file(self, identifier: str, kind: str) -> Path | None:
        """A finished file by its ending."""
        path = self.folder(identifier) / f"{STEM}.{kind}"
        return path if _ID.match(identifier) and path.is_file() else None

    def _folders(self) -> Iterator[Path]:
        if self._folder.is_dir():
            yield from (path for path in self._folder.iterdir() if _ID.match(path.name))


def _narration(plain: dict[str, Any]) -> Narration:
    return Narration(
        **plain
        | {
            "order": Order(**plain["order"]),
            "state": State(plain["state"]),
            "step": Step(**plain["step"]) if plain["step"] else None,
            "outcome": Outcome(**plain["outcome"]) if plain["outcome"] else None,
        }
    )
