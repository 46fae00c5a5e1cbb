"""Which files of a home nothing can derive again: the office's words, reports in the studio, and orders of narrations.

Audio is made again from its report: the restored narration waits to be read once more.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from motcua.narrations.shelf import Shelf

_OWN = ("needs/*.yaml", "abbreviations.yaml", "words.tsv")
# With a folder for each report; the file named here is written last, so what stands beside it is whole.
_FOLDERS = {"studio": "draft.json", "narrations": "narration.json"}
_REPORT = "report.*"


def copy_own(home: Path, target: Path) -> tuple[str, ...]:
    """Copies them while the program runs; returns their names below `home`. What is removed meanwhile is left out."""
    copied = []
    for group in _groups(home):
        try:
            for path in group:
                aside = target / path.relative_to(home)
                aside.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, aside)
        except FileNotFoundError:
            continue
        copied += [str(path.relative_to(home)) for path in group]
    return tuple(copied)


def has_own(home: Path) -> bool:
    return any(True for _ in _groups(home))


def put_own(source: Path, home: Path, names: tuple[str, ...]) -> None:
    """In place of all that are there. Raises OSError."""
    for pattern in _OWN:
        for path in list(home.glob(pattern)):
            path.unlink()
    for folder in _FOLDERS:
        shutil.rmtree(home / folder, ignore_errors=True)
    for name in names:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        os.replace(source / name, home / name)
    Shelf(home / "narrations").wait_for_audio()


def _groups(home: Path) -> Iterator[list[Path]]:
    """Files that are of use only together."""
    for pattern in _OWN:
        yield from ([path] for path in home.glob(pattern))
    for folder, facts in _FOLDERS.items():
        for path in home.glob(f"{folder}/*/{facts}"):
            yield [path, *path.parent.glob(_REPORT)]
