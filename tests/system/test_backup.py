"""A backup is of one moment, whatever goes on meanwhile; restored, it answers and remembers as before."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import tarfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import inspect

from assistant.memory_store import StoredMemories
from knowledge.indexes.index_set import no_progress
from knowledge.store.database import open_database
from motcua import backup_database
from motcua.backup import back_up, restore
from motcua.backup_archive import unpack
from motcua.errors import InputFailed, Misuse
from motcua.ingesting import Order, ingest_all, sample_files
from motcua.settings import Settings
from motcua.wiring import Parts
from tests.motcua.conftest import Cli
from tests.motcua.conftest import cli as cli
from tests.system.servers import Postgres
from tests.web.conftest import NearEmbeddings

pytestmark = pytest.mark.timeout(300, func_only=True)

_QUESTION = "thủ tục 3.000347 cần giấy tờ gì"
_TALK = "web:khach-0001"
_NEED = '"3.000347":\n  label: Đăng ký xe\n  phrases: [làm giấy thả diều]\n'


@contextmanager
def _office(home: Path, **settings: str) -> Iterator[Parts]:
    parts = Parts(Settings(home=home, **settings), NearEmbeddings())  # type: ignore[arg-type]
    yield parts
    parts.memories._engine.dispose()
    parts.close()


def _lived_in(home: Path) -> None:
    with _office(home) as parts:
        for question in (_QUESTION, "phí bao nhiêu"):
            parts.assistant.ask(question, session=_TALK)
        parts.memories.feedback(_TALK, useful=False, comment="thiếu")
    (home / "needs").mkdir()
    (home / "needs" / "own.yaml").write_text(_NEED, encoding="utf-8")
    (home / "words.tsv").write_text("UBND\tủy ban nhân dân\n", encoding="utf-8")


def _known(parts: Parts) -> dict[str, object]:
    parts.bring_up_to_date()
    questions = (_QUESTION, "mất giấy phép lái xe thì làm lại thế nào", "làm giấy thả diều cần gì")
    return {
        "answers": [asdict(parts.batch_assistant.ask(question).answer) for question in questions],
        "turns": [asdict(turn) for turn in parts.memories.turns(_TALK)],
        "feedback": [asdict(one) for one in parts.memories.all_feedback()],
        "memory": asdict(parts.memories.load(_TALK)),
    }


def test_restored_on_an_empty_home_it_answers_and_remembers_as_before(home: Path, tmp_path: Path, cli: Cli) -> None:
    _lived_in(home)
    with _office(home) as parts:
        before = _known(parts)
    kept = tmp_path / "nightly.tar.gz"
    made = cli(home, "backup", str(kept), "--json").document
    assert (made["database"], made["files"]) == ("sqlite", ["motcua.db", "needs/own.yaml", "words.tsv"])
    assert made["bytes"] == kept.stat().st_size
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    again = cli(home, "backup", str(kept))
    assert (again.code, "--force" in again.err) == (2, True)
    assert cli(home, "backup", str(kept), "--force").code == 0
    assert sorted(one.name for one in tmp_path.iterdir() if not one.name.startswith("test")) == ["home", kept.name]

    empty = tmp_path / "new machine" / "home"
    assert cli(empty, "restore", str(kept), "--json").document["files"] == made["files"]
    assert sorted(path.name for path in empty.iterdir()) == ["motcua.db", "needs", "words.tsv", "writer.lock"]
    with _office(empty) as parts:
        assert _known(parts) == before
        assert parts.assistant.ask("nộp ở đâu", session=_TALK).answer.procedure is not None


def test_under_load_it_holds_what_was_acknowledged_and_nothing_half(home: Path, tmp_path: Path) -> None:
    stop = Event()

    def talk(number: int) -> int:
        count = 0
        while not stop.is_set():
            parts.assistant.ask(_QUESTION if count == 0 else "phí bao nhiêu", session=f"web:load-{number}")
            count += 1
        return count

    with _office(home) as parts, ThreadPoolExecutor(4) as pool:
        parts.warm()
        talks = [pool.submit(talk, number) for number in range(4)]
        held: list[int] = []
        try:
            for number in range(5):
                said = sum(len(parts.memories.turns(f"web:load-{one}")) for one in range(4))
                back_up(parts, tmp_path / f"{number}.tar.gz")
                held.append(said)
        finally:
            stop.set()
        total = sum(one.result() for one in talks)
    assert total > held[-1] > held[0]  # it was asked all the while
    for number, least in enumerate(held):
        with _office(tmp_path / f"restored-{number}") as restored:
            restore(restored, tmp_path / f"{number}.tar.gz")
            turns = [restored.memories.turns(f"web:load-{one}") for one in range(4)]
            assert least <= sum(map(len, turns)) <= total
            for one, kept in enumerate(turns):
                assert [turn.number for turn in kept] == list(range(1, len(kept) + 1))
                assert bool(kept) == bool(restored.memories.load(f"web:load-{one}").procedure)


def test_what_is_there_is_only_replaced_when_that_is_said(home: Path, tmp_path: Path, cli: Cli) -> None:
    with _office(home) as parts:
        back_up(parts, tmp_path / "before.tar.gz")
    _lived_in(home)
    refused = cli(home, "restore", str(tmp_path / "before.tar.gz"))
    assert (refused.code, "--force" in refused.err) == (2, True)
    shutil.rmtree(home / "index")
    (home / "index").mkdir()
    assert cli(home, "restore", str(tmp_path / "before.tar.gz"), "--force").code == 0
    assert not (home / "needs" / "own.yaml").exists()
    assert not (home / "index").exists()
    with _office(home) as parts:
        assert parts.memories.turns(_TALK) == []
        assert parts.catalogue.counts()["procedures"] == 60


def test_a_home_in_use_is_left_alone(home: Path, tmp_path: Path, cli: Cli) -> None:
    with _office(home) as parts:
        back_up(parts, tmp_path / "one.tar.gz")
        parts.assistant.ask(_QUESTION, session=_TALK)
        with pytest.raises(Misuse, match="dừng dịch vụ"), _office(home) as other:
            restore(other, tmp_path / "one.tar.gz", over=True)
        assert len(parts.memories.turns(_TALK)) == 1
        assert parts.assistant.ask(_QUESTION).answer.procedure is not None


def _rewritten(source: Path, target: Path, **changes: object) -> Path:
    """The archive with other values in its list."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            content = old.extractfile(member).read()  # type: ignore[union-attr]
            if member.name.endswith(".json"):
                content = json.dumps({**json.loads(content), **changes}).encode()
                member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    return target


