"""Durable delivery: DBOS wakes each conversation, one worker at a time, and sleeps through waits and restarts.

The order and the state of the work are in our own tables; a DBOS workflow is a wake-up that names an event. So a
workflow that runs twice, or is lost, changes nothing: the next one of the conversation does what is left. DBOS' tables
hold no word of a citizen and no platform's id of a person.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from queue import SimpleQueue
from threading import Thread
from time import sleep
from typing import Any, Protocol
from uuid import uuid4

from dbos import DBOS, DBOSClient, DBOSConfig, EnqueueOptions, SetEnqueueOptions, SetWorkflowID
from sqlalchemy import Engine, create_engine, event, make_url

from bots.inbox import Inbox, channel_of
from bots.settings import DeliverySettings
from bots.turns import Progress, Turns

_log = logging.getLogger(__name__)
_APPLICATION = "motcua"
_WORKFLOW = "bots-conversation"
# Workflows of one version are only continued by that version: it changes when their steps do.
_VERSION = "bots-1"
_STORE_RETRIES = 8
_RING_AGAIN_S = 1.0
_AT_A_TIME = 500


class Waker(Protocol):
    def wake(self, seq: int, session: str, key: str) -> None:
        """Has the conversation of event `seq` worked on; the same `key` again does nothing."""
        ...


class Delivery:
    """The worker. One a process, since DBOS is."""

    def __init__(self, settings: DeliverySettings, channels: Sequence[str], inbox: Inbox, turns: Turns) -> None:
        """Works for `channels` alone: another process may have the others."""
        self._channels = tuple(channels)
        self._settings = settings
        self._inbox = inbox
        self._turns = turns
        self._threads: ThreadPoolExecutor | None = None
        self._workflow: Callable[..., object] | None = None
        self._bells: SimpleQueue[tuple[int, str, str] | None] = SimpleQueue()
        self._ringer: Thread | None = None
        self._engine: Engine | None = None

    def start(self) -> None:
        """Opens the queue, continues what a crash left and wakes every conversation with open events."""
        self._threads = ThreadPoolExecutor(self._settings.concurrent_conversations, "bots-turn")
        self._engine = _quick_sqlite(self._settings.queue_url)
        DBOS(config=_config(self._settings, self._engine))
        self._workflow = self._define()
        DBOS.listen_queues([_queue(channel) for channel in self._channels])
        DBOS.launch()
        for channel in self._channels:
            DBOS.register_queue(
                _queue(channel),
                partition_concurrency=1,
                polling_interval_sec=self._settings.poll_s,
                on_conflict="always_update",
            )
        self._ringer = Thread(target=self._ring, name="bots-ringer", daemon=True)
        self._ringer.start()
        boot = uuid4().hex
        for seq, session in self._inbox.unfinished():
            self.wake(seq, session, f"boot-{boot}-{seq}")

    def stop(self) -> None:
        """Lets running turns end; what is left goes on at the next start."""
        if self._ringer is not None:
            self._bells.put(None)
            self._ringer.join()
        DBOS.destroy(workflow_completion_timeout_sec=1)
        if self._threads is not None:
            self._threads.shutdown(wait=True, cancel_futures=True)
        if self._engine is not None:
            self._engine.dispose()

    def wake(self, seq: int, session: str, key: str) -> None:
        """Returns at once: the event is stored, so a wake-up that a crash loses is made up for at the next start."""
        self._bells.put((seq, session, key))

    def forget_before(self, moment: float) -> None:
        """Deletes DBOS' records of wake-ups that ended before `moment` (Unix seconds)."""
        before = datetime.fromtimestamp(moment, UTC).isoformat()
        while True:
            ended = DBOS.list_workflows(
                name=_WORKFLOW, completed_before=before, limit=_AT_A_TIME, load_input=False, load_output=False
            )
            if not ended:
                return
            DBOS.delete_workflows([workflow.workflow_id for workflow in ended])

    def _ring(self) -> None:
        while (bell := self._bells.get()) is not None:
            try:
                self._enqueue(*bell)
            except Exception:  # a thread's outer boundary: the queue's database is away, so ring again later
                _log.exception("the conversation of event %d could not be woken; trying again", bell[0])
                sleep(_RING_AGAIN_S)
                self._bells.put(bell)

    def _enqueue(self, seq: int, session: str, key: str) -> None:
        assert self._workflow is not None  # noqa: S101 (set by start, which starts this thread)
        with SetWorkflowID(key), SetEnqueueOptions(queue_partition_key=_partition(session)):
            DBOS.enqueue_workflow(_queue(channel_of(session)), self._workflow, seq)

    def _define(self) -> Callable[..., object]:
        @DBOS.step(name="bots-advance", retries_allowed=True, max_attempts=_STORE_RETRIES)
        async def advance(seq: int) -> tuple[bool, float]:
            loop = asyncio.get_running_loop()
            progress = await loop.run_in_executor(self._threads, partial(self._advance, seq))
            return progress.more, progress.wait_s

        @DBOS.workflow(name=_WORKFLOW)
        async def conversation(seq: int) -> None:
            more = True
            while more:
                more, wait_s = await advance(seq)
                if wait_s > 0:
                    await DBOS.sleep_async(wait_s)

        return conversation

    def _advance(self, seq: int) -> Progress:
        place = self._inbox.place(seq)
        if place is None:
            return Progress(more=False)
        progress = self._turns.advance(*place)
        while progress.more and progress.wait_s <= 0:
            progress = self._turns.advance(*place)
        return progress


class RemoteWaker:
    """Wakes conversations of a worker in another process, as the command line does."""

    def __init__(self, settings: DeliverySettings) -> None:
        self._settings = settings

    def wake(self, seq: int, session: str, key: str) -> None:
        """Where the worker has never run there is nothing to wake: it finds all open events when it starts."""
        client = DBOSClient(
            system_database_url=self._settings.queue_url, application_name=_APPLICATION, retry_connection_errors=False
        )
        try:
            options: EnqueueOptions = {
                "workflow_name": _WORKFLOW,
                "queue_name": _queue(channel_of(session)),
                "workflow_id": key,
                "app_version": _VERSION,
                "queue_partition_key": _partition(session),
            }
            client.enqueue(options, seq)
        finally:
            client.destroy()


def _config(settings: DeliverySettings, engine: Engine | None) -> DBOSConfig:
    return {
        "system_database_engine": engine,
        "name": _APPLICATION,
        "system_database_url": settings.queue_url,
        "executor_id": settings.worker,
        "application_version": _VERSION,
        "log_level": "WARNING",
        "max_executor_threads": 16,
    }


def _quick_sqlite(url: str) -> Engine | None:
    """DBOS' own SQLite engine, but with a write-ahead log: its default writes every commit to the disk three times and
    lets readers wait for writers. A power cut may lose the last wake-ups; the next start makes up for them."""
    if make_url(url).get_backend_name() != "sqlite":
        return None
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def tune(connection: Any, _record: Any) -> None:
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("busy_timeout=30000", "foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _queue(channel: str) -> str:
    return f"bots-{channel}"


def _partition(session: str) -> str:
    """Names the conversation without telling whose it is."""
    return hashlib.blake2b(session.encode(), digest_size=16).hexdigest()
