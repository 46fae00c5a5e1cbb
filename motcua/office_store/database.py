"""Opens the database with the office's tables brought up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from knowledge.store.database import Schema, open_database

OFFICE = Schema("office_version", "0003", Path(__file__).parent / "migrations")


def open_office(url: str) -> Engine:
    """Raises knowledge.errors.StoreError."""
    return open_database(url, OFFICE)
