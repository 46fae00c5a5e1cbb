"""Vocabularies that people edit: YAML files shipped in knowledge/data, and files of the same name in MOTCUA_HOME."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import KnowledgeError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(text: str, where: str) -> Any:
    """The parsed document. Raises KnowledgeError, naming the file, if it isn't YAML."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - the loader is a safe one
    except yaml.YAMLError as error:
        raise KnowledgeError(
            f"Tệp dữ liệu {where} không đọc được, xin kiểm tra lại cú pháp YAML.", str(error)
        ) from error


@lru_cache(maxsize=32)
def shipped(name: str) -> Any:
    """The shipped data file `name` (a path below knowledge/data), parsed once a process."""
    return load_yaml((files("knowledge") / "data" / name).read_text(encoding="utf-8"), name)


def shipped_lines(name: str) -> list[str]:
    """The lines of a shipped text file, or of every one in a shipped folder, without blank ones and comments."""
    place = files("knowledge") / "data" / name
    parts = sorted(place.iterdir(), key=lambda part: part.name) if place.is_dir() else [place]
    texts = [part.read_text(encoding="utf-8") for part in parts if part.name.endswith(".txt")]
    return [line.strip() for text in texts for line in text.splitlines() if line.strip() and not line.startswith("#")]


def abbreviations(home: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Folded short form -> what it may stand for, the office's own readings first."""
    merged: dict[str, list[str]] = {}
    for sections in (_own("abbreviations.yaml", home), shipped("abbreviations.yaml")):
        for entries in sections.values():
            for short, readings in entries.items():
                known = merged.setdefault(str(short), [])
                known.extend(reading for reading in readings if reading not in known)
    return {short: tuple(readings) for short, readings in merged.items()}


def _own(name: str, home: Path | None) -> Mapping[str, Any]:
    path = home / name if home else None
    if path is None or not path.is_file():
        return {}
    content = load_yaml(path.read_text(encoding="utf-8"), str(path))
    if not isinstance(content, Mapping):
        raise KnowledgeError(f"Tệp dữ liệu {path} phải là bảng khóa - giá trị.")
    return content
