"""A database server that takes what is sent and never answers: it is not waited for for ever, nor by everybody."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from knowledge.errors import StoreError
from knowledge.store import database, patience
from knowledge.store.database import open_database, translated
from tests.system.servers import Postgres

pytestmark = pytest.mark.timeout(120, func_only=True)


def _asked(engine: Engine) -> float:
    """Seconds until an answer or its failure."""
    began = time.monotonic()
    with translated(), engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return time.monotonic() - began


def test_a_frozen_server_is_a_store_error_soon_and_then_at_once(
    postgres: str, postgres_server: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience.PatientConnection, "silence_s", 1.0)
    monkeypatch.setitem(database._SERVER, "pool_timeout", 1)
    engine = open_database(postgres)
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda _: _asked(engine), range(12)))
        postgres_server.freeze()
        try:
            began = time.monotonic()
            failed = [pool.submit(_asked, engine) for _ in range(12)]
            assert all(isinstance(one.exception(), StoreError) for one in failed)
            assert time.monotonic() - began < 8
            began = time.monotonic()
            at_once = [pool.submit(_asked, engine).exception() for _ in range(8)]
            assert all(isinstance(one, StoreError) for one in at_once)
            assert time.monotonic() - began < 5  # eight times a second, were each to wait
        finally:
            postgres_server.thaw()
    time.sleep(2.1)  # one connection every two seconds tries it
    assert _asked(engine) < 5
    engine.dispose()


def test_what_rightly_takes_long_is_not_broken_off(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience.PatientConnection, "silence_s", 0.5)
    engine = open_database(postgres)
    with engine.connect() as connection:
        with patience.unhurried(connection.connection.driver_connection):
            assert connection.execute(text("SELECT 1 FROM pg_sleep(1)")).scalar() == 1
        with pytest.raises(OperationalError, match="does not answer"):
            connection.execute(text("SELECT pg_sleep(5)"))
    engine.dispose()
