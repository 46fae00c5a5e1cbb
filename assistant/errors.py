"""What can go wrong in the assistant room.

AssistantError
└── WritingUnavailable   the client of a chat model is not installed, or the settings don't make a model

Each carries one plain Vietnamese sentence for people (`str(error)`) and an optional technical `detail` for the log.
"""

from __future__ import annotations


class AssistantError(Exception):
    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class WritingUnavailable(AssistantError):
    pass
