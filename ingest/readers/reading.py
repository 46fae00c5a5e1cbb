"""The one way in: a path -> its document."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.readers.archive import read_archive
from ingest.readers.by_kind import IN_OUR_PROCESS, reader_of
from ingest.readers.document import Document
from ingest.readers.errors import FileRefused
from ingest.readers.kinds import FileKind, ending_fits, kind_of
from ingest.readers.limits import limits
from ingest.readers.losses import LossCode, loss
from ingest.readers.sandbox import sandbox


def read_document(path: Path) -> Document:
    """The file's content with a report of what was lost, read by what the file is, not by what its name says.

    Raises UnreadableFile with one Vietnamese sentence that says why not; see `ingest.readers.errors` for the kinds of
    reasons. Never takes longer than data/limits.yaml allows.
    """
    return _read(path, depth=0)


def _read(path: Path, depth: int) -> Document:
    kind = kind_of(path)
    digest = _digest(path)
    if kind is FileKind.ARCHIVE:
        document = read_archive(path, partial(_read, depth=depth + 1), depth + 1)
    elif kind in IN_OUR_PROCESS:
        document = reader_of(kind)(path)
    else:
        document = sandbox().read(path, kind)
    losses = document.losses if ending_fits(path, kind) else (loss(LossCode.WRONG_EXTENSION, kind), *document.losses)
    return replace(document, digest=digest, losses=losses)


def _digest(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > limits().largest_file:
            raise FileRefused(f"Tệp lớn quá {limits().largest_file // 1024 // 1024} MB.", detail=f"{size} bytes")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile("Không đọc được tệp.", detail=str(error)) from error
