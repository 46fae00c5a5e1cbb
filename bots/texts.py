"""What citizens read from this room, in `bots/data/texts.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def data(name: str) -> Any:
    """A data file of this room."""
    return yaml.safe_load(files("bots").joinpath("data", name).read_text(encoding="utf-8"))


def text(key: str) -> str:
    return str(data("texts.yaml")[key])


def field_name(field: str) -> str:
    """A field of a procedure record in Vietnamese; empty for one that people have no word for."""
    return str(data("texts.yaml")["fields"].get(field, ""))


def kind_text(kind: str) -> str:
    """The answer to a message that is not text."""
    return str(data("texts.yaml")["kinds"][kind])
