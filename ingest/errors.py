"""Everything that can go wrong in the ingest room.

IngestError
└── UnreadableFile        one file can't become records; the rest of the run goes on
    └── RecordRefused     the file can be read, but what it holds isn't a usable record

Each carries one plain Vietnamese sentence for people (`str(error)`) and an optional technical `detail` for the log.
"""

from __future__ import annotations


class IngestError(Exception):
    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class UnreadableFile(IngestError):
    pass


class RecordRefused(UnreadableFile):
    pass
