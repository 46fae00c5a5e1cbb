"""Our own record files: typed procedures as YAML or JSON, one or a list of them a file.

The shape is `knowledge.serialise`'s: the field names of `knowledge.procedures`, enums as their values, ISO days.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from ingest.errors import RecordRefused, UnreadableFile
from ingest.files import file_bytes, parse_json, utf8
from knowledge.errors import RecordMalformed
from knowledge.procedures import Procedure, Source
from knowledge.serialise import procedure_from_dict, procedure_to_dict

_YAML = {".yaml", ".yml"}
# libyaml reads a catalogue in seconds where the pure Python loader needs minutes.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def looks_like_record(value: object) -> bool:
    """Whether a parsed document is (or means to be) one of our records or a list of them."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, Mapping) and "code" in first and "name" in first


def read_record_file(path: Path) -> tuple[Procedure, ...]:
    """Every record of the file. Raises UnreadableFile with a Vietnamese reason; nothing is read by halves."""
    content = file_bytes(path)
    value = parse_yaml(content) if path.suffix.lower() in _YAML else parse_json(content)
    if not looks_like_record(value):
        raise RecordRefused("Tệp không chứa bản ghi thủ tục (cần các khóa code và name).")
    source = Source(uri=None, path=str(path), digest=hashlib.sha256(content).hexdigest(), retrieved_on=None)
    try:
        items: list[Any] = value if isinstance(value, list) else [value]
        return tuple(procedure_from_dict(item, source) for item in items)
    except RecordMalformed as error:
        raise RecordRefused(str(error), detail=error.detail) from error


def write_record_file(path: Path, procedures: Iterable[Procedure]) -> None:
    """Write records as a list, as YAML or JSON by the file's ending. Raises OSError."""
    records = [procedure_to_dict(procedure) for procedure in procedures]
    if path.suffix.lower() in _YAML:
        text = yaml.safe_dump(records, allow_unicode=True, sort_keys=False, width=110)
    else:
        text = json.dumps(records, ensure_ascii=False, indent=1)
    path.write_text(text, encoding="utf-8")


def parse_yaml(content: bytes) -> object:
    """The value of a YAML file's bytes. Raises UnreadableFile."""
    try:
        value: object = yaml.load(utf8(content), Loader=_LOADER)  # noqa: S506 (a safe loader)
    except yaml.YAMLError as error:
        raise UnreadableFile("Tệp không phải là YAML hợp lệ.", detail=str(error)) from error
    return value
