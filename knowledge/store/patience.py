"""Connections to PostgreSQL that give up on a server that does not answer.

The driver would wait for ever: a server that hangs (a dead disk, a frozen machine) still takes what is sent, so that
the network has nothing to complain of.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from psycopg import Connection, OperationalError
from psycopg.errors import ConnectionTimeout
from sqlalchemy import Engine, event

from knowledge.breaker import Breaker

_SILENCE_S = 10.0
_SILENT = "the database server does not answer"


class PatientConnection(Connection[Any]):
    """Closes itself after `silence_s` without a byte from the server."""

    breaker: Breaker | None = None
    silence_s: float | None = _SILENCE_S  # None: as long as it takes

    def wait(self, gen: Any, *more: Any, **named: Any) -> Any:
        if self.breaker is None or self.silence_s is None:
            return super().wait(gen, *more, **named)
        if not self.breaker.admits():
            gen.close()
            self.close()
            raise OperationalError(_SILENT)
        try:
            found = super().wait(_bounded(gen, self.silence_s), *more, **named)
        except TimeoutError as error:
            self.breaker.was_silent()
            self.close()
            raise OperationalError(_SILENT) from error
        self.breaker.answered()
        return found


def make_patient(engine: Engine) -> None:
    """All connections of the engine, which share what they know of the server."""
    breaker = Breaker()

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: Any, _record: Any, words: Any, named: Any) -> Connection[Any]:
        if not breaker.admits():
            raise OperationalError(_SILENT)
        try:
            connection = PatientConnection.connect(*words, **named)
        except ConnectionTimeout:
            breaker.was_silent()
            raise
        breaker.answered()
        connection.breaker = breaker
        return connection


@contextmanager
def unhurried(connection: object) -> Iterator[None]:
    """For work that may rightly take minutes without a word; of a driver's connection of such an engine."""
    if not isinstance(connection, PatientConnection):
        yield
        return
    usual, connection.silence_s = connection.silence_s, None
    try:
        yield
    finally:
        connection.silence_s = usual


def _bounded(gen: Generator[Any, Any, Any], seconds: float) -> Generator[Any, Any, Any]:
    """psycopg's own waiting sends a falsy readiness several times a second while nothing has come."""
    try:
        wanted, until = next(gen), monotonic() + seconds
        while True:
            ready = yield wanted
            if ready:
                until = monotonic() + seconds
            elif monotonic() > until:
                gen.close()
                raise TimeoutError(_SILENT)
            wanted = gen.send(ready)
    except StopIteration as end:
        return end.value
