"""Opens this room's tables."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from knowledge.store.database import Schema, open_database

BOTS = Schema("bots_version", "0001", Path(__file__).parent / "migrations")


def open_bots_database(url: str) -> Engine:
    """Raises knowledge.errors.StoreTooNew, StoreError."""
    return open_database(url, BOTS)
