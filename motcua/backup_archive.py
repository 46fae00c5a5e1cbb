"""The file of a backup: a compressed tar with the database, the office's own files, and a list with their digests."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from motcua.errors import InputFailed

_LIST = "motcua-backup.json"
_FORMAT = 1
_UNREADABLE = "Tệp {path} không phải là bản sao lưu đọc được."


@dataclass(frozen=True, slots=True)
class Contents:
    made_at: str  # ISO, UTC
    database: str  # sqlite or postgresql
    schemas: Mapping[str, str]  # version table -> version
    digests: Mapping[str, str]  # name -> SHA-256
    format: int = _FORMAT


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_archive(target: Path, contents: Contents, files: Mapping[str, Path]) -> None:
    """Appears whole or not at all, readable by its owner alone: it holds what citizens asked."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    partial = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as archive:
            listed = json.dumps(asdict(contents), indent=2).encode()
            header = tarfile.TarInfo(_LIST)
            header.size = len(listed)
            archive.addfile(header, io.BytesIO(listed))
            for inner, path in sorted(files.items()):
                archive.add(path, inner, recursive=False)
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)


def unpack(source: Path, folder: Path) -> Contents:
    """Into `folder`, every file as it was listed. Raises InputFailed for a file that is damaged or no backup."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")  # refuses what would land outside
        contents = Contents(**json.loads((folder / _LIST).read_text(encoding="utf-8")))
        is_whole = all(digest_of(folder / name) == digest for name, digest in contents.digests.items())
    except FileNotFoundError as error:
        if not source.exists():
            raise
        raise InputFailed(_UNREADABLE.format(path=source), str(error)) from error
    except (tarfile.TarError, EOFError, OSError, ValueError, TypeError, KeyError) as error:
        raise InputFailed(_UNREADABLE.format(path=source), str(error)) from error
    if contents.format != _FORMAT or not is_whole:
        raise InputFailed(_UNREADABLE.format(path=source), "another format, or digests that differ")
    return contents
