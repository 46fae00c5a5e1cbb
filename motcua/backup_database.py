"""A copy of the database as it was at one moment, while others go on writing; and back again."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, inspect, make_url

from assistant.memory_store import CONVERSATIONS
from bots.store.database import BOTS
from knowledge.errors import StoreTooNew
from knowledge.store.database import CATALOGUE, Schema, knows, stored_version, translated
from motcua.errors import InputFailed, Misuse
from motcua.office_store.database import OFFICE

SCHEMAS: tuple[Schema, ...] = (CATALOGUE, CONVERSATIONS, BOTS, OFFICE)
_IN_USE = "Kho dữ liệu đang được một tiến trình khác mở: xin dừng dịch vụ rồi phục hồi lại."
_NO_TOOL = "Kho ở PostgreSQL cần {tool}: xin cài bộ công cụ khách của PostgreSQL, không cũ hơn máy chủ."
_TOO_NEW = "Bản sao lưu do một phiên bản mới hơn của chương trình tạo ra: xin cập nhật chương trình rồi chạy lại."
# DBOS' queue: the next start wakes what our own tables call open, and an old queue would think that it had been woken.
_QUEUE_SCHEMA = "dbos"


def is_server(url: str) -> bool:
    return make_url(url).get_backend_name() != "sqlite"


def versions_of(engine: Engine) -> dict[str, str]:
    """Version table -> version, of every set of tables that there is."""
    with translated(), engine.connect() as connection:
        found = {schema.version_table: stored_version(connection, schema) for schema in SCHEMAS}
    return {name: version for name, version in found.items() if version}


def refuse_newer(versions: dict[str, str]) -> None:
    """Raises StoreTooNew for tables that this version of the program does not know."""
    known = {schema.version_table: schema for schema in SCHEMAS}
    for name, version in versions.items():
        if name not in known or not knows(known[name], version):
            raise StoreTooNew(_TOO_NEW, f"{name} {version}")


def is_empty_at(url: str) -> bool:
    """Of a server. Asks without making the tables, which opening it for work would do."""
    with translated():
        engine = create_engine(url, hide_parameters=True)
        with engine.connect() as connection:
            names = inspect(connection).get_table_names()
    engine.dispose()
    return not names


def sqlite_file(url: str) -> Path:
    return Path(make_url(url).database or "")


def copy_sqlite(source: Path, target: Path) -> None:
    """In one go, which no writer waits for: SQLite's readers see one moment. Raises InputFailed for a damaged one."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
    if verdict != "ok":
        raise InputFailed("Kho dữ liệu bị hỏng nên không sao lưu được.", str(verdict))


def put_sqlite(copy: Path, target: Path) -> None:
    """In place of what is there. Raises Misuse where a process has it open."""
    if target.exists():
        with closing(sqlite3.connect(target, timeout=0)) as old:
            try:  # only who is alone with the file can end its log
                alone = old.execute("PRAGMA journal_mode=DELETE").fetchone()[0] == "delete"
            except sqlite3.OperationalError as error:
                raise Misuse(_IN_USE, str(error)) from error
            except sqlite3.DatabaseError:
                alone = True  # damaged: that is why it is put back
        if not alone:
            raise Misuse(_IN_USE)
    target.parent.mkdir(parents=True, exist_ok=True)
    for beside in ("-wal", "-shm", "-journal"):
        target.with_name(target.name + beside).unlink(missing_ok=True)
    shutil.move(copy, target)


def copy_postgres(url: str, target: Path) -> None:
    """Raises Misuse where there is no pg_dump, InputFailed where it fails."""
    _run("pg_dump", url, "--format=custom", f"--exclude-schema={_QUEUE_SCHEMA}", f"--file={target}")


def put_postgres(copy: Path, url: str, *, over: bool) -> None:
    """All or nothing; `over`: in place of the tables that are there. Raises Misuse, InputFailed."""
    _run(
        "pg_restore",
        url,
        "--exit-on-error",
        "--single-transaction",
        *(("--clean", "--if-exists") if over else ()),
        str(copy),
    )


def _run(tool: str, url: str, *words: str) -> None:
    """The password goes through the environment: who lists the processes of a machine sees their words."""
    program = shutil.which(tool)
    if program is None:
        raise Misuse(_NO_TOOL.format(tool=tool))
    parts = make_url(url)
    open_to_all = URL.create("postgresql", parts.username, None, parts.host, parts.port, parts.database, parts.query)
    environment = {**os.environ, **({"PGPASSWORD": str(parts.password)} if parts.password else {})}
    command = [program, "--no-owner", "--no-privileges", f"--dbname={open_to_all.render_as_string()}", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise InputFailed(f"{tool} không làm được việc này; nhật ký mức info cho biết vì sao.", done.stderr.strip())
