"""The parts as the routes see them: built once, and only when there is something to answer from."""

from __future__ import annotations

import threading

from fastapi import Request

from assistant.answering import Assistant
from assistant.law_shelf import Shelf
from assistant.memory_store import StoredMemories
from knowledge.retrieval.retriever import Retriever
from knowledge.store.catalogue import Catalogue
from motcua.errors import EmptyCatalogue
from motcua.finding import Finder
from motcua.wiring import Parts


class Desk:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._lock = threading.Lock()
        self._finder_lock = threading.Lock()
        self._is_open = False

    @property
    def parts(self) -> Parts:
        return self._parts

    @property
    def memories(self) -> StoredMemories:
        with self._lock:
            return self._parts.memories

    @property
    def catalogue(self) -> Catalogue:
        with self._lock:
            return self._parts.catalogue

    @property
    def assistant(self) -> Assistant:
        """Raises EmptyCatalogue, KnowledgeError."""
        self.open()
        return self._parts.assistant

    @property
    def retriever(self) -> Retriever:
        """Raises EmptyCatalogue, KnowledgeError."""
        self.open()
        return self._parts.retriever

    @property
    def finder(self) -> Finder:
        """Built anew after the catalogue has changed, which takes seconds: nobody else waits for it."""
        with self._finder_lock:
            return self._parts.finders.current()

    @property
    def law_shelf(self) -> Shelf | None:
        with self._lock:
            return self._parts.law.shelf()

    def open(self) -> None:
        """Builds everything on the first call; records may have come after the server started."""
        if self._is_open:
            return
        with self._lock:
            if not self._is_open:
                if not self._parts.catalogue.counts()["passages"]:
                    raise EmptyCatalogue
                self._parts.warm()
                _ = self._parts.assistant
                self._is_open = True


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk
