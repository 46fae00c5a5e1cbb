"""Reads JSON that strangers send, without trusting its shape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bots.errors import Malformed

_LONGEST_ID = 200


def json_object(raw: bytes) -> Mapping[str, Any]:
    """Raises Malformed for what is not one JSON object of reasonable depth."""
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"not JSON: {type(error).__name__}") from error
    if not isinstance(body, dict):
        raise Malformed(f"JSON {type(body).__name__} instead of an object")
    return body


def part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object under `name`; empty where it is absent or null. Raises Malformed for another type."""
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Malformed(f"{name} is {type(value).__name__}")
    return value


def identifier(body: Mapping[str, Any], name: str) -> str:
    """A string or whole number as text. Raises Malformed where it is absent, empty or of another type."""
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Malformed(f"{name} is {type(value).__name__}")
    written = str(value)
    if not written or len(written) > _LONGEST_ID:
        raise Malformed(f"{name} has {len(written)} characters")
    return written


def words(body: Mapping[str, Any], name: str) -> str:
    """Text, empty where it is absent; characters that no store takes are replaced. Raises Malformed."""
    value = body.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed(f"{name} is {type(value).__name__}")
    return value.encode("utf-8", "replace").decode().replace("\x00", "")


def moment_ms(body: Mapping[str, Any], name: str) -> int:
    """Unix milliseconds, written as a number or as a string; 0 where absent. Raises Malformed."""
    value = body.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Malformed(f"{name} is {type(value).__name__}")
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) <= 16):
        raise Malformed(f"{name} is no number")
    number = int(value)
    if not 0 <= number < 10**16:
        raise Malformed(f"{name} is out of range")
    return number
