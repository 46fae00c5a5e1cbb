"""Copies what nothing can derive again to one file, and puts it back: the database and the office's own files.

Left out: `index/`, `models/`, `voice/`, the audio of narrations (derived), and DBOS' queue, which the next start fills
from our own tables.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from motcua import backup_database as database
from motcua.backup_archive import Contents, digest_of, unpack, write_archive
from motcua.backup_files import copy_own, has_own, put_own
from motcua.errors import Misuse
from motcua.home_lock import one_writer
from motcua.settings import Settings
from motcua.wiring import Parts

_SQLITE, _POSTGRESQL = "sqlite", "postgresql"
_DATABASE = {_SQLITE: "motcua.db", _POSTGRESQL: "motcua.pgdump"}
_DERIVED = ("index", "queue.db", "queue.db-wal", "queue.db-shm")
_EXISTS = "Tệp {path} đã có: xin chọn tên khác, hoặc thêm --force để ghi đè."
_NOTHING = "Chưa có gì để sao lưu: không tìm thấy kho dữ liệu trong {home}."
_NOT_EMPTY = "{home} đã có dữ liệu: xin chọn thư mục trống, hoặc thêm --force để thay toàn bộ bằng bản sao lưu."
_OTHER_KIND = "Bản sao lưu này là của {theirs}, còn cấu hình đang dùng {ours}: xin đặt MOTCUA_DATABASE_URL cho khớp."


@dataclass(frozen=True, slots=True)
class Copied:
    file: str
    made_at: str
    database: str
    files: tuple[str, ...]
    bytes: int
    seconds: float


def back_up(parts: Parts, target: Path, *, over: bool = False) -> Copied:
    """While the program runs. Raises Misuse, InputFailed, OSError, knowledge.errors.StoreError."""
    started, settings = time.monotonic(), parts.settings
    if target.exists() and not over:
        raise Misuse(_EXISTS.format(path=target))
    kind = _kind(settings)
    if kind == _SQLITE and not database.sqlite_file(settings.database()).is_file():
        raise Misuse(_NOTHING.format(home=settings.home))
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".motcua-backup-") as folder:
        copy = Path(folder) / _DATABASE[kind]
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        if kind == _SQLITE:
            database.copy_sqlite(database.sqlite_file(settings.database()), copy)
        else:
            database.copy_postgres(settings.database(), copy)
        beside = Path(folder) / "own"
        files = {copy.name: copy} | {name: beside / name for name in copy_own(settings.home, beside)}
        digests = {name: digest_of(path) for name, path in files.items()}
        write_archive(target, Contents(made_at, kind, database.versions_of(parts.engine), digests), files)
    return Copied(
        str(target), made_at, kind, tuple(sorted(files)), target.stat().st_size, round(time.monotonic() - started, 2)
    )


def restore(parts: Parts, source: Path, *, over: bool = False) -> Copied:
    """Nothing is changed before the whole file is read and found good.

    Raises Misuse for a home that is not empty (without `over`) or in use, Busy, InputFailed, OSError,
    knowledge.errors.StoreTooNew, StoreError.
    """
    started, settings = time.monotonic(), parts.settings
    kind, home = _kind(settings), settings.home
    if not over and not _is_empty(parts, kind):
        raise Misuse(_NOT_EMPTY.format(home=home if kind == _SQLITE else "Kho PostgreSQL"))
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restoring-") as folder:
        contents = unpack(source, Path(folder))
        if contents.database != kind:
            raise Misuse(_OTHER_KIND.format(theirs=contents.database, ours=kind))
        database.refuse_newer(dict(contents.schemas))
        with one_writer(home):
            copy = Path(folder) / _DATABASE[kind]
            if kind == _SQLITE:
                database.put_sqlite(copy, database.sqlite_file(settings.database()))
            else:
                database.put_postgres(copy, settings.database(), over=over)
            put_own(Path(folder), home, tuple(name for name in contents.digests if name != copy.name))
            _discard_derived(home)
    files = tuple(sorted(contents.digests))
    size, seconds = source.stat().st_size, round(time.monotonic() - started, 2)
    return Copied(str(source), contents.made_at, kind, files, size, seconds)


def _kind(settings: Settings) -> str:
    return _POSTGRESQL if database.is_server(settings.database()) else _SQLITE


def _is_empty(parts: Parts, kind: str) -> bool:
    home = parts.settings.home
    if has_own(home):
        return False
    if kind == _SQLITE:
        return not database.sqlite_file(parts.settings.database()).exists()
    return database.is_empty_at(parts.settings.database())


def _discard_derived(home: Path) -> None:
    """Indexes of another database may carry the same generation: they are built again."""
    for name in _DERIVED:
        path = home / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
