"""Loads the vocabularies of this room from `knowledge/data/*.yaml`, once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The mapping in `knowledge/data/<name>.yaml`. Raises ValueError where the file is not a mapping."""
    loaded = yaml.safe_load(files("knowledge").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8"))
    if not isinstance(loaded, dict):
        raise ValueError(f"knowledge/data/{name}.yaml is not a mapping")
    return loaded
