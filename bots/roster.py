"""Which workers of a queue live: each says so every few seconds, in a table beside the queue."""

from __future__ import annotations

from sqlalchemy import Column, Engine, Float, MetaData, String, Table, delete, insert, select, update

_METADATA = MetaData()
_WORKERS = Table(
    "motcua_workers",
    _METADATA,
    Column("name", String(255), primary_key=True),
    Column("seen_at", Float, nullable=False),  # Unix seconds
)


class Roster:
    def __init__(self, engine: Engine, name: str) -> None:
        _METADATA.create_all(engine)
        self._engine = engine
        self._name = name

    def say(self, now: float) -> None:
        """I live."""
        with self._engine.begin() as connection:
            known = connection.execute(update(_WORKERS).where(_WORKERS.c.name == self._name).values(seen_at=now))
            if not known.rowcount:
                connection.execute(insert(_WORKERS).values(name=self._name, seen_at=now))

    def leave(self) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(_WORKERS).where(_WORKERS.c.name == self._name))

    def alive(self, since: float) -> set[str]:
        with self._engine.connect() as connection:
            return set(connection.scalars(select(_WORKERS.c.name).where(_WORKERS.c.seen_at >= since)))