def test_a_damaged_or_strange_file_changes_nothing(home: Path, tmp_path: Path, cli: Cli) -> None:
    with _office(home) as parts:
        back_up(parts, tmp_path / "good.tar.gz")
    good = (tmp_path / "good.tar.gz").read_bytes()
    bad = tmp_path / "bad.tar.gz"
    middle = len(good) // 2
    flipped = good[:middle] + bytes([good[middle] ^ 0xFF]) + good[middle + 1 :]
    for content in (b"", b"no archive", good[:middle], flipped):
        bad.write_bytes(content)
        outcome = cli(tmp_path / "empty", "restore", str(bad))
        assert (outcome.code, "bản sao lưu" in outcome.err) == (1, True)
    with tarfile.open(bad, "w:gz") as outside:
        outside.addfile(tarfile.TarInfo("../../outside.yaml"), io.BytesIO())
    assert cli(tmp_path / "empty", "restore", str(bad)).code == 1
    newer = _rewritten(tmp_path / "good.tar.gz", tmp_path / "newer.tar.gz", schemas={"knowledge_version": "9999"})
    outcome = cli(tmp_path / "empty", "restore", str(newer))
    assert (outcome.code, "phiên bản mới hơn" in outcome.err) == (2, True)
    of_server = _rewritten(tmp_path / "good.tar.gz", tmp_path / "pg.tar.gz", database="postgresql")
    assert "MOTCUA_DATABASE_URL" in cli(tmp_path / "empty", "restore", str(of_server)).err
    assert cli(tmp_path / "empty", "restore", str(tmp_path / "absent.tar.gz")).code == 2
    assert {path.name for path in (tmp_path / "empty").iterdir()} <= {"writer.lock"}
    assert cli(tmp_path / "nothing", "backup", str(tmp_path / "x.tar.gz")).code == 2


def test_on_postgresql_with_its_own_tools(
    tmp_path: Path,
    postgres: str,
    postgres_server: Postgres,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = postgres_server.new_database()
    kept = tmp_path / "kept.tar.gz"
    monkeypatch.setenv("PATH", str(postgres_server.tools), prepend=os.pathsep)
    with _office(tmp_path / "a", database_url=postgres) as parts:
        ingest_all(parts, Order(sample_files()), no_progress)
        parts.assistant.ask(_QUESTION, session=_TALK)
        before = _known(parts)
        assert back_up(parts, kept).files == ("motcua.pgdump",)
        parts.assistant.ask("phí bao nhiêu", session=_TALK)
        with pytest.raises(Misuse, match="--force"):
            restore(parts, kept)
    with _office(tmp_path / "b", database_url=other) as parts:
        restore(parts, kept)
        assert _known(parts) == before
    with _office(tmp_path / "a", database_url=postgres) as parts:
        restore(parts, kept, over=True)
        assert _known(parts) == before
    with pytest.raises(InputFailed) as failed:
        backup_database.put_postgres(kept, other, over=False)  # no dump
    assert failed.value.detail
    monkeypatch.setenv("PATH", str(tmp_path))
    with _office(tmp_path / "a", database_url=postgres) as parts, pytest.raises(Misuse, match="pg_dump"):
        back_up(parts, tmp_path / "more.tar.gz")
    assert not (tmp_path / "more.tar.gz").exists()


def test_passwords_are_not_among_the_words_of_a_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = tmp_path / "pg_dump"
    tool.write_text('#!/bin/sh\necho "$@ then $PGPASSWORD" >&2\nexit 1\n', encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(InputFailed) as failed:
        backup_database.copy_postgres("postgresql+psycopg://lan:s3cret@db:5432/motcua", tmp_path / "dump")
    words, _, password = failed.value.detail.partition(" then ")
    assert password == "s3cret"
    assert "s3cret" not in words
    assert "postgresql://lan@db:5432/motcua" in words


def test_every_set_of_tables_is_known_to_the_backup(home: Path, tmp_path: Path) -> None:
    with _office(home) as parts:
        _ = parts.staff_room
        StoredMemories.open(parts.settings.database())
        back_up(parts, tmp_path / "all.tar.gz")
        (tmp_path / "in").mkdir()
        contents = unpack(tmp_path / "all.tar.gz", tmp_path / "in")
    engine = open_database(f"sqlite:///{tmp_path / 'in' / 'motcua.db'}")
    tables = {name for name in inspect(engine).get_table_names() if name.endswith("_version")}
    engine.dispose()
    assert set(contents.schemas) == tables
