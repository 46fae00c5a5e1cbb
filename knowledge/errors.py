"""Everything that can go wrong in the knowledge room.

KnowledgeError
├── StoreError            the record store cannot be read or written
│   ├── StoreTooNew       it was written by a newer version of the program
│   └── StoreFull         the disk is full; nothing was half-written
├── RecordMalformed       a written record does not have the shape of `knowledge.procedures`
├── IndexDamaged          a derived index is unreadable: rebuild it from the store
└── ModelUnavailable      an embedding or reranking model is not installed or not loadable

Each carries one plain Vietnamese sentence for people (`str(error)`) and an optional technical `detail` for the log.
"""

from __future__ import annotations


class KnowledgeError(Exception):
    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class StoreError(KnowledgeError):
    pass


class StoreTooNew(StoreError):
    pass


class StoreFull(StoreError):
    pass


class RecordMalformed(KnowledgeError):
    pass


class IndexDamaged(KnowledgeError):
    pass


class ModelUnavailable(KnowledgeError):
    pass
