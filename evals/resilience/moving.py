"""The catalogue of one database into another, as it stands: measuring PostgreSQL needs no second embedding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, insert, select, text

from knowledge.store.database import open_database
from knowledge.store.tables import Base

_ROWS = 500


def move_catalogue(source: str, target: str) -> None:
    """Into an empty database. Conversations and the office's tables are not part of it. Raises StoreError."""
    old, new = open_database(source), open_database(target)
    with old.connect() as reading, new.begin() as writing:
        for table in Base.metadata.sorted_tables:
            writing.execute(table.delete())  # a migration may have put its first row there
            for rows in _rows(reading, table):
                writing.execute(insert(table), rows)
            counted = table.autoincrement_column
            if new.dialect.name == "postgresql" and counted is not None and counted.autoincrement is True:
                _count_on(writing, table.name, counted.name)
    old.dispose()
    new.dispose()


def _rows(reading: Connection, table: Any) -> Iterator[list[dict[str, Any]]]:
    for rows in reading.execute(select(table)).mappings().partitions(_ROWS):
        yield [dict(row) for row in rows]


def _count_on(writing: Connection, table: str, column: str) -> None:
    """The next row gets a number that is not taken."""
    last = writing.execute(select(func.max(text(column))).select_from(text(table))).scalar()
    if last is not None:
        writing.execute(select(func.setval(func.pg_get_serial_sequence(table, column), last)))
