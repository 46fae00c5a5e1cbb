"""One writer a home: ingesting and bringing the indexes up to date take turns, between processes too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, func, select

from knowledge.store.database import translated
from motcua.errors import Busy

_FILE = "writer.lock"
_WRITING = 7_060_822  # PostgreSQL's advisory lock


@contextmanager
def one_writer(home: Path, engine: Engine | None = None) -> Iterator[None]:
    """Raises Busy at once if another process (or thread) holds it, on this machine or on another one of one PostgreSQL.

    `engine`: of the catalogue, which other machines may write to as well. Raises knowledge.errors.StoreError.
    """
    with _of_home(home):
        if engine is None or engine.dialect.name != "postgresql":
            yield
            return
        with translated():
            connection = engine.connect()
        with closing(connection):
            with translated():
                is_ours = connection.execute(select(func.pg_try_advisory_lock(_WRITING))).scalar()
                connection.commit()
            if not is_ours:
                raise Busy
            try:
                yield
            finally:
                connection.invalidate()  # the server lets go of the lock with the session


@contextmanager
def _of_home(home: Path) -> Iterator[None]:
    """Raises Busy.

    SQLite's own file lock serves: it works on every system, and the system lets go of it when the process is killed.
    """
    home.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(home / _FILE, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise Busy from error
        yield
