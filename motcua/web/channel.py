"""Conversations of programs that call the API; sessions of different channels never meet."""

from __future__ import annotations

_CHANNEL = "web"


def session_of(name: str) -> str:
    return f"{_CHANNEL}:{name}"
