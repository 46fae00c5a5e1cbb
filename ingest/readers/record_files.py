"""JSON and YAML: files of records rather than prose; their parsed value is kept for whoever knows their shape.

Lost: nothing; what doesn't parse is refused whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from ingest.errors import UnreadableFile
from ingest.files import parse_json
from ingest.readers.document import Document
from ingest.readers.encodings import decode
from ingest.readers.errors import FileRefused
from ingest.readers.limits import limits

# libyaml reads a catalogue in seconds where the pure Python loader needs minutes.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_json(path: Path) -> Document:
    return Document(path.stem, data=parse_json(_bytes(path)))


def read_yaml(path: Path) -> Document:
    text, _ = decode(_bytes(path))
    try:
        return Document(path.stem, data=yaml.load(text, Loader=_LOADER))  # noqa: S506 (a safe loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableFile("Tệp không phải là YAML hợp lệ.", detail=str(error)) from error


def _bytes(path: Path) -> bytes:
    size = path.stat().st_size
    if size > limits().largest_text:
        raise FileRefused(f"Tệp chữ lớn quá {limits().largest_text // 1024 // 1024} MB.", detail=f"{size} bytes")
    return path.read_bytes()
