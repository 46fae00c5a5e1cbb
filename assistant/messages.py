"""The assistant's own words: assistant/data/messages.yaml, by key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from string import Formatter

from knowledge.text.lexicon import load_yaml

_DEFAULT = "default_"


@lru_cache(maxsize=1)
def messages() -> Mapping[str, str]:
    text = (files("assistant") / "data" / "messages.yaml").read_text(encoding="utf-8")
    return {str(key): str(value) for key, value in load_yaml(text, "messages.yaml").items()}


def fields(key: str) -> frozenset[str]:
    """The names that the text of `key` has filled in."""
    return frozenset(name for _, name, _, _ in Formatter().parse(messages()[key]) if name)


def message(key: str, **values: str) -> str:
    """The text of `key` with its names filled in; an absent or empty value takes the file's default_<name>.

    Raises KeyError for an unknown key, and for a name that has neither a value nor a default.
    """
    known = messages()
    given = {name: values.get(name) or known[_DEFAULT + name] for name in fields(key)}
    return known[key].format(**given)
