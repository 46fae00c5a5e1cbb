"""Durable work: DBOS wakes what is to be done, one worker at a time, and sleeps through waits and restarts.

A workflow is a wake-up that names a subject. The order and the state of the work belong to whoever added the line, so a
workflow that runs twice, or is lost, changes nothing. DBOS' tables hold no word of a citizen and no platform's id of a
person. DBOS is one a process: all kinds of work of a process share one worker.

DBOS gives the work of a killed process back to a process of the same name, and holds its partition until then. Where no
such process comes, those that live take the work over.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from queue import SimpleQueue
from threading import Event as Flag
from threading import Lock, Thread
from time import sleep, time
from typing import Any

from dbos import DBOS, DBOSClient, DBOSConfig, EnqueueOptions, SetEnqueueOptions, SetWorkflowID, WorkflowStatus
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from bots.roster import Roster
from bots.settings import QueueSettings
from bots.work import Line, WakeUp
from knowledge.errors import StoreError

_log = logging.getLogger(__name__)
_APPLICATION = "motcua"
# Workflows of one version are only continued by that version: it changes when their steps do.
_VERSION = "motcua-1"
_ATTEMPTS = 8
_AWAY = "Không mở được hàng đợi công việc: xin kiểm tra MOTCUA_QUEUE_URL, MOTCUA_HOME và quyền ghi."
_RING_AGAIN_S = 1.0
_AT_A_TIME = 500
Workflow = Callable[..., object]


class DurableWorker:
    def __init__(self, settings: QueueSettings) -> None:
        self._settings = settings
        self._lines: list[Line] = []
        self._workflows: dict[str, Workflow] = {}
        self._pools: list[ThreadPoolExecutor] = []
        self._bells: SimpleQueue[WakeUp | None] = SimpleQueue()
        self._ringer: Thread | None = None
        self._roster: Roster | None = None
        self._watcher: Thread | None = None
        self._stopping = Flag()
        self._engine: Engine | None = None
        self._lock = Lock()

    def add(self, line: Line) -> None:
        """Before the start."""
        self._lines.append(line)

    def start(self) -> None:
        """Opens the queues and continues what a crash left; does nothing where it runs already.

        Raises knowledge.errors.StoreError.
        """
        with self._lock:
            if self._ringer is not None:
                return
            self._engine = _engine(self._settings.url)
            try:
                self._roster = Roster(self._engine, self._settings.worker)
                self._roster.say(time())
                self._launch(self._engine)
            except SQLAlchemyError as error:
                DBOS.destroy(destroy_registry=True)
                self._close_pools()
                raise StoreError(_AWAY, str(error)) from error
            self._stopping.clear()
            self._watcher = Thread(target=self._watch, args=(self._roster,), name="durable-watcher", daemon=True)
            self._watcher.start()
            self._ringer = Thread(target=self._ring, name="durable-ringer", daemon=True)
            self._ringer.start()

    def _launch(self, engine: Engine) -> None:
        _use_our_logs()
        DBOS(config=_config(self._settings, engine))
        self._workflows = {line.name: self._workflow_of(line) for line in self._lines}
        own = [line for line in self._lines if line.name not in self._settings.elsewhere]
        DBOS.listen_queues([queue for line in own for queue in line.queues])
        DBOS.launch()
        for line in self._lines:
            self._open(line)

    def stop(self) -> None:
        """Lets running steps end; what is left goes on at the next start."""
        with self._lock:
            if self._ringer is None:
                return
            self._stopping.set()
            self._bells.put(None)
            for thread in (self._watcher, self._ringer):
                if thread is not None:
                    thread.join()
            self._ringer = self._watcher = None
            DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=1)
            self._close_pools()
            if self._roster is not None:
                self._leave(self._roster)
            if self._engine is not None:
                self._engine.dispose()

    def _close_pools(self) -> None:
        for pool in self._pools:
            pool.shutdown(wait=True, cancel_futures=True)
        self._pools.clear()

    def wake(self, up: WakeUp) -> None:
        """Returns at once, before the start too: whoever added the line makes up for wake-ups that a crash loses."""
        self._bells.put(up)

    def forget_before(self, line: str, moment: float) -> None:
        """Deletes DBOS' records of wake-ups of `line` that ended before `moment` (Unix seconds), where it runs."""
        if self._ringer is None:
            return
        before = datetime.fromtimestamp(moment, UTC).isoformat()
        while True:
            ended = DBOS.list_workflows(
                name=line, completed_before=before, limit=_AT_A_TIME, load_input=False, load_output=False
            )
            if not ended:
                return
            DBOS.delete_workflows([workflow.workflow_id for workflow in ended])

    def _open(self, line: Line) -> None:
        for queue in line.queues:
            DBOS.register_queue(
                queue,
                partition_concurrency=1,
                polling_interval_sec=self._settings.poll_s,
                on_conflict="always_update",
            )

    def _ring(self) -> None:
        while (up := self._bells.get()) is not None:
            try:
                with SetWorkflowID(up.key), SetEnqueueOptions(queue_partition_key=up.partition):
                    DBOS.enqueue_workflow(up.queue, self._workflows[up.line], up.subject)
            except Exception:  # a thread's outer boundary: the queue's database is away, so ring again later
                _log.exception("%s %s could not be woken; trying again", up.line, up.subject)
                sleep(_RING_AGAIN_S)
                self._bells.put(up)

    def _watch(self, roster: Roster) -> None:
        while not self._stopping.wait(self._settings.alive_s):
            try:
                now = time()
                roster.say(now)
                self._take_over(roster.alive(now - self._settings.dead_after_s))
            except Exception:  # a thread's outer boundary: the queue's database is away, so look again later
                _log.exception("the work of other workers could not be looked at")

    def _leave(self, roster: Roster) -> None:
        try:
            roster.leave()
        except SQLAlchemyError as error:  # then the others notice it a little later
            _log.warning("the others were not told that this worker stops: %s", error)

    def _take_over(self, alive: set[str]) -> None:
        """Cancels what nobody goes on with, and wakes it anew; twice does no harm."""
        queues = [queue for line in self._lines for queue in line.queues]
        running = DBOS.list_workflows(status="PENDING", queue_name=queues, load_output=False)
        lost = [one for one in running if one.name in self._workflows and self._is_lost(one, alive)]
        if not lost:
            return
        _log.warning("taking over %d wake-ups of workers that are gone", len(lost))
        DBOS.cancel_workflows([one.workflow_id for one in lost])
        for one in lost:
            subject, key = (one.input or {"args": [""]})["args"][0], f"taken-{one.workflow_id}"
            self.wake(WakeUp(one.name, one.queue_name or "", str(subject), key, one.queue_partition_key or ""))

    def _is_lost(self, one: WorkflowStatus, alive: set[str]) -> bool:
        if one.executor_id == self._settings.worker:
            return one.app_version != _VERSION  # of this process before it was upgraded
        return one.executor_id not in alive

    def _workflow_of(self, line: Line) -> Workflow:
        pool = ThreadPoolExecutor(line.threads, line.name)
        self._pools.append(pool)

        @DBOS.step(name=f"{line.name}-advance", retries_allowed=True, max_attempts=_ATTEMPTS)
        async def advance(subject: str) -> tuple[bool, float]:
            loop = asyncio.get_running_loop()
            progress = await loop.run_in_executor(pool, partial(line.advance, subject))
            return progress.more, progress.wait_s

        @DBOS.workflow(name=line.name)
        async def work(subject: str) -> None:
            more = True
            while more:
                more, wait_s = await advance(subject)
                if wait_s > 0:
                    await DBOS.sleep_async(wait_s)

        return work


