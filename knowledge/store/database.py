"""Opens the database by URL, brings its tables up to date, and translates the driver's failures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, column, create_engine, event, func, inspect, make_url, select, table
from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import StoreError, StoreFull, StoreTooNew

# The newest migration of this version of the program (a test holds it against the folder), and all before it.
HEAD = "0003"


@dataclass(frozen=True, slots=True)
class Schema:
    """A set of tables with its own Alembic folder and version table, so that several can live in one database."""

    version_table: str
    head: str  # newest migration of this version of the program
    scripts: Path  # folder with env.py and versions/


# Of a database server: it may restart (a connection is tried before it is used), and many processes share what it has.
_SERVER: dict[str, Any] = {
    "pool_pre_ping": True,
    "pool_size": 4,
    "max_overflow": 4,
    "pool_timeout": 5,
    "connect_args": {"connect_timeout": 5},
}
_DRIVER = "psycopg"
_MIGRATING = 7_060_821  # PostgreSQL's advisory lock: one process at a time makes tables
_NO_DRIVER = "Kho PostgreSQL cần phần cài thêm: chạy `pip install 'motcua[postgres]'` rồi mở lại."

CATALOGUE = Schema("knowledge_version", HEAD, Path(__file__).parent / "migrations")


def open_database(url: str, schema: Schema = CATALOGUE) -> Engine:
    """Raises StoreTooNew for a store of a newer program, StoreError if it can't be opened or brought up to date."""
    with translated():
        engine = _engine(url)
        with engine.connect() as connection:
            version = stored_version(connection, schema)
        if version != schema.head:
            _migrate(engine, schema)
    return engine


def _engine(url: str) -> Engine:
    """Its errors name no values: they may be people's words, and errors are logged."""
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(url, hide_parameters=True)
        event.listen(engine, "connect", _tune_sqlite)
        return engine
    try:
        engine = create_engine(url, hide_parameters=True, **_SERVER)
    except ImportError as error:
        raise StoreError(_NO_DRIVER, str(error)) from error
    if engine.dialect.driver == _DRIVER:
        from knowledge.store.patience import make_patient

        make_patient(engine)
    return engine


@contextmanager
def translated() -> Iterator[None]:
    """Turns the driver's exceptions into this room's."""
    try:
        yield
    except SQLAlchemyError as error:
        detail = str(error)
        if "disk is full" in detail or "No space left" in detail:
            raise StoreFull("Ổ đĩa đã đầy: chưa ghi được dữ liệu, dữ liệu cũ vẫn nguyên vẹn.", detail) from error
        raise StoreError(
            "Không đọc hoặc ghi được kho dữ liệu, xin kiểm tra MOTCUA_HOME và quyền ghi.", detail
        ) from error


def stored_version(connection: Connection, schema: Schema) -> str | None:
    """Of the tables as they are in the database; None where there are none."""
    if not inspect(connection).has_table(schema.version_table):
        return None
    return connection.execute(select(column("version_num")).select_from(table(schema.version_table))).scalar()


def knows(schema: Schema, version: str) -> bool:
    """Whether this version of the program has such tables."""
    return any((schema.scripts / "versions").glob(f"{version}_*.py"))


def _migrate(engine: Engine, schema: Schema) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(schema.scripts))
    with engine.begin() as connection, _unhurried(connection):
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
        version = stored_version(connection, schema)
        if version is not None and not knows(schema, version):
            raise StoreTooNew(
                "Kho dữ liệu do một phiên bản mới hơn của chương trình tạo ra: xin cập nhật chương trình rồi chạy lại.",
                f"store {version}, program {schema.head}",
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")  # does nothing where another process has done it meanwhile


def _unhurried(connection: Connection) -> AbstractContextManager[None]:
    """Making tables, and waiting for who makes them, may take minutes without a word from the server."""
    if connection.dialect.driver != _DRIVER:
        return nullcontext()
    from knowledge.store.patience import unhurried

    return unhurried(connection.connection.driver_connection)


def _tune_sqlite(connection: Any, _record: Any) -> None:
    """Readers go on while one process writes; a finished transaction survives a killed process."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
