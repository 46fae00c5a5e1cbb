"""One writer a home: ingesting and bringing the indexes up to date take turns, between processes too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from motcua.errors import Busy

_FILE = "writer.lock"


@contextmanager
def one_writer(home: Path) -> Iterator[None]:
    """Raises Busy at once if another process (or thread) holds it.

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
