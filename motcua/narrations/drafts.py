"""Reports that officers prepare: a folder each with the file, `draft.json`, and what it became.

What is written appears whole or not at all.
"""

from __future__ import annotations

import json
import logging
import os
import re
import secrets
import shutil
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

_log = logging.getLogger(__name__)
_FACTS = "draft.json"
_ID = re.compile(r"[0-9a-f]{32}\Z")


@dataclass(frozen=True, slots=True)
class Draft:
    """`login` of who brought it; `narration`: id of the last one ordered; time in Unix seconds."""

    id: str
    name: str
    login: str
    brought_at: float
    narration: str | None = None


class Drafts:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str, content: bytes, login: str) -> Draft:
        """Raises OSError."""
        draft = Draft(secrets.token_hex(16), name, login, time.time())
        (self._folder / draft.id).mkdir(parents=True)
        self.report(draft).write_bytes(content)
        self._put(draft)
        return draft

    def get(self, identifier: str) -> Draft | None:
        if not _ID.match(identifier):
            return None
        try:
            return Draft(**json.loads((self._folder / identifier / _FACTS).read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError) as error:  # cut short by a power failure: as good as absent
            _log.warning("draft %s can't be read: %s", identifier, error)
            return None

    def all(self) -> list[Draft]:
        """The newest first."""
        names = [path.name for path in self._folder.iterdir()] if self._folder.is_dir() else []
        found = (self.get(name) for name in names)
        return sorted((one for one in found if one), key=lambda one: -one.brought_at)

    def becomes(self, draft: Draft, narration: str) -> Draft:
        ordered = replace(draft, narration=narration)
        self._put(ordered)
        return ordered

    def remove(self, identifier: str) -> None:
        if _ID.match(identifier):
            shutil.rmtree(self._folder / identifier, ignore_errors=True)

    def forget_before(self, moment: float) -> int:
        """Deletes what was brought before `moment` (Unix seconds); returns how many."""
        old = [one for one in self.all() if one.brought_at < moment]
        for draft in old:
            self.remove(draft.id)
        return len(old)

    def report(self, draft: Draft) -> Path:
        return self._folder / draft.id / f"report{Path(draft.name).suffix.lower()}"

    def _put(self, draft: Draft) -> None:
        path = self._folder / draft.id / _FACTS
        aside = path.with_name(f".{_FACTS}.{os.getpid()}.{time.monotonic_ns()}")
        aside.write_text(json.dumps(asdict(draft), ensure_ascii=False), encoding="utf-8")
        aside.replace(path)
