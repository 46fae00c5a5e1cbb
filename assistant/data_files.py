"""The assistant's data files: vocabularies, texts and thresholds, each a YAML file in assistant/data."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

from knowledge.text.lexicon import load_yaml


@lru_cache(maxsize=32)
def data_file(name: str) -> Any:
    return load_yaml((files("assistant") / "data" / name).read_text(encoding="utf-8"), name)
