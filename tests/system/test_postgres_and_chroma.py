"""The program on a real PostgreSQL and a real Chroma server."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from threading import Event

import pytest
import yaml

from assistant.answering import Assistant
from assistant.memory_store import StoredMemories
from knowledge.indexes.index_set import no_progress
from knowledge.store.database import open_database
from motcua.cli.boundary import run
from motcua.errors import Busy
from motcua.home_lock import one_writer
from motcua.ingesting import Order, ingest_all, sample_files
from motcua.office_store.database import open_office
from motcua.settings import Settings
from motcua.web.channel import session_of
from motcua.wiring import Parts
from tests.system.servers import ChromaServer, Postgres, Program, serving, wait_until
from tests.web.conftest import NearEmbeddings

pytestmark = pytest.mark.timeout(300, func_only=True)

QUESTIONS = (
    "thủ tục 3.000347 cần giấy tờ gì",
    "mất giấy phép lái xe thì làm lại thế nào",
    "phí đăng ký xe máy mới là bao nhiêu",
    "cấp phù hiệu xe tải mất bao lâu",
)


def _parts(home: Path, database: str, chroma: ChromaServer) -> Parts:
    return Parts(Settings(home=home, database_url=database, chroma_url=chroma.url), NearEmbeddings())


def _answers(assistant: Assistant) -> list[dict[str, object]]:
    return [asdict(assistant.ask(question).answer) for question in QUESTIONS]


def test_it_answers_on_them_as_it_does_on_one_home(
    home: Path, tmp_path: Path, postgres: str, chroma: ChromaServer
) -> None:
    alone = Parts(Settings(home=home), NearEmbeddings())
    first, second = _parts(tmp_path / "a", postgres, chroma), _parts(tmp_path / "b", postgres, chroma)
    report = ingest_all(first, Order(sample_files()), no_progress)
    assert (report.added, report.failed) == (60, [])
    second.bring_up_to_date()
    assert _answers(first.assistant) == _answers(second.assistant) == _answers(alone.assistant)
    assert first.indexes.vectors.digests() == second.indexes.vectors.digests() == alone.indexes.vectors.digests()
    assert first.assistant.ask(QUESTIONS[0], session="khach-0001").answer.procedure is not None
    followed = second.assistant.ask("phí bao nhiêu", session="khach-0001").answer  # the other process goes on
    assert followed.procedure is not None
    assert followed.procedure.code == "3.000347"

    changed = yaml.safe_load(sample_files()[0].read_text(encoding="utf-8"))
    changed["name"] = "Cấp giấy chứng nhận thả diều ban đêm"
    edited = tmp_path / sample_files()[0].name
    edited.write_text(yaml.safe_dump(changed, allow_unicode=True), encoding="utf-8")
    before = second.retriever.generation
    ingest_all(first, Order([edited], as_of=None), no_progress)
    found = second.retriever.procedures(second.retriever.understand("giấy chứng nhận thả diều ban đêm"))
    assert found.ranked[0].name == changed["name"]
    assert before != second.retriever.generation == first.catalogue.generation()
    for parts in (alone, first, second):
        parts.close()


def test_one_writes_at_a_time_on_whatever_machine(tmp_path: Path, postgres: str) -> None:
    engines = [open_database(postgres) for _ in range(2)]
    with one_writer(tmp_path / "a", engines[0]), pytest.raises(Busy), one_writer(tmp_path / "b", engines[1]):
        pass
    with one_writer(tmp_path / "b", engines[1]):  # it was let go of
        pass
    for engine in engines:
        engine.dispose()


def test_many_processes_may_make_the_tables_at_once(postgres: str) -> None:
    def open_all(_: int) -> None:
        for engine in (open_database(postgres), open_office(postgres)):
            engine.dispose()
        StoredMemories.open(postgres)

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(open_all, range(6))) == [None] * 6


def test_without_a_driver_it_is_said_what_to_install(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    address = "postgresql+pg8000://nobody@127.0.0.1:1/none"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOTCUA_DATABASE_URL", address)
        assert run(["ask", "chào", "--home", str(tmp_path)]) == 2
    assert "motcua[postgres]" in capsys.readouterr().err


@pytest.mark.slow
def test_of_two_processes_one_is_killed_under_load_and_the_other_goes_on(
    home: Path, tmp_path: Path, postgres: str, chroma: ChromaServer
) -> None:
    """Citizens ask again where the connection broke, as a proxy does; every conversation goes on where it was."""
    filled = _parts(tmp_path / "a", postgres, chroma)
    ingest_all(filled, Order(sample_files()), no_progress)
    filled.close()
    shutil.rmtree(tmp_path / "a")
    shared = {"database_url": postgres, "chroma_url": chroma.url, "conversation_rate": "0", "client_rate": "0"}
    stop = Event()
    with serving(tmp_path / "a", **shared) as one, serving(tmp_path / "b", **shared) as other:
        with ThreadPoolExecutor(8) as pool:
            talks = [pool.submit(_converse, number, (one, other), stop) for number in range(8)]
            wait_until(lambda: _turns(other) > 20)
            one.process.kill()
            at_kill = _turns(other)
            wait_until(lambda: _turns(other) > at_kill + 20)
            stop.set()
            asked = [talk.result() for talk in talks]
        memories = StoredMemories.open(postgres)
        for number, (count, failures) in enumerate(asked):
            kept = memories.turns(session_of(f"khach-000{number}"))
            assert failures == []
            assert count <= len(kept) <= count + 1  # answered by the one that was killed before it could say so
        assert "Traceback" not in other.log()
    after = [_parts(tmp_path / name, postgres, chroma) for name in ("a", "b")]
    assert _answers(after[0].assistant) == _answers(after[1].assistant)
    for parts in after:
        parts.close()


def _turns(program: Program) -> float:
    page = program.client.get("/metrics").text
    return sum(float(line.rsplit(" ", 1)[1]) for line in page.splitlines() if line.startswith("motcua_answers_total"))


def _converse(number: int, programs: tuple[Program, Program], stop: Event) -> tuple[int, list[str]]:
    """How many turns were answered, and what was not as it should be."""
    import httpx

    session, count, failures = f"khach-000{number}", 0, []
    while not stop.is_set():
        question = QUESTIONS[0] if count == 0 else "phí bao nhiêu"
        for program in (programs[number % 2], programs[1]):
            try:
                answered = program.ask(question, f"khach-000{number}")
            except httpx.TransportError:
                continue
            break
        else:
            failures.append(f"{session}: nobody answered")
            break
        said = answered.json()
        count += 1
        if answered.status_code != 200 or (said["procedure"] or {}).get("code") != "3.000347":
            failures.append(f"{session} {count}: {said}")
    return count, failures


def test_a_restart_of_the_database_is_survived(tmp_path: Path, postgres: str, postgres_server: Postgres) -> None:
    engine = open_database(postgres)
    with engine.connect():
        pass
    postgres_server.stop()
    postgres_server.start()
    with engine.connect() as connection:
        assert connection.dialect.name == "postgresql"
    engine.dispose()
