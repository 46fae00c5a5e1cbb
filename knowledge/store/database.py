"""Opens the database by URL, brings its tables up to date, and translates the driver's failures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import StoreError, StoreFull, StoreTooNew

# The newest migration of this version of the program (a test holds it against the folder), and all before it.
HEAD = "0001"
_VERSIONS = Path(__file__).parent / "migrations" / "versions"


def open_database(url: str) -> Engine:
    """Raises StoreTooNew for a store of a newer program, StoreError if it can't be opened or brought up to date."""
    with translated():
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _tune_sqlite)
        with engine.connect() as connection:
            version = _version(connection)
        if version != HEAD:
            _migrate(engine, version)
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


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("knowledge_version"):
        return None
    return connection.execute(text("SELECT version_num FROM knowledge_version")).scalar()


def _migrate(engine: Engine, version: str | None) -> None:
    if version is not None and not list(_VERSIONS.glob(f"{version}_*.py")):
        raise StoreTooNew(
            "Kho dữ liệu do một phiên bản mới hơn của chương trình tạo ra: xin cập nhật chương trình rồi chạy lại.",
            f"store {version}, program {HEAD}",
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_VERSIONS.parent))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _tune_sqlite(connection: Any, _record: Any) -> None:
    """Readers go on while one process writes; a finished transaction survives a killed process."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