def wake_elsewhere(settings: QueueSettings, up: WakeUp) -> None:
    """Wakes the worker of another process, as the command line does."""
    client = DBOSClient(system_database_url=settings.url, application_name=_APPLICATION, retry_connection_errors=False)
    try:
        options: EnqueueOptions = {
            "workflow_name": up.line,
            "queue_name": up.queue,
            "workflow_id": up.key,
            "app_version": _VERSION,
            "queue_partition_key": up.partition,
        }
        client.enqueue(options, up.subject)
    finally:
        client.destroy()


def _use_our_logs() -> None:
    """Where its logger has no handler, DBOS adds one that writes past ours, which mask and redact."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    logger.propagate = True


def _config(settings: QueueSettings, engine: Engine) -> DBOSConfig:
    return {
        "system_database_engine": engine if engine.dialect.name == "sqlite" else None,
        "name": _APPLICATION,
        "system_database_url": settings.url,
        "executor_id": settings.worker,
        "application_version": _VERSION,
        "log_level": "WARNING",
        "max_executor_threads": 16,
    }


def _engine(url: str) -> Engine:
    """DBOS' own SQLite engine, but with a write-ahead log: its default writes every commit to the disk three times and
    lets readers wait for writers. A power cut may lose the last wake-ups; the next start makes up for them."""
    engine = create_engine(url)
    if engine.dialect.name != "sqlite":
        return engine

    @event.listens_for(engine, "connect")
    def tune(connection: Any, _record: Any) -> None:
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("busy_timeout=30000", "foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")

    return engine
